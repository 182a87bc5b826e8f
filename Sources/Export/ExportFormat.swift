/// The formats in which rows are exported to other programs.
public enum ExportFormat: String, Sendable, CaseIterable {
  /// RFC 4180: UTF-8, CRLF, a header line, one finding per row.
  case csv
  /// JSON Lines: one object per row.
  case jsonl
  /// Apache Parquet, typed columns.
  case parquet
  /// An Excel workbook, one sheet per table.
  case xlsx
  /// An SQLite database, one table per exported table.
  case sqlite
  /// W3C Web Annotations, JSON-LD.
  case annotations
  /// schema.org `Quotation`, JSON-LD.
  case quotations
  /// An Atom feed, one entry per row.
  case atom
  /// The articles cited, as CSL-JSON.
  case csl
  /// The articles cited, as RIS.
  case ris
  /// The articles cited, as BibTeX.
  case bibtex
  /// NDJSON for the `_bulk` request of OpenSearch and Elasticsearch.
  case bulk

  /// The ending of a file's name.
  public var fileExtension: String {
    switch self {
    case .csv, .jsonl, .parquet, .xlsx, .sqlite, .ris, .atom: rawValue
    case .annotations, .quotations: "jsonld"
    case .csl: "json"
    case .bibtex: "bib"
    case .bulk: "ndjson"
    }
  }

  /// The media type.
  public var mediaType: String {
    switch self {
    case .csv: "text/csv"
    case .jsonl: "application/jsonl"
    case .parquet: "application/vnd.apache.parquet"
    case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    case .sqlite: "application/vnd.sqlite3"
    case .annotations: "application/ld+json;profile=\"http://www.w3.org/ns/anno.jsonld\""
    case .quotations: "application/ld+json"
    case .atom: "application/atom+xml"
    case .csl: "application/vnd.citationstyles.csl+json"
    case .ris: "application/x-research-info-systems"
    case .bibtex: "application/x-bibtex"
    case .bulk: "application/x-ndjson"
    }
  }

  /// What the format is for, in a few words.
  public var meaning: String {
    switch self {
    case .csv: "comma-separated values (RFC 4180)"
    case .jsonl: "a JSON object a line"
    case .parquet: "Apache Parquet, typed columns"
    case .xlsx: "an Excel workbook"
    case .sqlite: "an SQLite database"
    case .annotations: "W3C Web Annotations (JSON-LD)"
    case .quotations: "schema.org Quotation (JSON-LD)"
    case .atom: "an Atom feed"
    case .csl: "the articles cited, CSL-JSON"
    case .ris: "the articles cited, RIS"
    case .bibtex: "the articles cited, BibTeX"
    case .bulk: "NDJSON for the _bulk request of OpenSearch and Elasticsearch"
    }
  }

  /// Whether one file holds several tables.
  public var holdsManyTables: Bool {
    switch self {
    case .xlsx, .sqlite: true
    case .csv, .jsonl, .parquet, .annotations, .quotations, .atom, .csl, .ris, .bibtex, .bulk: false
    }
  }
  /// Whether it contains every column of a table.
  public var isTabular: Bool {
    switch self {
    case .csv, .jsonl, .parquet, .xlsx, .sqlite: true
    case .annotations, .quotations, .atom, .csl, .ris, .bibtex, .bulk: false
    }
  }
  /// Whether readers guess the types of the columns from the first rows.
  public var isGuessed: Bool {
    switch self {
    case .csv, .jsonl: true
    case .parquet, .xlsx, .sqlite, .annotations, .quotations, .atom, .csl, .ris, .bibtex, .bulk: false
    }
  }
  /// Whether its bytes are no text.
  public var isBinary: Bool {
    switch self {
    case .parquet, .xlsx, .sqlite: true
    case .csv, .jsonl, .annotations, .quotations, .atom, .csl, .ris, .bibtex, .bulk: false
    }
  }
  /// Whether bytes are written front to back; the other formats need a file of their own.
  public var isStream: Bool { !holdsManyTables }

  /// Whether the format can express the rows of a table.
  public func holds(table name: String) -> Bool {
    switch self {
    case .annotations: ["quotes", "figures", "officials"].contains(name)
    case .quotations: name == "quotes"
    case .csv, .jsonl, .parquet, .xlsx, .sqlite, .atom, .csl, .ris, .bibtex, .bulk: true
    }
  }

  /// A writer for a format that ``isStream``.
  /// - Parameter style: whom a CSV is for; the other formats ignore it.
  public func makeSink(csv style: CSVStyle = .plain, _ output: @escaping ByteOutput) -> any RowSink {
    switch self {
    case .csv: CSVSink(output, style: style)
    case .jsonl: JSONLinesSink(output)
    case .parquet: ParquetSink(output)
    case .annotations: WebAnnotationSink(output)
    case .quotations: QuotationSink(output)
    case .atom: AtomSink(output)
    case .csl: CitationSink(output, CSLWriter())
    case .ris: CitationSink(output, RISWriter())
    case .bibtex: CitationSink(output, BibTeXWriter())
    case .bulk: BulkSink(output)
    case .xlsx, .sqlite: preconditionFailure("\(rawValue) needs a file of its own")
    }
  }

  /// A writer into a new file, for a format that does not stream. Whatever is at the path is replaced.
  public func makeSink(file path: String) throws -> any RowSink {
    switch self {
    case .xlsx: try XLSXSink(path: path)
    case .sqlite: try SQLiteSink(path: path)
    case .csv, .jsonl, .parquet, .annotations, .quotations, .atom, .csl, .ris, .bibtex, .bulk:
      preconditionFailure("\(rawValue) is written as a stream")
    }
  }
}
