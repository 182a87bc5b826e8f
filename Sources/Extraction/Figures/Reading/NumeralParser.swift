import Linguistics
import Record

/// Parses numbers: digits with any grouping, words, mixed forms, fractions, vague counts and multiples.
struct NumeralParser {
  let sentence: PieceSentence

  static let manifold = Words.set("several few")
  static let indefinite = Words.set("a an")

  /// The number that begins at piece `i`.
  func numeral(at i: Int) -> Numeral? {
    guard sentence.has(i) else { return nil }
    if let sign = signed(i) { return sign }
    if let vague = vagueCount(i) { return vague }
    if let ratio = outOf(i) { return ratio }
    if let fraction = fraction(i) { return fraction }
    if let plain = cardinal(i) { return extended(plain) }
    return multiple(i)
  }

  // MARK: Signs

  private func signed(_ i: Int) -> Numeral? {
    let minus: Bool
    if sentence.holds(i, "minus") || sentence.holds(i, "negative") {
      minus = true
    } else if sentence.holds(i, "-") || sentence.holds(i, "−"), sentence.isNumber(i + 1), !sentence.glued(i),
      sentence.glued(i + 1)
    {
      // With a space behind it, it is the mark of a list's item or a dash: "- 44% of readers".
      minus = true
    } else if sentence.isDash(i), sentence.isNumber(i + 1), sentence.glued(i + 1), sentence.glued(i),
      CurrencyTable.shared.standsBefore(sentence, i) != nil
    {
      // "£-4.2bn"
      minus = true
    } else {
      return nil
    }
    guard minus, sentence.isNumber(i + 1) || NumberWords.table[sentence.key(i + 1)]?.kind != nil, var number = numeral(at: i + 1),
      number.high == nil,
      number.form != .vague, number.form != .multiple
    else { return nil }
    number.value = -number.value
    number.pieces = i..<number.pieces.upperBound
    return number
  }

  // MARK: Cardinals

  /// Digits or words with their multipliers: "1,400", "three hundred and one", "1.4bn", "6 thousand 2 hundred and 17".
  func cardinal(_ i: Int) -> Numeral? {
    if sentence.isNumber(i) { return digits(i) }
    return words(i)
  }

  func entry(_ i: Int) -> NumberWords.Entry? { sentence.isWord(i) ? NumberWords.table[sentence.key(i)] : nil }

  func digits(_ i: Int) -> Numeral? {
    guard var number = DigitReader.number(sentence, i) else { return nil }
    if let power = DigitReader.power(sentence, number.pieces.upperBound) {
      number.value *= power.factor
      number.pieces = i..<power.end
      return number
    }
    // 10 1/2, 1/2
    if let slash = simpleFraction(i) {
      return Numeral(pieces: i..<slash.end, value: slash.value, form: .fraction)
    }
    var k = number.pieces.upperBound
    if let mark = DigitReader.vulgar(sentence, k) {
      number.value += mark
      number.pieces = i..<(k + 1)
      number.decimal = true
      k += 1
    } else if sentence.isNumber(k), !sentence.glued(k), let slash = simpleFraction(k), slash.value < 1 {
      number.value += slash.value
      number.pieces = i..<slash.end
      number.decimal = true
      k = slash.end
    } else if let slash = mixedFraction(i) {
      number.value += slash.value
      number.pieces = i..<slash.end
      number.decimal = true
      k = slash.end
    }
    return scaled(number)
  }

  /// "2-1/2": a fraction joined by a hyphen to the whole number at `i`.
  func mixedFraction(_ i: Int) -> (value: Double, end: Int)? {
    guard sentence.isNumber(i), sentence.isHyphen(i + 1), let slash = simpleFraction(i + 2), slash.value < 1 else { return nil }
    return slash
  }

  /// Multiplies a number by the scale words after it: "million", "bn", "hundred and 21".
  func scaled(_ number: Numeral) -> Numeral {
    var number = number
    let k = number.pieces.upperBound
    if let letter = scaleLetter(k, number) {
      number.value *= letter
      number.scaled = true
      number.pieces = number.pieces.lowerBound..<(k + 1)
      return number
    }
    let dash = sentence.isHyphen(k) ? 1 : 0
    guard let scale = entry(k + dash), scale.kind == .scale || scale.kind == .hundred || scale.kind == .dozen || scale.kind == .dozens
    else { return number }
    number.value *= scale.value
    number.scaled = true
    number.pieces = number.pieces.lowerBound..<(k + 1 + dash)
    if scale.kind == .dozen || scale.kind == .dozens { return number }
    // "2 hundred and 17", "6 thousand 2 hundred": the rest must be smaller than the scale.
    var rest = number.pieces.upperBound
    if let next = entry(rest), next.kind == .scale, scale.kind == .hundred || Self.multiplies(scale.value, next.value) {
      // "3 hundred million", "1.2 lakh crore"
      number.value *= next.value
      number.pieces = number.pieces.lowerBound..<(rest + 1)
      rest += 1
    }
    let tail = sentence.holds(rest, "and") ? rest + 1 : rest
    if sentence.isNumber(tail), let more = digits(tail), more.value < scale.value, more.value == more.value.rounded(), more.value >= 0,
      !more.decimal,
      !more.grouped, tail == rest ? more.scaled : more.value < 1000, more.value > 0
    {
      number.value += more.value
      number.pieces = number.pieces.lowerBound..<more.pieces.upperBound
    }
    return number
  }

  /// Whether one scale multiplies another: "lakh crore", "thousand crore".
  private static func multiplies(_ scale: Double, _ next: Double) -> Bool { scale < next && scale <= 100_000 && next == 10_000_000 }

  /// "k", "m", "bn" … directly after the digits, or a capital "M" or "B" after a space.
  private func scaleLetter(_ k: Int, _ number: Numeral) -> Double? {
    guard let letter = entry(k), letter.kind == .letter else { return nil }
    let money = isMoney(number.pieces.lowerBound) || namesMoney(k + 1)
    let single = sentence[k].range.count == 1
    if sentence.glued(k + 1), sentence.isWord(k + 1) || sentence.isNumber(k + 1) { return nil }
    if sentence.glued(k + 1), sentence.holds(k + 1, "/"), !money { return nil }
    // "$500m-plus" and "10k-20k" are scales; "a 5m-deep pool" and "4k-ready" are not.
    if sentence.isHyphen(k + 1), sentence.glued(k), !money, single, !(letter.value == 1000 && sentence.isNumber(k + 2)) { return nil }
    if !single { return sentence.glued(k) || !sentence[k].capitalized ? letter.value : nil }
    if money { return letter.value }
    switch letter.value {
    case 1000:
      return sentence.glued(k) || sentence.holds(k, "k") && !sentence[k].capitalized && !sentence.isWord(k + 1) ? letter.value : nil
    case 1e6:
      if sentence[k].capitalized { return letter.value }
      return sentence.glued(k) && (UnitReader(sentence).countsPeopleOrThings(k + 1) || followsMillions(k)) ? letter.value : nil
    case 1e9: return sentence[k].capitalized && !sentence.glued(k) || sentence.glued(k) && !sentence[k].capitalized ? letter.value : nil
    default: return nil
    }
  }

  private static let rangeWords = Words.set("to or and")

  /// Whether the number at `i` is money: it has a currency sign, or is the second end of a range whose first end has one.
  private func isMoney(_ i: Int) -> Bool {
    let start = sentence.isDash(i - 1) && sentence.glued(i) ? i - 1 : i
    if CurrencyTable.shared.standsBefore(sentence, i) != nil || CurrencyTable.shared.standsBefore(sentence, start) != nil { return true }
    guard sentence.isDash(i - 1) || sentence.holds(i - 1, Self.rangeWords) else { return false }
    var k = i - 2
    if let before = entry(k), before.kind == .letter || before.kind == .scale { k -= 1 }
    return sentence.isNumber(k) && CurrencyTable.shared.standsBefore(sentence, k) != nil
  }

  /// Whether a currency name stands at `k`, with or without a hyphen before it: "2 m euros", "2bn-euro".
  private func namesMoney(_ k: Int) -> Bool {
    let at = sentence.isHyphen(k) ? k + 1 : k
    return sentence.isWord(at) && UnitReader(sentence).name(at)?.unit.kind == .money
  }

  /// "3.6m offences, up 12% from 3.2m": a letter that stood for millions does so again.
  private func followsMillions(_ k: Int) -> Bool {
    for i in stride(from: k - 2, through: sentence.start, by: -1)
    where sentence.holds(i, "m") && sentence.glued(i) && sentence.isNumber(i - 1) {
      return UnitReader(sentence).countsPeopleOrThings(i + 1)
    }
    return false
  }

  private func simpleFraction(_ i: Int) -> (value: Double, end: Int)? {
    guard sentence.isNumber(i), sentence.holds(i + 1, "/"), sentence.glued(i + 1), sentence.glued(i + 2), sentence.isNumber(i + 2),
      !(sentence.holds(i + 3, "/") && sentence.glued(i + 3)),
      let a = DigitReader.integer(sentence, i), let b = DigitReader.integer(sentence, i + 2), b > 1, b <= 1000, a < b, a > 0
    else { return nil }
    return (Double(a) / Double(b), i + 3)
  }

  /// A number in words.
  func words(_ i: Int) -> Numeral? {
    var total = 0.0
    var group = 0.0
    var hasGroup = false
    var k = i
    var last = Double.infinity
    var scaled = false
    var tensLast = false
    var lastScale = Double.infinity
    var end = i
    loop: while let word = entry(k) {
      switch word.kind {
      case .unit:
        if hasGroup, !(tensLast && word.value > 0) && last < 100 { break loop }
        group += word.value
        last = 1
        tensLast = false
      case .teen:
        if hasGroup, last < 100 { break loop }
        group += word.value
        last = 1
        tensLast = false
      case .ten:
        if hasGroup, last < 100 { break loop }
        group += word.value
        last = 10
        tensLast = true
      case .hundred:
        if !hasGroup { group = 1 }
        guard group < 100, last < 100 || !hasGroup else { break loop }
        group *= 100
        last = 100
        scaled = true
        tensLast = false
      case .scale:
        guard word.value < lastScale else {
          // "two lakh crore"
          if !hasGroup, Self.multiplies(lastScale, word.value) {
            total *= word.value
            lastScale = word.value
            end = k + 1
          }
          break loop
        }
        if !hasGroup, total > 0 { break loop }
        total += (hasGroup ? group : 1) * word.value
        lastScale = word.value
        group = 0
        last = .infinity
        hasGroup = false
        scaled = true
        tensLast = false
        end = k + 1
        k += 1
        k = next(after: k, scaled: true)
        continue loop
      case .dozen where k > i, .dozens where k > i:
        guard hasGroup else { break loop }
        total += group * word.value
        return Numeral(pieces: i..<(k + 1), value: total, form: .words, scaled: true)
      case .dozen:
        return Numeral(pieces: i..<(k + 1), value: 12, form: .words, scaled: true)
      default: break loop
      }
      hasGroup = true
      end = k + 1
      k = next(after: k + 1, scaled: word.kind == .hundred)
    }
    guard end > i else { return nil }
    let value = total + (hasGroup ? group : 0)
    var number = Numeral(pieces: i..<end, value: value, form: .words, scaled: scaled)
    number.isOne = value == 1 && end == i + 1
    // "eight point nought six"
    if sentence.holds(end, "point"), let decimals = spokenDecimals(end + 1) {
      number.value += decimals.value
      number.pieces = i..<decimals.end
      number.decimal = true
      number.isOne = false
      return self.scaled(number)
    }
    return number
  }

  /// The position of the next number word: after a hyphen, or after "and" behind a scale word.
  private func next(after k: Int, scaled: Bool) -> Int {
    if sentence.isHyphen(k), entry(k + 1) != nil { return k + 1 }
    // "three thousand, one hundred and six"
    if scaled, sentence.holds(k, ","), entry(k + 1)?.kind == .unit, entry(k + 2)?.kind == .hundred, entry(k - 1)?.kind == .scale {
      return k + 1
    }
    if scaled, sentence.holds(k, "and"), let word = entry(k + 1), word.kind == .unit || word.kind == .teen || word.kind == .ten {
      // "4 hundred and 1 hundred" are two numbers.
      if let hundred = entry(k + 2), hundred.kind == .hundred, !(entry(k + 3)?.kind == .scale) { return k }
      return k + 1
    }
    return k
  }

  private func spokenDecimals(_ i: Int) -> (value: Double, end: Int)? {
    var k = i
    var digits = ""
    while let word = entry(k), word.kind == .unit || word.kind == .teen || word.kind == .ten {
      if word.kind == .ten, sentence.isHyphen(k + 1), let unit = entry(k + 2), unit.kind == .unit {
        digits += String(Int(word.value + unit.value))
        k += 3
      } else {
        digits += String(Int(word.value))
        k += 1
      }
    }
    guard !digits.isEmpty, let value = Double("0." + digits) else { return nil }
    return (value, k)
  }
}
