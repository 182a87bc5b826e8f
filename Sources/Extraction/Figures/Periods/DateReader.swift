import Knowledge
import Linguistics
import Record

/// Reads one time expression without the prepositions before it: a date, a month, "last week", "two years ago".
struct DateReader {
  let sentence: PieceSentence
  let reference: CalendarDate?
  /// The tense of the clause being read.
  private(set) var tense: Tense
  /// The tense of the whole sentence.
  private let whole: Tense
  /// The time mentioned earlier from which "the following day" and "two years later" are counted.
  var anchor: CalendarSpan?
  /// The day mentioned earlier in the sentence.
  var statedDay: CalendarDate?
  /// The times mentioned so far in the text.
  var memory = TimeMemory()
  /// The quarter named last, to which "the quarter" refers.
  var quarter: CalendarSpan? { memory.quarter }

  init(_ sentence: PieceSentence, reference: CalendarDate?) {
    self.sentence = sentence
    self.reference = reference
    whole = Self.tense(sentence, sentence.bounds) ?? .unknown
    tense = whole
  }

  enum Tense: Sendable { case past, future, unknown }
  /// Whether the clause is in the future tense.
  var isFutureTense: Bool { tense == .future }

  /// Reads the tense of the clause around a position.
  mutating func setTense(at place: Int) {
    var (first, last) = (place, place)
    while first > sentence.start, place - first < Self.longestClause, !Clause.ends(first - 1, in: sentence) { first -= 1 }
    while last < sentence.end, last - place < Self.longestClause, !Clause.ends(last, in: sentence) { last += 1 }
    // The last verb before the time decides, otherwise one after it.
    tense = Self.nearest(sentence, first..<place) ?? Self.tense(sentence, place..<last) ?? whole
  }

  /// The tense of the last verb in a run of pieces.
  private static func nearest(_ sentence: PieceSentence, _ run: Range<Int>) -> Tense? {
    var participle = false
    for i in run.reversed() where sentence.isWord(i) {
      if tellsFuture(sentence, i) { return .future }
      switch sentence.tag(i) {
      case .VBD: return .past
      case .VBZ, .VBP, .MD: return participle && sentence.holds(i, "has") || participle && sentence.holds(i, "have") ? .past : .unknown
      case .VBN: participle = true
      default: break
      }
    }
    return participle ? .past : nil
  }

  private static let longestClause = 24

  /// The tense of a run of pieces; `nil` where no verb shows it.
  private static func tense(_ sentence: PieceSentence, _ run: Range<Int>) -> Tense? {
    var tense: Tense?
    for i in run where sentence.isWord(i) {
      if tellsFuture(sentence, i) { return .future }
      switch sentence.tag(i) {
      case .VBD: tense = .past
      // A past tense that the tagger took for a participle.
      case .VBN: if tense == nil { tense = .past }
      case .VBZ, .VBP, .MD: if tense == nil { tense = .unknown }
      default: break
      }
    }
    return tense
  }

  private static let futureWords = Words.set(WordSets["DateReader.futureWords"])
  /// A word about the future; "slower-than-expected" is about the past.
  private static func tellsFuture(_ sentence: PieceSentence, _ i: Int) -> Bool {
    futureWords.contains(sentence.key(i)) && !sentence.isHyphen(i - 1)
  }

  static let small = Words.set("of in , - /")

  func time(_ i: Int) -> TimeWords.Entry? { sentence.isWord(i) ? TimeWords.table[sentence.key(i)] : nil }
  func month(_ i: Int) -> Int? {
    guard let entry = time(i), entry.kind == .month else { return nil }
    // "Mar-a-Dune": a name.
    if sentence.isHyphen(i + 1), sentence.isWord(i + 2), !sentence.holds(i + 2, "to"), time(i + 2) == nil,
      NumberWords.table[sentence.key(i + 2)] == nil
    {
      return nil
    }
    // "may", "march", "mar", "sat", "sun" and the like are ordinary words unless capitalised or next to a day or year.
    if !sentence.capitalized(i), sentence.holds(i, Self.ambiguous), !besideDayOrYear(i) { return nil }
    // "Jan Novak", "Jan said": a given name.
    if sentence.holds(i, "jan"), !sentence.holds(i + 1, "."), year(sentence.holds(i + 1, ",") ? i + 2 : i + 1) == nil, !besideDayOrYear(i),
      !besideMonth(i)
    {
      return nil
    }
    return entry.value
  }

  /// Whether another month stands on the other side of a dash or preposition: "Jan-Mar", "Jan to Mar".
  private func besideMonth(_ i: Int) -> Bool {
    [-1, 1].contains { step in
      let join = i + step
      return time(join + step)?.kind == .month && (sentence.isDash(join) || sentence.holds(join, "to") || sentence.holds(join, "and"))
    }
  }

  func weekday(_ i: Int) -> Int? {
    guard let entry = time(i), entry.kind == .weekday else { return nil }
    if !sentence.capitalized(i), sentence.holds(i, Self.ambiguous) { return nil }
    return entry.value
  }
  private static let ambiguous = Words.set(WordSets["DateReader.ambiguous"])

  private func besideDayOrYear(_ i: Int) -> Bool {
    if let day = dayNumber(i + 1) ?? dayNumber(sentence.holds(i + 1, ".") ? i + 2 : i + 1), day.end > i { return true }
    if let number = DigitReader.integer(sentence, i - 1), number >= 1, number <= 31 || (number > 1500 && number < 2100),
      sentence.capitalized(i) || !sentence.holds(i, "may")
    {
      return true
    }
    return sentence.holds(i - 1, "of") && ordinal(i - 2) != nil || sentence.holds(i - 1, "in") && year(i + 1) != nil
      || sentence.holds(i - 1, "in") && !sentence.holds(i, "may") && !sentence.isWord(i + 1)
  }

  // MARK: Single expressions

  /// The expression that begins at `i`.
  func core(_ i: Int) -> TimeExpression? {
    guard sentence.has(i) else { return nil }
    if sentence.isNumber(i) { return numeric(i) ?? distance(i) ?? ordinalStart(i) ?? dayThenMonth(i) ?? bareYear(i) ?? clock(i) }
    if sentence.holds(i, "'"), sentence.isNumber(i + 1), sentence.glued(i + 1), sentence.holds(i + 2, "s"),
      let two = DigitReader.integer(sentence, i + 1), two % 10 == 0,
      two < 100
    {
      return calendar(i, i + 3, .years(1900 + two, 1909 + two))
    }
    // "in '16", "since '08"
    if sentence.holds(i, "'"), sentence.isNumber(i + 1), sentence.glued(i + 1), sentence[i + 1].range.count == 2,
      sentence.holds(i - 1, Self.yearLeads),
      let two = DigitReader.integer(sentence, i + 1)
    {
      return calendar(i, i + 2, .year(two > 40 ? 1900 + two : 2000 + two))
    }
    if sentence.holds(i, "second"), let found = ordinalStart(i) { return found }
    if let entry = time(i) {
      switch entry.kind {
      // "April Fools' Day"
      case .month: if let found = holiday(i) ?? monthFirst(i) { return found }
      case .weekday: if let found = weekdayFirst(i) { return found }
      case .day: return dayWord(i, entry.value)
      case .next, .last, .this: return relative(i, entry)
      case .season: return season(i, entry.value)
      case .unit: return unitFirst(i, entry)
      case .edge: return edge(i, entry)
      case .ordinal: if let found = ordinalStart(i) { return found }
      case .decade:
        if sentence.holds(i - 1, "the") || sentence.holds(i - 1, "in") {
          return calendar(i, i + 1, .years(1900 + entry.value, 1909 + entry.value))
        }
      case .part: return nil
      }
    }
    if let holiday = holiday(i) { return holiday }
    if sentence.holds(i, "same") || sentence.holds(i, "corresponding") || sentence.holds(i, "comparable") || sentence.holds(i, "equivalent")
    {
      return sameTime(i) ?? again(i)
    }
    if sentence.holds(i, "then") { return sinceThen(i) }
    if sentence.holds(i, "that") { return thatTime(i) }
    // "the final quarter of 2023"
    if sentence.holds(i, "final"), let unit = time(i + 1), unit.kind == .unit, let span = unit.span {
      return edgeOf(i, 1, span, i + 2, fromEnd: true)
    }
    if sentence.holds(i, "final"), let number = NumeralParser(sentence: sentence).cardinal(i + 1), (1...12).contains(number.value),
      let span = time(number.pieces.upperBound)?.span
    {
      return edgeOf(i, Int(number.value), span, number.pieces.upperBound + 1, fromEnd: true)
    }
    if sentence.holds(i, "the") || sentence.holds(i, "a") || sentence.holds(i, "over") || sentence.holds(i, "few")
      || sentence.holds(i, "couple") || sentence.holds(i, "several")
    {
      return articled(i) ?? distance(i)
    }
    if sentence.holds(i, "q") || sentence.holds(i, "fy") || sentence.holds(i, "h") { return quarterMark(i) }
    if sentence.holds(i, "fiscal") { return fiscal(i) }
    if sentence.holds(i, "so"), sentence.holds(i + 1, "far"), let reference {
      if let this = time(i + 2), this.kind == .this, let found = core(i + 2) {
        return TimeExpression(pieces: i..<found.pieces.upperBound, span: found.span, kind: .calendar)
      }
      return TimeExpression(pieces: i..<(i + 2), span: .day(reference), kind: .calendar, lead: .asOf)
    }
    if sentence.holds(i, "to"), sentence.holds(i + 1, "date"), !sentence.isWord(i + 2) || sentence.tag(i + 2) == .IN, let reference {
      return TimeExpression(pieces: i..<(i + 2), span: .day(reference), kind: .calendar, lead: .asOf)
    }
    if sentence.holds(i, "otd"), let reference { return calendar(i, i + 1, .day(reference)) }
    if sentence.isWord(i), NumberWords.table[sentence.key(i)] != nil {
      return distance(i) ?? ordinalStart(i) ?? spokenYear(i) ?? spokenDayThenMonth(i)
    }
    return nil
  }

  /// The expression that begins at `i`, as it would be read in a clause of another tense.
  func core(_ i: Int, in tense: Tense) -> TimeExpression? {
    var other = self
    other.tense = tense
    return other.core(i)
  }

  private static let yearLeads = Words.set("in since by of from during")

  func calendar(_ start: Int, _ end: Int, _ span: CalendarSpan?) -> TimeExpression {
    TimeExpression(pieces: start..<end, span: span, kind: .calendar)
  }

  // MARK: Years

  /// A year in four digits at `i`.
  func year(_ i: Int) -> Int? {
    guard sentence.isNumber(i), sentence[i].range.count == 4, let year = DigitReader.integer(sentence, i), year >= 1400, year < 2200,
      !sentence.holds(i + 1, Self.hourZones)
    else { return nil }
    return year
  }

  private static let hourZones = Words.set(WordSets["DateReader.hourZones"])

  private func bareYear(_ i: Int) -> TimeExpression? {
    guard let value = year(i) else { return nil }
    if sentence.glued(i), !sentence.isDash(i - 1), !sentence.holds(i - 1, "("), !sentence.holds(i - 1, "/"), !sentence.holds(i - 1, "\""),
      !sentence.holds(i - 1, "'"),
      !sentence.holds(i - 1, "="), !sentence.holds(i - 1, "~")
    {
      return nil
    }
    // 2017 q1, 2017-q1, 2017 april, 2019-aug-1
    let next = sentence.holds(i + 1, "-") ? i + 2 : i + 1
    if sentence.holds(next, "q"), let quarter = DigitReader.integer(sentence, next + 1), sentence.glued(next + 1), quarter >= 1,
      quarter <= 4
    {
      return calendar(i, next + 2, .quarter(value, quarter))
    }
    if let month = month(i + 1), dayNumber(i + 2) == nil, !sentence.holds(i + 2, ".") { return calendar(i, i + 2, .month(value, month)) }
    if sentence.holds(i + 1, "s"), sentence.glued(i + 1) || value >= 1800, value % 10 == 0 {
      return calendar(i, i + 2, .years(value, value % 100 == 0 ? value + 99 : value + 9))
    }
    if sentence.holds(i + 1, "'s"), value % 10 == 0 { return calendar(i, i + 2, .years(value, value + 9)) }
    if sentence.glued(i + 1), sentence.isWord(i + 1), !sentence.holds(i + 1, "'s") { return nil }
    // A span across two years: 2014-15, 2014/15, 2014-5, "2014 - 15"
    if sentence.isDash(i + 1) || sentence.holds(i + 1, "/"), sentence.glued(i + 1) == sentence.glued(i + 2), sentence.isNumber(i + 2),
      sentence[i + 2].range.count <= 2, sentence.isDash(i + 1) || sentence[i + 2].range.count == 2,
      let two = DigitReader.integer(sentence, i + 2), two == (value + 1) % (sentence[i + 2].range.count == 2 ? 100 : 10)
    {
      return calendar(i, i + 3, .years(value, value + 1))
    }
    guard NonFigures.readsAsYear(sentence, i, value) else { return nil }
    var found = calendar(i, i + 1, .year(value))
    found.isBareYear = true
    return found
  }

  /// "nineteen eighty six", "two thousand and seventeen" as a year.
  private func spokenYear(_ i: Int, after month: Bool = false) -> TimeExpression? {
    guard let value = spokenYearValue(i), month || sentence.holds(i - 1, "in") || sentence.holds(i - 1, "since") else { return nil }
    return calendar(i, value.end, .year(value.year))
  }

  private func spokenYearValue(_ i: Int) -> (year: Int, end: Int)? {
    guard let first = NumberWords.table[sentence.key(i)], sentence.isWord(i) else { return nil }
    if first.kind == .teen || first.kind == .ten, first.value >= 15, first.value <= 20 {
      var end = i + 1
      var low = 0
      if sentence.holds(end, "hundred") { end += 1 }
      if sentence.holds(end, "and") { end += 1 }
      if let rest = NumeralParser(sentence: sentence).cardinal(end), rest.form == .words, rest.value < 100, rest.value >= 10 || end > i + 1
      {
        low = Int(rest.value)
        end = rest.pieces.upperBound
      }
      return end > i + 1 ? (Int(first.value) * 100 + low, end) : nil
    }
    if sentence.holds(i, "two"), sentence.holds(i + 1, "thousand"), let whole = NumeralParser(sentence: sentence).cardinal(i),
      whole.value < 2100, whole.value > 2000
    {
      return (Int(whole.value), whole.pieces.upperBound)
    }
    return nil
  }

  /// The year after a month or day: ", 1994", "of 2020", "in 2017", "of 87", "nineteen eighty six".
  func followingYear(_ k: Int) -> (year: Int, end: Int)? {
    var i = k
    if sentence.holds(i, ",") || sentence.holds(i, "-") || sentence.holds(i, "/") || sentence.holds(i, ".") { i += 1 }
    if sentence.holds(i, "of") || sentence.holds(i, "in") || sentence.holds(i, "the"), year(i + 1) != nil { i += 1 }
    if let value = year(i) {
      // "May 2,000" is not a date; "in March 2017 people" is.
      return (value, i + 1)
    }
    if sentence.holds(k, "of"), sentence.isNumber(k + 1), sentence[k + 1].range.count == 2, let two = DigitReader.integer(sentence, k + 1) {
      return (two > 40 ? 1900 + two : 2000 + two, k + 2)
    }
    if sentence.holds(k, "'"), sentence.isNumber(k + 1), sentence.glued(k + 1), sentence[k + 1].range.count == 2,
      let two = DigitReader.integer(sentence, k + 1)
    {
      return (two > 40 ? 1900 + two : 2000 + two, k + 2)
    }
    if let spoken = spokenYearValue(k) { return spoken }
    if sentence.holds(k, "of") || sentence.holds(k, "in"), sentence.holds(k + 1, "that"), time(k + 2)?.span == .year, let anchor,
      anchor.first.year == anchor.last.year
    {
      return (anchor.first.year, k + 3)
    }
    if sentence.holds(k, "of") || sentence.holds(k, "in"), let named = time(k + 1) ?? time(k + 2),
      named.kind == .last || named.kind == .this || named.kind == .next, let reference
    {
      let at = time(k + 1)?.kind == named.kind ? k + 1 : k + 2
      if time(at + 1)?.span == .year { return (reference.year + named.value, at + 2) }
    }
    if let named = time(k), named.kind == .last || named.kind == .this || named.kind == .next, time(k + 1)?.span == .year, let reference {
      return (reference.year + named.value, k + 2)
    }
    return nil
  }

  func tellsYear(_ pieces: Range<Int>) -> Bool { pieces.contains { year($0) != nil } }

  /// A span moved by a number of years, with its text at the same precision.
  func shifted(_ span: CalendarSpan, years: Int) -> CalendarSpan {
    switch span.text.utf8.count {
    case 4: return .year(span.first.year + years)
    case 7: return .month(span.first.year + years, span.first.month)
    default:
      let first = span.first.adding(months: 12 * years)
      return span.first == span.last ? .day(first) : .days(first, span.last.adding(months: 12 * years))
    }
  }

  // MARK: Choosing the year

  /// The year of a month without one: the latest such month in the past tense, the coming one in the future, otherwise the nearest.
  func resolve(month: Int) -> CalendarSpan? {
    guard let reference else { return nil }
    switch tense {
    case .future: return .month(month >= reference.month ? reference.year : reference.year + 1, month)
    case .past: return .month(month <= reference.month ? reference.year : reference.year - 1, month)
    case .unknown:
      // Up to two months ahead, otherwise the latest.
      let ahead = (month - reference.month + 12) % 12
      if ahead <= 2 { return .month(month >= reference.month ? reference.year : reference.year + 1, month) }
      return .month(month <= reference.month ? reference.year : reference.year - 1, month)
    }
  }

  func resolve(month: Int, day: Int) -> CalendarSpan? {
    guard let reference else { return nil }
    func nearest(_ step: Int) -> CalendarDate? {
      var year = reference.year
      let (day0, day1) = (32 * month + day, 32 * reference.month + reference.day)
      if step == 1, day0 < day1 { year += 1 }
      if step == -1, day0 > day1 { year -= 1 }
      var tries = 0
      while !CalendarDate.isValid(year, month, day), tries < 8 { year += step; tries += 1 }
      return CalendarDate.isValid(year, month, day) ? CalendarDate(year, month, day) : nil
    }
    switch tense {
    case .future: return nearest(1).map { .day($0) }
    case .past: return nearest(-1).map { .day($0) }
    case .unknown:
      guard let last = nearest(-1), let next = nearest(1) else { return nil }
      return .day(next.ordinal - reference.ordinal < reference.ordinal - last.ordinal ? next : last)
    }
  }

  func resolve(weekday: Int) -> CalendarSpan? {
    guard let reference else { return nil }
    return .day(reference.adding(days: isFutureTense ? (weekday - reference.weekday + 7) % 7 : -((reference.weekday - weekday + 7) % 7)))
  }

  // MARK: Small numbers

  /// A day of the month, with or without an ordinal suffix: "30", "4th", "twenty nine", "the ninth".
  func dayNumber(_ k: Int) -> (day: Int, end: Int)? {
    let i = sentence.holds(k, "the") ? k + 1 : k
    if let day = DigitReader.integer(sentence, i), day >= 1, day <= 31, sentence[i].range.count <= 2 {
      if sentence.holds(i + 1, Self.ordinalEndings), sentence.glued(i + 1) { return (day, i + 2) }
      if sentence.glued(i + 1), sentence.isWord(i + 1) { return nil }
      return (day, i + 1)
    }
    if let ordinal = ordinal(i), ordinal.value <= 31 { return (ordinal.value, ordinal.end) }
    if sentence.isWord(i), let word = NumeralParser(sentence: sentence).cardinal(i), word.form == .words, word.value >= 1, word.value <= 31,
      !word.scaled
    {
      return (Int(word.value), word.pieces.upperBound)
    }
    return nil
  }

  static let ordinalEndings = Words.set("st nd rd th")

  /// Whether "st" after the digits at `i` is an ordinal suffix: "21st", whereas "12st" is a weight.
  static func isFirst(_ sentence: PieceSentence, _ i: Int) -> Bool {
    let bytes = sentence.bytes(i)
    return bytes.last == UInt8(ascii: "1") && !(bytes.count > 1 && bytes.dropLast().last == UInt8(ascii: "1"))
  }

  /// "4th", "fourth", "twenty-second", "thirty first".
  func ordinal(_ i: Int) -> (value: Int, end: Int)? {
    if let value = DigitReader.integer(sentence, i), sentence.holds(i + 1, Self.ordinalEndings), sentence.glued(i + 1) {
      return (value, i + 2)
    }
    if let entry = time(i), entry.kind == .ordinal { return (entry.value, i + 1) }
    if sentence.holds(i, "second") { return (2, i + 1) }
    guard sentence.isWord(i), let tens = NumberWords.table[sentence.key(i)], tens.kind == .ten else { return nil }
    let at = sentence.holds(i + 1, "-") ? i + 2 : i + 1
    if let entry = time(at), entry.kind == .ordinal, entry.value < 10 { return (Int(tens.value) + entry.value, at + 1) }
    if sentence.holds(at, "second") { return (Int(tens.value) + 2, at + 1) }
    return nil
  }
}
