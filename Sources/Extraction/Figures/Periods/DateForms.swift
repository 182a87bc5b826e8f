import Knowledge
import Linguistics
import Record

/// Dates in digits and dates with month names.
extension DateReader {
  // MARK: Digits

  /// "2019-08-01", "1/22/2016", "22/04", "23.04.2022", "2019-aug-1", "23/Sep/2020".
  func numeric(_ i: Int) -> TimeExpression? {
    if sentence[i].range.count >= 8, sentence.bytes(i).filter({ $0 == UInt8(ascii: ".") }).count == 2 {
      let parts = sentence.bytes(i).split(separator: UInt8(ascii: ".")).compactMap { Int(String(decoding: $0, as: UTF8.self)) }
      if parts.count == 3, let date = valid(parts[2] < 100 ? 2000 + parts[2] : parts[2], parts[1], parts[0]) {
        return calendar(i, i + 1, .day(date))
      }
      return nil
    }
    guard sentence.holds(i + 1, Self.separators), sentence.glued(i + 1) || sentence.glued(i + 2) || sentence.holds(i + 1, "/"),
      !(sentence.glued(i) && sentence.isSymbol(i - 1) && !sentence.holds(i - 1, "(") && !sentence.isDash(i - 1))
    else { return nil }
    guard let a = DigitReader.integer(sentence, i), sentence.glued(i + 1), sentence.glued(i + 2) else { return nil }
    let named = month(i + 2) ?? (time(i + 2)?.kind == .month ? time(i + 2)?.value : nil)
    if sentence.holds(i + 3, Self.separators), sentence.glued(i + 3), sentence.glued(i + 4) {
      if let named {
        guard let c = DigitReader.integer(sentence, i + 4) else { return nil }
        if a > 1000, let date = valid(a, named, c) { return calendar(i, i + 5, .day(date)) }
        if let date = valid(century(c), named, a) { return calendar(i, i + 5, .day(date)) }
        return nil
      }
      if let b = DigitReader.integer(sentence, i + 2) {
        if let named = month(i + 4) {
          if a > 1000, let date = valid(a, named, b) { return calendar(i, i + 5, .day(date)) }
          if b > 1000, let date = valid(b, named, a) { return calendar(i, i + 5, .day(date)) }
        }
        guard let c = DigitReader.integer(sentence, i + 4) else { return nil }
        if a > 1000, sentence[i].range.count == 4, let date = valid(a, b, c) { return calendar(i, i + 5, .day(date)) }
        if sentence[i + 4].range.count == 4 || sentence[i + 4].range.count == 2, sentence[i].range.count <= 2,
          sentence[i + 2].range.count <= 2
        {
          if let date = valid(century(c), a, b) ?? valid(century(c), b, a) { return calendar(i, i + 5, .day(date)) }
          if sentence.holds(i + 1, "/"), a <= 31, b <= 31, sentence[i + 4].range.count == 4 { return calendar(i, i + 5, nil) }
        }
        return nil
      }
    }
    if let named, a >= 1, a <= 31 { return dated(i, i + 3, named, a) }
    guard let b = DigitReader.integer(sentence, i + 2), !sentence.glued(i + 3) || !sentence.isWord(i + 3) else { return nil }
    // 2015-3
    if sentence[i].range.count == 4, a >= 1500, a < 2200, sentence.isDash(i + 1), b >= 1, b <= 12, sentence[i + 2].range.count <= 2,
      b != a % 100 + 1
    {
      return calendar(i, i + 3, .month(a, b))
    }
    // 4/22, where the context suggests a date
    guard sentence.holds(i + 1, "/"), sentence[i].range.count <= 2, sentence[i + 2].range.count <= 2, dateContext(i, i + 3) else {
      return nil
    }
    let pair = CalendarDate.isValid(2000, a, b) ? (a, b) : CalendarDate.isValid(2000, b, a) ? (b, a) : nil
    guard let pair else { return nil }
    if let year = followingYear(i + 3), sentence.holds(i + 3, ",") || year.end > i + 4, let date = valid(year.year, pair.0, pair.1) {
      return calendar(i, year.end, .day(date))
    }
    return calendar(i, i + 3, resolve(month: pair.0, day: pair.1))
  }

  private static let separators = Words.set("/ - . –")
  private static let dateLeads = Words.set(WordSets["DateForms.dateLeads"])

  private func dateContext(_ i: Int, _ end: Int) -> Bool {
    guard sentence.holds(i - 1, Self.dateLeads) || weekday(i - 1) != nil else { return false }
    return UnitReader(sentence).behind(end) == nil && !sentence.holds(end, "of")
  }

  private func century(_ year: Int) -> Int { year >= 100 ? year : year >= 40 ? 1900 + year : 2000 + year }

  private func valid(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate? {
    year > 1000 && year < 2500 && CalendarDate.isValid(year, month, day) ? CalendarDate(year, month, day) : nil
  }

  // MARK: Month names

  /// "Sept. 30, 2016", "September 16-19", "April 2017", "May twenty nine", "Jan/3", "Sep-23-2020".
  func monthFirst(_ i: Int) -> TimeExpression? {
    guard let month = month(i) else { return nil }
    if let quarter = monthQuarter(i, month) { return quarter }
    var k = sentence.holds(i + 1, ".") ? i + 2 : i + 1
    if k == i + 2, !sentence.isNumber(k), dayNumber(k) == nil, followingYear(k) == nil { k = i + 1 }
    let joined = sentence.holds(k, "/") || sentence.holds(k, "-"), at = joined ? k + 1 : k
    // A year directly after the month: "April 2017", "Dec, 2018", "Dec-2018".
    if let year = followingYear(k), year.end > at,
      self.year(at) != nil || sentence.holds(k, ",") || sentence.holds(k, "of") || sentence.holds(k, "in") || !sentence.isNumber(at)
    {
      if joined, sentence.holds(year.end, "-"), let day = dayNumber(year.end + 1), CalendarDate.isValid(year.year, month, day.day) {
        return calendar(i, day.end, .day(CalendarDate(year.year, month, day.day)))
      }
      return calendar(i, year.end, .month(year.year, month))
    }
    if let day = dayNumber(at), !(sentence.holds(day.end, "/") && sentence.glued(day.end)), acceptsDay(day, at) {
      // "September 16-19", "May 8th through 16th", "May 2 and 3"
      let isNext = sentence.holds(day.end, "and") && sentence.isNumber(day.end + 1) && dayNumber(day.end + 1)?.day == day.day + 1
      if isNext || sentence.isDash(day.end) || sentence.holds(day.end, "through") || sentence.holds(day.end, "to"),
        let last = dayNumber(day.end + 1),
        last.day > day.day,
        self.month(last.end) == nil,
        sentence.isDash(day.end) || sentence.isNumber(day.end + 1) || ordinal(day.end + 1) != nil, !sentence.isDash(last.end)
      {
        let year = followingYear(last.end)
        if let a = year.map({ CalendarSpan.day(CalendarDate($0.year, month, day.day)) }) ?? resolve(month: month, day: day.day),
          CalendarDate.isValid(a.first.year, month, last.day)
        {
          return calendar(i, year?.end ?? last.end, .days(a.first, CalendarDate(a.first.year, month, last.day)))
        }
      }
      return dated(i, day.end, month, day.day)
    }
    if !sentence.capitalized(i), sentence.lowercase(i).count < 4, !sentence.holds(i - 1, "in") { return nil }
    return calendar(i, k == i + 2 ? k : i + 1, resolve(month: month))
  }

  /// "the June quarter": the three months that end with June.
  private func monthQuarter(_ i: Int, _ month: Int) -> TimeExpression? {
    guard time(i + 1)?.span == .quarter, !sentence.lowercase(i + 1).hasSuffix("s") else { return nil }
    let year = followingYear(i + 2)
    guard let last = year.map({ CalendarSpan.month($0.year, month) }) ?? resolve(month: month),
      let span = CalendarSpan.reaching(back: 1, .quarter, from: last)
    else { return nil }
    return calendar(i, year?.end ?? i + 2, span)
  }

  /// A number after a month is a day unless it counts something: "in May 20 people".
  private func acceptsDay(_ day: (day: Int, end: Int), _ at: Int) -> Bool {
    // "mid-April 6 million people"
    if sentence.isNumber(at), sentence.isWord(at + 1), NumberWords.table[sentence.key(at + 1)]?.kind == .scale { return false }
    if sentence.isNumber(at) || sentence.holds(at, "the") { return true }
    return ordinal(at) != nil || !sentence.isWord(day.end) || followingYear(day.end) != nil
  }

  /// A month and a day, with the year that follows or the one that the context suggests.
  private func dated(_ start: Int, _ end: Int, _ month: Int, _ day: Int) -> TimeExpression? {
    if let year = followingYear(end), CalendarDate.isValid(year.year, month, day) {
      return calendar(start, year.end, .day(CalendarDate(year.year, month, day)))
    }
    if let year = followingYear(end) { return calendar(start, year.end, nil) }
    guard CalendarDate.isValid(2000, month, day) else { return nil }
    return calendar(start, end, resolve(month: month, day: day))
  }

  /// "15 April 1987", "04th Jan 2019", "8 to 13 of July", "4th of July".
  func dayThenMonth(_ i: Int) -> TimeExpression? {
    guard let day = dayNumber(i), !sentence.glued(i) || sentence.isDash(i - 1) || sentence.holds(i - 1, ":") || sentence.holds(i - 1, "(")
    else { return nil }
    return dayMonth(i, day)
  }

  func spokenDayThenMonth(_ i: Int) -> TimeExpression? {
    guard let day = dayNumber(i) else { return nil }
    return dayMonth(i, day)
  }

  private func dayMonth(_ i: Int, _ day: (day: Int, end: Int)) -> TimeExpression? {
    var k = day.end
    if sentence.holds(k, "day"), ordinal(i) != nil { k += 1 }
    if sentence.holds(k, "of") || sentence.holds(k, "-") || sentence.holds(k, "/") { k += 1 }
    if let month = month(k) {
      // "down to 16 March 1, when": the number behind the month is the day.
      if k == day.end, sentence.isNumber(k + 1), sentence[k + 1].range.count <= 2, sentence.holds(k + 2, ","), followingYear(k + 1) == nil {
        return nil
      }
      let end = sentence.holds(k + 1, ".") && followingYear(k + 2) != nil && followingYear(k + 1) == nil ? k + 2 : k + 1
      return dated(i, end, month, day.day)
    }
    // "8 to 13 of July", "eighth till sixteenth of May"
    if sentence.holds(day.end, "to") || sentence.holds(day.end, "till") || sentence.holds(day.end, "and") || sentence.isDash(day.end),
      let last = dayNumber(day.end + 1), last.day > day.day
    {
      let at = sentence.holds(last.end, "of") ? last.end + 1 : last.end
      if let month = month(at) {
        let year = followingYear(at + 1)
        if let a = year.map({ CalendarSpan.day(CalendarDate($0.year, month, day.day)) }) ?? resolve(month: month, day: day.day),
          CalendarDate.isValid(a.first.year, month, last.day)
        {
          return calendar(i, year?.end ?? at + 1, .days(a.first, CalendarDate(a.first.year, month, last.day)))
        }
      }
    }
    // "the 13th day of next month"
    if sentence.holds(k, "next") || sentence.holds(k, "this") || sentence.holds(k, "last"), k > day.end, let this = time(k),
      time(k + 1)?.span == .month,
      let reference
    {
      let month = reference.adding(months: this.value)
      if CalendarDate.isValid(month.year, month.month, day.day) {
        return calendar(i, k + 2, .day(CalendarDate(month.year, month.month, day.day)))
      }
    }
    return nil
  }

  /// A day without a month after a date: "from April 27 to the third".
  func bareDay(_ i: Int, after first: TimeExpression) -> TimeExpression? {
    guard let a = first.span, a.first == a.last, let day = dayNumber(i) else { return nil }
    let month = day.day > a.first.day ? a.first : CalendarDate(a.first.year, a.first.month, 1).adding(months: 1)
    guard CalendarDate.isValid(month.year, month.month, day.day) else { return nil }
    return calendar(i, day.end, .day(CalendarDate(month.year, month.month, day.day)))
  }

  // MARK: Weekdays

  /// "Friday", "Tue May 9", "Friday-Jun-15", "Thursday of the following week", "tuesday the eleventh", "Tue 13th".
  func weekdayFirst(_ i: Int) -> TimeExpression? {
    guard let weekday = weekday(i) else { return nil }
    var k = sentence.holds(i + 1, ".") && sentence.lowercase(i).count <= 4 ? i + 2 : i + 1
    if let part = time(k), part.kind == .part { k += 1 }
    let at = sentence.holds(k, ",") || sentence.holds(k, "(") || sentence.isDash(k) ? k + 1 : k
    if month(at) != nil, let date = monthFirst(at), date.pieces.count > 1 {
      return calendar(
        i, date.pieces.upperBound + (sentence.holds(date.pieces.upperBound, ")") && sentence.holds(k, "(") ? 1 : 0), date.span)
    }
    if sentence.isNumber(at),
      let date = numeric(at) ?? (month(at + 1) != nil || sentence.holds(at + 1, Self.ordinalEndings) ? dayThenMonth(at) : nil)
    {
      return calendar(i, date.pieces.upperBound, date.span)
    }
    // "Monday of next week", "Thursday two weeks from now"
    let of = sentence.holds(k, "of") ? k + 1 : k
    let the = sentence.holds(of, "the") ? of + 1 : of
    if let relative = time(the), relative.kind == .next || relative.kind == .last || relative.kind == .this,
      let week = self.relative(the, relative), week.span?.text.contains("W") == true, let monday = week.span?.first
    {
      return calendar(i, week.pieces.upperBound, .day(monday.adding(days: weekday - 1)))
    }
    if let away = distance(k), away.kind == .placed, let day = away.span?.first {
      return calendar(i, away.pieces.upperBound, .day(day.monday.adding(days: weekday - 1)))
    }
    // "tuesday the eleventh", "Tue 13th", "Monday 21"
    if let day = dayNumber(k),
      sentence.holds(k, "the") || sentence.holds(k + 1, Self.ordinalEndings)
        || (sentence.isNumber(k) && sentence.isWord(k + 1) == false || sentence.holds(k + 1, "between")),
      !sentence.isDash(k + 1), let reference
    {
      for step in 0..<40 {
        let month = CalendarDate(reference.year, reference.month, 1).adding(months: isFutureTense ? step : -step)
        if CalendarDate.isValid(month.year, month.month, day.day), CalendarDate(month.year, month.month, day.day).weekday == weekday {
          return calendar(i, day.end, .day(CalendarDate(month.year, month.month, day.day)))
        }
      }
    }
    return calendar(i, k, resolve(weekday: weekday))
  }
}
