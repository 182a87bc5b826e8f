internal import Knowledge

/// Words that give a block away as no part of the article (`page-phrases.tsv`): "Read more:", "Sign up for", "Advertisement".
struct PagePhrases: Sendable {
  /// What a phrase says about its block.
  enum Purpose: String, Sendable {
    /// The block begins so and is short or a link: a promo line.
    case promo
    /// The block is nothing else.
    case whole
    /// The block begins so, whatever its length: never article.
    case start
    /// What follows to the end of the article is no part of it.
    case end
    /// A correction note begins so.
    case correction
    /// A byline begins so.
    case byline
    /// A caption or credit begins so.
    case credit
    /// A line with date and time of publication begins so.
    case dateline
    /// Begins a line that tells how to reach the author.
    case contact
    /// Stands anywhere in a line that asks to subscribe, follow or download.
    case invitation
    /// Stands anywhere in a line that names who else worked on the article.
    case contributor
  }

  /// The ones that are part of the program.
  static let standard = PagePhrases(Lexicon(named: "page-phrases.tsv"))

  /// Phrases by their first word, longest first.
  private var phrases: [[UInt8]: [(words: [UInt8], purpose: Purpose)]] = [:]
  /// Phrases that count anywhere in a line, with a space at both ends.
  private var anywhere: [(words: [UInt8], purpose: Purpose)] = []

  init(_ lexicon: Lexicon) {
    let phrase = lexicon.column("phrase"), purpose = lexicon.column("purpose")
    for row in lexicon.rows {
      guard let purpose = Purpose(rawValue: row[purpose]) else { preconditionFailure("unknown purpose in \(row)") }
      let words = Array(row[phrase].utf8)
      if purpose == .contributor || purpose == .invitation {
        anywhere.append(([32] + words + [32], purpose))
        continue
      }
      phrases[Array(words.prefix { $0 != 32 }), default: []].append((words, purpose))
    }
    for key in phrases.keys { phrases[key]?.sort { $0.words.count > $1.words.count } }
  }

  /// What a block's beginning says about it.
  func purposes(of text: [UInt8]) -> [Purpose] {
    let folded = Self.fold(text.prefix(80))
    guard let candidates = phrases[Array(folded.prefix { $0 != 32 })] else { return [] }
    var found: [Purpose] = []
    for (words, purpose) in candidates where folded.starts(with: words) {
      let after = folded.count > words.count ? folded[words.count] : 32
      if after != 32 { continue }
      if purpose == .whole, folded.count > words.count || text.count > 80 { continue }
      found.append(purpose)
    }
    return found
  }

  /// Whether a phrase of that purpose stands anywhere in the text.
  func mentions(_ purpose: Purpose, _ text: [UInt8]) -> Bool { place(of: purpose, text) != nil }

  /// Where in the folded text a phrase of that purpose stands.
  func place(of purpose: Purpose, _ text: [UInt8]) -> Int? {
    let folded = [32] + Self.fold(text) + [32]
    for (words, itsPurpose) in anywhere where itsPurpose == purpose && folded.count >= words.count {
      // Each phrase begins with the space before its first word.
      for start in 0...(folded.count - words.count)
      where folded[start] == 32 && folded[start + 1] == words[1] && folded[start..<start + words.count].elementsEqual(words) {
        return start
      }
    }
    return nil
  }

  /// ASCII letters in lower case, runs of punctuation and space as one space, none at the ends, apostrophes left out.
  static func fold(_ text: some Collection<UInt8>) -> [UInt8] {
    var folded: [UInt8] = []
    var general = 0
    var latin = false
    for byte in text {
      // General punctuation is E2 80 xx: dashes, quotation marks, the apostrophe (99), thin spaces.
      if general == 2 {
        general = 0
        if byte != 0x99, byte != 0x98, let last = folded.last, last != 32 { folded.append(32) }
        continue
      }
      // So are the no-break space (C2 A0), « (AB), » (BB) and · (B7).
      if latin {
        latin = false
        if byte == 0xA0 || byte == 0xAB || byte == 0xBB || byte == 0xB7 {
          if let last = folded.last, last != 32 { folded.append(32) }
          continue
        }
        folded.append(0xC2)
      } else if byte == 0xC2 {
        latin = true
        continue
      }
      if byte == 0xE2 {
        general = 1
        continue
      }
      if general == 1 {
        general = byte == 0x80 ? 2 : 0
        if general == 2 { continue }
        folded.append(0xE2)
      }
      if byte &- 65 < 26 {
        folded.append(byte | 32)
      } else if byte &- 97 < 26 || byte &- 48 < 10 || byte >= 128 {
        folded.append(byte)
      } else if byte != UInt8(ascii: "'"), let last = folded.last, last != 32 {
        folded.append(32)
      }
    }
    if folded.last == 32 { folded.removeLast() }
    return folded
  }
}
