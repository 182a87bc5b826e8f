import Linguistics
import Record

/// A cell that is a number.
struct TableNumber {
  var numeral: Numeral
  var pieces: Range<Int>
  var value: Double
  var high: Double?
  var unit: Unit?
  var rate: String?
  var bound = Bound.equal
  var isPlainDollar = false
  var isSigned = false
  var isScaled: Bool { numeral.scaled }

  private static let abouts = Words.set("~ about c circa ca approx")
  private static let unders = Words.set("<")
  private static let overs = Words.set(">")

  /// Reads a cell; `nil` where it contains anything but one number with its unit and note marks.
  init?(_ sentence: PieceSentence) {
    guard let i = sentence.bounds.first(where: { sentence.isNumber($0) }), sentence.bounds.count <= 14 else { return nil }
    let reader = UnitReader(sentence)
    guard var numeral = NumeralParser(sentence: sentence).numeral(at: i) else { return nil }
    var start = i
    var isNegative = false
    let money = reader.moneyBefore(i)
    if let money { start = money.unit.pieces.lowerBound }
    while sentence.has(start - 1), sentence.isSymbol(start - 1) || sentence.holds(start - 1, Self.abouts) {
      if sentence.holds(start - 1, "(") || sentence.isDash(start - 1) || sentence.holds(start - 1, "-") { isNegative = true }
      if sentence.holds(start - 1, "+") { isSigned = true }
      if sentence.holds(start - 1, Self.abouts) { bound = .about }
      if sentence.holds(start - 1, Self.unders) { bound = .less }
      if sentence.holds(start - 1, Self.overs) { bound = .greater }
      if sentence.holds(start - 1, "#") || sentence.holds(start - 1, ":") || sentence.holds(start - 1, "/") { return nil }
      start -= 1
    }
    guard start == sentence.start else { return nil }
    var end = numeral.pieces.upperBound
    // "3–5", "3 to 5"
    if numeral.high == nil, sentence.isDash(end) || sentence.holds(end, "to"), sentence.isNumber(end + 1),
      let second = NumeralParser(sentence: sentence).numeral(at: end + 1),
      second.value > numeral.value, !numeral.vague, !second.vague
    {
      numeral.high = second.value
      numeral.scaled = numeral.scaled || second.scaled
      end = second.pieces.upperBound
    }
    // A minus sign inside: "$-3".
    if numeral.value < 0 {
      isNegative = true
      numeral.value = -numeral.value
    }
    let isBracketed = sentence.holds(sentence.start, "(") && sentence.bounds.contains { sentence.holds($0, ")") }
    isNegative = isNegative && (isBracketed || !sentence.holds(sentence.start, "("))
    if let behind = reader.behind(end), money == nil || behind.unit.kind == .money {
      if money == nil { (unit, isPlainDollar) = (behind.unit, behind.plainDollar) }
      end = behind.unit.pieces.upperBound
    }
    if let found = reader.rate(end) {
      rate = found.code
      end = found.end
    }
    var last = end
    while sentence.has(last) {
      // A note mark: "1,234*", "56 (b)", "2,100 [3]".
      guard
        sentence.isSymbol(last) && !sentence.holds(last, "/") && !sentence.holds(last, ":") && !sentence.isDash(last)
          || Self.isNote(last, sentence)
      else { return nil }
      last += 1
    }
    if let money { (unit, isPlainDollar) = (money.unit, money.plainDollar) }
    let factor = (unit?.factor ?? 1) * (money?.scale ?? 1)
    let sign: Double = isNegative ? -1 : 1
    value = sign * numeral.value * factor
    high = numeral.high.map { $0 * factor }
    self.numeral = numeral
    isSigned = isSigned || isNegative
    pieces = (money.map { min($0.unit.pieces.lowerBound, i) } ?? i)..<end
  }

  /// A letter or small number in brackets after the number.
  private static func isNote(_ k: Int, _ sentence: PieceSentence) -> Bool {
    (sentence.holds(k - 1, "(") || sentence.holds(k - 1, "[")) && (sentence.holds(k + 1, ")") || sentence.holds(k + 1, "]"))
      && sentence[k].range.count == 1
  }
}
