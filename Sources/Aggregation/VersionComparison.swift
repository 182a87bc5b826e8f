internal import Record

extension VersionDifference {
  /// Compares two versions of an article.
  init(from older: StoredArticle, to newer: StoredArticle) {
    self.older = older.version
    self.newer = newer.version
    let oldTitle = older.record.article.title
    let newTitle = newer.record.article.title
    titles = oldTitle == newTitle ? nil : (oldTitle, newTitle)
    paragraphs = ParagraphComparison(older.paragraphs, newer.paragraphs).steps
    (removed, added) = Self.compare(older.findings, newer.findings)
  }

  /// Findings by id that only one side has.
  static func compare(_ older: [Finding], _ newer: [Finding]) -> (removed: [Finding], added: [Finding]) {
    let before = Set(older.map(\.id))
    let after = Set(newer.map(\.id))
    return (older.filter { !after.contains($0.id) }, newer.filter { !before.contains($0.id) })
  }
}

extension StoredArticle {
  fileprivate var paragraphs: [String] {
    let bytes = Array(record.article.text.utf8)
    return record.article.paragraphs.map { String(decoding: bytes[$0.range.start..<$0.range.end], as: UTF8.self) }
  }

  /// All findings with their ids.
  var findings: [VersionDifference.Finding] {
    zip(quoteIDs, record.quotes).map { VersionDifference.Finding(kind: .quote, id: $0, words: $1.span.text) }
      + zip(figureIDs, record.figures).map { VersionDifference.Finding(kind: .figure, id: $0, words: $1.span.text) }
      + zip(officialIDs, record.officials).map { VersionDifference.Finding(kind: .official, id: $0, words: $1.name) }
  }
}

/// Finds the shortest edit from one list of paragraphs to another.
private struct ParagraphComparison {
  private(set) var steps: [VersionDifference.Paragraph] = []

  init(_ older: [String], _ newer: [String]) {
    var gone: Set<Int> = []
    var come: Set<Int> = []
    for change in newer.difference(from: older) {
      switch change {
      case .remove(let offset, _, _): gone.insert(offset)
      case .insert(let offset, _, _): come.insert(offset)
      }
    }
    var i = 0
    var j = 0
    while i < older.count || j < newer.count {
      if i < older.count, gone.contains(i) {
        steps.append(.removed(older[i]))
        i += 1
      } else if j < newer.count, come.contains(j) {
        steps.append(.added(newer[j]))
        j += 1
      } else {
        steps.append(.kept(newer[j]))
        i += 1
        j += 1
      }
    }
  }
}
