import Linguistics
import Record

/// Times that are relative to another time earlier in the text.
extension DateReader {
  /// The time that many units after the last time mentioned, at the unit's precision; `nil` where no time was mentioned, or none that
  /// precise.
  func after(_ count: Int, _ span: TimeWords.Span) -> CalendarSpan? {
    guard let anchor else { return nil }
    switch span {
    case .day: return anchor.first == anchor.last ? .day(anchor.first.adding(days: count)) : nil
    case .week: return anchor.last.ordinal - anchor.first.ordinal < 7 ? .week(anchor.first.adding(days: 7 * count)) : nil
    case .month:
      guard anchor.first.month == anchor.last.month, anchor.first.year == anchor.last.year else { return nil }
      let month = CalendarDate(anchor.first.year, anchor.first.month, 1).adding(months: count)
      return .month(month.year, month.month)
    case .year: return anchor.first.year == anchor.last.year ? .year(anchor.first.year + count) : nil
    default: return nil
    }
  }

  /// One unit before the last time mentioned, at its own precision.
  func before(_ unit: TimeWords.Span) -> CalendarSpan? {
    switch unit {
    case .year: anchor?.moved(months: -12)
    case .quarter: anchor?.moved(months: -3)
    case .month: anchor?.moved(months: -1)
    case .week: anchor.flatMap { $0.text.contains("W") ? .week($0.first.adding(days: -7)) : nil }
    default: nil
    }
  }

  /// "the same quarter of 2020", "the same months last year": the last time mentioned, moved to the year named.
  func sameTime(_ i: Int) -> TimeExpression? {
    if let found = sameWeek(i) { return found }
    guard let anchor = anchor ?? endedQuarter(named: i + 1),
      sentence.holds(i + 1, "period") || sentence.holds(i + 1, "time") || time(i + 1)?.kind == .unit
    else {
      return nil
    }
    var k = i + 2
    if sentence.holds(k, "of") || sentence.holds(k, "in") || sentence.holds(k, "the") || sentence.holds(k, "for") { k += 1 }
    if sentence.holds(k, "the"), time(k + 1) != nil { k += 1 }
    guard let year = core(k), year.kind == .calendar, let known = year.span, [4, 9].contains(known.text.utf8.count) else { return nil }
    // In a span such as "2020-21" the months from April on belong to the first year.
    let number = known.text.utf8.count == 9 && anchor.first.month < 4 ? known.last.year : known.first.year
    guard let span = anchor.moved(months: 12 * (number - anchor.first.year)) else { return nil }
    return calendar(i, year.pieces.upperBound, span)
  }

  /// "the corresponding week last year", "in the same week of 2020": the week named last, otherwise that of publication.
  private func sameWeek(_ i: Int) -> TimeExpression? {
    guard time(i + 1)?.span == .week, let reference else { return nil }
    let week = anchor.flatMap { $0.text.contains("W") || $0.first == $0.last ? $0.first : nil } ?? reference
    let k = sentence.holds(i + 2, "of") || sentence.holds(i + 2, "in") ? i + 3 : i + 2
    guard let year = core(k), year.kind == .calendar, let known = year.span, known.text.utf8.count == 4 else { return nil }
    // 52 weeks keep the day of the week.
    return calendar(i, year.pieces.upperBound, .week(week.adding(days: 364 * (known.first.year - week.year))))
  }

  /// "the same quarter of 2020", where no time was mentioned before: results are reported for the quarter that ended last.
  private func endedQuarter(named k: Int) -> CalendarSpan? {
    guard time(k)?.span == .quarter, let reference else { return nil }
    let month = CalendarDate(reference.year, reference.month, 1).adding(months: -3)
    return .quarter(month.year, (month.month + 2) / 3)
  }

  /// "that month", "that year": refers to the last time mentioned.
  func thatTime(_ i: Int) -> TimeExpression? {
    let k = sentence.holds(i + 1, "same") ? i + 2 : i + 1
    // "that morning", "in that period"
    if sentence.holds(i, "that"), time(k)?.kind == .part || k == i + 1 && sentence.holds(k, "period"), let span = pointed(at: k) {
      return calendar(i, k + 1, span)
    }
    guard sentence.holds(i, "that"), let unit = time(k), unit.kind == .unit, let anchor, !sentence.lowercase(k).hasSuffix("s") else {
      return nil
    }
    switch unit.span {
    case .year where anchor.first.year == anchor.last.year: return calendar(i, k + 1, .year(anchor.first.year))
    case .month where anchor.first.year == anchor.last.year && anchor.first.month == anchor.last.month:
      return calendar(i, k + 1, .month(anchor.first.year, anchor.first.month))
    case .quarter where anchor.isThreeMonths, .day where anchor.first == anchor.last, .week where anchor.text.contains("W"):
      return calendar(i, k + 1, anchor)
    default: return nil
    }
  }
}
