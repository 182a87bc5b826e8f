import Knowledge
import Linguistics
import Record

/// Numbers that name a thing, belong to an address or number a list: "Route 66", "137 West 24th Street", "2) …".
extension NonFigures {
  private static let grades = Words.set(WordSets["LabelNumbers.grades"])
  private static let pluralLabels = Words.set("pages windows")

  /// Whether a plain number, without money or measure, belongs to a name, an address or a list.
  func isLabel(_ numeral: Numeral, noun: CountNoun?) -> Bool {
    let i = numeral.pieces.lowerBound
    let end = numeral.pieces.upperBound
    if listNumber(i, end) { return true }
    if streetAddress(i, end, noun) { return true }
    if s.holds(i - 1, "#") || s.holds(i - 1, "№") || s.holds(i - 1, "§") { return true }
    if s.holds(i - 1, "no") || s.holds(i - 1, "nos"), s.capitalized(i - 1), numeral.form == .digits { return true }
    if s.holds(i - 1, "."), s.holds(i - 2, "no") || s.holds(i - 2, "nos"), s.capitalized(i - 2) || s.tag(i - 2) == .NN { return true }
    if numeral.grouped || numeral.scaled && numeral.form == .digits { return false }
    // "Route 66", "row 21", "Type 2"; "week 31"
    if s.holds(i - 1, CountWords.labels), !s.glued(i), s.lowercase(i - 1).hasSuffix("s") == false || s.holds(i - 1, Self.pluralLabels) {
      // "type 2 diabetes", "band 6 staff"
      if numeral.form == .digits, numeral.value < 100, s.holds(i - 1, Self.grades) { return true }
      if s.capitalized(i - 1) || noun == nil {
        return s.capitalized(i - 1) ? true : numeral.form == .digits || s.holds(i - 1, "chapter") || s.holds(i - 1, "phase")
      }
    }
    guard numeral.form == .digits || numeral.form == .words else { return false }
    // "Heat 2 starts", "Windows 10 needs": what looks like a plural is the verb of the named thing.
    if let noun, noun.pieces.count == 1, s.tag(noun.head) == .VBZ, numeral.form == .digits, s.isWord(i - 1),
      [.NN, .NNS, .NNP, .NNPS].contains(s.tag(i - 1) ?? .UH)
    {
      return true
    }
    // A name before the number: "iPhone 14", "S&P 500", "Euro 2020".
    if !numeral.decimal, s.isWord(i - 1), nameLike(i - 1), i - 1 > s.start, !CountWords.closed.contains(s.key(i - 1)),
      numeral.form == .digits, !startsClause(i - 1)
    {
      if noun == nil { return true }
      if TimeWords.table[s.key(i - 1)]?.kind == .weekday { return false }
      return s.tag(i - 1) == .NNP || s.tag(i - 1) == .NN
    }
    // A number that is itself part of a name: "the Big Ten", "Six Nations".
    if numeral.form == .words, s.capitalized(i), i > s.start, !startsClause(i), !inHeading, !s.holds(i - 1, "\""), !s.holds(i - 1, ":") {
      return true
    }
    if numeral.form == .words, i == s.start, s.capitalized(i), s.isWord(end), s.capitalized(end), !inHeading, s.tag(end) == .NNP,
      noun?.plural != true
    {
      return true
    }
    return false
  }

  /// A word with a capital letter anywhere: "Galaxy", "iPhone".
  private func nameLike(_ i: Int) -> Bool { s.capitalized(i) || s.bytes(i).contains { $0 >= 0x41 && $0 <= 0x5a } }

  private func startsClause(_ i: Int) -> Bool {
    i == s.start || s.holds(i - 1, Words.sentenceMarks) || s.holds(i - 1, "\"") || s.holds(i - 1, "—") || s.holds(i - 1, "–")
  }

  /// Whether most words of the sentence are capitalised, as in a headline.
  var inHeading: Bool {
    var words = 0
    var capitals = 0
    for i in s.bounds where s.isWord(i) && s[i].range.count > 3 {
      words += 1
      if s[i].capitalized { capitals += 1 }
    }
    return words > 2 && capitals * 4 >= words * 3
  }

  /// "1) …", "(2)", "3. …" at the start of the sentence.
  private func listNumber(_ i: Int, _ end: Int) -> Bool {
    guard end == i + 1, s.isNumber(i) else { return false }
    if s.holds(end, ")"),
      i == s.start || s.holds(i - 1, "(") || s.holds(i - 1, ";") || s.holds(i - 1, "and") || s.holds(i - 1, ":")
        || !s.holds(i - 1, "(") && !opensBracket(i)
    {
      return s[i].range.count <= 2
    }
    if i == s.start, s.holds(end, "."), s[i].range.count <= 2, s.capitalized(end + 1) { return true }
    return i == s.start && s.bounds.count == 2 && s.holds(end, ".")
  }

  private func opensBracket(_ i: Int) -> Bool {
    var k = i - 1
    while s.has(k), k > i - 30 {
      if s.holds(k, ")") { return false }
      if s.holds(k, "(") { return true }
      k -= 1
    }
    return false
  }

  private static let directions = Words.set(WordSets["LabelNumbers.directions"])

  /// "137 West 24th Street", "8 E 72nd St", "14-17 Foundry Avenue".
  private func streetAddress(_ i: Int, _ end: Int, _ noun: CountNoun?) -> Bool {
    guard s.isNumber(i), !s.bytes(i).contains(UInt8(ascii: ".")) else { return false }
    var k = end
    if s.isDash(k), s.isNumber(k + 1) { k += 2 }
    guard s.capitalized(k) || s.isNumber(k) else { return false }
    for at in k..<(k + 5) where s.has(at) {
      if at > k, s.holds(at, CountWords.streets), s.capitalized(at) { return true }
      if s.isNumber(at) || s.holds(at, DateReader.ordinalEndings) || s.holds(at, Self.directions) || s.holds(at, ".") { continue }
      if !s.capitalized(at) { return false }
    }
    return false
  }
}
