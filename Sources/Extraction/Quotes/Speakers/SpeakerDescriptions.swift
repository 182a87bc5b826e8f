internal import Knowledge
internal import Linguistics
internal import Ranking
internal import Record

/// The words that describe the article's people and bodies: "the striker Ann Roe", "Ann Roe, a nurse from Hull,", "Ann Roe, 52,".
struct SpeakerDescriptions {
  /// The description of one person or body.
  struct Description {
    /// Nouns and adjectives, folded, in text order.
    var words: [UInt64] = []
    /// The age as written, folded; 0 for none.
    var age: UInt64 = 0
  }

  private let text: AnalyzedText
  private(set) var people: [Description]
  private(set) var bodies: [Description]
  /// The most frequent person and the most frequent body; -1 where there is none.
  private(set) var topPerson = -1
  private(set) var topBody = -1

  /// The people whom a word describes, and the people of an age, ascending.
  private var peopleByWord: [UInt64: [Int]] = [:]
  private var peopleByAge: [UInt64: [Int]] = [:]

  /// How many mentions are read, since people are described when first named, and how many words are kept.
  private static let mostMentions = 8
  private static let mostWords = 24

  init(_ text: AnalyzedText) {
    self.text = text
    people = []
    bodies = []
    people = text.people.map { describe($0.mentions) }
    bodies = text.bodies.map { body in
      var description = describe(body.mentions)
      if let first = body.mentions.first { for token in text.names[first].tokens { add(token, to: &description) } }
      return description
    }
    for (person, description) in people.enumerated() {
      for word in description.words { peopleByWord[word, default: []].append(person) }
      if description.age != 0 { peopleByAge[description.age, default: []].append(person) }
    }
    topPerson = text.people.indices.max { (text.people[$0].mentions.count, -$0) < (text.people[$1].mentions.count, -$1) } ?? -1
    topBody = text.bodies.indices.max { (text.bodies[$0].mentions.count, -$0) < (text.bodies[$1].mentions.count, -$1) } ?? -1
  }

  private func describe(_ mentions: [Int]) -> Description {
    var description = Description()
    for mention in mentions.prefix(Self.mostMentions) {
      let name = text.names[mention].tokens
      if !readBefore(name, &description) { readApposed(name, &description) }
      readBehind(name, &description)
      readTrial(name, &description)
      readAttack(name, &description)
    }
    return description
  }

  /// "Arizona senator | Ann Roe": the words directly before the name.
  private func readBefore(_ name: Range<Int>, _ description: inout Description) -> Bool {
    var low = name.lowerBound
    while low > 0, name.lowerBound - low < 7, !text.tokens[low].shape.contains(.sentenceStart), isDescriptive(low - 1) {
      low -= 1
      add(low, to: &description)
    }
    return low < name.lowerBound
  }

  /// "the president of the union, | Ann Roe": a noun phrase with an article, in apposition before the name.
  private func readApposed(_ name: Range<Int>, _ description: inout Description) {
    guard name.lowerBound > 1, !text.tokens[name.lowerBound].shape.contains(.sentenceStart), isComma(name.lowerBound - 1) else { return }
    var low = name.lowerBound - 1
    var hasArticle = false
    while low > 0, name.lowerBound - low < 12, !text.tokens[low].shape.contains(.sentenceStart) {
      let token = text.tokens[low - 1]
      guard isDescriptive(low - 1) || [.IN, .DT, .PRPS, .CC].contains(token.tag) else { break }
      hasArticle = [.DT, .PRPS].contains(token.tag)
      low -= 1
    }
    guard hasArticle || text.tokens[low].shape.contains(.sentenceStart) else { return }
    if text.names(in: low..<name.lowerBound).contains(where: { $0.kind == .person }) { return }
    for token in low..<name.lowerBound - 1 { add(token, to: &description) }
  }

  /// "Ann Roe |, 52, a nurse from Hull,", "Ann Roe |, who is a nurse,", "Ann Roe | is a nurse": the words after the name.
  private func readBehind(_ name: Range<Int>, _ description: inout Description) {
    var token = name.upperBound
    let end = min(text.tokens.count, name.upperBound + 16)
    guard token < end, !text.tokens[token].shape.contains(.sentenceStart) else { return }
    readParty(token, end, &description)
    if isComma(token) {
      token += 1
      if token + 1 < end, isAge(token), text.tokens[token + 1].kind == .punctuation {
        description.age = text.tokens[token].lower
        token += 2
      }
      if token < end, text.tokens[token].tag == .WP { token += 1 } else if isName(token, end) { return }
    }
    if token < end, Self.copulas.contains(text.tokens[token].lower) {
      token += 1
      guard token < end, text.tokens[token].tag == .DT else { return }
    } else if token == name.upperBound {
      return
    }
    while token < end, !text.tokens[token].shape.contains(.sentenceStart), text.tokens[token].kind == .word {
      if [.VBD, .VBZ, .VBP, .MD, .WP, .WDT].contains(text.tokens[token].tag) { return }
      add(token, to: &description)
      token += 1
    }
  }

  /// "Ann Roe | of the Greens": the adjective of a party or nation by its plural.
  private func readParty(_ token: Int, _ end: Int, _ description: inout Description) {
    guard token + 1 < end, text.tokens[token].tag == .IN else { return }
    let noun = text.tokens[token + 1].tag == .DT && token + 2 < end ? token + 2 : token + 1
    let range = text.tokens[noun].range
    guard text.tokens[noun].shape.contains(.capitalized), range.count > 3, description.words.count < Self.mostWords else { return }
    let isPlural = text.bytes[range.end - 1] == UInt8(ascii: "s")
    let word = isPlural ? WordHash.folded(text.bytes, range.start..<range.end - 1) : text.tokens[noun].lower
    if Self.isAffiliation(word), !description.words.contains(word) { description.words.append(word) }
  }

  /// Whether a word is the adjective of a nation or party.
  static func isAffiliation(_ word: UInt64) -> Bool { WordClasses.shared[word].contains(.nationality) || parties.contains(word) }

  /// Whether a person's name begins at a token, which shows a list of people rather than a description.
  private func isName(_ token: Int, _ end: Int) -> Bool {
    token < end && text.names(in: token..<token + 1).contains { $0.kind == .person }
  }

  /// "Ann Roe | is charged with", "prosecutors accused | Ann Roe": the one on trial is later "the defendant" or "the accused".
  private func readTrial(_ name: Range<Int>, _ description: inout Description) {
    var token = name.upperBound
    let end = min(text.tokens.count, name.upperBound + 8)
    // An age or address may stand between commas.
    if token < end, isComma(token), let comma = (token + 1..<end).first(where: isComma) { token = comma + 1 }
    while token < end, Self.helping.contains(text.tokens[token].lower) { token += 1 }
    let isCharged = token > name.upperBound && token < end && Self.charged.contains(text.tokens[token].lower)
    let pleads = token < end && Self.pleading.contains(text.tokens[token].lower)
    let before = name.lowerBound - 1
    let isAccused = before >= 0 && text.tokens[before].tag == .VBD && Self.charged.contains(text.tokens[before].lower)
    guard isCharged || pleads || isAccused else { return }
    append(Self.onTrial, to: &description)
  }

  /// "Tom Roe | attacked | Ann Bell", "Ann Bell | was stabbed by | Tom Roe": one is later "the attacker" or "the defendant", the other "the
  /// victim", "the woman" or "the man".
  private func readAttack(_ name: Range<Int>, _ description: inout Description) {
    guard let number = text.names(in: name).first(where: { $0.kind == .person })?.entity, number >= 0 else { return }
    var token = name.upperBound
    let end = min(text.tokens.count, name.upperBound + 8)
    if token < end, isComma(token), let comma = (token + 1..<end).first(where: isComma) { token = comma + 1 }
    var isPassive = false
    while token < end, Self.helping.contains(text.tokens[token].lower) || text.tokens[token].tag == .RB {
      isPassive = isPassive || Self.beings.contains(text.tokens[token].lower)
      token += 1
    }
    let acts = token < end && token > name.lowerBound && !text.tokens[token].shape.contains(.sentenceStart) && isAttack(token)
    // Titles and adjectives may stand before the name.
    var before = name.lowerBound - 1
    while before >= 0, name.lowerBound - before < 6, isWord(before) || text.tokens[before].tag == .DT || text.tokens[before].tag == .PRPS {
      before -= 1
    }
    let isTarget = before >= 0 && isAttack(before)
    let isAgent = before > 0 && text.tokens[before].lower == Self.by && isAttack(before - 1)
    if acts && isPassive || isTarget {
      let sex: [UInt64] =
        switch text.people[Int(number)].gender {
        case .female: Self.woman
        case .male: Self.man
        case .unknown: []
        }
      append(Self.victim + sex, to: &description)
    } else if acts && hasPersonalObject(token + 1) || isAgent {
      append(Self.attacker + Self.onTrial, to: &description)
    }
  }

  private func isAttack(_ token: Int) -> Bool {
    [.VBD, .VBN, .VBG, .VBZ].contains(text.tokens[token].tag) && Self.attacks.contains(text.tokens[token].lower)
  }

  /// Whether a person's name or a noun for a person follows the verb of an attack, and not "the plan".
  private func hasPersonalObject(_ token: Int) -> Bool {
    let end = min(text.tokens.count, token + 6)
    guard token < end else { return false }
    for place in token..<end {
      if isName(place, end) { return true }
      guard text.tokens[place].kind == .word, isWord(place) || [.DT, .PRPS].contains(text.tokens[place].tag) else { return false }
      if GenderedNouns.gender(text.tokens[place].lower) != .unknown || GenderedNouns.persons.contains(text.tokens[place].lower) {
        return true
      }
    }
    return false
  }

  private func append(_ words: [UInt64], to description: inout Description) {
    for word in words where !description.words.contains(word) && description.words.count < Self.mostWords { description.words.append(word) }
  }

  private func add(_ token: Int, to description: inout Description) {
    guard description.words.count < Self.mostWords, isWord(token), !description.words.contains(text.tokens[token].lower) else { return }
    description.words.append(text.tokens[token].lower)
    if let age = ageAtHead(of: token) { description.age = age }
  }

  private func isDescriptive(_ token: Int) -> Bool { isWord(token) || text.tokens[token].tag == .POS }

  private func isWord(_ token: Int) -> Bool {
    switch text.tokens[token].tag {
    case .NN, .NNP, .NNPS, .JJ, .JJS: text.tokens[token].kind == .word
    default: false
    }
  }

  private func isComma(_ token: Int) -> Bool { text.bytes[text.tokens[token].range.start] == UInt8(ascii: ",") }

  private func isAge(_ token: Int) -> Bool { text.tokens[token].kind == .number && text.tokens[token].range.count <= 2 }

  /// The number of "52-year-old".
  private func ageAtHead(of token: Int) -> UInt64? {
    let range = text.tokens[token].range
    guard text.tokens[token].shape.isSuperset(of: [.hasDigit, .hyphenated]) else { return nil }
    var end = range.start
    while end < range.end, text.bytes[end] &- 48 < 10 { end += 1 }
    return end > range.start && end - range.start < 3 ? WordHash.folded(text.bytes, range.start..<end) : nil
  }

  /// What a source says about its speaker besides the head noun.
  struct Asked {
    /// The head noun, and for a noun of nationality ("Dane") its adjectives.
    var heads: [UInt64] = []
    /// Nouns and adjectives before and after the head.
    var modifiers: [UInt64] = []
    /// As in ``Description``.
    var age: UInt64 = 0
    /// How many of the article's people the head describes, 3 for more.
    var bearers = 0
  }

  /// Reads a source that is a noun.
  func asked(_ mention: SpeakerMention) -> Asked? {
    guard let source = mention.source, let head = mention.head, Self.nouns.contains(mention.sort) else { return nil }
    var asked = Asked()
    for token in source.prefix(12) {
      if let age = ageAtHead(of: token) { asked.age = age }
      if token != head, isWord(token) { asked.modifiers.append(text.tokens[token].lower) }
    }
    let word = text.tokens[head].lower
    // "the Barnsley boss" is the club's manager.
    asked.heads = [word] + Demonyms.adjectives(of: word) + (word == Self.boss ? Self.bosses : [])
    var bearers: Set<Int> = []
    for found in asked.heads.map(bearers(of:)) + [peopleByAge[asked.age] ?? []] {
      for person in found where bearers.count < 3 { bearers.insert(person) }
    }
    asked.bearers = bearers.count
    return asked
  }

  /// The people whom a word describes, ascending.
  func bearers(of word: UInt64) -> [Int] { peopleByWord[word] ?? [] }

  /// "the Everton boss", "the Leeds manager": the people whom the noun and the names before it describe. Others without any of these names
  /// are not meant. Empty where the source has no such names or nobody is described so.
  func named(_ mention: SpeakerMention, _ asked: Asked?) -> (people: Set<Int>, names: [UInt64]) {
    guard let source = mention.source, let head = mention.head, mention.sort == .personNoun, let asked else { return ([], []) }
    let names = source.filter { $0 < head && isWord($0) && text.tokens[$0].shape.contains(.capitalized) }.map { text.tokens[$0].lower }
    guard !names.isEmpty else { return ([], []) }
    let rarest = names.map(bearers(of:)).min { $0.count < $1.count } ?? []
    let fitting = rarest.filter { person in
      people[person].words.contains(where: asked.heads.contains) && names.allSatisfy(people[person].words.contains)
    }
    return (Set(fitting), names)
  }

  /// Whether one of some words describes a person.
  func describes(_ person: Int, _ words: [UInt64]) -> Bool { people[person].words.contains(where: words.contains) }

  // MARK: Features

  /// Adds how well a person fits the source.
  func describe(
    person: Int, _ setting: SpeakerFeatures.Setting, rank: UInt64, sentences: UInt64, _ features: inout CandidateFeatures
  ) {
    guard let asked = setting.asked, let head = setting.mention.head else { return }
    let determiner = UInt64(setting.mention.determiner)
    let age: UInt64 = asked.age == 0 ? 0 : people[person].age == 0 ? 1 : people[person].age == asked.age ? 2 : 3
    features.add(F.age, age)
    fit(people[person], head, asked, determiner, rank, sentences, &features)
    features.add(F.top, person == topPerson ? 1 : 0, determiner)
  }

  /// Adds how well a body fits the source.
  func describe(
    body: Int, _ setting: SpeakerFeatures.Setting, rank: UInt64, sentences: UInt64, _ features: inout CandidateFeatures
  ) {
    guard let asked = setting.asked, let head = setting.mention.head else { return }
    let determiner = UInt64(setting.mention.determiner)
    fit(bodies[body], head, asked, determiner, rank, sentences, &features)
    features.add(F.top, body == topBody ? 1 : 0, determiner)
    features.add(F.topRank, body == topBody ? 1 : 0, rank)
    if let first = text.bodies[body].mentions.first {
      features.add(F.lastWord, text.tokens[head].lower, text.tokens[text.names[first].tokens.upperBound - 1].lower)
    }
  }

  private func fit(
    _ description: Description, _ head: Int, _ asked: Asked, _ determiner: UInt64, _ rank: UInt64, _ sentences: UInt64,
    _ features: inout CandidateFeatures
  ) {
    let word = text.tokens[head].lower
    let hasHead: UInt64 = description.words.contains(where: asked.heads.contains) ? 1 : 0
    let shared = UInt64(min(asked.modifiers.count { description.words.contains($0) }, 2))
    features.add(F.head, hasHead, determiner, UInt64(asked.bearers))
    features.add(F.modifiers, hasHead << 4 | shared, UInt64(min(asked.modifiers.count, 3)))
    features.add(F.fitRank, hasHead << 4 | shared, rank, sentences)
    for other in description.words.prefix(8) { features.add(F.pair, word, other) }
  }

  private enum F {
    static let age = FeatureTemplate("speaker: described, age")
    static let head = FeatureTemplate("speaker: described, head")
    static let modifiers = FeatureTemplate("speaker: described, modifiers")
    static let fitRank = FeatureTemplate("speaker: described, rank")
    static let pair = FeatureTemplate("speaker: described, pair")
    static let top = FeatureTemplate("speaker: named most")
    static let topRank = FeatureTemplate("speaker: named most, rank")
    static let lastWord = FeatureTemplate("speaker: head, last word of the name")
  }

  private static let nouns: Set<SpeakerMention.Sort> = [.personNoun, .organizationNoun, .otherNoun, .capitals, .documentNoun, .groupNoun]
  /// Nouns for somebody on trial.
  static let onTrial = WordHash.foldedWords("defendant accused suspect")
  private static let attacks = Set(WordHash.foldedWords(WordSets["SpeakerDescriptions.attacks"]))
  private static let beings = Set(WordHash.foldedWords("is was been being are were"))
  private static let by = WordHash.folded("by")
  private static let woman = WordHash.foldedWords("woman")
  private static let man = WordHash.foldedWords("man")
  private static let victim = WordHash.foldedWords("victim")
  private static let attacker = WordHash.foldedWords("attacker assailant")
  private static let charged = Set(
    WordHash.foldedWords("charged accused convicted arrested indicted sentenced jailed prosecuted tried acquitted cleared"))
  private static let parties = Set(WordHash.foldedWords(WordSets["SpeakerDescriptions.parties"]))
  private static let boss = WordHash.folded("boss")
  private static let bosses = WordHash.foldedWords("manager coach chief")
  private static let pleading = Set(WordHash.foldedWords("pleaded pleads denies pled"))
  private static let helping = Set(WordHash.foldedWords("is was has had been being are were who"))
  private static let copulas = Set(WordHash.foldedWords("is was became remains"))
}
