/// What a column of a word list may hold, as `columns.tsv` declares it.
struct LexiconColumn: Sendable {
  /// What a field consists of.
  enum Content: String {
    case text, number
    /// One of the column's values.
    case choice
    /// One or more of them, separated by spaces.
    case choices
    /// A sentence or phrase that shows what the row is for. A test runs it.
    case example
  }

  var file: String
  var name: String
  var content: Content
  var mayBeEmpty: Bool
  var values: [String]

  /// All declarations.
  static let all: [LexiconColumn] = {
    let lexicon = Lexicon(named: "columns.tsv")
    let (file, column, content) = (lexicon.column("file"), lexicon.column("column"), lexicon.column("content"))
    let (empty, values) = (lexicon.column("empty"), lexicon.column("values"))
    return lexicon.rows.map { row in
      LexiconColumn(
        file: row[file], name: row[column], content: Content(rawValue: row[content]) ?? .text, mayBeEmpty: row[empty] == "yes",
        values: row[values].split(separator: "|").map(String.init))
    }
  }()

  /// What is wrong with a field; `nil` where nothing is.
  func problem(_ field: String) -> String? {
    if field.isEmpty { return mayBeEmpty ? nil : "\(name) is empty\(allowed)" }
    switch content {
    case .text, .example: return nil
    case .number: return Double(field) == nil ? "\(name) “\(field)” is no number" : nil
    case .choice: return values.contains(field) ? nil : "\(name) “\(field)” is none of\(list)"
    case .choices:
      let wrong = field.split(separator: " ").first { !values.contains(String($0)) }
      return wrong.map { "\(name) “\($0)” is none of\(list)" }
    }
  }

  private var list: String { " " + values.joined(separator: ", ") }
  private var allowed: String { values.isEmpty ? "" : "; allowed:" + list }
}

extension Lexicon {
  /// What is wrong with the list according to `columns.tsv`, each with file, line and what is allowed; empty for a good list.
  package func problems() -> [String] {
    let declared = LexiconColumn.all.filter { $0.file == name }
    guard declared.map(\.name) == columns else {
      let names = declared.map(\.name).joined(separator: ", ")
      return ["\(name):1: the columns are \(columns.joined(separator: ", ")), and in columns.tsv \(names.isEmpty ? "none" : names)"]
    }
    return crowdedLines.map { Self.tooMany(name, $0, columns) }
      + rows.flatMap { row in
        declared.indices.compactMap { number in declared[number].problem(row[number]).map { "\(name):\(row.line): \($0)" } }
      }
  }

  /// What is wrong with one field, which the code does not know.
  func problem(_ row: Row, _ column: Int) -> String {
    let declared = LexiconColumn.all.first { $0.file == name && $0.name == columns[column] }
    let known = declared?.problem(row[column]) ?? "\(columns[column]) “\(row[column])” is declared in columns.tsv, and no code knows it"
    return "\(name):\(row.line): \(known)"
  }

  static func tooMany(_ name: String, _ line: Int, _ columns: [String]) -> String {
    "\(name):\(line): more fields than the columns \(columns.joined(separator: ", "))"
  }
}
