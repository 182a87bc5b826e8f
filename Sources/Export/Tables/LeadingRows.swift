/// The rows that show what the columns of a table hold.
///
/// Some readers guess a column's type from the first rows (polars from 100, DuckDB from 20,480). A column that is empty there is taken for
/// text, or for nothing at all, and then reading fails at its first value. A column that holds years there is taken for a number, and then
/// reading fails at the first span of years. If no order is asked for, these rows may therefore be put in front of the others. They are
/// chosen from the first 50,000 rows, which are read beforehand; if the output can wait in a file beside the target until the end, also
/// from the rows after those.
public struct LeadingRows: Sendable {
  /// The fewest rows that any reader looks at.
  private static let window = 100
  /// The most rows that are looked at beforehand, so that a long export takes no longer.
  public static let most = 50_000

  /// Positions of the columns that have had no value so far.
  private var empty: [Int]
  /// Positions of the text columns whose values so far could all be read as something else.
  private var doubtful: [Int]
  private var seen = 0
  private var last = 0
  private var found: [[Cell]] = []

  /// Looks for the rows of a table.
  public init(_ table: Table) {
    empty = Array(table.columns.indices)
    doubtful = table.columns.indices.filter { table.columns[$0].kind == .string }
  }

  /// Looks at the next row, its cells in the order of the columns. Returns whether it is the first to show what a column holds.
  @discardableResult
  public mutating func take(_ cells: [Cell]) -> Bool {
    defer { seen += 1 }
    let shows = empty.contains { !cells[$0].isEmpty } || doubtful.contains { cells[$0].isPlainlyText }
    guard shows else { return false }
    empty.removeAll { !cells[$0].isEmpty }
    doubtful.removeAll { cells[$0].isPlainlyText }
    last = seen
    found.append(cells)
    return true
  }

  /// Whether every column has shown what it holds.
  public var isComplete: Bool { empty.isEmpty && doubtful.isEmpty }
  /// Whether no more rows need to be looked at beforehand.
  public var isEnough: Bool { isComplete || seen >= Self.most }

  /// The rows to put in front; none if the first rows already show what every column holds.
  public var rows: [[Cell]] { last < Self.window ? [] : found }
}

extension Cell {
  /// Whether the value is unknown.
  fileprivate var isEmpty: Bool {
    switch self {
    case .text(let text), .code(let text): text == nil
    case .integer(let number): number == nil
    case .number(let number): number == nil
    case .bool: false
    case .list(let texts): texts.isEmpty
    case .date(let day): day == nil
    case .instant(let time): time == nil
    }
  }

  /// Whether the value is a text that no reader takes for a number, a date or a time.
  fileprivate var isPlainlyText: Bool {
    guard case .text(let text?) = self else {
      guard case .code(let text?) = self else { return false }
      return text.isPlainlyText
    }
    return text.isPlainlyText
  }
}

extension String {
  fileprivate var isPlainlyText: Bool {
    utf8.contains { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: " "), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: ","):
        false
      case UInt8(ascii: ":"), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "T"), UInt8(ascii: "Z"): false
      default: true
      }
    }
  }
}
