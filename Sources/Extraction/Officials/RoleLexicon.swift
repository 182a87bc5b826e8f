internal import Knowledge
internal import Linguistics
internal import Record

/// The words of titles and jobs: the lexicon of titles, the words that look like titles but are not, and the suffixes by which an unlisted
/// noun can be recognized as a word for a person.
struct RoleLexicon: Sendable {
  /// A title of the lexicon, or a noun that looks like one by its suffix.
  struct Entry: Sendable {
    var sector: Sector
    /// The number of words.
    var length: Int
    /// Whether the head is a plural ("Sens.").
    var isPlural: Bool
    /// Whether it is in the lexicon.
    var isListed: Bool
  }

  /// Why a word is not a title.
  enum NonTitle: UInt8, Sendable {
    case kin, label, thing
    /// Age, origin, faith, sexuality, health and the like.
    case attribute
    /// Degrees and honours after a name.
    case letters
  }

  static let shared = RoleLexicon()

  private var titles: [UInt64: Sector] = [:]
  private var nonTitles: [UInt64: NonTitle] = [:]
  /// The folded hashes of the last words of all titles in the lexicon, checked before longer look-ups.
  private var lastWords: Set<UInt64> = []

  private init() {
    titles.reserveCapacity(4_000)
    lastWords.reserveCapacity(2_000)
    // Compares hashes instead of strings, because the lists are read at every start.
    let sectors = Dictionary(uniqueKeysWithValues: Sector.allCases.map { (WordHash.of($0.rawValue), $0) })
    for row in Lexicon(named: "titles.tsv").rows {
      guard let value = sectors[row.plainHash(1)] else { row.refuse(1) }
      let places = row.words(0)
      let words = places.map { row.hash(of: $0) }
      titles[Self.phrase(words[...])] = value
      guard let last = words.last, let place = places.last else { continue }
      lastWords.insert(last)
      // British usage writes "Sgt", "Supt", "Prof" without the full stop.
      if row.bytes[place.upperBound - 1] == UInt8(ascii: "."), place.count > 3 {
        let bare = row.hash(of: place.lowerBound..<place.upperBound - 1)
        let phrase = Self.phrase(words.dropLast() + [bare])
        if titles[phrase] == nil { titles[phrase] = value }
        lastWords.insert(bare)
      }
    }
    let kinds: [UInt64: NonTitle] = [
      WordHash.of("kin"): .kin, WordHash.of("label"): .label, WordHash.of("thing"): .thing, WordHash.of("attribute"): .attribute,
      WordHash.of("letters"): .letters,
    ]
    nonTitles.reserveCapacity(2_000)
    for row in Lexicon(named: "non-titles.tsv").rows {
      guard let kind = kinds[row.plainHash(1)] else { row.refuse(1) }
      nonTitles[row.hash(0)] = kind
    }
  }

  static func phrase(_ words: ArraySlice<UInt64>) -> UInt64 {
    guard let first = words.first else { return 0 }
    return words.dropFirst().reduce(first, WordHash.joined)
  }

  /// Why a word is not a title; `nil` where it may be one.
  func nonTitle(_ word: UInt64) -> NonTitle? { nonTitles[word] }

  /// The longest title that ends at `index` and does not begin before `start`.
  func title(endingAt index: Int, from start: Int, in text: AnalyzedText) -> Entry? {
    let token = text.tokens[index]
    guard token.kind == .word else { return nil }
    // "at 5 PM Ann Roe", "the pc": abbreviated offices are in capitals and do not follow a number.
    if Self.initials.contains(token.lower) {
      guard token.shape.contains(.allCaps) || token.shape.contains(.abbreviation), index == 0 || text.tokens[index - 1].kind != .number
      else {
        return nil
      }
    }
    if let entry = listed(
      token.lower, endingAt: index, from: start, in: text,
      plural: token.tag == .NNS || Self.pluralAbbreviations.contains(token.lower) || isListedPlural(token, text.bytes))
    {
      return entry
    }
    let isPlural =
      token.tag == .NNS || token.tag == .NNPS
      || token.tag == .VBZ && token.shape.contains(.sentenceStart)
        && !token.shape.contains(.allCaps)
    if isPlural || token.tag == .NNP, let singular = Self.singular(token, text.bytes),
      let entry = listed(singular, endingAt: index, from: start, in: text, plural: true)
    {
      return entry
    }
    // "vice-president", "ex-mayor", "co-owner", "singer-songwriter": the last part decides.
    if token.shape.contains(.hyphenated), let last = Self.lastPart(token, text.bytes) {
      if nonTitles[last] == nil, !Self.afterHyphen.contains(last),
        let entry = listed(last, endingAt: index, from: index, in: text, plural: false)
      {
        return entry
      }
      if token.lower == Self.secretaryGeneral { return Entry(sector: .international, length: 1, isPlural: false, isListed: true) }
      // "chancellor-designate", "governor-general": the first part decides.
      if Self.afterHyphen.contains(last), let first = Self.firstPart(token, text.bytes), let sector = titles[first] {
        return Entry(sector: sector, length: 1, isPlural: false, isListed: true)
      }
    }
    return nil
  }

  /// "MEPs", "Ministers": a plural that is in the table together with its singular.
  private func isListedPlural(_ token: Token, _ bytes: [UInt8]) -> Bool {
    Self.singular(token, bytes).map { titles[$0] != nil } ?? false
  }

  private func listed(_ last: UInt64, endingAt index: Int, from start: Int, in text: AnalyzedText, plural: Bool) -> Entry? {
    guard lastWords.contains(last) else { return nil }
    var words = [last]
    var best: Entry?
    if let sector = titles[last] { best = Entry(sector: sector, length: 1, isPlural: plural, isListed: true) }
    var place = index - 1
    while place >= start, words.count < 6 {
      words.insert(text.tokens[place].lower, at: 0)
      if let sector = titles[Self.phrase(words[...])] {
        best = Entry(sector: sector, length: words.count, isPlural: plural, isListed: true)
      }
      place -= 1
    }
    return best
  }

  /// A noun that names a person by its suffix: "-er", "-ist", "-ologist", "-woman".
  func byForm(_ index: Int, in text: AnalyzedText) -> Entry? {
    let token = text.tokens[index]
    guard token.kind == .word, token.tag == .NN || token.tag == .NNP || token.tag == .NNS, token.range.count >= 5,
      nonTitles[token.lower] == nil,
      !token.shape.contains(.allCaps)
    else { return nil }
    var end = token.range.end
    if token.tag == .NNS, text.bytes[end - 1] == UInt8(ascii: "s") { end -= 1 }
    if token.tag == .NNS, let singular = Self.singular(token, text.bytes), nonTitles[singular] != nil { return nil }
    if token.shape.contains(.hyphenated), let last = Self.lastPart(token, text.bytes), nonTitles[last] != nil { return nil }
    for suffix in Self.suffixes where token.range.start + suffix.bytes.count + 2 <= end {
      if text.bytes[end - suffix.bytes.count..<end].elementsEqual(suffix.bytes) {
        return Entry(sector: suffix.sector, length: 1, isPlural: token.tag == .NNS, isListed: suffix.isSure)
      }
    }
    return nil
  }

  private struct Suffix: Sendable {
    var bytes: [UInt8]
    var sector: Sector
    /// Whether the suffix occurs only in words for people.
    var isSure: Bool
    init(_ text: String, _ sector: Sector, sure: Bool = false) {
      bytes = Array(text.utf8)
      self.sector = sector
      isSure = sure
    }
  }

  private static let suffixes: [Suffix] = [
    Suffix("ologist", .academia, sure: true), Suffix("ographer", .academia, sure: true), Suffix("icist", .academia, sure: true),
    Suffix("onomer", .academia, sure: true),
    Suffix("woman", .other), Suffix("person", .other), Suffix("ist", .other), Suffix("ician", .other), Suffix("arian", .other),
    Suffix("iatrist", .other), Suffix("eer", .other), Suffix("maker", .business), Suffix("keeper", .business), Suffix("monger", .business),
    Suffix("smith", .business), Suffix("wright", .business), Suffix("herd", .business), Suffix("man", .other), Suffix("er", .other),
    Suffix("or", .other), Suffix("ian", .other),
  ]

  private static let pluralAbbreviations = Set(
    ["sens.", "reps.", "govs.", "gens.", "drs.", "revs.", "messrs."].map { WordHash.folded($0) })
  private static let initials = Set(["pm", "ag", "md", "vp", "np", "rn"].map { WordHash.folded($0) })
  private static let secretaryGeneral = WordHash.folded("secretary-general")

  /// The hash of the singular of a plural: "senators", "secretaries", "spokesmen".
  static func singular(_ token: Token, _ bytes: [UInt8]) -> UInt64? {
    var word = bytes[token.range.start..<token.range.end].map { $0 &- 65 < 26 ? $0 | 32 : $0 }
    if word.count > 4, word.suffix(3).elementsEqual("men".utf8) {
      word[word.count - 2] = UInt8(ascii: "a")
      return WordHash.of(word[...])
    }
    guard word.count > 2, word.last == UInt8(ascii: "s") else { return nil }
    if word.suffix(3).elementsEqual("ies".utf8) {
      word.removeLast(3)
      word.append(UInt8(ascii: "y"))
      return WordHash.of(word[...])
    }
    word.removeLast()
    // "actresses", "coaches"
    if Self.hissing.contains(where: { word.count > $0.count && word.suffix($0.count).elementsEqual($0) }) {
      word.removeLast()
      return WordHash.of(word[...])
    }
    if word.last == UInt8(ascii: "s") { return nil }
    return WordHash.of(word[...])
  }

  private static let hissing = ["sse", "che", "she", "xe"].map { Array($0.utf8) }
  private static let afterHyphen = Set(["designate", "elect", "general", "chief", "select"].map { WordHash.folded($0) })

  private static func firstPart(_ token: Token, _ bytes: [UInt8]) -> UInt64? {
    guard let hyphen = bytes[token.range.start..<token.range.end].firstIndex(of: UInt8(ascii: "-")), hyphen > token.range.start else {
      return nil
    }
    return WordHash.folded(bytes, token.range.start..<hyphen)
  }

  private static func lastPart(_ token: Token, _ bytes: [UInt8]) -> UInt64? {
    guard let hyphen = bytes[token.range.start..<token.range.end].lastIndex(of: UInt8(ascii: "-")), hyphen + 1 < token.range.end else {
      return nil
    }
    return WordHash.folded(bytes, hyphen + 1..<token.range.end)
  }
}
