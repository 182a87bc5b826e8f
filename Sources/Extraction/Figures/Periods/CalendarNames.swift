import Knowledge
import Linguistics
import Record

/// Quarters, seasons, weeks, holidays and parts of them.
extension DateReader {
  // MARK: Holidays

  func holiday(_ i: Int) -> TimeExpression? {
    guard let names = TimeWords.holidays[sentence.key(i)], let found = names.first(where: { sentence.holds(i, phrase: $0.words) }) else {
      return nil
    }
    // "new year" in lower case may be any year; "easter" in lower case is a holiday.
    if !sentence.capitalized(i), sentence.holds(i, "new"), !sentence.holds(i - 1, "before"), !sentence.holds(i - 1, "after") { return nil }
    let end = i + found.words.count
    if let year = followingYear(end) { return calendar(i, year.end, .day(found.holiday.date(year.year))) }
    guard let reference else { return calendar(i, end, nil) }
    var date = found.holiday.date(reference.year)
    if isFutureTense, date < reference { date = found.holiday.date(reference.year + 1) }
    if !isFutureTense, date > reference { date = found.holiday.date(reference.year - 1) }
    return calendar(i, end, .day(date))
  }

  // MARK: Seasons

  func season(_ i: Int, _ code: Int) -> TimeExpression? {
    let isDefinite = sentence.holds(i - 1, "the") && sentence.holds(i - 2, Self.seasonDuring)
    let isBound = sentence.holds(i - 1, Self.seasonLeads) || isDefinite
    if sentence.holds(i, "fall") || sentence.holds(i, "spring"), !isBound, !sentence.holds(i - 1, "the"), !sentence.holds(i - 1, "in"),
      !sentence.holds(i - 1, "this"),
      year(i + 1) == nil, year(i + 2) == nil
    {
      return nil
    }
    if let year = followingYear(i + 1), year.end <= i + 4 { return calendar(i, year.end, .season(year.year, code)) }
    // "since winter", "by spring": the most recent winter, the coming spring.
    if isBound, let reference,
      !sentence.isWord(i + 1) || CountWords.closed.contains(sentence.key(i + 1)) || sentence.holds(i + 1, Self.seasonNouns)
    {
      let looksBack = sentence.holds(i - 1, "since") || !isFutureTense && !sentence.holds(i - 1, "by") && !sentence.holds(i - 1, "until")
      var year = reference.year
      if looksBack, CalendarSpan.season(year, code).first > reference { year -= 1 }
      if !looksBack, CalendarSpan.season(year, code).last < reference { year += 1 }
      return calendar(i, i + 1, .season(year, code))
    }
    // A season without a year may be that of any year, so it gives no time.
    if sentence.holds(i - 1, "in") && (sentence.holds(i - 2, "back") || sentence.holds(i - 2, "later")) { return nil }
    return nil
  }

  private static let seasonLeads = Words.set("since by until before"), seasonDuring = Words.set("over in during")
  private static let seasonNouns = Words.set("holiday holidays break months")

  // MARK: Quarters

  /// "Q3 2016", "q1 of 2017", "FY2008".
  func quarterMark(_ i: Int) -> TimeExpression? {
    guard sentence.isNumber(i + 1), sentence.glued(i + 1) || sentence.holds(i, "fy") else { return nil }
    // "H1 2023"
    if sentence.holds(i, "h"), sentence.capitalized(i), let half = DigitReader.integer(sentence, i + 1), half == 1 || half == 2,
      let year = followingYear(i + 2)
    {
      return calendar(i, year.end, .interval(.month(year.year, 6 * half - 5), .month(year.year, 6 * half)))
    }
    if sentence.holds(i, "fy"), let year = year(i + 1) { return calendar(i, i + 2, .year(year)) }
    if sentence.holds(i, "fy"), sentence[i + 1].range.count == 2, let two = DigitReader.integer(sentence, i + 1) {
      return calendar(i, i + 2, .year(2000 + two))
    }
    guard sentence.holds(i, "q"), let quarter = DigitReader.integer(sentence, i + 1), quarter >= 1, quarter <= 4 else { return nil }
    let year = followingYear(i + 2)
    return calendar(i, year?.end ?? i + 2, quarterSpan(quarter, year?.year))
  }

  private func quarterSpan(_ quarter: Int, _ year: Int?) -> CalendarSpan? {
    if let year { return .quarter(year, quarter) }
    guard let reference else { return nil }
    // The quarter that ended most recently, unless the sentence refers to the future.
    let current = (reference.month + 2) / 3
    if isFutureTense { return .quarter(quarter >= current ? reference.year : reference.year + 1, quarter) }
    return .quarter(quarter <= current ? reference.year : reference.year - 1, quarter)
  }

  func fiscal(_ i: Int) -> TimeExpression? {
    // "fiscal third quarter": only a stated end date says which months it covers.
    if let ordinal = ordinal(i + 1), time(ordinal.end)?.span == .quarter {
      return endedQuarter(i, ordinal.end + 1) ?? calendar(i, ordinal.end + 1, nil)
    }
    let at = sentence.holds(i + 1, "year") ? i + 2 : i + 1
    // "fiscal 2019" is read as 2019. A fiscal year without a number cannot be resolved.
    if let year = year(at) {
      // "fiscal 2024-25" spans two years.
      if sentence.isDash(at + 1) || sentence.holds(at + 1, "/"), let both = core(at), both.pieces.count == 3 {
        return calendar(i, both.pieces.upperBound, both.span)
      }
      return calendar(i, at + 1, .year(year))
    }
    return at == i + 2 ? calendar(i, at, nil) : nil
  }

  // MARK: Ordinals: third quarter, first week of 2019, 15th century, the first Monday of next month

  func ordinalStart(_ i: Int) -> TimeExpression? {
    guard let ordinal = ordinal(i) else { return nil }
    let k = ordinal.end
    let fiscal = sentence.holds(k, "fiscal") || sentence.holds(k, "fundraising") || sentence.isHyphen(k) ? k + 1 : k
    if let unit = time(fiscal), unit.kind == .unit, let span = unit.span {
      switch span {
      case .quarter where ordinal.value <= 4 && !sentence.lowercase(fiscal).hasSuffix("s"):
        if let ended = endedQuarter(i, fiscal + 1) { return ended }
        if fiscal > k, sentence.holds(k, "fiscal") { return calendar(i, fiscal + 1, nil) }
        if let year = followingYear(fiscal + 1) { return calendar(i, year.end, .quarter(year.year, ordinal.value)) }
        // In a report on a game a quarter is part of the game.
        if sentence.source.isGame, !sentence.bounds.contains(where: { sentence.holds($0, Self.accounts) }) { return nil }
        let end = sentence.holds(fiscal + 1, "of"), theYear = sentence.holds(fiscal + 2, "the") && sentence.holds(fiscal + 3, "year")
        return calendar(i, end && theYear ? fiscal + 4 : fiscal + 1, quarterSpan(ordinal.value, nil))
      case .century where ordinal.value <= 30:
        return calendar(i, fiscal + 1, .years(ordinal.value * 100 - 100, ordinal.value * 100 - 1))
      case .week, .month, .day, .year: return partOf(i, ordinal.value, span, fiscal + 1)
      default: return nil
      }
    }
    if sentence.holds(k, "half"), ordinal.value <= 2 {
      let year = followingYear(k + 1)
      let theYear = sentence.holds(k + 1, "of") && sentence.holds(k + 2, "the") && sentence.holds(k + 3, "year")
      if year == nil, !theYear {
        // "In the first half sales fell 3%": the half-year that has ended. Games have halves too.
        guard let reference, !sentence.isHyphen(k + 1), !sentence.holds(k + 1, "of"),
          sentence.bounds.contains(where: { sentence.holds($0, Self.accounts) })
        else {
          return nil
        }
        let isOver = ordinal.value == 1 && reference.month > 6
        let value = isFutureTense && ordinal.value == 2 || isOver ? reference.year : isFutureTense ? reference.year : reference.year - 1
        return calendar(i, k + 1, .interval(.month(value, 6 * ordinal.value - 5), .month(value, 6 * ordinal.value)))
      }
      guard let value = year?.year ?? reference?.year else { return nil }
      return calendar(i, year?.end ?? k + 4, .interval(.month(value, 6 * ordinal.value - 5), .month(value, 6 * ordinal.value)))
    }
    // "first two weeks of 2021", "first six months of the year"
    if ordinal.value == 1, let number = NumeralParser(sentence: sentence).cardinal(k), (1...Self.mostUnits).contains(number.value),
      let unit = time(number.pieces.upperBound), unit.kind == .unit,
      let span = unit.span
    {
      let k = number.pieces.upperBound + 1
      if let found = edgeOf(i, Int(number.value), span, k, fromEnd: false) { return found }
      // "in the first nine months": of the most recent year in which they are over.
      guard span == .month, number.value > 1, number.value < 12, sentence.holds(i - 1, "the"), !sentence.holds(k, "of"), let reference,
        sentence.bounds.contains(where: { sentence.holds($0, Self.accounts) })
      else { return nil }
      let year = Int(number.value) < reference.month ? reference.year : reference.year - 1
      return calendar(i, k, .interval(.month(year, 1), .month(year, Int(number.value))))
    }
    if let weekday = weekday(k) {
      var at = k + 1
      if let part = time(at), part.kind == .part { at += 1 }
      while sentence.has(at), !sentence.holds(at, "of"), at < k + 8 { at += 1 }
      if sentence.holds(at, "of"), let whole = core(sentence.holds(at + 1, "the") ? at + 2 : at + 1), let first = whole.span?.first,
        whole.span?.text.utf8.count == 7
      {
        return calendar(i, whole.pieces.upperBound, .day(.nth(ordinal.value, weekday, first.year, first.month)))
      }
    }
    if let date = spokenDayThenMonth(i), date.pieces.count > k - i { return date }
    // "the 4th", "the 17": a day of the current month.
    if sentence.holds(i - 1, "the"), sentence.isNumber(i),
      sentence.holds(i - 2, "on") || sentence.holds(i - 2, "of") && sentence.holds(i - 3, "week"), ordinal.value <= 31,
      !sentence.isWord(k) || sentence.holds(k, "from") || sentence.holds(k, "between")
    {
      return dayOfMonth(i, k, ordinal.value)
    }
    return nil
  }

  /// Words of financial reports. In a report on a game "the first half" is not half of a year.
  private static let accounts = Words.set(WordSets["CalendarNames.accounts"])

  private func dayOfMonth(_ i: Int, _ end: Int, _ day: Int) -> TimeExpression? {
    guard let reference else { return nil }
    var month = CalendarDate(reference.year, reference.month, 1)
    if isFutureTense, day < reference.day { month = month.adding(months: 1) }
    if !isFutureTense, day > reference.day { month = month.adding(months: -1) }
    guard CalendarDate.isValid(month.year, month.month, day) else { return nil }
    let date = CalendarDate(month.year, month.month, day)
    if sentence.holds(i - 2, "of"), sentence.holds(i - 3, "week") { return calendar(i, end, .week(date)) }
    return calendar(i, end, .day(date))
  }

  /// "third week of 2017", "third month of next year", "13th day of July".
  private func partOf(_ i: Int, _ n: Int, _ span: TimeWords.Span, _ k: Int) -> TimeExpression? {
    guard sentence.holds(k, "of"), let whole = core(sentence.holds(k + 1, "the") ? k + 2 : k + 1), let w = whole.span else { return nil }
    let value: CalendarSpan?
    switch span {
    case .week:
      let monday =
        w.text.utf8.count == 4
        ? CalendarDate.monday(of: n, w.first.year)
        : (w.first.weekday <= 4 ? w.first.monday : w.first.monday.adding(days: 7)).adding(days: 7 * (n - 1))
      value = .week(monday)
      if sentence.holds(whole.pieces.upperBound, "on"), let weekday = weekday(whole.pieces.upperBound + 1) {
        return calendar(i, whole.pieces.upperBound + 2, .day(monday.adding(days: weekday - 1)))
      }
    case .month: value = w.text.utf8.count == 4 && n <= 12 ? .month(w.first.year, n) : nil
    case .day: value = .day(w.first.adding(days: n - 1))
    default: value = nil
    }
    guard let value else { return nil }
    return calendar(i, whole.pieces.upperBound, value)
  }

  /// "first two weeks of 2021", "last 5 weeks of this year".
  func edgeOf(_ i: Int, _ n: Int, _ span: TimeWords.Span, _ k: Int, fromEnd: Bool) -> TimeExpression? {
    var whole: TimeExpression?
    if sentence.holds(k, "of") {
      let at = sentence.holds(k + 1, "the") ? k + 2 : k + 1
      whole = core(at)
      if whole == nil, at == k + 2, let reference, !sentence.isHyphen(at + 1) {
        if sentence.holds(at, "year") { whole = calendar(at, at + 1, .year(reference.year)) }
        if sentence.holds(at, "month") { whole = calendar(at, at + 1, .month(reference.year, reference.month)) }
      }
    } else {
      whole = nil
    }
    guard let whole, let w = whole.span else { return nil }
    let value: CalendarSpan
    switch span {
    case .month where !fromEnd:
      let last = w.first.adding(months: n - 1)
      value = .interval(.month(w.first.year, w.first.month), .month(last.year, last.month))
    case .month:
      let first = CalendarDate(w.last.year, w.last.month, 1).adding(months: 1 - n)
      value = .interval(.month(first.year, first.month), .month(w.last.year, w.last.month))
    case .quarter where w.text.utf8.count == 4 && n <= 4:
      value =
        fromEnd
        ? .interval(.month(w.first.year, 13 - 3 * n), .month(w.first.year, 12))
        : .interval(.month(w.first.year, 1), .month(w.first.year, 3 * n))
    case .week where fromEnd:
      let monday = w.last.weekday == 7 ? w.last.adding(days: 1).monday : w.last.monday
      value = .days(monday.adding(days: -7 * n), monday.adding(days: -1))
    case .week:
      let monday =
        w.first.weekday <= 4 && w.first.weekday > 1
        ? (w.first.weekday <= 4 ? w.first.monday : w.first) : w.first.weekday == 1 ? w.first : w.first.monday.adding(days: 7)
      value = .days(monday, monday.adding(days: 7 * n - 1))
    case .day: value = fromEnd ? .days(w.last.adding(days: 1 - n), w.last) : .days(w.first, w.first.adding(days: n - 1))
    default: return nil
    }
    return calendar(i, whole.pieces.upperBound, value)
  }

  // MARK: Units before their value

  /// "week of March 11th", "week 31", "year 2011", "weekend of Halloween", "year to date".
  func unitFirst(_ i: Int, _ entry: TimeWords.Entry) -> TimeExpression? {
    guard let span = entry.span, !sentence.lowercase(i).hasSuffix("s") else { return nil }
    if let found = unitBack(i) ?? yearEnd(i) { return found }
    if span == .week || span == .weekend {
      var at =
        sentence.holds(i + 1, "of") || sentence.holds(i + 1, "starting") || sentence.holds(i + 1, "beginning")
          || sentence.holds(i + 1, "commencing") ? i + 2 : i + 1
      if at == i + 2, sentence.holds(at, "on") { at += 1 }
      if at > i + 1, let date = core(sentence.holds(at, "the") ? at + 1 : at), let first = date.span?.first {
        if let known = date.span, known.first != known.last, known.last.ordinal - known.first.ordinal < 7 {
          return calendar(i, date.pieces.upperBound, known)
        }
        return calendar(i, date.pieces.upperBound, span == .week ? .week(first) : .weekend(first.weekday >= 6 ? first : first))
      }
      if span == .week, let week = DigitReader.integer(sentence, i + 1), week >= 1, week <= 53, let reference,
        !sentence.capitalized(i) || sentence.holds(i - 1, "the")
      {
        return calendar(i, i + 2, .week(CalendarDate.monday(of: week, reference.year)))
      }
      if span == .weekend, let reference, !sentence.holds(i - 1, "a"), !sentence.isHyphen(i + 1) {
        // From Monday to Friday, "the weekend" in the past tense is the one before.
        let isOver = tense == .past && reference.weekday < 6
        return calendar(i, i + 1, .weekend(isOver ? reference.adding(days: -7) : reference))
      }
    }
    if span == .year {
      if let year = year(i + 1) { return calendar(i, i + 2, .year(year)) }
      if sentence.holds(i + 1, "to"), sentence.holds(i + 2, "date") || sentence.isHyphen(i + 1), let reference {
        return calendar(i, i + 3, .year(reference.year))
      }
      if sentence.isHyphen(i + 1), sentence.holds(i + 2, "to"), sentence.isHyphen(i + 3), sentence.holds(i + 4, "date"), let reference {
        return calendar(i, i + 5, .year(reference.year))
      }
    }
    return nil
  }

  /// "the week", "the 4th of July", "the past nine seasons".
  func articled(_ i: Int) -> TimeExpression? {
    let k = i + 1
    guard sentence.holds(i, "the") || sentence.holds(i, "over") else { return nil }
    if sentence.holds(i, "over") { return sentence.holds(k, "the") ? articled(k) : nil }
    if sentence.holds(k, "week"), sentence.holds(k + 1, "after"), sentence.holds(k + 2, "next"), let reference {
      return calendar(k, k + 3, .week(reference.adding(days: 14)))
    }
    if let away = distance(i) { return away }
    if let known = definite(i) { return known }
    if let found = core(k), !sentence.holds(k, "the") {
      return TimeExpression(
        pieces: k..<found.pieces.upperBound, span: found.span, kind: found.kind, lead: found.lead, isBareYear: found.isBareYear)
    }
    guard let unit = time(k), unit.kind == .unit, let reference, let span = unit.span, !sentence.lowercase(k).hasSuffix("s") else {
      if let day = DigitReader.integer(sentence, k), sentence.holds(i - 1, "on"), day >= 1, day <= 31,
        sentence.holds(k + 1, "from") || sentence.holds(k + 1, "between") || !sentence.isWord(k + 1) && !sentence.isSymbol(k + 1)
      {
        return dayOfMonth(k, k + 1, day)
      }
      return nil
    }
    // "the month after next", "the year"
    if sentence.holds(k + 1, "after"), sentence.holds(k + 2, "next"), span == .week {
      return calendar(k, k + 3, .week(reference.adding(days: 14)))
    }
    if span == .week, sentence.holds(k + 1, "of"), let found = unitFirst(k, unit) { return found }
    // "landings in the quarter fell": the quarter named last.
    if span == .quarter, sentence.holds(i - 1, "in") || sentence.holds(i - 1, "for") || sentence.holds(i - 1, "during"),
      !sentence.holds(k + 1, "of"),
      !sentence.isHyphen(k + 1)
    {
      return quarter.map { calendar(k, k + 1, $0) }
    }
    guard
      !sentence.isWord(k + 1)
        || CountWords.prepositions.contains(sentence.key(k + 1)) && !sentence.holds(k + 1, "of") && !sentence.holds(k + 1, "that"),
      !sentence.isHyphen(k + 1), !sentence.holds(k + 1, "before"), !sentence.holds(k + 1, "after")
    else {
      if sentence.holds(k + 1, "before"), span == .year { return nil }
      return nil
    }
    switch span {
    case .week: return calendar(k, k + 1, .week(reference))
    case .year
    where sentence.holds(i - 1, "of") || sentence.holds(i - 1, "in") || sentence.holds(i - 1, "for") || sentence.holds(i - 1, "during"):
      return calendar(k, k + 1, .year(reference.year))
    case .day where sentence.holds(i - 1, "for") || sentence.holds(i - 1, "of"): return calendar(k, k + 1, .day(reference))
    default: return nil
    }
  }

  // MARK: Edges: early 2016, end of August, later this year

  func edge(_ i: Int, _ entry: TimeWords.Entry) -> TimeExpression? {
    var k = i + 1
    let isJoined = sentence.isDash(k) && sentence.glued(k)
    if isJoined { k += 1 }
    if sentence.holds(k, "of") {
      k += 1
    } else if isJoined, sentence.holds(i, "end") {
      // "end-March"
    } else if sentence.holds(i, "end") || sentence.holds(i, "start") || sentence.holds(i, "beginning") || sentence.holds(i, "middle") {
      return nil
    }
    if sentence.holds(k, "in"), sentence.holds(i, "earlier") || sentence.holds(i, "later") { k += 1 }
    if sentence.holds(k, "the") { k += 1 }
    var whole = core(k)
    if whole == nil, let unit = time(k), unit.kind == .unit, let reference, let span = unit.span, !sentence.lowercase(k).hasSuffix("s") {
      switch span {
      case .year: whole = calendar(k, k + 1, .year(reference.year))
      case .month: whole = calendar(k, k + 1, .month(reference.year, reference.month))
      case .week: whole = calendar(k, k + 1, .week(reference))
      case .decade: whole = calendar(k, k + 1, .year(reference.year / 10 * 10 + (sentence.holds(i, "end") ? 10 : 0)))
      case .quarter: whole = quarter.map { calendar(k, k + 1, $0) }
      default: break
      }
    }
    guard let whole, whole.kind == .calendar, let span = whole.span else { return nil }
    var value = span
    if sentence.holds(i, "end"), span.text.utf8.count == 7, span.text.utf8.dropFirst(4).first == UInt8(ascii: "-"),
      !span.text.contains("W"),
      span.first.month == span.last.month
    {
      // "the end of March" is the last day of the month.
      value = .day(span.last)
    } else if sentence.holds(i, "mid"), span.first.month == span.last.month, span.first != span.last, !span.text.contains("W") {
      value = span
    }
    return calendar(i, whole.pieces.upperBound, value)
  }

  // MARK: Clock times

  private static let halves = Words.set("am pm a.m. p.m. a.m p.m")
  private static let zones = Words.set(WordSets["CalendarNames.zones"])

  /// "8:40 p.m.", "9 a.m.", "7 oclock": a time of day.
  func clock(_ i: Int) -> TimeExpression? {
    guard let hour = DigitReader.integer(sentence, i), hour <= 24 else {
      // "11.30am"
      if sentence.bytes(i).contains(UInt8(ascii: ".")), sentence.holds(i + 1, Self.halves) {
        return TimeExpression(pieces: i..<(i + 2), span: nil, kind: .clock)
      }
      return nil
    }
    var k = i + 1
    if sentence.holds(k, ":"), sentence.glued(k), sentence.glued(k + 1), let minute = DigitReader.integer(sentence, k + 1), minute < 60,
      sentence[k + 1].range.count == 2
    {
      k += 2
      if sentence.holds(k, ":"), sentence.glued(k), sentence.isNumber(k + 1), sentence.glued(k + 1) { k += 2 }
    }
    if sentence.holds(k, Self.halves) { k += 1 } else if sentence.holds(k, "oclock") || sentence.holds(k, "o'clock") { k += 1 }
    guard k > i + 1 else { return nil }
    if sentence.holds(k, Self.zones) { k += 1 }
    return TimeExpression(pieces: i..<k, span: nil, kind: .clock)
  }
}
