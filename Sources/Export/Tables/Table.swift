/// A column of an exported table: its name, its values' type, and what they mean.
public struct Column: Sendable, Hashable {
  /// Types of values, by their names in the Frictionless Table Schema.
  public enum Kind: String, Sendable {
    case string, integer, number, boolean, array, date, datetime
  }
  /// snake_case, the name in every format; never a reserved word of SQL.
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

/// A table that leaves for another program: its name and its columns, the key `id` first.
public struct Table: Sendable, Hashable {
  /// A column whose values are another column's in the same or another table.
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

  /// The name: of the file, the sheet, the database's table.
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

  /// The place of a column; `nil` where there is none of that name.
  public func place(_ name: String) -> Int? { columns.firstIndex { $0.name == name } }
}
