internal import Knowledge
internal import Linguistics
internal import Record

/// An article with look-ups by token, as the rules for roles need them.
struct OfficialContext {
  let text: AnalyzedText
  let classes: [WordClass]
  /// For each token the name that contains it, -1 for none.
  private(set) var nameAt: [Int32]
  /// For each token the end of its sentence (one past the last token).
  private(set) var sentenceEnd: [Int32]
  private(set) var sentenceStart: [Int32]
  let lexicon = RoleLexicon.shared
  let lookups: ArticleLookups
  /// For each token the index of its sentence.
  private(set) var sentenceAt: [Int32]
  /// Words that are capitalised somewhere inside a sentence.
  private var capitalized: Set<UInt64> = []

  init(_ text: AnalyzedText) {
    self.text = text
    classes = text.tokens.map { WordClasses.shared[$0.lower] }
    nameAt = [Int32](repeating: -1, count: text.tokens.count)
    sentenceEnd = [Int32](repeating: 0, count: text.tokens.count)
    sentenceStart = sentenceEnd
    sentenceAt = sentenceEnd
    lookups = ArticleLookups(text, classes: classes)
    for (number, name) in text.names.enumerated() { for token in name.tokens { nameAt[token] = Int32(number) } }
    for token in text.tokens where token.kind == .word && token.shape.contains(.capitalized) && !token.shape.contains(.sentenceStart) {
      capitalized.insert(token.lower)
    }
    for (number, sentence) in text.sentences.enumerated() {
      for token in sentence.tokens {
        sentenceAt[token] = Int32(number)
        sentenceEnd[token] = Int32(sentence.tokens.upperBound)
        sentenceStart[token] = Int32(sentence.tokens.lowerBound)
      }
    }
  }

  /// Whether a word at the start of a sentence is also capitalised inside one, as "Wild", the team, is.
  func isNamedElsewhere(_ index: Int) -> Bool { capitalized.contains(lower(index)) }

  @inline(__always) func token(_ index: Int) -> Token { text.tokens[index] }
  @inline(__always) func lower(_ index: Int) -> UInt64 { text.tokens[index].lower }
  func name(at index: Int) -> NameMention? {
    index >= 0 && index < nameAt.count && nameAt[index] >= 0 ? text.names[Int(nameAt[index])] : nil
  }
  func isPerson(_ index: Int) -> Bool { name(at: index)?.kind == .person }
  /// Whether the token at an index is this character.
  func isMark(_ index: Int, _ character: Unicode.Scalar) -> Bool {
    guard index >= 0, index < text.tokens.count else { return false }
    let range = text.tokens[index].range
    return range.count == 1 && text.bytes[range.start] == UInt8(ascii: character)
  }
  func isComma(_ index: Int) -> Bool { isMark(index, ",") }
  func isCapitalized(_ index: Int) -> Bool { text.tokens[index].shape.contains(.capitalized) }
  /// Whether a participle belongs to a verb group: "have sacked coach Roe", "was named".
  func isPerfect(_ index: Int) -> Bool {
    var before = index - 1
    while before >= 0, text.tokens[before].tag == .RB { before -= 1 }
    return before >= 0 && RoleWords.perfects.contains(lower(before)) && !RoleWords.former.contains(lower(index))
  }
  func isPossessive(_ index: Int) -> Bool {
    index < text.tokens.count && (text.tokens[index].tag == .POS || RoleWords.possessives.contains(lower(index)))
      && text.tokens[index].range.count <= 4
  }

  /// The token after a phrase that begins at a token; `nil` where the phrase is not there.
  func end(of words: [UInt64], at index: Int) -> Int? {
    guard index + words.count < text.tokens.count,
      words.indices.allSatisfy({ lower(index + $0) == words[$0] })
    else { return nil }
    return index + words.count
  }

  /// The words of tokens. Neighbouring tokens keep the spacing of the text; others are separated by one space.
  func words(_ tokens: [Int]) -> String {
    var out = ""
    var index = 0
    while index < tokens.count {
      var end = index
      while end + 1 < tokens.count, tokens[end + 1] == tokens[end] + 1 { end += 1 }
      if !out.isEmpty { out += " " }
      out += text.words(text.range(tokens[index]..<tokens[end] + 1))
      index = end + 1
    }
    return out
  }
}

extension OfficialContext {
  /// Whether a lower-case word can stand for a body: "agency", "university", "council".
  func isBodyNoun(_ index: Int) -> Bool {
    classes[index].contains(.bodyHead) || RoleWords.bodyNouns.contains(lower(index))
  }
}

/// The words that the rules for roles look for.
enum RoleWords {
  static func set(_ words: String) -> Set<UInt64> { Set(WordHash.foldedWords(words)) }
  static func of(_ word: String) -> UInt64 { WordHash.folded(word) }
  static let possessives = set("'s '")
  static let articles = set("the a an")
  static let the = of("the")
  static let ofWord = of("of")
  static let headWord = of("head")
  static let and = set("and & or")
  static let links = set(WordSets["OfficialContext.links"])
  static let bodyLinks = set("of for at with in from by")
  static let pronouns = set(WordSets["OfficialContext.pronouns"])
  static let its = set("its their")
  /// Words that are left out of titles.
  static let dropped = set(WordSets["OfficialContext.dropped"])
  /// Words for former roles.
  static let former = set("former ex retired onetime one-time erstwhile late")
  static let portfolioHeads = set(WordSets["OfficialContext.portfolioHeads"])
  static let candidacies = set(WordSets["OfficialContext.candidacies"])
  static let parties = set(WordSets["OfficialContext.parties"])
  static let ages = set("aged age")
  static let perfects = set(WordSets["OfficialContext.perfects"])
}
