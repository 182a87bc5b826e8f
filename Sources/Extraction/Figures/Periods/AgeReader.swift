import Knowledge
import Linguistics
import Record

/// Reads ages that are stated without a unit.
struct AgeReader {
  let sentence: PieceSentence
  init(_ sentence: PieceSentence) { self.sentence = sentence }

  private static let owners = Words.set(WordSets["AgeReader.owners"])
  private static let parts = Words.set("early mid late low high upper")

  /// "in her 20s": the decade that begins at piece `i`, with its unit.
  func decade(_ i: Int) -> (low: Double, unit: Unit?)? {
    guard let value = DigitReader.integer(sentence, i), value % 10 == 0, value >= 10, value <= 90, sentence.holds(i + 1, "s"),
      sentence.glued(i + 1)
    else {
      return nil
    }
    var k = i - 1
    if sentence.isDash(k) { k -= 1 }
    if sentence.holds(k, Self.parts) { k -= 1 }
    guard sentence.holds(k, Self.owners), sentence.holds(k - 1, "in") || sentence.holds(k - 1, "into") else { return nil }
    if sentence.holds(k, "the") {
      // "temperatures in the 20s"
      guard sentence.bounds.contains(where: { sentence.holds($0, Self.heat) }) else { return (Double(value), nil) }
      return (Double(value), Unit(code: "deg", kind: .measure, pieces: i..<(i + 2)))
    }
    return (Double(value), Unit(code: "a", kind: .age, pieces: i..<(i + 2)))
  }

  private static let heat = Words.set(WordSets["AgeReader.heat"])

  private static let agers = Words.set("aged age ages")
  private static let turns = Words.set("turned turns turning turn")
  private static let ageBounds = Words.set("older younger")
  private static let sides = Words.set("under over up")
  private static let being = Words.set("is was be i'm he's she's")
  private static let subjects = Words.set("he she who i")

  /// Whether a bare number is an age: ", 30,", "aged 12", "she turned 40", "who was 10".
  func isAge(_ numeral: Numeral) -> Bool {
    let i = numeral.pieces.lowerBound
    let end = numeral.pieces.upperBound
    guard numeral.value >= 0, numeral.value < 120, numeral.value == numeral.value.rounded(), !numeral.scaled, !numeral.decimal else {
      return false
    }
    if sentence.holds(i - 1, Self.agers) { return true }
    // "At 17, she solved it", "Now 72, Orla Venn teaches", "her parents, both 59, drove"
    if numeral.form == .digits, numeral.value >= 10, sentence.holds(end, ","),
      sentence.holds(i - 1, "both")
        || i - 1 == sentence.start && (sentence.holds(i - 1, "at") || sentence.holds(i - 1, "now"))
          && (sentence.holds(end + 1, Self.subjects) || sentence.tag(end + 1) == .NNP)
    {
      return true
    }
    // "45 or older", "12 and younger"
    if sentence.holds(end, "or") || sentence.holds(end, "and"), sentence.holds(end + 1, Self.ageBounds), !sentence.holds(end + 2, "than"),
      numeral.form == .digits
    {
      return true
    }
    // "children 17 and under"
    if sentence.holds(end, "or") || sentence.holds(end, "and"), sentence.holds(end + 1, Self.sides), sentence.holds(i - 1, Self.ageGroups),
      numeral.form == .digits
    {
      return true
    }
    if sentence.holds(i - 1, "between") || sentence.holds(i - 1, "from") || sentence.holds(i - 1, "to") || sentence.holds(i - 1, "of")
      || sentence.holds(i - 1, "over")
      || sentence.holds(i - 1, "under"), sentence.holds(i - 2, Self.agers)
    {
      return true
    }
    if sentence.holds(i - 1, "to") || sentence.holds(i - 1, "and") || sentence.isDash(i - 1), sentence.isNumber(i - 2),
      sentence.holds(i - 3, Self.agers) || sentence.holds(i - 4, Self.agers)
    {
      return true
    }
    if sentence.holds(i - 1, "at"), sentence.holds(i - 2, "died") || sentence.holds(i - 2, "dies") || sentence.holds(i - 2, "who"),
      numeral.value < 120
    {
      return true
    }
    if sentence.holds(i - 1, "than"), sentence.holds(i - 2, "older") || sentence.holds(i - 2, "younger"),
      !sentence.isWord(end) || CountWords.closed.contains(sentence.key(end))
    {
      return true
    }
    if isMeanAge(i, end) || isListedAge(i) || isAgeGroup(i, end) { return true }
    if sentence.holds(i - 1, Self.turns),
      !sentence.isWord(end) || CountWords.closed.contains(sentence.key(end)) || TimeWords.table[sentence.key(end)] != nil
    {
      return true
    }
    // "She's 9."
    if numeral.form == .digits, sentence.holds(i - 1, "'s"), sentence.holds(i - 2, Self.subjects), !sentence.isWord(end),
      !sentence.isHyphen(end), !sentence.holds(end, "%")
    {
      return true
    }
    // "Ada Penhallow, 31, slept", "Smith (44)"
    if numeral.form == .digits, numeral.value >= 1,
      sentence.holds(i - 1, ",")
        && (sentence.holds(end, ",") || sentence.holds(end, ".") || sentence.holds(end, ";") || sentence.holds(end, ")")
          || end >= sentence.end || sentence.holds(end, "—")
          || sentence.holds(end, "and")),
      sentence.isWord(i - 2), sentence.capitalized(i - 2) || sentence.holds(i - 2, Self.relatives),
      ![.month, .weekday].contains(TimeWords.table[sentence.key(i - 2)]?.kind),
      !sentence.isNumber(i - 3)
    {
      return true
    }
    if numeral.form == .digits, numeral.value >= 10, sentence.holds(i - 1, "("), sentence.holds(end, ")"), sentence.isWord(i - 2),
      sentence.capitalized(i - 2),
      sentence.capitalized(i - 3)
    {
      return true
    }
    // "who was 10", "she will be 41 by …"
    var k = i - 1
    if sentence.holds(k, "only") || sentence.holds(k, "just") || sentence.holds(k, "now") { k -= 1 }
    if sentence.holds(k, Self.being),
      sentence.holds(k - 1, Self.subjects) || sentence.holds(k, "i'm") || sentence.holds(k, "he's") || sentence.holds(k, "she's")
        || sentence.holds(k - 1, "will") && sentence.holds(k - 2, Self.subjects)
    {
      return !sentence.isWord(end) || sentence.holds(end, "when") || sentence.holds(end, "by") || sentence.holds(end, "at")
        || sentence.holds(end, "and")
    }
    return false
  }

  /// A further age of a list: "aged 2, 5 and 9".
  private func isListedAge(_ i: Int) -> Bool {
    var k = i - 1
    for _ in 0..<6 {
      let joined = k
      while sentence.holds(k, ",") || sentence.holds(k, "and") || sentence.holds(k, "or") { k -= 1 }
      guard k < joined, sentence.isNumber(k) else { return false }
      if sentence.holds(k - 1, Self.agers) { return true }
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
    guard !sentence.isWord(end) || CountWords.closed.contains(sentence.key(end)) || sentence.tag(end) == .VBG else { return false }
    var k = i - 1
    while sentence.holds(k, Self.loose), k > i - 4 { k -= 1 }
    // "their average age (63)"
    if sentence.holds(i - 1, "("), sentence.holds(end, ")"), sentence.holds(i - 2, "age"), sentence.holds(i - 3, Self.ageKinds) {
      return true
    }
    guard sentence.holds(k, Self.linkingVerbs) else { return false }
    for at in stride(from: k - 1, through: max(sentence.start, k - 10), by: -1) {
      if sentence.isSymbol(at) && !sentence.isHyphen(at) || sentence.isNumber(at) { return false }
      // "The oldest was 91."
      if at == k - 1, sentence.holds(at, Self.eldest), sentence.holds(at - 1, "the") || sentence.holds(at - 1, Self.owners) { return true }
      if sentence.holds(at, Self.lifeSpans) { return sentence.holds(at, "expectancy") || sentence.holds(at - 1, Self.ageKinds) }
    }
    return false
  }

  private static let eldest = Words.set("oldest youngest eldest")
  private static let limits = Words.set("under over above below")
  private static let ageGroups = Words.set(WordSets["AgeReader.ageGroups"])

  /// "children under five", "anyone over 65".
  private func isAgeGroup(_ i: Int, _ end: Int) -> Bool {
    guard sentence.holds(i - 1, Self.limits), sentence.holds(i - 2, Self.ageGroups),
      !sentence.isWord(end) || CountWords.closed.contains(sentence.key(end))
        || sentence.isNumber(i) && [.VBP, .VBD].contains(sentence.tag(end) ?? .UH)
    else { return false }
    return !sentence.holds(end, "of") && !sentence.holds(end, "per") && !sentence.isDash(end)
  }

  private static let relatives = Words.set(WordSets["AgeReader.relatives"])
}
