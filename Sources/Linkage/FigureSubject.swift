internal import Knowledge
public import Record

/// What a figure is about, reduced to what figures on one thing share: unit, content words of the concept, population and place.
public struct FigureSubject: Hashable, Sendable {
  /// The unit; people, persons, victims and the like are `person`, and measures are in the base of their kind: kilometres as `m`.
  public var unit: String
  /// Stems of the content words of the concept and of the population, sorted; without the names of the place.
  public var words: [String]
  /// The place; `nil` if nothing indicates it, or if the outlet or dateline could indicate it and the concept has names of its own.
  public var place: FigurePlace?
  /// Whether the concept names something that is no known place.
  private var isNamed = false

  /// The subject of a figure; `nil` without concept or unit, or if fewer than two content words and places describe it.
  /// - Parameter setting: where it stands; without one, its concept alone indicates the place.
  public init?(_ figure: Figure, in setting: FigureSetting? = nil) {
    guard let concept = figure.concept, let unit = figure.unit else { return nil }
    let base = FigureUnit(unit).base.lowercased()
    let persons = FigureWords.persons(base)
    self.unit = persons?.unit ?? base
    let written = ConceptWords(concept, creditedTo: figure.attributedTo)
    var words = written.words
    if let noun = persons?.noun { words.insert(noun) }
    if !written.places.isEmpty { place = FigurePlace(names: written.places.sorted(), source: .concept) }
    isNamed = written.isNamed
    if let setting {
      let around = SentencePlaces(setting)
      words.formUnion(around.population)
      if place == nil, let found = around.place(knownAlone: isNamed) {
        place = FigurePlace(names: [found.name], source: .sentence)
        words.formUnion(found.nouns)
      }
    }
    // The unit is known already, and a share of something is a rate of it.
    let own = FigureWords.stem(unit.lowercased())
    words = words.subtracting([own]).subtracting(FigureWords.wordsForPersons)
    let isEnough = words.count + (place?.names.count ?? 0) >= 2
    if base == "percent", words.count > 1 { words.remove(FigureWords.stem("rate")) }
    self.words = words.sorted()
    if let setting, place == nil, !isNamed {
      if let dateline = setting.dateline {
        place = FigurePlace(names: [dateline], source: .dateline)
      } else if !isSpecific, let outlet = OutletPlace.name(setting) {
        place = FigurePlace(names: [outlet], source: .outlet)
      }
    }
    guard isEnough || !words.isEmpty && place?.source == .dateline else { return nil }
  }

  /// Whether it says what the figure is about well enough to set it against another one: it has a name, or four content words.
  public var isSpecific: Bool { isNamed || toldPlace != nil || words.count >= Self.manyWords }
  private static let manyWords = 4

  /// The place if concept or sentence indicate it.
  private var toldPlace: [String]? { place.flatMap { $0.source >= .sentence ? $0.names : nil } }
  /// The place if the article's text indicates it.
  private var placeInText: [String]? { place.flatMap { $0.source >= .dateline ? $0.names : nil } }

  /// The key of the words alone, for finding figures that may be about one thing.
  public var core: FigureCore { FigureCore(unit: unit, words: words) }
  /// The key of words and place together: "Norland's rate" and "the rate in Norland" are one.
  public var whole: FigureCore {
    let names = (placeInText ?? []).flatMap { $0.split(separator: " ").map { FigureWords.stem(String($0)) } }
    return FigureCore(unit: unit, words: Set(words).union(names).sorted())
  }

  /// Whether two figures are on one thing. Two places that are known and differ are two things. A place that only one side states joins them within
  /// one story, or where other words identify the thing.
  public func isOne(with other: FigureSubject, sameStory: Bool) -> Bool {
    let (own, others) = (placeInText, other.placeInText)
    if whole == other.whole, own != nil || others != nil { return true }
    guard core == other.core else { return false }
    switch (own, others) {
    case (.some, .some): return false
    case (nil, nil): return place == other.place || sameStory
    case (.some, nil), (nil, .some):
      // Sales in Spain are a part of all sales where the concept itself says so.
      let told = own == nil ? other : self
      return sameStory || told.place?.source != .concept && (isNamed || words.count >= Self.manyWords)
    }
  }
}

/// A unit and words.
public struct FigureCore: Hashable, Sendable {
  /// As ``FigureSubject/unit``.
  public var unit: String
  /// Stems, sorted.
  public var words: [String]
}

/// The words of a concept: places, names, and what else it says.
private struct ConceptWords {
  var words: Set<String>
  var places: Set<String> = []
  /// Whether a name is among them that is no known place.
  var isNamed = false

  init(_ concept: String, creditedTo source: String?) {
    let written = WrittenWord.words(concept)
    var rest: [String] = []
    var index = 0
    while index < written.count {
      if let place = PlaceNames.place(written, at: index) {
        places.insert(place.name)
        index += place.count
        continue
      }
      let word = written[index]
      if word.isCapital, index > 0 || Self.isName(word.folded) { isNamed = true }
      rest.append(word.text)
      index += 1
    }
    words = FigureWords.stems(rest.joined(separator: " "), creditedTo: source)
  }

  /// Whether a first word is a name and no word of the language that begins a sentence.
  private static func isName(_ word: String) -> Bool {
    // The lists do not hold every plural.
    word.utf8.count > 2 && !word.hasSuffix("s") && !PlaceNames.isCommon(word) && !endings.contains(where: word.hasSuffix)
  }
  /// Endings of words that are made from others, which names seldom have.
  private static let endings = WordSets.words("FigureSubject.endings")
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
