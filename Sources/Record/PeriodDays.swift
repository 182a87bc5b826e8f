/// The first and last day of an EDTF period, as far as they are known.
public struct PeriodDays: Hashable, Sendable {
  /// Day number of the first day (days since 1970-01-01); `nil` if the beginning is open or unknown.
  public var first: Int?
  /// Day number of the last day; `nil` if the end is open or unknown.
  public var last: Int?

  /// Reads `2016`, `2016-07`, `2016-07-01`, `2016-W36`, `2016-22` (seasons, quarters, halves), `201X`, any of these with `~` or `?`, and
  /// intervals `a/b` with possibly open ends. `nil` for any other text.
  public init?(_ text: String?) {
    guard let text else { return nil }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    switch parts.count {
    case 1:
      guard let days = Self.days(parts[0]) else { return nil }
      (first, last) = (days.lowerBound, days.upperBound)
    case 2:
      let ends = parts.map { $0.isEmpty || $0 == ".." ? nil : Self.days($0) }
      for (part, end) in zip(parts, ends) where end == nil && !part.isEmpty && part != ".." { return nil }
      guard ends[0] != nil || ends[1] != nil else { return nil }
      (first, last) = (ends[0]?.lowerBound, ends[1]?.upperBound)
    default: return nil
    }
  }

  private static func days(_ text: Substring) -> ClosedRange<Int>? {
    var text = text
    while let end = text.last, "~?%".contains(end) { text.removeLast() }
    if let time = text.firstIndex(of: "T") { text = text[..<time] }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let head = parts.first, head.utf8.count == 4, parts.count <= 3 else { return nil }
    let unknown = head.utf8.reversed().prefix { $0 == UInt8(ascii: "X") }.count
    let known = head.dropLast(unknown)
    guard let stem = known.isEmpty ? 0 : Int(known), known.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
    let scale = [1, 10, 100, 1000, 10000][unknown]
    let (year, lastYear) = (stem * scale, stem * scale + scale - 1)
    guard parts.count > 1, parts[1] != "XX" else { return CalendarDay.number(year, 1, 1)...CalendarDay.number(lastYear, 12, 31) }
    if parts[1].first == "W" {
      guard let week = Int(parts[1].dropFirst()), (1...53).contains(week) else { return nil }
      let fourth = CalendarDay.number(year, 1, 4)
      let monday = fourth - ((fourth + 3) % 7 + 7) % 7 + (week - 1) * 7
      guard parts.count == 3 else { return monday...monday + 6 }
      guard let day = Int(parts[2]), (1...7).contains(day) else { return nil }
      return monday + day - 1...monday + day - 1
    }
    guard let month = Int(parts[1]) else { return nil }
    if let (start, months) = season(month) {
      let ending = year * 12 + start - 1 + months
      return CalendarDay.number(year, start, 1)...CalendarDay.number(ending / 12, ending % 12 + 1, 1) - 1
    }
    guard (1...12).contains(month) else { return nil }
    let length = CalendarDay.length(ofMonth: month, year)
    guard parts.count == 3, parts[2] != "XX" else {
      return CalendarDay.number(year, month, 1)...CalendarDay.number(year, month, length)
    }
    guard let day = Int(parts[2]), day >= 1, day <= length else { return nil }
    return CalendarDay.number(year, month, day)...CalendarDay.number(year, month, day)
  }

  /// The first month and the length in months of EDTF's seasons (northern hemisphere), quarters and halves; winter begins in December.
  private static func season(_ code: Int) -> (Int, Int)? {
    switch code {
    case 21, 25: (3, 3)
    case 22, 26: (6, 3)
    case 23, 27: (9, 3)
    case 24, 28: (12, 3)
    case 33...36: ((code - 33) * 3 + 1, 3)
    case 37...39: ((code - 37) * 4 + 1, 4)
    case 40, 41: ((code - 40) * 6 + 1, 6)
    default: nil
    }
  }
}
