internal import Linguistics
internal import Record

/// Where the sentences of an article's text are.
struct SentenceBounds: Sendable {
  /// The sentences' bytes, in order, not overlapping.
  private let ranges: [ByteRange]

  init(_ bytes: [UInt8], paragraphs: [Paragraph]) {
    let text = Analyzer().read(bytes, paragraphs: paragraphs)
    ranges = text.sentences.map { text.range($0.tokens) }
  }

  /// From the beginning of the sentence in which a stretch begins to the end of the sentence in which it ends; the stretch itself if it is
  /// in no sentence.
  func stretch(around place: ByteRange) -> ByteRange {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].end <= place.start { low = middle + 1 } else { high = middle }
    }
    guard low < ranges.count, ranges[low].start < max(place.end, place.start + 1) else { return place }
    var last = low
    while last + 1 < ranges.count, ranges[last + 1].start < place.end { last += 1 }
    return ByteRange(min(place.start, ranges[low].start), max(place.end, ranges[last].end))
  }
}
