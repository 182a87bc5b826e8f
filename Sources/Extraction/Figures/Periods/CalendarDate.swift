/// A day of the proleptic Gregorian calendar.
struct CalendarDate: Hashable, Comparable, Sendable {
  var year: Int
  var month: Int
  var day: Int

  init(_ year: Int, _ month: Int, _ day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day of an RFC 3339 date-time or of a bare date; `nil` for anything else.
  init?(published: String) {
    let parts = published.prefix(10).split(separator: "-")
    guard parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), year > 0,
      CalendarDate.isValid(year, month, day)
    else { return nil }
    self.init(year, month, day)
  }

  static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

  static func days(_ year: Int, _ month: Int) -> Int {
    month == 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  static func isValid(_ year: Int, _ month: Int, _ day: Int) -> Bool {
    month >= 1 && month <= 12 && day >= 1 && day <= days(year, month)
  }

  /// Days since 1 March of year 0 (Hinnant's algorithm).
  var ordinal: Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
  }

  init(ordinal: Int) {
    let era = (ordinal >= 0 ? ordinal : ordinal - 146_096) / 146_097
    let dayOfEra = ordinal - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    self.init(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  /// 1 for Monday to 7 for Sunday.
  var weekday: Int { ((ordinal + 2) % 7 + 7) % 7 + 1 }

  func adding(days: Int) -> CalendarDate { CalendarDate(ordinal: ordinal + days) }

  /// The date that many months later; a day that the month does not have becomes its last day.
  func adding(months: Int) -> CalendarDate {
    let total = year * 12 + month - 1 + months
    let y = total >= 0 ? total / 12 : (total - 11) / 12
    let m = total - y * 12 + 1
    return CalendarDate(y, m, min(day, Self.days(y, m)))
  }

  /// The Monday of its ISO week.
  var monday: CalendarDate { adding(days: 1 - weekday) }

  /// Its ISO year and week.
  var isoWeek: (year: Int, week: Int) {
    let thursday = adding(days: 4 - weekday)
    return (thursday.year, (thursday.ordinal - CalendarDate(thursday.year, 1, 1).ordinal) / 7 + 1)
  }

  /// The Monday of an ISO week.
  static func monday(of week: Int, _ year: Int) -> CalendarDate { CalendarDate(year, 1, 4).monday.adding(days: 7 * (week - 1)) }

  /// The n-th given weekday of a month (negative: counted from the end).
  static func nth(_ n: Int, _ weekday: Int, _ year: Int, _ month: Int) -> CalendarDate {
    if n > 0 {
      let first = CalendarDate(year, month, 1)
      return first.adding(days: (weekday - first.weekday + 7) % 7 + 7 * (n - 1))
    }
    let last = CalendarDate(year, month, days(year, month))
    return last.adding(days: -((last.weekday - weekday + 7) % 7) + 7 * (n + 1))
  }

  /// Easter Sunday (algorithm of Meeus, Jones and Butcher).
  static func easter(_ year: Int) -> CalendarDate {
    let (a, b, c) = (year % 19, year / 100, year % 100)
    let (d, e) = (b / 4, b % 4)
    let g = (8 * b + 13) / 25
    let h = (19 * a + b - d - g + 15) % 30
    let (i, k) = (c / 4, c % 4)
    let l = (32 + 2 * e + 2 * i - h - k) % 7
    let m = (a + 11 * h + 19 * l) / 433
    let month = (h + l - 7 * m + 90) / 25
    return CalendarDate(year, month, (h + l - 7 * m + 33 * month + 19) % 32)
  }

  /// ISO 8601.
  var text: String { "\(Self.four(year))-\(Self.two(month))-\(Self.two(day))" }
  static func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
  static func four(_ n: Int) -> String { n < 10 ? "000\(n)" : n < 100 ? "00\(n)" : n < 1000 ? "0\(n)" : "\(n)" }

  static func < (a: CalendarDate, b: CalendarDate) -> Bool { (a.year, a.month, a.day) < (b.year, b.month, b.day) }
}

/// A span of the calendar, at the precision of the words that name it.
struct CalendarSpan: Hashable, Sendable {
  /// The first and the last day.
  var first: CalendarDate
  var last: CalendarDate
  /// ISO 8601 / EDTF level 1.
  var text: String

  static func day(_ date: CalendarDate) -> CalendarSpan { CalendarSpan(first: date, last: date, text: date.text) }

  static func month(_ year: Int, _ month: Int) -> CalendarSpan {
    CalendarSpan(
      first: CalendarDate(year, month, 1), last: CalendarDate(year, month, CalendarDate.days(year, month)),
      text: "\(CalendarDate.four(year))-\(CalendarDate.two(month))")
  }

  static func year(_ year: Int) -> CalendarSpan {
    CalendarSpan(first: CalendarDate(year, 1, 1), last: CalendarDate(year, 12, 31), text: CalendarDate.four(year))
  }

  static func quarter(_ year: Int, _ quarter: Int) -> CalendarSpan {
    interval(month(year, 3 * quarter - 2), month(year, 3 * quarter))
  }

  static func years(_ first: Int, _ last: Int) -> CalendarSpan { interval(year(first), year(last)) }

  /// The ISO week of a day.
  static func week(_ date: CalendarDate) -> CalendarSpan {
    let week = date.isoWeek
    return CalendarSpan(
      first: date.monday, last: date.monday.adding(days: 6), text: "\(CalendarDate.four(week.year))-W\(CalendarDate.two(week.week))")
  }

  /// Saturday and Sunday of a day's ISO week.
  static func weekend(_ date: CalendarDate) -> CalendarSpan {
    interval(day(date.monday.adding(days: 5)), day(date.monday.adding(days: 6)))
  }

  /// An EDTF season, 21 for spring to 24 for winter; winter ends in the following year.
  static func season(_ year: Int, _ code: Int) -> CalendarSpan {
    let first = code == 24 ? CalendarDate(year, 12, 1) : CalendarDate(year, 3 * (code - 20), 1)
    return CalendarSpan(first: first, last: first.adding(months: 3).adding(days: -1), text: "\(CalendarDate.four(year))-\(code)")
  }

  static func interval(_ a: CalendarSpan, _ b: CalendarSpan) -> CalendarSpan {
    guard a.text != b.text else { return a }
    // Intervals contribute their outer ends: "2017-18 to 2018-19" is 2017/2019.
    let (from, to) = (a.text.prefix { $0 != "/" }, b.text.split(separator: "/").last ?? Substring(b.text))
    return CalendarSpan(first: a.first, last: b.last, text: "\(from)/\(to)")
  }

  static func days(_ a: CalendarDate, _ b: CalendarDate) -> CalendarSpan { interval(day(a), day(b)) }

  /// Whether ISO 8601 can write the years with four digits, and the ends are in order.
  var isWritable: Bool { first.year >= 0 && last.year <= 9999 && first <= last }

  /// Whether the span is three months that form a quarter.
  var isQuarter: Bool {
    text.utf8.count == 15 && first.month % 3 == 1 && first.year == last.year && last.month == first.month + 2
  }

  /// Whether the span is a month, named as such.
  var isMonth: Bool {
    text.utf8.count == 7 && first.day == 1 && first.month == last.month && first.year == last.year && last.adding(days: 1).day == 1
  }

  /// Whether the span is three whole months.
  var isThreeMonths: Bool {
    first.day == 1 && last.adding(days: 1).day == 1 && first.adding(months: 3) == last.adding(days: 1)
  }

  /// That many units ending with `last`: whole months where it is a month or the last day of one.
  static func reaching(back number: Int, _ unit: TimeWords.Span, from last: CalendarSpan) -> CalendarSpan? {
    let months: Int
    switch unit {
    case .month where number > 1: months = number
    case .quarter: months = 3 * number
    case .year: months = 12 * number
    case .decade: months = 120 * number
    case .week, .day:
      guard last.first == last.last else { return nil }
      return days(last.last.adding(days: 1 - (unit == .week ? 7 : 1) * number), last.last)
    default: return nil
    }
    switch last.text.utf8.count {
    case 4 where unit == .year && number > 1 || unit == .decade: return years(last.first.year - months / 12, last.first.year)
    case 7, 10:
      guard !last.text.contains("W"), last.first.month == last.last.month else { return nil }
      if last.last.adding(days: 1).day == 1 {
        let first = CalendarDate(last.last.year, last.last.month, 1).adding(months: 1 - months)
        return interval(month(first.year, first.month), month(last.last.year, last.last.month))
      }
      return last.first == last.last ? days(last.last.adding(days: 1).adding(months: -months), last.last) : nil
    default: return nil
    }
  }

  /// The span moved by that many months, at its own precision; `nil` for weeks, seasons, and a year moved by less than a year.
  func moved(months: Int) -> CalendarSpan? {
    let ends = text.split(separator: "/")
    guard ends.count <= 2, !text.contains("W"), let size = ends.first?.utf8.count, ends.allSatisfy({ $0.utf8.count == size }) else {
      return nil
    }
    func end(_ date: CalendarDate) -> CalendarSpan? {
      switch size {
      case 4:
        return months % 12 == 0 ? .year(date.year + months / 12) : nil
      case 7:
        guard first.day == 1, last.adding(days: 1).day == 1 else { return nil }
        let month = CalendarDate(date.year, date.month, 1).adding(months: months)
        return .month(month.year, month.month)
      case 10: return .day(date.adding(months: months))
      default: return nil
      }
    }
    // The text of a season is as long as that of a month.
    if size == 7, ends.contains(where: { ($0.split(separator: "-").last.flatMap { Int($0) } ?? 13) > 12 }) { return nil }
    guard let a = end(first), let b = end(last) else { return nil }
    return ends.count == 1 ? a : .interval(a, b)
  }

  /// The span one unit earlier, at its own precision.
  func back(_ unit: TimeWords.Span) -> CalendarSpan? {
    switch unit {
    case .year: moved(months: -12)
    case .quarter: moved(months: -3)
    case .month: moved(months: -1)
    case .week: text.contains("W") ? .week(first.adding(days: -7)) : first == last ? .day(first.adding(days: -7)) : nil
    case .day: first == last ? .day(first.adding(days: -1)) : nil
    default: nil
    }
  }
}
