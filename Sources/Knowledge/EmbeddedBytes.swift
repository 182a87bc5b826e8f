internal import CKnowledge

/// A file of `CKnowledge` (a lexicon, a model, the notice) embedded in the binary.
///
/// The bytes are constant data of the program, so they live as long as the process.
package struct EmbeddedBytes: Sendable {
  /// The file's name: `titles.tsv`, `quotes.bin`.
  package let name: String
  /// Its content, in place.
  package let content: ConstantBytes

  /// The embedded file of that name, or `nil` where there is none.
  package init?(named name: String) {
    for file in Self.all where file.name == name {
      self = file
      return
    }
    return nil
  }

  private init(name: String, content: ConstantBytes) {
    self.name = name
    self.content = content
  }

  /// All embedded files, area by area.
  package static let all: [EmbeddedBytes] = {
    var files: [EmbeddedBytes] = []
    var count: UInt = 0
    unsafe append(onrecord_embedded_ingestion(&count), count, to: &files)
    unsafe append(onrecord_embedded_linguistics(&count), count, to: &files)
    unsafe append(onrecord_embedded_officials(&count), count, to: &files)
    unsafe append(onrecord_embedded_quotes(&count), count, to: &files)
    unsafe append(onrecord_embedded_figures(&count), count, to: &files)
    return files
  }()

  /// The attributions required by the data's licences, as text.
  package static let notice: String = {
    var files: [EmbeddedBytes] = []
    var count: UInt = 0
    unsafe append(onrecord_embedded_notice(&count), count, to: &files)
    return files.first.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
  }()

  private static func append(_ table: UnsafePointer<onrecord_embedded>?, _ count: UInt, to files: inout [EmbeddedBytes]) {
    guard let table = unsafe table else { return }
    for index in 0..<Int(count) {
      let row = unsafe table[index]
      guard let name = unsafe row.name, let bytes = unsafe row.bytes else { continue }
      let content = unsafe ConstantBytes(address: UInt(bitPattern: bytes), count: Int(row.count))
      unsafe files.append(EmbeddedBytes(name: String(cString: name), content: content))
    }
  }

  /// The number of bytes.
  package var count: Int { content.count }

  /// A copy of the bytes.
  package var bytes: [UInt8] { content.bytes }

  /// The second field of the line whose first field is `key`, in a word list that is sorted by the bytes of its first fields. For lists
  /// that are rarely used and do not need a table.
  package func secondField(ofLine key: [UInt8]) -> String? {
    // The first line names the columns.
    var low = 0
    while low < count, content[low] != 10 { low += 1 }
    low += 1
    var high = count
    while low < high {
      var start = (low + high) / 2
      while start > low, content[start - 1] != 10 { start -= 1 }
      var index = 0
      while index < key.count, start + index < high, content[start + index] == key[index] { index += 1 }
      let byte = start + index < high ? content[start + index] : 10
      if index == key.count, byte == 9 {
        var end = start + index + 1
        while end < high, content[end] != 10 { end += 1 }
        let field = content[start + index + 1..<end].bytes
        return String(decoding: field.prefix { $0 != 9 }, as: UTF8.self)
      }
      // A field that ends is before one that goes on; the tab after it is below every byte of a field.
      if index < key.count, byte < key[index] {
        var end = start + index
        while end < high, content[end] != 10 { end += 1 }
        low = end + 1
      } else {
        high = start
      }
    }
    return nil
  }
}
