internal import Knowledge
internal import Record

/// Decides whether a text is English, by its function words.
///
/// The language that a page declares is not used, because it is wrong too often. In running English text at least one word in five is in
/// the lexicon's English list, in other languages fewer than one in twenty.
package struct EnglishTest: Sendable {
  /// The test with the embedded lexicon.
  package static let standard = EnglishTest(Lexicon(named: "language-words.tsv"))

  private var english: Set<UInt64> = []
  private var foreign: Set<UInt64> = []
  /// The languages other than English that a word is listed for, one bit each.
  private var languages: [UInt64: UInt32] = [:]
  /// English function words that also occur in other languages and are too frequent to count for those.
  private static let shared: Set<String> = ["a", "i"]
  /// The same as hashes.
  private let neutral = Set(shared.map { WordHash.folded($0) })
  /// How many words are enough to decide; the rest of a longer text is not read.
  private static let sample = 2_000

  init(_ lexicon: Lexicon) {
    let word = lexicon.column("word"), named = lexicon.column("languages")
    var bits: [String: UInt32] = ["en": 0]
    for row in lexicon.rows {
      let hash = WordHash.folded(row[word])
      for name in row[named].blankParted where !Self.shared.contains(row[word]) {
        let bit = bits[String(name)] ?? 1 << UInt32(bits.count)
        bits[String(name)] = bit
        languages[hash, default: 0] |= bit
      }
      if row[named].blankParted.contains("en") {
        english.insert(hash)
      } else if !Self.shared.contains(row[word]), !WordClasses.shared[hash].contains(.common) {
        foreign.insert(hash)
      }
    }
  }

  /// Whether the text is English; also `true` where it is too short to tell.
  package func isEnglish(_ text: AnalyzedText) -> Bool {
    var words = 0, own = 0, others = 0, common = 0, unread = 0
    for token in text.tokens where token.kind == .word {
      words += 1
      if WordClasses.shared[token.lower].contains(.common) { common += 1 }
      if english.contains(token.lower) {
        own += 1
      } else if foreign.contains(token.lower) {
        others += 1
      } else if isBeyondLatin(text.bytes[token.range.start]) {
        unread += 1
      }
      if words == Self.sample { break }
    }
    if unread * 2 > words { return false }
    // A table or a list of results has hardly any function words, but its other words are English.
    if words >= 60 && own * 12 < words && common * 4 < words { return false }
    return !(others >= 4 && others > own * 3 && others * 6 > words)
  }

  /// Whether a paragraph of an English text is in another language, such as a translation or an original speech. A paragraph too short to
  /// decide counts as English. Names do not count, since words such as those of "Universidad de los Andes" occur in English sentences too.
  package func isForeign(_ tokens: Range<Int>, of text: AnalyzedText) -> Bool {
    var words = 0, own = 0, others = 0, small = 0, known = 0, unread = 0, unreadBytes = 0
    for token in text.tokens[tokens] where token.kind == .word {
      words += 1
      let isOwn = english.contains(token.lower)
      if isOwn { own += 1 } else if foreign.contains(token.lower) { others += 1 }
      if isBeyondLatin(text.bytes[token.range.start]) {
        unread += 1
        unreadBytes += token.range.end - token.range.start
      }
      if !token.shape.contains(.capitalized) {
        small += 1
        if isOwn || WordClasses.shared[token.lower].contains(.common) { known += 1 }
      }
      if words == Self.sample { break }
    }
    // In scripts without spaces between words a sentence is one word.
    if words >= 3 || unreadBytes >= 24, unread * 2 > words { return true }
    // Languages without a list are recognized by how few of their words are English. Lists of rare nouns still contain "and" and "or".
    if small >= 10, own == 0, known * 6 < small { return true }
    if others >= 3 && others > own * 3 && others * 6 > words && known * 2 < small { return true }
    return words <= Self.longestShort && isShortForeign(tokens, of: text)
  }

  /// A paragraph of more words has enough function words to be recognized by their number alone.
  private static let longestShort = 80

  /// Whether a short paragraph without a word that is English only holds several words of one other language. Words that are also English
  /// ("die", "in") speak for neither, and words between capitals may be in a name ("Casa de las Flores").
  private func isShortForeign(_ tokens: Range<Int>, of text: AnalyzedText) -> Bool {
    var found: [UInt64] = [], pending: [UInt64] = []
    var small = 0, known = 0
    var isAfterCapital = false, isAfterMark = true, isMarked = false
    for token in text.tokens[tokens] {
      guard token.kind == .word else {
        isMarked = isMarked || Self.isForeignMark(text.bytes[token.range.start..<token.range.end])
        found += pending
        pending = []
        isAfterCapital = false
        isAfterMark = true
        continue
      }
      let others = languages[token.lower] ?? 0
      if english.contains(token.lower), others == 0 { return false }
      if token.shape.contains(.capitalized) {
        if !isAfterCapital { found += pending }
        pending = isAfterMark && others != 0 ? [token.lower] : []
        isAfterCapital = true
        isAfterMark = false
        continue
      }
      isAfterMark = false
      if neutral.contains(token.lower) { continue }
      small += 1
      if others != 0 {
        pending.append(token.lower)
        continue
      }
      isMarked = isMarked || text.bytes[token.range.start..<token.range.end].contains { $0 >= 0xC3 && $0 < 0xE2 }
      if WordClasses.shared[token.lower].contains(.common) { known += 1 }
      found += pending
      pending = []
      isAfterCapital = false
    }
    guard small >= 5, known * 3 < small else { return false }
    let distinct = Set(found + pending)
    var languagesLeft = distinct.reduce(0) { $0 | (languages[$1] ?? 0) }
    while languagesLeft != 0 {
      let bit = languagesLeft & (~languagesLeft + 1)
      languagesLeft &= ~bit
      let own = distinct.filter { languages[$0].map { $0 & bit != 0 } == true }
      let sure = own.count { !english.contains($0) && isUnlikeEnglish($0) }
      if sure >= 2 && own.count >= 3 || isMarked && sure >= 1 && own.count >= 2 { return true }
    }
    return false
  }

  /// Whether a word of another language is no English word either; particles of names ("de") are none.
  private func isUnlikeEnglish(_ word: UInt64) -> Bool {
    let classes = WordClasses.shared[word]
    return !classes.contains(.common) || classes.contains(.particle)
  }

  /// Whether a mark opens a quotation as only other languages do: « or „.
  private static func isForeignMark(_ mark: ArraySlice<UInt8>) -> Bool {
    mark.elementsEqual([0xC2, 0xAB]) || mark.elementsEqual([0xE2, 0x80, 0x9E])
  }

  /// Whether the first UTF-8 byte of a letter begins a scalar from U+0370 (Greek) on.
  private func isBeyondLatin(_ byte: UInt8) -> Bool { byte >= 0xCD && byte != 0xE1 && byte != 0xE2 }
}
