internal import Knowledge

/// Detects a text's language by its function words, for pages that do not say it.
struct TextLanguage: Sendable {
  /// The built-in one.
  static let standard = TextLanguage(Lexicon(named: "language-words.tsv"))

  private var languages: [[UInt8]: [String]] = [:]

  init(_ lexicon: Lexicon) {
    let word = lexicon.column("word"), names = lexicon.column("languages")
    for row in lexicon.rows { languages[Array(row[word].utf8)] = row[names].split(separator: " ").map(String.init) }
  }

  /// The language, if the words leave no doubt.
  func language(of text: String) -> String? {
    let words = FoldedText.fold(Array(text.utf8.prefix(4_000))).split(separator: 32)
    guard words.count >= 20 else { return nil }
    var counts: [String: Int] = [:]
    for word in words { for language in languages[Array(word)] ?? [] { counts[language, default: 0] += 1 } }
    let ranked = counts.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
    guard let first = ranked.first, first.value * 5 >= words.count else { return nil }
    if ranked.count > 1, ranked[1].value * 3 > first.value * 2 { return nil }
    return first.key
  }
}
