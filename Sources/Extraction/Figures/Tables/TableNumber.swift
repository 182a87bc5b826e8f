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
  init?(_ s: PieceSentence) {
    guard let i = s.bounds.first(where: { s.isNumber($0) }), s.bounds.count <= 14 else { return nil }
    let reader = UnitReader(s)
    guard var numeral = NumeralParser(s: s).numeral(at: i) else { return nil }
    var start = i
    var isNegative = false
    let money = reader.moneyBefore(i)
    if let money { start = money.unit.pieces.lowerBound }
    while s.has(start - 1), s.isSymbol(start - 1) || s.holds(start - 1, Self.abouts) {
      if s.holds(start - 1, "(") || s.isDash(start - 1) || s.holds(start - 1, "-") { isNegative = true }
      if s.holds(start - 1, "+") { isSigned = true }
      if s.holds(start - 1, Self.abouts) { bound = .about }
      if s.holds(start - 1, Self.unders) { bound = .less }
      if s.holds(start - 1, Self.overs) { bound = .greater }
      if s.holds(start - 1, "#") || s.holds(start - 1, ":") || s.holds(start - 1, "/") { return nil }
      start -= 1
    }
    guard start == s.start else { return nil }
    var end = numeral.pieces.upperBound
    // "3–5", "3 to 5"
    if numeral.high == nil, s.isDash(end) || s.holds(end, "to"), s.isNumber(end + 1), let second = NumeralParser(s: s).numeral(at: end + 1),
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
    let isBracketed = s.holds(s.start, "(") && s.bounds.contains { s.holds($0, ")") }
    isNegative = isNegative && (isBracketed || !s.holds(s.start, "("))
    if let behind = reader.behind(end), money == nil || behind.unit.kind == .money {
      if money == nil { (unit, isPlainDollar) = (behind.unit, behind.plainDollar) }
      end = behind.unit.pieces.upperBound
    }
    if let found = reader.rate(end) {
      rate = found.code
      end = found.end
    }
    var last = end
    while s.has(last) {
      // A note mark: "1,234*", "56 (b)", "2,100 [3]".
      guard s.isSymbol(last) && !s.holds(last, "/") && !s.holds(last, ":") && !s.isDash(last) || Self.isNote(last, s) else { return nil }
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
  private static func isNote(_ k: Int, _ s: PieceSentence) -> Bool {
    (s.holds(k - 1, "(") || s.holds(k - 1, "[")) && (s.holds(k + 1, ")") || s.holds(k + 1, "]")) && s[k].range.count == 1
  }
}
