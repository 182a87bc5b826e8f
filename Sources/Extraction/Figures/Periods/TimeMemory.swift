/// The times mentioned so far in a text, to which phrases such as "the quarter", "a year earlier" and "the same month" refer.
struct TimeMemory: Sendable {
  /// The last time mentioned, and its sentence.
  private var last: (sentence: Int, span: CalendarSpan)?
  /// The last period of three months mentioned.
  private(set) var quarter: CalendarSpan?
  /// The last month mentioned.
  private(set) var month: CalendarSpan?
  /// The last span of more than a day mentioned.
  private(set) var stretch: CalendarSpan?

  /// How many sentences later a time can still be referred to.
  private static let reach = 3

  /// The time from which distances in a sentence are counted.
  func anchor(before sentence: Int) -> CalendarSpan? {
    last.flatMap { sentence - $0.sentence <= Self.reach ? $0.span : nil }
  }

  /// Adds the times of a sentence.
  mutating func note(_ times: [TimeExpression], in sentence: Int) {
    for time in times {
      guard time.kind == .calendar, let span = time.span, span.isWritable else { continue }
      last = (sentence, span)
      note(span)
    }
  }

  /// Adds a time mentioned within the current sentence.
  mutating func note(_ span: CalendarSpan) {
    if span.isThreeMonths { quarter = span }
    if span.isMonth { month = span }
    if span.first != span.last { stretch = span }
  }
}
