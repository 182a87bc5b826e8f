import Record
import Testing

@Suite struct CodePointMapTests {
  static let texts = [
    "", "plain", "e\u{301}clair", "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467} family", "a\r\nb\r\n\u{A0}c", "\u{2009}thin 816\u{2009}000",
    String(repeating: "\u{1F600}x", count: 100), String(repeating: "a", count: 64), String(repeating: "\u{E9}", count: 32),
  ]

  @Test(arguments: texts) func agreesWithUnicodeScalars(text: String) {
    let map = CodePointMap(text)
    var offset = 0
    for (number, scalar) in text.unicodeScalars.enumerated() {
      #expect(map.codePoint(at: offset) == number)
      offset += UTF8.width(scalar)
    }
    #expect(map.codePoint(at: offset) == text.unicodeScalars.count)
  }

  @Test(arguments: texts) func spanHoldsItsWords(text: String) {
    let map = CodePointMap(text)
    let span = map.span(ByteRange(0, text.utf8.count))
    #expect(span.start == 0)
    #expect(span.end == text.unicodeScalars.count)
    #expect(Array(span.text.utf8) == Array(text.utf8))
  }
}
