/// The times that a text has told so far, for words that point back to them: "the quarter", "a year earlier", "the same month".
struct TimeMemory: Sendable {
  /// The time told last, and the sentence that tells it.
  private var last: (sentence: Int, span: CalendarSpan)?
  /// The three months told last.
  private(set) var quarter: CalendarSpan?
  /// The month told last.
  private(set) var month: CalendarSpan?
  /// The stretch of more than a day told last.
  private(set) var stretch: CalendarSpan?

  /// So many sentences later a time is no longer the one that is counted from.
  private static let reach = 3

  /// The time that a sentence's distances are counted from.
  func anchor(before sentence: Int) -> CalendarSpan? {
    last.flatMap { sentence - $0.sentence <= Self.reach ? $0.span : nil }
  }

  /// Takes in the times of a sentence.
  mutating func note(_ times: [TimeExpression], in sentence: Int) {
    for time in times {
      guard time.kind == .calendar, let span = time.span, span.isWritable else { continue }
      last = (sentence, span)
      note(span)
    }
  }

  /// Takes in a time told within a sentence.
  mutating func note(_ span: CalendarSpan) {
    if span.isThreeMonths { quarter = span }
    if span.isMonth { month = span }
    if span.first != span.last { stretch = span }
  }
}
