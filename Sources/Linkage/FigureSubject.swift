internal import Knowledge
public import Record

/// What a figure is about, reduced to what figures on the same thing share: unit and content words of the concept.
public struct FigureSubject: Hashable, Sendable {
  /// The unit; people, persons, victims and the like are `person`, and measures are in the base of their kind: kilometres as `m`.
  public var unit: String
  /// Stems of the concept's content words, sorted.
  public var words: [String]

  /// The subject of a figure; `nil` without concept or unit, or with fewer than two content words.
  public init?(_ figure: Figure) {
    guard let concept = figure.concept, let unit = figure.unit else { return nil }
    self.init(concept: concept, unit: unit)
    guard words.count >= 2 else { return nil }
  }

  /// Whether a figure's concept tells what it is about well enough to set it against another one: it holds a name, or four content words.
  public static func isSpecific(_ figure: Figure) -> Bool {
    guard let concept = figure.concept, let subject = FigureSubject(figure) else { return false }
    return subject.words.count >= 4 || concept.unicodeScalars.dropFirst().contains { $0.properties.isUppercase } || beginsWithName(concept)
  }

  /// Whether a concept's first word is a name and no word of the language that begins a sentence.
  private static func beginsWithName(_ concept: String) -> Bool {
    guard concept.unicodeScalars.first?.properties.isUppercase == true,
      let word = FoldedTokens.words(String(concept.prefix { !$0.isWhitespace })).first
    else { return false }
    // The lists do not hold every plural.
    return word.utf8.count > 2 && !word.hasSuffix("s") && !light.contains(word) && !common.contains(stem(word))
      && !endings.contains(where: word.hasSuffix)
  }
  /// Stems of the common words.
  private static let common: Set<String> = {
    let lexicon = Lexicon(named: "common-words.tsv")
    let column = lexicon.column("word")
    return Set(lexicon.rows.map { stem(FoldedTokens.fold($0[column])) })
  }()
  /// Endings of words that are made from others, which names seldom have.
  private static let endings = WordSets.words("FigureSubject.endings")

  /// The subject of a concept and unit.
  package init(concept: String, unit: String) {
    let own = Self.stem(unit.lowercased())
    let base = FigureUnit(unit).base.lowercased()
    self.unit = Self.persons.contains(base) ? "person" : base
    words = Set(FoldedTokens.words(concept).filter { !Self.light.contains($0) }.map(Self.stem))
      .subtracting([own]).subtracting(Self.persons.map(Self.stem)).sorted()
  }

  private static let persons: Set<String> = ["person", "people", "persons", "human", "individual", "individuals"]
  private static let light: Set<String> = {
    let lexicon = Lexicon(named: "function-words.tsv")
    let (kind, column) = (lexicon.column("kind"), lexicon.column("words"))
    var words: Set<String> = []
    for row in lexicon.rows where row[kind] != "noun" {
      for word in row[column].split(separator: " ") { words.insert(FoldedTokens.fold(word)) }
    }
    // "Votes against" are others than "votes for".
    return words.subtracting(["against", "not", "no", "without", "before", "after", "below", "above", "outside", "inside"])
      .union(["won", "number", "total", "overall", "some", "people", "s", "as", "than", "after"])
  }()

  /// A word without the endings of number, tense and agent; not a word of the language.
  package static func stem(_ word: String) -> String {
    var stem = word
    func cut(_ ending: String, leaving least: Int, _ instead: String = "") -> Bool {
      guard stem.hasSuffix(ending), stem.utf8.count - ending.utf8.count >= least else { return false }
      stem = String(stem.dropLast(ending.count)) + instead
      return true
    }
    if !cut("ies", leaving: 3, "y"), !cut("sses", leaving: 2, "ss"), !stem.hasSuffix("ss"), !stem.hasSuffix("us") {
      _ = cut("s", leaving: 3)
    }
    if !cut("ing", leaving: 3) { _ = cut("ed", leaving: 3) }
    if stem.utf8.count > 3, let last = stem.utf8.last, stem.utf8.dropLast().last == last, last != UInt8(ascii: "s"),
      last != UInt8(ascii: "l")
    {
      stem = String(stem.dropLast())
    }
    _ = cut("e", leaving: 3)
    return stem
  }
}

/// The range in which a figure says that the truth lies: bound, rounding, tolerance and range taken into account.
public struct ValueRange: Hashable, Sendable {
  /// The least.
  public var low: Double
  /// The greatest.
  public var high: Double

  /// The range of a figure, in the base of its unit.
  public init(_ figure: Figure) { self.init(figure, isRounded: false) }

  /// - Parameter isRounded: whether a whole number may be rounded, however small it is, as kilometres are beside metres.
  init(_ figure: Figure, isRounded: Bool) {
    let value = figure.value
    let upper = figure.valueHigh ?? value
    func slack(_ value: Double) -> Double {
      max(figure.tolerance ?? 0, Self.rounding(value), isRounded ? min(0.5, abs(value) / 20) : 0)
    }
    let (slack, slackAbove) = (slack(value), slack(upper))
    switch figure.bound {
    case .equal: (low, high) = (value - slack, upper + slackAbove)
    case .about: (low, high) = (value - max(slack, abs(value) * Self.about), upper + max(slackAbove, abs(upper) * Self.about))
    case .greater, .atLeast: (low, high) = (value - slack, .infinity)
    case .less, .atMost: (low, high) = (-.infinity, upper + slackAbove)
    }
    let factor = figure.unit.map { FigureUnit($0).factor } ?? 1
    (low, high) = (low * factor, high * factor)
  }

  private static let about = 0.1

  /// Half of the last digit that is not 0, at most a twentieth of the value; nothing for numbers below 100.
  private static func rounding(_ value: Double) -> Double {
    let size = abs(value)
    guard size.isFinite, size > 0 else { return 0 }
    if size < 100 { return size == size.rounded() ? 0 : 0.05 }
    guard size < 1e15, size == size.rounded() else { return size * 0.0005 }
    var unit = 1.0
    var rest = Int64(size)
    while rest % 10 == 0 {
      rest /= 10
      unit *= 10
    }
    return unit == 1 ? 0 : min(unit / 2, size / 20)
  }

  /// Whether both can be true of one thing.
  public func agrees(with other: ValueRange) -> Bool {
    // Two numbers that are one differ in their last bits where one was converted.
    func isUpTo(_ a: Double, _ b: Double) -> Bool { a <= b || a - b <= 1e-9 * max(abs(a), abs(b)) }
    return isUpTo(low, other.high) && isUpTo(other.low, high)
  }
}

/// Tells whether two figures on one subject exclude each other.
public enum FigureConflict {
  /// Whether the figures are about one time and cannot both be true. Their subjects are compared apart.
  /// - Parameters:
  ///   - dayA: the day on which the first was published, from which the time is taken where it has no period.
  ///   - dayB: the same of the second.
  public static func excludes(_ a: Figure, published dayA: Int?, _ b: Figure, published dayB: Int?) -> Bool {
    guard a.role == b.role, a.status == b.status, a.status != .limit, a.status != .hypothetical, a.change == b.change, !a.vague, !b.vague,
      a.priceYear == b.priceYear, a.role == .level
    else { return false }
    guard sameTime(a.period, dayA, b.period, dayB) else { return false }
    let isConverted = a.unit != b.unit
    return !ValueRange(a, isRounded: isConverted).agrees(with: ValueRange(b, isRounded: isConverted))
  }

  private static func sameTime(_ a: String?, _ dayA: Int?, _ b: String?, _ dayB: Int?) -> Bool {
    if a == nil, b == nil {
      guard let dayA, let dayB else { return false }
      return abs(dayA - dayB) <= 1
    }
    // Without a period, a figure is of the days about its publication.
    func days(_ period: String?, _ day: Int?) -> ClosedRange<Int>? {
      if let period { return PeriodRange.days(period) }
      return day.map { $0 - 1...$0 + 1 }
    }
    guard let a = days(a, dayA), let b = days(b, dayB) else { return false }
    guard a.lowerBound <= b.upperBound, b.lowerBound <= a.upperBound else { return false }
    // A day's count is no month's, and a month's no year's, unless the longer is short itself.
    let (short, long) = (min(a.count, b.count), max(a.count, b.count))
    return long <= 31 || long - short <= short / 5
  }
}

/// Periods as days.
package enum PeriodRange {
  /// The days (from 1970-01-01) of an EDTF date or closed interval: years, months, weeks, days; `nil` for what else there is.
  package static func days(_ period: String) -> ClosedRange<Int>? {
    let ends = period.split(separator: "/", omittingEmptySubsequences: false)
    guard let first = ends.first, let start = single(first), ends.count <= 2 else { return nil }
    guard ends.count == 2 else { return start }
    guard let end = single(ends[1]), start.lowerBound <= end.upperBound else { return nil }
    return start.lowerBound...end.upperBound
  }

  private static func single(_ text: Substring) -> ClosedRange<Int>? {
    let parts = text.prefix { $0 != "T" }.split(separator: "-").map(String.init)
    guard let first = parts.first, first.utf8.count == 4, let year = Int(first) else { return nil }
    switch parts.count {
    case 1: return day(year, 1, 1)...day(year, 12, 31)
    case 2:
      if parts[1].hasPrefix("W"), let week = Int(parts[1].dropFirst()), (1...53).contains(week) {
        // The week of 4 January is the first; days count from a Thursday.
        let fourth = day(year, 1, 4)
        let monday = fourth - ((fourth + 3) % 7 + 7) % 7
        return monday + (week - 1) * 7...monday + (week - 1) * 7 + 6
      }
      guard let month = Int(parts[1]), (1...12).contains(month) else { return nil }
      return day(year, month, 1)...day(month == 12 ? year + 1 : year, month % 12 + 1, 1) - 1
    case 3:
      guard let month = Int(parts[1]), let date = Int(parts[2]), (1...12).contains(month), (1...31).contains(date) else { return nil }
      let number = day(year, month, date)
      return number...number
    default: return nil
    }
  }

  /// Days from 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms").
  package static func day(_ year: Int, _ month: Int, _ date: Int) -> Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + date - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
