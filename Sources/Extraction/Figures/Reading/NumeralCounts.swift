import Linguistics
import Record

/// Quantities that are not plain numerals: shares ("one in five"), vague counts, multiples.
extension NumeralParser {
  // MARK: Shares: one in five

  /// "one in five", "1 in 4", "five out of seven".
  func outOf(_ i: Int) -> Numeral? {
    guard let top = cardinal(i), !top.scaled, !top.decimal, top.value >= 1, top.value <= 99, top.value == top.value.rounded() else {
      return nil
    }
    let k = top.pieces.upperBound
    let at: Int
    if sentence.holds(k, "in") || sentence.holds(k, "in-") {
      at = k + 1
    } else if sentence.holds(k, "out"), sentence.holds(k + 1, "of") {
      at = k + 2
    } else if sentence.holds(k, "of"), sentence.holds(k + 1, "every") {
      at = k + 1
    } else if top.value == 1, sentence.tag(k) == .NN, sentence.holds(k + 1, "in"), !CountWords.closed.contains(sentence.key(k)),
      UnitReader(sentence).name(k + 2) == nil,
      let whole = cardinal(k + 2), whole.value <= 100,
      !sentence.isWord(whole.pieces.upperBound) || CountWords.closed.contains(sentence.key(whole.pieces.upperBound))
    {
      // "1 gallon in 7", "one child in six"
      at = k + 2
    } else if sentence.holds(k, "times"), sentence.holds(k + 1, "out"), sentence.holds(k + 2, "of") {
      at = k + 3
    } else if sentence.isHyphen(k), sentence.holds(k + 1, "in"), sentence.isHyphen(k + 2) {
      at = k + 3
    } else {
      return nil
    }
    let bottomAt = sentence.holds(at, "every") ? at + 1 : at
    guard let bottom = cardinal(bottomAt), bottom.value > top.value, bottom.value == bottom.value.rounded(), !bottom.decimal,
      !(bottom.form == .digits && bottom.value >= 1500 && bottom.value < 2100 && !bottom.grouped)
    else { return nil }
    // "one in two years", "14 in seven crates": only typical shares are accepted.
    if sentence.holds(at - 1, "in"), UnitReader(sentence).beginsTimeUnit(bottom.pieces.upperBound) { return nil }
    if sentence.holds(k, "in"), top.value > 9 || sentence.isNumber(i) != sentence.isNumber(bottomAt) && bottom.value < 10 { return nil }
    return Numeral(pieces: i..<bottom.pieces.upperBound, value: top.value / bottom.value, form: .fraction)
  }

  // MARK: Vague counts

  /// "dozens", "tens of thousands", "several hundred", "a few million", "a couple dozen".
  func vagueCount(_ i: Int) -> Numeral? {
    if let word = entry(i), word.kind == .vague || (word.kind == .dozens && word.value == 12 && sentence.lowercase(i) == "dozens") {
      if sentence.holds(i + 1, "of") || sentence.holds(i + 1, "or"), let big = entry(i + 2), big.kind == .vague, big.value > word.value,
        sentence.holds(i + 1, "of")
      {
        let low = word.kind == .dozens ? 12 : word.value
        let high = word.kind == .dozens ? 120 : word.value * 10
        return Numeral(pieces: i..<(i + 3), value: low * big.value, high: high * big.value, form: .vague, scaled: true)
      }
      if word.value == 10 || (word.value == 20 && !sentence.holds(i + 1, "of")) { return nil }
      return Numeral(pieces: i..<(i + 1), value: word.value, high: word.value * 10, form: .vague, scaled: true)
    }
    var k = i
    if sentence.holds(k, "a") { k += 1 }
    if sentence.holds(k, "couple"), k > i || sentence.holds(k - 1, "a") {
      let at = sentence.holds(k + 1, "of") ? k + 2 : k + 1
      if let scale = entry(at), scale.kind == .hundred || scale.kind == .scale || scale.kind == .dozen {
        return Numeral(pieces: i..<(at + 1), value: 2 * scale.value, form: .words, scaled: true, bound: "~")
      }
      return nil
    }
    guard sentence.holds(k, Self.manifold), k == i || sentence.holds(k, "few"), let scale = entry(k + 1),
      scale.kind == .hundred || scale.kind == .scale || scale.kind == .dozen
    else { return nil }
    var end = k + 2
    var value = scale.value
    if let more = entry(end), more.kind == .scale, scale.kind == .hundred {
      value *= more.value
      end += 1
    }
    return Numeral(pieces: i..<end, value: value, high: value * 10, form: .vague, scaled: true)
  }

  // MARK: Multiples

  /// "doubled", "twice the rate", "tenfold".
  func multiple(_ i: Int) -> Numeral? {
    guard let word = entry(i), word.kind == .multiple else { return nil }
    return Numeral(pieces: i..<(i + 1), value: word.value, form: .multiple)
  }
}
