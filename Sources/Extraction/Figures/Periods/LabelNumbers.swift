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
    if sentence.holds(i - 1, "#") || sentence.holds(i - 1, "№") || sentence.holds(i - 1, "§") { return true }
    if sentence.holds(i - 1, "no") || sentence.holds(i - 1, "nos"), sentence.capitalized(i - 1), numeral.form == .digits { return true }
    if sentence.holds(i - 1, "."), sentence.holds(i - 2, "no") || sentence.holds(i - 2, "nos"),
      sentence.capitalized(i - 2) || sentence.tag(i - 2) == .NN
    {
      return true
    }
    if numeral.grouped || numeral.scaled && numeral.form == .digits { return false }
    // "Route 66", "row 21", "Type 2"; "week 31"
    if sentence.holds(i - 1, CountWords.labels), !sentence.glued(i),
      sentence.lowercase(i - 1).hasSuffix("s") == false || sentence.holds(i - 1, Self.pluralLabels)
    {
      // "type 2 diabetes", "band 6 staff"
      if numeral.form == .digits, numeral.value < 100, sentence.holds(i - 1, Self.grades) { return true }
      if sentence.capitalized(i - 1) || noun == nil {
        return sentence.capitalized(i - 1)
          ? true : numeral.form == .digits || sentence.holds(i - 1, "chapter") || sentence.holds(i - 1, "phase")
      }
    }
    guard numeral.form == .digits || numeral.form == .words else { return false }
    // "Heat 2 starts", "Windows 10 needs": what looks like a plural is the verb of the named thing.
    if let noun, noun.pieces.count == 1, sentence.tag(noun.head) == .VBZ, numeral.form == .digits, sentence.isWord(i - 1),
      [.NN, .NNS, .NNP, .NNPS].contains(sentence.tag(i - 1) ?? .UH)
    {
      return true
    }
    // A name before the number: "iPhone 14", "S&P 500", "Euro 2020".
    if !numeral.decimal, sentence.isWord(i - 1), nameLike(i - 1), i - 1 > sentence.start, !CountWords.closed.contains(sentence.key(i - 1)),
      numeral.form == .digits, !startsClause(i - 1)
    {
      if noun == nil { return true }
      if TimeWords.table[sentence.key(i - 1)]?.kind == .weekday { return false }
      return sentence.tag(i - 1) == .NNP || sentence.tag(i - 1) == .NN
    }
    // "the Halden 700 Series"
    if sentence.holds(end, "series"), sentence.capitalized(end), sentence.isWord(i - 1), sentence.capitalized(i - 1) { return true }
    // A number that is itself part of a name: "the Big Ten", "Six Nations".
    if numeral.form == .words, sentence.capitalized(i), i > sentence.start, !startsClause(i), !inHeading, !sentence.holds(i - 1, "\""),
      !sentence.holds(i - 1, ":")
    {
      return true
    }
    if numeral.form == .words, i == sentence.start, sentence.capitalized(i), sentence.isWord(end), sentence.capitalized(end), !inHeading,
      sentence.tag(end) == .NNP,
      noun?.plural != true
    {
      return true
    }
    return false
  }

  /// A word with a capital letter anywhere: "Galaxy", "iPhone".
  private func nameLike(_ i: Int) -> Bool { sentence.capitalized(i) || sentence.bytes(i).contains { $0 >= 0x41 && $0 <= 0x5a } }

  private func startsClause(_ i: Int) -> Bool {
    i == sentence.start || sentence.holds(i - 1, Words.sentenceMarks) || sentence.holds(i - 1, "\"") || sentence.holds(i - 1, "—")
      || sentence.holds(i - 1, "–")
  }

  /// Whether most words of the sentence are capitalised, as in a headline.
  var inHeading: Bool {
    var words = 0
    var capitals = 0
    for i in sentence.bounds where sentence.isWord(i) && sentence[i].range.count > 3 {
      words += 1
      if sentence[i].capitalized { capitals += 1 }
    }
    return words > 2 && capitals * 4 >= words * 3
  }

  /// "1) …", "(2)", "3. …" at the start of the sentence.
  private func listNumber(_ i: Int, _ end: Int) -> Bool {
    guard end == i + 1, sentence.isNumber(i) else { return false }
    if sentence.holds(end, ")"),
      i == sentence.start || sentence.holds(i - 1, "(") || sentence.holds(i - 1, ";") || sentence.holds(i - 1, "and")
        || sentence.holds(i - 1, ":")
        || !sentence.holds(i - 1, "(") && !opensBracket(i)
    {
      return sentence[i].range.count <= 2
    }
    if i == sentence.start, sentence.holds(end, "."), sentence[i].range.count <= 2, sentence.capitalized(end + 1) { return true }
    return i == sentence.start && sentence.bounds.count == 2 && sentence.holds(end, ".")
  }

  private func opensBracket(_ i: Int) -> Bool {
    var k = i - 1
    while sentence.has(k), k > i - 30 {
      if sentence.holds(k, ")") { return false }
      if sentence.holds(k, "(") { return true }
      k -= 1
    }
    return false
  }

  private static let directions = Words.set(WordSets["LabelNumbers.directions"])

  /// "137 West 24th Street", "8 E 72nd St", "14-17 Foundry Avenue".
  private func streetAddress(_ i: Int, _ end: Int, _ noun: CountNoun?) -> Bool {
    guard sentence.isNumber(i), !sentence.bytes(i).contains(UInt8(ascii: ".")) else { return false }
    var k = end
    if sentence.isDash(k), sentence.isNumber(k + 1) { k += 2 }
    guard sentence.capitalized(k) || sentence.isNumber(k) else { return false }
    for at in k..<(k + 5) where sentence.has(at) {
      if at > k, sentence.holds(at, CountWords.streets), sentence.capitalized(at) { return true }
      if sentence.isNumber(at) || sentence.holds(at, DateReader.ordinalEndings) || sentence.holds(at, Self.directions)
        || sentence.holds(at, ".")
      {
        continue
      }
      if !sentence.capitalized(at) { return false }
    }
    return false
  }
}
