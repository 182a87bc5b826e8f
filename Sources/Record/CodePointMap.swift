/// Converts byte offsets of a text to code-point offsets.
///
/// One pass over the text stores the code-point offset of every 64th byte; a look-up then counts at most 63 bytes.
public struct CodePointMap: Sendable {
  private let bytes: [UInt8]
  private let checkpoints: [Int]

  /// Reads the text once. Takes one word of memory for each 64 bytes.
  public init(_ text: String) { self.init(Array(text.utf8)) }

  /// Like ``init(_:)-(String)``, for bytes that are known to be valid UTF-8.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var checkpoints: [Int] = []
    checkpoints.reserveCapacity(bytes.count / 64 + 1)
    var seen = 0
    for index in bytes.indices {
      if index & 63 == 0 { checkpoints.append(seen) }
      if bytes[index] & 0xC0 != 0x80 { seen += 1 }
    }
    if bytes.count & 63 == 0 { checkpoints.append(seen) }
    self.checkpoints = checkpoints
  }

  /// The number of code points before the byte at `offset` (from 0 to the text's byte count).
  public func codePoint(at offset: Int) -> Int {
    var seen = checkpoints[offset >> 6]
    var index = offset & ~63
    while index < offset {
      if bytes[index] & 0xC0 != 0x80 { seen += 1 }
      index += 1
    }
    return seen
  }

  /// The span of a byte range, including its words.
  public func span(_ range: ByteRange) -> TextSpan {
    TextSpan(start: codePoint(at: range.start), end: codePoint(at: range.end), text: words(range))
  }

  /// The words of a byte range.
  public func words(_ range: ByteRange) -> String { String(decoding: bytes[range.start..<range.end], as: UTF8.self) }
}
