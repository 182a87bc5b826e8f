internal import FullText
internal import Linkage

extension SearchIndex {
  /// A search that finds a speaker under every form of their name: `speaker:"William Hartley"` also what Bill Hartley and W. Hartley said, where
  /// articles show that these are one person (``PersonProfile``).
  ///
  /// Widened are names of two words or more, in the query and in ``QueryOptions/speaker``; single words find all names that hold them as it is.
  /// Forms of a surname alone are left out: they would find every person of that surname. Order, paging and filters stay.
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

  /// The forms of a name that the profiles with this form have besides; `nil` where there is none.
  private func everyForm(of words: [[UInt8]]) throws -> QueryNode? {
    guard words.count > 1 else { return nil }
    let name = words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
    guard try hasOtherForms(PersonName(name), words) else { return nil }
    var forms: Set<[[UInt8]]> = []
    for profile in try persons(name) {
      let variants = profile.variants.filter { !PersonName($0).isBare }.map { FoldedWords($0).all }
      if variants.contains(where: { $0.holds(words) }) { forms.formUnion(variants) }
    }
    // What holds the words asked for is found by them.
    let others = forms.filter { !$0.isEmpty && !$0.holds(words) }.sorted {
      $0.joined(separator: [0x20]).lexicographicallyPrecedes($1.joined(separator: [0x20]))
    }
    guard !others.isEmpty else { return nil }
    return .or(([words] + others).map { .field(.speaker, WordPattern(words: $0, form: .exact)) })
  }
}

extension SearchIndex {
  /// Whether any official's name can be another form of one: most names have none, which counting alone shows.
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
  /// Whether some words stand in these, in a row.
  fileprivate func holds(_ words: [[UInt8]]) -> Bool {
    guard !words.isEmpty, words.count <= count else { return false }
    return (0...count - words.count).contains { Array(self[$0..<$0 + words.count]) == words }
  }
}
