import Knowledge
import Linguistics
import Record

/// What the header of a row or column, or a table's caption, says about the numbers it applies to.
struct TableHeader {
  /// The unit and the factor of the numbers: "£m", "Exports (thousand tonnes)".
  var unit: Unit?
  var scale = 1.0
  var isPlainDollar = false
  /// The denominator of a rate: "per 100,000 people".
  var rate: String?
  /// What is counted: "Homes built".
  var noun: String?
  /// The time that the header states.
  var time: TimeExpression?
  /// Whether the time includes its year.
  var statesYear: Bool
  /// The words that say what is measured, without unit, time and brackets.
  var concept: [Range<Int>] = []
  /// Whether the numbers are amounts of a change, and its direction if the header states it.
  var isChange = false
  var direction: Change?
  var status: FigureStatus?
  /// The pieces that name the unit and its factor.
  var unitPieces: [Range<Int>] = []
  /// Whether the numbers are places, dates or names rather than figures.
  var isLabel = false

  private static func words(_ kind: String) -> Set<UInt64> {
    let lexicon = Lexicon(named: "table-headers.tsv")
    let (kinds, words) = (lexicon.column("kind"), lexicon.column("words"))
    return lexicon.rows.reduce(into: []) { if $1[kinds] == kind { $0.formUnion(Words.set($1[words])) } }
  }
  private static let labels = words("label")
  private static let sports = words("sport")
  private static let changes = words("change")
  private static let rises = words("rise")
  private static let falls = words("fall")
  private static let projections = words("projected")
  private static let plans = words("planned")
  private static let scales: [UInt64: Double] = {
    var scales: [UInt64: Double] = [:]
    for (kind, scale) in [("thousand", 1e3), ("million", 1e6), ("billion", 1e9), ("trillion", 1e12)] {
      for word in words(kind) { scales[word] = scale }
    }
    return scales
  }()

  /// Whether a header is typical of tables of scores and standings.
  static func isSport(_ sentence: PieceSentence) -> Bool {
    let words = sentence.bounds.filter { sentence.isWord($0) || sentence.isNumber($0) }
    return !words.isEmpty && words.count <= 3 && words.allSatisfy { sentence.isWord($0) && sentence.holds($0, sports) }
  }

  /// - Parameter sentence: the pieces of the header only.
  init(_ sentence: PieceSentence, reference: CalendarDate?) {
    let times = PeriodRecognizer(sentence, reference: reference).expressions().filter { $0.kind != .clock && $0.span != nil }
    time = times.first
    statesYear = times.first?.pieces.contains { sentence.isNumber($0) && sentence[$0].range.count == 4 } ?? false
    var taken = Set<Int>()
    for time in times { taken.formUnion(time.pieces) }
    readUnit(sentence, &taken)
    // "Under 30", "30–49": the numbers of a label.
    let words = sentence.bounds.filter { (sentence.isWord($0) || sentence.isNumber($0)) && !taken.contains($0) }
    isLabel =
      !words.isEmpty && words.allSatisfy { sentence.holds($0, Self.labels) || sentence.holds($0, "of") }
      || sentence.holds(sentence.start, "#") && words.isEmpty
    for k in words {
      if sentence.holds(k, Self.changes) { isChange = true }
      if sentence.holds(k, Self.rises) { direction = .up }
      if sentence.holds(k, Self.falls) { direction = .down }
      if sentence.holds(k, Self.projections) { status = .projected }
      if sentence.holds(k, Self.plans) { status = .planned }
    }
    isChange = isChange || direction != nil || Self.isPlusMinus(sentence)
    if unit == nil { noun = Self.counted(sentence, words) }
    concept = Self.runs(sentence, words, taken)
  }

  /// The header's unit, scale and rate without what else it says.
  var unitAlone: TableHeader {
    var header = self
    (header.noun, header.time, header.concept, header.isChange, header.direction, header.status) = (nil, nil, [], false, nil, nil)
    return header
  }

  /// "+/-", "±", "+ or −": a column of changes.
  private static func isPlusMinus(_ sentence: PieceSentence) -> Bool {
    if sentence.bounds.count == 1 { return sentence.holds(sentence.start, "±") }
    return sentence.holds(sentence.start, "+") && (sentence.isDash(sentence.end - 1) || sentence.isDash(sentence.start + 2))
      && !sentence.bounds.contains { sentence.isNumber($0) }
  }

  /// What a header counts: its first plural noun.
  static func counted(_ sentence: PieceSentence, _ words: [Int]) -> String? {
    for k in words where k == sentence.start || !sentence.isHyphen(k - 1) {
      if CountWords.closed.contains(sentence.key(k)) { continue }
      if let noun = CountNounReader(sentence).noun(k), noun.plural {
        return noun.unit.lowercased() == noun.unit ? noun.unit : lowered(noun, sentence)
      }
      // The capital of a header's first word makes the tagger take it for a name: "Homes built", "Deaths".
      let lower = sentence.lowercase(k)
      if k == sentence.start, CountWords.looksPlural(lower, key: WordHash.of(lower)),
        WordClasses.shared[WordHash.of(lower)].contains(.common)
      {
        return CountWords.singular(lower)
      }
    }
    return nil
  }

  /// The noun in lower case where only the header's first letter is a capital: "Deaths".
  private static func lowered(_ noun: CountNoun, _ sentence: PieceSentence) -> String {
    let isWord = sentence[noun.head].tag != .NNPS && !sentence[noun.head].allCaps || noun.head == sentence.start
    return isWord ? noun.unit.lowercased() : noun.unit
  }

  private mutating func readUnit(_ sentence: PieceSentence, _ taken: inout Set<Int>) {
    let reader = UnitReader(sentence)
    var k = sentence.start
    while k < sentence.end {
      if taken.contains(k) {
        k += 1
        continue
      }
      if sentence.holds(k, "per") || sentence.holds(k, "/"), let found = reader.rate(k) {
        rate = rate ?? found.code
        unitPieces.append(k..<found.end)
        taken.formUnion(k..<found.end)
        k = found.end
        continue
      }
      if let found = scale(sentence, k) {
        scale *= found.value
        unitPieces.append(k..<found.end)
        taken.formUnion(k..<found.end)
        k = found.end
        continue
      }
      if unit == nil, let found = Self.unit(sentence, k, reader) {
        unit = found.unit
        isPlainDollar = found.isPlainDollar
        scale *= found.scale
        unitPieces.append(found.unit.pieces)
        taken.formUnion(found.unit.pieces)
        k = found.unit.pieces.upperBound
        continue
      }
      k += 1
    }
    // "Age": in years.
    if unit == nil,
      let age = sentence.bounds.first(where: { sentence.holds($0, "age") || sentence.holds($0, "ages") || sentence.holds($0, "aged") }),
      sentence.bounds.count == 1 || sentence.holds(sentence.end - 1, "age")
    {
      unit = Unit(code: "a", kind: .age, pieces: age..<(age + 1))
    }
  }

  /// "million", "m" after a currency sign or in brackets, "'000", "000s".
  private func scale(_ sentence: PieceSentence, _ k: Int) -> (value: Double, end: Int)? {
    if sentence.holds(k, "'"), sentence.isNumber(k + 1), DigitReader.integer(sentence, k + 1) == 0, sentence[k + 1].range.count == 3 {
      return (1e3, k + 2)
    }
    if sentence.isNumber(k), DigitReader.integer(sentence, k) == 0, sentence[k].range.count == 3 {
      return (1e3, sentence.holds(k + 1, "s") ? k + 2 : k + 1)
    }
    guard sentence.isWord(k), let value = Self.scales[sentence.key(k)] else { return nil }
    if sentence[k].range.count <= 2 {
      let isMoney = CurrencyTable.shared.standsBefore(sentence, k) != nil || unit?.kind == .money && unit?.pieces.upperBound == k
      guard isMoney || sentence.holds(k - 1, "(") && sentence.holds(k + 1, ")") && value > 1e6 else { return nil }
    }
    return (value, k + 1)
  }

  private static func unit(_ sentence: PieceSentence, _ k: Int, _ reader: UnitReader) -> (unit: Unit, scale: Double, isPlainDollar: Bool)? {
    // A currency sign or code stands before a scale, a bracket or the end: "(£m)", "US$", "EUR".
    if let money = CurrencyTable.shared.standsBefore(sentence, k + 1), money.start == k || sentence.isSymbol(k) {
      return (
        Unit(code: money.entry.code, kind: .money, factor: money.entry.factor, pieces: money.start..<(k + 1)), money.scale,
        money.entry.isPlainDollar
      )
    }
    if sentence.isWord(k) || sentence.holds(k, "%"), let named = reader.name(k) ?? (sentence.holds(k, "%") ? reader.behind(k) : nil) {
      // "Year", "Month" head a column of times; "Years", "Hours" are durations.
      if named.unit.kind == .duration, !sentence.lowercase(named.unit.pieces.upperBound - 1).hasSuffix("s") { return nil }
      return (named.unit, 1, named.plainDollar)
    }
    // A symbol in brackets or after a comma: "Height (m)", "Speed, km/h".
    if sentence.holds(k - 1, "(") || sentence.holds(k - 1, ",") || sentence.holds(k - 1, "["), let found = reader.behind(k),
      found.unit.pieces.lowerBound == k,
      !sentence.isWord(found.unit.pieces.upperBound)
    {
      return (found.unit, 1, found.plainDollar)
    }
    return nil
  }

  private static let trails = Words.set(WordSets["TableHeader.trails"])

  /// The runs of words that remain, without function words at their ends.
  private static func runs(_ sentence: PieceSentence, _ words: [Int], _ taken: Set<Int>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    for k in words {
      if let last = found.last, (last.upperBound..<k).allSatisfy({ !taken.contains($0) && !sentence.holds($0, "(") }) {
        found[found.count - 1] = last.lowerBound..<(k + 1)
      } else {
        found.append(k..<(k + 1))
      }
    }
    return found.compactMap { run in
      var (a, b) = (run.lowerBound, run.upperBound)
      while a < b, sentence.holds(a, trails) { a += 1 }
      while a < b, sentence.holds(b - 1, trails) { b -= 1 }
      return a < b ? a..<b : nil
    }
  }
}
