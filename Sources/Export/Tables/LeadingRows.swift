/// The rows that show what a table's columns hold.
///
/// A reader that guesses a column's type by the first rows (polars by 100, DuckDB by 20,480) takes one that is empty there for text, or for
/// nothing at all and fails at its first value; one that holds years there, for a number, and fails at the first span of years. Where no order is
/// asked for, these rows may stand in front of the others: those of the first 50,000 rows, which are read beforehand, and where what is written can
/// wait beside the file until the end, those behind them as well.
public struct LeadingRows: Sendable {
  /// The fewest rows that a reader looks at.
  private static let window = 100
  /// The most rows that are looked at beforehand, so that a long export takes no longer.
  public static let most = 50_000

  /// Places of the columns without a value so far.
  private var empty: [Int]
  /// Places of the columns of text whose values so far might all be read as something else.
  private var doubtful: [Int]
  private var seen = 0
  private var last = 0
  private var found: [[Cell]] = []

  /// Looks for the rows of a table.
  public init(_ table: Table) {
    empty = Array(table.columns.indices)
    doubtful = table.columns.indices.filter { table.columns[$0].kind == .string }
  }

  /// Looks at the next row, its cells in the columns' order; whether it is the first to show what a column holds.
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
  /// Whether no further row need be looked at beforehand.
  public var isEnough: Bool { isComplete || seen >= Self.most }

  /// The rows to put in front; none where the first rows show every column as they are.
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

  /// Whether the value is a text that nobody takes for a number, a date or a time.
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
