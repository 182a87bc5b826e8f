/// A tab-separated word list of `CKnowledge/Lexicons`: a header line, then one line per entry. Lines that begin with `#` and blank lines
/// are ignored.
package struct Lexicon: Sendable {
  /// The file's name.
  package let name: String
  /// The columns' names, from the header line.
  package let columns: [String]
  /// The entries, each with one field per column.
  package let rows: [[String]]

  /// Reads the embedded lexicon with that name. Traps if it is not part of the build or a line has too many fields; both are mistakes in
  /// the project itself and are found by a test.
  package init(named name: String) {
    guard let file = EmbeddedBytes(named: name) else { preconditionFailure("lexicon \(name) is not embedded") }
    self.init(name: name, bytes: file.bytes)
  }

  /// Reads a lexicon from bytes.
  package init(name: String, bytes: [UInt8]) {
    self.name = name
    var columns: [String] = []
    var rows: [[String]] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      defer { start = end + 1 }
      if end == start || bytes[start] == UInt8(ascii: "#") { continue }
      var fields: [String] = []
      fields.reserveCapacity(columns.count)
      var begin = start
      for index in start...end where index == end || bytes[index] == UInt8(ascii: "\t") {
        fields.append(String(decoding: bytes[begin..<index], as: UTF8.self))
        begin = index + 1
      }
      if columns.isEmpty {
        columns = fields
        continue
      }
      precondition(fields.count <= columns.count, "\(name): too many fields in \(fields)")
      while fields.count < columns.count { fields.append("") }
      rows.append(fields)
    }
    self.columns = columns
    self.rows = rows
  }

  /// The index of a column; traps if the lexicon has no column with that name.
  package func column(_ title: String) -> Int {
    guard let index = columns.firstIndex(of: title) else { preconditionFailure("\(name) has no column \(title)") }
    return index
  }
}

extension String {
  /// The words, separated by spaces. Compares bytes instead of characters, because lexicons are read at every start.
  package var blankParted: [Substring] { utf8.split(separator: UInt8(ascii: " ")).map { Substring($0) } }
}
