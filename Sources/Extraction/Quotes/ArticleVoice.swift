internal import Linguistics

/// Whether an article speaks to its reader or of its writer outside of quotation marks: guides and reviews do, news seldom does.
enum ArticleVoice {
  private static let persons = Words.set("you your yours yourself i me my mine we us our ours")
  /// Shorter texts count as this long: one "you" in a sentence makes no guide.
  private static let leastWords = 400
  /// From so many words in 1,000 on, an article is personal.
  private static let leastShare = 16

  static func isPersonal(_ text: AnalyzedText) -> Bool {
    var (words, personal) = (0, 0)
    for token in text.tokens where token.kind == .word && token.quotation < 0 {
      words += 1
      if persons.contains(token.lower) { personal += 1 }
    }
    return 1000 * personal >= leastShare * max(words, leastWords)
  }
}
