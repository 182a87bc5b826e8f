/// Writes a self-contained SQLite database: one table for each exported table, each with a primary key, and a table `columns` with the
/// meanings of the columns.
///
/// Days are texts such as `2017-02-27`, date-times are in UTC such as `2017-02-27T14:05:00Z`, truth values are 0 and 1.
final class SQLiteSink: RowSink {
  private let file: SQLiteFile
  private var tables: [Table] = []

  init(path: String) throws {
    file = try SQLiteFile(path: path)
    try file.execute("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA encoding = 'UTF-8'; BEGIN")
  }

  func begin(_ table: Table) throws {
    tables.append(table)
    let columns = table.columns.map { column in
      let key = column.name == "id" ? " PRIMARY KEY NOT NULL" : ""
      return "\(Self.quoted(column.name)) \(Self.type(column.kind))\(key)"
    }
    try file.execute("CREATE TABLE \(Self.quoted(table.name))(\(columns.joined(separator: ", ")))")
    let placeholders = table.columns.map { _ in "?" }.joined(separator: ", ")
    try file.prepare("INSERT INTO \(Self.quoted(table.name)) VALUES(\(placeholders))")
  }

  func row(_ cells: [Cell]) throws { try file.insert(cells) }

  func finish() throws {
    guard let table = tables.last else { return }
    for reference in table.references {
      try file.execute(
        "CREATE INDEX \(Self.quoted("\(table.name)_\(reference.column)")) ON \(Self.quoted(table.name))(\(Self.quoted(reference.column)))")
    }
  }

  func close() throws {
    try file.execute("CREATE TABLE columns(table_name TEXT NOT NULL, column_name TEXT NOT NULL, type TEXT NOT NULL, meaning TEXT NOT NULL)")
    try file.prepare("INSERT INTO columns VALUES(?, ?, ?, ?)")
    for table in tables {
      for column in table.columns {
        try file.insert([.code(table.name), .code(column.name), .code(column.kind.rawValue), .code(column.meaning)])
      }
    }
    try file.execute("COMMIT")
    try file.close()
  }

  private static func type(_ kind: Column.Kind) -> String {
    switch kind {
    case .integer, .boolean: "INTEGER"
    case .number: "REAL"
    case .string, .array, .date, .datetime: "TEXT"
    }
  }

  private static func quoted(_ name: String) -> String { "\"\(name)\"" }
}
