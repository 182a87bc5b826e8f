/// A column of an exported table: its name, the type of its values, and their meaning.
public struct Column: Sendable, Hashable {
  /// Types of values, by their names in the Frictionless Table Schema.
  public enum Kind: String, Sendable {
    case string, integer, number, boolean, array, date, datetime
  }
  /// The name in every format: snake_case, and never a reserved word of SQL.
  public let name: String
  /// The type of its values.
  public let kind: Kind
  /// What a value means, in a sentence for the reader of the table.
  public let meaning: String

  /// Makes a column.
  public init(_ name: String, _ kind: Kind = .string, _ meaning: String = "") {
    self.name = name
    self.kind = kind
    self.meaning = meaning
  }
}

/// A table for export: its name and its columns, with the key `id` first.
public struct Table: Sendable, Hashable {
  /// A column whose values are ids in the same or another table.
  public struct Reference: Sendable, Hashable {
    /// The column.
    public var column: String
    /// The table whose `id` it holds.
    public var table: String

    /// Makes a reference.
    public init(_ column: String, to table: String) {
      self.column = column
      self.table = table
    }
  }

  /// The name of the table, used for the file, the sheet and the database table.
  public let name: String
  /// What a row is.
  public let meaning: String
  /// The columns in their order.
  public let columns: [Column]
  /// Which columns hold ids of which tables.
  public let references: [Reference]

  /// Makes a description.
  public init(_ name: String, _ meaning: String, columns: [Column], references: [Reference] = []) {
    self.name = name
    self.meaning = meaning
    self.columns = columns
    self.references = references
  }

  /// The position of a column; `nil` if there is none of that name.
  public func place(_ name: String) -> Int? { columns.firstIndex { $0.name == name } }
}
