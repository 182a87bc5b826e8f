/// Tells a table (CSV and the like) from prose by its records: their number of fields, quotation marks, and columns of numbers or dates.
struct TableShape {
  /// The fields of the records, the first of which may name the columns.
  private let records: [[Field]]
  /// Whether the last record goes on behind what was looked at.
  private let isCut: Bool

  private struct Field {
    var text = ""
    var isQuoted = false
  }

  /// The separator of the table that a text begins with; `nil` if it is none.
  /// - Parameter isWhole: whether this is all of the text, and not only its beginning.
  static func separator(of head: String, isWhole: Bool) -> Character? {
    ["\t", ",", ";"].first { TableShape(head, $0, isWhole: isWhole)?.isTable ?? false }
  }

  /// Reads the records; `nil` if quotation marks stand where no table has them, or a blank line behind the first record, as behind a title.
  private init?(_ head: String, _ mark: Character, isWhole: Bool) {
    var records: [[Field]] = []
    var record: [Field] = []
    var field = Field()
    var isInQuotes = false, isClosed = false
    for character in head {
      if isInQuotes {
        if character == "\"" { (isInQuotes, isClosed) = (false, true) } else { field.text.append(character) }
      } else if character == "\"", isClosed || field.text.isEmpty && !field.isQuoted {
        // A doubled mark within quotation marks is one of the text.
        if isClosed { field.text.append(character) }
        (isInQuotes, isClosed, field.isQuoted) = (true, false, true)
      } else if character == mark || character.isNewline {
        isClosed = false
        record.append(field)
        field = Field()
        guard character.isNewline else { continue }
        let isBlank = record.count == 1 && record[0].text.isEmpty
        if isBlank, records.count == 1 { return nil }
        if !isBlank { records.append(record) }
        record = []
      } else {
        if isClosed { return nil }
        field.text.append(character)
      }
    }
    isCut = !isWhole
    if !record.isEmpty || !field.text.isEmpty || field.isQuoted { records.append(record + [field]) } else if !isWhole { return nil }
    if isWhole, isInQuotes { return nil }
    self.records = records
  }

  private var isTable: Bool {
    guard let first = records.first, first.count >= 2, records.count >= 2 else { return false }
    let count = first.count
    let whole = isCut ? records.dropLast() : records[...]
    guard whole.allSatisfy({ $0.count == count }) else {
      return hasHeader && count >= 3 && whole.dropFirst().contains { $0.count == count }
    }
    // Behind the names of columns one record is enough if it cannot be prose.
    if isCut, whole.count == 1, let last = records.last, last.count > count { return false }
    let rows = records.dropFirst()
    if hasHeader, count >= 3 || rows.contains(where: { $0.contains { $0.isQuoted } }) { return true }
    if whole.count < 3 { return false }
    let bodies = whole.dropFirst()
    if count >= 3, (0..<count).contains(where: { column in bodies.allSatisfy { Self.isNumberOrDate($0[column].text) } }) { return true }
    // Prose has a space behind each comma.
    if whole.contains(where: { $0.dropFirst().contains { $0.text.hasPrefix(" ") } }) { return false }
    return hasHeader || whole.count(where: { $0.contains { $0.isQuoted } }) * 2 > whole.count
  }

  /// Whether the first record names columns: short names, without a space behind the separator.
  private var hasHeader: Bool {
    guard let first = records.first else { return false }
    return first.enumerated().allSatisfy { index, field in
      let words = field.text.split(separator: " ").count
      return (1...6).contains(words) && field.text.utf8.count <= 40 && !field.text.hasSuffix(".")
        && !(index > 0 && field.text.hasPrefix(" "))
    }
  }

  private static func isNumberOrDate(_ text: String) -> Bool {
    text.utf8.contains { $0 &- 48 < 10 } && text.utf8.allSatisfy { $0 &- 48 < 10 || [0x20, 0x2D, 0x2E, 0x2F, 0x3A].contains($0) }
  }
}
