/// Bytes stored in 64-bit words, the first byte in the lowest bits, so that numbers of any width can be read at any bit in a few steps.
package struct PackedBits {
  private let words: [UInt64]
  /// The number of bytes.
  package let count: Int

  /// Takes over words. At least nine zero bytes must follow the data, so that a number can be read together with its neighbours.
  package init(words: [UInt64], count: Int) {
    self.words = words
    self.count = count
  }

  package init(_ bytes: some Collection<UInt8>) {
    var words = [UInt64](repeating: 0, count: Self.words(for: bytes.count))
    var index = 0
    for byte in bytes {
      words[index >> 3] |= UInt64(byte) &<< UInt64((index & 7) << 3)
      index += 1
    }
    self.init(words: words, count: bytes.count)
  }

  /// The number of words needed for a number of bytes.
  package static func words(for bytes: Int) -> Int { (bytes + 7) / 8 + 2 }

  /// A byte; 0 beyond the end.
  @inline(__always)
  func byte(_ place: Int) -> UInt8 {
    place < count ? UInt8(truncatingIfNeeded: words[place >> 3] &>> UInt64((place & 7) << 3)) : 0
  }

  /// The number of `width` bits (0 to 32) that begins at a bit; 0 beyond the end.
  @inline(__always)
  func number(at bit: Int, width: Int) -> UInt32 {
    let word = bit >> 6
    guard word + 1 < words.count else { return 0 }
    let shift = UInt64(bit & 63)
    let both = words[word] &>> shift | (words[word + 1] &<< 1) &<< (63 - shift)
    return UInt32(truncatingIfNeeded: both & ((1 &<< UInt64(width)) - 1))
  }

  /// Up to 64 bits of a mask, from a bit on; 0 beyond the end.
  @inline(__always)
  func wide(at bit: Int, mask: UInt64) -> UInt64 {
    let word = bit >> 6
    guard word + 1 < words.count else { return 0 }
    let shift = UInt64(bit & 63)
    return (words[word] &>> shift | (words[word + 1] &<< 1) &<< (63 - shift)) & mask
  }

  /// Reads consecutive numbers of one width.
  @inline(__always)
  func numbers(at bit: Int, width: Int, count: Int, _ body: (Int, UInt32) -> Void) {
    // Damaged bytes may announce more numbers than there are.
    guard width > 0, (bit + count * width) >> 6 + 1 < words.count else {
      for index in 0..<count { body(index, 0) }
      return
    }
    let mask: UInt64 = (1 &<< UInt64(width)) - 1
    var bit = bit
    for index in 0..<count {
      let word = bit >> 6
      let shift = UInt64(bit & 63)
      let both = words[word] &>> shift | (words[word + 1] &<< 1) &<< (63 - shift)
      body(index, UInt32(truncatingIfNeeded: both & mask))
      bit += width
    }
  }

  /// Adds up differences (minus one) of one width from the entry after `index` on, until the sum reaches `target` or the last of `size` has
  /// been added.
  @inline(__always)
  func walk(at bit: Int, width: Int, from index: inout Int, _ size: Int, _ sum: inout Int32, to target: Int32) {
    var at = index
    var value = sum
    if width == 0 {
      let steps = min(size - 1 - at, max(at < 0 ? 1 : 0, Int(target) - Int(value)))
      at += steps
      value &+= Int32(truncatingIfNeeded: steps)
    } else if (bit + size * width) >> 6 + 1 < words.count {
      let mask: UInt64 = (1 &<< UInt64(width)) - 1
      var next = bit + (at + 1) * width
      while at + 1 < size, value < target || at < 0 {
        let word = next >> 6
        let shift = UInt64(next & 63)
        let both = words[word] &>> shift | (words[word + 1] &<< 1) &<< (63 - shift)
        value = value &+ Int32(truncatingIfNeeded: both & mask) &+ 1
        at += 1
        next += width
      }
    } else {
      // Damaged: more numbers announced than there are.
      at = size - 1
    }
    index = at
    sum = value
  }

  /// Reads a variable-length number and moves past it; 0 beyond the end.
  @inline(__always)
  func varint(at place: inout Int) -> UInt32 {
    var value: UInt32 = 0
    var shift: UInt32 = 0
    while place < count {
      let byte = byte(place)
      place += 1
      value |= UInt32(byte & 0x7F) &<< shift
      if byte < 0x80 { return value }
      shift += 7
      if shift > 28 { break }
    }
    return value
  }
}
