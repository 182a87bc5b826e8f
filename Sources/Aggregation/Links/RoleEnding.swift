internal import Record

/// Whether a text says that a role has ended: by its title ("ex-mayor"), by the words before it ("the former Tarn mayor", "who was mayor") or
/// by those behind it ("mayor of Tarn until 2021").
enum RoleEnding {
  private static let past: Set<String> = ["former", "formerly", "ex", "erstwhile", "onetime", "previously", "once"]
  /// Words that look back only where the title follows at once: "the then mayor", but not "he then told the mayor".
  private static let pastAtOnce: Set<String> = ["late", "then"]
  private static let articles: Set<String> = ["the", "a", "an", "its", "their"]
  /// Words of a body's name that need no capital.
  private static let joints: Set<String> = ["of", "for", "in", "the", "at", "de", "la"]
  /// The most words that are looked at on each side.
  private static let reach = 8

  /// Whether the article of a mention says that its role has ended.
  static func isStated(by hit: OfficialHit) -> Bool {
    guard let title = hit.official.title else { return false }
    if words(title).contains(where: past.contains) { return true }
    guard let span = hit.official.titleSpan else { return false }
    let passage = Array(hit.passage.unicodeScalars)
    let (start, end) = (span.start - hit.passageStart, span.end - hit.passageStart)
    guard start >= 0, start <= end, end <= passage.count else { return false }
    let before = passage[..<start].suffix(80)
    let clause = before.suffix(
      from: (before.lastIndex { ",.;:!?()\u{201C}\u{201D}\u{2014}".unicodeScalars.contains($0) } ?? before.startIndex - 1) + 1)
    return isStated(before: words(text(clause))) || isStated(behind: text(passage[end...].prefix(120)), year(of: hit.article.published))
  }

  private static func isStated(before words: [String]) -> Bool {
    // "A former teacher and mayor" may be mayor still.
    let own = words.suffix(reach).split(whereSeparator: { $0 == "and" || $0 == "or" || $0 == "but" }).last ?? []
    if words.last == "and" || words.last == "or" { return false }
    let said = own.reversed().drop { articles.contains($0) }
    guard let last = said.first else { return false }
    if pastAtOnce.contains(last) || said.prefix(3).contains(where: past.contains) { return true }
    let rest = Array(said.prefix(3))
    return rest.starts(with: ["was", "who"]) || rest.starts(with: ["been", "had"]) || rest.starts(with: ["as", "served", "who"])
  }

  private static func isStated(behind text: String, _ published: Int?) -> Bool {
    var isSpan = false
    let pieces = text.split(whereSeparator: \.isWhitespace).prefix(reach)
    for (index, piece) in pieces.enumerated() {
      guard let word = words(String(piece)).first else { return false }
      let years = pieces.dropFirst(index + 1).prefix(4).compactMap { Int(words(String($0)).first ?? "") }.filter {
        (1000...2999).contains($0)
      }
      if word == "until" || word == "till" {
        if let year = years.first { return year <= published ?? year }
        return pieces.dropFirst(index + 1).first.map { words(String($0)) == ["last"] } ?? false
      }
      if word == "from" || word == "between" {
        isSpan = true
        if years.count > 1 { return years[1] <= published ?? years[1] }
      }
      // What is neither a name nor joins one ends the role's words.
      let isName = piece.unicodeScalars.first?.properties.isUppercase == true
      guard isName || isSpan || joints.contains(word) else { return false }
      if let last = piece.last, ".;!?".contains(last) { return false }
    }
    return false
  }

  private static func year(of published: String?) -> Int? { published.flatMap { Int($0.prefix(4)) } }
  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }
  private static func words(_ text: String) -> [String] { FoldedWords(text).all.map { String(decoding: $0, as: UTF8.self) } }
}
