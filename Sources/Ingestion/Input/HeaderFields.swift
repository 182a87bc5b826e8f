/// The named fields of a WARC record or an HTTP response: a first line, then `Name: value` lines up to a blank line.
struct HeaderFields {
  /// The line before the fields.
  let firstLine: String
  private var fields: [(name: String, value: String)] = []
  /// The number of bytes, including the blank line.
  let length: Int

  /// Reads the fields at the beginning of `bytes`; `nil` if the blank line is missing.
  init?(_ bytes: ArraySlice<UInt8>) {
    var index = bytes.startIndex
    var first: String?
    while let feed = bytes[index...].firstIndex(of: 0x0A) {
      var line = bytes[index..<feed]
      if line.last == 0x0D { line = line.dropLast() }
      index = feed + 1
      guard let opening = first else {
        first = Self.text(line)
        continue
      }
      if line.isEmpty {
        firstLine = opening
        length = index - bytes.startIndex
        return
      }
      if line.first == 0x20 || line.first == 0x09, let last = fields.indices.last {
        fields[last].value += " " + Self.text(line.drop { $0 <= 0x20 })
      } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
        fields.append((Self.text(line[..<colon]).lowercased(), Self.text(line[(colon + 1)...])))
      }
    }
    return nil
  }

  /// The first value of a field; `name` in lowercase.
  subscript(name: String) -> String? {
    for field in fields where field.name == name { return field.value }
    return nil
  }

  /// The elements of a field that is a list, from all its lines, in lowercase.
  func list(_ name: String) -> [String] {
    fields.filter { $0.name == name }.flatMap { $0.value.lowercased().split(separator: ",") }
      .map { String($0.filter { $0 != " " && $0 != "\t" }) }.filter { !$0.isEmpty }
  }

  /// A line's words without white space at either end.
  private static func text(_ line: ArraySlice<UInt8>) -> String {
    var line = line.drop { $0 <= 0x20 }
    while let last = line.last, last <= 0x20 { line = line.dropLast() }
    return String(decoding: line, as: UTF8.self)
  }
}
