/// Makes feature keys: hashes a template's number and its values to 64 bits.
///
/// This type and ``FeatureRows`` are public because the compiler does not inline declarations of package access in other modules, and these
/// functions are called about a hundred times for each word.
public enum FeatureKey {
  /// The key of one value under a template.
  @inlinable @inline(__always) public static func of(_ template: UInt64, _ value: UInt64) -> UInt64 {
    mix((value ^ (template &* 0xd6e8_feb8_6659_fd93)) &* 0x9e37_79b9_7f4a_7c15)
  }

  /// The key of two values under a template; their order matters.
  @inlinable @inline(__always) public static func of(_ template: UInt64, _ first: UInt64, _ second: UInt64) -> UInt64 {
    of(template, (first &* 0xff51_afd7_ed55_8ccd) ^ (second >> 29 | second << 35))
  }

  /// The key of three values under a template; their order matters.
  @inlinable @inline(__always) public static func of(_ template: UInt64, _ first: UInt64, _ second: UInt64, _ third: UInt64) -> UInt64 {
    of(template, of(template, first, second), third)
  }

  /// The part of a key that a model stores.
  @inlinable @inline(__always) public static func short(_ key: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: key >> 32) }

  /// Mixes the bits of a value.
  @inlinable @inline(__always) public static func mix(_ value: UInt64) -> UInt64 { value ^ (value >> 29) &* 0xbf58_476d_1ce4_e5b9 }
}

/// The features of a sequence's tokens in one flat array, reused from sequence to sequence.
public struct FeatureRows: Sendable {
  /// The short keys of all tokens' features, token after token.
  @usableFromInline package internal(set) var keys: [UInt32] = []
  /// For each token the offset of its first key, followed by the total number of keys.
  @usableFromInline package internal(set) var starts: [Int] = [0]

  /// Rows without tokens.
  public init() {}

  /// The number of completed tokens.
  @inlinable public var count: Int { starts.count - 1 }

  /// Adds a feature to the current token.
  @inlinable @inline(__always) public mutating func add(_ key: UInt64) { keys.append(FeatureKey.short(key)) }

  /// Completes the current token.
  @inlinable @inline(__always) public mutating func endToken() { starts.append(keys.count) }

  /// Removes everything but keeps the allocated memory.
  public mutating func removeAll() {
    keys.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    starts.append(0)
  }
}
