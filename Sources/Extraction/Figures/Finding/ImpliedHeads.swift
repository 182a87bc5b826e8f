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
    if s.holds(end, "of"), s.holds(end + 1, "the"), NumberWords.table[s.key(end + 2)] != nil || s.isNumber(end + 2),
      s.holds(end + 3, CountWords.auxiliaries)
    {
      return true
    }
    if s.holds(end, "of"), s.holds(end + 1, Self.those), !s.isWord(end + 2) || s.tag(end + 2) != .NNS { return true }
    let start = candidate.bound?.pieces.lowerBound ?? candidate.pieces.lowerBound
    let at = s.holds(start - 1, ",") ? start - 2 : start - 1
    return s.holds(at, Self.those) && s.holds(at - 1, "of") && (!s.isWord(end) || s.tag(end) != .NNS)
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
      s.holds((candidate.bound?.pieces.lowerBound ?? candidate.pieces.lowerBound) - 1, "to")
        || candidate.bound.map({ s.holds($0.pieces.lowerBound, Self.passing) }) ?? false
        || s.holds(candidate.pieces.lowerBound - 1, Self.passing),
      s.endsCount(candidate.pieces.upperBound)
    else { return nil }
    var k = change.pieces.lowerBound - 1
    while s.has(k), s.tag(k) == .RB || s.holds(k, CountWords.auxiliaries) || s.tag(k) == .VBN { k -= 1 }
    // "Visits more than doubled"
    if s.holds(k, "than"), s.holds(k - 1, "more") { k -= 2 }
    // "The number of people who died has risen to 34": skips the relative clause.
    if let pronoun = (max(s.start, k - 12)...max(s.start, k)).last(where: { s.holds($0, Self.relatives) }),
      (max(s.start, pronoun - 6)..<pronoun).contains(where: { s.holds($0, Self.amounts) })
    {
      k = pronoun - 1
    }
    // The noun phrase that ends here, including an "of" inside it.
    var noun: Int?
    for at in stride(from: k, through: max(s.start, k - 9), by: -1) {
      guard s.isWord(at) else { break }
      if s.holds(at, "of") {
        guard s.holds(at - 1, Self.amounts) else {
          noun = nil
          continue
        }
        break
      }
      if s[at].tag == .IN { noun = nil; continue }
      // "Deaths in Peru and Chile"
      if s[at].tag == .CC, noun == nil { continue }
      guard [.NN, .NNS, .JJ, .DT, .VBN, .NNP].contains(s[at].tag) else { break }
      if s[at].tag == .NNS || CountWords.plurals[s.key(at)] != nil, noun == nil { noun = at }
    }
    guard let noun, !s.holds(noun, Self.notCounted) || s.holds(noun - 1, "of"), CountWords.looksPlural(s.lowercase(noun), key: s.key(noun))
    else { return nil }
    return CountWords.singular(s.lowercase(noun))
  }

  private static let reaches = Words.set(WordSets["ImpliedHeads.reaches"])
  private static let bodies = Words.set(
    "population populations audience audiences attendance crowd membership readership workforce electorate")

  /// "Arrivals hit 1.2 million", "the population will reach 9.7 billion": the plural or the body of people that is the verb's subject.
  func reachedCount(_ candidate: FigureCandidate) -> String? {
    let numeral = candidate.numeral
    var k = (candidate.bound?.pieces.lowerBound ?? candidate.pieces.lowerBound) - 1
    guard numeral.scaled || numeral.grouped, !numeral.decimal || numeral.scaled, s.endsCount(candidate.pieces.upperBound),
      s.holds(k, Self.reaches)
    else { return peopled(candidate) }
    while s.has(k), s.holds(k, Self.reaches) || s.tag(k) == .RB || s.holds(k, CountWords.auxiliaries) { k -= 1 }
    return subjectNoun(endingAt: k)
  }

  /// "The population shrank by 12,000 to 340,000": the amount and the level count people.
  private func peopled(_ candidate: FigureCandidate) -> String? {
    guard let change = candidate.change, candidate.numeral.scaled || candidate.numeral.grouped,
      s.endsCount(candidate.pieces.upperBound) || s.holds(candidate.pieces.upperBound, "to")
    else { return nil }
    var k = change.pieces.lowerBound - 1
    while s.has(k), s.tag(k) == .RB || s.holds(k, CountWords.auxiliaries) { k -= 1 }
    return s.holds(k, Self.bodies) ? "person" : nil
  }

  private func subjectNoun(endingAt k: Int) -> String? {
    guard s.isWord(k) else { return nil }
    if s.holds(k, Self.bodies) { return "person" }
    // "the population of Vell": what the preposition adds names no other count.
    if let of = (max(s.start, k - 5)..<max(s.start, k)).first(where: { s.holds($0, "of") || s.holds($0, "in") || s.holds($0, "at") }) {
      if s.holds(of - 1, Self.bodies) { return "person" }
      guard s.tag(of - 1) == .NNS else { return nil }
      return s.holds(of - 1, Self.notCounted) ? nil : CountWords.singular(s.lowercase(of - 1))
    }
    guard s.tag(k) == .NNS, !s.holds(k, Self.notCounted) else { return nil }
    return CountWords.singular(s.lowercase(k))
  }

  private static let extremes = Words.set("low lows high highs temperature temperatures")

  /// "Highs of 31 degrees, with lows near 20": the scale of the temperature before.
  func weatherUnit(_ candidate: FigureCandidate, behind last: FigureCandidate?) -> String? {
    guard let code = last?.unit?.code, ["deg", "Cel", "[degF]"].contains(code), candidate.numeral.form == .digits,
      s.endsCount(candidate.pieces.upperBound)
    else { return nil }
    let start = candidate.bound?.pieces.lowerBound ?? candidate.pieces.lowerBound
    return (start - 4..<start).contains { s.holds($0, Self.extremes) } ? code : nil
  }

  private static let relatives = Words.set("who that which")

  /// "cut the number of small yards to 14": the object of the verb is what is counted.
  private func objectCount(_ candidate: FigureCandidate, of change: ChangeReader.Reading) -> String? {
    let start = candidate.bound?.pieces.lowerBound ?? candidate.pieces.lowerBound
    guard s.holds(start - 1, "to"), change.pieces.upperBound < start - 2, start - change.pieces.upperBound < 12,
      let of = (change.pieces.upperBound..<start - 1).first(where: { s.holds($0, "of") }), s.holds(of - 1, Self.amounts),
      let noun = CountNounReader(s).noun(s.holds(of + 1, Words.determiners) ? of + 2 : of + 1), noun.plural, noun.pieces.upperBound < start
    else { return nil }
    return noun.unit
  }

  /// What a number counts that stands in place of its noun: the noun of the predicate ("421 were civilians"), the noun counted before
  /// ("7,400 more under study"), or people to whom something is done ("30,000 forced to leave").
  func head(of candidate: FigureCandidate, earlier: String?) -> String? {
    let numeral = candidate.numeral
    guard !numeral.decimal || numeral.scaled, numeral.value >= 2, numeral.form == .digits || numeral.form == .words else { return nil }
    var end = candidate.pieces.upperBound
    if s.holds(end, "more") { end += 1 }
    if s.holds(end, "were") || s.holds(end, "are"), let noun = CountNounReader(s).noun(end + 1), noun.plural { return noun.unit }
    if end > candidate.pieces.upperBound, s.endsCount(end) { return earlier }
    if s.tag(end) == .VBN, s.isWord(end), s[end].range.count > 3 { return earlier ?? "person" }
    // "309 are still to be named"
    if s.holds(end, "have") || s.holds(end, "were"), candidate.numeral.form == .digits,
      let done = (end + 1..<end + 5).first(where: { s.tag($0) == .VBN && !s.holds($0, "been") }),
      (end + 1..<done).allSatisfy({ s.tag($0) == .RB || s.holds($0, "been") || s.holds($0, "being") })
    {
      return earlier ?? "person"
    }
    // "built 14 ferries. Three years later it built 37."
    if let earlier, !s.isWord(end), isRepeatedVerb(candidate.pieces.lowerBound - 1) { return earlier }
    if s.tag(end) == .VBD, s.holds(end + 1, "to") || s.tag(end + 1) == .IN { return earlier ?? "person" }
    return nil
  }

  /// Whether the verb at `k` also occurs in the previous sentence.
  private func isRepeatedVerb(_ k: Int) -> Bool {
    guard let tag = s.tag(k), [.VBD, .VBZ, .VBP].contains(tag), s.isWord(k), s.number > 0, !s.holds(k, CountWords.auxiliaries) else {
      return false
    }
    return s.source.sentences[s.number - 1].contains { s.source.pieces[$0].key == s.key(k) }
  }

  /// "431 were farmers, 389 soldiers": the predicate repeats that of the previous number, with the verb omitted.
  func isGapped(_ candidate: FigureCandidate, behind last: FigureCandidate?) -> Bool {
    guard let last, last.isPredicate, s.holds(candidate.pieces.lowerBound - 1, ","), candidate.numeral.form == .digits,
      [.JJ, .NN].contains(s.tag(candidate.pieces.upperBound) ?? .UH)
    else { return false }
    return candidate.pieces.lowerBound - last.pieces.upperBound <= 8
  }

  private static let equating = Words.set("is was are were")
  private static let contrasting = Words.set("while whilst whereas and but")

  /// "A pack holds 20 cards while a box is 60.": the noun of the previous clause.
  func balancedCount(_ found: [FigureCandidate], _ i: Int) -> String? {
    let end = found[i].pieces.upperBound
    let start = found[i].bound?.pieces.lowerBound ?? found[i].pieces.lowerBound
    guard i > 0, !s.isWord(end), !found[i].numeral.decimal, found[i].numeral.value >= 2, s.holds(start - 1, Self.equating),
      let subject = s.tag(start - 2), subject == .NN || subject == .NNS || subject == .JJ, !s.capitalized(start - 2),
      let noun = found[i - 1].noun, found[i - 1].kind == .count, start - noun.pieces.upperBound <= 9
    else { return nil }
    return (noun.pieces.upperBound..<start).contains(where: { s.holds($0, Self.contrasting) }) ? noun.unit : nil
  }

  private static let harm = Words.set(WordSets["ImpliedHeads.harm"])
  private static let being = Words.set(WordSets["ImpliedHeads.being"])

  /// "killing 12", "at least 30 were injured", "six dead".
  func isCasualty(_ candidate: FigureCandidate) -> Bool {
    guard candidate.numeral.form != .fraction, candidate.numeral.value >= 2 || candidate.numeral.scaled, !candidate.numeral.decimal else {
      return false
    }
    let end = candidate.pieces.upperBound
    if s.holds(end, Self.harm)
      || s.holds(end, Self.being) && (s.holds(end + 1, Self.harm) || s.holds(end + 2, Self.harm) && !s.isSymbol(end + 1))
    {
      return true
    }
    // "Six remain in hospital."
    if s.holds(end, Self.staying), s.holds(end + 1, "in"), s.holds(end + 2, Self.wards) || s.holds(end + 3, Self.wards) { return true }
    guard s.endsCount(end) else { return false }
    let start = candidate.bound?.pieces.lowerBound ?? candidate.pieces.lowerBound
    return s.holds(start - 1, Self.harm) && !s.holds(start - 1, "missing") && !s.holds(start - 1, "dead")
  }

  private static let staying = Words.set("remain remained are were stayed")
  private static let wards = Words.set("hospital custody jail prison detention intensive care quarantine isolation")

  static let ellipsis = Words.set("and to from with than , of")

  /// "of its 60 homes, 40 burned"; "of the houses, 12 …".
  func ofThose(_ candidate: FigureCandidate) -> String? {
    var k = candidate.bound?.pieces.lowerBound ?? candidate.pieces.lowerBound
    guard s.holds(k - 1, ",") else { return nil }
    k -= 2
    guard s.isWord(k), CountWords.looksPlural(s.lowercase(k), key: s.key(k)) else { return nil }
    for at in stride(from: k, through: max(s.start, k - 6), by: -1)
    where s.holds(at, "of") && (at == s.start || !s.isWord(at - 1) || s.holds(at - 1, "and")) {
      return CountWords.singular(s.string(k))
    }
    return nil
  }
}
