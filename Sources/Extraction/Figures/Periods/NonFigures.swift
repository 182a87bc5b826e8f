import Knowledge
import Linguistics
import Record

/// Recognizes numbers that are not figures: dates, clock times, names, scores, addresses, telephone and list numbers.
struct NonFigures {
  let sentence: PieceSentence
  init(_ sentence: PieceSentence) { self.sentence = sentence }

  // MARK: Runs of characters

  /// The end of a run of digits, letters and punctuation at `i` that is not a number of running text; `nil` where it may be one.
  func machineRun(at i: Int) -> Int? {
    if sentence[i].machine { return tokenEnd(i) }
    guard sentence.isNumber(i) else { return nil }
    if let end = coordinate(i) { return end }
    if let end = telephone(i) { return end }
    if let end = networkAddress(i) { return end }
    if let end = clock(i) { return end }
    if let end = slashed(i) { return end }
    if let end = gluedName(i) { return end }
    if NumeralParser(sentence: sentence).mixedFraction(i) == nil, let end = score(i) { return end }
    return nil
  }

  private func tokenEnd(_ i: Int) -> Int {
    var k = i + 1
    while sentence.has(k), sentence[k].token == sentence[i].token { k += 1 }
    return k
  }

  /// A run without spaces is examined in parts of this many pieces.
  private static let longestRun = 64

  /// The end of the run without spaces that contains piece `i`.
  private func runEnd(_ i: Int) -> Int {
    var k = i + 1
    while sentence.glued(k), k < i + Self.longestRun { k += 1 }
    while k > i + 1, sentence.isSymbol(k - 1), !sentence.holds(k - 1, "%") { k -= 1 }
    return k
  }

  private func runStart(_ i: Int) -> Int {
    var k = i
    while sentence.glued(k), k > i - Self.longestRun { k -= 1 }
    return k
  }

  // MARK: Telephone numbers

  private static let telephoneWords = Words.set(WordSets["NonFigures.telephoneWords"])
  private static let links = Words.set("- . / ( ) + –")

  /// "(516)733-3989", "+49 176 12345678", "0800 123 456", "021234567".
  private func telephone(_ i: Int) -> Int? {
    var k = i
    var digits = sentence[i].range.count
    var groups = 1
    var linked = false
    var spaced = 0
    var long = false
    while true {
      var next = k + 1
      var marks = 0
      while sentence.holds(next, Self.links), marks < 3, sentence.has(next + 1) {
        // A dash with spaces on both sides separates two things.
        if sentence.isDash(next), !sentence.glued(next) || !sentence.glued(next + 1) { break }
        next += 1
        marks += 1
      }
      guard sentence.isNumber(next), onlyDigits(next) || marks > 0 && sentence.bytes(next).contains(UInt8(ascii: ".")),
        next == k + 1 ? !sentence.glued(next) : true
      else { break }
      if marks == 0 { spaced += 1 } else { linked = true }
      if sentence[next].range.count >= 7 { long = true }
      digits += sentence[next].range.count
      groups += 1
      k = next
    }
    var end = k + 1
    if sentence.holds(end, "ext") || (sentence.holds(end, "x") && sentence.glued(end)) {
      let at = sentence.holds(end + 1, ".") ? end + 2 : end + 1
      if sentence.isNumber(at) { end = at + 1 }
    }
    let plus = sentence.holds(i - 1, "+") || (sentence.holds(i - 1, "(") && sentence.holds(i - 2, "+"))
    let zero = sentence.bytes(i).first == UInt8(ascii: "0") && onlyDigits(i)
    let bracket = sentence.holds(i - 1, "(")
    let said = near(i, Self.telephoneWords)
    let pointed = onlyDigits(i) == false && sentence.bytes(i).filter({ $0 == UInt8(ascii: ".") }).count >= 2
    let thousands =
      groups > 1 && !linked && spaced == groups - 1 && (i + 1...k).allSatisfy { sentence.isNumber($0) && sentence[$0].range.count == 3 }
      && sentence[i].range.count <= 3
    if plus, digits >= 6, groups > 1 || sentence[i].range.count >= 7 { return end }
    if zero, digits >= 4, groups > 1 && digits >= 6 || sentence[i].range.count >= 5 || said { return end }
    if linked, digits >= 7,
      groups >= 3 || bracket || said || long || (sentence[i].range.count == 3 && sentence[k].range.count == 4) && sentence.isDash(i + 1)
    {
      return end
    }
    if said, digits >= 5, !thousands || groups >= 2, !sentence.bytes(i).contains(UInt8(ascii: ",")), !hasUnit(k + 1),
      !sentence.holds(i - 1, "$")
    {
      return end
    }
    if !thousands, spaced >= 2, digits >= 9 { return end }
    if spaced >= 1, groups >= 2, digits >= 7, sentence[k].range.count == 4, sentence[i].range.count >= 3, onlyDigits(i), !hasUnit(k + 1) {
      return end
    }
    if pointed { return end }
    if groups == 1, onlyDigits(i), digits >= 7, !sentence.holds(i - 1, "$"), CurrencyTable.shared.standsBefore(sentence, i) == nil,
      !hasUnit(i + 1),
      near(i, Self.numberWords)
    {
      return end
    }
    return nil
  }

  private static let numberWords = Words.set("number no numbered id code")

  private func onlyDigits(_ i: Int) -> Bool { sentence.isNumber(i) && sentence.bytes(i).allSatisfy(PieceScanner.isDigit) }

  private func near(_ i: Int, _ words: Set<UInt64>) -> Bool {
    for k in stride(from: i - 1, through: max(sentence.start, i - 7), by: -1) where sentence.holds(k, words) { return true }
    return sentence.holds(i + 1, words) && sentence.holds(i + 1, "ext")
  }

  private func hasUnit(_ k: Int) -> Bool { UnitReader(sentence).behind(k) != nil }

  // MARK: Network addresses

  private func networkAddress(_ i: Int) -> Int? {
    let start = runStart(i)
    let end = runEnd(start)
    guard end > i else { return nil }
    var colons = 0
    var words = 0
    var numbers = 0
    var dashes = 0
    var at = false
    for k in start..<end {
      if sentence.holds(k, ":") { colons += 1 }
      if sentence.holds(k, "@") || sentence.holds(k, "#") || sentence.holds(k, "_") { at = true }
      if sentence.isWord(k) { words += 1 }
      if sentence.isNumber(k) { numbers += 1 }
      if sentence.isDash(k) { dashes += 1 }
    }
    if at { return max(end, i + 1) }
    if colons >= 2, words > 0 || numbers > 3 { return max(end, i + 1) }
    // Hexadecimal identifiers: letters and digits alternate.
    if words >= 2, numbers >= 3, words + numbers >= 6, dashes <= 5 { return max(end, i + 1) }
    return nil
  }

  // MARK: Clock times, fractions used as names

  private static let clockLeads = Words.set("at by until till the")
  private static let halves = Words.set("am pm a.m. p.m. a.m p.m")

  private func clock(_ i: Int) -> Int? {
    if sentence.holds(i + 1, ":"), sentence.glued(i + 1), sentence.glued(i + 2), sentence.isNumber(i + 2) {
      return isRatio(i) ? nil : runEnd(i + 1)
    }
    if sentence.holds(i + 1, Self.halves), sentence[i].range.count <= 5, let hour = DigitReader.value(sentence.bytes(i))?.value, hour < 24 {
      return i + 2
    }
    // "Monday at 2.30"
    if sentence.holds(i - 1, Self.clockLeads), sentence[i].range.count >= 4, sentence[i].range.count <= 5,
      sentence.bytes(i).dropLast(2).last == UInt8(ascii: "."),
      !hasUnit(i + 1), !sentence.isWord(i + 1) || CountWords.closed.contains(sentence.key(i + 1)),
      let hour = DigitReader.value(sentence.bytes(i))?.value, hour < 24, hour - hour.rounded(.down) < 0.6,
      !sentence.bounds.contains(where: {
        sentence.holds($0, CountWords.indexNames) || sentence.holds($0, "%") || sentence.holds($0, "percent") || sentence.holds($0, "$")
      })
    {
      return i + 1
    }
    if sentence.holds(i + 1, "p"), sentence.glued(i + 1), sentence.holds(i - 1, "at"),
      DigitReader.integer(sentence, i).map({ $0 <= 12 }) ?? false
    {
      return i + 2
    }
    if sentence.holds(i + 1, "oclock") || sentence.holds(i + 1, "o'clock") { return i + 2 }
    return nil
  }

  /// "9/11", "24/7", "50/50", but not "1/4 mile".
  private func slashed(_ i: Int) -> Int? {
    guard sentence.holds(i + 1, "/"), sentence.glued(i + 1), sentence.glued(i + 2), sentence.isNumber(i + 2) else { return nil }
    if sentence.holds(i + 3, "/"), sentence.glued(i + 3) { return runEnd(i) }
    let top = DigitReader.integer(sentence, i) ?? 0
    let bottom = DigitReader.integer(sentence, i + 2) ?? 0
    let ordinary = top > 0 && top < bottom && [2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 32, 64, 100, 128].contains(bottom)
    if ordinary,
      sentence.isNumber(i - 1) || UnitReader(sentence).behind(i + 3) != nil || sentence.holds(i + 3, "of") || sentence.holds(i + 3, "the")
    {
      return nil
    }
    return i + 3
  }

  // MARK: Names

  private static let modelLetters = Words.set(WordSets["NonFigures.modelLetters"])
  private static let formLetters = Words.set("k q")
  private static let places = Words.set(WordSets["NonFigures.places"])
  private static let compass = Words.set("n s e w")
  private static let points = Words.set(WordSets["NonFigures.points"])
  private static let degrees = Words.set("° º deg degree degrees")
  private static let arcMarks = Words.set("' ′ \" ″ minute minutes min second seconds sec")
  private static let meridians = Words.set(WordSets["NonFigures.meridians"])

  /// "32° 34’S", "32 degrees south", "longitude 115.4": the end of a geographic coordinate.
  private func coordinate(_ i: Int) -> Int? {
    var k = i + 1
    if sentence.holds(k, Self.degrees) {
      k += 1
      // Minutes and seconds of arc.
      for _ in 0..<2 where sentence.isNumber(k) && sentence.holds(k + 1, Self.arcMarks) {
        k += 2
        if sentence.holds(k, "'"), sentence.glued(k) { k += 1 }
      }
      // Tokenized like a possessive: 34’S.
      if sentence.isNumber(k), sentence.holds(k + 1, "'s"), sentence.bytes(k + 1).last == UInt8(ascii: "S") { return k + 2 }
      if sentence.holds(k, Self.points), sentence.isWord(k), sentence[k].range.count > 1 || sentence.capitalized(k),
        !sentence.holds(k + 1, "of")
      {
        return k + 1
      }
    }
    let before = sentence.holds(i - 1, "of") || sentence.holds(i - 1, ":") || sentence.holds(i - 1, "and") ? i - 2 : i - 1
    if sentence.holds(before, Self.meridians), !sentence.holds(before, "long") || sentence.capitalized(before) { return k }
    return sentence.holds(k, "latitude") || sentence.holds(k, "longitude") ? k + 1 : nil
  }

  private func isCoordinate(_ i: Int) -> Bool {
    func points(_ k: Int) -> Bool {
      sentence.isNumber(k) && sentence.isWord(k + 1) && sentence.holds(k + 1, Self.compass) && sentence.capitalized(k + 1)
    }
    guard points(i) else { return false }
    return sentence.holds(i + 2, ",") && points(i + 3) || sentence.holds(i - 1, ",") && points(i - 3) || points(i + 2) || points(i - 2)
  }

  private static let pictures = Words.set(WordSets["NonFigures.pictures"])
  private static let prefixes = Words.set("sub over under about ~")

  /// "S22", "F-16", "5G", "20th", "TA-35": digits attached to letters.
  private func gluedName(_ i: Int) -> Int? {
    // "COP27" is a conference, although COP is also the code of a peso.
    if sentence.glued(i), sentence.holds(i - 1, "cop"), sentence[i].range.count == 2, !sentence.isWord(i + 1) || !sentence.glued(i + 1) {
      return i + 1
    }
    // "Form 10-K", "a 401-K"
    if sentence.isHyphen(i + 1), sentence.isWord(i + 2), sentence[i + 2].range.count == 1, sentence[i + 2].capitalized,
      sentence.holds(i + 2, Self.formLetters)
    {
      return i + 3
    }
    // "a 2-in-1 laptop": how many things in one, not inches.
    if sentence.isHyphen(i + 1), sentence.holds(i + 2, "in"), sentence.isHyphen(i + 3),
      sentence.isNumber(i + 4) || sentence.holds(i + 4, "one")
    {
      return i + 5
    }
    // "seat 14C": the letter of a seat, not a temperature.
    if sentence.holds(i - 1, Self.places), sentence.glued(i + 1), sentence.isWord(i + 1), sentence[i + 1].range.count == 1 { return i + 2 }
    // "the Kestrel 5C": a letter attached to the number of a named thing. A temperature below 15 degrees is hardly meant after a name.
    if sentence.glued(i + 1), sentence.isWord(i + 1), sentence[i + 1].range.count == 1, sentence[i + 1].capitalized,
      sentence.holds(i + 1, Self.modelLetters),
      sentence.isWord(i - 1), sentence.tag(i - 1) == .NNP, sentence.capitalized(i - 1), i - 1 > sentence.start,
      let value = DigitReader.integer(sentence, i), value < 15
    {
      return i + 2
    }
    // "10k-20k": after a scale letter and a dash, a number is the other end of a range.
    if sentence.glued(i), sentence.isDash(i - 1), sentence.glued(i - 1), sentence.isNumber(i - 3), sentence.glued(i - 2),
      NumberWords.table[sentence.key(i - 2)]?.kind == .letter
    {
      return nil
    }
    // "51.5 N, 0.12 W"
    if isCoordinate(i) { return i + 2 }
    if sentence.glued(i), sentence.isWord(i - 1), CurrencyTable.shared.standsBefore(sentence, i) == nil,
      !(sentence.holds(i - 1, "ps") && sentence.isWord(i + 1) && sentence.glued(i + 1))
    {
      return runEnd(i)
    }
    // A long dash parts, whether or not there are spaces: "the mill—40 jobs in all—shut".
    if sentence.glued(i), sentence.isDash(i - 1), !sentence.holds(i - 1, "—"), sentence.glued(i - 1), sentence.isWord(i - 2),
      !sentence.holds(i - 2, Self.prefixes), !sentence.holds(i - 2, "to")
    {
      // "sub-300" is a bound. A spaced dash as in "an all-time-high 30 percent" does not attach the number.
      if CurrencyTable.shared.standsBefore(sentence, i - 1) == nil { return max(runEnd(i), i + 1) }
    }
    if sentence.glued(i), sentence.holds(i - 1, "."), sentence.glued(i - 1), sentence.isWord(i - 2), sentence.capitalized(i - 2) {
      return max(runEnd(i), i + 1)
    }
    guard sentence.glued(i + 1), sentence.isWord(i + 1), !sentence.holds(i + 1, "'s") else { return nil }
    // "a 4K screen", "films in 4K": the lines of a picture, not thousands of things.
    if sentence.holds(i + 1, "k"), sentence[i].range.count == 1,
      sentence.holds(i + 2, Self.pictures) || sentence.holds(i - 1, "in") && !sentence.isWord(i + 2)
    {
      return i + 2
    }
    if sentence.holds(i + 1, DateReader.ordinalEndings), !sentence.holds(i + 1, "st") || DateReader.isFirst(sentence, i) { return i + 2 }
    if sentence.holds(i + 1, "s") { return inDecade(i) ? nil : i + 2 }
    if NumberWords.table[sentence.key(i + 1)]?.kind == .letter || NumberWords.table[sentence.key(i + 1)]?.kind == .scale
      || NumberWords.table[sentence.key(i + 1)]?.kind == .dozens
    {
      if !sentence.glued(i + 2) || !sentence.isNumber(i + 2) { return nil }
    }
    // "the 4x400", "1920x1080"
    if sentence.holds(i + 1, "x"), sentence.glued(i + 2), sentence.isNumber(i + 2), DigitReader.power(sentence, i + 1) == nil {
      if UnitReader(sentence).side(i + 1) != nil { return nil }
      return runEnd(i)
    }
    if sentence.holds(i + 1, "mil") || sentence.holds(i + 1, "x") || sentence.holds(i + 1, "e") { return nil }
    if UnitReader(sentence).behind(i + 1) != nil { return nil }
    return runEnd(i)
  }

  /// "in her 20s", "in the 20s".
  private func inDecade(_ i: Int) -> Bool { AgeReader(sentence).decade(i) != nil }

  // MARK: Scores

  private static let games = Words.set(WordSets["NonFigures.games"])

  /// "2-0", "6-3, 6-4", "a 5-4 ruling", but not "40-50 hours".
  private func score(_ i: Int) -> Int? {
    guard sentence.isDash(i + 1), sentence.glued(i + 1), sentence.glued(i + 2), sentence.isNumber(i + 2), onlyDigits(i), onlyDigits(i + 2),
      sentence[i].range.count <= 3,
      sentence[i + 2].range.count <= 3
    else { return nil }
    if CurrencyTable.shared.standsBefore(sentence, i) != nil { return nil }
    if sentence.isDash(i + 3), sentence.glued(i + 3), sentence.isNumber(i + 4), sentence.glued(i + 4) { return runEnd(i) }
    let behind = i + 3
    if UnitReader(sentence).behind(behind) != nil { return nil }
    if NumberWords.table[sentence.key(behind)]?.kind == .scale || NumberWords.table[sentence.key(behind)]?.kind == .letter { return nil }
    if sentence.holds(behind, Self.games) || sentence.holds(i - 1, Self.games) || sentence.holds(i - 2, Self.games) { return i + 3 }
    if let a = DigitReader.integer(sentence, i), let b = DigitReader.integer(sentence, i + 2), a < b,
      let noun = CountNounReader(sentence).noun(behind),
      noun.plural
    {
      return nil
    }
    return i + 3
  }

  // MARK: Numbers in running text

  /// Whether four digits are more likely a year than a count.
  static func readsAsYear(_ sentence: PieceSentence, _ i: Int, _ value: Int) -> Bool {
    guard value >= 1500, value <= 2100 else { return value >= 1400 && sentence.holds(i - 1, "in") && !sentence.isWord(i + 1) }
    if CurrencyTable.shared.standsBefore(sentence, i) != nil || sentence.holds(i - 1, "$") { return false }
    // "from 1200 to 1900": next to a number that is not a year.
    if sentence.holds(i - 1, "to") || sentence.isDash(i - 1), sentence.isNumber(i - 2), !sentence.bytes(i - 2).contains(UInt8(ascii: ":")),
      let other = DigitReader.number(sentence, i - 2)?.value,
      other < 1400 && other > 31 || other >= 2200
    {
      return false
    }
    let units = UnitReader(sentence)
    // "2000 - 2500 calories"
    if sentence.isDash(i + 1) || sentence.holds(i + 1, "to"), sentence.isNumber(i + 2), let unit = units.behind(i + 3)?.unit,
      unit.kind != .duration
    {
      return false
    }
    if let unit = units.behind(i + 1)?.unit {
      // "2000 m" is not a year; "2016 quarter" is.
      if !(unit.kind == .duration) { return false }
      if unit.kind == .duration, sentence.lowercase(i + 1).hasSuffix("s") { return false }
    }
    if sentence.isHyphen(i + 1), sentence.isWord(i + 2), UnitReader(sentence).behind(i + 1) != nil { return false }
    if sentence.holds(i + 1, "people") || sentence.holds(i + 1, "units") || sentence.holds(i + 1, "points") { return false }
    if sentence.holds(i - 1, "of"), sentence.holds(i - 2, "sales") || sentence.holds(i - 2, "total") { return false }
    return true
  }
}
