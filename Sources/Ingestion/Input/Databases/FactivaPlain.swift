/// Factiva's reading format, as in its RTF files. A document consists of headline (with the section above it), "By …", "450 words", date,
/// time, outlet, its code, edition and pages, language, copyright; then the text; and at the end "Document …" with its number.
struct FactivaPlain {
  let parser: DatabaseParser

  /// The documents of an export.
  func documents(_ lines: [String]) -> [DatabaseDocument] {
    var documents: [DatabaseDocument] = []
    var current: [String] = []
    for line in lines.map(\.trimmed) {
      if DatabaseForm.isFactivaEnd(line) {
        if let document = document(current) { documents.append(document) }
        current = []
      } else {
        current.append(line)
      }
    }
    return documents
  }

  /// The most lines between the number of words and the text.
  private static let longestHead = 14

  private func document(_ lines: [String]) -> DatabaseDocument? {
    guard let count = lines.firstIndex(where: DatabaseForm.isWordCount) else { return nil }
    var document = DatabaseDocument()
    var above = lines[..<count].filter { !$0.isEmpty }
    if let byline = above.last, above.count > 1, AuthorNames.standard.beginsByline(FoldedText.fold(byline)) {
      document.authors = AuthorNames.standard.names(in: byline, site: nil)
      above.removeLast()
    }
    document.title = above.last
    if above.count > 1, let section = above.dropLast().last, section.utf8.count < 40 { document.section = section }
    let rest = Array(lines[(count + 1)...])
    guard let day = rest.prefix(4).firstIndex(where: { PageDateReader.standard.read($0, monthFirst: false) != nil }) else { return nil }
    document.date = PageDateReader.standard.read(rest[day], monthFirst: false)
    let behind = rest[(day + 1)...].filter { !$0.isEmpty && !Self.isClock($0) }
    document.outlet = behind.first
    // The head ends with the copyright, or else with the language.
    let head = rest.indices.prefix(day + Self.longestHead)
    guard let end = head.last(where: { Self.isCopyright(rest[$0]) }) ?? head.first(where: { rest[$0] == "English" }) else { return nil }
    document.paragraphs = parser.paragraphs(Array(rest[(end + 1)...]))
    return document.paragraphs.isEmpty ? nil : document
  }

  /// "18:02"
  private static func isClock(_ line: String) -> Bool {
    line.utf8.count <= 8 && line.contains(":") && line.utf8.first.map { $0 &- 48 < 10 } == true
  }

  private static func isCopyright(_ line: String) -> Bool {
    let lower = line.lowercased()
    return line.utf8.count < 300 && (lower.hasPrefix("copyright") || lower.hasPrefix("(c)") || lower.hasPrefix("\u{A9}"))
  }
}
