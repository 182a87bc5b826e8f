import Knowledge
import Linguistics
import Record

/// Finds the time expressions of a sentence and resolves them against a reference date.
struct PeriodRecognizer {
  let sentence: PieceSentence
  let reference: CalendarDate?
  private(set) var dates: DateReader

  /// - Parameter memory: the times mentioned earlier in the text.
  init(_ sentence: PieceSentence, reference: CalendarDate?, memory: TimeMemory = TimeMemory()) {
    self.sentence = sentence
    self.reference = reference
    dates = DateReader(sentence, reference: reference)
    dates.memory = memory
    dates.anchor = memory.anchor(before: sentence.number)
  }

  /// The expressions in text order, without overlaps.
  func expressions() -> [TimeExpression] {
    var reader = self
    return reader.read()
  }

  private mutating func read() -> [TimeExpression] {
    var found: [TimeExpression] = []
    var i = sentence.start
    while i < sentence.end {
      if canBegin(i) { dates.setTense(at: i) }
      if var expression = expression(at: i), expression.pieces.lowerBound >= (found.last?.pieces.upperBound ?? sentence.start) {
        lead(&expression, limit: found.last?.pieces.upperBound ?? sentence.start)
        expression.back = backUnit(expression)
        if let unit = expression.back {
          let known = found.last(where: { $0.kind == .calendar && $0.span != nil })?.span ?? dates.anchor
          for span in [known, dates.memory.month, dates.memory.quarter] {
            if let back = span?.back(unit), !expression.backs.contains(back) { expression.backs.append(back) }
          }
          // "A year ago" is counted from now.
          if !sentence.holds(expression.pieces.upperBound - 1, "ago"), let span = known?.back(unit) { expression.span = span }
        }
        expression.leavesYear = leavesYear(expression)
        expression.other = otherReading(expression)
        found.append(expression)
        if expression.kind == .calendar, let span = expression.span, span.isWritable {
          dates.anchor = span
          dates.memory.note(span)
          if span.first == span.last { dates.statedDay = span.first }
        }
        i = max(i + 1, expression.pieces.upperBound)
      } else {
        i += 1
      }
    }
    return found
  }

  /// The unit to count back in "in February from 6.4 percent a month earlier", "in the year to March, against 436 a year earlier".
  private func backUnit(_ expression: TimeExpression) -> TimeWords.Span? {
    let last = expression.pieces.upperBound - 1
    let isPlaced =
      expression.kind == .placed && expression.pieces.count == 3
      && (sentence.holds(last, Self.earlierWords) || sentence.holds(last, "ago"))
      && (sentence.holds(expression.pieces.lowerBound, "a") || sentence.holds(expression.pieces.lowerBound, "the"))
    // "the previous year"
    let isPrevious = expression.kind == .calendar && sentence.holds(last - 1, Self.previousWords) && expression.pieces.count <= 4
    return isPlaced || isPrevious ? dates.time(isPlaced ? last - 1 : last)?.span : expression.back
  }

  /// The other year or week that the words may mean: "in August" is the last August or the next.
  private func otherReading(_ expression: TimeExpression) -> CalendarSpan? {
    guard let reference, expression.kind == .calendar, let span = expression.span, isOpen(expression) else { return nil }
    let step = span.first > reference ? -1 : span.last < reference ? 1 : 0
    guard step != 0 else { return nil }
    if expression.leavesYear, span.text.contains("W"), let week = expression.pieces.first(where: { dates.time($0)?.span == .week }) {
      // "the week of 17 June"
      return dates.core(week, in: step < 0 ? .past : .future)?.span.flatMap { $0.text == span.text ? nil : $0 }
    }
    if expression.leavesYear {
      let moved = span.moved(months: 12 * step)
      // Not the year after next, nor the one before last.
      return moved.flatMap { abs($0.first.ordinal - reference.ordinal) < Self.longYear ? $0 : nil }
    }
    guard span.first == span.last, expression.pieces.contains(where: { dates.weekday($0) != nil }) else { return nil }
    return .day(span.first.adding(days: 7 * step))
  }

  /// Whether no year is stated and the time is not relative to now.
  private func isOpen(_ expression: TimeExpression) -> Bool {
    !dates.tellsYear(expression.pieces)
      && !expression.pieces.contains { k in
        guard let entry = dates.time(k) else { return false }
        return entry.kind == .last || entry.kind == .next || entry.kind == .this || entry.kind == .day
      }
  }

  /// Whether the year is left open: "in August", "on May 3", "in the first quarter".
  private func leavesYear(_ expression: TimeExpression) -> Bool {
    guard expression.kind == .calendar, let span = expression.span, isOpen(expression) else { return false }
    return expression.pieces.contains { dates.month($0) != nil || TimeWords.holidays[sentence.key($0)] != nil }
      || span.isQuarter && expression.pieces.contains { dates.time($0)?.span == .quarter } && expression.pieces.count > 1
  }

  private static let longYear = 370

  private static let earlierWords = Words.set("earlier before")
  private static let previousWords = Words.set("previous preceding prior")
  private static let joins = Words.set(WordSets["PeriodRecognizer.joins"])
  private static let from = Words.set("from between")

  /// The expression that begins at `i`: a single one, or an interval of two.
  private func expression(at i: Int) -> TimeExpression? {
    guard canBegin(i) else { return nil }
    if let stretch = dates.stretch(i) { return stretch }
    guard let core = dates.core(i) else { return nil }
    if let days = pairOfDays(core) { return days }
    var expression = core
    let end = core.pieces.upperBound
    // "from 2003 to 2019", "between March and May", "Jan-Feb 2017"
    let opened = sentence.holds(i - 1, Self.from) || (sentence.holds(i - 1, "the") && sentence.holds(i - 2, Self.from))
    // "the October-to-December quarter"
    if sentence.isHyphen(end), sentence.holds(end + 1, "to"), sentence.isHyphen(end + 2), dates.month(end - 1) != nil,
      dates.month(end + 3) != nil,
      let second = dates.core(end + 3), let a = core.span, let b = second.span
    {
      expression.pieces = core.pieces.lowerBound..<second.pieces.upperBound
      expression.span = .interval(b.last < a.first ? dates.shifted(a, years: -1) : a, b)
      return expression
    }
    if sentence.holds(end, Self.joins) || (sentence.holds(end, "and") && opened && sentence.holds(i - 1, "between"))
      || isNextMonth(core, end),
      !sentence.isDash(end)
        || (sentence.isNumber(end + 1) || TimeWords.table[sentence.key(end + 1)] != nil || sentence.holds(end + 1, "q")),
      opened || sentence.holds(end, "and") || sentence.isDash(end) || sentence.holds(end, "through") || sentence.holds(end, "to")
        || sentence.holds(end, "till")
        || sentence.holds(end, "until"),
      let second = dates.core(end + 1) ?? dates.bareDay(end + 1, after: core), second.kind == .calendar, core.kind == .calendar,
      let a = core.span,
      var b = second.span, core.isBareYear == second.isBareYear || !sentence.isDash(end)
    {
      var a = a
      if core.pieces.contains(where: { dates.time($0)?.kind == .day }) {
        // "between now and June 2024"
      } else if dates.tellsYear(second.pieces), !dates.tellsYear(core.pieces) {
        // "Nov-Feb 2017": the first month takes the stated year, or the year before it.
        if a.first.year != b.first.year { a = dates.shifted(a, years: b.first.year - a.first.year) }
        if b.last < a.first { a = dates.shifted(a, years: -1) }
      } else if b.last < a.first {
        if core.pieces.contains(where: { dates.weekday($0) != nil }), a.first == a.last, b.first == b.last {
          // "between Friday evening and Sunday night"
          if dates.isFutureTense { b = .day(b.first.adding(days: 7)) } else { a = .day(a.first.adding(days: -7)) }
        } else if dates.tense == .past, !dates.tellsYear(core.pieces), reference.map({ dates.shifted(b, years: 1).last > $0 }) ?? false {
          // "between April and December": in the past, not in the future.
          a = dates.shifted(a, years: -1)
        } else {
          // "May to March": ends in the following year.
          b = dates.shifted(b, years: 1)
        }
      }
      expression.pieces = core.pieces.lowerBound..<second.pieces.upperBound
      expression.span = .interval(a, b)
      expression.isBareYear = false
    } else if sentence.holds(end, "to"), sentence.holds(end + 1, "date"), let reference, core.kind == .calendar, let a = core.span {
      expression.pieces = core.pieces.lowerBound..<(end + 2)
      expression.span = .interval(a, .day(reference))
    }
    return expression
  }

  /// "last Friday and Saturday": two consecutive days.
  private func pairOfDays(_ first: TimeExpression) -> TimeExpression? {
    let end = first.pieces.upperBound
    guard sentence.holds(end, "and") || sentence.holds(end, "to") || sentence.isDash(end), let a = dates.weekday(end - 1),
      let b = dates.weekday(end + 1),
      b == a % 7 + 1, first.kind == .calendar, let day = first.span, day.first == day.last, !sentence.isDash(end + 2)
    else { return nil }
    return TimeExpression(
      pieces: first.pieces.lowerBound..<(end + 2), span: .days(day.first, day.first.adding(days: 1)), kind: .calendar)
  }

  /// "in December and January", "June and July last year": two consecutive months.
  private func isNextMonth(_ first: TimeExpression, _ k: Int) -> Bool {
    guard sentence.holds(k, "and"), first.pieces.count == 1, let a = dates.month(k - 1), let b = dates.month(k + 1) else { return false }
    return b == a % 12 + 1 && !sentence.isNumber(k + 2)
  }

  /// Whether an expression may begin here: with a number, a calendar word or a number word.
  private func canBegin(_ i: Int) -> Bool {
    let piece = sentence[i]
    switch piece.kind {
    case .number: return !piece.machine
    case .symbol: return sentence.holds(i, "'")
    case .word:
      return TimeWords.table[piece.key] != nil || TimeWords.holidays[piece.key] != nil || NumberWords.table[piece.key] != nil
        || Self.openers.contains(piece.key)
    }
  }

  private static let openers = Words.set(WordSets["PeriodRecognizer.openers"])

  // MARK: Words before

  private static let starts = Words.set("start beginning")

  private static let intending = Words.set(WordSets["PeriodRecognizer.intending"])

  /// "He promised that it would hold 18 beds by Friday": the coming one, where the sentence refers to the future and states no year or
  /// week.
  private func ahead(_ expression: TimeExpression) -> CalendarSpan? {
    guard let reference, !dates.isFutureTense, let span = expression.span, span.last < reference, !dates.tellsYear(expression.pieces),
      sentence.bounds.contains(where: { sentence.holds($0, Self.intending) })
    else { return nil }
    if expression.pieces.contains(where: { dates.weekday($0) != nil }), span.first == span.last, span.first.adding(days: 7) >= reference {
      return .day(span.first.adding(days: 7))
    }
    let names = expression.pieces.contains { dates.month($0) != nil || TimeWords.holidays[sentence.key($0)] != nil }
    return names && span.first.adding(months: 12) >= reference && [7, 10].contains(span.text.utf8.count) && !span.text.contains("W")
      ? dates.shifted(span, years: 1) : nil
  }

  private func lead(_ expression: inout TimeExpression, limit: Int) {
    var i = expression.pieces.lowerBound - 1
    if sentence.holds(i, "the") { i -= 1 }
    guard i >= limit else { return }
    func take(_ lead: TimeExpression.Lead, _ count: Int) {
      expression.lead = lead
      expression.pieces = (i - count + 1)..<expression.pieces.upperBound
    }
    if sentence.holds(i, "since") || sentence.holds(i, "of") && sentence.holds(i - 1, "as"), let reference, let span = expression.span,
      span.first > reference,
      span.first == span.last, !dates.tellsYear(expression.pieces)
    {
      // "since Wednesday" refers to the past even in a sentence about the future.
      let isWeekday = expression.pieces.contains { dates.weekday($0) != nil }
      expression.span = isWeekday ? .day(span.first.adding(days: -7)) : dates.shifted(span, years: -1)
    }
    if sentence.holds(i, "since") || (sentence.holds(i, "on") && sentence.holds(i - 1, "starting") || sentence.holds(i, "starting")) {
      // "since the start of the year"
      if expression.pieces.contains(where: { sentence.holds($0, Self.starts) }), !dates.tellsYear(expression.pieces),
        let span = expression.span
      {
        expression.span = .day(span.first)
      }
      take(.since, 1)
    } else if sentence.holds(i, "of"), sentence.holds(i - 1, "as") {
      take(.asOf, 2)
    } else if sentence.holds(i, "through"), isCountFromStart(expression) {
      take(.plain, 1)
    } else if sentence.holds(i, "until") || sentence.holds(i, "till") || sentence.holds(i, "through") || sentence.holds(i, "thru") {
      take(.until, 1)
    } else if sentence.holds(i, "before") {
      take(.before, 1)
      roundEnd(&expression)
    } else if sentence.holds(i, "to"), sentence.holds(i - 1, "prior") {
      take(.before, 2)
    } else if sentence.holds(i, "after") || (sentence.holds(i, "than") && sentence.holds(i - 1, "later")) {
      take(.after, 1)
    } else if sentence.holds(i, "by"), !isAgent(expression, by: i) {
      take(.by, 1)
      if let ahead = ahead(expression) { expression.span = ahead }
      roundEnd(&expression)
    } else if sentence.holds(i, "from") || sentence.holds(i, "between") || sentence.holds(i, "on") || sentence.holds(i, "in")
      || sentence.holds(i, "during")
    {
      take(.plain, 1)
    }
  }

  /// "wounded by Friday's blast": the day belongs to what did it and is no deadline.
  private func isAgent(_ expression: TimeExpression, by k: Int) -> Bool {
    sentence.holds(expression.pieces.upperBound, "'s") && (sentence.tag(k - 1) == .VBN || sentence.tag(k - 1) == .VBD)
  }

  /// "through the first nine months": counted from the start, not until a date.
  private func isCountFromStart(_ expression: TimeExpression) -> Bool {
    guard let span = expression.span, span.text.contains("/") else { return false }
    return sentence.holds(expression.pieces.lowerBound, "first")
  }

  /// A deadline "by the end of June" counts as June.
  private func roundEnd(_ expression: inout TimeExpression) {
    guard let reference, let span = expression.span, span.first == span.last, span.first > reference, span.last.adding(days: 1).day == 1,
      expression.pieces.contains(where: { sentence.holds($0, "end") })
    else { return }
    expression.span = .month(span.first.year, span.first.month)
  }
}
