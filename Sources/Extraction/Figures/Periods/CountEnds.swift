import Record

extension PieceSentence {
  /// Whether piece `k`, which follows a number, does not continue a noun phrase: it is punctuation, a function word or a time ("up from six
  /// | last year", "sold 60 | on Monday").
  func endsCount(_ k: Int) -> Bool {
    guard isWord(k), !CountWords.closed.contains(key(k)) else { return true }
    switch TimeWords.table[key(k)]?.kind {
    case .day: return true
    case .weekday: return capitalized(k)
    case .last, .next: return TimeWords.table[key(k + 1)] != nil
    default: return false
    }
  }
}
