internal import Knowledge
internal import Linguistics
internal import Record

/// Finds the head of a source and classifies it.
struct SourceReader {
  let text: AnalyzedText

  /// A source's noun phrase up to its head ("the mayor", without "of the town, who …").
  struct Phrase {
    /// From the first word to the head.
    var tokens: Range<Int>
    /// The head noun.
    var head: Int
  }

  /// The phrase of a source.
  func phrase(_ source: Range<Int>) -> Phrase {
    var low = source.lowerBound
    while low < source.upperBound - 1, !isWord(low) { low += 1 }
    // "by the agency", "from officials".
    if low < source.upperBound - 1, Self.leading.contains(text.tokens[low].lower) { low += 1 }
    var end = low + 1
    while end < source.upperBound {
      let token = text.tokens[end]
      if Self.isPossessive(end, text), end + 1 < source.upperBound {
        end += 1
        continue
      }
      if joinsWords(end), end + 1 < source.upperBound {
        end += 2
        continue
      }
      if token.kind == .punctuation || token.kind == .dash || token.kind == .openingMark { break }
      if Self.closing.contains(token.lower), end > low { break }
      if opensClause(end) { break }
      end += 1
    }
    while end > low + 1, SubjectPhrases.times.contains(text.tokens[end - 1].lower), text.tokens[end - 1].kind == .word { end -= 1 }
    var head = end - 1
    while head > low, !isWord(head) || Self.isPossessive(head, text) || isNumber(head) { head -= 1 }
    return Phrase(tokens: low..<end, head: head)
  }

  /// Whether a hyphen joins two words: "U.S.-led".
  private func joinsWords(_ token: Int) -> Bool {
    let hyphen = text.tokens[token]
    return hyphen.range.count == 1 && text.bytes[hyphen.range.start] == UInt8(ascii: "-")
      && hyphen.shape.isDisjoint(with: [.spaceBefore, .spaceAfter])
  }

  /// Whether the noun at a token is a plural.
  func isPlural(_ token: Int) -> Bool {
    switch text.tokens[token].tag {
    case .NNS, .NNPS: true
    case .NN, .NNP: false
    default: text.bytes[text.tokens[token].range.end - 1] == UInt8(ascii: "s") && text.tokens[token].range.count > 3
    }
  }

  /// Whether a participle or adverb after a noun modifies it: "scientists | working on", "nurses | there".
  private func opensClause(_ token: Int) -> Bool {
    guard !text.tokens[token].shape.contains(.capitalized) else { return false }
    switch text.tokens[token - 1].tag {
    case .NN, .NNS, .NNP, .NNPS: break
    default: return false
    }
    switch text.tokens[token].tag {
    case .VBG, .VBN, .VBD, .VBZ, .VBP, .RB, .EX: return true
    default: return false
    }
  }

  private func isWord(_ token: Int) -> Bool {
    switch text.tokens[token].kind {
    case .word, .handle, .hashtag, .number: true
    default: false
    }
  }

  private func isNumber(_ token: Int) -> Bool { text.tokens[token].kind == .number }

  private static func hashes(_ words: String) -> Set<UInt64> { Set(WordHash.foldedWords(words)) }
  /// "'s", or an apostrophe directly after a word that ends in "s": "Sanders' team".
  static func isPossessive(_ token: Int, _ text: AnalyzedText) -> Bool {
    let mark = text.tokens[token]
    if mark.lower == possessive { return true }
    guard mark.lower == apostrophe, token > 0, !mark.shape.contains(.spaceBefore), mark.shape.contains(.spaceAfter) else { return false }
    let word = text.tokens[token - 1]
    return word.kind == .word && word.shape.contains(.capitalized) && text.bytes[word.range.end - 1] | 0x20 == UInt8(ascii: "s")
  }

  private static let possessive = WordHash.folded("'s")
  private static let apostrophe = WordHash.folded("'")
  private static let leading = hashes("by from to for with among of")
  private static let closing = hashes(WordSets["SourceReader.closing"])
}
