/// A document's length in one byte, as in Lucene and Tantivy: exact up to 40 words, then in steps of one eighth.
package enum LengthClass {
  /// The class of a length.
  package static func of(_ length: Int) -> UInt8 {
    guard length >= exact else { return UInt8(max(0, length)) }
    let rest = UInt64(length - exact)
    let bits = 64 - rest.leadingZeroBitCount
    guard bits >= 4 else { return UInt8(exact + Int(rest)) }
    let shift = bits - 4
    return UInt8(min(255, exact + (Int(rest >> UInt64(shift)) & 7 | (shift + 1) << 3)))
  }

  /// The length that each class represents.
  package static let lengths: [Float] = (0..<256).map { value in
    guard value >= exact else { return Float(value) }
    let code = value - exact
    let shift = code >> 3 - 1
    return Float(exact) + (shift < 0 ? Float(code & 7) : Float(code & 7 | 8) * Float(1 << shift))
  }

  private static let exact = 24
}

/// Okapi BM25 with k1 = 1.2 and b = 0.75, and Lucene's inverse document frequency.
package struct BM25: Sendable {
  /// The number of documents, without deleted ones.
  package let documents: Int
  /// For each length class the term that BM25 adds to a word's count in the denominator.
  package let lengthening: [Float]
  /// The average number of words in a document.
  let averageLength: Float

  /// For `documents` documents with `words` words in total.
  package init(documents: Int, words: Int) {
    self.documents = documents
    let average = documents > 0 ? Float(words) / Float(documents) : 1
    averageLength = average
    lengthening = LengthClass.lengths.map { 1.2 * (0.25 + 0.75 * $0 / max(average, 1)) }
  }

  /// The summed weight of words with these document frequencies.
  package func weight(_ frequencies: [Int]) -> Float {
    var sum: Float = 0
    for frequency in frequencies {
      let rest = Float(max(0, documents - frequency)) + 0.5
      sum += logarithm(1 + rest / (Float(frequency) + 0.5))
    }
    return sum * 2.2
  }

  /// The score contribution of a word that occurs `count` times in a document of a length class.
  @inline(__always)
  func score(_ weight: Float, count: UInt32, length: UInt8) -> Float {
    let count = Float(count)
    return weight * (count / (count + lengthening[Int(length)]))
  }

  /// The natural logarithm, by range reduction to [1, 2) and a power series; exact to the precision of a float.
  private func logarithm(_ value: Float) -> Float {
    let value = Double(value)
    let y = (value.significand - 1) / (value.significand + 1)
    let square = y * y
    var term = y
    var sum = 0.0
    for power in stride(from: 1.0, through: 33, by: 2) {
      sum += term / power
      term *= square
    }
    return Float(2 * sum + Double(value.exponent) * 0.693_147_180_559_945_3)
  }
}
