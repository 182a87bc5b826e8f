/// An error for a query that cannot be read: where, why, and a query that works.
public struct QueryError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The first character (from 1, in code points) that does not fit; 0 if it is the query as a whole.
  public var column: Int
  /// What is wrong, in a sentence without a full stop.
  public var problem: String
  /// A similar query that works.
  public var suggestion: String?

  /// Makes an error.
  public init(column: Int, problem: String, suggestion: String? = nil) {
    self.column = column
    self.problem = problem
    self.suggestion = suggestion
  }

  /// The whole message in one line.
  public var description: String {
    let place = column > 0 ? "column \(column): " : ""
    let hint = suggestion.map { "; try: \($0)" } ?? ""
    return "\(place)\(problem)\(hint)"
  }
}
