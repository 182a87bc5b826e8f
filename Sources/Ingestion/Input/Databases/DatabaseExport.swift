/// The forms in which news databases export articles as text, several in one file.
enum DatabaseForm: Sendable {
  /// Nexis: "1 of 25 DOCUMENTS", or "End of Document" behind each.
  case nexis
  /// Factiva's tagged form: two-letter codes HD, BY, PD, SN, LP, TD.
  case factiva
  /// ProQuest: "Title:", "Publication title:", "Full text:" between rules of underscores.
  case proquest

  /// The form of a text that begins so; `nil` where it is none for sure.
  init?(_ bytes: ArraySlice<UInt8>) {
    let lines = Self.lines(bytes)
    if lines.contains(where: Self.isNexisCount)
      || lines.contains("End of Document") && lines.contains(where: { $0.hasPrefix("Load-Date:") })
    {
      self = .nexis
    } else if Set(lines.compactMap(Self.factivaCode)).isSuperset(of: ["HD", "PD"])
      && lines.contains(where: { ["SN", "LP", "TD"].contains(Self.factivaCode($0)) })
    {
      self = .factiva
    } else if lines.contains(where: { $0.hasPrefix("Publication title:") })
      && lines.contains(where: { $0.hasPrefix("Full text:") || $0.hasPrefix("Title:") })
    {
      self = .proquest
    } else {
      return nil
    }
  }

  static func lines(_ bytes: ArraySlice<UInt8>) -> [String] {
    bytes.split(separator: 10, omittingEmptySubsequences: false).map { line in
      var line = line.drop { $0 == 0xEF || $0 == 0xBB || $0 == 0xBF || $0 == 12 }
      while let last = line.last, last <= 32 { line = line.dropLast() }
      return String(decoding: line, as: UTF8.self)
    }
  }

  /// "3 of 25 DOCUMENTS"
  static func isNexisCount(_ line: String) -> Bool {
    let words = line.split(separator: " ")
    return words.count == 4 && Int(words[0]) != nil && words[1] == "of" && Int(words[2]) != nil
      && words[3].uppercased().hasPrefix("DOCUMENT")
  }

  /// "HD" of "HD  Ferry stranded" or of a line of its own.
  static func factivaCode(_ line: String) -> String? {
    let code = line.prefix(2)
    guard code.utf8.count == 2, code.utf8.allSatisfy({ $0 &- 65 < 26 }) else { return nil }
    let rest = line.dropFirst(2)
    return rest.isEmpty || rest.hasPrefix("  ") || rest.hasPrefix("\t") || rest.hasPrefix(" ") && codes.contains(String(code))
      ? String(code) : nil
  }

  static let codes: Set<String> = [
    "SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "LA", "CY", "LP", "TD", "ART", "CT", "RF", "CO", "IN", "NS", "RE",
    "PUB", "AN",
  ]
}

/// One article of an export.
struct DatabaseDocument: Sendable, Equatable {
  var title: String?
  var outlet: String?
  var date: String?
  var authors: [String] = []
  var section: String?
  var paragraphs: [String] = []
}

/// Splits an export into its articles.
struct DatabaseParser {
  let form: DatabaseForm

  /// The articles of a text; those without text are counted apart.
  func documents(_ bytes: [UInt8]) -> [DatabaseDocument] {
    let lines = DatabaseForm.lines(bytes[...])
    return switch form {
    case .nexis: nexis(lines)
    case .factiva: factiva(lines)
    case .proquest: proquest(lines)
    }
  }

  // MARK: Nexis

  private func nexis(_ lines: [String]) -> [DatabaseDocument] {
    let hasCounts = lines.contains(where: DatabaseForm.isNexisCount)
    var documents: [DatabaseDocument] = []
    var current: [String] = []
    func end() {
      if let document = Self.nexisDocument(current) { documents.append(document) }
      current = []
    }
    for line in lines {
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

  private static let nexisFields: Set<String> = [
    "SECTION", "LENGTH", "BYLINE", "DATELINE", "HIGHLIGHT", "HEADLINE", "LOAD-DATE", "LANGUAGE", "PUBLICATION-TYPE", "SUBJECT", "GRAPHIC",
    "CORRECTION", "COPYRIGHT", "BODY", "CLASSIFICATION", "JOURNAL-CODE", "ORGANIZATION", "PERSON", "GEOGRAPHIC", "COUNTRY", "STATE", "CITY",
    "COMPANY", "TICKER", "INDUSTRY", "SERIES", "TYPE", "URL", "DISTRIBUTION", "ACC-NO", "DOCUMENT-TYPE", "NOTES",
  ]
  /// Fields that stand behind the text.
  private static let nexisEnds: Set<String> = [
    "LOAD-DATE", "LANGUAGE", "PUBLICATION-TYPE", "SUBJECT", "CLASSIFICATION", "COPYRIGHT", "GRAPHIC", "JOURNAL-CODE", "ORGANIZATION",
    "PERSON",
    "COMPANY", "TICKER", "INDUSTRY", "DOCUMENT-TYPE", "ACC-NO", "NOTES",
  ]

  private static func nexisField(_ line: String) -> (name: String, value: String)? {
    guard let colon = line.firstIndex(of: ":") else { return nil }
    let name = line[..<colon].uppercased()
    guard nexisFields.contains(name) else { return nil }
    return (name, String(line[line.index(after: colon)...]).trimmed)
  }

  private static func nexisDocument(_ lines: [String]) -> DatabaseDocument? {
    var document = DatabaseDocument()
    var head: [String] = []
    var body: [String] = []
    var isBody = false, sawField = false, isOver = false
    for line in lines where !isOver {
      let bare = line.trimmed
      if let field = nexisField(bare) {
        sawField = true
        switch field.name {
        case "BYLINE": document.authors = AuthorNames.standard.names(in: field.value, site: document.outlet)
        case "SECTION": document.section = field.value.isEmpty ? nil : field.value
        case "HEADLINE": document.title = field.value
        case "LENGTH": isBody = true
        case let name where nexisEnds.contains(name): isOver = isBody && body.contains { !$0.isEmpty } || name == "LOAD-DATE"
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
    readHead(head, &document)
    document.paragraphs = paragraphs(body)
    return document.paragraphs.isEmpty ? nil : document
  }

  /// The lines above the fields: title, outlet and date, in either order; the date is the line that reads as one.
  private static func readHead(_ head: [String], _ document: inout DatabaseDocument) {
    guard let place = head.firstIndex(where: { $0.utf8.count < 80 && DateReader.standard.read($0) != nil }) else {
      document.title = document.title ?? head.first
      return
    }
    document.date = DateReader.standard.read(head[place])
    if place > 0 { document.outlet = head[place - 1] }
    if document.title == nil {
      let before = head.prefix(max(0, place - 1))
      document.title =
        before.isEmpty ? head.dropFirst(place + 1).first { !$0.lowercased().hasPrefix("copyright") } : before.joined(separator: " ")
    }
  }

  // MARK: Factiva

  private func factiva(_ lines: [String]) -> [DatabaseDocument] {
    var documents: [DatabaseDocument] = []
    var document = DatabaseDocument()
    var body: [String] = [], head = ""
    var code = ""
    func end() {
      document.title = head.trimmed.isEmpty ? nil : head.trimmed
      document.paragraphs = Self.paragraphs(body)
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
      case "PD": document.date = document.date ?? DateReader.standard.read(value, monthFirst: false)
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

  private func proquest(_ lines: [String]) -> [DatabaseDocument] {
    var documents: [DatabaseDocument] = []
    var document = DatabaseDocument()
    var body: [String] = []
    var isBody = false
    func end() {
      document.paragraphs = Self.paragraphs(body)
      if !document.paragraphs.isEmpty { documents.append(document) }
      (document, body, isBody) = (DatabaseDocument(), [], false)
    }
    for line in lines {
      let bare = line.trimmed
      if bare.utf8.count >= 20, bare.utf8.allSatisfy({ $0 == UInt8(ascii: "_") }) {
        end()
        continue
      }
      if let colon = bare.firstIndex(of: ":"), case let name = bare[..<colon].lowercased(), Self.proquestFields.contains(name) {
        let value = String(bare[bare.index(after: colon)...]).trimmed
        isBody = false
        switch name {
        case "title": document.title = document.title ?? value
        case "author":
          document.authors = value.split(separator: ";").flatMap {
            AuthorNames.standard.names(in: Self.inOrder(String($0).trimmed), site: nil)
          }
        case "publication title": document.outlet = value.split(separator: ";").first.map { String($0).trimmed }
        case "publication date", "date": document.date = document.date ?? DateReader.standard.read(value)
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

  private static let proquestFields: Set<String> = [
    "title", "author", "publication title", "publication date", "date", "section", "full text", "abstract", "links", "subject", "location",
    "company / organization", "pages", "publication year", "publisher", "place of publication", "country of publication",
    "publication subject", "issn", "e-issn", "source type", "language of publication", "document type", "proquest document id",
    "document url", "copyright", "last updated", "database", "people", "identifier / keyword", "first page", "volume", "issue", "dateline",
    "column", "number of pages", "accession number", "business indexing term", "classification", "correspondence author",
  ]

  /// "Lee, Ann" as "Ann Lee".
  private static func inOrder(_ name: String) -> String {
    let parts = name.split(separator: ",", maxSplits: 1)
    guard parts.count == 2, !parts[1].contains(",") else { return name }
    return String(parts[1]).trimmed + " " + String(parts[0]).trimmed
  }

  /// Lines as paragraphs: parted by blank lines where there are some, else each line one.
  static func paragraphs(_ lines: [String]) -> [String] {
    let body = lines.drop { $0.isEmpty }
    guard body.contains("") else { return body.map(\.trimmed).filter { !$0.isEmpty } }
    return body.split(separator: "").map { $0.joined(separator: " ").trimmed }.filter { !$0.isEmpty }
  }
}

/// The articles of a database export.
final class DatabaseReader: PageStream {
  private let form: DatabaseForm
  private var input: BufferedInput?
  private let name: String
  private let source: String?
  private let limits: InputLimits
  private var documents: [(number: Int, document: DatabaseDocument)] = []

  init(_ input: BufferedInput, form: DatabaseForm, name: String, source: String?, limits: InputLimits) {
    self.input = input
    self.form = form
    self.name = name
    self.source = source
    self.limits = limits
  }

  func next() -> Result<RawPage, IngestionError>? {
    if let input {
      self.input = nil
      do throws(IngestionError) {
        let limit = limits.lineBytes
        guard let bytes = try input.takeAll(limit: limit) else { throw .tooLarge(source: name, limit: limit) }
        documents = DatabaseParser(form: form).documents(EncodingSniffer.decodeText(bytes).utf8).enumerated().map {
          ($0.offset + 1, $0.element)
        }
        .reversed()
        if documents.isEmpty {
          throw IngestionError(.notArticle, source: name, message: "is a database export without a document that holds text")
        }
      } catch { return .failure(error) }
    }
    guard let (number, document) = documents.popLast() else { return nil }
    var page = RawPage(.text(Array(document.paragraphs.joined(separator: "\n\n").utf8)), source: source)
    page.contentType = "text/plain; charset=utf-8"
    page.title = document.title
    page.site = document.outlet
    page.published = document.date
    page.authors = document.authors
    page.inputName = name
    page.place = "document \(number)"
    return .success(page)
  }
}
