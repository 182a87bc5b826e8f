/// A reader of RFC 4180, independent of the writer.
package struct CSVTable {
  /// The rows, header first, each as its fields.
  package private(set) var rows: [[String]] = []

  package init(_ text: String) {
    var row: [String] = []
    var field = String.UnicodeScalarView()
    var quoted = false
    var rest = Array(text.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      if quoted {
        if scalar == "\"" {
          if rest.first == "\"" { field.append(rest.removeFirst()) } else { quoted = false }
        } else {
          field.append(scalar)
        }
      } else if scalar == "\"" {
        quoted = true
      } else if scalar == "," {
        row.append(String(field))
        field = .init()
      } else if scalar == "\r", rest.first == "\n" {
        rest.removeFirst()
        rows.append(row + [String(field)])
        row = []
        field = .init()
      } else {
        field.append(scalar)
      }
    }
  }

  /// The values of a column, by the name in the header.
  package func values(_ name: String) -> [String] {
    guard let place = rows.first?.firstIndex(of: name) else { return [] }
    return rows.dropFirst().map { $0[place] }
  }
}
