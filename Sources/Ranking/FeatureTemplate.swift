/// A kind of feature: the name under which values are hashed. Two templates of different names never share a weight but by a collision
/// of 64 bits.
package struct FeatureTemplate: Sendable {
  /// The hash with which every feature of this kind begins.
  @usableFromInline let seed: UInt64

  /// Makes a template. Its name is part of the model: a renamed template has to be trained again.
  package init(_ name: StaticString) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in String(describing: name).utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    seed = hash
  }
}

/// The features of one candidate, as hashed keys. Every feature is present or absent; a quantity is put into a bucket first
/// (see ``bucket(_:)``).
package struct CandidateFeatures: Sendable {
  /// The keys, in the order in which they were added; one may stand there twice.
  package private(set) var keys: [UInt32] = []

  package init() { keys.reserveCapacity(48) }

  /// Adds a feature that has no value.
  @inlinable package mutating func add(_ template: FeatureTemplate) { append(template.seed) }

  /// Adds a feature with a value: a small number, a bucket, the hash of a word.
  @inlinable package mutating func add(_ template: FeatureTemplate, _ value: UInt64) { append(Self.joined(template.seed, value)) }

  /// Adds a feature with a value.
  @inlinable package mutating func add(_ template: FeatureTemplate, _ value: Int) {
    append(Self.joined(template.seed, UInt64(bitPattern: Int64(value))))
  }

  /// Adds a feature with two values that count together.
  @inlinable package mutating func add(_ template: FeatureTemplate, _ first: UInt64, _ second: UInt64) {
    append(Self.joined(Self.joined(template.seed, first), second))
  }

  /// Adds a feature with three values that count together.
  @inlinable package mutating func add(_ template: FeatureTemplate, _ first: UInt64, _ second: UInt64, _ third: UInt64) {
    append(Self.joined(Self.joined(Self.joined(template.seed, first), second), third))
  }

  /// Adds a feature where a condition holds.
  @inlinable package mutating func add(_ template: FeatureTemplate, if condition: Bool) {
    if condition { append(template.seed) }
  }

  /// Adds the pairs of every feature added since `place` (``count`` at that time) with a value: what the features mean may depend on it,
  /// for example on the kind of the candidate.
  package mutating func cross(since place: Int, _ template: FeatureTemplate, _ value: UInt64) {
    let seed = Self.joined(template.seed, value)
    for index in place..<keys.count { append(Self.joined(seed, UInt64(keys[index]))) }
  }

  /// Adds the features of another candidate that is the same after all.
  package mutating func append(_ other: CandidateFeatures) { keys += other.keys }

  /// The same features without those at some places.
  package func dropping(_ places: Range<Int>) -> CandidateFeatures {
    var rest = self
    rest.keys.removeSubrange(places)
    return rest
  }

  /// The number of features so far.
  package var count: Int { keys.count }

  /// A bucket for a distance or count: 0, 1, 2, 3, 4, then 5–6, 7–9, 10–14, 15–24, 25–49, 50–99, 100 and more; negative numbers alike,
  /// with the sign.
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
