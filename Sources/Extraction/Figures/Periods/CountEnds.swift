import Record

extension PieceSentence {
  /// Whether nothing of a noun phrase stands at `k`, behind a number without a noun: a mark, a small word, or a time ("up from six | last year",
  /// "sold 60 | on Monday").
  func endsCount(_ k: Int) -> Bool {
    guard isWord(k), !FigureWords.closed.contains(key(k)) else { return true }
    switch TimeWords.table[key(k)]?.kind {
    case .day: return true
    case .weekday: return capitalized(k)
    case .last, .next: return TimeWords.table[key(k + 1)] != nil
    default: return false
    }
  }
}
