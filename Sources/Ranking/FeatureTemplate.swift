/// A kind of feature: the name under which values are hashed. Templates with different names share a weight only in a 64-bit hash
/// collision.
package struct FeatureTemplate: Sendable {
  /// The initial hash of every feature of this kind.
  @usableFromInline let seed: UInt64

  /// Makes a template. Its name is part of the model: renaming a template requires retraining.
  package init(_ name: StaticString) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in String(describing: name).utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    seed = hash
  }
}

/// The features of one candidate as hashed keys. Features are binary; quantities are put into buckets first (see ``bucket(_:)``).
package struct CandidateFeatures: Sendable {
  /// The keys in the order in which they were added, possibly with duplicates.
  package private(set) var keys: [UInt32] = []

  package init() { keys.reserveCapacity(48) }

  /// Removes all features, so that those of another candidate can be added without allocating memory anew.
  package mutating func removeAll() { keys.removeAll(keepingCapacity: true) }

  /// Adds a feature that has no value.
  @inlinable package mutating func add(_ template: FeatureTemplate) { append(template.seed) }

  /// Adds a feature with a value: a small number, a bucket, the hash of a word.
  @inlinable package mutating func add(_ template: FeatureTemplate, _ value: UInt64) { append(Self.joined(template.seed, value)) }

  /// Adds a feature with a value.
  @inlinable package mutating func add(_ template: FeatureTemplate, _ value: Int) {
    append(Self.joined(template.seed, UInt64(bitPattern: Int64(value))))
  }

  /// Adds a feature with two values in combination.
  @inlinable package mutating func add(_ template: FeatureTemplate, _ first: UInt64, _ second: UInt64) {
    append(Self.joined(Self.joined(template.seed, first), second))
  }

  /// Adds a feature with three values in combination.
  @inlinable package mutating func add(_ template: FeatureTemplate, _ first: UInt64, _ second: UInt64, _ third: UInt64) {
    append(Self.joined(Self.joined(Self.joined(template.seed, first), second), third))
  }

  /// Adds a feature if a condition holds.
  @inlinable package mutating func add(_ template: FeatureTemplate, if condition: Bool) {
    if condition { append(template.seed) }
  }

  /// Adds the combination of a value with each feature added since `place` (the ``count`` at that time), because the meaning of those
  /// features may depend on it, for example on the kind of candidate.
  package mutating func cross(since place: Int, _ template: FeatureTemplate, _ value: UInt64) {
    let seed = Self.joined(template.seed, value)
    for index in place..<keys.count { append(Self.joined(seed, UInt64(keys[index]))) }
  }

  /// Adds the features of another candidate that turned out to be the same.
  package mutating func append(_ other: CandidateFeatures) { keys += other.keys }

  /// The features without those at some positions.
  package func dropping(_ places: Range<Int>) -> CandidateFeatures {
    var rest = self
    rest.keys.removeSubrange(places)
    return rest
  }

  /// The number of features so far.
  package var count: Int { keys.count }

  /// A bucket for a distance or count: 0, 1, 2, 3, 4, then 5–6, 7–9, 10–14, 15–24, 25–49, 50–99, 100 and more; the same with a sign for
  /// negative numbers.
  package static func bucket(_ value: Int) -> Int {
    let size = value.magnitude
    let step: Int =
      switch size {
      case 0...4: Int(size)
      case 5...6: 5
      case 7...9: 6
      case 10...14: 7
      case 15...24: 8
      case 25...49: 9
      case 50...99: 10
      default: 11
      }
    return value < 0 ? -step : step
  }

  @usableFromInline mutating func append(_ hash: UInt64) { keys.append(UInt32(truncatingIfNeeded: hash ^ hash >> 32)) }

  @usableFromInline static func joined(_ left: UInt64, _ right: UInt64) -> UInt64 {
    var hash = (left ^ (left >> 29)) &* 0xbf58_476d_1ce4_e5b9
    hash = (hash ^ right) &* 0x94d0_49bb_1331_11eb
    return hash ^ (hash >> 31)
  }
}
