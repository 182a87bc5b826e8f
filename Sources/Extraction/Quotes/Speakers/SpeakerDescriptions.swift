internal import Linguistics
internal import Record

/// The nouns and ages with which an article describes its people and bodies ("actor Ann Roe", "Ann Roe, a nurse at the clinic,", "Roe, 36,",
/// "the group, Harbour Watch"), and the nouns that bring in people whom nobody names ("a nurse at the clinic").
///
/// What "the nurse" or "the 36-year-old" means is told by them: somebody so described, somebody brought in so without a name, or, where
/// neither is, the one of whom the passage speaks.
struct SpeakerDescriptions {
  /// Whom a word describes.
  private struct Entry {
    var word: UInt64
    /// A person's index, or a body's below zero: -1 for the first one.
    var entity: Int32
    /// Where the noun stands.
    var token: Int32
  }

  private let text: AnalyzedText
  private var described: [Entry] = []
  /// Nouns that bring somebody in without a name.
  private var introduced: [Entry] = []

  /// Words of a description before a name and behind its comma, at the most.
  private static let before = 4
  private static let behind = 9

  init(_ text: AnalyzedText) {
    self.text = text
    for name in text.names where name.entity >= 0 {
      switch name.kind {
      case .person: read(around: name.tokens, entity: Int32(name.entity))
      case .organization: read(around: name.tokens, entity: -1 - Int32(name.entity))
      case .place, .nationality, .other: continue
      }
    }
    described.sort { ($0.word, $0.token) < ($1.word, $1.token) }
    for token in text.tokens.indices where Self.indefinites.contains(text.tokens[token].lower) { readIndefinite(token) }
    introduced.sort { ($0.word, $0.token) < ($1.word, $1.token) }
  }

  /// Whether a word describes a person: 0 no, 1 before a token, 2 only behind it.
  func describes(_ word: UInt64, person: Int, before token: Int) -> UInt64 { describes(word, entity: Int32(person), before: token) }

  /// Whether a word describes a body: 0 no, 1 before a token, 2 only behind it.
  func describes(_ word: UInt64, body: Int, before token: Int) -> UInt64 { describes(word, entity: -1 - Int32(body), before: token) }

  /// How many people and bodies a word describes before a token.
  func count(_ word: UInt64, before token: Int) -> Int {
    var seen: [Int32] = []
    for entry in entries(described, word) where entry.token < token && !seen.contains(entry.entity) { seen.append(entry.entity) }
    return seen.count
  }

  /// Whether somebody without a name was brought in by a noun: 0 no, 1 within the four sentences before a token, 2 earlier.
  func introduced(_ word: UInt64, before token: Int) -> UInt64 {
    guard let last = entries(introduced, word).last(where: { $0.token < token }) else { return 0 }
    return text.sentence(of: token) - text.sentence(of: Int(last.token)) <= 4 ? 1 : 2
  }

  /// The age that a word tells ("36-year-old") as it is hashed here; `nil` where it tells none.
  func age(_ token: Int) -> UInt64? {
    guard text.tokens[token].shape.isSuperset(of: [.hasDigit, .hyphenated]) else { return nil }
    return number(text.tokens[token].range)
  }

  private func describes(_ word: UInt64, entity: Int32, before token: Int) -> UInt64 {
    var isLater = false
    for entry in entries(described, word) where entry.entity == entity {
      if entry.token < token { return 1 }
      isLater = true
    }
    return isLater ? 2 : 0
  }

  private func entries(_ all: [Entry], _ word: UInt64) -> ArraySlice<Entry> {
    func place(_ isBelow: (UInt64) -> Bool) -> Int {
      var low = 0
      var high = all.count
      while low < high {
        let middle = (low + high) / 2
        if isBelow(all[middle].word) { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return all[place { $0 < word }..<place { $0 <= word }]
  }

  // MARK: Reading

  private mutating func read(around name: Range<Int>, entity: Int32) {
    var token = name.lowerBound - 1
    while token >= 0, name.lowerBound - token <= Self.before, isNominal(token) || isComma(token) && token == name.lowerBound - 1 {
      add(token, entity)
      if text.tokens[token].shape.contains(.sentenceStart) { break }
      token -= 1
    }
    token = name.upperBound
    guard token + 1 < text.tokens.count else { return }
    let isBracket = text.bytes[text.tokens[token].range.start] == UInt8(ascii: "(")
    let isLinked = Self.links.contains(text.tokens[token].lower)
    guard isComma(token) || isBracket || isLinked else { return }
    if isLinked, !Self.indefinites.contains(text.tokens[token + 1].lower) { return }
    token += 1
    let end = min(text.tokens.count, token + Self.behind)
    while token < end, !text.tokens[token].shape.contains(.sentenceStart) {
      if text.tokens[token].kind == .number {
        // "Roe, 36," and "Roe (36)", no other number.
        let next = token + 1
        if token == name.upperBound + 1, next < text.tokens.count, text.tokens[next].kind == .punctuation {
          described.append(Entry(word: number(text.tokens[token].range), entity: entity, token: Int32(token)))
        }
      } else if !isNominal(token) {
        break
      }
      add(token, entity)
      token += 1
    }
  }

  private mutating func add(_ token: Int, _ entity: Int32) {
    guard text.tokens[token].kind == .word else { return }
    if let age = age(token) {
      described.append(Entry(word: age, entity: entity, token: Int32(token)))
      return
    }
    switch text.tokens[token].tag {
    case .NN, .NNP: described.append(Entry(word: text.tokens[token].lower, entity: entity, token: Int32(token)))
    default: return
    }
  }

  /// "a | nurse", "one former employee": the last noun, where no name stands behind it.
  private mutating func readIndefinite(_ article: Int) {
    var token = article + 1
    var head = -1
    while token < text.tokens.count, token - article <= 7, text.tokens[token].kind == .word,
      !text.tokens[token].shape.contains(.sentenceStart)
    {
      switch text.tokens[token].tag {
      case .NN, .NNP: head = token
      case .JJ, .VBN, .VBG, .NNS, .NNPS, .POS, .RB: break
      default: token = text.tokens.count
      }
      token += 1
    }
    guard head >= 0, text.tokens[head].tag == .NN else { return }
    let behind = text.names(in: head + 1..<min(text.tokens.count, head + 4)).first
    if let behind, behind.kind == .person { return }
    introduced.append(Entry(word: text.tokens[head].lower, entity: 0, token: Int32(head)))
  }

  private func isNominal(_ token: Int) -> Bool {
    switch text.tokens[token].tag {
    case .NN, .NNP, .JJ, .DT, .PRPS, .VBN, .CD, .NNS, .POS: text.tokens[token].kind == .word
    default: false
    }
  }

  private func isComma(_ token: Int) -> Bool { text.bytes[text.tokens[token].range.start] == UInt8(ascii: ",") }

  /// A hash of the digits with which a word begins, unlike any word's.
  private func number(_ range: ByteRange) -> UInt64 {
    var value: UInt64 = 0
    for place in range.start..<range.end {
      let byte = text.bytes[place]
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9"), value < 100_000 else { break }
      value = value * 10 + UInt64(byte - UInt8(ascii: "0"))
    }
    return value
  }

  private static func hashes(_ words: String) -> Set<UInt64> { Set(words.split(separator: " ").map { WordHash.folded(String($0)) }) }
  private static let indefinites = hashes("a an another one")
  private static let links = hashes("is was")
}
