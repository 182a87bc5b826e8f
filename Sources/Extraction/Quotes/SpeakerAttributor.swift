internal import Linguistics
internal import Record

/// Names the speakers of attributions, in order of place: the article's people and bodies, what pronouns and titles stand for.
struct SpeakerAttributor {
  private let text: AnalyzedText
  private let reader: SourceReader
  private let pronouns: PronounResolver
  private let titles: OfficialTitles
  private var nameAt: [Int32]
  /// Who spoke last, and in which paragraph.
  private(set) var last: (person: Int, paragraph: Int)?
  private var lastBody: (name: String, paragraph: Int)?

  init(_ text: AnalyzedText, officials: [OfficialFinding]) {
    self.text = text
    reader = SourceReader(text: text)
    pronouns = PronounResolver(text)
    titles = OfficialTitles(text, officials: officials)
    nameAt = [Int32](repeating: -1, count: text.tokens.count)
    for (number, name) in text.names.enumerated() { for token in name.tokens { nameAt[token] = Int32(number) } }
  }

  /// The speaker named by a source.
  mutating func speaker(of source: Range<Int>, paragraph: Int) -> Speaker {
    let speaker = read(source, paragraph: paragraph)
    if let person = speaker.person { last = (person, paragraph) }
    if speaker.kind == .organization, let name = speaker.name { lastBody = (name, paragraph) }
    return speaker
  }

  private func read(_ source: Range<Int>, paragraph: Int) -> Speaker {
    let phrase = reader.phrase(source)
    let first = text.tokens[phrase.tokens.lowerBound]
    let whole = text.range(source)
    if phrase.tokens.count == 1 || source.count <= 2, let speaker = pronoun(phrase.tokens.lowerBound, first, paragraph, whole) {
      return speaker
    }
    if joinsPeople(source) {
      return Speaker(name: words(source), kind: .group, mention: whole, way: "several people")
    }
    if let name = name(in: phrase), let speaker = named(name, phrase, source) { return speaker }
    if let speaker = apposition(phrase, source) { return speaker }
    return nominal(phrase, source, paragraph: paragraph)
  }

  // MARK: Pronouns

  private func pronoun(_ token: Int, _ word: Token, _ paragraph: Int, _ mention: ByteRange) -> Speaker? {
    if let gender = PronounResolver.gender(word.lower) {
      let person = pronouns.person(of: token, gender: gender, last: last)
      return Speaker(name: person.map { text.people[$0].name }, kind: .person, person: person, mention: mention, way: "pronoun")
    }
    if Self.relatives.contains(word.lower) { return relative(token, word, mention) }
    if Self.plurals.contains(word.lower) { return Speaker(kind: .group, mention: mention, way: "plural pronoun") }
    if Self.firsts.contains(word.lower) { return Speaker(kind: .person, mention: mention, way: "first person") }
    if Self.its.contains(word.lower) {
      let body = lastBody.flatMap { paragraph - $0.paragraph <= 2 ? $0.name : nil }
      return Speaker(name: body, kind: .organization, mention: mention, way: "pronoun")
    }
    return nil
  }

  /// "who", "which": the name before it.
  private func relative(_ token: Int, _ word: Token, _ mention: ByteRange) -> Speaker {
    var index = token - 1
    var steps = 0
    while index >= 0, steps < 14, !text.tokens[index].shape.contains(.sentenceStart) || steps == 0 {
      let name = nameAt[index]
      if name >= 0 {
        let found = text.names[Int(name)]
        if found.kind == .person, found.entity >= 0, word.lower == Self.who {
          return Speaker(
            name: text.people[found.entity].name, kind: .person, person: found.entity, mention: mention, way: "relative pronoun")
        }
        if found.kind == .organization, found.entity >= 0, word.lower != Self.who {
          return Speaker(name: text.bodies[found.entity].name, kind: .organization, mention: mention, way: "relative pronoun")
        }
      }
      if steps < 2, index > 0, text.tokens[index].kind == .word, name < 0 {
        if reader.isPlural(index) { return Speaker(kind: .group, mention: mention, way: "relative pronoun") }
        if word.lower != Self.who {
          return Speaker(kind: SpeakerNouns.shared[text.tokens[index].lower], mention: mention, way: "relative pronoun")
        }
      }
      index -= 1
      steps += 1
    }
    return Speaker(kind: word.lower == Self.who ? .person : nil, mention: mention, way: "relative pronoun")
  }

  // MARK: Names

  /// The name that is the head of a phrase: nothing but titles, adjectives and other names before it.
  private func name(in phrase: SourceReader.Phrase) -> NameMention? {
    var found: NameMention?
    var token = phrase.tokens.lowerBound
    while token < phrase.tokens.upperBound {
      if nameAt[token] >= 0 {
        let name = text.names[Int(nameAt[token])]
        found = name
        token = name.tokens.upperBound
        continue
      }
      token += 1
    }
    // "Clinton's campaign": the head is another noun; "Clinton's" alone is the name itself.
    guard let found, found.tokens.contains(phrase.head) else { return nil }
    return found
  }

  private func named(_ name: NameMention, _ phrase: SourceReader.Phrase, _ source: Range<Int>) -> Speaker? {
    switch name.kind {
    case .person:
      let range = text.range(name.tokens)
      if name.entity >= 0 {
        return Speaker(name: text.people[name.entity].name, kind: .person, person: name.entity, mention: range, way: "name")
      }
      return Speaker(name: text.words(range), kind: .person, mention: range, way: "name")
    case .organization:
      let full = source.count > name.tokens.count + 3 ? name.tokens : trimmed(source)
      let body = name.entity >= 0 ? text.bodies[name.entity].name : text.words(text.range(name.tokens))
      // "Trump Campaign", "FBI agents": more than the body itself.
      if phrase.tokens.upperBound - 1 > name.tokens.upperBound - 1, phrase.head >= name.tokens.upperBound { return nil }
      if reader.isPlural(phrase.head), SpeakerNouns.shared[text.tokens[phrase.head].lower] == .group { return nil }
      return Speaker(name: body, kind: .organization, mention: text.range(full), way: "body's name")
    case .place:
      return Speaker(name: words(name.tokens), kind: .organization, mention: text.range(name.tokens), way: "place's name")
    case .nationality, .other: return nil
    }
  }

  /// "the party chairwoman, Jane Doe": the name behind the comma.
  private func apposition(_ phrase: SourceReader.Phrase, _ source: Range<Int>) -> Speaker? {
    var token = phrase.tokens.upperBound
    guard token < source.upperBound else { return nil }
    if reader.isPlural(phrase.head) { return nil }
    let commas = (phrase.tokens.upperBound..<source.upperBound).filter { text.bytes[text.tokens[$0].range.start] == UInt8(ascii: ",") }
    guard let comma = commas.first(where: { $0 >= token }) else { return nil }
    token = comma + 1
    while token < source.upperBound, nameAt[token] < 0, text.tokens[token].shape.contains(.capitalized) { token += 1 }
    guard token < source.upperBound, nameAt[token] >= 0 else { return nil }
    let name = text.names[Int(nameAt[token])]
    guard name.kind == .person, name.entity >= 0 else { return nil }
    let range = text.range(name.tokens)
    return Speaker(name: text.people[name.entity].name, kind: .person, person: name.entity, mention: range, way: "apposition")
  }

  private func joinsPeople(_ source: Range<Int>) -> Bool {
    var people = 0
    var token = source.lowerBound
    var joined = false
    while token < source.upperBound {
      let word = text.tokens[token].lower
      if Self.closing.contains(word) { break }
      if word == Self.and { joined = true }
      if nameAt[token] >= 0 {
        let name = text.names[Int(nameAt[token])]
        if name.kind == .person, people == 0 || joined { people += 1 }
        token = max(name.tokens.upperBound, token + 1)
        continue
      }
      token += 1
    }
    return joined && people >= 2
  }

  // MARK: Nouns

  private func nominal(_ phrase: SourceReader.Phrase, _ source: Range<Int>, paragraph: Int) -> Speaker {
    let mention = text.range(trimmed(source))
    let head = text.tokens[phrase.head]
    let first = text.tokens[phrase.tokens.lowerBound].lower
    if head.shape.contains(.capitalized), !head.shape.contains(.sentenceStart) || phrase.tokens.count > 1,
      let speaker = unseenName(phrase, mention)
    {
      return speaker
    }
    let listed = SpeakerNouns.shared[head.lower]
    let plural = reader.isPlural(phrase.head)
    if plural || listed == .group || Self.quantifiers.contains(text.tokens[phrase.tokens.lowerBound].lower) {
      let kind: SpeakerKind = listed == .document ? .document : listed == .organization && !plural ? .organization : .group
      return Speaker(name: nounPhrase(phrase, source), kind: kind, mention: mention, way: "noun")
    }
    if let listed {
      if listed == .organization, first == Self.the, let body = body(withNoun: head.lower, before: phrase.head) {
        return Speaker(name: body, kind: .organization, mention: mention, way: "body's noun")
      }
      let isNamed = phrase.tokens.contains {
        text.tokens[$0].shape.contains(.capitalized) && !text.tokens[$0].shape.contains(.sentenceStart)
      }
      let name =
        isNamed || listed == .organization && phrase.tokens.count > 2
        ? nounPhrase(phrase, source) : listed == .document ? nounPhrase(phrase, source) : nil
      return Speaker(name: name, kind: listed, mention: mention, way: "noun")
    }
    // "a tester", "another senator": someone not spoken of before.
    if !Self.indefinites.contains(first), first == Self.the || titles.hasTitle(head.lower),
      let person = titles.person(with: head.lower, before: phrase.head)
    {
      return Speaker(name: text.people[person].name, kind: .person, person: person, mention: mention, way: "title")
    }
    return Speaker(kind: .person, mention: mention, way: "noun")
  }

  /// A capitalised head that the name finder did not take for a name.
  private func unseenName(_ phrase: SourceReader.Phrase, _ mention: ByteRange) -> Speaker? {
    if SpeakerNouns.shared[text.tokens[phrase.head].lower] != nil { return nil }
    if reader.isPlural(phrase.head), text.tokens[phrase.head].tag == .NNPS { return nil }
    var low = phrase.head
    while low > phrase.tokens.lowerBound, text.tokens[low - 1].shape.contains(.capitalized),
      QuoteWords.shared[text.tokens[low - 1].lower] == 0
    {
      low -= 1
    }
    let range = text.range(low..<phrase.head + 1)
    let surname = text.words(text.tokens[phrase.head].range)
    if let person = text.people.firstIndex(where: { $0.surname == surname }) {
      return Speaker(name: text.people[person].name, kind: .person, person: person, mention: range, way: "surname")
    }
    if text.tokens[phrase.tokens.lowerBound].lower == Self.the {
      return Speaker(name: text.words(range), kind: .organization, mention: mention, way: "capitalised words")
    }
    return Speaker(
      name: text.words(range), kind: phrase.head - low <= 3 ? .person : .organization, mention: range, way: "capitalised words")
  }

  private func body(withNoun noun: UInt64, before token: Int) -> String? {
    for name in text.names.reversed() where name.kind == .organization && name.entity >= 0 && name.tokens.upperBound <= token {
      if name.tokens.contains(where: { text.tokens[$0].lower == noun }) { return text.bodies[name.entity].name }
    }
    return nil
  }

  /// A noun phrase as written, without article, with what defines it.
  private func nounPhrase(_ phrase: SourceReader.Phrase, _ source: Range<Int>) -> String {
    var high = phrase.tokens.upperBound
    while high < source.upperBound, text.tokens[high].kind == .word, !Self.clauses.contains(text.tokens[high].lower) { high += 1 }
    return words(phrase.tokens.lowerBound..<high)
  }

  private func words(_ run: Range<Int>) -> String { text.words(text.range(trimmed(run))) }

  /// A run without article and punctuation at its rims.
  private func trimmed(_ run: Range<Int>) -> Range<Int> {
    var (low, high) = (run.lowerBound, run.upperBound)
    while high > low + 1, text.tokens[high - 1].kind != .word || text.tokens[high - 1].lower == SourceReader.possessive { high -= 1 }
    while low < high - 1, Self.articles.contains(text.tokens[low].lower) || text.tokens[low].kind == .punctuation { low += 1 }
    return low..<high
  }

  private static func hashes(_ words: String) -> Set<UInt64> { Set(words.split(separator: " ").map { WordHash.folded(String($0)) }) }
  private static let relatives = hashes("who whom whose which that")
  private static let plurals = hashes(
    "they their them we our us many some others both most several few all everyone everybody nobody none those")
  private static let firsts = hashes("i my me")
  private static let its = hashes("it its")
  private static let articles = hashes("the a an")
  private static let quantifiers = hashes("some many several most few all both two three four five six dozens hundreds thousands")
  private static let clauses = hashes("who which that where when whose said says")
  private static let closing = hashes("who whose which that")
  private static let who = WordHash.folded("who")
  private static let indefinites = hashes("a an another one any no")
  private static let the = WordHash.folded("the")
  private static let and = WordHash.folded("and")
}

/// The titles that the article gives its people, by their words.
struct OfficialTitles {
  private let text: AnalyzedText
  private var people: [UInt64: [Int]] = [:]

  init(_ text: AnalyzedText, officials: [OfficialFinding]) {
    self.text = text
    for official in officials {
      guard let title = official.title, official.person >= 0, official.person < text.people.count else { continue }
      for word in title.split(whereSeparator: { $0 == " " || $0 == "-" }) {
        people[WordHash.folded(String(word)), default: []].append(official.person)
      }
    }
  }

  /// Whether someone bears a title with that word.
  func hasTitle(_ word: UInt64) -> Bool { people[word] != nil }

  /// The bearer of the title that was named last before a token.
  func person(with word: UInt64, before token: Int) -> Int? {
    guard let bearers = people[word] else { return nil }
    for name in text.names.reversed() where name.kind == .person && name.tokens.upperBound <= token && bearers.contains(name.entity) {
      return name.entity
    }
    return nil
  }
}
