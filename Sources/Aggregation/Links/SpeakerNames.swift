internal import FullText
internal import Linkage

extension SearchIndex {
  /// The search, changed so that it finds a speaker under every form of their name: `speaker:"William Hartley"` then also finds what Bill
  /// Hartley and W. Hartley said, if articles show that these are one person (``PersonProfile``).
  ///
  /// Only names of two words or more are widened, in the query and in ``QueryOptions/speaker``; a single word already finds all names that
  /// hold it. Forms that are only a surname are left out, because they would find every person of that surname. Order, paging and filters
  /// stay the same.
  public func withAllNames(_ search: Search) throws -> Search {
    var wide = search
    if let name = search.options.speaker, !name.hasSuffix("*"), let node = try everyForm(of: FoldedWords(name).all) {
      wide.options.speaker = nil
      if case .everything = search.query.node { wide.query.node = node } else { wide.query.node = .and([search.query.node, node]) }
    }
    wide.query.node = try widened(wide.query.node)
    return wide
  }

  private func widened(_ node: QueryNode) throws -> QueryNode {
    switch node {
    case .field(.speaker, let pattern) where pattern.form == .exact: try everyForm(of: pattern.words) ?? node
    case .and(let nodes): .and(try nodes.map { try widened($0) })
    case .or(let nodes): .or(try nodes.map { try widened($0) })
    case .not(let node): .not(try widened(node))
    default: node
    }
  }

  /// The other forms of the name in the profiles that have this form; `nil` if there are none.
  private func everyForm(of words: [[UInt8]]) throws -> QueryNode? {
    guard words.count > 1 else { return nil }
    let name = words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
    guard try hasOtherForms(PersonName(name), words) else { return nil }
    var forms: Set<[[UInt8]]> = []
    for profile in try persons(name) {
      let variants = profile.variants.filter { !PersonName($0).isBare }.map { FoldedWords($0).all }
      if variants.contains(where: { $0.holds(words) }) { forms.formUnion(variants) }
    }
    // A form that contains the words asked for is found by them anyway.
    let others = forms.filter { !$0.isEmpty && !$0.holds(words) }.sorted {
      $0.joined(separator: [0x20]).lexicographicallyPrecedes($1.joined(separator: [0x20]))
    }
    guard !others.isEmpty else { return nil }
    return .or(([words] + others).map { .field(.speaker, WordPattern(words: $0, form: .exact)) })
  }
}

extension SearchIndex {
  /// Whether any official's name can be another form of this one. Most names have no other form, and counting is enough to see that.
  private func hasOtherForms(_ name: PersonName, _ words: [[UInt8]]) throws -> Bool {
    for part in name.surname {
      let surname = FoldedWords(part).all
      guard !surname.isEmpty else { continue }
      let query = Query(node: .field(.official, WordPattern(words: surname, form: .exact)), sort: .date, text: "")
      for official in try facets(.official, Search(query), top: 1000).speaker.compactMap(\.value)
      where !FoldedWords(official).all.holds(words) {
        let other = PersonName(official)
        if !other.isBare, other.isCompatible(with: name) { return true }
      }
    }
    return false
  }
}

extension [[UInt8]] {
  /// Whether these words contain some others in a row.
  fileprivate func holds(_ words: [[UInt8]]) -> Bool {
    guard !words.isEmpty, words.count <= count else { return false }
    return (0...count - words.count).contains { Array(self[$0..<$0 + words.count]) == words }
  }
}
