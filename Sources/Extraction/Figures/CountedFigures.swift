import Knowledge
import Linguistics
import Record

/// Numbers that count a noun, and numbers without a noun or unit.
extension FigureScanner {
  // MARK: Counts

  static let ofWhom = Words.set(WordSets["CountedFigures.ofWhom"])
  static let others = Words.set("others")
  /// Words before a number that modifies a singular noun: "a 40 page booklet".
  static let singularLeads = Words.set(WordSets["CountedFigures.singularLeads"])

  func counted(_ candidate: FigureCandidate) -> FigureCandidate? {
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
    if sentence.holds(i - 1, "of"), sentence.holds(i - 2, CountWords.family), numeral.value < 30 {
      candidate.impliedUnit = "child"
      candidate.impliedKind = .count
      candidate.rule = "parent of"
      return numeral.isOne ? nil : candidate
    }
    // "a two-state solution", "a three-man race": the compound names a kind of thing.
    if sentence.isHyphen(end), sentence.holds(end + 2, Self.kinds) { return nil }
    // "one or two", "one to five": the first number of a range.
    if numeral.isOne, sentence.holds(end, "or") || sentence.holds(end, "to"), let next = numerals.cardinal(end + 1), next.value > 1,
      next.value <= 10,
      sentence.isWord(next.pieces.upperBound)
    {
      return bare(candidate)
    }
    // "90-plus smaller parties"
    if sentence.isHyphen(end), sentence.holds(end + 1, "plus") || sentence.holds(end + 1, "odd"), let noun = nouns.noun(end + 2),
      noun.plural
    {
      candidate.noun = noun
      candidate.pieces = i..<noun.pieces.upperBound
      candidate.rule = "counted noun"
      return candidate
    }
    // "a 23-strong choir"
    if sentence.isHyphen(end), sentence.holds(end + 1, "strong"), !numeral.isOne {
      candidate.impliedUnit = "person"
      candidate.impliedKind = .count
      candidate.pieces = i..<(end + 2)
      candidate.rule = "people of a place"
      return candidate
    }
    // "six figures" means the digits of a sum.
    if sentence.holds(end, "figures") || sentence.isHyphen(end) && sentence.holds(end + 1, "figure"), numeral.value >= 3,
      numeral.value < 11,
      numeral.form == .words || numeral.value < 10
    {
      return nil
    }
    // "46-page" and "ten-point" are figures; "two-front" names a kind of thing.
    if sentence.isHyphen(end), sentence.isWord(end + 1) {
      guard sentence.holds(end + 1, CountWords.hyphenCounts),
        !numeral.isOne || sentence.holds(end + 1, "point") || sentence.holds(end + 1, "seat")
      else {
        return nil
      }
      let unit = CountWords.singular(sentence.lowercase(end + 1))
      candidate.noun = CountNoun(unit: unit, pieces: (end + 1)..<(end + 2), head: end + 1, plural: false)
      candidate.pieces = i..<(end + 2)
      candidate.rule = "compound modifier"
      if sentence.capitalized(end + 1), sentence.capitalized(i), i > sentence.start, !nonFigures.inHeading { return nil }
      return points(candidate)
    }
    // "a 40 page booklet": the hyphen is missing.
    if numeral.form == .digits, !numeral.decimal, sentence.holds(end, CountWords.hyphenCounts), sentence.isWord(end + 1),
      !CountWords.closed.contains(sentence.key(end + 1)), [.NN, .NNS].contains(sentence[end + 1].tag),
      sentence.holds(i - 1, Self.singularLeads),
      !sentence.lowercase(end).hasSuffix("s"), !sentence.capitalized(end)
    {
      candidate.noun = CountNoun(unit: sentence.lowercase(end), pieces: end..<(end + 1), head: end, plural: false)
      candidate.pieces = i..<(end + 1)
      candidate.rule = "compound modifier"
      return points(candidate)
    }
    // "19 times out of 20" is a share of cases, "61 per 100,000" a rate.
    if sentence.holds(end, "per") || sentence.holds(end, "for") || units.isPerMeasure(end), let rate = units.rate(end) {
      candidate.rate = rate.code
      candidate.pieces = i..<rate.end
      candidate.rule = "rate"
      return candidate
    }
    if let whole = wholeOf(end), !numeral.isOne, numeral.value <= whole.number {
      // "six of its nine members": the noun that is counted stands after "of".
      candidate.impliedUnit = whole.unit
      candidate.impliedKind = .count
      candidate.rule = "part of a number"
      return candidate
    }
    // "the Gang of Eight"
    if sentence.holds(i - 1, "of"), sentence.holds(i - 2, Self.crews), sentence.capitalized(i), numeral.form == .words,
      !nonFigures.inHeading
    {
      return nil
    }
    if let person = inhabitants(candidate) { return person }
    if sentence.holds(i - 1, "of"),
      sentence.holds(i - 2, Self.places) && numeral.value >= 20 || sentence.holds(i - 2, Self.crews) && numeral.value >= 2,
      !sentence.isWord(end) || CountWords.closed.contains(sentence.key(end))
        || [.VBD, .VBZ, .MD].contains(sentence[end].tag) && nouns.noun(end) == nil
    {
      candidate.impliedUnit = "person"
      candidate.impliedKind = .count
      candidate.rule = "people of a place"
      return candidate
    }
    var k = end
    var ofThose = false
    if sentence.holds(k, "more"), !sentence.holds(k + 1, "than") { k += 1 }
    if sentence.holds(k, "of") {
      if numeral.vague || numeral.scaled {
        k += 1
        while sentence.holds(k, Self.ofWhom) { k += 1 }
      } else if sentence.holds(k + 1, Self.ofWhom), !sentence.holds(k + 1, "them"), !sentence.holds(k + 1, "which"),
        !sentence.holds(k + 1, "whom")
      {
        k += 2
        while sentence.holds(k, Self.ofWhom) { k += 1 }
        // "on day three of the games", "act two of the opera"
        if sentence.holds(i - 1, CountWords.labels), !sentence.holds(i - 2, "a"), !sentence.holds(i - 2, "per"),
          !sentence.holds(i - 2, "every")
        {
          return nil
        }
        ofThose = true
      }
    }
    if let noun = tally(numeral) {
      candidate.noun = noun
      candidate.pieces = i..<noun.pieces.upperBound
      candidate.rule = "counted noun"
      return points(candidate)
    }
    // "at least 14, and perhaps 20, miners": the noun stands behind the comma that closes the aside.
    if sentence.holds(k, ","), sentence.holds(i - 1, Self.hedges),
      sentence.holds(i - 2, "and") || sentence.holds(i - 2, "or") || sentence.holds(i - 2, ",")
    {
      k += 1
    }
    // "thousands suffered lasting injuries": the verb ends the subject.
    let noun = numeral.vague && k == end && [.VBD, .VBP, .VBZ].contains(sentence.tag(k) ?? .UH) ? nil : nouns.noun(k)
    if nonFigures.isLabel(numeral, noun: noun) || isTitle(numeral, noun) { return nil }
    // "one of its two cooks"
    if numeral.isOne, sentence.holds(end, "of") { return nil }
    if numeral.isOne {
      candidate.noun = singularNoun(k)
      candidate.rule = "one beside a number"
      if sentence.holds(end, "point"), !sentence.holds(i - 1, "at"), let poll = pollPoints(candidate) {
        candidate.unit = Unit(code: poll.code, kind: poll.kind, pieces: end..<(end + 1))
        candidate.pieces = i..<(end + 1)
        candidate.rule = "points"
        candidate.noun = nil
        return candidate
      }
      if candidate.noun != nil || ofThose { candidate.pieces = i..<(candidate.noun?.pieces.upperBound ?? end) }
      return candidate.noun == nil ? nil : candidate
    }
    if let noun, noun.plural {
      if ofThose, numeral.value < 2 { return nil }
      // "the past four winters" is a time.
      if sentence.holds(i - 1, Self.sequels),
        TimeWords.table[WordHash.of(noun.unit.lowercased())] != nil || sentence.holds(noun.head, Self.turns)
      {
        return nil
      }
      // "40,000 12 kilo sacks": the measure inside is a figure of its own.
      candidate.pieces = i..<(sentence.isNumber(noun.pieces.lowerBound) ? k : noun.pieces.upperBound)
      candidate.rule = "counted noun"
      if let measure = units.name(noun.head)?.unit, noun.head > k, measure.pieces.upperBound == noun.head + 1 {
        // "517 rushing yards", "six more years": a unit after adjectives.
        candidate.unit = measure
        candidate.value *= measure.factor
        candidate.high = candidate.high.map { $0 * measure.factor }
        candidate.rule = rule(candidate)
        if measure.kind == .duration, sentence.holds(noun.pieces.upperBound, Self.placing) { return nil }
        return candidate
      }
      candidate.noun = noun
      if let rate = units.rate(candidate.pieces.upperBound) {
        candidate.rate = rate.code
        candidate.pieces = i..<rate.end
      } else if let rate = complementRate(candidate.pieces.upperBound) ?? laterRate(candidate.pieces.upperBound) {
        candidate.rate = rate
      }
      return points(candidate)
    }
    // "of the 600 who applied"
    if sentence.holds(end, "who"), numeral.value >= 2, numeral.form == .digits || sentence.holds(i - 1, "the") {
      candidate.impliedUnit = "person"
      candidate.impliedKind = .count
      candidate.rule = "people who"
      return candidate
    }
    // "a projected 13.6 million population"
    if sentence.holds(end, Self.populations) || sentence.holds(end + 1, Self.populations) && sentence.tag(end) == .JJ {
      candidate.impliedUnit = "person"
      candidate.impliedKind = .count
      candidate.rule = "people of a place"
      return candidate
    }
    // "a magnitude 6.1 tremor"
    if sentence.holds(sentence.isDash(i - 1) || sentence.holds(i - 1, "of") ? i - 2 : i - 1, "magnitude"), numeral.value < 11 {
      candidate.impliedKind = .index
      candidate.rule = "magnitude"
      return candidate
    }
    if numeral.vague {
      // "Thousands are leaving": people are counted.
      guard numeral.form == .vague else { return nil }
      if sentence.holds(end, "of"), !sentence.isWord(end + 1) || noun == nil {
        return sentence.holds(end + 1, "the") || singularNoun(end + 1) == nil ? nil : mass(candidate, end + 1)
      }
      let money =
        sentence.bounds.contains { sentence.holds($0, Self.moneyWords) }
        || sentence.holds(end, "more") && sentence.holds(i - 1, Self.earning)
      candidate.impliedUnit = money ? "USD" : "person"
      candidate.impliedKind = money ? .money : .count
      candidate.rule = money ? "vague sum" : "vague count of people"
      // "the hundreds stranded at the port"
      if sentence.holds(i - 1, "the"), [.VBN, .VBD].contains(sentence.tag(end) ?? .UH) || sentence.holds(end, "who"), !money {
        return candidate
      }
      if sentence.holds(i - 1, "the") || sentence.holds(i - 1, "in") || sentence.holds(i - 1, "by") && sentence.holds(end, ".") {
        return sentence.holds(i - 1, "in") || sentence.holds(i - 1, "the") ? nil : candidate
      }
      return candidate
    }
    candidate.rule = "number alone"
    return candidate
  }

  /// "a town of less than 1,000", "with a population under 500".
  private func inhabitants(_ candidate: FigureCandidate) -> FigureCandidate? {
    let end = candidate.numeral.pieces.upperBound
    guard candidate.value >= 20, !candidate.numeral.vague,
      !sentence.isWord(end) || CountWords.closed.contains(sentence.key(end)) && !sentence.holds(end, "of")
    else { return nil }
    let bound = BoundReader(sentence).before(candidate.numeral.pieces.lowerBound, duration: false)
    let start = bound?.pieces.lowerBound ?? candidate.numeral.pieces.lowerBound
    guard
      sentence.holds(start - 1, "of") && sentence.holds(start - 2, Self.places)
        || bound != nil && sentence.holds(start - 1, Self.populations)
    else { return nil }
    var candidate = candidate
    candidate.impliedUnit = "person"
    candidate.impliedKind = .count
    candidate.rule = "people of a place"
    return candidate
  }

  private static let kinds = Words.set("solution race contest")
  private static let hedges = Words.set("perhaps possibly maybe")
  private static let sequels = Words.set("past last next previous")
  private static let turns = Words.set("sessions seasons")

  /// "“Nine Doors,” with": the title of a work in quotation marks.
  private func isTitle(_ numeral: Numeral, _ noun: CountNoun?) -> Bool {
    guard let noun, numeral.form == .words, sentence.capitalized(numeral.pieces.lowerBound),
      sentence.holds(numeral.pieces.lowerBound - 1, "\""),
      noun.pieces.allSatisfy({ sentence.capitalized($0) })
    else { return false }
    let end = noun.pieces.upperBound
    return sentence.holds(end, "\"") || sentence.isSymbol(end) && sentence.holds(end + 1, "\"")
  }

  static let places = Words.set(WordSets["CountedFigures.places"])

  static let populations = Words.set("population audience crowd congregation workforce membership")
  static let crews = Words.set(WordSets["CountedFigures.crews"])

  /// The number and noun after "of": "of its nine members", "of the district's 19 schools", "of every five".
  func wholeOf(_ end: Int) -> (number: Double, unit: String)? {
    guard sentence.holds(end, "of") else { return nil }
    for k in (end + 1)..<(end + 7) where sentence.has(k) {
      if sentence.isSymbol(k) && !sentence.holds(k, "'") { return nil }
      if sentence.isNumber(k) || NumberWords.table[sentence.key(k)] != nil {
        guard CurrencyTable.shared.standsBefore(sentence, k) == nil, let number = numerals.cardinal(k), number.value >= 2,
          units.behind(number.pieces.upperBound) == nil,
          number.form != .fraction,
          let noun = nouns.noun(number.pieces.upperBound), noun.plural
        else { return nil }
        return (number.value, noun.unit)
      }
      if sentence[k].tag == .VBD || sentence[k].tag == .VBZ || sentence[k].tag == .IN && !sentence.holds(k, Self.looseBounds) { return nil }
    }
    return nil
  }

  static let looseBounds = Words.set("about around over than")

  /// "33 cases of measles per 100,000 children": the rate after the noun's complement.
  func complementRate(_ end: Int) -> String? {
    guard sentence.holds(end, "of") else { return nil }
    for k in (end + 2)..<(end + 5) where sentence.has(k) {
      if sentence.holds(k, "per") { return units.rate(k)?.code }
      if sentence.holds(k, "a") || sentence.holds(k, "an") || sentence.holds(k, "each") || sentence.holds(k, "every"),
        units.name(k + 1)?.unit.kind == .duration
      {
        return units.rate(k)?.code
      }
      guard sentence.isWord(k), !CountWords.closed.contains(sentence.key(k)) else { return nil }
    }
    return nil
  }

  /// "20 veterans die each day": the rate at the end of the clause.
  func laterRate(_ end: Int) -> String? {
    for k in end..<(end + 7) where sentence.has(k) {
      if sentence.isSymbol(k) && !sentence.isHyphen(k) || sentence.isNumber(k) { return nil }
      if sentence.holds(k, "each") || sentence.holds(k, "every"), k > end, let rate = units.rate(k), let unit = units.name(k + 1)?.unit,
        unit.kind == .duration
      {
        return rate.code
      }
    }
    return nil
  }

  /// "3 million barrels-worth", "thousands of luggage": after a vague count a mass noun serves as well as a plural.
  func mass(_ candidate: FigureCandidate, _ k: Int) -> FigureCandidate? {
    guard let noun = singularNoun(k) else { return nil }
    var candidate = candidate
    candidate.noun = noun
    candidate.pieces = candidate.pieces.lowerBound..<noun.pieces.upperBound
    candidate.rule = "counted noun"
    return candidate
  }

  static let earning = Words.set(WordSets["CountedFigures.earning"])
  static let moneyWords = Words.set(WordSets["CountedFigures.moneyWords"])

  func singularNoun(_ k: Int) -> CountNoun? { nouns.noun(k, singular: true) }

  func bare(_ candidate: FigureCandidate) -> FigureCandidate {
    var candidate = candidate
    candidate.rule = "number alone"
    return candidate
  }

  /// Points of a poll are percentage points; points of an index have no unit.
  func points(_ candidate: FigureCandidate) -> FigureCandidate {
    guard let noun = candidate.noun, ["point", "pt"].contains(noun.unit.lowercased()) else { return candidate }
    var candidate = candidate
    // "to 27,118.35 points": the level of an index.
    if candidate.value >= 100, candidate.numeral.decimal || candidate.numeral.grouped,
      sentence.holds(candidate.pieces.lowerBound - 1, "to") || sentence.holds(candidate.pieces.lowerBound - 1, "at")
    {
      candidate.noun = nil
      candidate.impliedKind = .index
      candidate.rule = "level of an index"
      return candidate
    }
    guard let poll = pollPoints(candidate) else {
      candidate.noun?.unit = "point"
      return candidate
    }
    candidate.unit = poll
    candidate.noun = nil
    candidate.rule = "points"
    return candidate
  }

  private static let averages = Words.set("average averages")

  func pollPoints(_ candidate: FigureCandidate) -> Unit? {
    let at = candidate.noun?.pieces ?? candidate.pieces
    if sentence.source.isGame, !sentence.bounds.contains(where: { sentence.holds($0, Poll.polls) }) { return nil }
    var polls = false
    var index = candidate.numeral.decimal && candidate.value >= 20
    // "1.5 points of market share"
    if sentence.holds(at.upperBound, "of"), (at.upperBound + 1..<at.upperBound + 4).contains(where: { sentence.holds($0, "share") }) {
      return Unit(code: "percentage_point", kind: .percent, pieces: at)
    }
    for k in sentence.bounds {
      // An average of polls is not an index.
      if sentence.holds(k, CountWords.indexNames),
        !sentence.holds(k, Self.averages) || !isPolitical && !sentence.bounds.contains(where: { sentence.holds($0, Poll.polls) })
      {
        index = true
      }
      if sentence.holds(k, CountWords.polls), !candidate.pieces.contains(k) { polls = true }
      // "Turnout was 61%, down six points", but "fell 1.2%, or 40 points".
      if sentence.holds(k, "%"), k < candidate.pieces.lowerBound, !sentence.holds(candidate.pieces.lowerBound - 1, "or") { polls = true }
    }
    if polls || isPolitical, !index, candidate.value < 100 { return Unit(code: "percentage_point", kind: .percent, pieces: at) }
    return nil
  }
}
