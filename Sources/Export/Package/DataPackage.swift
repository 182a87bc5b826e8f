internal import Record

/// What goes into a folder of exported tables beside the tables: a description for programs (`datapackage.json`, Frictionless Data Package)
/// and one for readers (`README.md`).
public struct DataPackage: Sendable {
  /// A file of the folder.
  public struct Resource: Sendable {
    /// The table in it.
    public var table: Table
    /// The file's name.
    public var file: String
    /// Rows.
    public var rows: Int
    /// Bytes.
    public var size: Int
    /// SHA-256 of the file, hexadecimal digits.
    public var sha256: String

    /// Makes a description.
    public init(table: Table, file: String, rows: Int, size: Int, sha256: String) {
      self.table = table
      self.file = file
      self.rows = rows
      self.size = size
      self.sha256 = sha256
    }
  }

  /// The tables' format.
  public var format: ExportFormat
  /// The files, in the tables' order.
  public var resources: [Resource] = []
  /// The query and the options that chose the rows, as name and value, in a fixed order.
  public var query: [(name: String, value: String)]
  /// The program's name and version.
  public var generator: String
  /// The hashes of the rules that made the findings.
  public var rules: [String]
  /// When the export was made: RFC 3339.
  public var created: String
  /// For each table, how many findings were left out because they are more likely wrong than right.
  public var leftOut: [(table: String, count: Int)] = []
  /// Whether every id that a column refers to is in the package.
  public var isComplete: Bool

  /// Makes a description without files.
  public init(
    format: ExportFormat, query: [(name: String, value: String)], generator: String, rules: [String], created: String, isComplete: Bool
  ) {
    self.format = format
    self.query = query
    self.generator = generator
    self.rules = rules
    self.created = created
    self.isComplete = isComplete
  }

  /// `datapackage.json`.
  public var json: [UInt8] {
    var writer = JSONWriter()
    writer.object { package in
      package.present("profile", format == .csv ? "tabular-data-package" : "data-package")
      package.present("name", "onrecord-export")
      package.present("title", "Quotes, figures and officials from news articles")
      package.member(
        "description", "What OnRecord found in news articles, a row a finding, each with the passage it stands in. See README.md.")
      package.present("created", created)
      package.member("onrecord") { facts in
        facts.present("generator", generator)
        facts.key("rules")
        facts.array(rules) { $0.string($1) }
        facts.member("query") { writer in for option in query { writer.present(option.name, option.value) } }
        facts.member("rows") { writer in
          for resource in resources {
            writer.key(resource.table.name)
            writer.number(resource.rows)
          }
        }
        facts.member("left_out_as_doubtful") { writer in
          for table in leftOut {
            writer.key(table.table)
            writer.number(table.count)
          }
        }
      }
      package.key("resources")
      package.array(resources) { writer, resource in writer.object { self.write(resource, &$0) } }
    }
    return writer.bytes + [0x0A]
  }

  private func write(_ resource: Resource, _ writer: inout JSONWriter) {
    let table = resource.table
    writer.present("name", table.name)
    writer.present("path", resource.file)
    if format == .csv { writer.present("profile", "tabular-data-resource") }
    writer.present("title", table.meaning)
    writer.present("format", format.fileExtension)
    writer.present("mediatype", format.mediaType)
    if format == .csv || format == .jsonl { writer.present("encoding", "utf-8") }
    writer.key("bytes")
    writer.number(resource.size)
    writer.present("hash", "sha256:\(resource.sha256)")
    guard format.isTabular else { return }
    if format == .csv {
      writer.member("dialect") { dialect in
        dialect.present("delimiter", ",")
        dialect.present("lineTerminator", "\r\n")
        dialect.present("quoteChar", "\"")
        dialect.key("doubleQuote")
        dialect.bool(true)
        dialect.key("header")
        dialect.bool(true)
      }
    }
    writer.member("schema") { schema in
      schema.key("fields")
      schema.array(table.columns) { writer, column in writer.object { self.write(column, &$0) } }
      schema.key("missingValues")
      schema.array([""]) { $0.string($1) }
      if table.columns.first?.name == "id" { schema.present("primaryKey", "id") }
      let present = Set(resources.map(\.table.name))
      let references = table.references.filter { present.contains($0.table) }
      if isComplete, !references.isEmpty {
        schema.key("foreignKeys")
        schema.array(references) { writer, reference in
          writer.object { key in
            key.present("fields", reference.column)
            key.member("reference") { target in
              target.present("resource", reference.table == table.name ? "" : reference.table)
              target.present("fields", "id")
            }
          }
        }
      }
    }
  }

  private func write(_ column: Column, _ writer: inout JSONWriter) {
    writer.present("name", column.name)
    let isListText = column.kind == .array && format != .jsonl
    writer.present("type", isListText ? "string" : column.kind.rawValue)
    if column.kind == .datetime || column.kind == .date { writer.present("format", "any") }
    writer.present("description", column.meaning + (isListText ? " Several are parted by “; ”." : ""))
    if column.name == "id" {
      writer.member("constraints") { constraints in
        constraints.key("required")
        constraints.bool(true)
        constraints.key("unique")
        constraints.bool(true)
      }
    }
  }

  /// `README.md`: what the tables hold, how they were chosen, and what each column means.
  public var readme: String {
    var text = """
      # Quotes, figures and officials from news articles

      Made by \(generator). Every row is one finding in one article, with the passage it stands in; nothing was judged true or false.
      `datapackage.json` describes the same files for programs.

      | file | rows | a row is | SHA-256 |
      |---|---|---|---|

      """
    for resource in resources {
      text += "| `\(resource.file)` | \(resource.rows) | \(resource.table.meaning) | `\(resource.sha256)` |\n"
    }
    text += "\n## How the rows were chosen\n\n"
    if query.isEmpty { text += "All findings of the index.\n" }
    for option in query { text += "- \(option.name): `\(option.value)`\n" }
    for table in leftOut where table.count > 0 {
      text += "- \(table.count) \(table.table) were left out since they are more likely wrong than right (confidence below 0.5)\n"
    }
    text += "\nRules and weights that made the findings: \(rules.isEmpty ? "none" : rules.map { "`\($0)`" }.joined(separator: ", ")).\n"
    text += """

      ## Reading the columns

      Offsets count Unicode code points into the article's text, the end exclusive, so that `text[start:end]` in Python is the span. An
      empty field is unknown. A confidence is the chance, from 0 to 1, that the field is right. Date-times are in UTC; `published_date` is
      the day on the outlet's own clock.

      """
    for resource in resources {
      text += "\n### \(resource.table.name)\n\n| column | type | meaning |\n|---|---|---|\n"
      for column in resource.table.columns {
        text += "| `\(column.name)` | \(column.kind.rawValue) | \(column.meaning.replacing("|", with: "\\|")) |\n"
      }
    }
    return text
  }
}
