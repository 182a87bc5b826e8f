internal import Record

/// Joins blocks into an article's text.
enum TextBuilder {
  /// The tables among the blocks, with their cells, captions and sources as bytes of the text.
  /// - Parameter paragraphs: where the blocks are in the text, one for each block.
  static func tables(_ blocks: [ContentBlock], _ paragraphs: [Paragraph]) -> [ArticleTable] {
    var tables: [ArticleTable] = []
    var (open, caption, source): (Int, ByteRange?, ByteRange?) = (-1, nil, nil)
    for (block, paragraph) in zip(blocks, paragraphs) {
      if block.table < 0 {
        open = -1
      } else if block.cells.isEmpty {
        let (own, found) = parts(ofCaption: block.text, at: paragraph.range)
        if block.table == open {
          if tables[tables.count - 1].caption == nil { tables[tables.count - 1].caption = own }
          if found != nil { tables[tables.count - 1].source = found }
        } else {
          (caption, source) = (own, found)
        }
        continue
      } else if block.table == open, block.cells.count == 1, let found = self.source(in: block.text[...], at: paragraph.range.start) {
        // A last row across the table: "Source: …".
        if tables[tables.count - 1].source == nil { tables[tables.count - 1].source = found }
      } else {
        if block.table != open { tables.append(ArticleTable(caption: caption, source: source, cells: [])) }
        open = block.table
        tables[tables.count - 1].cells += block.cells.map { cell in
          var cell = cell
          cell.range = ByteRange(paragraph.range.start + cell.range.start, paragraph.range.start + cell.range.end)
          return cell
        }
      }
      (caption, source) = (nil, nil)
    }
    return tables
  }

  /// A caption, and the source that it names: "Share in work, 2024. | Source: Statistics Office".
  private static func parts(ofCaption text: [UInt8], at range: ByteRange) -> (caption: ByteRange?, source: ByteRange?) {
    guard let label = sourceLabels.compactMap({ text.firstRange(of: $0)?.lowerBound }).min() else { return (range, nil) }
    var end = label
    while end > 0, text[end - 1] == 32 || text[end - 1] == UInt8(ascii: "(") { end -= 1 }
    return (end > 0 ? ByteRange(range.start, range.start + end) : nil, source(in: text[label...], at: range.start))
  }

  /// Whether a line says where a table's numbers come from.
  static func namesSource(_ text: [UInt8]) -> Bool { source(in: text[...], at: 0) != nil }

  private static let sourceEnds = Set(",;()".utf8)
  private static let sourceLabels = ["Source:", "SOURCE:", "Sources:", "Data source:"].map { Array($0.utf8) }

  /// The words after "Source:", up to a comma, bracket or full stop at the end.
  /// - Parameter start: where byte 0 of the text stands in the article.
  private static func source(in text: ArraySlice<UInt8>, at start: Int) -> ByteRange? {
    guard text.count < 200, let label = sourceLabels.first(where: { text.starts(with: $0) }) else { return nil }
    var from = text.startIndex + label.count
    while from < text.endIndex, text[from] == 32 { from += 1 }
    var end = text[from...].firstIndex { sourceEnds.contains($0) } ?? text.endIndex
    while end > from, text[end - 1] == 32 || end == text.endIndex && text[end - 1] == UInt8(ascii: ".") { end -= 1 }
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
