/// A stored column of numbers (frame of reference): a header and the numbers' differences from the smallest, each in as many bits as the
/// largest needs. Eight zero bytes follow the last column of a row, so that each number can be read together with the seven bytes after it.
///
/// The header: the bits per number (64 if they are stored unchanged), 1 if a difference of 0 means that there is no number, the count in
/// two bytes, and the smallest number in eight bytes.
enum PackedNumbers {
  static let head = 12
  static let padding = 8

  /// Appends at most 65,535 numbers; `missing` is the value that means none.
  static func append<Numbers: Collection<Int64>>(_ numbers: Numbers, missing: Int64? = nil, to bytes: inout [UInt8]) {
    var least = Int64.max
    var largest = Int64.min
    var hasMissing = false
    for number in numbers {
      if number == missing {
        hasMissing = true
      } else {
        least = min(least, number)
        largest = max(largest, number)
      }
    }
    if least > largest { (least, largest) = (0, 0) }
    if hasMissing { least = least &- 1 }
    var width = 64 - UInt64(bitPattern: largest &- least).leadingZeroBitCount
    // Up to seven bits of a neighbour may precede a number in its eight bytes.
    if width > 56 { (width, least, hasMissing) = (64, 0, false) }
    bytes.append(UInt8(width))
    bytes.append(hasMissing ? 1 : 0)
    bytes += [UInt8](numbers: [UInt16(truncatingIfNeeded: numbers.count)])
    bytes += [UInt8](numbers: [UInt64(bitPattern: least)])
    if width == 64 {
      bytes += [UInt8](numbers: numbers.map { UInt64(bitPattern: $0) })
    } else if width > 0 {
      var held: UInt64 = 0
      var bits = 0
      for number in numbers {
        held |= (hasMissing && number == missing ? 0 : UInt64(bitPattern: number &- least)) << UInt64(bits)
        bits += width
        while bits >= 8 {
          bytes.append(UInt8(truncatingIfNeeded: held))
          held >>= 8
          bits -= 8
        }
      }
      if bits > 0 { bytes.append(UInt8(truncatingIfNeeded: held)) }
    }
  }

  private struct Head {
    var width: Int
    var hasMissing: Bool
    var count: Int
    var least: Int64
    /// The end of the numbers' bytes.
    var end: Int

    /// Reads the header at an offset; `nil` if it is damaged.
    init?(_ bits: PackedBits, at offset: Int) {
      guard offset >= 0, offset + PackedNumbers.head + padding <= bits.count else { return nil }
      width = Int(bits.byte(offset))
      hasMissing = bits.byte(offset + 1) == 1
      count = Int(bits.wide(at: (offset + 2) * 8, mask: 0xFFFF))
      least = Int64(bitPattern: bits.wide(at: (offset + 4) * 8, mask: .max))
      end = offset + PackedNumbers.head + (count * width + 7) / 8
      guard width <= 56 || width == 64, end + padding <= bits.count else { return nil }
    }
  }

  /// Moves past a column.
  static func skip(_ bits: PackedBits, at offset: inout Int) { offset = Head(bits, at: offset)?.end ?? -1 }

  /// Reads a column and moves past it; empty if it is damaged. `missing` is returned where there is no number.
  static func read<Number: FixedWidthInteger>(_ bits: PackedBits, at offset: inout Int, missing: Int64, as type: Number.Type) -> [Number] {
    guard let head = Head(bits, at: offset) else {
      offset = -1
      return []
    }
    var bit = (offset + Self.head) * 8
    offset = head.end
    if head.width == 0, !head.hasMissing { return [Number](repeating: Number(truncatingIfNeeded: head.least), count: head.count) }
    let mask: UInt64 = head.width == 64 ? .max : (1 << UInt64(head.width)) - 1
    var numbers: [Number] = []
    numbers.reserveCapacity(head.count)
    for _ in 0..<head.count {
      let distance = bits.wide(at: bit, mask: mask)
      let number = head.hasMissing && distance == 0 ? missing : head.least &+ Int64(bitPattern: distance)
      numbers.append(Number(truncatingIfNeeded: number))
      bit += head.width
    }
    return numbers
  }
}
