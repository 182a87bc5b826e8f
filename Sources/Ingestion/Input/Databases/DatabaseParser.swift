internal import Knowledge

/// One article of an export.
struct DatabaseDocument: Sendable, Equatable {
  var title: String?
  var outlet: String?
  var date: String?
  var authors: [String] = []
  var section: String?
  var paragraphs: [String] = []

  /// The article as a page of text.
  /// - Parameters:
  ///   - number: its number in the export.
  ///   - name: the export's name in messages.
  func page(_ number: Int, name: String, source: String?) -> RawPage {
    var page = RawPage(.text(Array(paragraphs.joined(separator: "\n\n").utf8)), source: source)
    page.contentType = "text/plain; charset=utf-8"
    page.title = title
    page.site = outlet
    page.published = date
    page.authors = authors
    page.section = section
    page.inputName = name
    page.place = "document \(number)"
    return page
  }
}

/// Splits an export into its articles.
struct DatabaseParser {
  let form: DatabaseForm
  /// Whether each line is a paragraph, as in word-processor documents.
  var linesAreParagraphs = false

  /// The articles of a text; those without text are counted separately.
  func documents(_ bytes: [UInt8]) -> [DatabaseDocument] {
    let lines = DatabaseForm.lines(bytes[...])
    return switch form {
    case .nexis: nexis(lines)
    case .factiva: factiva(lines)
    case .factivaPlain: FactivaPlain(parser: self).documents(lines)
    case .proquest: proquest(lines)
    }
  }

  // MARK: Nexis

  private func nexis(_ lines: [String]) -> [DatabaseDocument] {
    let hasCounts = lines.contains(where: DatabaseForm.isNexisCount)
    var documents: [DatabaseDocument] = []
    var current: [String] = []
    func end() {
      if let document = nexisDocument(current) { documents.append(document) }
      current = []
    }
    for line in hasCounts ? lines[...] : Self.withoutCover(lines) {
      let bare = line.trimmed
      if hasCounts ? DatabaseForm.isNexisCount(bare) : bare == "End of Document" {
        end()
      } else {
        current.append(line)
      }
    }
    end()
    return documents
  }

  /// The lines without the list of documents at the beginning of some exports: "Documents (2)", "1. Ferry stranded", the search that was
  /// used.
  private static func withoutCover(_ lines: [String]) -> ArraySlice<String> {
    guard
      let count = lines.prefix(60).firstIndex(where: { line in
        let words = line.trimmed.split(separator: " ")
        return words.count == 2 && words[0].hasPrefix("Document") && words[1].hasPrefix("(") && words[1].hasSuffix(")")
      }), let item = lines[(count + 1)...].first(where: { !$0.trimmed.isEmpty })
    else { return lines[...] }
    // The first document begins with the same headline as the list.
    var title = item.trimmed[...]
    let digits = title.prefix(while: \.isNumber)
    if !digits.isEmpty, title.dropFirst(digits.count).hasPrefix(".") { title = title.dropFirst(digits.count + 1) }
    let wanted = FoldedText.fold(String(title))
    let rest = lines[(count + 2)...]
    return rest.firstIndex { FoldedText.fold($0) == wanted }.map { lines[$0...] } ?? lines[...]
  }

  private static let nexisFields: Set<String> = Set(WordSets.words("DatabaseParser.nexisFields"))
  /// Fields that are after the text.
  private static let nexisEnds: Set<String> = Set(WordSets.words("DatabaseParser.nexisEnds"))

  private static func nexisField(_ line: String) -> (name: String, value: String)? {
    guard let colon = line.firstIndex(of: ":") else { return nil }
    let name = line[..<colon].uppercased()
    guard nexisFields.contains(name) else { return nil }
    return (name, String(line[line.index(after: colon)...]).trimmed)
  }

  private func nexisDocument(_ lines: [String]) -> DatabaseDocument? {
    var document = DatabaseDocument()
    var head: [String] = []
    var body: [String] = []
    var isBody = false, sawField = false, isOver = false
    for line in lines where !isOver {
      let bare = line.trimmed
      if let field = Self.nexisField(bare) {
        sawField = true
        switch field.name {
        case "BYLINE": document.authors = AuthorNames.standard.names(in: field.value, site: document.outlet)
        case "SECTION": document.section = field.value.isEmpty ? nil : field.value
        case "HEADLINE": document.title = field.value
        case "LENGTH": isBody = true
        case let name where Self.nexisEnds.contains(name): isOver = isBody && body.contains { !$0.isEmpty } || name == "LOAD-DATE"
        default: break
        }
        continue
      }
      if bare == "Body" || bare == "Link to Image" || bare == "Classification" {
        isBody = bare != "Classification"
        isOver = bare == "Classification"
        continue
      }
      if isBody || sawField && !head.isEmpty && document.title != nil && head.count > 6 {
        body.append(bare)
      } else if !bare.isEmpty {
        head.append(bare)
      }
    }
    Self.readHead(head, &document)
    document.paragraphs = paragraphs(body)
    return document.paragraphs.isEmpty ? nil : document
  }

  /// Reads the lines above the fields: title, outlet and date. Outlet and date may be in either order; the date is the line after the
  /// outlet that can be read as one.
  private static func readHead(_ head: [String], _ document: inout DatabaseDocument) {
    guard let place = head.indices.dropFirst().first(where: { head[$0].utf8.count < 80 && PageDateReader.standard.read(head[$0]) != nil })
    else {
      document.title = document.title ?? head.first
      return
    }
    document.date = PageDateReader.standard.read(head[place])
    document.outlet = head[place - 1]
    if document.title == nil {
      let before = head.prefix(max(0, place - 1))
      let behind = head.dropFirst(place + 1).filter { !$0.lowercased().hasPrefix("copyright") }
      document.title = before.isEmpty ? behind.first { !isEdition($0) } ?? behind.first : before.joined(separator: " ")
    }
  }

  /// Whether a line between date and title is like "First Edition", "Late Edition - Final", "Correction Appended".
  private static func isEdition(_ line: String) -> Bool {
    let words = line.lowercased().split { !$0.isLetter }
    return words.count <= 6 && (words.contains("edition") || words.contains("editions") || words.last == "final")
      || words == ["correction", "appended"]
  }

  // MARK: Factiva

  private func factiva(_ lines: [String]) -> [DatabaseDocument] {
    var documents: [DatabaseDocument] = []
    var document = DatabaseDocument()
    var body: [String] = [], head = ""
    var code = ""
    func end() {
      document.title = head.trimmed.isEmpty ? nil : head.trimmed
      document.paragraphs = paragraphs(body)
      if !document.paragraphs.isEmpty { documents.append(document) }
      (document, body, head) = (DatabaseDocument(), [], "")
    }
    for line in lines {
      var value = line
      if let found = DatabaseForm.factivaCode(line), DatabaseForm.codes.contains(found) {
        if found == "HD", !body.isEmpty || !head.isEmpty { end() }
        code = found
        value = String(line.dropFirst(2))
      }
      value = value.trimmed
      switch code {
      case "HD": head += " " + value
      case "BY" where !value.isEmpty: document.authors += AuthorNames.standard.names(in: value, site: nil)
      case "PD": document.date = document.date ?? PageDateReader.standard.read(value, monthFirst: false)
      case "SN" where document.outlet == nil && !value.isEmpty: document.outlet = value
      case "SE" where document.section == nil && !value.isEmpty: document.section = value
      case "LP", "TD": body.append(value)
      default: break
      }
    }
    end()
    return documents
  }

  // MARK: ProQuest

  /// Whether a line is between two documents: a rule of underscores, or "Document 3 of 25".
  private static func isProquestBorder(_ line: String) -> Bool {
    if line.utf8.count >= 20, line.utf8.allSatisfy({ $0 == UInt8(ascii: "_") }) { return true }
    let words = line.split(separator: " ")
    return words.count == 4 && words[0] == "Document" && Int(words[1]) != nil && words[2] == "of" && Int(words[3]) != nil
  }

  private func proquest(_ lines: [String]) -> [DatabaseDocument] {
    var documents: [DatabaseDocument] = []
    var document = DatabaseDocument()
    var body: [String] = []
    var isBody = false
    var fields: Set<String> = []
    func end() {
      document.paragraphs = paragraphs(body)
      if !document.paragraphs.isEmpty { documents.append(document) }
      (document, body, isBody, fields) = (DatabaseDocument(), [], false, [])
    }
    // Without borders, a document begins where a field comes a second time.
    let hasBorders = lines.contains { Self.isProquestBorder($0.trimmed) }
    for line in lines {
      let bare = line.trimmed
      if Self.isProquestBorder(bare) {
        end()
        continue
      }
      if let colon = bare.firstIndex(of: ":"), case let name = bare[..<colon].lowercased(), Self.proquestFields.contains(name) {
        let value = String(bare[bare.index(after: colon)...]).trimmed
        if !hasBorders, fields.contains(name), fields.contains("full text") { end() }
        fields.insert(name)
        isBody = false
        switch name {
        case "title": document.title = document.title ?? value
        case "author":
          document.authors = value.split(separator: ";").flatMap {
            AuthorNames.standard.names(in: Self.inOrder(String($0).trimmed), site: nil)
          }
        case "publication title": document.outlet = value.split(separator: ";").first.map { String($0).trimmed }
        case "publication date", "date": document.date = document.date ?? PageDateReader.standard.read(value)
        case "section": document.section = value
        case "full text":
          isBody = true
          body.append(value)
        default: break
        }
      } else if isBody {
        body.append(bare)
      }
    }
    end()
    return documents
  }

  private static let proquestFields: Set<String> = Set(WordSets.phrases("DatabaseParser.proquestFields"))

  /// "Lee, Ann" as "Ann Lee".
  private static func inOrder(_ name: String) -> String {
    let parts = name.split(separator: ",", maxSplits: 1)
    guard parts.count == 2, !parts[1].contains(",") else { return name }
    return String(parts[1]).trimmed + " " + String(parts[0]).trimmed
  }

  /// Joins lines into paragraphs: separated by blank lines if there are any, else one paragraph per line.
  func paragraphs(_ lines: [String]) -> [String] {
    let body = lines.drop { $0.isEmpty }
    guard body.contains(""), !linesAreParagraphs else { return body.map(\.trimmed).filter { !$0.isEmpty } }
    return body.split(separator: "").map { $0.joined(separator: " ").trimmed }.filter { !$0.isEmpty }
  }
}
