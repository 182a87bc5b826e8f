import Foundation

/// A function, computed property, subscript or failable initializer with a body.
struct ScannedFunction {
  /// Its type's name and its own, as in `DateReader.day`.
  var name: String
  /// The line of its declaration, from 1.
  var line: Int
  /// What it returns, as written; nil for nothing.
  var returns: String?
  /// The first byte of code in its body.
  var bodyStart: Int
  /// Whether the body is a single expression without `return`.
  var isExpression: Bool
}

/// Finds the functions of a source file. It relies on the layout of `swift format`: a declaration begins its line, the statements of its
/// body are indented by two more spaces, and their continuation lines by even more.
struct FunctionScanner {
  private let source: MaskedSource
  private let types: [(name: String, body: Range<Int>)]
  /// The functions, in the order of their declarations.
  private(set) var functions: [ScannedFunction] = []
  /// Properties with explicit accessors, which are not understood: their names with lines.
  private(set) var unread: [(name: String, line: Int)] = []

  init(_ source: MaskedSource) {
    self.source = source
    let lines = Self.lines(of: source)
    types = lines.compactMap { Self.type(source, $0) }
    for (number, line) in lines.enumerated() { read(line, number + 1) }
  }

  private static func lines(of source: MaskedSource) -> [Range<Int>] {
    var start = 0
    return source.code.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
      defer { start += line.count + 1 }
      return start..<start + line.count
    }
  }

  private static let modifiers =
    "(?:@\\w+(?:\\([^)]*\\))? +)*(?:(?:public|package|internal|private|fileprivate|static|final|lazy|mutating|nonmutating|nonisolated|override|class|indirect)(?:\\(set\\))? +)*"

  /// The parts of a line that match a pattern's groups, and the index after the whole match.
  private static func match(_ pattern: String, _ line: String) -> (groups: [String], end: Int)? {
    guard let expression = try? NSRegularExpression(pattern: "^ *" + modifiers + pattern),
      let match = expression.firstMatch(in: line, range: NSRange(line.startIndex..., in: line))
    else { return nil }
    let groups = (1..<match.numberOfRanges).map { Range(match.range(at: $0), in: line).map { String(line[$0]) } ?? "" }
    return (groups, match.range.upperBound)
  }

  private static func type(_ source: MaskedSource, _ line: Range<Int>) -> (name: String, body: Range<Int>)? {
    guard let (groups, end) = match("(?:struct|class|enum|actor|extension|protocol) +([\\w.]+)", source.text(line)),
      let open = source.code[(line.lowerBound + end)...].firstIndex(of: UInt8(ascii: "{")), let close = source.closing(open)
    else { return nil }
    return (groups[0], open..<close)
  }

  private mutating func read(_ line: Range<Int>, _ number: Int) {
    guard let (groups, end) = Self.match("(func|var|subscript|init\\?)(?: *(\\w+|[^\\w\\s(:]+))?", source.text(line)) else { return }
    let isProperty = groups[0] == "var"
    guard let (header, open) = header(from: line.lowerBound + end, isProperty: isProperty), let close = source.closing(open),
      let first = (open + 1..<close).first(where: { source.code[$0] > UInt8(ascii: " ") })
    else { return }
    let own = groups[0] == "func" || isProperty ? groups[1] : groups[0]
    let type = types.last { $0.body.contains(line.lowerBound) }?.name
    let name = (type.map { $0 + "." } ?? "") + own
    let word = source.text(first..<close).prefix { $0.isLetter || $0 == "_" }
    if isProperty, ["get", "set", "willSet", "didSet", "mutating", "nonmutating", "_read", "unsafeAddress"].contains(word) {
      // A protocol's requirement has no body to write into, and an observer returns nothing.
      if word == "get", source.text(first..<close).contains("{") { unread.append((name, number)) }
      return
    }
    let indentation = source.code[line].prefix { $0 == UInt8(ascii: " ") }.count
    functions.append(
      ScannedFunction(
        name: name, line: number, returns: groups[0] == "init?" ? "Self?" : header, bodyStart: first,
        isExpression: isExpression(first..<close, indentation: indentation + 2)))
  }

  /// What a declaration returns, and the brace of its body; nil if it has no body.
  private func header(from start: Int, isProperty: Bool) -> (returns: String?, open: Int)? {
    var index = start
    if !isProperty {
      guard let open = source.code[start...].firstIndex(of: UInt8(ascii: "(")), let close = source.closing(open) else { return nil }
      index = close + 1
    }
    let typeStart = index
    while index < source.code.count, source.code[index] != UInt8(ascii: "{") {
      switch source.code[index] {
      case UInt8(ascii: "("), UInt8(ascii: "["):
        guard let close = source.closing(index) else { return nil }
        index = close
      case UInt8(ascii: "=") where isProperty: return nil
      case UInt8(ascii: "}"), UInt8(ascii: ")"): return nil
      case UInt8(ascii: "\n"):
        let next = source.text(index..<min(source.code.count, index + 200)).drop { $0.isWhitespace }
        guard next.hasPrefix("where") || next.hasPrefix("->") || next.hasPrefix("{") else { return nil }
      default: break
      }
      index += 1
    }
    guard index < source.code.count else { return nil }
    var type = source.text(typeStart..<index)
    if let clause = type.range(of: " where ") { type = String(type[..<clause.lowerBound]) }
    if isProperty {
      guard let colon = type.firstIndex(of: ":") else { return nil }
      return (type[type.index(after: colon)...].trimmingCharacters(in: .whitespaces), index)
    }
    guard let arrow = type.range(of: "->") else { return (nil, index) }
    return (type[arrow.upperBound...].trimmingCharacters(in: .whitespacesAndNewlines), index)
  }

  private static let statements: Set<Substring> = [
    "return", "let", "var", "guard", "for", "while", "repeat", "do", "defer", "throw", "func", "struct", "enum", "typealias", "continue",
    "precondition", "fatalError",
  ]

  /// Whether a body is a single expression.
  private func isExpression(_ body: Range<Int>, indentation: Int) -> Bool {
    let text = source.text(body)
    let word = text.prefix { $0.isLetter }
    if Self.statements.contains(word) || text.hasPrefix("_ =") { return false }
    let starts = text.split(separator: "\n").dropFirst().filter { line in
      let code = line.drop { $0 == " " }
      guard line.count - code.count == indentation, let first = code.first else { return false }
      return !")]}.?:&|\"".contains(first) && !code.hasPrefix("case ") && !code.hasPrefix("default:")
    }
    guard starts.isEmpty else { return false }
    guard word == "if" || word == "switch" else { return true }
    return text.firstRange(of: #/\breturn\b/#) == nil
  }
}
