internal import Linguistics
internal import Record

/// Finds nouns for speakers away from their quotes: before "who", or earlier where the quote says "they".
struct NounPhrases {
  private let text: AnalyzedText

  init(_ text: AnalyzedText) { self.text = text }

  /// The words from the first adjective or noun to the common noun at a token, without an article; `nil` where there is none.
  func phrase(endingAt token: Int) -> Range<Int>? {
    guard [.NN, .NNS].contains(text.tokens[token].tag), text.tokens[token].kind == .word else { return nil }
    var low = token
    while low > 0, token - low < 6, !text.tokens[low].shape.contains(.sentenceStart), isPart(low - 1) { low -= 1 }
    return low..<token + 1
  }

  /// The phrase with its complement: "donors in both parties".
  func full(endingAt token: Int) -> Range<Int>? {
    guard let phrase = phrase(endingAt: token) else { return nil }
    var high = token + 1
    guard high < text.tokens.count, Self.links.contains(text.tokens[high].lower) else { return phrase }
    high += 1
    while high < text.tokens.count, high - token < 7, isPart(high) || text.tokens[high].tag == .DT { high += 1 }
    return high - token > 2 ? phrase.lowerBound..<high : phrase
  }

  /// Plural nouns for people in the preceding sentences, the nearest first: "protesters", "her supporters".
  func groups(before anchor: Int, outside contents: [Range<Int>], most: Int) -> [Int] {
    let sentence = text.sentence(of: anchor)
    var found: [Int] = []
    for number in stride(from: sentence, through: max(0, sentence - 3), by: -1) {
      for token in text.sentences[number].tokens.reversed() where token < anchor && text.tokens[token].quotation < 0 {
        guard text.tokens[token].tag == .NNS, isGroup(token), !contents.contains(where: { $0.contains(token) }) else { continue }
        found.append(token)
        if found.count == most { return found }
      }
    }
    return found
  }

  private func isPart(_ token: Int) -> Bool {
    guard text.tokens[token].kind == .word || text.tokens[token].kind == .number else { return false }
    switch text.tokens[token].tag {
    case .NN, .NNP, .NNS, .NNPS, .JJ, .JJS, .CD, .POS: return true
    default: return false
    }
  }

  private func isGroup(_ token: Int) -> Bool {
    let word = text.tokens[token]
    if SpeakerNouns.shared[word.lower] == .group { return true }
    guard text.bytes[word.range.end - 1] == UInt8(ascii: "s"), word.range.count > 3 else { return false }
    let one = WordHash.folded(text.bytes, word.range.start..<word.range.end - 1)
    return GenderedNouns.persons.contains(one) || GenderedNouns.gender(one) != .unknown || WordClasses.shared[one].contains(.role)
  }

  private static let links = Set(WordHash.foldedWords("of in at from for"))
}
