import Record

/// A text's lines as paragraphs.
enum PlainParagraphs {
  static func of(_ text: String) -> [Paragraph] {
    var paragraphs: [Paragraph] = []
    var start = 0
    let bytes = Array(text.utf8)
    for index in 0...bytes.count where index == bytes.count || bytes[index] == 10 {
      if index > start { paragraphs.append(Paragraph(ByteRange(start, index), .paragraph)) }
      start = index + 1
    }
    return paragraphs
  }
}
