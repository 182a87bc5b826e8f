internal import Record

/// A half-open range of publication times, in seconds since 1970 on the clock that the article shows (its own zone).
package struct DateRange: Hashable, Sendable {
  package var start: Int64
  package var end: Int64

  package init(start: Int64, end: Int64) {
    self.start = start
    self.end = end
  }

  /// Reads `2017`, `2017-01`, `2017-01-27`, two of them around `..`, an open `..`, and `>`, `>=`, `<`, `<=` before one.
  package init?(_ text: String) {
    if let dots = text.firstRange(of: "..") {
      let low = text[..<dots.lowerBound]
      let high = text[dots.upperBound...]
      guard !(low.isEmpty && high.isEmpty) else { return nil }
      guard let from = low.isEmpty ? DateRange(start: .min, end: .min) : Self.period(low),
        let to = high.isEmpty ? DateRange(start: .max, end: .max) : Self.period(high)
      else { return nil }
      self.init(start: from.start, end: to.end)
      return
    }
    let sign = text.prefix { "<>=".contains($0) }
    guard let period = Self.period(text.dropFirst(sign.count)) else { return nil }
    switch sign {
    case "", "=": self = period
    case ">": self.init(start: period.end, end: .max)
    case ">=": self.init(start: period.start, end: .max)
    case "<": self.init(start: .min, end: period.start)
    case "<=": self.init(start: .min, end: period.end)
    default: return nil
    }
  }

  /// From the beginning of one date to the end of another; `nil` if one of them is not a date.
  package init?(since: String?, until: String?) {
    guard let from = since.map({ Self.period($0[...]) }) ?? DateRange(start: .min, end: .min),
      let to = until.map({ Self.period($0[...]) }) ?? DateRange(start: .max, end: .max)
    else { return nil }
    self.init(start: from.start, end: to.end)
  }

  package func contains(_ time: Int64) -> Bool { time >= start && time < end }

  /// A year, month or day, also in words.
  private static func period(_ text: Substring) -> DateRange? {
    if let days = DateWords.days(String(text)) { return self.days(days.lowerBound, days.upperBound + 1) }
    return written(text)
  }

  /// `2017`, `2017-02`, `2017-02-27`.
  private static func written(_ text: Substring) -> DateRange? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }),
      parts[0].utf8.count == 4, let year = Int(parts[0])
    else { return nil }
    guard parts.count > 1 else { return days(CalendarDay.number(year, 1, 1), CalendarDay.number(year + 1, 1, 1)) }
    guard let month = Int(parts[1]), (1...12).contains(month) else { return nil }
    let next = month == 12 ? CalendarDay.number(year + 1, 1, 1) : CalendarDay.number(year, month + 1, 1)
    let first = CalendarDay.number(year, month, 1)
    guard parts.count > 2 else { return days(first, next) }
    guard let day = Int(parts[2]), day >= 1, first + day - 1 < next else { return nil }
    return days(first + day - 1, first + day)
  }

  private static func days(_ start: Int, _ end: Int) -> DateRange { DateRange(start: Int64(start) * 86400, end: Int64(end) * 86400) }
}
