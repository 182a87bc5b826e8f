/// A piece of a query and its position.
struct QueryToken {
  enum Kind: Equatable {
    case open, close, and, or, not
    case near(Int)
    /// `field:` right before its value.
    case field(QueryField)
    case sort(SortOrder)
    /// A run of characters without blank, quotation mark or bracket.
    case bare(String)
    /// The words between quotation marks.
    case phrase(String)
  }
  var kind: Kind
  /// The first character, from 1.
  var column: Int
  /// Whether the token before is a field and ends right before this one.
  var isAttached = false
}

/// Cuts a query into tokens. Marks that mean nothing here are left to ``FoldedWords``.
struct QueryLexer {
  private let scalars: [Unicode.Scalar]
  private var index = 0
  private(set) var tokens: [QueryToken] = []

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  mutating func run() throws(QueryError) {
    while index < scalars.count {
      let scalar = scalars[index]
      if isBlank(scalar) {
        index += 1
      } else if scalar == "(" || scalar == ")" {
        append(scalar == "(" ? .open : .close, at: index)
        index += 1
      } else if Self.isMark(scalar) {
        try phrase()
      } else if scalar == "-", index + 1 < scalars.count, negates(index + 1) {
        append(.not, at: index)
        index += 1
      } else {
        try chunk()
      }
    }
  }

  private mutating func append(_ kind: QueryToken.Kind, at start: Int) {
    var attached = false
    if case .field? = tokens.last?.kind, start > 0, !isBlank(scalars[start - 1]) { attached = true }
    tokens.append(QueryToken(kind: kind, column: start + 1, isAttached: attached))
  }

  private func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace || scalar.value < 0x20 }
  /// Double quotation marks of every shape.
  static func isMark(_ scalar: Unicode.Scalar) -> Bool { "\"“”„‟«»＂".unicodeScalars.contains(scalar) }

  /// A dash negates if a word, quotation mark or bracket follows immediately.
  private func negates(_ next: Int) -> Bool {
    let scalar = scalars[next]
    return Self.isMark(scalar) || scalar == "(" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  private mutating func phrase() throws(QueryError) {
    let start = index
    index += 1
    var words = ""
    while index < scalars.count, !Self.isMark(scalars[index]) {
      words.unicodeScalars.append(scalars[index])
      index += 1
    }
    guard index < scalars.count else {
      let text = scalars.reduce(into: "") { $0.unicodeScalars.append($1) }
      throw QueryError(column: start + 1, problem: "the quotation mark is not closed", suggestion: text + "\"")
    }
    append(.phrase(words), at: start)
    index += 1
  }

  private mutating func chunk() throws(QueryError) {
    let start = index
    while index < scalars.count, !isBlank(scalars[index]), scalars[index] != "(", scalars[index] != ")", !Self.isMark(scalars[index]) {
      index += 1
    }
    let text = scalars[start..<index].reduce(into: "") { $0.unicodeScalars.append($1) }
    switch text {
    case "AND", "&&": return append(.and, at: start)
    case "OR", "||", "|": return append(.or, at: start)
    case "NOT": return append(.not, at: start)
    case "NEAR": return append(.near(10), at: start)
    default: break
    }
    if text.hasPrefix("NEAR/") {
      guard let distance = Int(text.dropFirst(5)), (0...1000).contains(distance) else {
        throw QueryError(
          column: start + 6, problem: "NEAR/ wants a number of words up to 1000", suggestion: replaced(start, index, "NEAR/5"))
      }
      return append(.near(distance), at: start)
    }
    try refuseSigns(text, start)
    guard let colon = text.firstIndex(of: ":"), colon > text.startIndex,
      text[..<colon].unicodeScalars.allSatisfy({ $0.properties.isAlphabetic || $0 == "_" || $0 == "-" })
    else { return append(.bare(text), at: start) }
    let written = text[..<colon].lowercased()
    // As options are written: speaker-confidence is the field speaker_confidence. Other words with a hyphen are no fields.
    let name = written.replacing("-", with: "_")
    if written.contains("-"), QueryField(rawValue: name) == nil, QueryField.aliases[name] == nil { return append(.bare(text), at: start) }
    try field(named: name, value: String(text[text.index(after: colon)...]), whole: text, start: start)
  }

  /// Refuses signs of other query languages, which here would do nothing, or something else.
  private func refuseSigns(_ text: String, _ start: Int) throws(QueryError) {
    var before: QueryToken.Kind?
    if let last = tokens.last, start > 0, !isBlank(scalars[start - 1]) { before = last.kind }
    guard let sign = ForeignSign(in: text, behind: before) else { return }
    // Leaving a sign out may leave one blank too many. And if no word is left, everything would match, which nobody has asked for.
    let suggestion = sign.words.map { replaced(start + sign.start, index, $0).split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    throw QueryError(
      column: start + sign.place + 1, problem: sign.problem, suggestion: suggestion.flatMap { $0.isEmpty ? nil : $0 })
  }

  private mutating func field(named name: String, value: String, whole: String, start: Int) throws(QueryError) {
    let valueStart = start + name.unicodeScalars.count + 1
    if name == "sort" {
      guard let order = SortOrder(rawValue: value.lowercased()) else {
        throw QueryError(
          column: valueStart + 1, problem: "sort: is relevance, date (newest first), oldest or confidence (surest first)",
          suggestion: replaced(start, index, "sort:date"))
      }
      return append(.sort(order), at: start)
    }
    if let field = QueryField(rawValue: name) ?? QueryField.aliases[name] {
      append(.field(field), at: start)
      if !value.isEmpty {
        tokens.append(QueryToken(kind: .bare(value), column: valueStart + 1, isAttached: true))
      }
      return
    }
    // A word with a colon after it, or an address, is not a field.
    let isFollowed = !value.isEmpty || index < scalars.count && (Self.isMark(scalars[index]) || scalars[index] == "(")
    guard isFollowed, !value.hasPrefix("//") else { return append(.bare(whole), at: start) }
    let known = QueryField.allCases.map(\.rawValue) + QueryField.aliases.keys.sorted() + ["sort"]
    let meant = known.min { distance($0, name) < distance($1, name) }
    let isNear = meant.map { distance($0, name) <= (name.count > 4 ? 2 : 1) } ?? false
    throw QueryError(
      column: start + 1,
      problem: "there is no field “\(name)”; fields are \(QueryField.allCases.map(\.rawValue).joined(separator: ", ")) and sort",
      suggestion: isNear && name.count >= 2 ? replaced(start, valueStart, "\(meant ?? ""):") : nil)
  }

  /// The query with one stretch of it replaced.
  private func replaced(_ start: Int, _ end: Int, _ words: String) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars[..<start])
    text += words
    text.unicodeScalars.append(contentsOf: scalars[min(end, scalars.count)...])
    return text
  }

  /// Edit distance of two short words.
  private func distance(_ a: String, _ b: String) -> Int {
    let a = Array(a.utf8)
    let b = Array(b.utf8)
    guard abs(a.count - b.count) <= 2 else { return 3 }
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, y) in b.enumerated() {
        let above = row[j + 1]
        row[j + 1] = min(above + 1, row[j] + 1, diagonal + (x == y ? 0 : 1))
        diagonal = above
      }
    }
    return row[b.count]
  }
}
