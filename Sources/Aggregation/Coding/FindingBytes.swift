internal import FullText

extension [UInt8] {
  /// Appends at most eight flags, the first in the lowest bit.
  mutating func append(bits: [Bool]) {
    var byte: UInt8 = 0
    for (place, bit) in bits.enumerated() where bit { byte |= 1 << UInt8(place) }
    append(byte)
  }

  /// Appends a number that may have a fraction: whole numbers and thousandths are short, any other takes its eight bytes.
  mutating func append(number value: Double) {
    let isNegativeZero = value == 0 && value.sign == .minus
    if let whole = Int(exactly: value), abs(whole) < 1 << 50, !isNegativeZero {
      append(signed: whole << 2)
    } else if let thousandths = Int(exactly: (value * 1000).rounded()), abs(thousandths) < 1 << 50, Double(thousandths) / 1000 == value,
      !isNegativeZero
    {
      append(signed: thousandths << 2 | 1)
    } else {
      append(signed: 2)
      append(contentsOf: [UInt8](numbers: [value.bitPattern]))
    }
  }

  func number(at place: inout Int) -> Double {
    let value = signed(at: &place)
    switch value & 3 {
    case 0: return Double(value >> 2)
    case 1: return Double(value >> 2) / 1000
    default:
      let end = Swift.min(count, place + 8)
      let pattern = Array(self[Swift.min(place, end)..<end]).numbers(UInt64.self).first ?? 0
      place = end
      return Double(bitPattern: pattern)
    }
  }

  mutating func append(text: String) {
    append(signed: text.utf8.count)
    append(contentsOf: text.utf8)
  }

  /// Goes over a number.
  func skipNumber(at place: inout Int) {
    if signed(at: &place) & 3 > 1 { place = Swift.min(count, place + 8) }
  }

  func text(at place: inout Int) -> String {
    let size = Swift.max(0, Swift.min(count, signed(at: &place)))
    let end = Swift.min(count, place + size)
    defer { place = end }
    return String(decoding: self[Swift.min(place, end)..<end], as: UTF8.self)
  }

  /// Goes over a text.
  func skipText(at place: inout Int) {
    let size = Swift.max(0, Swift.min(count, signed(at: &place)))
    place = Swift.min(count, place + size)
  }
}
