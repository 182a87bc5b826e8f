/// A word's list of documents in stored form: three streams in blocks of 128 documents.
///
/// - `skips`: for each block the last document (as a difference), the bytes of its two other parts, and the pairs of count and
///   length class that can score best in it, by which ranked search passes over whole blocks;
/// - `documents`: for each block the documents' differences and the word's counts, bit-packed;
/// - `positions`: for each block where the word stands in each document, as differences (see ``PatchedNumbers``).
struct EncodedPostings {
  /// Documents in the list.
  var count = 0
  var skips: [UInt8] = []
  var documents: [UInt8] = []
  var positions: [UInt8] = []
  /// In place of the three for a list of a few documents: for each its difference (and whether the word stands in it more than once,
  /// and how often), then the positions.
  var few: [UInt8] = []
  var isFew = false
  /// Where each block ends in `documents` and `positions`.
  var blockEnds: [(documents: Int, positions: Int)] = []

  /// The bytes of ``few`` or of all three in one run.
  var size: Int { isFew ? few.count : skips.count + documents.count + positions.count + 4 }

  /// Empties it for the next list.
  mutating func clear() {
    count = 0
    isFew = false
    skips.removeAll(keepingCapacity: true)
    documents.removeAll(keepingCapacity: true)
    positions.removeAll(keepingCapacity: true)
    few.removeAll(keepingCapacity: true)
    blockEnds.removeAll(keepingCapacity: true)
  }
}

/// Encodes a list, document by document in rising order.
struct PostingsEncoder {
  /// Documents in a block.
  static let block = 128
  /// The most documents of a list that is written without blocks: most words are rare.
  static let few = 24

  /// What has been encoded; whole after ``finish()``.
  private(set) var list = EncodedPostings()
  private var gaps: [UInt32] = []
  private var counts: [UInt32] = []
  private var lengths: [UInt8] = []
  private var steps: [UInt32] = []
  private var last: Int32 = -1
  private var blockLast: Int32 = -1
  private var positionStart = 0

  init() {
    gaps.reserveCapacity(Self.block)
    counts.reserveCapacity(Self.block)
    lengths.reserveCapacity(Self.block)
  }

  /// Starts a new list.
  mutating func begin() {
    list.clear()
    last = -1
    blockLast = -1
    positionStart = 0
  }

  /// Adds a document with the word's count and the document's length class.
  @inline(__always)
  mutating func append(document: Int32, count: UInt32, length: UInt8) {
    gaps.append(UInt32(bitPattern: document &- last &- 1))
    counts.append(count &- 1)
    lengths.append(length)
    last = document
    if gaps.count == Self.block { closeBlock() }
  }

  /// Adds where the word stands in the document that ``append(document:count:length:)`` is about to add.
  @inline(__always)
  mutating func append(positions: [UInt32], _ range: Range<Int>) {
    var previous: UInt32 = 0
    for index in range {
      steps.append(positions[index] &- previous)
      previous = positions[index]
    }
  }

  /// Closes the list.
  mutating func finish() {
    if list.count == 0, gaps.count <= Self.few { writeFew() } else if !gaps.isEmpty { closeBlock() }
  }

  /// Encodes a list of a few occurrences at once, each with its document and position.
  mutating func encode(few documents: [UInt32], _ places: [UInt32], _ range: Range<Int>) {
    var index = range.lowerBound
    var last = UInt32.max
    while index < range.upperBound {
      let document = documents[index]
      var end = index + 1
      while end < range.upperBound, documents[end] == document { end += 1 }
      let count = UInt32(end - index)
      list.few.append(varint: (document &- last &- 1) << 1 | (count > 1 ? 1 : 0))
      if count > 1 { list.few.append(varint: count - 1) }
      list.count += 1
      last = document
      index = end
    }
    index = range.lowerBound
    while index < range.upperBound {
      let isFirst = index == range.lowerBound || documents[index] != documents[index - 1]
      list.few.append(varint: isFirst ? places[index] : places[index] &- places[index - 1])
      index += 1
    }
    list.isFew = true
  }

  private mutating func writeFew() {
    for index in gaps.indices {
      list.few.append(varint: gaps[index] << 1 | (counts[index] > 0 ? 1 : 0))
      if counts[index] > 0 { list.few.append(varint: counts[index]) }
    }
    for step in steps { list.few.append(varint: step) }
    list.isFew = true
    list.count = gaps.count
    emptyBlock()
  }

  private mutating func emptyBlock() {
    gaps.removeAll(keepingCapacity: true)
    counts.removeAll(keepingCapacity: true)
    lengths.removeAll(keepingCapacity: true)
    steps.removeAll(keepingCapacity: true)
  }

  private mutating func closeBlock() {
    let start = list.documents.count
    let gapWidth = BitPacking.width(gaps[...])
    let countWidth = BitPacking.width(counts[...])
    list.documents.append(UInt8(gapWidth))
    list.documents.append(UInt8(countWidth))
    BitPacking.pack(gaps[...], width: gapWidth, into: &list.documents)
    BitPacking.pack(counts[...], width: countWidth, into: &list.documents)

    if !steps.isEmpty { PatchedNumbers.append(steps, to: &list.positions) }
    list.skips.append(varint: UInt32(bitPattern: last &- blockLast))
    list.skips.append(varint: UInt32(gaps.count))
    list.skips.append(varint: UInt32(list.documents.count - start))
    list.skips.append(varint: UInt32(list.positions.count - positionStart))
    appendBestPairs()
    list.count += gaps.count
    list.blockEnds.append((list.documents.count, list.positions.count))
    blockLast = last
    positionStart = list.positions.count
    emptyBlock()
  }

  /// The pairs that no other pair beats in both count and shortness; one of them scores best whatever the average length is.
  private mutating func appendBestPairs() {
    // For most blocks the counts are small: the shortest document of each count is all that matters.
    var shortest = [UInt8](repeating: .max, count: 16)
    var more: [(count: UInt32, length: UInt8)] = []
    var isSeen: UInt32 = 0
    for index in counts.indices {
      let count = Int(counts[index])
      if count < 16 {
        isSeen |= 1 << UInt32(count)
        if lengths[index] < shortest[count] { shortest[count] = lengths[index] }
      } else {
        more.append((counts[index], lengths[index]))
      }
    }
    var pairs: [(count: UInt32, length: UInt8)] = []
    func offer(_ count: UInt32, _ length: UInt8) {
      // Offered from the largest count down: only a shorter document adds anything.
      if let last = pairs.last, last.length <= length { return }
      pairs.append((count, length))
    }
    if !more.isEmpty {
      more.sort { $0.count != $1.count ? $0.count > $1.count : $0.length < $1.length }
      for pair in more { offer(pair.count, pair.length) }
    }
    for count in (0..<16).reversed() where isSeen & 1 << UInt32(count) != 0 { offer(UInt32(count), shortest[count]) }
    list.skips.append(varint: UInt32(pairs.count))
    for pair in pairs {
      list.skips.append(varint: pair.count)
      list.skips.append(pair.length)
    }
  }
}
