import Knowledge
import Linguistics
import Record

/// The words of the calendar, from `times.tsv` and `holidays.tsv`.
enum TimeWords {
  enum Kind: String, Sendable {
    case month, weekday, season, unit, day, next, last, this, part, edge, ordinal, decade
  }

  enum Span: String, Sendable {
    case day, week, weekend, fortnight, month, quarter, year, decade, century, hour, minute, second
  }

  struct Entry: Sendable {
    var kind: Kind
    var value = 0
    var span: Span?
    var edge = ""
  }

  static let table: [UInt64: Entry] = {
    let lexicon = Lexicon(named: "times.tsv")
    let (kind, value, words) = (lexicon.column("kind"), lexicon.column("value"), lexicon.column("words"))
    var table: [UInt64: Entry] = [:]
    for row in lexicon.rows {
      let entry = Entry(kind: row.value(kind), value: Int(row[value]) ?? 0, span: Span(rawValue: row[value]), edge: row[value])
      for word in row[words].blankParted where table[WordHash.of(String(word))] == nil {
        table[WordHash.of(String(word))] = entry
      }
    }
    return table
  }()

  /// How the date of a holiday is computed.
  enum Holiday: Sendable {
    case fixed(month: Int, day: Int)
    case nth(Int, weekday: Int, month: Int, plus: Int)
    case easter(Int)

    func date(_ year: Int) -> CalendarDate {
      switch self {
      case .fixed(let month, let day): CalendarDate(year, month, day)
      case .nth(let n, let weekday, let month, let plus): CalendarDate.nth(n, weekday, year, month).adding(days: plus)
      case .easter(let days): CalendarDate.easter(year).adding(days: days)
      }
    }
  }

  /// Keyed by the first word, the longest names first.
  static let holidays: [UInt64: [(words: [UInt64], holiday: Holiday)]] = {
    let lexicon = Lexicon(named: "holidays.tsv")
    let (name, day) = (lexicon.column("name"), lexicon.column("day"))
    var table: [UInt64: [(words: [UInt64], holiday: Holiday)]] = [:]
    for row in lexicon.rows {
      let words = PieceScanner.keys(row[name])
      guard let first = words.first else { row.refuse(name) }
      guard let holiday = holiday(row[day]) else { row.refuse(day) }
      table[first, default: []].append((words, holiday))
    }
    return table.mapValues { $0.sorted { $0.words.count > $1.words.count } }
  }()

  private static func holiday(_ rule: String) -> Holiday? {
    if rule.hasPrefix("easter") { return Int(rule.dropFirst(6)).map(Holiday.easter) }
    if rule.hasPrefix("thanksgiving") { return Int(rule.dropFirst(12)).map { .nth(4, weekday: 4, month: 11, plus: $0) } }
    if rule == "election" { return .nth(1, weekday: 1, month: 11, plus: 1) }
    let parts = rule.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard let month = Int(parts[0]) else { return nil }
    if parts.count == 2, let day = Int(parts[1]) { return .fixed(month: month, day: day) }
    if parts.count == 3, parts[1].hasPrefix("W"), let n = Int(parts[1].dropFirst()), let weekday = Int(parts[2]) {
      return .nth(n, weekday: weekday, month: month, plus: 0)
    }
    // "05-W-1-1": counted from the end of the month.
    if parts.count == 4, let n = Int(parts[2]), let weekday = Int(parts[3]) { return .nth(-n, weekday: weekday, month: month, plus: 0) }
    return nil
  }
}

/// A time expression in a sentence.
struct TimeExpression: Sendable {
  enum Kind: UInt8, Sendable {
    /// A calendar time: a date, a month, a year, "last week".
    case calendar
    /// A time at a distance from another: "two years ago", "three weeks later".
    case placed
    /// A span up to now or from now on: "the past nine seasons".
    case reaching
    /// A time of day without a date.
    case clock
  }

  /// The preposition or phrase before the expression.
  enum Lead: UInt8, Sendable { case plain, since, until, before, after, by, asOf }

  var pieces: Range<Int>
  var span: CalendarSpan?
  var kind: Kind
  var lead = Lead.plain
  /// Whether it is a year only: "2012".
  var isBareYear = false
  /// The other time that the words may mean where they leave the year or week open: "in August", "on Friday".
  var other: CalendarSpan?
  /// The unit counted back from a time mentioned earlier: "a year earlier", "the prior-year quarter".
  var back: TimeWords.Span?
  /// The times that result from counting back from those mentioned earlier.
  var backs: [CalendarSpan] = []
  /// Whether it is a month, day or quarter whose year is left open.
  var leavesYear = false

  /// The EDTF text of the whole expression, given the reference date.
  func period(_ reference: CalendarDate?) -> String? {
    guard let span, span.isWritable else { return nil }
    switch lead {
    case .plain: return span.text
    case .since:
      guard let reference, span.first <= reference else { return span.text + "/.." }
      // "since the 1950s" counts from the beginning of the span.
      let from = span.text.prefix { $0 != "/" }
      let end = TimeExpression.atPrecision(reference, of: span)
      return from == end ? String(from) : "\(from)/\(end)"
    // "by 2030" is a date in the future at which something holds; "by 2010" in the past means as of that date.
    case .by:
      let past = reference.map { span.last < $0 } ?? false
      return past ? "/" + (span.text.split(separator: "/").last.map(String.init) ?? span.text) : span.text
    case .until, .asOf, .before: return "/" + (span.text.split(separator: "/").last.map(String.init) ?? span.text)
    case .after: return span.last.adding(days: 1).text + "/.."
    }
  }

  private static func atPrecision(_ date: CalendarDate, of span: CalendarSpan) -> String {
    switch span.text.utf8.count {
    case 4: CalendarSpan.year(date.year).text
    // The text of a season has the same form as that of a month.
    case 7 where span.first.month == span.last.month: CalendarSpan.month(date.year, date.month).text
    default: date.text
    }
  }
}
