import Linguistics
import Record

/// Reads numbers written in digits.
enum DigitReader {
  /// The number at piece `i`, with any space-separated groups of thousands after it.
  static func number(_ sentence: PieceSentence, _ i: Int) -> Numeral? {
    guard sentence.isNumber(i), let first = value(sentence.bytes(i)) else { return nil }
    var number = Numeral(pieces: i..<(i + 1), value: first.value, form: .digits)
    number.grouped = first.grouped
    number.decimal = first.decimal
    if !first.grouped, !first.decimal, sentence[i].range.count <= 3, sentence.bytes(i).first != UInt8(ascii: "0") {
      var k = i + 1
      var value = first.value
      while sentence.isNumber(k), k - i <= longestGroups, !sentence.glued(k), gap(sentence, k),
        let group = DigitReader.value(sentence.bytes(k)),
        wholeGroup(sentence.bytes(k)),
        !sentence.glued(k + 1) || sentence.isSymbol(k + 1)
      {
        value = value * 1000 + group.value
        if group.decimal { value = (value * 10_000).rounded() / 10_000 }
        k += 1
        if group.decimal { break }
      }
      if k > i + 1 {
        number.value = value
        number.grouped = true
        number.pieces = i..<k
      }
    }
    return number
  }

  /// The most groups of thousands after the first group.
  private static let longestGroups = 6
  /// A longer run of digits is a code, not a number.
  private static let longestRun = 15

  /// The value of an integer piece without separators.
  static func integer(_ sentence: PieceSentence, _ i: Int) -> Int? {
    guard sentence.isNumber(i) else { return nil }
    var value = 0
    for byte in sentence.bytes(i) {
      guard PieceScanner.isDigit(byte), value < 100_000_000 else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }

  /// Whether the gap is one space, normal, thin or wide.
  private static func gap(_ sentence: PieceSentence, _ k: Int) -> Bool { sentence[k].range.start - sentence[k - 1].range.end <= 3 }

  private static func wholeGroup(_ bytes: ArraySlice<UInt8>) -> Bool {
    let whole = bytes.firstIndex(of: UInt8(ascii: ".")) ?? bytes.endIndex
    return whole - bytes.startIndex == 3 && !bytes.contains(UInt8(ascii: ","))
  }

  /// The value of digits with commas and points. A comma separates thousands where groups of three digits (in India two) follow, otherwise
  /// decimals.
  static func value(_ bytes: ArraySlice<UInt8>) -> (value: Double, grouped: Bool, decimal: Bool)? {
    let points = bytes.lazy.filter { $0 == UInt8(ascii: ".") }.count
    let commas = bytes.lazy.filter { $0 == UInt8(ascii: ",") }.count
    if points == 0, commas == 0 { return bytes.count > longestRun ? nil : double(bytes).map { ($0, false, false) } }
    if points > 1, commas > 1 { return nil }
    let lastPoint = bytes.lastIndex(of: UInt8(ascii: "."))
    let lastComma = bytes.lastIndex(of: UInt8(ascii: ","))
    // The decimal mark is the last of two kinds, or a single one that is not followed by a group of three.
    let mark: Int?
    if let point = lastPoint, let comma = lastComma {
      mark = max(point, comma)
    } else if let point = lastPoint {
      mark = points == 1 ? point : nil
    } else if let comma = lastComma, commas == 1, bytes.endIndex - comma - 1 != 3 || bytes.first == UInt8(ascii: "0") {
      mark = comma
    } else {
      mark = nil
    }
    let whole = bytes[bytes.startIndex..<(mark ?? bytes.endIndex)]
    var digits: [UInt8] = []
    var group = 0
    var groups = 0
    for byte in whole {
      if PieceScanner.isDigit(byte) {
        digits.append(byte)
        group += 1
      } else {
        if groups > 0, group != 3, group != 2 { return nil }
        groups += 1
        group = 0
      }
    }
    if groups > 0, group != 3 || digits.count > 3 * (longestGroups + 1) { return nil }
    if groups == 0, digits.count > longestRun { return nil }
    if groups > 0, points > 1, commas == 0, mark == nil, groups > 3 { return nil }
    if let mark {
      digits.append(UInt8(ascii: "."))
      digits.append(contentsOf: bytes[(mark + 1)...])
    }
    guard let value = double(digits[...]) else { return nil }
    return (value, groups > 0, mark != nil)
  }

  private static func double(_ digits: ArraySlice<UInt8>) -> Double? {
    Double((digits.first == UInt8(ascii: ".") ? "0" : "") + String(decoding: digits, as: UTF8.self))
  }

  /// "½", "⅔" and the like.
  static func vulgar(_ sentence: PieceSentence, _ i: Int) -> Double? { sentence.isSymbol(i) ? vulgarFractions[sentence.key(i)] : nil }

  private static let vulgarFractions: [UInt64: Double] = {
    let marks: [(String, Double)] = [
      ("½", 0.5), ("⅓", 1 / 3), ("⅔", 2 / 3), ("¼", 0.25), ("¾", 0.75), ("⅕", 0.2), ("⅖", 0.4), ("⅗", 0.6), ("⅘", 0.8), ("⅙", 1 / 6),
      ("⅚", 5 / 6), ("⅛", 0.125), ("⅜", 0.375), ("⅝", 0.625), ("⅞", 0.875),
    ]
    return Dictionary(uniqueKeysWithValues: marks.map { (WordHash.of($0.0), $0.1) })
  }()

  /// "e13", "x10^-4", "×10−30", "^-1" after a number: the factor.
  static func power(_ sentence: PieceSentence, _ k: Int) -> (factor: Double, end: Int)? {
    guard sentence.glued(k) || sentence.holds(k, "×") else { return nil }
    if sentence.holds(k, "e"), sentence.glued(k) {
      var at = k + 1
      var negative = false
      if sentence.holds(at, "+") || sentence.holds(at, "-") || sentence.holds(at, "−"), sentence.glued(at) {
        negative = !sentence.holds(at, "+")
        at += 1
      }
      guard sentence.glued(at), let exponent = integer(sentence, at), exponent < 300 else { return nil }
      return (ten(negative ? -exponent : exponent), at + 1)
    }
    guard sentence.holds(k, "x") || sentence.holds(k, "×"), integer(sentence, k + 1) == 10 else { return nil }
    var at = k + 2
    if sentence.holds(at, "^") { at += 1 }
    var negative = false
    if sentence.holds(at, "-") || sentence.holds(at, "−") {
      negative = true
      at += 1
    }
    guard at > k + 2, let exponent = integer(sentence, at), exponent < 300 else { return nil }
    return (ten(negative ? -exponent : exponent), at + 1)
  }

  private static func ten(_ exponent: Int) -> Double {
    var value = 1.0
    for _ in 0..<abs(exponent) { value *= 10 }
    return exponent < 0 ? 1 / value : value
  }
}
