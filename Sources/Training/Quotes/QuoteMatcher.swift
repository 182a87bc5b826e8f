package import Extraction
package import Record

/// Compares the quotes found in a text with those marked in it.
package struct QuoteMatcher {
  /// The findings of one utterance.
  package struct Unit {
    package var findings: [QuoteFinding]
    /// The offsets at which its words begin.
    fileprivate var words: [Int]
  }

  private let text: [UInt8]
  private let quotes: [MarkedQuote]
  private let marked: [[Int]]
  /// The least overlap of two quotes that match: twice the number of common words, divided by the words of both.
  private static let least = 0.8

  package init(text: String, quotes: [MarkedQuote]) {
    self.text = Array(text.utf8)
    self.quotes = quotes
    let bytes = self.text
    marked = quotes.map { Self.words(bytes, $0.content) }
  }

  /// Groups findings into utterances: those of one group, and those with one cue, belong together.
  package func units(_ findings: [QuoteFinding]) -> [Unit] {
    var units: [[QuoteFinding]] = []
    for finding in findings {
      let owner = units.firstIndex { unit in
        if let group = finding.group { return unit[0].group == group }
        return unit[0].group == nil && finding.cue != nil && unit[0].cue == finding.cue
      }
      if let owner { units[owner].append(finding) } else { units.append([finding]) }
    }
    return units.map { Unit(findings: $0, words: Self.words(text, $0.map(\.range))) }.filter { !$0.words.isEmpty }
  }

  /// The marked quotes that contain a word.
  package var markedIndices: [Int] { marked.indices.filter { !marked[$0].isEmpty } }

  /// For each unit the index of the marked quote it matches; -1 for none. The pairs with the largest overlap are matched first.
  package func partners(_ units: [Unit]) -> [Int] {
    var pairs: [(shared: Double, quote: Int, unit: Int)] = []
    for (quote, words) in marked.enumerated() where !words.isEmpty {
      for (number, unit) in units.enumerated() {
        guard let low = words.first, let high = words.last, let first = unit.words.first, let last = unit.words.last,
          low <= last, first <= high
        else { continue }
        let shared = 2 * Double(Self.common(words, unit.words)) / Double(words.count + unit.words.count)
        if shared >= Self.least { pairs.append((shared, quote, number)) }
      }
    }
    pairs.sort { ($1.shared, $0.quote, $0.unit) < ($0.shared, $1.quote, $1.unit) }
    var partners = [Int](repeating: -1, count: units.count)
    var taken = Set<Int>()
    for pair in pairs where partners[pair.unit] < 0 && taken.insert(pair.quote).inserted { partners[pair.unit] = pair.quote }
    return partners
  }

  /// Whether a unit has the speaker of a marked quote: by name if it is known, otherwise by the words that mention the speaker.
  package func isSpeakerRight(_ unit: Unit, _ quote: Int) -> Bool {
    let quote = quotes[quote]
    if let name = quote.speaker { return unit.findings.contains { SpeakerName($0.speaker ?? "") == SpeakerName(name) } }
    if quote.source.isEmpty { return unit.findings.allSatisfy { $0.mention == nil && $0.speaker == nil } }
    return unit.findings.contains { $0.mention.map { names($0, quote) } ?? false }
  }

  /// Whether a unit's speaker is clearly someone other than the marked quote's: the names share no word, or the mention is elsewhere. Less
  /// strict than ``isSpeakerRight(_:_:)``, because marked names are not always the fullest.
  package func contradicts(_ unit: Unit, _ quote: Int) -> Bool {
    let quote = quotes[quote]
    let names = unit.findings.compactMap(\.speaker)
    if let name = quote.speaker, !names.isEmpty { return !names.contains { SpeakerName($0).sharesWord(with: SpeakerName(name)) } }
    if quote.source.isEmpty { return quote.speaker != nil }
    return !unit.findings.contains { $0.mention.map { mention in quote.source.contains(where: mention.overlaps) } ?? false }
  }

  /// Whether a mention contains the head of a quote's source and little else.
  package func names(_ mention: ByteRange, _ quote: MarkedQuote) -> Bool {
    guard (quote.head.map { [$0] } ?? quote.source).contains(where: mention.overlaps) else { return false }
    let words = Self.words(text, [mention])
    return 2 * words.count { word in quote.source.contains { $0.start <= word && word < $0.end } } >= words.count
  }

  /// The number of words in units, in marked quotes, and in both, each word counted once.
  package func shares(_ units: [Unit]) -> (found: Int, marked: Int, common: Int) {
    let found = Set(units.flatMap(\.words))
    let wanted = Set(marked.joined())
    return (found.count, wanted.count, found.intersection(wanted).count)
  }

  private static func common(_ left: [Int], _ right: [Int]) -> Int {
    var (i, j, count) = (0, 0, 0)
    while i < left.count, j < right.count {
      if left[i] == right[j] {
        count += 1
        i += 1
        j += 1
      } else if left[i] < right[j] {
        i += 1
      } else {
        j += 1
      }
    }
    return count
  }

  /// The ascending offsets at which words (runs of letters and digits) begin in ranges of a text.
  private static func words(_ bytes: [UInt8], _ ranges: [ByteRange]) -> [Int] {
    var starts = Set<Int>()
    for range in ranges {
      var isInside = false
      var place = range.start
      let string = String(decoding: bytes[range.start..<range.end], as: UTF8.self)
      for scalar in string.unicodeScalars {
        let isWord = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        if isWord, !isInside { starts.insert(place) }
        isInside = isWord
        place += UTF8.width(scalar)
      }
    }
    return starts.sorted()
  }
}

/// A speaker's name normalized for comparison: without titles, punctuation, possessives and middle names.
package struct SpeakerName: Equatable {
  private let words: [String]

  package init(_ name: String) {
    var words = name.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "'" && $0 != "’" }.map { word in
      var word = String(word)
      for ending in ["'s", "’s", "'", "’"] where word.hasSuffix(ending) { word.removeLast(ending.count) }
      word.removeAll { $0 == "'" || $0 == "’" }
      return word
    }
    words.removeAll(where: \.isEmpty)
    while words.count > 1, Self.titles.contains(words[0]) { words.removeFirst() }
    self.words = words
  }

  package static func == (left: SpeakerName, right: SpeakerName) -> Bool {
    if left.words == right.words { return !left.words.isEmpty }
    return left.words.count > 1 && right.words.count > 1 && left.words.first == right.words.first && left.words.last == right.words.last
  }

  /// The number of words.
  var wordCount: Int { words.count }

  func sharesWord(with other: SpeakerName) -> Bool { !Set(words).isDisjoint(with: other.words) }

  private static let titles: Set<String> = [
    "the", "mr", "mrs", "ms", "miss", "dr", "sir", "lord", "lady", "dame", "sen", "senator", "rep", "representative", "gov", "governor",
    "president", "vice", "gen", "general", "secretary", "mayor", "professor", "judge", "justice", "minister", "pope", "queen", "king",
  ]
}
