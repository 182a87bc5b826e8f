internal import Record

/// A half-open range of publication times, in seconds since 1970 of the time the article writes (its own zone).
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

  /// From the beginning of one date to the end of another; `nil` where a date is none.
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

/// Publication times as numbers.
package enum PublicationTime {
  /// What articles without a date are sorted by: behind all others.
  package static let unknown = Int64.min

  /// The seconds since 1970 of the clock that an RFC 3339 date-time or bare date shows; its zone is not reckoned in, so that a
  /// search for a day finds what its outlet published on that day.
  package static func seconds(_ text: String?) -> Int64 {
    guard let text else { return unknown }
    let bytes = Array(text.utf8)
    func number(_ start: Int, _ count: Int) -> Int? {
      guard start + count <= bytes.count else { return nil }
      var value = 0
      for byte in bytes[start..<start + count] {
        guard byte >= 0x30 && byte <= 0x39 else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      return value
    }
    guard let year = number(0, 4) else { return unknown }
    let month = number(5, 2) ?? 1
    let date = number(8, 2) ?? 1
    let clock = (number(11, 2) ?? 0) * 3600 + (number(14, 2) ?? 0) * 60 + (number(17, 2) ?? 0)
    return Int64(CalendarDay.number(year, min(max(month, 1), 12), date)) * 86400 + Int64(clock)
  }

  /// Whether an article is newer than a version of it: by date of retrieval where both have one, else by date of change where both have one; `nil`
  /// where neither tells.
  static func isNewer(_ article: Article, thanRetrieved retrieved: String?, modified: String?) -> Bool? {
    for (new, old) in [(article.provenance.retrieved, retrieved), (article.modified, modified)] {
      guard let new, let old, new != old else { continue }
      return seconds(new) >= seconds(old)
    }
    return nil
  }
}
