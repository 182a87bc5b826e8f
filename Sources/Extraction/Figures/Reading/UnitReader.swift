import Knowledge
import Linguistics
import Record

/// Reads the unit of a number: money, measures, durations, percentages, ages and multiples. Counted nouns are read by ``CountNounReader``.
struct UnitReader {
  let sentence: PieceSentence
  init(_ sentence: PieceSentence) { self.sentence = sentence }

  // MARK: Before the number

  /// The currency before the number at `i`: "$", "C$", "EUR".
  func moneyBefore(_ i: Int) -> (unit: Unit, scale: Double, plainDollar: Bool)? {
    guard let found = CurrencyTable.shared.standsBefore(sentence, i) else {
      // "dollar 22.5 million": the name stands before the number.
      if sentence.isWord(i - 1), !sentence.glued(i), sentence.holds(i - 1, "dollar") || sentence.holds(i - 1, "sen"),
        !sentence.isNumber(i - 2), !sentence.isSymbol(i - 2),
        let entry = CurrencyTable.shared.words[PhraseKey.of([sentence.key(i - 1)])]
      {
        return (Unit(code: entry.code, kind: .money, factor: entry.factor, pieces: (i - 1)..<i), 1, entry.isPlainDollar)
      }
      return nil
    }
    return (
      Unit(code: found.entry.code, kind: .money, factor: found.entry.factor, pieces: found.start..<i), found.scale,
      found.entry.isPlainDollar
    )
  }

  // MARK: After the number

  private static let glueLetters = Words.set(WordSets["UnitReader.glueLetters"])
  private static let dimension = Words.set(WordSets["UnitReader.dimension"])
  private static let old = Words.set("old olds")
  private static let ageUnits = Words.set(WordSets["UnitReader.ageUnits"])

  /// The unit whose words or symbol begin at `k`, the piece after a number.
  func behind(_ k: Int) -> (unit: Unit, plainDollar: Bool)? {
    side(k).map { ($0, false) } ?? own(k)
  }

  /// The unit at `k` itself.
  private func own(_ k: Int) -> (unit: Unit, plainDollar: Bool)? {
    guard sentence.has(k) else { return nil }
    if let age = age(k) { return (age, false) }
    let at = sentence.isHyphen(k) || (sentence.holds(k, "-") && !sentence.glued(k + 1) && sentence.glued(k)) ? k + 1 : k
    let symbol = symbol(at, glued: sentence.glued(at))
    let name = name(at)
    if let symbol, symbol.pieces.upperBound >= name?.unit.pieces.upperBound ?? 0 { return (symbol, false) }
    if let name { return name }
    if let symbol { return (symbol, false) }
    if let multiple = multiple(at, hyphen: at > k) { return (multiple, false) }
    // "20 (kg)"
    if sentence.holds(k, Words.brackets), let inside = self.symbol(k + 1, glued: true) ?? self.name(k + 1)?.unit,
      inside.pieces.upperBound < sentence.end,
      sentence.isSymbol(inside.pieces.upperBound), inside.kind == .measure
    {
      var unit = inside
      unit.pieces = k..<(inside.pieces.upperBound + 1)
      return (unit, false)
    }
    return nil
  }

  private static let lengths: Set<String> = ["[ft_i]", "[in_i]", "[yd_i]", "mm", "cm", "m"]
  /// How many times longer than the next a side may be: "4x400 m" are four races.
  private static let mostLonger = 6.0
  /// The most sides behind the first: those of a box.
  private static let mostSides = 2

  /// The unit of the last side in "a 10x12-foot room", "4 x 8 x 9 inches", "a 10-by-12-foot room": that of the others too.
  func side(_ k: Int) -> Unit? {
    var (next, before) = (k, k - 1)
    for _ in 0..<Self.mostSides {
      let at = sentence.isHyphen(next) ? next + 1 : next
      guard sentence.holds(at, "x") || sentence.holds(at, "×") || at > next && sentence.holds(at, "by") else { break }
      let number = sentence.isHyphen(at + 1) ? at + 2 : at + 1
      guard sentence.isNumber(number), let one = DigitReader.number(sentence, before)?.value,
        let other = DigitReader.number(sentence, number)?.value, max(one, other) <= Self.mostLonger * min(one, other)
      else { return nil }
      (next, before) = (number + 1, number)
    }
    guard next > k, let unit = own(next)?.unit, Self.lengths.contains(unit.code) else { return nil }
    return Unit(code: unit.code, kind: unit.kind, factor: unit.factor, pieces: k..<k)
  }

  private func symbol(_ k: Int, glued: Bool) -> Unit? {
    guard sentence.has(k) else { return nil }
    var text = ""
    var best: Unit?
    for end in (k + 1)...(k + 4) where sentence.has(end - 1) {
      if end > k + 1, !sentence.glued(end - 1) { break }
      text += sentence.string(end - 1)
      if end == k + 1, sentence.holds(k, "'"), isMeasureMark(k) { best = Unit(code: "[ft_i]", kind: .measure, pieces: k..<end) }
      guard let entry = UnitTable.shared.symbols[text] else {
        if let money = CurrencyTable.shared.symbols[text], end == k + 1 || text.count > 1, acceptsMoney(text, k, end) {
          best = Unit(code: money.code, kind: .money, factor: money.factor, pieces: k..<end)
        } else if text.utf8.count == 4, text.hasPrefix("M"), let money = CurrencyTable.shared.symbols[String(text.dropFirst())],
          money.code == text.dropFirst()
        {
          best = Unit(code: money.code, kind: .money, factor: 1_000_000, pieces: k..<end)
        }
        continue
      }
      // A unit symbol may not end inside a word.
      if sentence.glued(end), sentence.isWord(end), sentence.isWord(end - 1) || sentence.isNumber(end) { continue }
      if sentence.glued(end), sentence.isNumber(end) { continue }
      if glued ? isModelNumber(text, k) : !acceptsSpaced(text, k, end) || isModel(text, k) { continue }
      if text == "\"", !isMeasureMark(k) { continue }
      best = Unit(code: entry.code, kind: entry.kind, factor: entry.factor, pieces: k..<end)
    }
    return best
  }

  /// "6' tall", "6'2\"", "8' x 10'": an apostrophe or a quotation mark that stands for feet or inches.
  private func isMeasureMark(_ k: Int) -> Bool {
    guard sentence.isNumber(k - 1), sentence.glued(k) || sentence.holds(k, "\"") else { return false }
    func isMark(_ k: Int) -> Bool { sentence.holds(k, "'") || sentence.holds(k, "\"") }
    func isTimes(_ k: Int) -> Bool { sentence.holds(k, "x") || sentence.holds(k, "×") || sentence.holds(k, "by") }
    if sentence.holds(k + 1, Self.dimension) { return true }
    if isTimes(k + 1), sentence.isNumber(k + 2), isMark(k + 3) { return true }
    if isTimes(k - 2), isMark(k - 3), sentence.isNumber(k - 4) { return true }
    return sentence.holds(k, "'")
      ? sentence.glued(k + 1) && sentence.isNumber(k + 1) && sentence.holds(k + 2, "\"") && sentence.glued(k + 2)
      : sentence.glued(k - 1) && sentence.holds(k - 2, "'") && sentence.glued(k - 2) && sentence.isNumber(k - 3)
  }

  /// "the Corva 5 N", "a Tarn 7 HR sensor": capitals after the number of a named thing.
  private func isModel(_ text: String, _ k: Int) -> Bool {
    text.utf8.count <= 2 && text.utf8.allSatisfy { $0 >= 0x41 && $0 <= 0x5a } && sentence.isWord(k - 2) && sentence.tag(k - 2) == .NNP
      && sentence.capitalized(k - 2) && k - 2 > sentence.start
  }

  /// "the Corva 4 310V": a number with a capital behind the number of a named thing; "Corva 15 128GB" states a size.
  private func isModelNumber(_ text: String, _ k: Int) -> Bool {
    text.utf8.count == 1 && text.utf8.allSatisfy { $0 >= 0x41 && $0 <= 0x5a } && sentence.isNumber(k - 2) && sentence.isWord(k - 3)
      && sentence.capitalized(k - 3)
  }

  /// Whether a symbol of one letter may stand a space away from its number: "10 m", "12 C", but not "5 A" or "3 in".
  private func acceptsSpaced(_ text: String, _ k: Int, _ end: Int) -> Bool {
    if text == "in" || text == "in." || text == "us" || text == "ac" || text == "ha" && sentence.isSymbol(end) { return false }
    if text.utf8.count > 1 || !sentence.isWord(k) { return true }
    guard sentence.holds(k, Self.glueLetters) else { return false }
    return !sentence.holds(end, ".") || !sentence.capitalized(end + 1)
  }

  private func acceptsMoney(_ text: String, _ k: Int, _ end: Int) -> Bool {
    if sentence.glued(end), sentence.isWord(end) || sentence.isNumber(end) { return false }
    if sentence.holds(k, "$") { return !sentence.isNumber(k + 1) || sentence.glued(k) && sentence[k + 1].spaceBefore }
    if sentence.isSymbol(k) { return !sentence.isNumber(k + 1) || sentence[k + 1].spaceBefore }
    // "at 9p" is a time of day, "at 48p" a price.
    if text == "p" {
      return sentence.glued(k) && (!sentence.holds(k - 2, "at") || DigitReader.integer(sentence, k - 1).map { $0 > 12 } ?? true)
    }
    if text.utf8.count < 3, !sentence.isSymbol(end - 1) { return sentence.glued(k) && text != "S$" && text != "TL" || text == "TL" }
    return true
  }

  /// The name of a unit or currency, of one or more words.
  func name(_ k: Int) -> (unit: Unit, plainDollar: Bool)? {
    guard sentence.isWord(k), !isName(k) else { return nil }
    var key = WordHash.seed
    var best: (Unit, Bool)?
    let isCompound = sentence.isHyphen(k - 1)
    for end in (k + 1)...(k + UnitTable.longest) where sentence.has(end - 1) {
      // "a 6.2-cubic-foot drum"
      if isCompound, end > k + 1, sentence.isHyphen(end - 1) { continue }
      if end > k + 1, sentence[end - 1].spaceBefore != true, sentence.isWord(end - 1), sentence.isWord(end - 2),
        !sentence.holds(end - 1, Words.apostropheS)
      {
        break
      }
      key = PhraseKey.step(key, sentence.key(end - 1))
      if let entry = UnitTable.shared.words[key] {
        best = (Unit(code: entry.code, kind: entry.kind, factor: entry.factor, pieces: k..<end), false)
      }
      if let money = CurrencyTable.shared.words[key], !(end == k + 1 && sentence.holds(k, "p")) {
        let unit = Unit(code: money.code, kind: .money, factor: money.factor, pieces: k..<end)
        if sentence.holds(k, "pound") || sentence.holds(k, "pounds"), end == k + 1 {
          // Money or weight, decided later by the sentence.
          best = (Unit(code: "[lb_av]", kind: .measure, pieces: k..<end), false)
          continue
        }
        if let other = best, other.0.pieces.upperBound == end, other.0.kind == .measure, end == k + 1 { continue }
        best = (unit, money.isPlainDollar)
      }
    }
    return best
  }

  private static let surnames = Words.set(WordSets["UnitReader.surnames"])

  /// "In 2017 Penhallow told": a capitalised word of a unit that is somebody's name.
  private func isName(_ k: Int) -> Bool {
    sentence.holds(k, Self.surnames) && sentence.capitalized(k) && !sentence[k].allCaps && k > sentence.start && sentence.isWord(k + 1)
      && !sentence.capitalized(k + 1)
  }

  func isPercent(_ k: Int) -> Bool { behind(k)?.unit.kind == .percent }

  func beginsTimeUnit(_ k: Int) -> Bool { name(k)?.unit.kind == .duration }

  /// Whether an "m" attached to the digits means millions because people or things are counted after it.
  func countsPeopleOrThings(_ k: Int) -> Bool {
    if sentence.holds(k, "of") {
      return sentence.holds(k + 1, Words.determiners) || sentence.holds(k + 1, "them") || sentence.tag(k + 1) == .NNS
    }
    guard sentence.isWord(k), !sentence.holds(k, Self.dimension) else { return false }
    return sentence.tag(k) == .NNS || CountNounReader(sentence).noun(k)?.plural ?? false
  }

  // MARK: Ages

  /// "-year-old", "years old", "years of age", "yo".
  private func age(_ k: Int) -> Unit? {
    let at = sentence.isHyphen(k) || sentence.holds(k, "-") ? k + 1 : k
    if sentence.holds(at, "yo"), !sentence.glued(at + 1) { return Unit(code: "a", kind: .age, pieces: at..<(at + 1)) }
    guard sentence.holds(at, Self.ageUnits), let time = UnitTable.shared.words[PhraseKey.of([sentence.key(at)])] else { return nil }
    let old = sentence.holds(at + 1, "-") ? at + 2 : at + 1
    if sentence.holds(old, Self.old) { return Unit(code: time.code, kind: .age, pieces: at..<(old + 1)) }
    if sentence.holds(at + 1, "of"), sentence.holds(at + 2, "age") { return Unit(code: time.code, kind: .age, pieces: at..<(at + 3)) }
    return nil
  }

  // MARK: Multiples

  private func multiple(_ k: Int, hyphen: Bool) -> Unit? {
    if sentence.holds(k, "times") { return Unit(code: "{time}", kind: .ratio, pieces: k..<(k + 1)) }
    if sentence.holds(k, "fold"), hyphen || sentence.glued(k) { return Unit(code: "{time}", kind: .ratio, pieces: k..<(k + 1)) }
    if sentence.holds(k, "x"), sentence.glued(k), !sentence.glued(k + 1) { return Unit(code: "{time}", kind: .ratio, pieces: k..<(k + 1)) }
    return nil
  }

  // MARK: Rates

  private static let hyphenArticles = Words.set("a an per")
  private static let rateArticles = Words.set("a an each every")
  private static let rateNouns = Words.set(WordSets["UnitReader.rateNouns"])

  /// The denominator of a rate: "per barrel", "a day", "/month", "per 100,000 people".
  func rate(_ k: Int) -> (code: String, end: Int)? {
    // "£3m-a-week", "$40-an-hour"
    if sentence.isHyphen(k), sentence.holds(k + 1, Self.hyphenArticles), sentence.isHyphen(k + 2), let unit = name(k + 3)?.unit,
      unit.kind == .duration
    {
      return (unit.code, unit.pieces.upperBound)
    }
    // "9.6 for every 1,000 people"
    if sentence.holds(k, "for"), sentence.holds(k + 1, "every") || sentence.holds(k + 1, "each") {
      return NumeralParser(sentence: sentence).cardinal(k + 2).flatMap { $0.value >= 2 ? denominator($0) : nil }
    }
    if sentence.holds(k, "per") || (sentence.holds(k, "/") && !(sentence.isNumber(k + 1))) {
      if sentence.holds(k + 1, "annum") || sentence.holds(k + 1, "year") { return ("a", k + 2) }
      if sentence.holds(k + 1, "capita") || sentence.holds(k + 1, "head") { return ("person", k + 2) }
      if let many = NumeralParser(sentence: sentence).cardinal(k + 1) {
        if let denominator = denominator(many) { return denominator }
        // "down from 40 per 100,000": the population was named before.
        return many.value >= 100 ? (Self.digits(many.value), many.pieces.upperBound) : nil
      }
      if let unit = symbol(k + 1, glued: true) ?? name(k + 1)?.unit {
        return (unit.code == "a" && unit.factor == 100 ? "century" : unit.code, unit.pieces.upperBound)
      }
      guard sentence.isWord(k + 1) else { return nil }
      // "43 cents per crate fuel levy": the rate ends before the name of the levy.
      if sentence.holds(k + 1, Self.rateNouns), sentence.isWord(k + 2), [.NN, .NNS].contains(sentence.tag(k + 2) ?? .UH) {
        return (sentence.lowercase(k + 1), k + 2)
      }
      // The head of a short noun phrase: "per barrel", "per new customer".
      if let noun = CountNounReader(sentence).noun(k + 1, singular: true) { return (noun.unit, noun.pieces.upperBound) }
      return nil
    }
    guard sentence.holds(k, Self.rateArticles), sentence.isWord(k + 1) else { return nil }
    if let unit = name(k + 1)?.unit, unit.kind == .duration || unit.kind == .measure, unit.factor == 1 {
      if sentence.lowercase(k + 1).hasSuffix("s"), unit.code != "s" { return nil }
      // "10 percent a year ago", "400 a year earlier": a time, not a rate.
      if sentence.holds(unit.pieces.upperBound, Self.timeAdverbs) { return nil }
      return (unit.code, unit.pieces.upperBound)
    }
    if sentence.holds(k, "every") == false, sentence.holds(k + 1, Self.rateNouns),
      !sentence.isWord(k + 2) || !(sentence.tag(k + 2) == .NN || sentence.tag(k + 2) == .NNS)
    {
      return (sentence.holds(k + 1, "capita") ? "person" : sentence.lowercase(k + 1), k + 2)
    }
    return nil
  }

  /// "100,000 people" and "100 kilometres" behind "per".
  private func denominator(_ many: Numeral) -> (code: String, end: Int)? {
    let (count, end) = (Self.digits(many.value), many.pieces.upperBound)
    if let unit = name(end)?.unit { return ("\(count).\(unit.code)", unit.pieces.upperBound) }
    return CountNounReader(sentence).noun(end).map { ("\(count).\($0.unit)", $0.pieces.upperBound) }
  }

  /// "a litre", "an ounce": the number before it needs no other unit to be a rate.
  func isPerMeasure(_ k: Int) -> Bool {
    (sentence.holds(k, "a") || sentence.holds(k, "an")) && !sentence.isHyphen(k + 2) && name(k + 1)?.unit.kind == .measure
  }

  private static let timeAdverbs = Words.set("ago earlier later before after old")

  static func digits(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
  }
}
