import Knowledge
import Linguistics
import Record

/// Reads ages that are stated without a unit.
struct AgeReader {
  let s: PieceSentence
  init(_ s: PieceSentence) { self.s = s }

  private static let owners = Words.set(WordSets["AgeReader.owners"])
  private static let parts = Words.set("early mid late low high upper")

  /// "in her 20s": the decade that begins at piece `i`, with its unit.
  func decade(_ i: Int) -> (low: Double, unit: Unit?)? {
    guard let value = DigitReader.integer(s, i), value % 10 == 0, value >= 10, value <= 90, s.holds(i + 1, "s"), s.glued(i + 1) else {
      return nil
    }
    var k = i - 1
    if s.isDash(k) { k -= 1 }
    if s.holds(k, Self.parts) { k -= 1 }
    guard s.holds(k, Self.owners), s.holds(k - 1, "in") || s.holds(k - 1, "into") else { return nil }
    if s.holds(k, "the") {
      // "temperatures in the 20s"
      guard s.bounds.contains(where: { s.holds($0, Self.heat) }) else { return (Double(value), nil) }
      return (Double(value), Unit(code: "deg", kind: .measure, pieces: i..<(i + 2)))
    }
    return (Double(value), Unit(code: "a", kind: .age, pieces: i..<(i + 2)))
  }

  private static let heat = Words.set(WordSets["AgeReader.heat"])

  private static let agers = Words.set("aged age ages")
  private static let turns = Words.set("turned turns turning turn")
  private static let ageBounds = Words.set("older younger")
  private static let being = Words.set("is was be i'm he's she's")
  private static let subjects = Words.set("he she who i")

  /// Whether a bare number is an age: ", 30,", "aged 12", "she turned 40", "who was 10".
  func isAge(_ numeral: Numeral) -> Bool {
    let i = numeral.pieces.lowerBound
    let end = numeral.pieces.upperBound
    guard numeral.value >= 0, numeral.value < 120, numeral.value == numeral.value.rounded(), !numeral.scaled, !numeral.decimal else {
      return false
    }
    if s.holds(i - 1, Self.agers) { return true }
    // "At 17, she solved it", "Now 72, Orla Venn teaches", "her parents, both 59, drove"
    if numeral.form == .digits, numeral.value >= 10, s.holds(end, ","),
      s.holds(i - 1, "both")
        || i - 1 == s.start && (s.holds(i - 1, "at") || s.holds(i - 1, "now"))
          && (s.holds(end + 1, Self.subjects) || s.tag(end + 1) == .NNP)
    {
      return true
    }
    // "45 or older", "12 and younger"
    if s.holds(end, "or") || s.holds(end, "and"), s.holds(end + 1, Self.ageBounds), !s.holds(end + 2, "than"), numeral.form == .digits {
      return true
    }
    if s.holds(i - 1, "between") || s.holds(i - 1, "from") || s.holds(i - 1, "to") || s.holds(i - 1, "of") || s.holds(i - 1, "over")
      || s.holds(i - 1, "under"), s.holds(i - 2, Self.agers)
    {
      return true
    }
    if s.holds(i - 1, "to") || s.holds(i - 1, "and") || s.isDash(i - 1), s.isNumber(i - 2),
      s.holds(i - 3, Self.agers) || s.holds(i - 4, Self.agers)
    {
      return true
    }
    if s.holds(i - 1, "at"), s.holds(i - 2, "died") || s.holds(i - 2, "dies") || s.holds(i - 2, "who"), numeral.value < 120 { return true }
    if s.holds(i - 1, "than"), s.holds(i - 2, "older") || s.holds(i - 2, "younger"),
      !s.isWord(end) || CountWords.closed.contains(s.key(end))
    {
      return true
    }
    if isMeanAge(i, end) || isListedAge(i) || isAgeGroup(i, end) { return true }
    if s.holds(i - 1, Self.turns), !s.isWord(end) || CountWords.closed.contains(s.key(end)) || TimeWords.table[s.key(end)] != nil {
      return true
    }
    // "She's 9."
    if numeral.form == .digits, s.holds(i - 1, "'s"), s.holds(i - 2, Self.subjects), !s.isWord(end), !s.isHyphen(end), !s.holds(end, "%") {
      return true
    }
    // "Ada Penhallow, 31, slept", "Smith (44)"
    if numeral.form == .digits, numeral.value >= 1,
      s.holds(i - 1, ",")
        && (s.holds(end, ",") || s.holds(end, ".") || s.holds(end, ";") || s.holds(end, ")") || end >= s.end || s.holds(end, "—")
          || s.holds(end, "and")),
      s.isWord(i - 2), s.capitalized(i - 2) || s.holds(i - 2, Self.relatives), TimeWords.table[s.key(i - 2)]?.kind != .month,
      !s.isNumber(i - 3), !listed(i)
    {
      return true
    }
    if numeral.form == .digits, numeral.value >= 10, s.holds(i - 1, "("), s.holds(end, ")"), s.isWord(i - 2), s.capitalized(i - 2),
      s.capitalized(i - 3)
    {
      return true
    }
    // "who was 10", "she will be 41 by …"
    var k = i - 1
    if s.holds(k, "only") || s.holds(k, "just") || s.holds(k, "now") { k -= 1 }
    if s.holds(k, Self.being),
      s.holds(k - 1, Self.subjects) || s.holds(k, "i'm") || s.holds(k, "he's") || s.holds(k, "she's")
        || s.holds(k - 1, "will") && s.holds(k - 2, Self.subjects)
    {
      return !s.isWord(end) || s.holds(end, "when") || s.holds(end, "by") || s.holds(end, "at") || s.holds(end, "and")
    }
    return false
  }

  /// A further age of a list: "aged 2, 5 and 9".
  private func isListedAge(_ i: Int) -> Bool {
    var k = i - 1
    for _ in 0..<6 {
      let joined = k
      while s.holds(k, ",") || s.holds(k, "and") || s.holds(k, "or") { k -= 1 }
      guard k < joined, s.isNumber(k) else { return false }
      if s.holds(k - 1, Self.agers) { return true }
      k -= 1
    }
    return false
  }

  private static let lifeSpans = Words.set("expectancy age")
  private static let ageKinds = Words.set(WordSets["AgeReader.ageKinds"])
  private static let loose = Words.set(WordSets["AgeReader.loose"])
  private static let linkingVerbs = Words.set(WordSets["AgeReader.linkingVerbs"])

  /// "life expectancy in Leeds is around 81", "the average age of the crew was 27".
  private func isMeanAge(_ i: Int, _ end: Int) -> Bool {
    guard !s.isWord(end) || CountWords.closed.contains(s.key(end)) || s.tag(end) == .VBG else { return false }
    var k = i - 1
    while s.holds(k, Self.loose), k > i - 4 { k -= 1 }
    // "their average age (63)"
    if s.holds(i - 1, "("), s.holds(end, ")"), s.holds(i - 2, "age"), s.holds(i - 3, Self.ageKinds) { return true }
    guard s.holds(k, Self.linkingVerbs) else { return false }
    for at in stride(from: k - 1, through: max(s.start, k - 10), by: -1) {
      if s.isSymbol(at) && !s.isHyphen(at) || s.isNumber(at) { return false }
      // "The oldest was 91."
      if at == k - 1, s.holds(at, Self.eldest), s.holds(at - 1, "the") || s.holds(at - 1, Self.owners) { return true }
      if s.holds(at, Self.lifeSpans) { return s.holds(at, "expectancy") || s.holds(at - 1, Self.ageKinds) }
    }
    return false
  }

  private static let eldest = Words.set("oldest youngest eldest")
  private static let limits = Words.set("under over above below")
  private static let ageGroups = Words.set(WordSets["AgeReader.ageGroups"])

  /// "children under five", "anyone over 65".
  private func isAgeGroup(_ i: Int, _ end: Int) -> Bool {
    guard s.holds(i - 1, Self.limits), s.holds(i - 2, Self.ageGroups),
      !s.isWord(end) || CountWords.closed.contains(s.key(end)) || s.isNumber(i) && [.VBP, .VBD].contains(s.tag(end) ?? .UH)
    else { return false }
    return !s.holds(end, "of") && !s.holds(end, "per") && !s.isDash(end)
  }

  private static let relatives = Words.set(WordSets["AgeReader.relatives"])

  /// A list of numbers, not an age.
  private func listed(_ i: Int) -> Bool { s.isNumber(i + 2) && s.holds(i + 1, ",") && s.isNumber(i - 2) }
}
