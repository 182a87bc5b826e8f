internal import Record

/// Cuts paragraphs of a length that no writer makes into pieces that are read by themselves, so that the time a text takes grows with
/// its length alone. A transcript without line breaks is read piece by piece; noise is harmless.
enum ParagraphCutter {
  /// Bytes that a piece has at most; the longest paragraphs of printed news have half of it.
  static let limit = 8 << 10

  /// The paragraphs, long ones in pieces: cut behind a full stop and space where there is one, else at a space, else anywhere
  /// between characters.
  static func cut(_ paragraphs: [Paragraph], of text: String) -> [Paragraph] {
    guard paragraphs.contains(where: { $0.range.count > limit }) else { return paragraphs }
    let bytes = Array(text.utf8)
    var pieces: [Paragraph] = []
    for paragraph in paragraphs {
      var start = paragraph.range.start
      while paragraph.range.end - start > limit {
        let end = place(in: bytes, from: start)
        pieces.append(Paragraph(ByteRange(start, end), paragraph.kind))
        start = end
        while start < paragraph.range.end, bytes[start] == 0x20 { start += 1 }
      }
      if start < paragraph.range.end || paragraph.range.isEmpty {
        pieces.append(Paragraph(ByteRange(start, paragraph.range.end), paragraph.kind))
      }
    }
    return pieces
  }

  /// Where a piece that begins at `start` ends.
  private static func place(in bytes: [UInt8], from start: Int) -> Int {
    let last = start + limit
    var space: Int?
    var index = last
    while index > start + limit / 2 {
      if bytes[index] == 0x20 {
        let before = bytes[index - 1]
        if before == UInt8(ascii: ".") || before == UInt8(ascii: "!") || before == UInt8(ascii: "?") || before == UInt8(ascii: "\"") {
          return index
        }
        space = space ?? index
      }
      index -= 1
    }
    if let space { return space }
    index = last
    while bytes[index] & 0xC0 == 0x80 { index -= 1 }
    return index
  }
}
