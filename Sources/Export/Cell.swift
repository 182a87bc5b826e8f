/// A value of an exported row.
public enum Cell: Sendable, Hashable {
  /// Free text; guarded in CSV against being read as a formula.
  case text(String?)
  /// A code from a closed list, an id or a date: never guarded.
  case code(String?)
  /// A whole number.
  case integer(Int?)
  /// A number.
  case number(Double?)
  /// A truth value.
  case bool(Bool)
  /// Several texts, in order: a JSON array; in CSV parted by "; ".
  case list([String])
}

/// A column of an exported table: its name and its values' type, as the JSON Table Schema words them.
public struct Column: Sendable, Hashable {
  /// Types of the Frictionless Table Schema.
  public enum Kind: String, Sendable {
    case string, integer, number, boolean, array
  }
  /// snake_case, the name in every format.
  public let name: String
  /// The type of its values.
  public let kind: Kind

  /// Makes a column.
  public init(_ name: String, _ kind: Kind = .string) {
    self.name = name
    self.kind = kind
  }
}
