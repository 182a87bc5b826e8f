internal import Record

/// Joins blocks into an article's text.
enum TextBuilder {
  /// The tables among the blocks, with their cells, captions and sources as bytes of the text.
  /// - Parameter paragraphs: where the blocks are in the text, one for each block.
  static func tables(_ blocks: [ContentBlock], _ paragraphs: [Paragraph]) -> [ArticleTable] {
    var tables: [ArticleTable] = []
    var (open, caption): (Int, ByteRange?) = (-1, nil)
    for (block, paragraph) in zip(blocks, paragraphs) {
      if block.table < 0 {
        // "Source: …" below the table.
        if open >= 0, !tables.isEmpty { tables[tables.count - 1].source = source(in: block.text, at: paragraph.range.start) }
        open = -1
      } else if block.cells.isEmpty {
        if block.table == open { tables[tables.count - 1].caption = paragraph.range } else { caption = paragraph.range }
        continue
      } else {
        if block.table != open { tables.append(ArticleTable(caption: caption, cells: [])) }
        open = block.table
        tables[tables.count - 1].cells += block.cells.map { cell in
          var cell = cell
          cell.range = ByteRange(paragraph.range.start + cell.range.start, paragraph.range.start + cell.range.end)
          return cell
        }
      }
      caption = nil
    }
    return tables
  }

  private static let sourceLabels = [Array("Source:".utf8), Array("SOURCE:".utf8), Array("Sources:".utf8)]

  /// The words after "Source:", up to a comma, bracket or full stop at the end.
  private static func source(in text: [UInt8], at start: Int) -> ByteRange? {
    guard text.count < 200, let label = sourceLabels.first(where: { text.starts(with: $0) }) else { return nil }
    var from = label.count
    while from < text.count, text[from] == 32 { from += 1 }
    var end = text[from...].firstIndex { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: "(") } ?? text.count
    while end > from, text[end - 1] == 32 || end == text.count && text[end - 1] == UInt8(ascii: ".") { end -= 1 }
    return from < end ? ByteRange(start + from, start + end) : nil
  }

  /// The text, its paragraphs separated by a blank line, and each one's place in it.
  static func build(_ blocks: [ContentBlock]) -> (text: String, paragraphs: [Paragraph]) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(blocks.reduce(0) { $0 + $1.text.count + 2 })
    var paragraphs: [Paragraph] = []
    paragraphs.reserveCapacity(blocks.count)
    for block in blocks {
      if !bytes.isEmpty { bytes += [10, 10] }
      let start = bytes.count
      bytes += block.text
      paragraphs.append(Paragraph(ByteRange(start, bytes.count), block.kind))
    }
    return (String(decoding: bytes, as: UTF8.self), paragraphs)
  }
}
