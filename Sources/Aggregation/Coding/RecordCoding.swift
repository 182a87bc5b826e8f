internal import FullText
internal import Record

/// How the parts of a record that have no column of their own are encoded.
enum RecordCoding {
  /// The case at a position of its list, from 1; `nil` for 0 and unknown positions.
  static func kind<Case: CaseIterable>(_ type: Case.Type, _ number: Int64) -> Case? {
    let cases = Array(type.allCases)
    return number >= 1 && number <= cases.count ? cases[Int(number - 1)] : nil
  }

  static func paragraphs(_ paragraphs: [Paragraph]) -> [UInt8] {
    var bytes: [UInt8] = []
    var last = 0
    for paragraph in paragraphs {
      // Paragraphs follow one another. If one did not, the number would wrap around, and decoding would undo that.
      bytes.append(varint: UInt32(truncatingIfNeeded: paragraph.range.start - last))
      bytes.append(varint: UInt32(truncatingIfNeeded: paragraph.range.count))
      bytes.append(DocumentPreparation.number(paragraph.kind))
      last = paragraph.range.end
    }
    return bytes
  }

  static func paragraphs(_ bytes: [UInt8]) -> [Paragraph] {
    var paragraphs: [Paragraph] = []
    var place = 0
    var last = 0
    while place < bytes.count {
      let start = last + Int(Int32(bitPattern: bytes.varint(at: &place)))
      let end = start + Int(bytes.varint(at: &place))
      let kind = place < bytes.count ? kind(ParagraphKind.self, Int64(bytes[place])) : nil
      place += 1
      paragraphs.append(Paragraph(ByteRange(start, end), kind ?? .paragraph))
      last = end
    }
    return paragraphs
  }

  /// The texts in a row, separated by the unit separator (U+001F).
  static func text(_ list: [String]) -> String? { list.isEmpty ? nil : list.joined(separator: "\u{1F}") }
  static func list(_ text: String?) -> [String] {
    text.map { $0.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init) } ?? []
  }
  /// Keys and values in the order of the keys.
  static func text(_ dictionary: [String: String]) -> String? {
    text(dictionary.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] })
  }
  static func dictionary(_ text: String?) -> [String: String] {
    let parts = list(text)
    return stride(from: 0, to: parts.count - 1, by: 2).reduce(into: [:]) { $0[parts[$1]] = parts[$1 + 1] }
  }
}
