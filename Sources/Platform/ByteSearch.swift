internal import Glibc

/// Byte searches that look at many bytes at a time, with the C library.
package enum ByteSearch {
  /// The index of the first `byte` in `bytes[start ..< end]`.
  package static func first(_ byte: UInt8, in bytes: [UInt8], from start: Int, to end: Int) -> Int? {
    precondition(start >= 0 && start <= end && end <= bytes.count, "search outside of the bytes")
    if start == end { return nil }
    return unsafe bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress, let found = unsafe memchr(base + start, Int32(byte), end - start) else { return nil }
      return unsafe UnsafeRawPointer(found) - base
    }
  }

  /// The index of the first byte in `bytes[start ..< end]` that is NUL or not ASCII; `end` if there is none.
  package static func firstBeyondASCII(_ bytes: [UInt8], from start: Int, to end: Int) -> Int {
    precondition(start >= 0 && start <= end && end <= bytes.count, "search outside of the bytes")
    return unsafe bytes.withUnsafeBytes { buffer in
      var index = start
      // Eight bytes at a time: the high bits mark bytes beyond ASCII, and a borrow into them marks zero bytes.
      while index + 8 <= end {
        let word = unsafe buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        if (word | (word &- 0x0101_0101_0101_0101)) & 0x8080_8080_8080_8080 != 0 { break }
        index += 8
      }
      while index < end, unsafe buffer[index] != 0, unsafe buffer[index] < 0x80 { index += 1 }
      return index
    }
  }

  /// The index of the first byte in `bytes[start ..< end]` that is a control character other than a tab or line break, or 0xEF; `end` if
  /// there is none.
  package static func firstControl(_ bytes: [UInt8], from start: Int, to end: Int) -> Int {
    precondition(start >= 0 && start <= end && end <= bytes.count, "search outside of the bytes")
    return unsafe bytes.withUnsafeBytes { buffer in
      var index = start
      let ones: UInt64 = 0x0101_0101_0101_0101
      func isWanted(_ byte: UInt8) -> Bool { byte < 32 && byte != 9 && byte != 10 && byte != 13 || byte == 0xEF }
      while index + 8 <= end {
        // The high bits mark bytes below 32 and, of the second word, zeros; where any is set, the bytes are looked at one by one.
        let word = unsafe buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        let other = word ^ ones &* 0xEF
        if (((word &- ones &* 32) & ~word) | ((other &- ones) & ~other)) & (ones &* 0x80) != 0 {
          for place in index..<index + 8 where unsafe isWanted(buffer[place]) { return place }
        }
        index += 8
      }
      while index < end, unsafe !isWanted(buffer[index]) { index += 1 }
      return index
    }
  }

  /// The index of the first byte in `bytes[start ..< end]` that is `<`, `&`, NUL or 0xC2 (which begins the Latin-1 supplement);
  /// `end` if there is none.
  package static func firstMarkup(_ bytes: [UInt8], from start: Int, to end: Int) -> Int {
    precondition(start >= 0 && start <= end && end <= bytes.count, "search outside of the bytes")
    return unsafe bytes.withUnsafeBytes { buffer in
      var index = start
      let ones: UInt64 = 0x0101_0101_0101_0101
      // For each of eight bytes, sets the high bit if the byte is zero after the exclusive or. Only the lowest of these bits is reliable;
      // those above it may be wrong.
      func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word }
      while index + 8 <= end {
        let word = unsafe UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        let found =
          (zeros(word ^ ones &* 0x3C) | zeros(word ^ ones &* 0x26) | zeros(word) | zeros(word ^ ones &* 0xC2)) & (ones &* 0x80)
        if found != 0 { return index + found.trailingZeroBitCount >> 3 }
        index += 8
      }
      while index < end {
        let byte = unsafe buffer[index]
        if byte == 0x3C || byte == 0x26 || byte == 0 || byte == 0xC2 { break }
        index += 1
      }
      return index
    }
  }

  /// How many bytes of `bytes[range]` are neither ASCII white space nor control characters.
  package static func ink(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "search outside of the bytes")
    return unsafe bytes.withUnsafeBytes { buffer in
      var count = 0
      var index = range.lowerBound
      let ones: UInt64 = 0x0101_0101_0101_0101
      while index + 8 <= range.upperBound {
        // Sets the high bit of each byte above 32; the product adds these bits up in its highest byte.
        let word = unsafe buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        let marks = (((word & (ones &* 0x7F)) &+ (ones &* 0x5F)) | word) & (ones &* 0x80)
        count &+= Int(truncatingIfNeeded: ((marks >> 7) &* ones) >> 56)
        index += 8
      }
      while index < range.upperBound {
        count &+= unsafe buffer[index] > 32 ? 1 : 0
        index += 1
      }
      return count
    }
  }
}
