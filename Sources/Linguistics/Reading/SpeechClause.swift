internal import Knowledge
internal import Record

/// Finds where the attribution begins in a paragraph whose quotation is never closed: “Who had the key? | asked Ann Roe.
struct SpeechClause {
  let bytes: [UInt8]

  /// The most tokens from the verb to the end of the paragraph where a name precedes the verb; with more, the words may still be part of
  /// what is said.
  private static let longestEnd = 6

  /// The first token of the attribution; `nil` where there is none.
  func start(behind mark: Int, in paragraph: Range<Int>, tokens: [Token]) -> Int? {
    guard mark + 3 < paragraph.upperBound else { return nil }
    for index in mark + 3..<paragraph.upperBound where tokens[index].kind == .word && endsSpeech(tokens[index - 1]) {
      let next = index + 1
      guard next < paragraph.upperBound, tokens[next].kind == .word else { continue }
      let word = tokens[index]
      // “…? demanded Roe”: a sentence does not begin with a lower-case word, so any verb will do.
      if isAsking(tokens[index - 1]), !word.shape.contains(.capitalized), tokens[next].shape.contains(.capitalized) { return index }
      // “…, Ann Roe told the court.” at the paragraph's end
      if word.shape.contains(.capitalized), let verb = behindName(index, paragraph, tokens), Self.verbs.contains(tokens[verb].lower),
        paragraph.upperBound - verb <= Self.longestEnd,
        !(verb..<paragraph.upperBound - 1).contains(where: { tokens[$0].kind == .punctuation })
      {
        return index
      }
      // “…, said Roe”
      if Self.verbs.contains(word.lower), !word.shape.contains(.capitalized), opensSubject(tokens[next]) { return index }
      // “…, he said”
      if Self.pronouns.contains(word.lower), !word.shape.contains(.capitalized), Self.verbs.contains(tokens[next].lower),
        next + 1 == paragraph.upperBound || tokens[next + 1].kind == .punctuation
      {
        return index
      }
    }
    return nil
  }

  /// The token after the capitalised words at a position, four at most, if it is a lower-case word.
  private func behindName(_ index: Int, _ paragraph: Range<Int>, _ tokens: [Token]) -> Int? {
    var end = index
    while end < paragraph.upperBound, end - index < 4, tokens[end].kind == .word, tokens[end].shape.contains(.capitalized) { end += 1 }
    return end < paragraph.upperBound && tokens[end].kind == .word && !tokens[end].shape.contains(.capitalized) ? end : nil
  }

  private func isAsking(_ token: Token) -> Bool {
    let byte = bytes[token.range.start]
    return byte == UInt8(ascii: "?") || byte == UInt8(ascii: "!")
  }

  private func endsSpeech(_ token: Token) -> Bool {
    guard token.kind == .punctuation else { return false }
    let byte = bytes[token.range.start]
    return byte == UInt8(ascii: ",") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "!")
  }

  private func opensSubject(_ token: Token) -> Bool {
    token.shape.contains(.capitalized) || Self.pronouns.contains(token.lower) || Self.articles.contains(token.lower)
  }

  private static func hashes(_ words: String) -> Set<UInt64> { Set(WordHash.foldedWords(words)) }
  private static let pronouns = hashes("he she they")
  private static let articles = hashes("the a an")
  /// Verbs of speaking, in the forms that follow a quotation.
  private static let verbs = hashes(WordSets["SpeechClause.verbs"])
}
