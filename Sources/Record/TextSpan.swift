/// A stretch of an article's text, in Unicode code points, with its words.
///
/// The convention of the W3C Web Annotation `TextPositionSelector`: `start` is the first code point, `end` the one
/// after the last, so that `text[start:end]` in Python is ``text``.
public struct TextSpan: Hashable, Sendable {
  /// Offset of the first code point.
  public var start: Int
  /// Offset after the last code point.
  public var end: Int
  /// The words that stand there.
  public var text: String

  /// Makes a span; the caller vouches that `text` stands at the offsets.
  public init(start: Int, end: Int, text: String) {
    self.start = start
    self.end = end
    self.text = text
  }
}
