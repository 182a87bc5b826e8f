internal import Export

/// The form in which a page is asked for: the ending of its address.
enum Format: String, CaseIterable, Sendable {
  case html, json, jsonl, csv, atom, parquet, xlsx, sqlite, annotations, quotations, csl, ris, bibtex, bulk

  /// The export format that writes it; `nil` for those that the pages write themselves.
  var export: ExportFormat? {
    switch self {
    case .html, .json, .jsonl, .csv, .atom: nil
    default: ExportFormat(rawValue: rawValue)
    }
  }

  /// The formats in which all rows of a table can be downloaded.
  static func all(of table: Table) -> [Format] {
    [.html, .json, .jsonl, .csv, .atom] + allCases.filter { $0.export?.holds(table: table.name) == true }
  }

  /// The media type.
  var type: String {
    switch self {
    case .html: "text/html; charset=utf-8"
    case .json: "application/json"
    case .jsonl: "application/jsonl; charset=utf-8"
    case .csv: "text/csv; charset=utf-8; header=present"
    case .atom: "application/atom+xml; charset=utf-8"
    default: export?.mediaType ?? "application/octet-stream"
    }
  }

  /// The name in the links of a page.
  var label: String {
    switch self {
    case .html: "Page"
    case .json: "JSON, this page"
    case .jsonl: "JSON Lines"
    case .csv: "CSV"
    case .atom: "Atom feed"
    case .parquet: "Parquet"
    case .xlsx: "Excel"
    case .sqlite: "SQLite"
    case .annotations: "Web Annotations"
    case .quotations: "schema.org"
    case .csl: "CSL-JSON"
    case .ris: "RIS"
    case .bibtex: "BibTeX"
    case .bulk: "OpenSearch bulk"
    }
  }
}
