internal import Knowledge

/// Words that give a block away as no part of the article (`page-phrases.tsv`): "Read more:", "Sign up for", "Advertisement".
struct PagePhrases: Sendable {
  /// What phrases say about their block.
  struct Purposes: OptionSet, Sendable {
    let rawValue: UInt16
    /// The block begins so and is short or a link: a promo line.
    static let promo = Purposes(rawValue: 1)
    /// The block is nothing else.
    static let whole = Purposes(rawValue: 2)
    /// The block begins so, whatever its length: never article.
    static let start = Purposes(rawValue: 4)
    /// What follows to the end of the article is no part of it.
    static let end = Purposes(rawValue: 8)
    /// A correction note begins so.
    static let correction = Purposes(rawValue: 16)
    /// A byline begins so.
    static let byline = Purposes(rawValue: 32)
    /// A caption or credit begins so.
    static let credit = Purposes(rawValue: 64)
    /// A line with date and time of publication begins so.
    static let dateline = Purposes(rawValue: 128)
    /// Begins a line that tells how to reach the author.
    static let contact = Purposes(rawValue: 256)
    /// Stands anywhere in a line that asks to subscribe, follow or download.
    static let invitation = Purposes(rawValue: 512)
    /// Stands anywhere in a line that names who else worked on the article.
    static let contributor = Purposes(rawValue: 1024)
    /// Stands anywhere in the title of a film or recording.
    static let player = Purposes(rawValue: 2048)
    /// Stands anywhere in a line in which the site mentions itself and those it works with: "we and our friends".
    static let site = Purposes(rawValue: 4096)
    /// Stands anywhere in a line about what the site stores of its readers; only beside the site itself it asks for consent.
    static let consent = Purposes(rawValue: 8192)
    /// Behind a number it begins what is none of the article: "34 responses to". A single word only where nothing follows.
    static let counted = Purposes(rawValue: 32_768)
    /// Stands anywhere in a line that tells what the site earns by its links.
    static let disclosure = Purposes(rawValue: 16_384)

    init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The purpose of that name in the lexicon.
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

  /// The ones that are part of the program.
  static let standard = PagePhrases(Lexicon(named: "page-phrases.tsv"))

  /// Phrases that begin a block, by their first word.
  private let phrases: ByteTable<[Phrase]>
  /// Phrases that count anywhere in a line, by their first two bytes.
  private var anywhere: [[Phrase]] = [[]]
  /// For two bytes of a word's beginning, folded together, where in ``anywhere`` the phrases stand.
  private var places = [UInt16](repeating: 0, count: 4096)

  init(_ lexicon: Lexicon) {
    let words = lexicon.column("phrase"), purpose = lexicon.column("purpose")
    var beginnings: [[UInt8]: [Phrase]] = [:]
    for row in lexicon.rows {
      guard let purpose = Purposes(name: row[purpose]) else { preconditionFailure("unknown purpose in \(row)") }
      let phrase = Phrase(words: Array(row[words].utf8), purpose: purpose)
      guard let first = phrase.words.first else { continue }
      if Self.isFoundAnywhere.contains(purpose) {
        let pair = Self.pair(first, phrase.words[1])
        if places[pair] == 0 {
          places[pair] = UInt16(anywhere.count)
          anywhere.append([])
        }
        anywhere[Int(places[pair])].append(phrase)
      } else {
        beginnings[Array(phrase.words.prefix { $0 != 32 }), default: []].append(phrase)
      }
    }
    phrases = ByteTable(beginnings.map { ($0.key, $0.value) })
  }

  /// What a text's beginning says about it. `folded` is the text folded, `length` its bytes.
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

  /// "34 comments", "2 responses to …", whose number ends at `start`.
  private func countsResponses(_ folded: [UInt8], from start: Int) -> Bool {
    let word = folded[start...].prefix { $0 != 32 }
    guard let candidates = phrases[word] else { return false }
    return candidates.contains {
      $0.purpose == .counted && Self.stands($0.words, in: folded, at: start)
        && ($0.words.count > word.count || start + word.count == folded.count)
    }
  }

  private static func pair(_ first: UInt8, _ second: UInt8) -> Int { Int(first & 63) << 6 | Int(second & 63) }

  /// What phrases that stand anywhere in the folded text say about it.
  func mentions(_ folded: [UInt8]) -> Purposes {
    var found: Purposes = []
    var isWordStart = true
    for index in 0..<max(0, folded.count - 1) {
      let byte = folded[index]
      if isWordStart, case let place = places[Self.pair(byte, folded[index + 1])], place > 0 {
        for phrase in anywhere[Int(place)] where Self.stands(phrase.words, in: folded, at: index) { found.insert(phrase.purpose) }
      }
      isWordStart = byte == 32
    }
    return found
  }

  /// Whether whole words stand at a place of the folded text.
  private static func stands(_ words: [UInt8], in folded: [UInt8], at start: Int) -> Bool {
    let end = start + words.count
    guard end <= folded.count, end == folded.count || folded[end] == 32 else { return false }
    for offset in words.indices where folded[start + offset] != words[offset] { return false }
    return true
  }
}
