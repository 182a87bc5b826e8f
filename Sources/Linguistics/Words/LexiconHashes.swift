package import Knowledge

/// The hashes of words in word lists, made from the lists' bytes.
extension Lexicon.Row {
  /// The folded hash of a column's whole field.
  package func hash(_ column: Int) -> UInt64 { WordHash.folded(bytes, range(column)) }

  /// The folded hash of a word.
  package func hash(of word: Range<Int>) -> UInt64 { WordHash.folded(bytes, word) }

  /// The plain hash of a column's whole field.
  package func plainHash(_ column: Int) -> UInt64 { WordHash.of(bytes[range(column)]) }

  /// The hash of a column's field in lower case.
  func lowerHash(_ column: Int) -> UInt64 {
    var hash = WordHash.seed
    for place in range(column) {
      let byte = bytes[place]
      if byte >= 128 { return WordHash.of(self[column].lowercased()) }
      hash = WordHash.step(hash, byte &- 65 < 26 ? byte | 32 : byte)
    }
    return hash
  }

  /// The first byte of a column's field; 0 for an empty one.
  func firstByte(_ column: Int) -> UInt8 {
    let field = range(column)
    return field.isEmpty ? 0 : bytes[field.lowerBound]
  }
}
