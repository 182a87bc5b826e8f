internal import Linguistics

/// The file `quotes.bin`: the models of the first look, of the second look, and of the confidence, each behind its length in four
/// bytes.
struct QuoteModelFile {
  var first: [UInt8]
  var second: [UInt8]
  var confidence: [UInt8]

  init(first: [UInt8], second: [UInt8], confidence: [UInt8]) {
    self.first = first
    self.second = second
    self.confidence = confidence
  }

  init(bytes: [UInt8]) throws(SequenceModelError) {
    var parts: [[UInt8]] = []
    var place = 0
    for _ in 0..<3 {
      var length = 0
      for index in 0..<4 where place + index < bytes.count { length |= Int(bytes[place + index]) << (8 * index) }
      guard place + 4 <= bytes.count, length <= bytes.count - place - 4 else {
        throw SequenceModelError(description: "quotes.bin is cut off.")
      }
      parts.append(Array(bytes[place + 4..<place + 4 + length]))
      place += 4 + length
    }
    guard place == bytes.count else { throw SequenceModelError(description: "quotes.bin goes on behind its last model.") }
    (first, second, confidence) = (parts[0], parts[1], parts[2])
  }

  var bytes: [UInt8] {
    [first, second, confidence].flatMap { part in (0..<4).map { UInt8(truncatingIfNeeded: part.count >> (8 * $0)) } + part }
  }
}
