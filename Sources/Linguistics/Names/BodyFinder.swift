internal import Record

/// Joins the mentions of organizations into bodies, and ties abbreviations to their full names.
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
    if let same = entries.firstIndex(where: { $0.words == words || words.count == 1 && $0.abbreviation == words[0] }) {
      entries[same].mentions.append(number)
      return
    }
    let isAbbreviation = run.count == 1 && text.tokens[run.lowerBound].shape.contains(.allCaps)
    if isAbbreviation {
      let letters = self.letters(run.lowerBound)
      // In brackets right behind the full name, or the full name's initials anywhere before.
      if let owner = entries.lastIndex(where: { $0.initials.count > 1 && $0.initials == letters || follows($0, run.lowerBound) }) {
        entries[owner].abbreviation = words[0]
        entries[owner].abbreviationToken = run.lowerBound
        entries[owner].mentions.append(number)
        return
      }
    } else if let longer = entries.firstIndex(where: { isShortForm(words, of: $0) }) {
      entries[longer].mentions.append(number)
      return
    }
    entries.append(Entry(words: words, initials: initials(run), fullest: run, mentions: [number]))
    // A longer form of a body that was known by its first words.
    if words.count > 1,
      let shorter = entries.dropLast().firstIndex(where: { entry in
        entry.words.count == 1 && entry.words[0] == words[0] && !classes[run.lowerBound].contains(.common)
          && classes[run.lowerBound].isDisjoint(with: .anyPlace)
      })
    {
      entries[entries.count - 1].mentions = entries[shorter].mentions + [number]
      entries.remove(at: shorter)
    }
    if words.count > 1,
      let known = entries.dropLast().firstIndex(where: { entry in
        entry.words.count == 1 && text.tokens[entry.fullest.lowerBound].shape.contains(.allCaps)
          && letters(entry.fullest.lowerBound) == initials(run)
      })
    {
      let last = entries.count - 1
      entries[last].abbreviation = entries[known].words[0]
      entries[last].abbreviationToken = entries[known].fullest.lowerBound
      entries[last].mentions = entries[known].mentions + [number]
      entries.remove(at: known)
    }
  }

  private func follows(_ entry: Entry, _ token: Int) -> Bool {
    token == entry.fullest.upperBound + 1 && text.bytes[text.tokens[token - 1].range.start] == UInt8(ascii: "(")
      && letters(token).first == entry.initials.first
  }

  /// A later, shorter form: the first words ("Kestler" for "Kestler Antriebe"), or the last two.
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

  private func store(_ text: inout AnalyzedText) {
    var bodies: [Body] = []
    let order = entries.sorted { ($0.mentions.first ?? 0) < ($1.mentions.first ?? 0) }
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
