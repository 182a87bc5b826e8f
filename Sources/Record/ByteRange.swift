/// A half-open range of UTF-8 bytes in an article's text.
///
/// All stages work with byte offsets, which Swift can index in constant time. ``CodePointMap`` converts them to ``TextSpan`` (code points)
/// on output. The two are different types so that mixing them does not compile.
public struct ByteRange: Hashable, Sendable, Comparable {
  /// Offset of the first byte.
  public var start: Int
  /// Offset after the last byte.
  public var end: Int

  /// Makes the range `start ..< end`.
  @inlinable public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }

  /// The number of bytes.
  @inlinable public var count: Int { end - start }
  /// Whether the range contains no byte.
  @inlinable public var isEmpty: Bool { end <= start }
  /// Whether `other` lies entirely inside.
  @inlinable public func contains(_ other: ByteRange) -> Bool { start <= other.start && other.end <= end }
  /// Whether the byte at `offset` lies inside.
  @inlinable public func contains(_ offset: Int) -> Bool { start <= offset && offset < end }
  /// Whether the two share at least one byte.
  @inlinable public func overlaps(_ other: ByteRange) -> Bool { start < other.end && other.start < end }

  /// Orders by start, then by end.
  @inlinable public static func < (a: ByteRange, b: ByteRange) -> Bool { (a.start, a.end) < (b.start, b.end) }
}
