internal import Linguistics
internal import Record

/// Indexes over an article, built once, so that a question asked for each of thousands of roles need not scan the whole article.
final class ArticleLookups {
  private let text: AnalyzedText
  /// For each word the mentions of bodies (indices into ``AnalyzedText/names``) that contain it, ascending.
  private let mentionsByWord: [UInt64: [Int]]
  /// All mentions of bodies, ascending.
  private let bodyMentions: [Int]
  /// For each word the tokens at which it is capitalised, ascending.
  private let capitalized: [UInt64: [Int]]
  /// The town mentioned most often, if it is mentioned at least twice.
  let mainTown: String?
  private var written: [String: Bool] = [:]
  private var longer: [UInt64: String] = [:]
  /// The most mentions examined for one question.
  private static let reach = 64

  init(_ text: AnalyzedText, classes: [WordClass]) {
    self.text = text
    var mentionsByWord: [UInt64: [Int]] = [:]
    var bodyMentions: [Int] = []
    var towns: [String: Int] = [:]
    var mainTown: String?
    for (number, name) in text.names.enumerated() {
      if name.kind == .organization, name.entity >= 0 {
        bodyMentions.append(number)
        for token in name.tokens where mentionsByWord[text.tokens[token].lower]?.last != number {
          mentionsByWord[text.tokens[token].lower, default: []].append(number)
        }
      } else if name.kind == .place, classes[name.tokens.lowerBound].isDisjoint(with: [.country, .state]) {
        let words = text.words(text.range(name.tokens))
        towns[words, default: 0] += 1
        if towns[words, default: 0] > max(1, mainTown.map { towns[$0, default: 0] } ?? 0) { mainTown = words }
      }
    }
    var capitalized: [UInt64: [Int]] = [:]
    for (index, token) in text.tokens.enumerated() where token.shape.contains(.capitalized) {
      capitalized[token.lower, default: []].append(index)
    }
    self.mentionsByWord = mentionsByWord
    self.bodyMentions = bodyMentions
    self.capitalized = capitalized
    self.mainTown = mainTown
  }

  /// The last body before a token that satisfies the predicate and whose name contains the word, otherwise the first such body after it.
  func body(with word: UInt64, before token: Int, orAfter: Bool = true, where fits: (Int) -> Bool) -> Int? {
    guard let mentions = mentionsByWord[word] else { return nil }
    let split = place(of: token, in: mentions)
    for number in mentions[..<split].suffix(Self.reach).reversed() where fits(text.names[number].entity) {
      return text.names[number].entity
    }
    guard orAfter else { return nil }
    for number in mentions[split...].prefix(Self.reach) where fits(text.names[number].entity) { return text.names[number].entity }
    return nil
  }

  /// The last body before a token that satisfies the predicate.
  func body(before token: Int, where fits: (Int) -> Bool) -> Int? {
    let split = place(of: token, in: bodyMentions)
    for number in bodyMentions[..<split].suffix(Self.reach).reversed() where fits(text.names[number].entity) {
      return text.names[number].entity
    }
    return nil
  }

  /// The number of mentions that end before a token.
  private func place(of token: Int, in mentions: [Int]) -> Int {
    var (low, high) = (0, mentions.count)
    while low < high {
      let middle = (low + high) / 2
      if text.names[mentions[middle]].tokens.upperBound <= token { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Whether the article contains a name, capitalised.
  func isWritten(_ name: String) -> Bool {
    if let known = written[name] { return known }
    let words = WordHash.foldedWords(name)
    let answer =
      words.first.flatMap { capitalized[$0] }?.contains { index in
        index + words.count <= text.tokens.count && words.indices.allSatisfy { text.tokens[index + $0].lower == words[$0] }
      } ?? false
    written[name] = answer
    return answer
  }

  /// The first capitalised name of several words that begins with a word: "Kestler Antriebe" for "Kestler"; `nil` where the word occurs
  /// only by itself.
  func longerName(from word: UInt64) -> String? {
    if let known = longer[word] { return known.isEmpty ? nil : known }
    var found = ""
    for start in capitalized[word] ?? [] {
      var end = start + 1
      while end < text.tokens.count, text.tokens[end].shape.contains(.capitalized), text.tokens[end].kind == .word, end < start + 5,
        !text.tokens[end].shape.contains(.sentenceStart)
      { end += 1 }
      if end > start + 1 {
        found = text.words(text.range(start..<end))
        break
      }
    }
    longer[word] = found
    return found.isEmpty ? nil : found
  }
}
