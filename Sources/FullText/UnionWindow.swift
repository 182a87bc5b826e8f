/// The results for a window of documents: which of them any part matches, and their summed scores.
struct WindowSheet {
  /// One bit for each document of the window.
  fileprivate(set) var found = [UInt64](repeating: 0, count: Int(UnionWindow.size) / 64)
  /// Empty if no part is ranked.
  fileprivate(set) var scores: [Float]
  /// The documents' length classes, if a part is ranked.
  fileprivate(set) var lengths: [UInt8] = []

  fileprivate init(isRanked: Bool) { scores = isRanked ? [Float](repeating: 0, count: Int(UnionWindow.size)) : [] }

  /// Adds a document by its index in the window, with the score contribution of words that occur `count` times in it; with a weight of 0 no
  /// score is added.
  @inline(__always)
  mutating func add(_ place: Int, count: UInt8, _ weight: Float, _ ranking: BM25) {
    found[place / 64] |= 1 &<< UInt64(place % 64)
    if weight > 0 { scores[place] += ranking.score(weight, count: UInt32(count), length: lengths[place]) }
  }

  /// Like ``add(_:count:_:_:)``, for all documents of a range that contain the words; `counts` has one entry for each document of the
  /// segment.
  mutating func add(_ counts: [UInt8], in range: Range<Int>, _ weight: Float, _ ranking: BM25) {
    var words: [UInt64] = []
    var sums: [Float] = []
    swap(&words, &found)
    swap(&sums, &scores)
    let classes = lengths
    do {
      let counts = counts.span
      let lengths = classes.span
      var found = words.mutableSpan
      var scores = sums.mutableSpan
      for document in range where counts[document] > 0 {
        let place = document - range.lowerBound
        found[place / 64] |= 1 &<< UInt64(place % 64)
        if weight > 0 { scores[place] += ranking.score(weight, count: UInt32(counts[document]), length: lengths[place]) }
      }
    }
    swap(&words, &found)
    swap(&sums, &scores)
  }

  fileprivate mutating func clear() {
    for index in found.indices { found[index] = 0 }
    for index in scores.indices { scores[index] = 0 }
  }
}

/// The documents of any of several parts, one window of a few thousand documents at a time: one part after another writes its documents and
/// scores into the window. This takes a few steps per posting, however many parts there are. Finding the smallest next document of all
/// parts would take as many steps per document as there are parts.
struct UnionWindow {
  /// The number of documents in a window.
  static let size: Int32 = 4_096

  private let parts: [Part]
  private let segment: Segment
  private let isRanked: Bool
  /// The window's first document; -1 before the first window.
  private var base: Int32 = -1
  /// Whether no part has documents after the window.
  private var isLast = false
  private var sheet: WindowSheet

  /// A part, with those of its documents that have been read but lie after the window.
  private final class Part {
    let matcher: Matcher
    var ahead = MatchBatch()
    var scores = MatchBatch.Scores(repeating: 0)
    /// The index of the first remaining entry of `ahead`.
    var index = 0
    /// Where to continue after them.
    var resume: Int32 = 0

    init(_ matcher: Matcher) { self.matcher = matcher }
  }

  init(_ matchers: [Matcher], in segment: Segment) {
    parts = matchers.map(Part.init)
    self.segment = segment
    isRanked = matchers.contains(where: \.isRanked)
    sheet = WindowSheet(isRanked: isRanked)
  }

  /// Fills an empty batch with the next documents from `target` on; returns where to continue, or ``Matcher/end`` after the last.
  mutating func next(from target: Int32, into batch: inout MatchBatch) -> Int32 {
    var target = target
    while target < segment.documents {
      open(target)
      let place = Int(target - base)
      var word = place / 64
      var bits = sheet.found[word] & (.max << UInt64(place % 64))
      while true {
        while bits != 0 {
          let document = base + Int32(word * 64 + bits.trailingZeroBitCount)
          bits &= bits - 1
          batch.append(document)
          if batch.count == MatchBatch.size { return document + 1 }
        }
        word += 1
        guard word < sheet.found.count else { break }
        bits = sheet.found[word]
      }
      if isLast || segment.documents - base <= Self.size { return Matcher.end }
      // The scores of a batch come from a single window.
      target = base + Self.size
      if batch.count > 0 { return target }
      target = max(target, nextDocument())
    }
    return Matcher.end
  }

  /// Whether a batch from the first to the last document can be filtered within one window.
  func covers(_ first: Int32, _ last: Int32) -> Bool { first >= 0 && last >= first && last < segment.documents && last - first < Self.size }

  /// Keeps the documents that a part matches; they lie in the range, which is no longer than a window.
  mutating func keep(_ batch: inout MatchBatch, _ range: ClosedRange<Int32>) {
    if base < 0 || range.lowerBound < base || range.upperBound - base >= Self.size { open(range.lowerBound, anew: true) }
    batch.keep { document, _ in
      // Damaged bytes may be out of order.
      guard document >= base, document - base < Self.size else { return false }
      let place = Int(document - base)
      return sheet.found[place / 64] & (1 << UInt64(place % 64)) != 0
    }
  }

  /// Adds the scores of the last batch's documents.
  func score(_ batch: MatchBatch, into sums: inout MatchBatch.Scores) {
    guard isRanked else { return }
    for index in 0..<batch.count { sums[Int(batch.slots[index])] += sheet.scores[Int(batch.documents[index] - base)] }
  }

  /// The smallest document that may follow the window.
  private func nextDocument() -> Int32 {
    parts.reduce(Matcher.end) { least, part in
      min(least, part.index < part.ahead.count ? part.ahead.documents[part.index] : part.resume)
    }
  }

  /// Moves to a window that contains a document; with `anew`, to one that begins with it.
  private mutating func open(_ document: Int32, anew: Bool = false) {
    if !anew, base >= 0, document >= base, document - base < Self.size { return }
    // Documents that the parts have read and that are not in the last window lie after it.
    let goesBack = base < 0 || document < base || document - base < Self.size
    base = document
    isLast = true
    sheet.clear()
    if isRanked { readLengths() }
    for part in parts {
      if goesBack { (part.index, part.ahead, part.resume) = (0, MatchBatch(), document) }
      read(part)
      if part.index < part.ahead.count || part.resume != Matcher.end { isLast = false }
    }
  }

  /// Reads the length classes of the window's documents.
  private mutating func readLengths() {
    sheet.lengths.removeAll(keepingCapacity: true)
    let end = min(segment.documents, base.addingReportingOverflow(Self.size).overflow ? Matcher.end : base + Self.size)
    segment.lengths(base..<max(base, end), into: &sheet.lengths)
  }

  /// Writes a part's documents into the window.
  private mutating func read(_ part: Part) {
    let end = min(segment.documents, base.addingReportingOverflow(Self.size).overflow ? Matcher.end : base + Self.size)
    if let next = part.matcher.note(base..<max(base, end), on: &sheet) {
      part.resume = next
      return
    }
    while true {
      while part.index < part.ahead.count, part.ahead.documents[part.index] < end {
        let document = part.ahead.documents[part.index]
        if document >= base {
          let place = Int(document - base)
          sheet.found[place / 64] |= 1 << UInt64(place % 64)
          if isRanked { sheet.scores[place] += part.scores[part.index] }
        }
        part.index += 1
      }
      guard part.index == part.ahead.count, part.resume < end else { return }
      part.ahead.removeAll()
      part.index = 0
      part.resume = part.matcher.next(from: max(part.resume, base), into: &part.ahead)
      if part.matcher.isRanked, part.ahead.count > 0 { score(part) }
    }
  }

  /// Adds the scores of the documents that a part has read, in document order.
  private func score(_ part: Part) {
    var scores = MatchBatch.Scores(repeating: 0)
    part.matcher.score(part.ahead, BatchLengths(part.ahead, in: segment), into: &scores)
    for index in 0..<part.ahead.count { part.scores[index] = scores[Int(part.ahead.slots[index])] }
  }
}
