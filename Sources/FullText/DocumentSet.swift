/// A set of documents of one segment, one bit each. Long lists that are combined are compared 64 documents at a time.
struct DocumentSet {
  /// The bits; the first document is the lowest bit of the first word.
  private(set) var words: [UInt64]

  /// A list with fewer than one in this many documents is smaller than its set.
  static let sparse = 64

  /// An empty set for a segment of that many documents.
  init(of documents: Int32) { words = [UInt64](repeating: 0, count: (Int(documents) + 63) / 64) }

  /// The documents of a range, in a segment of that many documents.
  init(_ range: Range<Int32>, of documents: Int32) {
    self.init(of: documents)
    let range = range.clamped(to: 0..<documents)
    guard !range.isEmpty else { return }
    let first = Int(range.lowerBound >> 6)
    let last = Int((range.upperBound - 1) >> 6)
    for word in first...last { words[word] = .max }
    words[first] &= .max &<< UInt64(range.lowerBound & 63)
    words[last] &= .max &>> UInt64(63 - (range.upperBound - 1) & 63)
  }

  /// Adds documents; numbers beyond the segment are damage and ignored.
  mutating func insert(_ documents: [UInt32], of total: Int32) {
    var words = self.words.mutableSpan
    let documents = documents.span
    for index in documents.indices where documents[index] < UInt32(bitPattern: total) {
      let document = documents[index]
      words[Int(document >> 6)] |= 1 &<< UInt64(document & 63)
    }
  }

  /// Adds the documents of a page whose value equals `value`.
  mutating func insert(page: Int, of values: [UInt8], equal value: UInt8) {
    let first = page * DocValuePage.size / 64
    for index in values.indices where values[index] == value { words[first + index >> 6] |= 1 &<< UInt64(index & 63) }
  }

  /// Whether it contains a document; `false` for numbers beyond the segment.
  @inline(__always)
  func contains(_ document: Int32) -> Bool {
    let place = Int(document >> 6)
    return place < words.count && words[place] &>> UInt64(document & 63) & 1 != 0
  }

  mutating func formIntersection(_ other: DocumentSet) { combine(other) { $0 & $1 } }
  mutating func formUnion(_ other: DocumentSet) { combine(other) { $0 | $1 } }
  mutating func subtract(_ other: DocumentSet) { combine(other) { $0 & ~$1 } }

  /// Removes the documents whose bits are set; the first is the lowest bit of the first byte.
  mutating func subtract(_ bits: [UInt8]) {
    for (place, byte) in bits.enumerated() where byte != 0 && place >> 3 < words.count {
      words[place >> 3] &= ~(UInt64(byte) &<< UInt64((place & 7) << 3))
    }
  }

  @inline(__always)
  private mutating func combine(_ other: DocumentSet, _ body: (UInt64, UInt64) -> UInt64) {
    let count = min(words.count, other.words.count)
    var own = words.mutableSpan
    let theirs = other.words.span
    for index in 0..<count { own[index] = body(own[index], theirs[index]) }
  }

  /// The number of documents in the set.
  var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }
  /// The number of documents in both sets.
  func count(and other: DocumentSet) -> Int { zip(words, other.words).reduce(0) { $0 + ($1.0 & $1.1).nonzeroBitCount } }

  /// Appends the documents of a page in ascending order; only those also in the other set, if there is one.
  func documents(ofPage page: Int, and other: DocumentSet?, into documents: inout [Int32]) {
    let first = page * DocValuePage.size / 64
    for place in first..<min(words.count, first + DocValuePage.size / 64) {
      var word = words[place]
      if let other { word &= other.words[place] }
      while word != 0 {
        documents.append(Int32(truncatingIfNeeded: place << 6 | word.trailingZeroBitCount))
        word &= word &- 1
      }
    }
  }

  /// Its size in bytes.
  var size: Int { words.count * 8 }
}

/// A cache of the most recently used document sets, of limited size.
struct DocumentSets {
  private var sets: [Int64: DocumentSet] = [:]
  /// The lists' numbers, the most recently used last.
  private var order: [Int64] = []
  private var size = 0
  private static let most = 3 << 20

  /// The set for a list, named by its first chunk; calls `make` if it is not in the cache.
  mutating func set(of list: Int64, _ make: () -> DocumentSet) -> DocumentSet {
    if let known = sets[list] {
      if order.last != list, let place = order.firstIndex(of: list) { order.append(order.remove(at: place)) }
      return known
    }
    let set = make()
    guard set.size <= Self.most / 4 else { return set }
    sets[list] = set
    order.append(list)
    size += set.size
    while size > Self.most, let oldest = order.first {
      order.removeFirst()
      size -= sets.removeValue(forKey: oldest)?.size ?? 0
    }
    return set
  }
}
