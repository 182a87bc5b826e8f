internal import Record

/// Finds the bytes of code-point offsets in one text: the reverse of ``CodePointMap``.
struct TextPlaces: Sendable {
  /// The text's UTF-8.
  let bytes: [UInt8]
  /// The number of code points.
  let length: Int
  /// The byte of each 64th code point; empty for a text that is all ASCII.
  private let checkpoints: [Int]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var all: UInt8 = 0
    for byte in bytes { all |= byte }
    guard all >= 0x80 else {
      length = bytes.count
      checkpoints = []
      return
    }
    var checkpoints: [Int] = []
    var seen = 0
    for index in bytes.indices where bytes[index] & 0xC0 != 0x80 {
      if seen & 63 == 0 { checkpoints.append(index) }
      seen += 1
    }
    length = seen
    self.checkpoints = seen == bytes.count ? [] : checkpoints
  }

  /// The byte of a code point; `nil` outside the text.
  func byte(ofCodePoint offset: Int) -> Int? {
    guard offset >= 0, offset <= length else { return nil }
    if checkpoints.isEmpty || offset == length { return offset == length ? bytes.count : offset }
    var index = checkpoints[offset >> 6]
    var left = offset & 63
    while left > 0 {
      index += 1
      while index < bytes.count, bytes[index] & 0xC0 == 0x80 { index += 1 }
      left -= 1
    }
    return index
  }

  /// The bytes of a stretch of code points; `nil` if it does not lie in the text.
  func range(_ start: Int, _ end: Int) -> ByteRange? {
    guard start <= end, let first = byte(ofCodePoint: start), let last = byte(ofCodePoint: end) else { return nil }
    return ByteRange(first, last)
  }

  /// The words of a stretch of code points; empty if it does not lie in the text.
  func span(_ start: Int, _ end: Int) -> TextSpan {
    let text = range(start, end).map { String(decoding: bytes[$0.start..<$0.end], as: UTF8.self) } ?? ""
    return TextSpan(start: start, end: end, text: text)
  }

  /// Whether a span's words are where it says.
  func holds(_ span: TextSpan) -> Bool {
    guard let range = range(span.start, span.end), range.count == span.text.utf8.count else { return false }
    return bytes[range.start..<range.end].elementsEqual(span.text.utf8)
  }
}
