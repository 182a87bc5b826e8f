/// The prefixes of a field's words in a segment, with the number of documents that contain words with each.
struct CommonPrefixes {
  /// The longest prefix considered, in bytes; longer prefixes have few words.
  static let longest = 3
  /// The shortest prefix considered; nobody searches for all words with one letter.
  static let shortest = 2
  /// About how many documents are kept for a prefix. It is used while a word is being typed, with no other words in the query.
  static let kept = 1_024

  /// Keyed by the bytes of the prefix, the first in the lowest bits, with their number above.
  private var found: [UInt32: (documents: Int, words: Int)] = [:]

  /// Reads all of a segment's words.
  init(_ source: SegmentSource, _ field: TermField, in segment: Int64) {
    for block in source.storage.blocks(between: nil, in: segment) {
      var reader = TermBlockReader(source.storage.chunk(block))
      while reader.next() {
        guard reader.key.first == field.rawValue else { continue }
        for form in 0..<reader.forms { add(reader.word(form), documents: Int(reader.lists[form].documents)) }
      }
    }
  }

  private mutating func add(_ word: ArraySlice<UInt8>, documents: Int) {
    var key: UInt32 = 0
    for (index, byte) in word.prefix(Self.longest).enumerated() {
      key |= UInt32(byte) << UInt32(8 * index)
      guard index + 1 >= Self.shortest else { continue }
      let known = found[key | UInt32(index + 1) << 24, default: (0, 0)]
      found[key | UInt32(index + 1) << 24] = (known.documents + documents, known.words + 1)
    }
  }

  /// The prefixes of several words that occur in many documents in total. A document counts once for each word.
  func common(atLeast fewest: Int) -> [(prefix: [UInt8], documents: Int)] {
    found.filter { $0.value.documents >= fewest && $0.value.words > 1 }.sorted { $0.key < $1.key }.map { key, value in
      ((0..<key >> 24).map { UInt8(truncatingIfNeeded: key >> (8 * $0)) }, value.documents)
    }
  }
}
