internal import FullText
internal import Platform
internal import Record

/// Fingerprints that are equal if two records say the same: the first 8 bytes of SHA-256 over their fields.
struct RecordFingerprint {
  private var bytes: [UInt8] = []

  /// Whatever makes a new version when it changes: text, paragraphs and metadata, but not where the page was found.
  static func content(_ article: Article) -> Int64 {
    var print = RecordFingerprint()
    print.add(article.text)
    for paragraph in article.paragraphs {
      print.add(paragraph.range.start)
      print.add(paragraph.range.end)
      print.add(paragraph.kind.rawValue)
    }
    print.add(article.title)
    print.add(article.site)
    print.add(article.published)
    print.add(article.modified)
    print.add(article.language)
    print.add(article.section)
    print.add(article.access?.rawValue)
    // A tag that becomes an author is a change.
    for list in [article.authors, article.tags] {
      print.add(list.count)
      for text in list { print.add(text) }
    }
    return print.number
  }

  /// All findings, without explanations.
  static func findings(_ record: ArticleRecord) -> Int64 {
    var print = RecordFingerprint()
    for quote in record.quotes { print.add(quote) }
    for figure in record.figures { print.add(figure) }
    for official in record.officials { print.add(official) }
    return print.number
  }

  private var number: Int64 { Int64(bitPattern: Digest.sha256Prefix(bytes)) }

  private mutating func add(_ text: String?) {
    guard let text else { return bytes.append(0) }
    bytes.append(1)
    add(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }
  private mutating func add(_ number: Int) { bytes.append(varint: UInt32(truncatingIfNeeded: number)) }
  private mutating func add(_ number: Double?) {
    guard let number else { return bytes.append(0) }
    bytes.append(1)
    bytes.append(contentsOf: [UInt8](numbers: [number.bitPattern]))
  }
  private mutating func add(_ span: TextSpan?) {
    guard let span else { return bytes.append(0) }
    bytes.append(1)
    add(span.start)
    add(span.end)
  }
  private mutating func add<Finding: FieldedFinding>(_ finding: Finding) {
    for field in Finding.fields { add(field, of: finding) }
  }
  private mutating func add<Finding>(_ field: FindingField<Finding>, of finding: Finding) {
    switch field.content {
    case .number(let value), .chance(let value): add(value.get(finding))
    case .integer(let value): add(value.get(finding).map(Double.init))
    case .flag(let value): add(value.get(finding) ? 1 : 0)
    case .text(let value), .name(let value), .period(let value), .reference(let value, _): add(value.get(finding))
    case .choice(let choice): add(choice.word(finding))
    case .place(let value): add(value.get(finding))
    case .span(let value): add(value.get(finding))
    case .spans(let value): for span in value.get(finding) { add(span) }
    case .parts(let parts, _): for part in parts { add(part, of: finding) }
    }
  }
}
