import Linguistics
import Record

/// Fractions: halves, thirds, quarters, alone or after a whole number.
extension NumeralParser {
  /// "nine and a half", "7 million and a quarter": a fraction added to a cardinal number.
  func extended(_ number: Numeral) -> Numeral {
    var number = number
    var k = number.pieces.upperBound
    // "two-and-a-half"
    if sentence.isHyphen(k), sentence.holds(k + 1, "and"), sentence.isHyphen(k + 2), sentence.holds(k + 3, "a"), sentence.isHyphen(k + 4),
      sentence.holds(k + 5, "half")
    {
      number.value += 0.5
      number.pieces = number.pieces.lowerBound..<(k + 6)
      (number.isOne, number.decimal) = (false, true)
      return number
    }
    if sentence.holds(k, "and") {
      if sentence.holds(k + 1, Self.indefinite) || entry(k + 1)?.kind == .unit || sentence.isNumber(k + 1), let part = fractionWords(k + 1),
        part.value < 1, part.pieces.upperBound > k + 1
      {
        // "six million and a half": half of a million.
        let unit = number.scaled && number.value >= 1000 ? scaleOf(number) : 1
        number.value += part.value * unit
        number.pieces = number.pieces.lowerBound..<part.pieces.upperBound
        number.isOne = false
        number.decimal = true
        k = number.pieces.upperBound
        if unit == 1, let scale = entry(k), scale.kind == .scale {
          number.value *= scale.value
          number.scaled = true
          number.pieces = number.pieces.lowerBound..<(k + 1)
        }
      }
    }
    return number
  }

  private func scaleOf(_ number: Numeral) -> Double {
    let last = entry(number.pieces.upperBound - 1)
    return last?.kind == .scale || last?.kind == .letter ? last?.value ?? 1 : 1
  }

  /// "half", "a third of", "two thirds", "half a million", "three quarters", "⅔".
  func fraction(_ i: Int) -> Numeral? {
    if let mark = DigitReader.vulgar(sentence, i) { return Numeral(pieces: i..<(i + 1), value: mark, form: .fraction) }
    guard var part = fractionWords(i) else { return nil }
    var k = part.pieces.upperBound
    // "half a million", "half a dozen", "half of 2 percent", "quarter million"
    // "half-a-dozen"
    if sentence.isHyphen(k), sentence.holds(k + 1, Self.indefinite) { k += sentence.isHyphen(k + 2) ? 2 : 1 }
    if sentence.holds(k, Self.indefinite) || sentence.isHyphen(k), let scale = entry(k + 1), scale.kind == .scale || scale.kind == .dozen {
      k += 1
    }
    if let scale = entry(k), scale.kind == .scale || scale.kind == .dozen {
      part.value *= scale.value
      part.form = .words
      part.scaled = true
      part.pieces = i..<(k + 1)
      return part
    }
    // "a quarter of a million"
    if sentence.holds(k, "of"), sentence.holds(k + 1, "a"), let scale = entry(k + 2), scale.kind == .scale {
      part.value *= scale.value
      part.form = .words
      part.scaled = true
      part.pieces = i..<(k + 3)
      return part
    }
    if sentence.holds(k, "of"), let whole = cardinal(k + 1), whole.value == 1, UnitReader(sentence).isPercent(whole.pieces.upperBound) {
      part.form = .words
      part.decimal = true
      part.pieces = i..<whole.pieces.upperBound
    }
    return part
  }

  private func fractionWords(_ i: Int) -> Numeral? {
    if let word = entry(i), word.kind == .half { return Numeral(pieces: i..<(i + 1), value: 0.5, form: .fraction) }
    if let word = entry(i), word.kind == .quarter, sentence.isWord(i + 1), entry(i + 1)?.kind == .scale {
      return Numeral(pieces: i..<(i + 1), value: 0.25, form: .fraction)
    }
    // "another quarter-point move"
    if let word = entry(i), word.kind == .quarter,
      sentence.holds(i + 1, "point") || sentence.isHyphen(i + 1) && sentence.holds(i + 2, "point")
    {
      return Numeral(pieces: i..<(i + 1), value: 0.25, form: .fraction)
    }
    // A numerator: "a", "one", "six hundred and fifty-seven".
    if sentence.holds(i, Self.indefinite) {
      if let half = entry(i + 1), half.kind == .half { return Numeral(pieces: i..<(i + 2), value: 0.5, form: .fraction) }
      if let hundred = entry(i + 1), hundred.kind == .hundred || hundred.kind == .scale, let part = denominator(i + 2) {
        return Numeral(pieces: i..<part.end, value: hundred.value / part.value, form: .fraction)
      }
      guard let part = denominator(i + 1), part.value > 2 else { return nil }
      return Numeral(pieces: i..<part.end, value: 1 / part.value, form: .fraction)
    }
    guard let top = entry(i), top.kind == .unit || top.kind == .teen || top.kind == .ten || sentence.isNumber(i), let number = cardinal(i)
    else {
      return nil
    }
    // The whole number may include the first word of the denominator: "three twenty firsts".
    var best: Numeral?
    for split in (i + 1)...max(i + 1, number.pieces.upperBound) where split <= number.pieces.upperBound {
      let end = split
      guard let numerator = prefix(i, end), numerator.value > 0 else { continue }
      let at = sentence.isHyphen(end) ? end + 1 : sentence.holds(end, "-") ? end + 1 : end
      guard let part = denominator(at), part.value > 2 || part.end > at + 1 else { continue }
      if part.plural || numerator.value == 1 {
        best = Numeral(pieces: i..<part.end, value: numerator.value / part.value, form: .fraction)
      }
    }
    if best == nil, number.value == 1, number.pieces.upperBound == i + 1 || sentence.isHyphen(i + 1) {
      let at = sentence.isHyphen(i + 1) ? i + 2 : i + 1
      if let half = entry(at), half.kind == .half { return Numeral(pieces: i..<(at + 1), value: 0.5, form: .fraction) }
    }
    return best
  }

  private func prefix(_ i: Int, _ end: Int) -> Numeral? {
    guard let number = cardinal(i) else { return nil }
    if number.pieces.upperBound == end { return number }
    guard end == i + 1, let word = entry(i), word.kind == .unit else { return nil }
    return Numeral(pieces: i..<end, value: word.value, form: .words)
  }

  /// "third", "quarters", "twenty-first(s)", "hundredths".
  private func denominator(_ i: Int) -> (value: Double, end: Int, plural: Bool)? {
    guard let word = entry(i) else { return nil }
    let plural = sentence.lowercase(i).hasSuffix("s")
    switch word.kind {
    case .quarter: return (4, i + 1, plural)
    case .denominator where word.value > 2: return (word.value, i + 1, plural)
    case .ten:
      let at = sentence.isHyphen(i + 1) ? i + 2 : i + 1
      guard let last = entry(at), last.kind == .denominator, last.value < 10 else { return nil }
      return (word.value + last.value, at + 1, sentence.lowercase(at).hasSuffix("s"))
    case .unit where word.value == 1:
      guard let hundred = entry(i + 1), hundred.kind == .hundred, let rest = denominator(i + 2) else { return nil }
      return (100 + rest.value, rest.end, rest.plural)
    default: return nil
    }
  }
}
