internal import Record

/// A month of the Gregorian calendar.
package struct Month: Sendable, Hashable, Comparable {
  /// Months since January of the year 0.
  package let number: Int

  /// Makes a month by its number.
  package init(number: Int) { self.number = number }

  /// Reads `2017-02`, or the month of a longer date; `nil` if it is neither.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count >= 2, parts[0].utf8.count == 4, let year = Int(parts[0]), let month = Int(parts[1].prefix(2)),
      (0...9999).contains(year), (1...12).contains(month)
    else { return nil }
    number = year * 12 + month - 1
  }

  /// The year.
  package var year: Int { number / 12 }
  /// The month of the year, from 1.
  package var month: Int { number % 12 + 1 }
  /// As `2017-02`.
  package var text: String { Self.padded(year, 4) + "-" + Self.padded(month, 2) }
  /// As `Feb 2017`.
  package var words: String { "\(Self.names[month - 1].prefix(3)) \(year)" }
  /// The months' English names.
  package static let names = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
  ]

  /// Earlier before later.
  package static func < (a: Month, b: Month) -> Bool { a.number < b.number }

  static func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }
}

/// The stretch of time that an EDTF period covers, in days since 1970-01-01.
package struct PeriodExtent: Sendable, Hashable {
  /// The first day.
  package let start: Double
  /// The day after the last.
  package let end: Double

  /// Reads a date, a season, a week or an interval of EDTF level 1. An open end of an interval is set to the other end. `nil` if it is none
  /// of these.
  package init?(edtf text: String) {
    let ends = text.split(separator: "/", omittingEmptySubsequences: false)
    guard ends.count <= 2, let first = ends.first, let last = ends.last else { return nil }
    let from = Self.days(first)
    let to = Self.days(last)
    guard let known = from ?? to else { return nil }
    let other = to ?? known
    guard other.end > known.start else { return nil }
    start = from?.start ?? known.start
    end = other.end
  }

  private static func days(_ text: Substring) -> (start: Double, end: Double)? {
    let text = text.filter { !"~?%".contains($0) }
    if text.contains("-W") {
      let parts = text.split(separator: "-")
      guard parts.count >= 2, let year = year(parts[0]), let week = Int(parts[1].dropFirst()), (1...53).contains(week) else { return nil }
      // The week with 4 January is the first of the year; day numbers count from Thursday, 1 January 1970.
      let fourth = CalendarDay.number(year, 1, 4)
      let monday = fourth - ((fourth + 3) % 7 + 7) % 7
      let start = monday + (week - 1) * 7
      return (Double(start), Double(start + 7))
    }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let head = parts.first, let year = year(head), parts.count <= 3 else { return nil }
    guard parts.count > 1 else { return (Double(CalendarDay.number(year, 1, 1)), Double(CalendarDay.number(year + 1, 1, 1))) }
    guard let second = Int(parts[1].prefix(2)) else { return nil }
    let months: (first: Int, count: Int)
    switch second {
    case 1...12: months = (second, 1)
    case 21...23: months = ((second - 21) * 3 + 3, 3)
    case 24: months = (12, 3)
    case 33...36: months = ((second - 33) * 3 + 1, 3)
    case 40, 41: months = ((second - 40) * 6 + 1, 6)
    default: return nil
    }
    if parts.count == 3 {
      guard months.count == 1, let date = Int(parts[2].prefix(2)), (1...31).contains(date) else { return nil }
      let start = CalendarDay.number(year, second, date)
      return (Double(start), Double(start + 1))
    }
    let behind = months.first - 1 + months.count
    return (Double(CalendarDay.number(year, months.first, 1)), Double(CalendarDay.number(year + behind / 12, behind % 12 + 1, 1)))
  }

  private static func year(_ text: Substring) -> Int? {
    guard text.utf8.count == 4, let year = Int(text.replacing("X", with: "0")), year >= 0 else { return nil }
    return year
  }
}
