internal import Aggregation
internal import Charts
internal import Export
internal import OnRecord

/// The exports made from the index: what was asked for, how many rows there were, where they went, and their digest, so that an export can
/// be repeated and compared.
struct ExportList {
  private let exports: [ExportNote]
  /// How many exports the library's page shows; the others are on a page of their own.
  private static let most = 10

  static let columns = [
    Column("made", .datetime), Column("table"), Column("query"), Column("options"), Column("format"), Column("rows", .integer),
    Column("path"), Column("bytes", .integer), Column("sha256"), Column("generator"), Column("address"),
  ]

  static let route = Route(
    path: ["exports"], summary: "The exports made by onrecord export, the newest first: query, rows, file and digest, a row a table",
    formats: [.html, .json, .jsonl, .csv], columns: columns
  ) { visit in
    let list = ExportList(visit.site.exports.exports())
    guard visit.format == .html else { return Rows.response(visit, name: "exports", columns: columns, list.rows) }
    var html = HTML()
    html("div", .class("library")) { html in
      html("h1", text: "Exports")
      list.write(&html, most: .max)
    }
    return Layout(title: "Exports", current: .library).response(html)
  }

  init(_ exports: [ExportNote]) { self.exports = exports }

  /// One row per table.
  private var rows: [[Cell]] {
    exports.flatMap { note in
      note.parts.map { part in
        [
          .code(note.made), .code(part.table), .text(note.query.isEmpty ? nil : note.query), .text(Self.options(note)), .code(note.format),
          .integer(part.rows), .text(part.path), .integer(part.bytes), .code(part.sha256), .code(note.generator),
          .code(Self.asked(note, part)?.address().text),
        ]
      }
    }
  }

  /// The section on the library's page.
  func section(_ html: inout HTML) {
    html("section", .id("exports")) { html in
      html("h2", text: "Exports")
      write(&html, most: Self.most)
    }
  }

  private func write(_ html: inout HTML, most: Int) {
    guard !exports.isEmpty else {
      html(
        "p",
        text:
          "None is remembered. Each run of onrecord export is noted here: query, rows, file and digest. What is taken from these pages has "
          + "its search in the address and is not noted.")
      return
    }
    html("ol", .class("exports")) { html in for note in exports.prefix(most) { html("li") { entry(note, &$0) } } }
    html("p", .class("note")) { html in
      if exports.count > most {
        html("a", .href(Address(["exports"])), text: "All \(Wording.count(exports.count, "export"))")
        html.text(" \u{B7} ")
      }
      html("a", .href(Address(["exports.csv"])), text: "Exports as CSV")
      html.text(" \u{B7} ")
      html("a", .href(Address(["exports.json"])), text: "as JSON")
    }
  }

  private func entry(_ note: ExportNote, _ html: inout HTML) {
    html("p") { html in
      html("time", .words("datetime", note.made), text: Wording.moment(note.made))
      html.text(" \u{B7} ")
      html("span", .class("role"), text: Self.words(note))
    }
    for part in note.parts {
      html("p", .class("who")) { html in
        html.text("\(Wording.count(part.rows, "row")) of ")
        if let asked = Self.asked(note, part) { html("a", .href(asked.address()), text: part.table) } else { html.text(part.table) }
        html(
          "span", .class("role"), text: " as \(note.format) to \(part.path ?? "standard output"), \(NumberText.short(Double(part.bytes)))B")
      }
      html("p", .class("who")) { html in
        html.text("SHA-256 ")
        html("code", text: part.sha256)
      }
    }
  }

  /// What was asked for, in words.
  private static func words(_ note: ExportNote) -> String {
    let asked = [note.query.isEmpty ? nil : "\u{201C}\(note.query)\u{201D}", options(note)].compactMap { $0 }
    return asked.isEmpty ? "no query or filter" : asked.joined(separator: ", ")
  }

  private static func options(_ note: ExportNote) -> String? {
    note.options.isEmpty
      ? nil : note.options.map { $0.value.isEmpty ? "--\($0.name)" : "--\($0.name) \($0.value)" }.joined(separator: ", ")
  }

  /// The same search now; `nil` if no page can express it.
  private static func asked(_ note: ExportNote, _ part: ExportNote.Part) -> Asked? {
    guard let kind = FindingKind(plural: part.table) else { return nil }
    var asked = Asked(kind, query: note.query.isEmpty ? nil : note.query)
    for option in note.options {
      if let filter = SearchOption(rawValue: option.name) {
        asked.filters[filter] = option.value
      } else if option.name == "sort" {
        asked.sort = SortOrder(rawValue: option.value)
      } else if option.name == "all-copies" {
        asked.hasAllCopies = true
      }
    }
    // An export of all tables includes every copy, and quotes of every type.
    if note.parts.count > 1 {
      asked.hasAllCopies = true
      if kind == .quote, asked.filters[.type] == nil { asked.filters[.type] = "all" }
    }
    return asked
  }
}
