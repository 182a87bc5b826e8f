extension QueryPlanner {
  /// For each segment the list of the word that a search is for, if it asks for nothing but one word; `nil` if it asks for something else.
  func lists(ofOneWord search: Search) -> [StoredTerm?]? {
    guard let node = try? SearchNarrowing(search, kind: kind, hasDoubtful: hasDoubtful).node, case .words(let pattern) = node else {
      return nil
    }
    guard pattern.words.count == 1, pattern.form != .prefix else { return nil }
    return segments.map { term(pattern.words[0], pattern.form, .text, $0) }
  }
}
