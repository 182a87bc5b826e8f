/// Writes and reads the numbers of stored lists: little-endian, and variable-length with seven bits per byte.
extension [UInt8] {
  /// Appends a number in groups of seven bits, the lowest first.
  @inlinable @inline(__always)
  package mutating func append(varint value: UInt32) {
    var rest = value
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }

  /// Reads a number at a position and moves past it; 0 beyond the end.
  @inlinable @inline(__always)
  package func varint(at place: inout Int) -> UInt32 {
    var value: UInt32 = 0
    var shift: UInt32 = 0
    while place < count {
      let byte = self[place]
      place += 1
      value |= UInt32(byte & 0x7F) &<< shift
      if byte < 0x80 { return value }
      shift += 7
      if shift > 28 { break }
    }
    return value
  }

  /// Appends a number that may be larger or negative; small numbers of either sign take few bytes.
  @inlinable
  package mutating func append(signed value: Int) {
    var rest = UInt64(bitPattern: Int64(value << 1 ^ value >> 63))
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }

  /// Reads what ``append(signed:)`` wrote.
  @inlinable
  package func signed(at place: inout Int) -> Int {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while place < count, shift < 64 {
      let byte = self[place]
      place += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { break }
      shift += 7
    }
    return Int(truncatingIfNeeded: value >> 1) ^ -Int(truncatingIfNeeded: value & 1)
  }

  /// Whether the bytes come before others in lexicographic order.
  @inlinable @inline(__always)
  package func precedes(_ other: [UInt8]) -> Bool {
    let shared = Swift.min(count, other.count)
    var index = 0
    while index < shared {
      if self[index] != other[index] { return self[index] < other[index] }
      index += 1
    }
    return count < other.count
  }

  /// The bytes of the numbers, one after another.
  @inlinable
  package init<Number: FixedWidthInteger & UnsignedInteger>(numbers: [Number]) {
    self.init()
    reserveCapacity(numbers.count * (Number.bitWidth / 8))
    for number in numbers {
      var rest = number
      for _ in 0..<Number.bitWidth / 8 {
        append(UInt8(truncatingIfNeeded: rest))
        rest = Number.bitWidth > 8 ? rest >> 8 : 0
      }
    }
  }

  /// Reads all bytes as numbers.
  @inlinable
  package func numbers<Number: FixedWidthInteger & UnsignedInteger>(_ type: Number.Type) -> [Number] {
    let width = Number.bitWidth / 8
    var numbers: [Number] = []
    numbers.reserveCapacity(count / width)
    var place = 0
    while place + width <= count {
      var value: Number = 0
      for byte in 0..<width { value |= Number(truncatingIfNeeded: self[place + byte]) &<< Number(truncatingIfNeeded: byte * 8) }
      numbers.append(value)
      place += width
    }
    return numbers
  }
}
