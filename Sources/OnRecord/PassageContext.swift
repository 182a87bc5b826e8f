internal import Linguistics
public import Record

/// A finding's words with the sentences around them, as they stand in the article.
public struct PassageContext: Sendable {
  /// The text before the finding, from the first sentence shown on.
  public let before: String
  /// The finding's words.
  public let words: String
  /// The text after it, to the end of the last sentence shown.
  public let after: String

  /// Finds the sentences around a span.
  /// - Parameter sentences: how many on each side of the finding's own.
  public init(_ article: Article, _ span: TextSpan, sentences: Int) {
    let bytes = Array(article.text.utf8)
    let analyzed = Analyzer().read(bytes, paragraphs: article.paragraphs)
    let ranges = analyzed.sentences.map { analyzed.range($0.tokens) }
    let sentences = min(max(0, sentences), ranges.count)
    let scalars = article.text.unicodeScalars
    guard span.start >= 0, let from = scalars.index(scalars.startIndex, offsetBy: span.start, limitedBy: scalars.endIndex),
      let to = scalars.index(from, offsetBy: max(0, span.end - span.start), limitedBy: scalars.endIndex)
    else {
      (before, words, after) = ("", span.text, "")
      return
    }
    let place = ByteRange(
      article.text.utf8.distance(from: article.text.startIndex, to: from), article.text.utf8.distance(from: article.text.startIndex, to: to)
    )
    let first = ranges.firstIndex { $0.end > place.start } ?? max(0, ranges.count - 1)
    let last = ranges.lastIndex { $0.start < max(place.end, place.start + 1) } ?? first
    let start = ranges.isEmpty ? place.start : min(place.start, ranges[max(0, first - sentences)].start)
    let end = ranges.isEmpty ? place.end : max(place.end, ranges[min(ranges.count - 1, last + sentences)].end)
    func text(_ from: Int, _ to: Int) -> String { String(decoding: bytes[from..<max(from, to)], as: UTF8.self) }
    before = text(start, place.start)
    words = text(place.start, place.end)
    after = text(place.end, end)
  }
}
