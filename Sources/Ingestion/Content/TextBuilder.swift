internal import Record

/// Joins blocks to an article's text.
enum TextBuilder {
  /// The text, its paragraphs parted by a blank line, and each one's place in it.
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
