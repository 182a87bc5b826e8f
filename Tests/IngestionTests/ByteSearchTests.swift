import Platform
import Testing

/// Searches that look at eight bytes at a time, compared with looking at each.
struct ByteSearchTests {
  /// Every byte, at every place of a word, beside bytes that a carry or borrow might change.
  private static let texts: [[UInt8]] = (0..<256).flatMap { byte in
    [0, 0x20, 0x21, 0x7F, 0x80, 0xEE, 0xFF].flatMap { (other: UInt8) in
      [0, 3, 7, 9].map { place in
        var text = [UInt8](repeating: other, count: 19)
        text[place] = UInt8(byte)
        return text
      }
    }
  }

  @Test func inkIsEveryByteAboveTheSpace() {
    for text in Self.texts {
      for range in [0..<text.count, 1..<18, 8..<8] {
        #expect(ByteSearch.ink(text, range) == text[range].count { $0 > 32 }, "\(text) \(range)")
      }
    }
  }

  @Test func controlsAreFoundButNoLineBreaks() {
    func isWanted(_ byte: UInt8) -> Bool { byte < 32 && ![9, 10, 13].contains(byte) || byte == 0xEF }
    for text in Self.texts {
      for start in [0, 4] {
        let place = text[start...].firstIndex(where: isWanted) ?? text.count
        #expect(ByteSearch.firstControl(text, from: start, to: text.count) == place, "\(text)")
      }
    }
  }
}
