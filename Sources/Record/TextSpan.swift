/// A span of an article's text, in Unicode code points, with its words.
///
/// Follows the W3C Web Annotation `TextPositionSelector`: `start` is the first code point and `end` the one after the last, so that
/// `text[start:end]` in Python is ``text``.
public struct TextSpan: Hashable, Sendable {
  /// Offset of the first code point.
  public var start: Int
  /// Offset after the last code point.
  public var end: Int
  /// The words of the span.
  public var text: String

  /// Makes a span; the caller guarantees that `text` is at these offsets.
  public init(start: Int, end: Int, text: String) {
    self.start = start
    self.end = end
    self.text = text
  }
}
