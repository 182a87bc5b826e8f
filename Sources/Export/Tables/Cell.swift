internal import Record

/// A value of an exported row.
public enum Cell: Sendable, Hashable {
  /// Free text; guarded in CSV against being read as a formula.
  case text(String?)
  /// A code from a closed list, or an id; never guarded.
  case code(String?)
  /// A whole number.
  case integer(Int?)
  /// A number.
  case number(Double?)
  /// A truth value.
  case bool(Bool)
  /// Several texts, in order: a JSON array; in other formats one text, separated by "; ".
  case list([String])
  /// A day: days since 1970-01-01.
  case date(Int?)
  /// An instant: microseconds since 1970-01-01T00:00:00Z.
  case instant(Int64?)
}

extension Cell {
  /// The value as text, as CSV writes it; `nil` if it is unknown.
  public var plainText: String? {
    switch self {
    case .text(let text), .code(let text): text
    case .integer(let number): number.map { String($0) }
    case .number(let number): number.map(Cell.decimal)
    case .bool(let value): value ? "true" : "false"
    case .list(let texts): texts.isEmpty ? nil : texts.joined(separator: "; ")
    case .date(let day): day.map(CalendarDay.text)
    case .instant(let time): time.map(CalendarDay.instant)
    }
  }

  /// A number written so that it always shows that it may have a fraction ("1400.0"). Readers that guess a column's type from its first
  /// rows then guess right.
  static func decimal(_ number: Double) -> String {
    let digits = NumberDigits.text(number)
    return digits.utf8.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "n") } ? digits : digits + ".0"
  }
}
