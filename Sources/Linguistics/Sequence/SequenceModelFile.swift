package import Knowledge

/// Why a model's bytes cannot be used.
package struct SequenceModelError: Error, CustomStringConvertible {
  /// A sentence for the user.
  package let description: String
  package init(description: String) { self.description = description }
}

/// The file of a model. Its weights are used in place, so that loading costs nothing: a header of 64 bytes (magic, version, origin, sizes),
/// the initial weights of the labels, the transitions, the index of features (bitmap words and the number of bits set before each word; for
/// models of more than twelve labels also the rows' keys and chains), and the rows of weights. Every part begins at a multiple of 64 bytes;
/// integers are little-endian.
struct SequenceModelLayout {
  static let magic = Array("ORSEQ".utf8)
  static let version: UInt8 = 2
  static let headerSize = 64

  var labelCount = 0
  var featureCount = 0
  var shift: UInt32 = 12
  var heads = 0
  var rowCount = 0

  var blocks: Int { (labelCount + 15) / 16 }
  var isPacked: Bool { labelCount <= PackedWeights.labels }

  /// The offset of each part, and of the end.
  var initial: Int { Self.headerSize }
  var transitions: Int { initial + 64 * blocks }
  var bits: Int { transitions + 64 * blocks * labelCount }
  var before: Int { bits + 8 * FeatureIndex.words(shift) }
  var keys: Int { before + 4 * FeatureIndex.words(shift) }
  var next: Int { isPacked ? keys : Self.padded(keys + 4 * rowCount) }
  var rows: Int { isPacked ? keys : Self.padded(next + 2 * rowCount) }
  var end: Int { rows + rowCount * (isPacked ? 16 : 32 * blocks) }

  /// The next multiple of 64.
  static func padded(_ place: Int) -> Int { (place + 63) & ~63 }
}

extension SequenceModel {
  /// The file of a new model.
  /// - Parameters:
  ///   - keys: the short keys of the features, ascending, without duplicates.
  ///   - weights: for each key its blocks of weights.
  ///   - transitions: `[from * blocks + block]`.
  static func file(
    _ origin: SequenceModelOrigin, labelCount: Int, keys: [UInt32], weights: [SIMD16<Int16>], transitions: [SIMD16<Int32>],
    initial: [SIMD16<Int32>]
  ) -> [UInt8] {
    var layout = SequenceModelLayout()
    layout.labelCount = labelCount
    layout.featureCount = keys.count
    let packed = layout.isPacked ? PackedWeights.laidOut(keys, weights) : nil
    let order = packed?.order ?? FeatureOrder(keys)
    layout.shift = order.shift
    layout.heads = order.heads
    layout.rowCount = order.order.count

    var out = SequenceModelLayout.magic
    out.reserveCapacity(layout.end)
    out += [SequenceModelLayout.version, 0, 0]
    for value in [origin.featureSet, origin.corpus, origin.seed] { out.append(littleEndian: value) }
    for value in [labelCount, keys.count, Int(order.shift), order.heads, order.order.count] { out.append(littleEndian: UInt32(value)) }
    out.pad(to: layout.initial)
    for row in initial + transitions { for label in 0..<16 { out.append(littleEndian: UInt32(bitPattern: row[label])) } }
    for word in order.bits { out.append(littleEndian: word) }
    for count in order.before { out.append(littleEndian: count) }
    if let packed {
      for row in packed.rows { for lane in 0..<8 { out.append(littleEndian: UInt16(bitPattern: row[lane])) } }
      return out
    }
    for position in order.order { out.append(littleEndian: keys[Int(position)]) }
    out.pad(to: layout.next)
    for next in order.next { out.append(littleEndian: next) }
    out.pad(to: layout.rows)
    for position in order.order {
      for block in 0..<layout.blocks {
        let row = weights[Int(position) * layout.blocks + block]
        for label in 0..<16 { out.append(littleEndian: UInt16(bitPattern: row[label])) }
      }
    }
    return out
  }

  /// Uses a model's file in place.
  /// - Parameters:
  ///   - name: the file's name, for error messages.
  ///   - featureSet: hash of the feature templates that the caller extracts.
  package init(file bytes: ConstantBytes, named name: String, featureSet: UInt64) throws(SequenceModelError) {
    let cut = SequenceModelError(description: "\(name) is cut off after \(bytes.count) bytes.")
    guard bytes.count >= SequenceModelLayout.headerSize else { throw cut }
    for (place, byte) in SequenceModelLayout.magic.enumerated() where bytes[place] != byte {
      throw SequenceModelError(description: "\(name) is no sequence model.")
    }
    let version = bytes[SequenceModelLayout.magic.count]
    if version != SequenceModelLayout.version {
      throw SequenceModelError(
        description: "\(name) has format version \(version); this program reads version \(SequenceModelLayout.version).")
    }
    let words = bytes.table(of: UInt64.self, at: 8, count: 3)
    let origin = SequenceModelOrigin(featureSet: words[0], corpus: words[1], seed: words[2])
    if origin.featureSet != featureSet {
      throw SequenceModelError(description: "\(name) was trained with other features than this program extracts; train it anew.")
    }
    let sizes = bytes.table(of: UInt32.self, at: 32, count: 5)
    let layout = SequenceModelLayout(
      labelCount: Int(sizes[0]), featureCount: Int(sizes[1]), shift: sizes[2], heads: Int(sizes[3]), rowCount: Int(sizes[4]))
    if layout.labelCount == 0 || layout.labelCount > 256 || !(4...12).contains(layout.shift) || layout.heads > layout.rowCount {
      throw SequenceModelError(
        description: "\(name) is damaged: it claims \(layout.labelCount) labels and \(layout.featureCount) features.")
    }
    if bytes.count < layout.end { throw cut }
    if bytes.count > layout.end { throw SequenceModelError(description: "\(name) is damaged: it goes on behind its last feature.") }
    self.init(bytes, layout, origin: origin)
  }

  /// The same for bytes in memory.
  package init(file: [UInt8], named name: String, featureSet: UInt64) throws(SequenceModelError) {
    try self.init(file: ConstantBytes(file), named: name, featureSet: featureSet)
  }
}

extension [UInt8] {
  fileprivate mutating func append(littleEndian value: some FixedWidthInteger & UnsignedInteger) {
    for shift in 0..<value.bitWidth / 8 { append(UInt8(truncatingIfNeeded: value >> (8 * shift))) }
  }

  fileprivate mutating func pad(to count: Int) { append(contentsOf: repeatElement(0, count: Swift.max(0, count - self.count))) }
}
