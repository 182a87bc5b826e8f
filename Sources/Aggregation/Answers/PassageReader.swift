internal import Record

/// The whole paragraphs of an article that hold a finding, and its sentence: what a reader needs to judge it.
struct PassageReader {
  /// The passage's words; empty if the span is not in the text.
  let text: String
  /// The passage's first code point in the article's text.
  let start: Int
  /// The finding in the passage's UTF-8.
  let finding: ByteRange
  /// The whole sentences that hold the finding.
  let sentence: TextSpan

  init(_ span: TextSpan, in version: StoredVersion) {
    let bytes = version.places.bytes
    guard let place = version.places.range(span.start, span.end) else {
      text = ""
      start = span.start
      finding = ByteRange(0, 0)
      sentence = span
      return
    }
    let paragraphs = version.article.paragraphs
    let first = paragraphs.last { $0.range.start <= place.start }?.range.start ?? 0
    let last = paragraphs.first { $0.range.end >= place.end }?.range.end ?? bytes.count
    text = String(decoding: bytes[first..<last], as: UTF8.self)
    finding = ByteRange(place.start - first, place.end - first)
    start = span.start - Self.codePoints(bytes, first, place.start)
    let words = version.details.sentences(version.article, bytes, upTo: place.end).stretch(around: place)
    sentence = TextSpan(
      start: span.start - Self.codePoints(bytes, words.start, place.start), end: span.end + Self.codePoints(bytes, place.end, words.end),
      text: String(decoding: bytes[words.start..<words.end], as: UTF8.self))
  }

  private static func codePoints(_ bytes: [UInt8], _ from: Int, _ to: Int) -> Int {
    var count = 0
    for index in from..<max(from, to) where bytes[index] & 0xC0 != 0x80 { count += 1 }
    return count
  }
}
