/// Why a model's bytes cannot be used.
package struct SequenceModelError: Error, CustomStringConvertible {
  /// A sentence for a person.
  package let description: String
  package init(description: String) { self.description = description }
}

/// The model's file: magic, version, origin, sizes, transitions, then for each feature its key, a bitmap of the labels that
/// have weights, and these as variable-length integers. All integers are little-endian.
extension SequenceModel {
  private static let magic = Array("ORSEQ".utf8)
  private static let version: UInt8 = 1

  /// The model as a file.
  package var file: [UInt8] {
    var out = Self.magic
    out.append(Self.version)
    for value in [origin.featureSet, origin.corpus, origin.seed] { out.append(littleEndian: value) }
    out.append(littleEndian: UInt32(labelCount))
    out.append(littleEndian: UInt32(keys.count))
    for row in initial { for label in 0..<16 { out.append(littleEndian: UInt32(bitPattern: row[label])) } }
    for row in transitions { for label in 0..<16 { out.append(littleEndian: UInt32(bitPattern: row[label])) } }
    let rows = weightRows
    for (row, key) in keys.enumerated() {
      out.append(littleEndian: key)
      let weights = rows[row * blocks..<(row + 1) * blocks]
      for block in weights {
        var map: UInt16 = 0
        for label in 0..<16 where block[label] != 0 { map |= 1 << UInt16(label) }
        out.append(UInt8(map & 255))
        out.append(UInt8(map >> 8))
      }
      for block in weights { for label in 0..<16 where block[label] != 0 { out.append(variable: block[label]) } }
    }
    return out
  }

  /// Reads a model's file.
  /// - Parameters:
  ///   - name: the file's name, for messages.
  ///   - featureSet: hash of the feature templates that the caller extracts.
  package init(file bytes: [UInt8], named name: String, featureSet: UInt64) throws(SequenceModelError) {
    var reader = ModelReader(bytes: bytes, name: name)
    for byte in Self.magic {
      if try reader.byte() != byte { throw SequenceModelError(description: "\(name) is no sequence model.") }
    }
    let version = try reader.byte()
    if version != Self.version {
      throw SequenceModelError(description: "\(name) has format version \(version); this program reads version \(Self.version).")
    }
    let origin = SequenceModelOrigin(featureSet: try reader.word(), corpus: try reader.word(), seed: try reader.word())
    if origin.featureSet != featureSet {
      throw SequenceModelError(description: "\(name) was trained with other features than this program extracts; train it anew.")
    }
    let labelCount = Int(try reader.half())
    let featureCount = Int(try reader.half())
    if labelCount == 0 || labelCount > 256 || featureCount > bytes.count {
      throw SequenceModelError(description: "\(name) is damaged: it claims \(labelCount) labels and \(featureCount) features.")
    }
    let blocks = (labelCount + 15) / 16
    let initial = try reader.rows(blocks)
    let transitions = try reader.rows(labelCount * blocks)
    let (keys, weights) = try Self.features(&reader, featureCount, labelCount: labelCount, blocks: blocks)
    if !reader.isAtEnd { throw SequenceModelError(description: "\(name) is damaged: it goes on behind its last feature.") }
    self.init(
      origin: origin, labelCount: labelCount, keys: keys, weights: weights, transitions: transitions, initial: initial)
  }

  /// Reads the features as they are laid out: this is most of what a start of the program costs.
  private static func features(
    _ reader: inout ModelReader, _ count: Int, labelCount: Int, blocks: Int
  ) throws(SequenceModelError) -> ([UInt32], FeatureWeights) {
    if labelCount <= PackedWeights.labels {
      var features = PackedWeights.Features()
      features.reserve(count)
      for _ in 0..<count { try reader.packedFeature(into: &features) }
      return (features.keys, .packed(PackedWeights(features)))
    }
    var keys: [UInt32] = [], weights: [SIMD16<Int16>] = []
    keys.reserveCapacity(count)
    weights.reserveCapacity(count * blocks)
    for _ in 0..<count {
      keys.append(try reader.half())
      let maps = reader.place
      reader.place += 2 * blocks
      for block in 0..<blocks { weights.append(try reader.row(of: try reader.map(at: maps + 2 * block))) }
    }
    return (keys, .wide(WideWeights(keys: keys, weights: weights, blocks: blocks)))
  }
}

/// Reads a model's integers.
private struct ModelReader {
  let bytes: [UInt8]
  let name: String
  var place = 0

  init(bytes: [UInt8], name: String) {
    self.bytes = bytes
    self.name = name
  }

  var isAtEnd: Bool { place == bytes.count }

  mutating func byte() throws(SequenceModelError) -> UInt8 {
    if place >= bytes.count { throw SequenceModelError(description: "\(name) is cut off after \(bytes.count) bytes.") }
    place += 1
    return bytes[place - 1]
  }

  mutating func half() throws(SequenceModelError) -> UInt32 {
    guard place <= bytes.count - 4 else { throw SequenceModelError(description: "\(name) is cut off after \(bytes.count) bytes.") }
    defer { place += 4 }
    return UInt32(bytes[place]) | UInt32(bytes[place + 1]) << 8 | UInt32(bytes[place + 2]) << 16 | UInt32(bytes[place + 3]) << 24
  }

  /// The bitmap of the labels that have weights.
  func map(at place: Int) throws(SequenceModelError) -> UInt16 {
    guard place <= bytes.count - 2 else { throw SequenceModelError(description: "\(name) is cut off after \(bytes.count) bytes.") }
    return UInt16(bytes[place]) | UInt16(bytes[place + 1]) << 8
  }

  /// The weights of the labels of a bitmap.
  mutating func row(of map: UInt16) throws(SequenceModelError) -> SIMD16<Int16> {
    var row = SIMD16<Int16>()
    var left = map
    while left != 0 {
      row[left.trailingZeroBitCount] = try variable()
      left &= left &- 1
    }
    return row
  }

  /// Reads a feature of a model of at most twelve labels.
  mutating func packedFeature(into features: inout PackedWeights.Features) throws(SequenceModelError) {
    let key = try half()
    let map = try map(at: place)
    place += 2
    let start = place
    var low: UInt64 = 0, high: UInt32 = 0
    var left = map
    while left != 0 {
      let label = left.trailingZeroBitCount
      left &= left &- 1
      // A weight that takes one byte of the file fits one here.
      guard place < bytes.count, bytes[place] < 128 || place + 1 < bytes.count && bytes[place + 1] < 2 else {
        place = start
        return features.append(key, try row(of: map))
      }
      let value = try variable()
      let byte = UInt8(truncatingIfNeeded: value)
      if value < -127 {
        place = start
        return features.append(key, try row(of: map))
      }
      if label < 8 { low |= UInt64(byte) << UInt64(8 * label) } else { high |= UInt32(byte) << UInt32(8 * (label & 3)) }
    }
    features.append(key, low: low, high: high)
  }

  mutating func word() throws(SequenceModelError) -> UInt64 {
    let low = UInt64(try half())
    return low | UInt64(try half()) << 32
  }

  mutating func rows(_ count: Int) throws(SequenceModelError) -> [SIMD16<Int32>] {
    var rows: [SIMD16<Int32>] = []
    for _ in 0..<count {
      var row = SIMD16<Int32>()
      for label in 0..<16 { row[label] = Int32(bitPattern: try half()) }
      rows.append(row)
    }
    return rows
  }

  @inline(__always)
  mutating func variable() throws(SequenceModelError) -> Int16 {
    if place < bytes.count, bytes[place] < 128 {
      let value = UInt16(bytes[place])
      place += 1
      return Int16(bitPattern: value >> 1) ^ -Int16(value & 1)
    }
    return try longVariable()
  }

  private mutating func longVariable() throws(SequenceModelError) -> Int16 {
    var value: UInt16 = 0
    var shift: UInt16 = 0
    while true {
      let next = try byte()
      value |= UInt16(next & 127) << shift
      if next < 128 { break }
      shift += 7
      if shift > 14 { throw SequenceModelError(description: "\(name) is damaged near byte \(place).") }
    }
    return Int16(bitPattern: value >> 1) ^ -Int16(value & 1)
  }
}

extension [UInt8] {
  fileprivate mutating func append(littleEndian value: some FixedWidthInteger & UnsignedInteger) {
    for shift in 0..<value.bitWidth / 8 { append(UInt8(truncatingIfNeeded: value >> (8 * shift))) }
  }

  /// Zigzag: small magnitudes of either sign take one byte.
  fileprivate mutating func append(variable value: Int16) {
    var rest = UInt16(bitPattern: value << 1 ^ value >> 15)
    while rest >= 128 {
      append(UInt8(rest & 127 | 128))
      rest >>= 7
    }
    append(UInt8(rest))
  }
}
