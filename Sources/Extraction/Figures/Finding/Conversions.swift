import Knowledge
import Linguistics
import Record

/// Whether two amounts in different units may be the same one.
enum Conversions {
  private struct Entry {
    var dimension: String
    var size: Double
  }

  private static let table: [String: Entry] = {
    let lexicon = Lexicon(named: "conversions.tsv")
    let (dimension, unit, size) = (lexicon.column("dimension"), lexicon.column("unit"), lexicon.column("size"))
    return lexicon.rows.reduce(into: [:]) { table, row in
      table[row[unit]] = Double(row[size]).map { Entry(dimension: row[dimension], size: $0) }
    }
  }()

  /// How far the numbers of a conversion may be apart, as a share: the text rounds them.
  private static let rounding = 0.08
  /// How far two temperatures may be apart, in degrees Celsius.
  private static let degrees = 1.5

  /// Whether two amounts in units of one dimension are the same; `nil` where one of the units is not known.
  static func isSame(_ a: Double, _ unitA: String, _ b: Double, _ unitB: String) -> Bool? {
    guard let first = table[unitA], let second = table[unitB] else { return nil }
    guard first.dimension == second.dimension else { return false }
    if first.dimension == "temperature" { return abs(celsius(a, unitA) - celsius(b, unitB)) <= degrees }
    return isNear(a * first.size, b * second.size)
  }

  private static func celsius(_ value: Double, _ unit: String) -> Double { unit == "Cel" ? value : (value - 32) * 5 / 9 }

  private static func isNear(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= rounding * max(abs(a), abs(b)) }

  /// Whether two figures of one kind may be the same amount: measures of equal size, or money in two currencies. A rate is the same only
  /// per unit of one dimension: "$60,000 a year, or $5,000 a month".
  /// - Parameter isStated: whether the text says so in words, which is needed where nothing can be computed.
  static func mayBeSame(_ a: FigureCandidate, _ b: FigureCandidate, isStated: Bool) -> Bool {
    guard let unitA = base(a), let unitB = base(b) else { return false }
    if a.rate != b.rate {
      // A rate is written once for both: "C$7 (US$5.18) a barrel".
      guard let rateA = a.rate, let rateB = b.rate else { return isStated && a.kind == .money && unitA != unitB }
      // The smaller the base, the smaller the amount: $24 a day is $1 an hour.
      guard unitA == unitB else { return isStated && a.kind == .money && isSame(1, rateA, 1, rateB) != false }
      guard let first = table[rateA], let second = table[rateB], first.dimension == second.dimension else { return false }
      return meet(a, b, by: 1 / first.size, 1 / second.size)
    }
    if unitA == unitB { return false }
    if a.kind == .money { return isStated }
    return isSame(a.high ?? a.value, unitA, b.high ?? b.value, unitB) ?? isStated
  }

  /// Whether two amounts, or the ranges that they are, have a number in common.
  private static func meet(_ a: FigureCandidate, _ b: FigureCandidate, by sizeA: Double, _ sizeB: Double) -> Bool {
    let (lowA, highA) = (a.value * sizeA, (a.high ?? a.value) * sizeA)
    let (lowB, highB) = (b.value * sizeB, (b.high ?? b.value) * sizeB)
    return lowA <= highB * (1 + rounding) && lowB <= highA * (1 + rounding)
  }

  private static func base(_ candidate: FigureCandidate) -> String? { candidate.unit?.code ?? candidate.impliedUnit }
}
