import Linguistics
import Record

/// Times that refer back to one mentioned earlier, or that are named by their place in the year: "the period", "the same month", "that
/// night", "since then", "year-end", "the prior-year quarter".
extension DateReader {
  private static let sames = Words.set("same corresponding comparable equivalent")
  private static let stretches = Words.set("period stretch span timeframe")
  private static let leads = Words.set("in during within over for of throughout")
  private static let ago = Words.set("ago earlier")
  private static let befores = Words.set("prior previous preceding last")

  /// "the same month", "the corresponding week" with no year after it: the last time mentioned, at the precision of the noun.
  func again(_ i: Int) -> TimeExpression? {
    guard sentence.holds(i, Self.sames), let span = pointed(at: i + 1) else { return nil }
    return calendar(i, i + 2, span)
  }

  /// The last time mentioned that fits the noun at `k`: "period", "month", "day", "night".
  func pointed(at k: Int) -> CalendarSpan? {
    guard let anchor else { return sentence.holds(k, Self.stretches) ? memory.stretch : nil }
    if sentence.holds(k, Self.stretches) || sentence.holds(k, "time") && sentence.holds(k - 1, "same") { return anchor }
    guard let entry = time(k), !sentence.lowercase(k).hasSuffix("s") else { return nil }
    if entry.kind == .part { return anchor.first == anchor.last ? anchor : nil }
    guard entry.kind == .unit else { return nil }
    let isOneMonth = anchor.first.year == anchor.last.year && anchor.first.month == anchor.last.month
    switch entry.span {
    case .day where anchor.first == anchor.last: return anchor
    case .week where anchor.text.contains("W"): return anchor
    case .week where anchor.first == anchor.last: return .week(anchor.first)
    case .month where isOneMonth: return .month(anchor.first.year, anchor.first.month)
    case .quarter: return anchor.isThreeMonths ? anchor : quarter
    case .year where anchor.first.year == anchor.last.year: return .year(anchor.first.year)
    default: return nil
    }
  }

  /// A time with its article at `i`: "in the period", "during the month", "over the stretch".
  func definite(_ i: Int) -> TimeExpression? {
    let k = i + 1
    guard sentence.holds(i - 1, Self.leads), !sentence.holds(k + 1, "of"), !sentence.isHyphen(k + 1) else { return nil }
    if sentence.holds(k, Self.stretches) {
      return (anchor.flatMap { $0.first != $0.last ? $0 : nil } ?? memory.stretch).map { calendar(k, k + 1, $0) }
    }
    if time(k)?.span == .month, sentence.lowercase(k) == "month" { return memory.month.map { calendar(k, k + 1, $0) } }
    // "profit for the half year": the half that ended last.
    if sentence.holds(k, "half"), sentence.holds(k + 1, "year"), !sentence.isHyphen(k + 2), !sentence.holds(k + 2, "to"), let reference {
      return calendar(
        k, k + 2,
        reference.month > 6
          ? .interval(.month(reference.year, 1), .month(reference.year, 6))
          : .interval(.month(reference.year - 1, 7), .month(reference.year - 1, 12)))
    }
    // "the holiday quarter": the last quarter of a year.
    if sentence.holds(k, "holiday") || sentence.holds(k, "christmas"), time(k + 1)?.span == .quarter, let reference {
      return calendar(k, k + 2, .quarter(reference.month >= 10 ? reference.year : reference.year - 1, 4))
    }
    return nil
  }

  /// "year-ago", "year-earlier", "prior-year" with the noun after it: one unit before the last time mentioned.
  func unitBack(_ i: Int) -> TimeExpression? {
    let unit: TimeWords.Entry?
    if sentence.isHyphen(i + 1), sentence.holds(i + 2, Self.ago) {
      unit = time(i)
    } else if sentence.isHyphen(i + 1), sentence.holds(i, Self.befores) {
      unit = time(i + 2)
    } else {
      return nil
    }
    guard let unit, unit.kind == .unit, let back = unit.span else { return nil }
    let isNamed = sentence.holds(i + 3, Self.stretches) || time(i + 3)?.kind == .unit
    var found = TimeExpression(pieces: i..<(isNamed ? i + 4 : i + 3), span: before(back), kind: .placed)
    found.back = back
    return found
  }

  /// "year-end", "year's end": the last month of the year.
  func yearEnd(_ i: Int) -> TimeExpression? {
    let at = sentence.isHyphen(i + 1) || sentence.holds(i + 1, "'s") ? i + 2 : i + 1
    guard sentence.holds(i, "year"), sentence.holds(at, "end"), at == i + 2, let reference else { return nil }
    let isOver = tense == .past && reference.month < 7
    return calendar(i, at + 1, .month(isOver ? reference.year - 1 : reference.year, 12))
  }

  /// "this season", "last season".
  func sportSeason(_ i: Int, _ k: Int, _ step: Int) -> TimeExpression? {
    guard sentence.holds(k, "season"), let reference else { return nil }
    return calendar(i, k + 1, .year(reference.year + step))
  }

  /// "since then": from the last time mentioned.
  func sinceThen(_ i: Int) -> TimeExpression? {
    guard sentence.holds(i, "then"), sentence.holds(i - 1, "since"), let anchor else { return nil }
    return calendar(i, i + 1, anchor)
  }
}
