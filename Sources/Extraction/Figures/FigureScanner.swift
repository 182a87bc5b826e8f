import Linguistics
import Record

/// Finds the numbers of a sentence and reads their units; what is no figure is left out.
struct FigureScanner {
  let s: PieceSentence
  let times: [TimeExpression]
  private let numerals: NumeralParser
  private let units: UnitReader
  private let nouns: CountNounReader
  private let nonFigures: NonFigures
  private let ages: AgeReader

  init(_ s: PieceSentence, times: [TimeExpression]) {
    self.s = s
    self.times = times
    numerals = NumeralParser(s: s)
    units = UnitReader(s)
    nouns = CountNounReader(s)
    nonFigures = NonFigures(s)
    ages = AgeReader(s)
  }

  /// Whether the sentence holds anything that may begin a number.
  static func holdsNumbers(_ s: PieceSentence) -> Bool {
    for i in s.bounds {
      let piece = s[i]
      if piece.kind == .number || piece.kind == .word && NumberWords.table[piece.key] != nil
        || piece.kind == .symbol && DigitReader.vulgar(s, i) != nil
      {
        return true
      }
      if piece.kind == .word, FoldWords.value(s, i) != nil { return true }
    }
    return false
  }

  func candidates() -> [FigureCandidate] {
    var found: [FigureCandidate] = []
    var time = 0
    var i = s.start
    while i < s.end {
      while time < times.count, times[time].pieces.upperBound <= i { time += 1 }
      if time < times.count, times[time].pieces.contains(i), excludes(times[time], i) {
        i = times[time].pieces.upperBound
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

  /// Whether a time expression takes its numbers with it.
  private func excludes(_ time: TimeExpression, _ i: Int) -> Bool {
    guard
      s.isNumber(i) || NumberWords.table[s.key(i)] != nil || time.kind == .clock || s.holds(i, "a") || s.holds(i, "few")
        || s.holds(i, "several") || s.holds(i, "couple")
    else { return false }
    return true
  }

  /// How far to go on where a number that is no figure begins.
  private func skip(at i: Int) -> Int {
    guard let numeral = numerals.numeral(at: i), !s.holds(i, "a"), !s.holds(i, "an") else { return 1 }
    return max(1, numeral.pieces.count)
  }

  // MARK: One candidate

  private func candidate(at i: Int) -> FigureCandidate? {
    if let fold = FoldWords.value(s, i) {
      return FigureCandidate(
        numeral: Numeral(pieces: i..<(i + 1), value: fold, form: .multiple), pieces: i..<(i + 1), value: fold,
        unit: Unit(code: "{time}", kind: .ratio, pieces: i..<(i + 1)), rule: "multiple in words")
    }
    if let decade = ages.decade(i) {
      return FigureCandidate(
        numeral: Numeral(pieces: i..<(i + 2), value: decade.low, high: decade.low + 9, form: .digits), pieces: i..<(i + 2),
        value: decade.low,
        high: decade.low + 9, unit: decade.unit, rule: "decade of age", isAge: true)
    }
    if let span = boundedSpan(i) { return span }
    guard let numeral = numerals.numeral(at: i) else { return nil }
    if numeral.form == .multiple { return multiple(numeral) }
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
      // "$10 dollars", "$55 million US": the name again.
      if let again = units.behind(end), again.unit.kind == .money, again.unit.code == money.unit.code {
        last = again.unit.pieces.upperBound
      }
    } else {
      var k = end
      // "dozens of miles", "tens of thousands of dollars", "a quarter of a mile"
      if numeral.vague || numeral.form == .fraction || numeral.scaled, s.holds(k, "of") {
        k += 1
        if numeral.form == .fraction, s.holds(k, "a") || s.holds(k, "an") { k += 1 }
      } else if numeral.form == .fraction, s.holds(k, "a") || s.holds(k, "an") {
        k += 1
      }
      if let found = units.behind(k), acceptsUnit(found.unit, numeral, k),
        k == end || found.unit.kind != .percent || found.unit.code == "percentage_point"
      {
        unit = found.unit
        plainDollar = found.plainDollar
        value *= found.unit.factor
        high = high.map { $0 * found.unit.factor }
        last = found.unit.pieces.upperBound
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
    }
    if candidate.rate == nil, unit?.kind == .money, let noun = pricedThing(candidate.pieces.upperBound) {
      candidate.rate = noun
      candidate.pieces = candidate.pieces.lowerBound..<(candidate.pieces.upperBound + 2)
    }
    candidate.rule = rule(candidate)
    return candidate
  }

  /// "nearly a year", "a week or more": a bound makes a number of the article.
  private func boundedSpan(_ i: Int) -> FigureCandidate? {
    guard s.holds(i, "a") || s.holds(i, "an"), let unit = units.name(i + 1)?.unit, unit.kind == .duration, unit.pieces.count == 1,
      !s.lowercase(i + 1).hasSuffix("s"), !s.holds(i + 2, Self.placing) || s.holds(i + 2, "after"), !s.isHyphen(i + 2)
    else { return nil }
    let bounds = BoundReader(s)
    let before = bounds.before(i, duration: true)
    guard
      before.map({ !s.holds($0.pieces.lowerBound, "up") && !s.holds($0.pieces.lowerBound, "as") }) ?? false || bounds.after(i + 2) != nil
    else { return nil }
    return FigureCandidate(
      numeral: Numeral(pieces: i..<(i + 1), value: 1, form: .words), pieces: i..<(i + 2), value: unit.factor, unit: unit, rule: "duration")
  }

  /// "$800,000 a job": a price for each.
  private func pricedThing(_ end: Int) -> String? {
    guard s.holds(end, "a") || s.holds(end, "an"), s.tag(end + 1) == .NN, TimeWords.table[s.key(end + 1)] == nil, !s.isHyphen(end + 2),
      !s.isWord(end + 2) || FigureWords.closed.contains(s.key(end + 2)) && !s.holds(end + 2, "of")
    else { return nil }
    return s.lowercase(end + 1)
  }

  private func rule(_ candidate: FigureCandidate) -> String {
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

  private static let bodyVerbs = Words.set("second")

  /// A unit's word that is none here: "one foot in", "two hands", "the 39 steps", "third second".
  private func acceptsUnit(_ unit: Unit, _ numeral: Numeral, _ k: Int) -> Bool {
    if unit.pieces.count == 1, s.holds(k, "mark") || s.holds(k, "marks"), !numeral.scaled, !s.holds(k + 1, ","), numeral.value < 1000,
      !numeral.grouped, !numeral.decimal
    {
      return false
    }
    if unit.pieces.count == 1, s.holds(k, "won"), s.tag(k) == .VBD || !numeral.scaled && !numeral.grouped { return false }
    if s.holds(k, "real") || s.holds(k, "stone") && s.isWord(k + 1) && s.tag(k + 1) == .NN { return false }
    if unit.kind == .money, s.holds(k, "sterling") || s.holds(k, "mao") || s.holds(k, "rand") && s.capitalized(k) {
      return !s.capitalized(k)
    }
    if numeral.form == .fraction, unit.kind == .duration, s.holds(k, "second") || s.holds(k, "seconds") { return false }
    // "Bucks" and "Dram" in capitals are names.
    if s.isWord(k), s.capitalized(k), unit.kind == .money, !s[k].allCaps, k > s.start, !NonFigures(s).inHeading,
      s.holds(k, "bucks") || s.holds(k, "rand")
    {
      return false
    }
    return true
  }

  private static let weighing = Words.set(
    "weigh weighs weighed weighing weight lost lose loses losing gain gained drop shed heavy heavier lighter bench lift lifted lifting cocaine heroin marijuana meat pressure explosives baby gold silver coffee steel carry carrying oz ounces kg kilograms kilogram kilos sugar flour butter chocolate"
  )
  private static let paying = Words.set(
    "pay paid pays paying price priced cost costs costing worth fine fined tax budget profit profits revenue revenues sales debt loan wage salary spend spent spending sterling pence £ billion million money bill"
  )

  /// "pounds" are money or weight, as the sentence tells.
  private func resolvePounds(_ candidate: inout FigureCandidate) {
    guard let unit = candidate.unit, unit.code == "[lb_av]",
      s.holds(unit.pieces.lowerBound, "pound") || s.holds(unit.pieces.lowerBound, "pounds")
    else { return }
    var money = candidate.numeral.scaled && candidate.value >= 1_000_000
    if !money {
      var weight = s.holds(unit.pieces.upperBound, "of") || s.isHyphen(unit.pieces.lowerBound - 1)
      for k in s.bounds {
        if s.holds(k, Self.weighing) { weight = true }
        if s.holds(k, Self.paying) { money = true }
      }
      money = money && !weight
    }
    if money { candidate.unit = Unit(code: "GBP", kind: .money, pieces: unit.pieces) }
  }

  /// Whether a number with a unit is a figure.
  private func accepts(_ candidate: FigureCandidate) -> Bool {
    guard let unit = candidate.unit else { return true }
    let i = candidate.pieces.lowerBound
    let end = candidate.pieces.upperBound
    // "a third week" counts weeks.
    if candidate.numeral.form == .fraction, s.holds(i, "a"), candidate.numeral.pieces.count == 2, !s.holds(i + 1, "half"),
      !s.holds(i + 1, "quarter"),
      candidate.numeral.pieces.upperBound == unit.pieces.lowerBound
    {
      return false
    }
    if candidate.numeral.isOne {
      // "one" only before a measure, and "a" never.
      switch unit.kind {
      case .measure, .percent, .money: break
      case .duration:
        if !["h", "min", "s", "mo", "a", "wk"].contains(unit.code) || !Self.oneOf.contains(s.key(unit.pieces.lowerBound))
          || s.holds(i - 1, "no") || s.holds(i - 1, "at") || s.holds(end, "of")
        {
          return false
        }
      case .age: break
      default: return false
      }
    }
    if unit.kind == .duration, unit.pieces.count == 1, s.isHyphen(unit.pieces.lowerBound - 1),
      s.holds(end, "round") || s.isHyphen(end) && s.holds(end + 1, "round")
    {
      return false
    }
    // "24-hour news", "the 100 metres" are kept; "a 9-to-5 job", "90-minute" too.
    if unit.kind == .ratio, unit.code == "{time}", candidate.numeral.isOne { return false }
    // "48 hours later", "ten minutes before" place an event.
    if unit.kind == .duration, candidate.numeral.form != .fraction {
      if s.holds(end, Self.placing), !s.holds(i - 1, "for") || s.holds(end, "ago") || s.holds(end, "earlier") || s.holds(end, "later") {
        return false
      }
      if placesEvent(i, end) { return false }
    }
    return true
  }

  private static let oneOf = Words.set("hour minute second month year")
  private static let placing = Words.set("ago later earlier before after from since until hence prior")

  /// "in the past 90 minutes", "over the last two hours": the stretch sets another number's time.
  private func placesEvent(_ i: Int, _ end: Int) -> Bool {
    var k = i - 1
    while s.holds(k, Self.nearWords), k > i - 4 { k -= 1 }
    return k < i - 1
      && (s.holds(k + 1, "past") || s.holds(k + 1, "last") || s.holds(k + 1, "next") || s.holds(k + 1, "coming")
        || s.holds(k + 1, "previous"))
      && s.holds(k, "the") && s.holds(k - 1, Self.overWords) || s.holds(i - 1, "past") && s.holds(i - 2, "the")
      || s.holds(i - 1, "last") && s.holds(i - 2, "the")
  }

  private static let nearWords = Words.set("past last next coming previous first about nearly roughly")
  private static let overWords = Words.set("in over during for within of")

  /// "3 dollars 50 cents", "thirteen dollars and forty-five cents", "5 feet 2 inches".
  private func addParts(_ candidate: inout FigureCandidate) {
    guard let unit = candidate.unit, candidate.high == nil else { return }
    let end = candidate.pieces.upperBound
    let at = s.holds(end, "and") || s.holds(end, ",") ? end + 1 : s.isHyphen(end) ? end + 1 : end
    guard let part = numerals.cardinal(at), part.value < 100, part.value == part.value.rounded() || unit.kind != .money, !part.scaled else {
      return
    }
    let next = units.behind(part.pieces.upperBound)?.unit
    if unit.kind == .money, unit.factor == 1, candidate.numeral.value == candidate.numeral.value.rounded(), !candidate.numeral.scaled {
      if let next, next.kind == .money, next.factor < 1, at != end || true, !s.holds(end, ",") {
        candidate.value += part.value * next.factor
        candidate.pieces = candidate.pieces.lowerBound..<next.pieces.upperBound
      } else if next == nil, unit.pieces.lowerBound > candidate.numeral.pieces.lowerBound, at == end || part.form == .words,
        !s.isWord(part.pieces.upperBound), !s.holds(end, ","), !s.isDash(part.pieces.upperBound), part.form == .words || at == end
      {
        candidate.value += part.value / 100
        candidate.pieces = candidate.pieces.lowerBound..<part.pieces.upperBound
      }
      return
    }
    if unit.code == "[ft_i]", part.value < 12 {
      if let next, next.code == "[in_i]" {
        candidate.value += part.value / 12
        candidate.pieces = candidate.pieces.lowerBound..<next.pieces.upperBound
      } else if s.isHyphen(end), next == nil || s.isHyphen(part.pieces.upperBound) {
        candidate.value += part.value / 12
        candidate.pieces = candidate.pieces.lowerBound..<part.pieces.upperBound
      }
    }
  }

  // MARK: Counts

  private static let ofWhom = Words.set("the its his her their our these those them which whom")
  private static let others = Words.set("others")

  private func counted(_ candidate: FigureCandidate) -> FigureCandidate? {
    var candidate = candidate
    let numeral = candidate.numeral
    let i = numeral.pieces.lowerBound
    let end = numeral.pieces.upperBound
    if ages.isAge(numeral) {
      candidate.unit = Unit(code: "a", kind: .age, pieces: i..<end)
      candidate.isAge = true
      candidate.rule = "age without unit"
      return candidate
    }
    if numeral.form == .fraction { return fraction(candidate) }
    if s.holds(i - 1, "of"), s.holds(i - 2, FigureWords.family), numeral.value < 30 {
      candidate.impliedUnit = "child"
      candidate.impliedKind = .count
      candidate.rule = "parent of"
      return numeral.isOne ? nil : candidate
    }
    // "46-page", "ten-point"; "two-front" names a kind.
    if s.isHyphen(end), s.isWord(end + 1) {
      guard s.holds(end + 1, FigureWords.hyphenCounts), !numeral.isOne else { return hyphenatedRange(candidate) }
      let unit = FigureWords.singular(s.lowercase(end + 1))
      candidate.noun = CountNoun(unit: unit, pieces: (end + 1)..<(end + 2), head: end + 1, plural: false)
      candidate.pieces = i..<(end + 2)
      candidate.rule = "compound modifier"
      if s.capitalized(end + 1), s.capitalized(i), i > s.start, !nonFigures.inHeading { return nil }
      return points(candidate)
    }
    // "19 times out of 20" is a share of cases, "61 per 100,000" a rate.
    if s.holds(end, "per"), let rate = units.rate(end) {
      candidate.rate = rate.code
      candidate.pieces = i..<rate.end
      candidate.rule = "rate"
      return candidate
    }
    if let whole = wholeOf(end), !numeral.isOne || numeral.form == .words && whole.number > 1, numeral.value <= whole.number {
      // "six of its nine members": of what is counted behind.
      candidate.impliedUnit = whole.unit
      candidate.impliedKind = .count
      candidate.rule = "part of a number"
      return candidate
    }
    if s.holds(i - 1, "of"), s.holds(i - 2, Self.places), !s.isWord(end) || FigureWords.closed.contains(s.key(end)), numeral.value >= 20 {
      candidate.impliedUnit = "person"
      candidate.impliedKind = .count
      candidate.rule = "people of a place"
      return candidate
    }
    var k = end
    var ofThose = false
    if s.holds(k, "more"), !s.holds(k + 1, "than") { k += 1 }
    if s.holds(k, "of") {
      if numeral.vague || numeral.scaled {
        k += 1
        while s.holds(k, Self.ofWhom) { k += 1 }
      } else if s.holds(k + 1, Self.ofWhom), !s.holds(k + 1, "them"), !s.holds(k + 1, "which"), !s.holds(k + 1, "whom") {
        k += 2
        while s.holds(k, Self.ofWhom) { k += 1 }
        ofThose = true
      }
    }
    let noun = nouns.noun(k)
    if nonFigures.isLabel(numeral, noun: noun) { return nil }
    if numeral.isOne {
      candidate.noun = singularNoun(k)
      candidate.rule = "one beside a number"
      if candidate.noun != nil || ofThose { candidate.pieces = i..<(candidate.noun?.pieces.upperBound ?? end) }
      return candidate.noun == nil ? nil : candidate
    }
    if let noun, noun.plural {
      if ofThose, numeral.value < 2 { return nil }
      // "the past four winters" set a time.
      if s.holds(i - 1, "past") || s.holds(i - 1, "last") || s.holds(i - 1, "next"),
        TimeWords.table[WordHash.of(noun.unit.lowercased())] != nil
      {
        return nil
      }
      candidate.pieces = i..<noun.pieces.upperBound
      candidate.rule = "counted noun"
      if let measure = units.name(noun.head)?.unit, noun.head > k, measure.pieces.upperBound == noun.head + 1 {
        // "517 rushing yards", "six more years": a measure behind its adjectives.
        candidate.unit = measure
        candidate.value *= measure.factor
        candidate.high = candidate.high.map { $0 * measure.factor }
        candidate.rule = rule(candidate)
        if measure.kind == .duration, s.holds(noun.pieces.upperBound, Self.placing) { return nil }
        return candidate
      }
      candidate.noun = noun
      if let rate = units.rate(candidate.pieces.upperBound) {
        candidate.rate = rate.code
        candidate.pieces = i..<rate.end
      } else if let rate = laterRate(candidate.pieces.upperBound) {
        candidate.rate = rate
      }
      return points(candidate)
    }
    if numeral.vague {
      // "Thousands are leaving": people.
      guard numeral.form == .vague else { return nil }
      if s.holds(end, "of"), !s.isWord(end + 1) || noun == nil {
        return s.holds(end + 1, "the") || singularNoun(end + 1) == nil ? nil : mass(candidate, end + 1)
      }
      let money = s.bounds.contains { s.holds($0, Self.moneyWords) }
      candidate.impliedUnit = money ? "USD" : "person"
      candidate.impliedKind = money ? .money : .count
      candidate.rule = money ? "vague sum" : "vague count of people"
      if s.holds(i - 1, "the") || s.holds(i - 1, "in") || s.holds(i - 1, "by") && s.holds(end, ".") {
        return s.holds(i - 1, "in") || s.holds(i - 1, "the") ? nil : candidate
      }
      return candidate
    }
    candidate.rule = "number alone"
    return candidate
  }

  private static let places = Words.set(
    "town village city community population crowd hamlet settlement audience congregation workforce staff")

  /// The number and noun behind "of": "of its nine members", "of the district's 19 schools", "of every five".
  private func wholeOf(_ end: Int) -> (number: Double, unit: String)? {
    guard s.holds(end, "of") else { return nil }
    for k in (end + 1)..<(end + 7) where s.has(k) {
      if s.isSymbol(k) && !s.holds(k, "'") { return nil }
      if s.isNumber(k) || NumberWords.table[s.key(k)] != nil {
        guard CurrencyTable.shared.standsBefore(s, k) == nil, let number = numerals.cardinal(k), number.value >= 2,
          number.form != .fraction,
          let noun = nouns.noun(number.pieces.upperBound), noun.plural
        else { return nil }
        return (number.value, noun.unit)
      }
      if s[k].tag == .VBD || s[k].tag == .VBZ || s[k].tag == .IN && !s.holds(k, Self.looseBounds) { return nil }
    }
    return nil
  }

  private static let looseBounds = Words.set("about around over than")

  /// "20 veterans die each day": the rate at the clause's end.
  private func laterRate(_ end: Int) -> String? {
    for k in end..<(end + 7) where s.has(k) {
      if s.isSymbol(k) && !s.isHyphen(k) || s.isNumber(k) { return nil }
      if s.holds(k, "each") || s.holds(k, "every"), k > end, let rate = units.rate(k), let unit = units.name(k + 1)?.unit,
        unit.kind == .duration
      {
        return rate.code
      }
    }
    return nil
  }

  /// "3 million barrels-worth", "thousands of luggage": a mass noun is as good as a plural behind a vague count.
  private func mass(_ candidate: FigureCandidate, _ k: Int) -> FigureCandidate? {
    guard let noun = singularNoun(k) else { return nil }
    var candidate = candidate
    candidate.noun = noun
    candidate.pieces = candidate.pieces.lowerBound..<noun.pieces.upperBound
    candidate.rule = "counted noun"
    return candidate
  }

  private static let moneyWords = Words.set(
    "money dollars $ spending spent donations fund funds funding fundraising revenue profits investment cost costs worth")

  private func singularNoun(_ k: Int) -> CountNoun? { nouns.noun(k, singular: true) }

  /// The first half of "18- to 24-year-old" and "two- or three-year".
  private func hyphenatedRange(_ candidate: FigureCandidate) -> FigureCandidate? {
    let end = candidate.numeral.pieces.upperBound
    if s.holds(end + 1, "to") || s.holds(end + 1, "or") || s.holds(end + 1, "and") { return bare(candidate) }
    return nil
  }

  private func bare(_ candidate: FigureCandidate) -> FigureCandidate {
    var candidate = candidate
    candidate.rule = "number alone"
    return candidate
  }

  /// Points of a poll are percentage points, points of an index have no unit of their own.
  private func points(_ candidate: FigureCandidate) -> FigureCandidate {
    guard let noun = candidate.noun, noun.unit.lowercased() == "point", let poll = pollPoints(candidate) else { return candidate }
    var candidate = candidate
    candidate.unit = poll
    candidate.noun = nil
    candidate.rule = "points"
    return candidate
  }

  private func pollPoints(_ candidate: FigureCandidate) -> Unit? {
    let at = candidate.noun?.pieces ?? candidate.pieces
    var polls = false
    var index = false
    for k in s.bounds {
      if s.holds(k, FigureWords.indexNames) { index = true }
      if s.holds(k, FigureWords.polls), k < candidate.pieces.lowerBound - 0 || k >= candidate.pieces.upperBound { polls = true }
    }
    if polls, !index { return Unit(code: "percentage_point", kind: .percent, pieces: at) }
    return nil
  }

  // MARK: Fractions, multiples, ratios

  private static let fractionFollowers = Words.set("of the its his her their our my all that this those these as less more fewer")
  private static let halfBlockers = Words.set(
    "first second other better latter bottom top back front north south this each per last any next upper lower opening final")
  private static let halfFollowers = Words.set("time hour way brother sister moon term mile sibling siblings")

  private func fraction(_ candidate: FigureCandidate) -> FigureCandidate? {
    var candidate = candidate
    let numeral = candidate.numeral
    let i = numeral.pieces.lowerBound
    let end = numeral.pieces.upperBound
    let single = numeral.pieces.count == 1 && s.isWord(i)
    if s.isHyphen(end), !s.isNumber(end + 1) { return nil }
    if single {
      guard s.holds(i, "half") else { return nil }
      if s.isHyphen(i) || s.isHyphen(i - 1) && s.glued(i) { return nil }
      if s.holds(i - 1, Self.halfBlockers) || s.holds(i - 1, "a") || s.holds(end, Self.halfFollowers) { return nil }
      if s.holds(i - 1, "the") || s.holds(i - 1, "and") && s.holds(i - 2, "a") || s.holds(i - 1, "in") { return nil }
      guard
        !s.isWord(end) || s.holds(end, Self.fractionFollowers) || s.tag(end) == .NNS || s.tag(end) == .NNP
          || BoundReader(s).before(i, duration: false) != nil || s.holds(i - 1, "by")
      else { return nil }
      if !s.isWord(end), BoundReader(s).before(i, duration: false) == nil, !s.holds(i - 1, "by"), !s.holds(i - 1, "to") { return nil }
    } else if s.holds(i, "a") || s.holds(i, "an") {
      if s.holds(i + 1, "half") { return nil }
      // "a third of", "by a third"; not "a third man".
      let follows = s.holds(end, "of") || s.holds(end, "less") || s.holds(end, "more") || s.holds(end, "fewer") || s.holds(end, "as")
      let alone =
        !s.isWord(end) || FigureWords.prepositions.contains(s.key(end))
        || TimeWords.table[s.key(end)].map { [.last, .this, .day, .next].contains($0.kind) } ?? false
        || s.holds(end, "the")
      guard
        follows
          || alone
            && (s.holds(i - 1, "by") || s.holds(i - 1, "than") || s.holds(i - 1, "nearly") || s.holds(i - 1, "almost")
              || s.holds(i - 1, "about") || s.holds(i - 1, "over") || s.holds(i - 1, "roughly") || s.holds(i - 1, "to")
              || numeral.pieces.count > 2 || i == s.start || s.bounds.count < 5)
      else { return nil }
      if s.holds(i + 1, "second") { return nil }
    }
    candidate.unit = Unit(code: "fraction", kind: .ratio, pieces: i..<end)
    candidate.rule = "share"
    return candidate
  }

  private func multiple(_ numeral: Numeral) -> FigureCandidate? {
    let i = numeral.pieces.lowerBound
    let end = numeral.pieces.upperBound
    if s.holds(i, "twice") || s.holds(i, "thrice") || s.holds(i, "double") || s.holds(i, "triple") || s.holds(i, "quadruple") {
      // "twice the rate", "twice as many"; not "twice elected", "double standard".
      guard
        s.holds(end, "the") || s.holds(end, "as") || s.holds(end, "its") || s.holds(end, "their") || s.holds(end, "his")
          || s.holds(end, "her") || s.holds(end, "what") || s.holds(end, "that") || s.holds(i - 1, "than") && s.holds(i, "double")
          || s.holds(i - 1, "to") && s.holds(i, "double")
      else { return nil }
    } else {
      guard s.tag(i) != .JJ || s.holds(i - 1, "than"), !s.isHyphen(end), !s.isHyphen(i - 1), !s.holds(end, "over"), !s.holds(end, "down"),
        !s.holds(end, "as")
      else { return nil }
      if s.holds(i, "halved") || s.holds(i, "halving") {
        return FigureCandidate(
          numeral: numeral, pieces: i..<end, value: 0.5, unit: Unit(code: "fraction", kind: .ratio, pieces: i..<end),
          change: .init(change: .down, role: .change, pieces: i..<end), rule: "multiple in words")
      }
      return FigureCandidate(
        numeral: numeral, pieces: i..<end, value: numeral.value, unit: Unit(code: "{time}", kind: .ratio, pieces: i..<end),
        change: .init(change: .up, role: .change, pieces: i..<end), rule: "multiple in words")
    }
    return FigureCandidate(
      numeral: numeral, pieces: i..<end, value: numeral.value, unit: Unit(code: "{time}", kind: .ratio, pieces: i..<end),
      rule: "multiple in words")
  }

  /// "3-to-1", "two to one": a ratio.
  private func oneTo(_ numeral: Numeral) -> FigureCandidate? {
    let end = numeral.pieces.upperBound
    let to: Int
    if s.isHyphen(end), s.holds(end + 1, "to"), s.isHyphen(end + 2) {
      to = end + 3
    } else if s.holds(end, "to"), numeral.form == .words {
      to = end + 1
    } else {
      return nil
    }
    guard let second = numerals.cardinal(to), second.value == 1, second.pieces.count == 1, numeral.value > 1, !numeral.scaled,
      !s.isHyphen(second.pieces.upperBound) || to == end + 3
    else { return nil }
    let pieces = numeral.pieces.lowerBound..<second.pieces.upperBound
    return FigureCandidate(
      numeral: numeral, pieces: pieces, value: numeral.value, unit: Unit(code: "ratio", kind: .ratio, pieces: pieces), rule: "ratio")
  }
}

/// "tenfold", "threefold": multiples in one word.
enum FoldWords {
  static func value(_ s: PieceSentence, _ i: Int) -> Double? {
    guard s.isWord(i), s[i].range.count > 6, s[i].range.count < 16 else { return nil }
    let range = s[i].range
    let bytes = s.source.text.bytes
    guard bytes[range.end - 4] | 0x20 == 0x66, bytes[range.end - 3] == 0x6f, bytes[range.end - 2] == 0x6c, bytes[range.end - 1] == 0x64
    else { return nil }
    guard let word = NumberWords.table[WordHash.of(s.lowercase(i).dropLast(4).description)] else { return nil }
    return [.unit, .teen, .ten, .hundred, .scale].contains(word.kind) && word.value > 1 ? word.value : nil
  }
}
