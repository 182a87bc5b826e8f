internal import Record

/// The paragraphs of an article that hold a finding, whole: what a reader needs to judge it.
struct PassageReader {
  /// The passage's words; empty if the span is none of the text.
  let text: String
  /// The finding in the passage's UTF-8.
  let finding: ByteRange

  init(_ span: TextSpan, in version: StoredVersion) {
    guard let place = version.places.range(span.start, span.end) else {
      text = ""
      finding = ByteRange(0, 0)
      return
    }
    let paragraphs = version.article.paragraphs
    let first = paragraphs.last { $0.range.start <= place.start }?.range.start ?? 0
    let last = paragraphs.first { $0.range.end >= place.end }?.range.end ?? version.places.bytes.count
    text = String(decoding: version.places.bytes[first..<last], as: UTF8.self)
    finding = ByteRange(place.start - first, place.end - first)
  }
}
