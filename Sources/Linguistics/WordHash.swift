/// 64-bit FNV-1a over bytes: the key of words, phrases and features everywhere.
package enum WordHash {
  package static let seed: UInt64 = 0xcbf2_9ce4_8422_2325
  @inlinable package static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }

  /// The hash of a string's bytes as they stand.
  package static func of(_ text: String) -> UInt64 { text.utf8.reduce(seed, step) }
  /// The hash of bytes as they stand.
  package static func of(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(seed, step) }
}
