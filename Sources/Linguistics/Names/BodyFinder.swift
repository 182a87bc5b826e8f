internal import Record

/// Groups the mentions of organizations into bodies, and links abbreviations to full names.
struct BodyFinder {
  private struct Entry {
    var words: [UInt64]
    var initials: [UInt8]
    var fullest: Range<Int>
    var abbreviation: UInt64?
    var abbreviationToken: Int?
    var mentions: [Int]
  }

  private let text: AnalyzedText
  private let classes: [WordClass]
  private var entries: [Entry] = []
  /// Indices of ``entries`` by all words, by abbreviation, by first word, by last word and by initials, ascending.
  private var byWords: [[UInt64]: Int] = [:]
  private var byAbbreviation: [UInt64: Int] = [:]
  private var byFirst: [UInt64: [Int]] = [:]
  private var byLast: [UInt64: [Int]] = [:]
  private var byInitials: [[UInt8]: [Int]] = [:]
  /// The most entries with one word that are compared.
  private static let reach = 64

  static func find(_ text: inout AnalyzedText, classes: [WordClass]) {
    var finder = BodyFinder(text, classes)
    for (number, name) in text.names.enumerated() where name.kind == .organization { finder.add(number, name.tokens) }
    finder.store(&text)
  }

  private init(_ text: AnalyzedText, _ classes: [WordClass]) {
    self.text = text
    self.classes = classes
  }

  private mutating func add(_ number: Int, _ run: Range<Int>) {
    var run = run
    if run.count > 1, text.tokens[run.lowerBound].lower == Self.the { run = run.lowerBound + 1..<run.upperBound }
    let words = run.map { text.tokens[$0].lower }
    if let same = byWords[words] ?? (words.count == 1 ? byAbbreviation[words[0]] : nil) {
      entries[same].mentions.append(number)
      return
    }
    let isAbbreviation = run.count == 1 && text.tokens[run.lowerBound].shape.contains(.allCaps)
    if isAbbreviation {
      let letters = self.letters(run.lowerBound)
      // The abbreviation is in brackets after the full name, or consists of the initials of a name anywhere before.
      let before = entries.indices.last.flatMap { follows(entries[$0], run.lowerBound) ? $0 : nil }
      if let owner = before ?? (letters.count > 1 ? byInitials[letters]?.last { !entries[$0].mentions.isEmpty } : nil) {
        entries[owner].abbreviation = words[0]
        entries[owner].abbreviationToken = run.lowerBound
        entries[owner].mentions.append(number)
        byAbbreviation[words[0]] = owner
        return
      }
    } else if let longer = longerForm(of: words) {
      entries[longer].mentions.append(number)
      return
    }
    append(Entry(words: words, initials: initials(run), fullest: run, mentions: [number]))
    let last = entries.count - 1
    guard words.count > 1 else { return }
    // A longer form of a body so far known by its first words.
    if !classes[run.lowerBound].contains(.common), classes[run.lowerBound].isDisjoint(with: .anyPlace), let shorter = byWords[[words[0]]],
      !entries[shorter].mentions.isEmpty
    {
      take(shorter, into: last)
    }
    let known = ([initials(run)] + shortInitials(run)).flatMap { byInitials[$0] ?? [] }
    if let known = known.first(where: {
      $0 != last && !entries[$0].mentions.isEmpty && entries[$0].words.count == 1
        && text.tokens[entries[$0].fullest.lowerBound].shape.contains(.allCaps)
    }) {
      entries[last].abbreviation = entries[known].words[0]
      entries[last].abbreviationToken = entries[known].fullest.lowerBound
      take(known, into: last)
    }
  }

  /// Adds an entry and indexes it by its words; an abbreviation by itself is indexed by its letters.
  private mutating func append(_ entry: Entry) {
    let number = entries.count
    entries.append(entry)
    byWords[entry.words] = number
    if let first = entry.words.first { byFirst[first, default: []].append(number) }
    if let last = entry.words.last { byLast[last, default: []].append(number) }
    let isAbbreviation = entry.words.count == 1 && text.tokens[entry.fullest.lowerBound].shape.contains(.allCaps)
    let letters = isAbbreviation ? self.letters(entry.fullest.lowerBound) : entry.initials
    if letters.count > 1 { byInitials[letters, default: []].append(number) }
    if !isAbbreviation { for letters in shortInitials(entry.fullest) { byInitials[letters, default: []].append(number) } }
  }

  /// Moves an entry's mentions to another that has the body's full name. The empty entry keeps its index and is left out at the end.
  private mutating func take(_ shorter: Int, into last: Int) {
    entries[last].mentions = entries[shorter].mentions + entries[last].mentions
    entries[shorter].mentions = []
    byWords[entries[shorter].words] = last
  }

  private func longerForm(of words: [UInt64]) -> Int? {
    guard let first = words.first, let last = words.last else { return nil }
    let candidates = (byFirst[first] ?? []).prefix(Self.reach) + (words.count > 1 ? (byLast[last] ?? []).prefix(Self.reach) : [])
    return candidates.filter { !entries[$0].mentions.isEmpty && isShortForm(words, of: entries[$0]) }.min()
  }

  private func follows(_ entry: Entry, _ token: Int) -> Bool {
    token == entry.fullest.upperBound + 1 && text.bytes[text.tokens[token - 1].range.start] == UInt8(ascii: "(")
      && letters(token).first == entry.initials.first
  }

  /// Whether the words are a later, shorter form: the first words ("Kestler" for "Kestler Antriebe"), or the last two.
  private func isShortForm(_ words: [UInt64], of entry: Entry) -> Bool {
    guard words.count < entry.words.count else { return false }
    if entry.words.starts(with: words) {
      return words.count > 1 || WordClasses.shared[words[0]].isDisjoint(with: [.common, .country, .state, .place, .nationality])
    }
    return words.count > 1 && Array(entry.words.suffix(words.count)) == words
  }

  private func letters(_ index: Int) -> [UInt8] {
    let range = text.tokens[index].range
    return text.bytes[range.start..<range.end].filter { $0 &- 65 < 26 }
  }

  private func initials(_ run: Range<Int>) -> [UInt8] {
    run.filter { text.tokens[$0].shape.contains(.capitalized) }.map { text.bytes[text.tokens[$0].range.start] }
  }

  /// The initials of a long name without its country, without its last word behind "and", and without both: "CDC" for "Irish Centre for
  /// Disease Control and Prevention".
  private func shortInitials(_ run: Range<Int>) -> [[UInt8]] {
    guard run.count > 3 else { return [] }
    let isNational = !classes[run.lowerBound].isDisjoint(with: [.nationality, .country])
    let isJoined = text.tokens[run.upperBound - 2].tag == .CC
    var runs: [Range<Int>] = []
    if isNational { runs.append(run.lowerBound + 1..<run.upperBound) }
    if isJoined { runs.append(run.lowerBound..<run.upperBound - 2) }
    if isNational, isJoined { runs.append(run.lowerBound + 1..<run.upperBound - 2) }
    return runs.map(initials).filter { $0.count > 2 }
  }

  private func store(_ text: inout AnalyzedText) {
    var bodies: [Body] = []
    let order = entries.filter { !$0.mentions.isEmpty }.sorted { ($0.mentions.first ?? 0) < ($1.mentions.first ?? 0) }
    for entry in order {
      let mentions = entry.mentions.sorted()
      for mention in mentions { text.names[mention].entity = bodies.count }
      bodies.append(
        Body(
          name: text.words(text.range(entry.fullest)), abbreviation: entry.abbreviationToken.map { text.word($0) }, mentions: mentions))
    }
    text.bodies = bodies
  }

  private static let the = WordHash.folded("the")
}
