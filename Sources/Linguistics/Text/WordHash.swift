/// 64-bit FNV-1a hashes of bytes, used as keys of words, phrases and features throughout.
package enum WordHash {
  package static let seed: UInt64 = 0xcbf2_9ce4_8422_2325
  @inlinable package static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }

  /// The hash of a string's bytes, unchanged.
  package static func of(_ text: String) -> UInt64 { text.utf8.reduce(seed, step) }
  /// The hash of bytes, unchanged.
  package static func of(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(seed, step) }

  /// The hash that ``Token/lower`` holds for these bytes: lower-case letters, straight apostrophes, plain hyphens, without soft hyphens and
  /// other ignorable characters.
  package static func folded(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64 {
    var hash = seed
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      if byte < 128 {
        hash = step(hash, byte &- 65 < 26 ? byte | 32 : byte)
        index += 1
        continue
      }
      let character = Characters.at(index, bytes)
      index += character.length
      switch character.kind {
      case .apostrophe: hash = step(hash, UInt8(ascii: "'"))
      case .hyphen: hash = step(hash, UInt8(ascii: "-"))
      case .ignorable: break
      default: hash = step(hash, scalar: Characters.lower(character.scalar))
      }
    }
    return hash
  }

  /// The hash that ``Token/lower`` holds for a word.
  package static func folded(_ word: String) -> UInt64 {
    var hash = seed
    for byte in word.utf8 {
      guard byte < 128 else {
        let bytes = Array(word.utf8)
        return folded(bytes, 0..<bytes.count)
      }
      hash = step(hash, byte &- 65 < 26 ? byte | 32 : byte)
    }
    return hash
  }

  /// The hashes of a text's words, separated by spaces, each as by ``folded(_:)``.
  package static func foldedWords(_ text: String) -> [UInt64] { hashes(text) { folded($0, $1) } }

  /// The hashes of a text's words, separated by spaces, each as by ``of(_:)``.
  package static func words(_ text: String) -> [UInt64] { hashes(text) { bytes, range in of(bytes[range]) } }

  @inline(__always)
  private static func hashes(_ text: String, _ hash: ([UInt8], Range<Int>) -> UInt64) -> [UInt64] {
    let bytes = Array(text.utf8)
    var hashes: [UInt64] = []
    var start = 0
    for index in 0...bytes.count where index == bytes.count || bytes[index] == 32 {
      if index > start { hashes.append(hash(bytes, start..<index)) }
      start = index + 1
    }
    return hashes
  }

  /// The hash of a phrase from the hashes of its parts, in order: `joined(joined(a, b), c)` is the phrase "a b c".
  @inlinable package static func joined(_ left: UInt64, _ right: UInt64) -> UInt64 {
    var hash = (left ^ (left >> 29)) &* 0xbf58_476d_1ce4_e5b9
    hash = (hash ^ right) &* 0x94d0_49bb_1331_11eb
    return hash ^ (hash >> 31)
  }

  /// The UTF-8 bytes of a scalar, hashed.
  private static func step(_ hash: UInt64, scalar: UInt32) -> UInt64 {
    if scalar < 0x800 { return step(step(hash, UInt8(0xC0 | scalar >> 6)), UInt8(0x80 | scalar & 0x3F)) }
    if scalar < 0x10000 {
      return step(step(step(hash, UInt8(0xE0 | scalar >> 12)), UInt8(0x80 | (scalar >> 6) & 0x3F)), UInt8(0x80 | scalar & 0x3F))
    }
    return [0xF0 | scalar >> 18, 0x80 | (scalar >> 12) & 0x3F, 0x80 | (scalar >> 6) & 0x3F, 0x80 | scalar & 0x3F]
      .reduce(hash) { step($0, UInt8(truncatingIfNeeded: $1)) }
  }
}
