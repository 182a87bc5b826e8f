internal import Knowledge

/// Words that show that a block is not part of the article (`page-phrases.tsv`): "Read more:", "Sign up for", "Advertisement".
struct PagePhrases: Sendable {
  /// What phrases say about their block.
  struct Purposes: OptionSet, Sendable {
    let rawValue: UInt16
    /// Begins a block that is short or a link: a promo line.
    static let promo = Purposes(rawValue: 1)
    /// Is the whole block.
    static let whole = Purposes(rawValue: 2)
    /// Begins a block of any length that is never part of the article.
    static let start = Purposes(rawValue: 4)
    /// Begins what is not part of the article, up to its end.
    static let end = Purposes(rawValue: 8)
    /// Begins a correction note.
    static let correction = Purposes(rawValue: 16)
    /// Begins a byline.
    static let byline = Purposes(rawValue: 32)
    /// Begins a caption or credit.
    static let credit = Purposes(rawValue: 64)
    /// Begins a line with date and time of publication.
    static let dateline = Purposes(rawValue: 128)
    /// Begins a line that says how to reach the author.
    static let contact = Purposes(rawValue: 256)
    /// Occurs anywhere in a line that asks to subscribe, follow or download.
    static let invitation = Purposes(rawValue: 512)
    /// Occurs anywhere in a line that names who else worked on the article.
    static let contributor = Purposes(rawValue: 1024)
    /// Occurs anywhere in the title of a film or recording.
    static let player = Purposes(rawValue: 2048)
    /// Occurs anywhere in a line in which the site mentions itself and its partners: "we and our friends".
    static let site = Purposes(rawValue: 4096)
    /// Occurs anywhere in a line about what the site stores of its readers. It asks for consent only if the line also mentions the site
    /// itself.
    static let consent = Purposes(rawValue: 8192)
    /// Follows a number at the beginning of something that is not part of the article: "34 responses to". A single word counts only if
    /// nothing follows.
    static let counted = Purposes(rawValue: 32_768)
    /// Occurs anywhere in a line that says what the site earns by its links.
    static let disclosure = Purposes(rawValue: 16_384)

    init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The purpose with that name in the lexicon.
    init?(name: String) {
      switch name {
      case "promo": self = .promo
      case "whole": self = .whole
      case "start": self = .start
      case "end": self = .end
      case "correction": self = .correction
      case "byline": self = .byline
      case "credit": self = .credit
      case "dateline": self = .dateline
      case "contact": self = .contact
      case "invitation": self = .invitation
      case "contributor": self = .contributor
      case "player": self = .player
      case "site": self = .site
      case "consent": self = .consent
      case "disclosure": self = .disclosure
      case "counted": self = .counted
      default: return nil
      }
    }
  }

  private static let isFoundAnywhere: Purposes = [.contributor, .invitation, .player, .site, .consent, .disclosure]

  private struct Phrase: Sendable {
    var words: [UInt8]
    var purpose: Purposes
  }

  /// The built-in ones.
  static let standard = PagePhrases(Lexicon(named: "page-phrases.tsv"))

  /// Phrases at the beginning of a block, by their first word.
  private let phrases: ByteTable<[Phrase]>
  /// A phrase that counts anywhere in a line: where its words are in ``anywhereWords``.
  private struct Mentioned: Sendable {
    var start: Int32
    var end: Int32
    var purpose: UInt16
  }

  /// Phrases that count anywhere in a line, ordered by their first two bytes.
  private let anywhere: [Mentioned]
  private let anywhereWords: [UInt8]
  /// For the first two bytes of a word, hashed together, the position of the first of their phrases in ``anywhere``; those of the next two
  /// bytes begin where they end.
  private let places: [UInt16]

  init(_ lexicon: Lexicon) {
    let words = lexicon.column("phrase"), purpose = lexicon.column("purpose")
    var beginnings: [[UInt8]: [Phrase]] = [:]
    var mentioned: [(pair: Int, phrase: Phrase)] = []
    for row in lexicon.rows {
      guard let purpose = Purposes(name: row[purpose]) else { row.refuse(purpose) }
      let phrase = Phrase(words: Array(row[words].utf8), purpose: purpose)
      guard let first = phrase.words.first else { continue }
      if Self.isFoundAnywhere.contains(purpose) {
        mentioned.append((Self.pair(first, phrase.words[1]), phrase))
      } else {
        beginnings[Array(phrase.words.prefix { $0 != 32 }), default: []].append(phrase)
      }
    }
    phrases = ByteTable(beginnings.map { ($0.key, $0.value) })
    var anywhere: [Mentioned] = [], anywhereWords: [UInt8] = []
    var places = [UInt16](repeating: 0, count: Self.pairs + 1)
    for (pair, phrase) in mentioned.sorted(by: { $0.pair < $1.pair }) {
      let start = Int32(anywhereWords.count)
      anywhereWords += phrase.words
      anywhere.append(Mentioned(start: start, end: Int32(anywhereWords.count), purpose: phrase.purpose.rawValue))
      places[pair + 1] = UInt16(anywhere.count)
    }
    for pair in 1...Self.pairs { places[pair] = max(places[pair], places[pair - 1]) }
    self.anywhere = anywhere
    self.anywhereWords = anywhereWords
    self.places = places
  }

  /// What the beginning of a text says about it. `folded` is the folded text, `length` its length in bytes.
  func purposes(of folded: [UInt8], length: Int) -> Purposes {
    let first = folded.firstIndex(of: 32) ?? folded.count
    if first < folded.count, first < 8, folded[..<first].allSatisfy({ $0 &- 48 < 10 }) {
      return countsResponses(folded, from: first + 1) ? [.end, .counted] : []
    }
    guard let candidates = phrases[folded[..<first]] else { return [] }
    var found: Purposes = []
    for phrase in candidates where phrase.purpose != .counted && Self.stands(phrase.words, in: folded, at: 0) {
      if phrase.purpose == .whole, folded.count > phrase.words.count || length > 80 { continue }
      found.insert(phrase.purpose)
    }
    return found
  }

  /// Whether the text is like "34 comments" or "2 responses to …"; its number ends at `start`.
  private func countsResponses(_ folded: [UInt8], from start: Int) -> Bool {
    let word = folded[start...].prefix { $0 != 32 }
    guard let candidates = phrases[word] else { return false }
    return candidates.contains {
      $0.purpose == .counted && Self.stands($0.words, in: folded, at: start)
        && ($0.words.count > word.count || start + word.count == folded.count)
    }
  }

  /// How many values two bytes hashed together have.
  private static let pairs = 4096

  private static func pair(_ first: UInt8, _ second: UInt8) -> Int { Int(first & 63) << 6 | Int(second & 63) }

  /// What phrases anywhere in the folded text say about it.
  func mentions(_ folded: [UInt8]) -> Purposes {
    var found: UInt16 = 0
    var start = 0
    while start + 1 < folded.count {
      let pair = Self.pair(folded[start], folded[start + 1])
      for index in Int(places[pair])..<Int(places[pair + 1]) where stands(anywhere[index], in: folded, at: start) {
        found |= anywhere[index].purpose
      }
      while start < folded.count, folded[start] != 32 { start += 1 }
      start += 1
    }
    return Purposes(rawValue: found)
  }

  /// Whether a phrase's words, whole, are at a position of the folded text.
  @inline(__always) private func stands(_ phrase: Mentioned, in folded: [UInt8], at start: Int) -> Bool {
    var place = start
    for index in Int(phrase.start)..<Int(phrase.end) {
      if place == folded.count || folded[place] != anywhereWords[index] { return false }
      place += 1
    }
    return place == folded.count || folded[place] == 32
  }

  /// Whether some whole words are at a position of the folded text.
  private static func stands(_ words: [UInt8], in folded: [UInt8], at start: Int) -> Bool {
    let end = start + words.count
    guard end <= folded.count, end == folded.count || folded[end] == 32 else { return false }
    for offset in words.indices where folded[start + offset] != words[offset] { return false }
    return true
  }
}
