internal import Knowledge
internal import Linguistics

/// The file `quotes.bin`: the lengths of its three models in four bytes each, then the models of the first pass, the second pass and the
/// confidence, each at a multiple of 64 bytes.
package struct QuoteModelFile {
  private(set) var first: ConstantBytes
  private(set) var second: ConstantBytes
  private(set) var confidence: ConstantBytes
  private static let unit = 64

  /// Reads the models of a file in place.
  init(bytes: ConstantBytes) throws(SequenceModelError) {
    guard bytes.count >= Self.unit else { throw SequenceModelError(description: "quotes.bin is cut off.") }
    let lengths = bytes.table(of: UInt32.self, at: 0, count: 3)
    var parts: [ConstantBytes] = []
    var place = Self.unit
    for part in 0..<3 {
      guard place + Int(lengths[part]) <= bytes.count else { throw SequenceModelError(description: "quotes.bin is cut off.") }
      parts.append(bytes[place..<place + Int(lengths[part])])
      place = Self.padded(place + Int(lengths[part]))
    }
    guard place == bytes.count else { throw SequenceModelError(description: "quotes.bin ends elsewhere than its last model.") }
    (first, second, confidence) = (parts[0], parts[1], parts[2])
  }

  /// The bytes of a file with three models.
  package static func file(first: [UInt8], second: [UInt8], confidence: [UInt8]) -> [UInt8] {
    let models = [first, second, confidence]
    var out = models.flatMap { model in (0..<4).map { UInt8(truncatingIfNeeded: model.count >> (8 * $0)) } }
    for model in models {
      out += repeatElement(0, count: padded(out.count) - out.count)
      out += model
    }
    return out + repeatElement(0, count: padded(out.count) - out.count)
  }

  private static func padded(_ place: Int) -> Int { (place + unit - 1) / unit * unit }
}
