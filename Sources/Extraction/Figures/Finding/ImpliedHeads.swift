import Knowledge
import Linguistics
import Record

/// What a number without a noun of its own counts.
extension FigureJudge {
  private static let those = Words.set("them those these whom which")

  /// "of those, 300 burned", "ten of them needed help".
  func pointsBack(_ candidate: FigureCandidate) -> Bool {
    guard candidate.numeral.form == .digits || candidate.numeral.form == .words, !candidate.numeral.decimal, candidate.numeral.value >= 2
    else {
      return false
    }
    let end = candidate.pieces.upperBound
    // "two of the four have left"
    if sentence.holds(end, "of"), sentence.holds(end + 1, "the"),
      NumberWords.table[sentence.key(end + 2)] != nil || sentence.isNumber(end + 2),
      sentence.holds(end + 3, CountWords.auxiliaries)
    {
      return true
    }
    if sentence.holds(end, "of"), sentence.holds(end + 1, Self.those), !sentence.isWord(end + 2) || sentence.tag(end + 2) != .NNS {
      return true
    }
    let start = candidate.bound?.pieces.lowerBound ?? candidate.pieces.lowerBound
    let at = sentence.holds(start - 1, ",") ? start - 2 : start - 1
    return sentence.holds(at, Self.those) && sentence.holds(at - 1, "of") && (!sentence.isWord(end) || sentence.tag(end) != .NNS)
  }

  private static let passing = Words.set("below above past under over beyond")
  private static let amounts = Words.set(WordSets["ImpliedHeads.amounts"])
  private static let notCounted = Words.set(WordSets["ImpliedHeads.notCounted"])

  /// "Burglaries fell by 12 percent to 1,940", "the number of visitors rose to 300": the subject that rises or falls is what is counted.
  func subjectCount(_ candidate: FigureCandidate) -> String? {
    guard let change = candidate.change, change.role == .level else { return nil }
    if let noun = objectCount(candidate, of: change) { return noun }
    guard candidate.numeral.form == .digits || candidate.numeral.scaled,
      !candidate.numeral.decimal || candidate.numeral.scaled,
      sentence.holds((candidate.bound?.pieces.lowerBound ?? candidate.pieces.lowerBound) - 1, "to")
        || candidate.bound.map({ sentence.holds($0.pieces.lowerBound, Self.passing) }) ?? false
        || sentence.holds(candidate.pieces.lowerBound - 1, Self.passing),
      sentence.endsCount(candidate.pieces.upperBound)
    else { return nil }
    var k = change.pieces.lowerBound - 1
    while sentence.has(k), sentence.tag(k) == .RB || sentence.holds(k, CountWords.auxiliaries) || sentence.tag(k) == .VBN { k -= 1 }
    // "Visits more than doubled"
    if sentence.holds(k, "than"), sentence.holds(k - 1, "more") { k -= 2 }
    // "The number of people who died has risen to 34": skips the relative clause.
    if let pronoun = (max(sentence.start, k - 12)...max(sentence.start, k)).last(where: { sentence.holds($0, Self.relatives) }),
      (max(sentence.start, pronoun - 6)..<pronoun).contains(where: { sentence.holds($0, Self.amounts) })
    {
      k = pronoun - 1
    }
    // The noun phrase that ends here, including an "of" inside it.
    var noun: Int?
    for at in stride(from: k, through: max(sentence.start, k - 9), by: -1) {
      guard sentence.isWord(at) else { break }
      if sentence.holds(at, "of") {
        guard sentence.holds(at - 1, Self.amounts) else {
          noun = nil
          continue
        }
        break
      }
      if sentence[at].tag == .IN { noun = nil; continue }
      // "Deaths in Peru and Chile"
      if sentence[at].tag == .CC, noun == nil { continue }
      guard [.NN, .NNS, .JJ, .DT, .VBN, .NNP].contains(sentence[at].tag) else { break }
      if sentence[at].tag == .NNS || CountWords.plurals[sentence.key(at)] != nil, noun == nil { noun = at }
    }
    guard let noun, !sentence.holds(noun, Self.notCounted) || sentence.holds(noun - 1, "of"),
      CountWords.looksPlural(sentence.lowercase(noun), key: sentence.key(noun))
    else { return nil }
    return CountWords.singular(sentence.lowercase(noun))
  }

  private static let reaches = Words.set(WordSets["ImpliedHeads.reaches"])
  private static let bodies = Words.set(
    "population populations audience audiences attendance crowd membership readership workforce electorate")

  /// "Arrivals hit 1.2 million", "the population will reach 9.7 billion": the plural or the body of people that is the verb's subject.
  func reachedCount(_ candidate: FigureCandidate) -> String? {
    let numeral = candidate.numeral
    var k = (candidate.bound?.pieces.lowerBound ?? candidate.pieces.lowerBound) - 1
    guard numeral.scaled || numeral.grouped, !numeral.decimal || numeral.scaled, sentence.endsCount(candidate.pieces.upperBound),
      sentence.holds(k, Self.reaches)
    else { return peopled(candidate) }
    while sentence.has(k), sentence.holds(k, Self.reaches) || sentence.tag(k) == .RB || sentence.holds(k, CountWords.auxiliaries) { k -= 1 }
    return subjectNoun(endingAt: k)
  }

  /// "The population shrank by 12,000 to 340,000": the amount and the level count people.
  private func peopled(_ candidate: FigureCandidate) -> String? {
    guard let change = candidate.change, candidate.numeral.scaled || candidate.numeral.grouped,
      sentence.endsCount(candidate.pieces.upperBound) || sentence.holds(candidate.pieces.upperBound, "to")
    else { return nil }
    var k = change.pieces.lowerBound - 1
    while sentence.has(k), sentence.tag(k) == .RB || sentence.holds(k, CountWords.auxiliaries) { k -= 1 }
    return sentence.holds(k, Self.bodies) ? "person" : nil
  }

  private func subjectNoun(endingAt k: Int) -> String? {
    guard sentence.isWord(k) else { return nil }
    if sentence.holds(k, Self.bodies) { return "person" }
    // "the population of Vell": what the preposition adds names no other count.
    if let of = (max(sentence.start, k - 5)..<max(sentence.start, k)).first(where: {
      sentence.holds($0, "of") || sentence.holds($0, "in") || sentence.holds($0, "at")
    }) {
      if sentence.holds(of - 1, Self.bodies) { return "person" }
      guard sentence.tag(of - 1) == .NNS else { return nil }
      return sentence.holds(of - 1, Self.notCounted) ? nil : CountWords.singular(sentence.lowercase(of - 1))
    }
    guard sentence.tag(k) == .NNS, !sentence.holds(k, Self.notCounted) else { return nil }
    return CountWords.singular(sentence.lowercase(k))
  }

  private static let extremes = Words.set("low lows high highs temperature temperatures")

  /// "Highs of 31 degrees, with lows near 20": the scale of the temperature before.
  func weatherUnit(_ candidate: FigureCandidate, behind last: FigureCandidate?) -> String? {
    guard let code = last?.unit?.code, ["deg", "Cel", "[degF]"].contains(code), candidate.numeral.form == .digits,
      sentence.endsCount(candidate.pieces.upperBound)
    else { return nil }
    let start = candidate.bound?.pieces.lowerBound ?? candidate.pieces.lowerBound
    return (start - 4..<start).contains { sentence.holds($0, Self.extremes) } ? code : nil
  }

  private static let relatives = Words.set("who that which")

  /// "cut the number of small yards to 14": the object of the verb is what is counted.
  private func objectCount(_ candidate: FigureCandidate, of change: ChangeReader.Reading) -> String? {
    let start = candidate.bound?.pieces.lowerBound ?? candidate.pieces.lowerBound
    guard sentence.holds(start - 1, "to"), change.pieces.upperBound < start - 2, start - change.pieces.upperBound < 12,
      let of = (change.pieces.upperBound..<start - 1).first(where: { sentence.holds($0, "of") }), sentence.holds(of - 1, Self.amounts),
      let noun = CountNounReader(sentence).noun(sentence.holds(of + 1, Words.determiners) ? of + 2 : of + 1), noun.plural,
      noun.pieces.upperBound < start
    else { return nil }
    return noun.unit
  }

  /// What a number counts that stands in place of its noun: the noun of the predicate ("421 were civilians"), the noun counted before
  /// ("7,400 more under study"), or people to whom something is done ("30,000 forced to leave").
  func head(of candidate: FigureCandidate, earlier: String?) -> String? {
    let numeral = candidate.numeral
    guard !numeral.decimal || numeral.scaled, numeral.value >= 2, numeral.form == .digits || numeral.form == .words else { return nil }
    var end = candidate.pieces.upperBound
    if sentence.holds(end, "more") { end += 1 }
    if sentence.holds(end, "were") || sentence.holds(end, "are"), let noun = CountNounReader(sentence).noun(end + 1), noun.plural {
      return noun.unit
    }
    if end > candidate.pieces.upperBound, sentence.endsCount(end) { return earlier }
    if sentence.tag(end) == .VBN, sentence.isWord(end), sentence[end].range.count > 3 { return earlier ?? "person" }
    // "309 are still to be named"
    if sentence.holds(end, "have") || sentence.holds(end, "were"), candidate.numeral.form == .digits,
      let done = (end + 1..<end + 5).first(where: { sentence.tag($0) == .VBN && !sentence.holds($0, "been") }),
      (end + 1..<done).allSatisfy({ sentence.tag($0) == .RB || sentence.holds($0, "been") || sentence.holds($0, "being") })
    {
      return earlier ?? "person"
    }
    if sentence.tag(end) == .VBD, sentence.holds(end + 1, "to") || sentence.tag(end + 1) == .IN { return earlier ?? "person" }
    return nil
  }

  /// "431 were farmers, 389 soldiers": the predicate repeats that of the previous number, with the verb omitted.
  func isGapped(_ candidate: FigureCandidate, behind last: FigureCandidate?) -> Bool {
    guard let last, last.isPredicate, sentence.holds(candidate.pieces.lowerBound - 1, ","), candidate.numeral.form == .digits,
      [.JJ, .NN].contains(sentence.tag(candidate.pieces.upperBound) ?? .UH)
    else { return false }
    return candidate.pieces.lowerBound - last.pieces.upperBound <= 8
  }

  private static let equating = Words.set("is was are were")
  private static let contrasting = Words.set("while whilst whereas and but")

  /// "A pack holds 20 cards while a box is 60.": the noun of the previous clause.
  func balancedCount(_ found: [FigureCandidate], _ i: Int) -> String? {
    let end = found[i].pieces.upperBound
    let start = found[i].bound?.pieces.lowerBound ?? found[i].pieces.lowerBound
    guard i > 0, !sentence.isWord(end), !found[i].numeral.decimal, found[i].numeral.value >= 2, sentence.holds(start - 1, Self.equating),
      let subject = sentence.tag(start - 2), subject == .NN || subject == .NNS || subject == .JJ, !sentence.capitalized(start - 2),
      let noun = found[i - 1].noun, found[i - 1].kind == .count, start - noun.pieces.upperBound <= 9
    else { return nil }
    return (noun.pieces.upperBound..<start).contains(where: { sentence.holds($0, Self.contrasting) }) ? noun.unit : nil
  }

  private static let harm = Words.set(WordSets["ImpliedHeads.harm"])
  private static let being = Words.set(WordSets["ImpliedHeads.being"])

  /// "killing 12", "at least 30 were injured", "six dead".
  func isCasualty(_ candidate: FigureCandidate) -> Bool {
    guard candidate.numeral.form != .fraction, candidate.numeral.value >= 2 || candidate.numeral.scaled, !candidate.numeral.decimal else {
      return false
    }
    let end = candidate.pieces.upperBound
    if sentence.holds(end, Self.harm)
      || sentence.holds(end, Self.being)
        && (sentence.holds(end + 1, Self.harm) || sentence.holds(end + 2, Self.harm) && !sentence.isSymbol(end + 1))
    {
      return true
    }
    // "Six remain in hospital."
    if sentence.holds(end, Self.staying), sentence.holds(end + 1, "in"),
      sentence.holds(end + 2, Self.wards) || sentence.holds(end + 3, Self.wards)
    {
      return true
    }
    guard sentence.endsCount(end) else { return false }
    let start = candidate.bound?.pieces.lowerBound ?? candidate.pieces.lowerBound
    return sentence.holds(start - 1, Self.harm) && !sentence.holds(start - 1, "missing") && !sentence.holds(start - 1, "dead")
  }

  private static let staying = Words.set("remain remained are were stayed")
  private static let wards = Words.set("hospital custody jail prison detention intensive care quarantine isolation")

  static let ellipsis = Words.set("and to from with than , of")

  /// "of its 60 homes, 40 burned"; "of the houses, 12 …".
  func ofThose(_ candidate: FigureCandidate) -> String? {
    var k = candidate.bound?.pieces.lowerBound ?? candidate.pieces.lowerBound
    guard sentence.holds(k - 1, ",") else { return nil }
    k -= 2
    guard sentence.isWord(k), CountWords.looksPlural(sentence.lowercase(k), key: sentence.key(k)) else { return nil }
    for at in stride(from: k, through: max(sentence.start, k - 6), by: -1)
    where sentence.holds(at, "of") && (at == sentence.start || !sentence.isWord(at - 1) || sentence.holds(at - 1, "and")) {
      return CountWords.singular(sentence.string(k))
    }
    return nil
  }
}
