import Linguistics
import Record

/// Parses numbers: digits with any grouping, words, mixed forms, fractions, vague counts and multiples.
struct NumeralParser {
  let s: PieceSentence

  static let manifold = Words.set("several few")
  static let indefinite = Words.set("a an")

  /// The number that begins at piece `i`.
  func numeral(at i: Int) -> Numeral? {
    guard s.has(i) else { return nil }
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
    if s.holds(i, "minus") || s.holds(i, "negative") {
      minus = true
    } else if s.holds(i, "-") || s.holds(i, "−"), s.isNumber(i + 1), !s.glued(i), s.glued(i + 1) || i == s.start {
      minus = true
    } else if s.isDash(i), s.isNumber(i + 1), s.glued(i + 1), s.glued(i), CurrencyTable.shared.standsBefore(s, i) != nil {
      // "£-4.2bn"
      minus = true
    } else {
      return nil
    }
    if s.isWord(i), has(number: i - 1) { return nil }
    guard minus, s.isNumber(i + 1) || NumberWords.table[s.key(i + 1)]?.kind != nil, var number = numeral(at: i + 1), number.high == nil,
      number.form != .vague, number.form != .multiple
    else { return nil }
    number.value = -number.value
    number.pieces = i..<number.pieces.upperBound
    return number
  }

  private func has(number i: Int) -> Bool { s.isNumber(i) || NumberWords.table[s.key(i)] != nil }

  // MARK: Cardinals

  /// Digits or words with their multipliers: "1,400", "three hundred and one", "1.4bn", "6 thousand 2 hundred and 17".
  func cardinal(_ i: Int) -> Numeral? {
    if s.isNumber(i) { return digits(i) }
    return words(i)
  }

  func entry(_ i: Int) -> NumberWords.Entry? { s.isWord(i) ? NumberWords.table[s.key(i)] : nil }

  func digits(_ i: Int) -> Numeral? {
    guard var number = DigitReader.number(s, i) else { return nil }
    if let power = DigitReader.power(s, number.pieces.upperBound) {
      number.value *= power.factor
      number.pieces = i..<power.end
      return number
    }
    // 10 1/2, 1/2
    if let slash = simpleFraction(i) {
      return Numeral(pieces: i..<slash.end, value: slash.value, form: .fraction)
    }
    var k = number.pieces.upperBound
    if let mark = DigitReader.vulgar(s, k) {
      number.value += mark
      number.pieces = i..<(k + 1)
      number.decimal = true
      k += 1
    } else if s.isNumber(k), !s.glued(k), let slash = simpleFraction(k), slash.value < 1 {
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
    guard s.isNumber(i), s.isHyphen(i + 1), let slash = simpleFraction(i + 2), slash.value < 1 else { return nil }
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
    let dash = s.isHyphen(k) ? 1 : 0
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
    let tail = s.holds(rest, "and") ? rest + 1 : rest
    if s.isNumber(tail), let more = digits(tail), more.value < scale.value, more.value == more.value.rounded(), more.value >= 0,
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
    let single = s[k].range.count == 1
    if s.glued(k + 1), s.isWord(k + 1) || s.isNumber(k + 1) { return nil }
    if s.glued(k + 1), s.holds(k + 1, "/"), !money { return nil }
    // "$500m-plus" and "10k-20k" are scales; "a 5m-deep pool" and "4k-ready" are not.
    if s.isHyphen(k + 1), s.glued(k), !money, single, !(letter.value == 1000 && s.isNumber(k + 2)) { return nil }
    if !single { return s.glued(k) || !s[k].capitalized ? letter.value : nil }
    if money { return letter.value }
    switch letter.value {
    case 1000: return s.glued(k) || s.holds(k, "k") && !s[k].capitalized && !s.isWord(k + 1) ? letter.value : nil
    case 1e6:
      if s[k].capitalized { return letter.value }
      return s.glued(k) && (UnitReader(s).countsPeopleOrThings(k + 1) || followsMillions(k)) ? letter.value : nil
    case 1e9: return s[k].capitalized && !s.glued(k) || s.glued(k) && !s[k].capitalized ? letter.value : nil
    default: return nil
    }
  }

  private static let rangeWords = Words.set("to or and")

  /// Whether the number at `i` is money: it has a currency sign, or is the second end of a range whose first end has one.
  private func isMoney(_ i: Int) -> Bool {
    let start = s.isDash(i - 1) && s.glued(i) ? i - 1 : i
    if CurrencyTable.shared.standsBefore(s, i) != nil || CurrencyTable.shared.standsBefore(s, start) != nil { return true }
    guard s.isDash(i - 1) || s.holds(i - 1, Self.rangeWords) else { return false }
    var k = i - 2
    if let before = entry(k), before.kind == .letter || before.kind == .scale { k -= 1 }
    return s.isNumber(k) && CurrencyTable.shared.standsBefore(s, k) != nil
  }

  /// Whether a currency name stands at `k`, with or without a hyphen before it: "2 m euros", "2bn-euro".
  private func namesMoney(_ k: Int) -> Bool {
    let at = s.isHyphen(k) ? k + 1 : k
    return s.isWord(at) && UnitReader(s).name(at)?.unit.kind == .money
  }

  /// "3.6m offences, up 12% from 3.2m": a letter that stood for millions does so again.
  private func followsMillions(_ k: Int) -> Bool {
    for i in stride(from: k - 2, through: s.start, by: -1) where s.holds(i, "m") && s.glued(i) && s.isNumber(i - 1) {
      return UnitReader(s).countsPeopleOrThings(i + 1)
    }
    return false
  }

  private func simpleFraction(_ i: Int) -> (value: Double, end: Int)? {
    guard s.isNumber(i), s.holds(i + 1, "/"), s.glued(i + 1), s.glued(i + 2), s.isNumber(i + 2), !(s.holds(i + 3, "/") && s.glued(i + 3)),
      let a = DigitReader.integer(s, i), let b = DigitReader.integer(s, i + 2), b > 1, b <= 1000, a < b, a > 0
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
    if s.holds(end, "point"), let decimals = spokenDecimals(end + 1) {
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
    if s.isHyphen(k), entry(k + 1) != nil { return k + 1 }
    // "three thousand, one hundred and six"
    if scaled, s.holds(k, ","), entry(k + 1)?.kind == .unit, entry(k + 2)?.kind == .hundred, entry(k - 1)?.kind == .scale { return k + 1 }
    if scaled, s.holds(k, "and"), let word = entry(k + 1), word.kind == .unit || word.kind == .teen || word.kind == .ten {
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
      if word.kind == .ten, s.isHyphen(k + 1), let unit = entry(k + 2), unit.kind == .unit {
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
