package import Knowledge

/// Why a ranking model's bytes cannot be used.
package struct RankingModelError: Error, CustomStringConvertible {
  /// A sentence for the user.
  package let description: String
}

/// The file format of a ranking model: "ORRNK", a version byte, the origin (three 64-bit words), the number of calibration points and of
/// weights, the points (share and probability in millionths), the keys, and the weights as 16-bit numbers in 1/256 nat. All integers are
/// little-endian.
extension RankingModel {
  private static let magic = Array("ORRNK".utf8)
  private static let version: UInt8 = 1
  /// The stored value of a weight of 1.
  package static let unit: Float = 256

  /// The model as a file.
  package var file: [UInt8] {
    var out = Self.magic
    out.append(Self.version)
    for word in [origin.featureSet, origin.corpus, origin.seed] { out.append(littleEndian: word) }
    out.append(littleEndian: UInt32(calibration.points.count))
    out.append(littleEndian: UInt32(keys.count))
    for point in calibration.points {
      out.append(littleEndian: UInt32((point.share * 1e6).rounded()))
      out.append(littleEndian: UInt32((point.chance * 1e6).rounded()))
    }
    for position in 0..<keys.count { out.append(littleEndian: keys[position]) }
    for position in 0..<keys.count { out.append(littleEndian: UInt16(bitPattern: Self.rounded(weights[position]))) }
    return out
  }

  /// A weight in the file's unit.
  package static func rounded(_ weight: Float) -> Int16 { Int16(max(-32767, min(32767, (weight * unit).rounded()))) }

  /// Reads a model's file from an array of bytes.
  package init(file bytes: [UInt8], named name: String, featureSet: UInt64) throws(RankingModelError) {
    try self.init(file: ConstantBytes(bytes), named: name, featureSet: featureSet)
  }

  /// Reads a model's file. Keys and weights are not copied but read in place.
  /// - Parameters:
  ///   - bytes: the file.
  ///   - name: its name, for error messages.
  ///   - featureSet: the version of the caller's feature templates.
  /// - Throws: an error that names the file, if it is not a model, is damaged, or was made for other features.
  package init(file bytes: ConstantBytes, named name: String, featureSet: UInt64) throws(RankingModelError) {
    guard bytes.count >= 38, Self.magic.indices.allSatisfy({ bytes[$0] == Self.magic[$0] }) else {
      throw RankingModelError(description: "\(name) is no ranking model.")
    }
    guard bytes[5] == Self.version else {
      throw RankingModelError(description: "\(name) has format version \(bytes[5]); this program reads version \(Self.version).")
    }
    let origin = Origin(featureSet: bytes.word(at: 6), corpus: bytes.word(at: 14), seed: bytes.word(at: 22))
    guard origin.featureSet == featureSet else {
      throw RankingModelError(description: "\(name) was trained with other features than this program extracts; train it anew.")
    }
    let (points, count) = (Int(bytes.half(at: 30)), Int(bytes.half(at: 34)))
    guard bytes.count == 38 + points * 8 + count * 6 else {
      throw RankingModelError(description: "\(name) is damaged: \(bytes.count) bytes do not hold \(count) weights.")
    }
    var calibration: [(share: Double, chance: Double)] = []
    for point in 0..<points {
      let place = 38 + point * 8
      calibration.append((Double(bytes.half(at: place)) / 1e6, Double(bytes.half(at: place + 4)) / 1e6))
    }
    let first = 38 + points * 8
    let keys = bytes.table(of: UInt32.self, at: first, count: count)
    var last: UInt32 = 0
    for position in 0..<count {
      let key = keys[position]
      if position > 0, key <= last { throw RankingModelError(description: "\(name) is damaged: its features are out of order.") }
      last = key
    }
    self.init(
      origin: origin, keys: keys, weights: .stored(bytes.table(of: Int16.self, at: first + count * 4, count: count)),
      calibration: Calibration(points: calibration))
  }
}

extension ConstantBytes {
  fileprivate func half(at place: Int) -> UInt32 {
    UInt32(self[place]) | UInt32(self[place + 1]) << 8 | UInt32(self[place + 2]) << 16 | UInt32(self[place + 3]) << 24
  }
  fileprivate func word(at place: Int) -> UInt64 { UInt64(half(at: place)) | UInt64(half(at: place + 4)) << 32 }
}

extension [UInt8] {
  fileprivate mutating func append(littleEndian value: some FixedWidthInteger & UnsignedInteger) {
    for shift in 0..<value.bitWidth / 8 { append(UInt8(truncatingIfNeeded: value >> (8 * shift))) }
  }
}
