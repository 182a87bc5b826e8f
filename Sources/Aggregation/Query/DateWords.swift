internal import Platform
internal import Record

/// Dates as people write them, for filters: `yesterday`, `last month`, `3 days ago`, `27 February 2024`, `27/02/2024`.
enum DateWords {
  /// The forms that are understood, for messages.
  static let forms = "2017-02-27, 2017-02, 2017, 27 February 2017, yesterday, last month, 3 days ago"

  /// The days a text names, the last one included; `nil` if it names none, or may name two (`03/04/2024`).
  static func days(_ text: String, today: Int = WallClock.today) -> ClosedRange<Int>? {
    let words = text.lowercased().split { $0 == " " || $0 == "," || $0 == "_" }.map(String.init)
    guard let first = words.first, words.count <= 4 else { return nil }
    switch words.count {
    case 1:
      switch first {
      case "today", "now": return today...today
      case "yesterday": return today - 1...today - 1
      default: return numbers(first)
      }
    case 2: return relative(first, words[1], today) ?? monthAndYear(words)
    case 3:
      if words[2] == "ago", let count = Int(first), count >= 0, count < 10_000 { return ago(count, words[1], today) }
      return writtenOut(words)
    default: return nil
    }
  }

  /// `27/02/2024`, `02/27/2024`, `27.02.2024`: only if one of the two cannot be a month, or both are the same.
  private static func numbers(_ text: String) -> ClosedRange<Int>? {
    for mark in ["/", "."] where text.contains(mark) {
      let parts = text.split(separator: mark, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 3, let a = number(parts[0]), let b = number(parts[1]), let year = number(parts[2]) else { return nil }
      if parts[0].count == 4 { return day(a, b, year) }
      guard parts[2].count == 4 else { return nil }
      if mark == "." || a > 12 || a == b { return day(year, b, a) }
      return b > 12 ? day(year, a, b) : nil
    }
    return nil
  }

  private static func relative(_ which: String, _ unit: String, _ today: Int) -> ClosedRange<Int>? {
    guard which == "last" || which == "this" || which == "past" else { return nil }
    let back = which == "this" ? 0 : 1
    let (year, month, _) = CalendarDay.date(today)
    switch unit {
    case "week":
      let monday = today - ((today + 3) % 7 + 7) % 7 - 7 * back
      return monday...monday + 6
    case "month":
      let number = year * 12 + month - 1 - back
      return whole(month: number % 12 + 1, number / 12)
    case "year": return CalendarDay.number(year - back, 1, 1)...CalendarDay.number(year - back, 12, 31)
    default: return nil
    }
  }

  private static func ago(_ count: Int, _ unit: String, _ today: Int) -> ClosedRange<Int>? {
    let (year, month, dayOfMonth) = CalendarDay.date(today)
    switch unit {
    case "day", "days": return today - count...today - count
    case "week", "weeks": return today - 7 * count...today - 7 * count
    case "month", "months":
      let number = year * 12 + month - 1 - count
      let (there, past) = (number % 12 + 1, number / 12)
      return day(past, there, min(dayOfMonth, CalendarDay.length(ofMonth: there, past)))
    case "year", "years": return day(year - count, month, min(dayOfMonth, CalendarDay.length(ofMonth: month, year - count)))
    default: return nil
    }
  }

  private static func monthAndYear(_ words: [String]) -> ClosedRange<Int>? {
    guard let month = month(words[0]), let year = number(words[1]), words[1].count == 4 else { return nil }
    return whole(month: month, year)
  }

  private static func writtenOut(_ words: [String]) -> ClosedRange<Int>? {
    guard let year = number(words[2]), words[2].count == 4 else { return nil }
    if let month = month(words[1]), let date = number(words[0]) { return day(year, month, date) }
    if let month = month(words[0]), let date = number(words[1]) { return day(year, month, date) }
    return nil
  }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
  ]

  private static func month(_ word: String) -> Int? {
    let word = word.hasSuffix(".") ? String(word.dropLast()) : word
    guard word.count >= 3 else { return nil }
    return months.firstIndex { $0.hasPrefix(word) || word == "sept" && $0 == "september" }.map { $0 + 1 }
  }

  private static func whole(month: Int, _ year: Int) -> ClosedRange<Int> {
    let first = CalendarDay.number(year, month, 1)
    return first...first + CalendarDay.length(ofMonth: month, year) - 1
  }

  private static func day(_ year: Int, _ month: Int, _ date: Int) -> ClosedRange<Int>? {
    guard (1...12).contains(month), year >= 1, year <= 9999, date >= 1, date <= CalendarDay.length(ofMonth: month, year) else { return nil }
    let number = CalendarDay.number(year, month, date)
    return number...number
  }

  private static func number(_ text: String) -> Int? {
    var text = text
    for ending in ["st", "nd", "rd", "th"] where text.hasSuffix(ending) { text.removeLast(2) }
    guard text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), text.utf8.count <= 4 else { return nil }
    return Int(text)
  }
}
