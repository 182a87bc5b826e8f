internal import Record

/// Splits extremely long paragraphs into pieces that are read separately, so that run time grows linearly with the length of the text.
/// Transcripts without line breaks are read piece by piece; machine-made noise does no harm.
enum ParagraphCutter {
  /// The most bytes of a piece; the longest paragraphs of printed news have half as many.
  static let limit = 8 << 10

  /// The paragraphs, with long ones split: after a full stop and space if there is one, otherwise at a space, otherwise between any two
  /// characters.
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
