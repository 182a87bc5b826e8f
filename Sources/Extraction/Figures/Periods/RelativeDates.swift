import Linguistics
import Record

/// Times given by their distance from now or from another time.
extension DateReader {
  // MARK: yesterday, tonight

  func dayWord(_ i: Int, _ days: Int) -> TimeExpression? {
    guard let reference else { return TimeExpression(pieces: i..<(i + 1), span: nil, kind: .calendar) }
    var k = i + 1
    if let part = time(k), part.kind == .part { k += 1 }
    return calendar(i, k, .day(reference.adding(days: days)))
  }

  // MARK: last week, this summer, next Friday, the past two years

  func relative(_ i: Int, _ entry: TimeWords.Entry) -> TimeExpression? {
    guard let reference else { return nil }
    let step = entry.value
    var k = i + 1
    if entry.kind == .last, let found = unitBack(i) { return found }
    if let season = sportSeason(i, k, step) { return season }
    // "this past week", "this upcoming Friday", "this coming year"
    if entry.kind == .this, let more = time(k), more.kind == .next || more.kind == .last, let found = relative(k, more) {
      if let weekday = weekday(k + 1) {
        let days = more.kind == .next ? (weekday - reference.weekday + 6) % 7 + 1 : -((reference.weekday - weekday + 6) % 7 + 1)
        return calendar(i, k + 2, .day(reference.adding(days: days)))
      }
      return TimeExpression(pieces: i..<found.pieces.upperBound, span: found.span, kind: found.kind)
    }
    if sentence.holds(k, Self.kindsOfYear), time(k + 1)?.kind == .unit { k += 1 }
    // "fines collected last fiscal"
    if sentence.holds(k, "fiscal"), !sentence.isWord(k + 1) || [.IN, .CC, .TO].contains(sentence.tag(k + 1)) {
      return calendar(i, k + 1, .year(reference.year + step))
    }
    if sentence.holds(k, "workweek") { return calendar(i, k + 1, .week(reference.adding(days: 7 * step))) }
    if sentence.holds(k, "half"), !sentence.isHyphen(k + 1), !sentence.isWord(k + 1) || !sentence.holds(k + 1, "of") || entry.kind == .this
    {
      return calendar(i, k + 1, half(moved: step))
    }
    // "last week of May", "the last three weeks of this year"
    if entry.kind == .last, sentence.holds(i, "last") {
      if let unit = time(k), unit.kind == .unit, let span = unit.span, let found = edgeOf(i, 1, span, k + 1, fromEnd: true) {
        return span == .week ? calendar(i, found.pieces.upperBound, found.span.map { .week($0.first) }) : found
      }
      if let (n, at) = count(k), let span = time(at)?.span, let found = edgeOf(i, Int(n), span, at + 1, fromEnd: true) { return found }
    }
    if let unit = time(k), unit.kind == .unit, let span = unit.span {
      if sentence.lowercase(k).hasSuffix("s"), sentence.lowercase(k) != "s" {
        // "the past decades" gives no definite time.
        return nil
      }
      // "the following day", "the next week" are counted from the last time mentioned.
      if sentence.holds(i - 1, "the"), sentence.holds(i, Self.following) || sentence.holds(i, "next") && anchor != nil {
        return calendar(i, k + 1, after(1, span))
      }
      // "over the past nine seasons", "in the last nine seasons": up to now.
      if entry.kind == .last, sentence.holds(i, "past") || sentence.holds(i, "last") && span != .week, sentence.holds(i - 1, "the"),
        Self.whole.contains(span),
        !sentence.holds(k + 1, "of")
      {
        return reaching(i, k + 1, 1, span, forward: false)
      }
      var end = k + 1
      var value: CalendarSpan?
      switch span {
      case .day: value = step == 0 ? .day(reference) : .day(reference.adding(days: step))
      case .week:
        value = .week(reference.adding(days: 7 * step))
        // "next week on Thursday", "last week Monday"
        let at = sentence.holds(end, "on") || sentence.isDash(end) || sentence.holds(end, "'s") ? end + 1 : end
        if let weekday = weekday(at), let monday = value?.first {
          value = .day(monday.adding(days: weekday - 1))
          end = at + 1
        }
      case .weekend:
        let base =
          entry.kind == .last
          ? (reference.weekday == 7 ? reference.adding(days: -7) : reference.adding(days: -7)) : reference.adding(days: 7 * step)
        value = entry.kind == .this && reference.weekday <= 2 && !isFutureTense ? .weekend(reference.adding(days: -7)) : .weekend(base)
      case .fortnight:
        value = step < 0 ? .days(reference.adding(days: -14), reference) : .days(reference.adding(days: 1), reference.adding(days: 14))
      case .month:
        let month = CalendarDate(reference.year, reference.month, 1).adding(months: step)
        value = .month(month.year, month.month)
      case .quarter:
        let month = CalendarDate(reference.year, reference.month, 1).adding(months: 3 * step)
        value = .quarter(month.year, (month.month + 2) / 3)
      case .year:
        value = .year(reference.year + step)
      // "the past year" is a span up to now, "last year" a calendar year.
      case .decade: value = .years((reference.year / 10 + step) * 10, (reference.year / 10 + step) * 10 + 9)
      case .century: value = .years((reference.year / 100 + step) * 100, (reference.year / 100 + step) * 100 + 99)
      case .hour, .minute, .second: return nil
      }
      return calendar(i, end, value)
    }
    if let season = time(k), season.kind == .season {
      var year = reference.year
      if entry.kind == .last, CalendarSpan.season(year, season.value).last >= reference { year -= 1 }
      if entry.kind == .next, CalendarSpan.season(year, season.value).first <= reference { year += 1 }
      if entry.kind == .this, season.value == 24, reference.month <= (isFutureTense ? 2 : 4) { year -= 1 }
      return calendar(i, k + 1, .season(year, season.value))
    }
    if let weekday = weekday(k) {
      var monday = reference.monday.adding(days: 7 * step)
      if entry.kind == .last, sentence.holds(i, "past"), weekday < reference.weekday { monday = reference.monday }
      var end = k + 1
      if let part = time(end), part.kind == .part { end += 1 }
      // "next monday 5/11", "this Monday-Jun-11"
      if let date = weekdayFirst(k), date.pieces.count > 1, date.pieces.upperBound > end {
        return calendar(i, date.pieces.upperBound, date.span)
      }
      return calendar(i, end, .day(monday.adding(days: weekday - 1)))
    }
    if let month = month(k) {
      let year: Int
      switch entry.kind {
      // "last July", said in August, is July of the previous year.
      case .last: year = month < reference.month - 2 ? reference.year : reference.year - 1
      case .next: year = month > reference.month ? reference.year : reference.year + 1
      default: year = reference.year
      }
      if entry.kind == .last && sentence.holds(i, "following")
        || sentence.isWord(i) && !sentence.holds(i, "this") && !sentence.holds(i, "last") && !sentence.holds(i, "next")
          && !sentence.holds(i, "past") && !sentence.holds(i, "coming")
      {
        return nil
      }
      return calendar(i, k + 1, .month(year, month))
    }
    if sentence.isNumber(k), let date = numeric(k) ?? dayThenMonth(k) { return calendar(i, date.pieces.upperBound, date.span) }
    if let part = time(k), part.kind == .part {
      guard entry.kind == .this || sentence.holds(k, "night") || sentence.holds(k, "evening") || sentence.holds(k, "morning") else {
        return nil
      }
      return calendar(i, k + 1, .day(reference.adding(days: step)))
    }
    if let holiday = holiday(k) {
      var date = holiday.span?.first ?? reference
      if let rule = TimeWords.holidays[sentence.key(k)]?.first(where: { sentence.holds(k, phrase: $0.words) })?.holiday {
        date = rule.date(reference.year)
        if entry.kind == .last, date >= reference { date = rule.date(reference.year - 1) }
        if entry.kind == .next, date <= reference { date = rule.date(reference.year + 1) }
      }
      return calendar(i, holiday.pieces.upperBound, .day(date))
    }
    // "the last nine seasons", "next couple weeks"
    if entry.kind != .this, let (count, unitAt) = count(k), let span = time(unitAt)?.span {
      return reaching(i, unitAt + 1, count, span, forward: entry.kind == .next)
    }
    return nil
  }

  private static let following = Words.set("following")
  private static let kindsOfYear = Words.set("calendar fiscal financial working election academic school crop tax")
  private static let whole: Set<TimeWords.Span> = [.week, .month, .year, .decade]

  /// The half-year of the reference date, or the one that many halves later.
  private func half(moved step: Int) -> CalendarSpan? {
    guard let reference else { return nil }
    let first = CalendarDate(reference.year, reference.month <= 6 ? 1 : 7, 1).adding(months: 6 * step)
    return .interval(.month(first.year, first.month), .month(first.year, first.month + 5))
  }

  /// A number of time units at `k`, and the position of the unit: "three months", "couple weeks", "4 business days".
  private func count(_ k: Int) -> (Double, Int)? {
    if sentence.holds(k, "couple") || sentence.holds(k, "few") || sentence.holds(k, "several") {
      let at = sentence.holds(k + 1, "of") ? k + 2 : k + 1
      return time(at)?.kind == .unit ? (sentence.holds(k, "couple") ? 2 : 3, at) : nil
    }
    guard let number = NumeralParser(sentence: sentence).cardinal(k), (0...Self.mostUnits).contains(number.value) else { return nil }
    var at = number.pieces.upperBound
    if sentence.holds(at, "business") || sentence.holds(at, "full") || sentence.holds(at, "straight") || sentence.holds(at, "consecutive")
      || sentence.holds(at, "calendar")
    {
      at += 1
    }
    if sentence.holds(at, "and"), sentence.holds(at + 1, "a"), sentence.holds(at + 2, "half"), time(at + 3)?.kind == .unit {
      return (number.value + 0.5, at + 3)
    }
    return time(at)?.kind == .unit ? (number.value, at) : nil
  }

  /// Longer distances give no time.
  static let mostUnits = 9999.0
  /// The most parts of a distance: "2 years, 3 months and 4 days".
  private static let mostParts = 5

  /// "the year to June", "the quarter ended Sept. 30", "the 12 months to March": the span that ends there.
  func stretch(_ i: Int) -> TimeExpression? {
    let k = sentence.holds(i, "the") ? i + 1 : i
    var (number, at) = (1.0, k)
    if let found = count(k) { (number, at) = found } else if sentence.holds(k, Self.fiscals) { at = k + 1 }
    // "40 a year to March" is a rate.
    guard let unit = time(at), unit.kind == .unit, let span = unit.span, at > k || !sentence.holds(k - 1, Self.rates) else { return nil }
    var which = sentence.holds(at + 1, ",") ? at + 2 : at + 1
    if sentence.holds(which, "that") || sentence.holds(which, "which") { which += 1 } else { which = at + 1 }
    if at > k, number == 1, span == .year, sentence.holds(which, Self.begins) { return begun(i, which + 1) }
    guard sentence.holds(which, Self.ends), number > 1 || !sentence.holds(which, "through") && !sentence.holds(which, "until") else {
      return nil
    }
    return stretch(i, which + 1, Int(number), span)
  }

  /// "the fiscal year that began on July 1": the twelve months from then on.
  private func begun(_ start: Int, _ k: Int) -> TimeExpression? {
    guard let first = core(sentence.holds(k, "in") || sentence.holds(k, "on") ? k + 1 : k), first.kind == .calendar, let span = first.span,
      span.first.month == span.last.month, span.first.year == span.last.year
    else { return nil }
    let day = span.first, last = CalendarDate(day.year, day.month, 1).adding(months: 11)
    let year =
      day.day == 1
      ? CalendarSpan.interval(.month(day.year, day.month), .month(last.year, last.month))
      : .days(day, day.adding(months: 12).adding(days: -1))
    return calendar(start, first.pieces.upperBound, year)
  }

  private static let fiscals = Words.set("fiscal financial")
  private static let begins = Words.set("began begins beginning started starts starting")
  private static let rates = Words.set("a an per each every")
  private static let ends = Words.set("to ending ended ends through until till")
  private static let whichEnds = Words.set("ending ended ends")

  /// That many units up to the date at `k`: whole months where it is a month or the last day of one.
  private func stretch(_ start: Int, _ k: Int, _ number: Int, _ span: TimeWords.Span) -> TimeExpression? {
    var anchor = sentence.holds(k, "in") || sentence.holds(k, "on") ? k + 1 : k
    if sentence.holds(anchor, "the"), time(anchor + 1)?.kind == .edge { anchor += 1 }
    guard let end = core(anchor), end.kind == .calendar, let last = end.span,
      var found = CalendarSpan.reaching(back: number, span, from: last)
    else { return nil }
    // "the 10 years to the end of 2018" begin in 2009.
    if span == .year, number > 1, last.text.utf8.count == 4, sentence.holds(anchor, "end") {
      found = .years(last.first.year - number + 1, last.first.year)
    }
    return TimeExpression(pieces: start..<end.pieces.upperBound, span: found, kind: .calendar)
  }

  /// "its fiscal fourth quarter, which ended June 30": the three months up to then, for a quarter whose words end at `k`.
  func endedQuarter(_ start: Int, _ k: Int) -> TimeExpression? {
    var at = sentence.holds(k, ",") || sentence.holds(k, "(") ? k + 1 : k
    if sentence.holds(at, "which") || sentence.holds(at, "that") { at += 1 }
    guard sentence.holds(at, Self.whichEnds) || at == k && sentence.holds(at, "to") else { return nil }
    return stretch(start, at + 1, 1, .quarter)
  }

  private func reaching(_ start: Int, _ end: Int, _ count: Double, _ span: TimeWords.Span, forward: Bool) -> TimeExpression? {
    guard let now = reference else { return nil }
    // "approved it on March 27 after trials over the past one month": counted back from the day mentioned in the sentence.
    let reference = !forward && tense == .past ? statedDay ?? now : now
    let n = Int(count)
    var end = end
    var span_: CalendarSpan?
    switch span {
    case .quarter:
      let first = CalendarDate(reference.year, reference.month, 1).adding(months: forward ? 3 : -3 * n)
      let last = first.adding(months: 3 * (n - 1))
      span_ = .interval(.quarter(first.year, (first.month + 2) / 3), .quarter(last.year, (last.month + 2) / 3))
      if let value = span_, let slash = value.text.split(separator: "/").first, let tail = value.text.split(separator: "/").last {
        span_?.text = "\(slash)/\(tail)"
      }
    case .decade where forward: span_ = .years(reference.year / 10 * 10 + 10, reference.year / 10 * 10 + 10 * n + 9)
    default:
      // "4 months and 3 weeks and 5 days": the whole sum.
      var parts = [(count, span)]
      while parts.count < Self.mostParts, sentence.holds(end, "and"), let (more, at) = self.count(end + 1), let unit = time(at)?.span,
        !sentence.holds(at + 1, "ago")
      {
        parts.append((more, unit))
        end = at + 1
      }
      if forward {
        span_ = .days(reference, move(reference, parts, 1))
      } else {
        span_ = .days(move(reference, parts, -1), reference)
      }
    }
    return TimeExpression(pieces: start..<end, span: span_, kind: .reaching)
  }

  func move(_ date: CalendarDate, _ parts: [(Double, TimeWords.Span)], _ sign: Int) -> CalendarDate {
    var date = date
    for (count, span) in parts {
      let n = Int(count) * sign
      switch span {
      case .day, .weekend: date = date.adding(days: n)
      case .week: date = date.adding(days: Int((count * 7).rounded()) * sign)
      case .fortnight: date = date.adding(days: 14 * n)
      case .month: date = date.adding(months: Int((count).rounded(.down)) * sign).adding(days: count != count.rounded() ? 15 * sign : 0)
      case .quarter: date = date.adding(months: 3 * n)
      case .year: date = date.adding(months: Int((count * 12).rounded()) * sign)
      case .decade: date = date.adding(months: 120 * n)
      case .century: date = date.adding(months: 1200 * n)
      case .hour, .minute, .second: break
      }
    }
    return date
  }

  // MARK: two years ago, 3 weeks later, in two months

  private static let ago = Words.set("ago")
  private static let later = Words.set("later after")
  private static let earlier = Words.set("earlier before")

  /// A distance at `i` together with what it is counted from.
  func distance(_ i: Int) -> TimeExpression? {
    var k = i
    var parts: [(Double, TimeWords.Span)] = []
    if sentence.holds(k, "a") || sentence.holds(k, "an") || sentence.holds(k, "the") {
      if let (count, at) = count(k + 1), let span = time(at)?.span {
        parts.append((count, span))
        k = at + 1
      } else if let unit = time(k + 1), unit.kind == .unit, let span = unit.span {
        parts.append((1, span))
        k += 2
      }
    } else if let (count, at) = count(i), let span = time(at)?.span {
      parts.append((count, span))
      k = at + 1
    } else if let number = NumeralParser(sentence: sentence).cardinal(i), !number.scaled, (0...Self.mostUnits).contains(number.value),
      sentence.lowercase(number.pieces.upperBound + 1).hasSuffix("s"),
      let direction = time(number.pieces.upperBound),
      direction.kind == .next || direction.kind == .last,
      let span = time(number.pieces.upperBound + 1)?.span, time(number.pieces.upperBound + 1)?.kind == .unit
    {
      // "3 next weeks", "5 upcoming years"
      return reaching(i, number.pieces.upperBound + 2, number.value, span, forward: direction.kind == .next)
    }
    guard !parts.isEmpty else { return nil }
    // "3 weeks and 5 days ago", "4 years 3 months 11 days later"
    while parts.count < Self.mostParts {
      let at = sentence.holds(k, "and") || sentence.holds(k, ",") ? k + 1 : k
      guard let (count, unit) = count(at), let span = time(unit)?.span else { break }
      parts.append((count, span))
      k = unit + 1
    }
    let precise = parts.count == 1 ? parts[0].1 : .day
    func placed(_ end: Int, _ date: CalendarDate?) -> TimeExpression {
      let span = date.map { date -> CalendarSpan in
        switch precise {
        case .year, .decade, .century: .year(date.year)
        case .month, .quarter: .month(date.year, date.month)
        default: .day(date)
        }
      }
      return TimeExpression(pieces: i..<end, span: span, kind: .placed)
    }
    // "strike for 48 hours from Monday", "lit for 11 days after the storm": a duration, not a distance.
    if sentence.holds(i - 1, "for"), sentence.holds(k, "from") || sentence.holds(k, "since") || sentence.holds(k, "after") { return nil }
    if sentence.holds(k, Self.ago) { return placed(k + 1, reference.map { move($0, parts, -1) }) }
    if sentence.holds(k, "from"), sentence.holds(k + 1, "now") || sentence.holds(k + 1, "today") {
      return exact(i, k + 2, parts, reference, 1)
    }
    if sentence.holds(k, "back"), !sentence.isWord(k + 1) { return placed(k + 1, reference.map { move($0, parts, -1) }) }
    for (words, sign) in [(Self.earlier, -1), (Self.later, 1)] where sentence.holds(k, words) {
      if sentence.holds(k, "earlier") { return exact(i, k + 1, parts, reference, sign) }
      // "Three years later it built 37.": counted from the last time mentioned.
      if sentence.holds(k, "later") {
        let span = parts.count == 1 ? after(Int(parts[0].0), parts[0].1) : anchor.map { .day(move($0.last, parts, 1)) }
        return TimeExpression(pieces: i..<(k + 1), span: span, kind: .placed)
      }
      if let anchor = core(sentence.holds(k + 1, "the") ? k + 2 : k + 1), anchor.kind == .calendar, let day = anchor.span?.first {
        return exact(i, anchor.pieces.upperBound, parts, sign < 0 ? day : (anchor.span?.last ?? day), sign)
      }
      // "the day before", "two years after he left": counted from an event without a date.
      if parts.count == 1, parts[0].0 == 1, parts[0].1 == .day, sentence.holds(i, "the"), !sentence.isWord(k + 1) {
        return exact(i, k + 1, parts, reference, sign)
      }
      // "the year after", "the month before": counted from the last time mentioned.
      if parts.count == 1, parts[0].0 == 1, sentence.holds(i, "the") || sentence.holds(i, "a"),
        !sentence.isWord(k + 1) || sentence.holds(k + 1, "and")
      {
        let span = sign < 0 ? before(parts[0].1) : after(1, parts[0].1)
        return TimeExpression(pieces: i..<(k + 1), span: span, kind: .placed)
      }
      return TimeExpression(pieces: i..<(k + 1), span: nil, kind: .placed)
    }
    if !sentence.holds(i, "a"), !sentence.holds(i, "an"), sentence.holds(k, "since") || sentence.holds(k, "from"), let anchor = core(k + 1),
      anchor.kind == .calendar,
      let day = anchor.span?.first,
      sentence.holds(i - 1, "in") || sentence.holds(k, "from")
    {
      return exact(i, k + anchor.pieces.count + 1, parts, day, 1)
    }
    return nil
  }

  private func exact(_ start: Int, _ end: Int, _ parts: [(Double, TimeWords.Span)], _ from: CalendarDate?, _ sign: Int) -> TimeExpression {
    let span = from.map { from -> CalendarSpan in
      let date = move(from, parts, sign)
      if parts.count == 1, parts[0].1 == .year, from == reference, sign < 0 { return .year(date.year) }
      return .day(date)
    }
    return TimeExpression(pieces: start..<end, span: span, kind: .placed)
  }
}
