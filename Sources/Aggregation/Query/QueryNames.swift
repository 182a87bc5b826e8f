internal import FullText

extension Query {
  /// A part of a query that may be a name, used to detect misspelt names: words in fields of names, and bare words.
  public struct Name: Hashable, Sendable {
    /// The field; `nil` for bare words.
    public var field: QueryField?
    /// The words, folded.
    public var text: String
  }

  /// The names that the query asks for, without those it excludes.
  public var names: [Name] { node.names }
}

extension QueryNode {
  fileprivate var names: [Query.Name] {
    func text(_ pattern: WordPattern) -> String { pattern.words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ") }
    return switch self {
    case .words(let pattern) where pattern.form != .prefix: [Query.Name(field: nil, text: text(pattern))]
    case .field(let field, let pattern) where pattern.form != .prefix && [.speaker, .official, .organization, .outlet].contains(field):
      [Query.Name(field: field, text: text(pattern))]
    case .and(let nodes), .or(let nodes): nodes.flatMap(\.names)
    default: []
    }
  }
}
