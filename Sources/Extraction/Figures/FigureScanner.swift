import Knowledge
import Linguistics
import Record

/// Finds the numbers of a sentence and reads their units. Numbers that are not figures are left out.
struct FigureScanner {
  let sentence: PieceSentence
  let times: [TimeExpression]
  let numerals: NumeralParser
  let units: UnitReader
  let nouns: CountNounReader
  let nonFigures: NonFigures
  let ages: AgeReader

  /// Whether the article is about an election, so that points are those of a poll.
  let isPolitical: Bool
  /// Whether the article is about a poll, so that "46-40" gives two shares of voters.
  let isPoll: Bool

  init(_ sentence: PieceSentence, times: [TimeExpression], isPolitical: Bool = false, isPoll: Bool = false) {
    self.sentence = sentence
    self.isPolitical = isPolitical
    self.isPoll = isPoll
    self.times = times
    numerals = NumeralParser(sentence: sentence)
    units = UnitReader(sentence)
    nouns = CountNounReader(sentence)
    nonFigures = NonFigures(sentence)
    ages = AgeReader(sentence)
  }

  private static let indefinite = Words.set("a an")

  /// Whether the sentence contains anything that may begin a number.
  static func holdsNumbers(_ sentence: PieceSentence) -> Bool {
    for i in sentence.bounds {
      let piece = sentence[i]
      if piece.kind == .number || piece.kind == .word && NumberWords.table[piece.key] != nil
        || piece.kind == .symbol && DigitReader.vulgar(sentence, i) != nil
      {
        return true
      }
      if piece.kind == .word, FoldWords.value(sentence, i) != nil { return true }
      // "less than a fortnight"
      if piece.kind == .word, Self.indefinite.contains(piece.key), UnitReader(sentence).beginsTimeUnit(i + 1) { return true }
    }
    return false
  }

  func candidates() -> [FigureCandidate] {
    var found: [FigureCandidate] = []
    var time = 0
    var i = sentence.start
    while i < sentence.end {
      while time < times.count, times[time].pieces.upperBound <= i { time += 1 }
      if time < times.count, times[time].pieces.contains(i), excludes(times[time], i) {
        i = times[time].pieces.upperBound
        continue
      }
      if isPoll, let shares = voters(i) {
        found += shares
        i = shares[1].pieces.upperBound
        continue
      }
      if let end = nonFigures.machineRun(at: i) {
        i = max(i + 1, end)
        continue
      }
      guard let candidate = candidate(at: i) else {
        i += skip(at: i)
        continue
      }
      found.append(candidate)
      i = max(i + 1, candidate.pieces.upperBound)
    }
    return found
  }

  /// Whether the number at `i` belongs to a time expression and is therefore not a figure.
  func excludes(_ time: TimeExpression, _ i: Int) -> Bool {
    guard
      sentence.isNumber(i) || NumberWords.table[sentence.key(i)] != nil || time.kind == .clock || sentence.holds(i, "a")
        || sentence.holds(i, "few")
        || sentence.holds(i, "several") || sentence.holds(i, "couple")
    else { return false }
    return true
  }

  /// How many pieces to skip where a number that is not a figure begins.
  func skip(at i: Int) -> Int {
    guard let numeral = numerals.numeral(at: i), !sentence.holds(i, "a"), !sentence.holds(i, "an") else { return 1 }
    return max(1, numeral.pieces.count)
  }

  // MARK: One candidate

  func candidate(at i: Int) -> FigureCandidate? {
    if let fold = FoldWords.value(sentence, i) {
      return FigureCandidate(
        numeral: Numeral(pieces: i..<(i + 1), value: fold, form: .multiple), pieces: i..<(i + 1), value: fold,
        unit: Unit(code: "{time}", kind: .ratio, pieces: i..<(i + 1)), rule: "multiple in words")
    }
    if let decade = ages.decade(i) {
      return FigureCandidate(
        numeral: Numeral(pieces: i..<(i + 2), value: decade.low, high: decade.low + 9, form: .digits), pieces: i..<(i + 2),
        value: decade.low,
        high: decade.low + 9, unit: decade.unit, rule: decade.unit?.kind == .measure ? "decade of degrees" : "decade of age",
        isAge: decade.unit?.kind != .measure)
    }
    if let span = boundedSpan(i) { return span }
    guard var numeral = numerals.numeral(at: i) else { return nil }
    // "30+ hours": the sign makes the number a lower bound.
    if numeral.form == .digits, sentence.holds(numeral.pieces.upperBound, "+"), sentence.glued(numeral.pieces.upperBound),
      sentence.isWord(numeral.pieces.upperBound + 1), !sentence.glued(numeral.pieces.upperBound + 1)
    {
      numeral.pieces = i..<(numeral.pieces.upperBound + 1)
    }
    // "per 100,000 people" is the base of a rate.
    if sentence.holds(i - 1, "per"), numeral.value >= 100 { return nil }
    if numeral.form == .multiple { return multiple(numeral) }
    // "4 stars out of five"
    if sentence.holds(i - 1, "of"), sentence.holds(i - 2, "out"), sentence.isWord(i - 3), isNumeral(i - 4), !sentence.holds(i - 4, "one") {
      return nil
    }
    // "in 2015 dollars": the year in whose prices money is stated.
    if PriceYear.year(at: i, in: sentence) != nil { return nil }
    let end = numeral.pieces.upperBound
    if let ratio = oneTo(numeral) { return ratio }
    var start = i
    var unit: Unit?
    var value = numeral.value
    var high = numeral.high
    var plainDollar = false
    var last = end
    if let money = units.moneyBefore(i) {
      unit = money.unit
      plainDollar = money.plainDollar
      start = money.unit.pieces.lowerBound
      value *= money.scale * money.unit.factor
      high = high.map { $0 * money.scale * money.unit.factor }
      // "$10 dollars", "$55 million US": the currency is named twice.
      if let again = units.behind(end), again.unit.kind == .money, again.unit.code == money.unit.code {
        last = again.unit.pieces.upperBound
      }
      if value > 0, isNegated(start) {
        value = -value
        high = high.map { -$0 }
        start -= 1
      }
    } else {
      var k = end
      // "dozens of miles", "tens of thousands of crowns", "a quarter of a mile"
      if numeral.vague || numeral.form == .fraction || numeral.scaled, sentence.holds(k, "of") {
        k += 1
        if numeral.form == .fraction, sentence.holds(k, "a") || sentence.holds(k, "an") { k += 1 }
      } else if numeral.form == .fraction, sentence.holds(k, "a") || sentence.holds(k, "an") {
        k += 1
      }
      // "one in five barrels" is a share of the barrels.
      let isShare = numeral.form == .fraction && numeral.pieces.contains { sentence.holds($0, Self.among) }
      if !isShare, let found = units.behind(k), acceptsUnit(found.unit, numeral, k),
        k == end || found.unit.kind != .percent || found.unit.code == "percentage_point"
          || numeral.form == .fraction && sentence.holds(k - 1, "a")
      {
        unit = found.unit
        plainDollar = found.plainDollar
        value *= found.unit.factor
        high = high.map { $0 * found.unit.factor }
        last = found.unit.pieces.upperBound
      } else if numeral.form == .fraction, let point = quarterPoint(end) {
        unit = point
        last = point.pieces.upperBound
      }
    }
    var candidate = FigureCandidate(
      numeral: numeral, pieces: start..<last, value: value, high: high, unit: unit, plainDollar: plainDollar, rule: "number with unit")
    if unit == nil {
      return counted(candidate)
    }
    resolvePounds(&candidate)
    guard accepts(candidate) else { return nil }
    addParts(&candidate)
    if let rate = units.rate(candidate.pieces.upperBound), unit?.kind != .age, rate.end > candidate.pieces.upperBound {
      candidate.rate = rate.code
      candidate.pieces = candidate.pieces.lowerBound..<rate.end
      // "50 litres per person per day"
      if let second = units.rate(rate.end), units.name(rate.end + 1)?.unit.kind == .duration {
        candidate.rate = "\(rate.code)/\(second.code)"
        candidate.pieces = candidate.pieces.lowerBound..<second.end
      }
    } else if unit?.kind == .money, let rate = rateBehindBracket(candidate.pieces.upperBound) {
      candidate.rate = rate
    }
    if candidate.rate == nil, unit?.kind == .measure, let rate = complementRate(candidate.pieces.upperBound) { candidate.rate = rate }
    if candidate.rate == nil, unit?.kind == .money, let noun = pricedThing(candidate.pieces.upperBound) {
      candidate.rate = noun
      candidate.pieces = candidate.pieces.lowerBound..<(candidate.pieces.upperBound + 2)
    }
    candidate.rule = rule(candidate)
    return candidate
  }

  /// "minus $37", "a negative $4 million balance", "–$23": a minus sign before the currency sign.
  private func isNegated(_ start: Int) -> Bool {
    if sentence.holds(start - 1, "minus") || sentence.holds(start - 1, "negative") { return !sentence.isNumber(start - 2) }
    guard sentence.isDash(start - 1), sentence.glued(start), !sentence.holds(start - 1, "—") else { return false }
    return start - 1 == sentence.start || sentence[start - 1].spaceBefore && !sentence.isNumber(start - 2) || sentence.holds(start - 2, "(")
  }

  private func isNumeral(_ k: Int) -> Bool {
    sentence.isNumber(k) || sentence.isWord(k) && NumberWords.table[sentence.key(k)] != nil || DigitReader.vulgar(sentence, k) != nil
  }

  /// "a quarter point", "a half-point": points of an interest rate.
  private func quarterPoint(_ end: Int) -> Unit? {
    let at = sentence.isHyphen(end) ? end + 1 : end
    guard sentence.holds(at, "point") || sentence.holds(at, "points") else { return nil }
    return Unit(code: "percentage_point", kind: .percent, pieces: at..<(at + 1))
  }

  /// "nearly a year", "a week or more": a bound turns the indefinite article into a number.
  func boundedSpan(_ i: Int) -> FigureCandidate? {
    // "an hour and a half", "a metre and a half"
    if sentence.holds(i, Self.indefinite), sentence.holds(i + 2, "and"), sentence.holds(i + 3, "a"), sentence.holds(i + 4, "half"),
      let unit = units.name(i + 1)?.unit,
      unit.kind == .duration || unit.kind == .measure, unit.pieces.count == 1, !sentence.holds(i + 5, Self.placing),
      !sentence.holds(i + 5, "ahead")
    {
      return FigureCandidate(
        numeral: Numeral(pieces: i..<(i + 5), value: 1.5, form: .words, decimal: true), pieces: i..<(i + 5), value: 1.5 * unit.factor,
        unit: unit,
        rule: "duration")
    }
    guard sentence.holds(i, "a") || sentence.holds(i, "an"), let unit = units.name(i + 1)?.unit, unit.kind == .duration,
      unit.pieces.count == 1,
      !sentence.lowercase(i + 1).hasSuffix("s"), !sentence.holds(i + 2, Self.placing) || sentence.holds(i + 2, "after"),
      !sentence.isHyphen(i + 2)
    else { return nil }
    let bounds = BoundReader(sentence)
    let before = bounds.before(i, duration: true)
    guard
      before.map({ !sentence.holds($0.pieces.lowerBound, "up") && !sentence.holds($0.pieces.lowerBound, "as") }) ?? false
        || bounds.after(i + 2) != nil
    else { return nil }
    return FigureCandidate(
      numeral: Numeral(pieces: i..<(i + 1), value: 1, form: .words), pieces: i..<(i + 2), value: unit.factor, unit: unit, rule: "duration")
  }

  /// "$800,000 a job": a price per item.
  func pricedThing(_ end: Int) -> String? {
    guard sentence.holds(end, "a") || sentence.holds(end, "an"), sentence.tag(end + 1) == .NN,
      TimeWords.table[sentence.key(end + 1)] == nil, !sentence.isHyphen(end + 2),
      !sentence.isWord(end + 2) || CountWords.closed.contains(sentence.key(end + 2)) && !sentence.holds(end + 2, "of")
    else { return nil }
    return sentence.lowercase(end + 1)
  }

  /// "C$7 (US$5.18) a barrel": the rate of a sum and of its conversion in brackets.
  private func rateBehindBracket(_ end: Int) -> String? {
    if sentence.holds(end, ")") { return units.rate(end + 1)?.code }
    guard sentence.holds(end, "("),
      CurrencyTable.shared.standsBefore(sentence, end + 2) != nil || CurrencyTable.shared.standsBefore(sentence, end + 3) != nil,
      let close = (end + 1..<end + 8).first(where: { sentence.holds($0, ")") })
    else { return nil }
    return units.rate(close + 1)?.code
  }

  func rule(_ candidate: FigureCandidate) -> String {
    switch candidate.kind {
    case .money: "money"
    case .percent: "share in percent"
    case .age: "age"
    case .duration: "duration"
    case .measure: "measure"
    case .ratio: "multiple"
    default: "number with unit"
    }
  }

  static let among = Words.set("in out every")

  /// Rejects words of units that are not units here: "one foot in", "two hands", "the 39 steps", "third second".
  func acceptsUnit(_ unit: Unit, _ numeral: Numeral, _ k: Int) -> Bool {
    if unit.pieces.count == 1, sentence.holds(k, "mark") || sentence.holds(k, "marks"), !numeral.scaled, !sentence.holds(k + 1, ","),
      numeral.value < 1000,
      !numeral.grouped, !numeral.decimal
    {
      return false
    }
    // "crossed the 2,000-mark"
    if unit.pieces.count == 1, sentence.holds(k, "mark"), sentence.holds(numeral.pieces.lowerBound - 1, "the") { return false }
    if sentence.holds(k, "gram"), sentence.isWord(k + 1), sentence.tag(k + 1) == .NNS, !sentence.isHyphen(k - 1) { return false }
    if unit.pieces.count == 1, sentence.holds(k, "won"), !numeral.scaled, sentence.tag(k) == .VBD || !numeral.grouped { return false }
    if sentence.holds(k, "real") || sentence.holds(k, "stone") && sentence.isWord(k + 1) && sentence.tag(k + 1) == .NN { return false }
    if unit.kind == .money,
      sentence.holds(k, "sterling") || sentence.holds(k, "mao") || sentence.holds(k, "rand") && sentence.capitalized(k)
    {
      return !sentence.capitalized(k)
    }
    if numeral.form == .fraction, unit.kind == .duration, sentence.holds(k, "second") || sentence.holds(k, "seconds") { return false }
    // "Bucks" and "Rand" with a capital are names.
    if sentence.isWord(k), sentence.capitalized(k), unit.kind == .money, !sentence[k].allCaps, k > sentence.start,
      !NonFigures(sentence).inHeading,
      sentence.holds(k, "bucks") || sentence.holds(k, "rand")
    {
      return false
    }
    return true
  }

  /// Whether a number with a unit is a figure.
  func accepts(_ candidate: FigureCandidate) -> Bool {
    guard let unit = candidate.unit else { return true }
    let i = candidate.pieces.lowerBound
    let end = candidate.pieces.upperBound
    // "a third week" is an ordinal.
    if candidate.numeral.form == .fraction, sentence.holds(i, "a"), candidate.numeral.pieces.count == 2, !sentence.holds(i + 1, "half"),
      !sentence.holds(i + 1, "quarter"),
      candidate.numeral.pieces.upperBound == unit.pieces.lowerBound
    {
      return false
    }
    if candidate.numeral.isOne {
      // "one" counts only before a measure, share or sum of money, "a" never.
      switch unit.kind {
      case .measure, .percent, .money: break
      case .duration:
        if !["h", "min", "s", "mo", "a", "wk"].contains(unit.code) || !Self.oneOf.contains(sentence.key(unit.pieces.lowerBound))
          || sentence.holds(i - 1, "no") || sentence.holds(i - 1, "at") || sentence.holds(end, "of")
        {
          return false
        }
      case .age: break
      default: return false
      }
    }
    if unit.kind == .duration, unit.pieces.count == 1, sentence.isHyphen(unit.pieces.lowerBound - 1),
      sentence.holds(end, "round") || sentence.isHyphen(end) && sentence.holds(end + 1, "round")
    {
      return false
    }
    // "for the half year"
    if unit.kind == .duration, candidate.numeral.form == .fraction, unit.code == "a", sentence.holds(i - 1, "the") { return false }
    // "the 18-yard box" names a place, "Fifteen Dollar Shoes" a work.
    if unit.kind == .measure, sentence.isHyphen(unit.pieces.lowerBound - 1), sentence.holds(end, Self.markings) { return false }
    // "100 Feet Road"
    if unit.kind == .measure, sentence.isWord(unit.pieces.lowerBound), sentence.capitalized(unit.pieces.lowerBound),
      sentence.capitalized(end),
      sentence.holds(end, CountWords.streets), !nonFigures.inHeading
    {
      return false
    }
    // "the 100 metres final", "the 200m butterfly": a sports discipline.
    if unit.kind == .measure, sentence.holds(end, Self.disciplines) { return false }
    if candidate.numeral.form == .words, i > sentence.start, sentence.capitalized(i), sentence.isWord(unit.pieces.lowerBound),
      sentence.capitalized(unit.pieces.lowerBound), sentence.isWord(end), sentence.capitalized(end), !nonFigures.inHeading
    {
      return false
    }
    // "24-hour news", "the 100 metres", "a 9-to-5 job" and "90-minute" are kept.
    if unit.kind == .ratio, unit.code == "{time}", candidate.numeral.isOne { return false }
    // "48 hours later", "ten minutes before" state when an event took place.
    if unit.kind == .duration, candidate.numeral.form != .fraction {
      if sentence.holds(end, Self.placing),
        !sentence.holds(i - 1, "for") || sentence.holds(end, "ago") || sentence.holds(end, "earlier") || sentence.holds(end, "later")
      {
        return false
      }
      if placesEvent(i, end) { return false }
    }
    return true
  }

  static let disciplines = Words.set(WordSets["FigureScanner.disciplines"])
  static let markings = Words.set("box line mark area")
  static let oneOf = Words.set("hour minute second month year")
  static let placing = Words.set(WordSets["FigureScanner.placing"])

  /// "in the past 90 minutes", "over the last two hours": a period that another number refers to.
  func placesEvent(_ i: Int, _ end: Int) -> Bool {
    var k = i - 1
    while sentence.holds(k, Self.nearWords), k > i - 4 { k -= 1 }
    return k < i - 1
      && (sentence.holds(k + 1, "past") || sentence.holds(k + 1, "last") || sentence.holds(k + 1, "next") || sentence.holds(k + 1, "coming")
        || sentence.holds(k + 1, "previous"))
      && sentence.holds(k, "the") && sentence.holds(k - 1, Self.overWords) || sentence.holds(i - 1, "past") && sentence.holds(i - 2, "the")
      || sentence.holds(i - 1, "last") && sentence.holds(i - 2, "the")
  }

  static let nearWords = Words.set(WordSets["FigureScanner.nearWords"])
  static let overWords = Words.set("in over during for within of")
}
