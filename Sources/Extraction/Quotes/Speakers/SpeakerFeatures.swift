internal import Knowledge
internal import Linguistics
internal import Ranking
internal import Record

/// Computes the features of a candidate for an utterance's speaker.
package struct SpeakerFeatures {
  /// The version of the feature templates; a model works only with the version it was trained on.
  package static let featureSet: UInt64 = 0x53_0008

  let text: AnalyzedText
  private let titles: OfficialTitles
  let descriptions: SpeakerDescriptions
  private let focus: SpeakerFocus
  private let lives: SpeakerLives
  private let surnames: SurnameTable

  init(_ text: AnalyzedText, titles: OfficialTitles, surnames: SurnameTable, named: [SpeakerFocus.NamedTurn]) {
    self.text = text
    self.titles = titles
    descriptions = SpeakerDescriptions(text)
    focus = SpeakerFocus(text)
    lives = SpeakerLives(text, named: named)
    self.surnames = surnames
  }

  /// What all candidates of an utterance have in common.
  struct Setting {
    var mention: SpeakerMention
    var anchor: Int
    var sentence: Int
    var paragraph: Int
    var contents: [Range<Int>]
    var cue: Range<Int>?
    /// 0 direct, 1 with a clause.
    var kind: UInt64
    /// Whether the contents contain "I" or "my", and whether "we" or "our".
    var firstPerson: UInt64
    /// The number of people named earlier in the paragraph than the anchor, in the sentence before, and in the previous paragraph.
    var peopleHere: Int
    var peopleInLastSentence: Int
    var peopleInLastParagraph: Int
    /// The number of candidates of matching gender, and of those named within two sentences.
    var fitting: Int
    var previousGap: Int
    var cueWord: UInt64
    /// Whether the cue is a passive: "is accused of".
    var isPassive: UInt64
    /// How many people hold the head noun as a title, 3 for more.
    var bearers: Int
    /// What a source that is a noun says about the speaker.
    var asked: SpeakerDescriptions.Asked?
    /// For each person, how many others of matching gender are mentioned nearer; 4 for more.
    var fitRanks: [Int: UInt64]
    /// How far back the source's noun was introduced without a name (``SpeakerLives``).
    var introduced: UInt64
    /// The next utterance whose source is a person's name.
    var nextTurn: SpeakerFocus.NamedTurn?
  }

  /// - Parameter asked: what a source that is a noun says about the speaker (``SpeakerDescriptions/asked(_:)``).
  func setting(
    of utterance: Attribution, mention: SpeakerMention, asked: SpeakerDescriptions.Asked?, history: SpeakerHistory,
    candidates: [SpeakerCandidate]
  ) -> Setting {
    let anchor = SpeakerCandidates.anchor(of: utterance)
    let sentence = text.sentence(of: anchor)
    let paragraph = text.paragraph(of: anchor)
    let contents = utterance.contents.map(\.tokens)
    var first: UInt64 = 0
    for run in contents {
      for token in run.prefix(120) {
        if Self.singular.contains(text.tokens[token].lower) { first |= 1 }
        if Self.plural.contains(text.tokens[token].lower) { first |= 2 }
      }
    }
    let start = text.paragraphTokens[paragraph].lowerBound
    let fitting = candidates.count { candidate in
      guard case .person(let person) = candidate.referent, let before = candidate.before else { return false }
      let gender = text.people[person].gender
      return sentence - text.sentence(of: text.names[before].tokens.lowerBound) <= 2
        && (mention.gender == .unknown || gender == .unknown || gender == mention.gender)
    }
    return Setting(
      mention: mention, anchor: anchor, sentence: sentence, paragraph: paragraph, contents: contents, cue: utterance.cue?.tokens,
      kind: utterance.contents.allSatisfy { $0.part == .direct } ? 0 : 1, firstPerson: first,
      peopleHere: people(in: start..<anchor, contents),
      peopleInLastSentence: sentence > 0 ? people(in: text.sentences[sentence - 1].tokens, contents) : 0,
      peopleInLastParagraph: paragraph > 0 ? people(in: text.paragraphTokens[paragraph - 1], contents) : 0, fitting: fitting,
      previousGap: history.last.map { paragraph - $0.paragraph } ?? 15, cueWord: cueWord(utterance.cue?.tokens),
      isPassive: utterance.cue.map { isPassive($0.tokens) } ?? false ? 1 : 0,
      bearers: mention.head.map { min(titles.bearers(of: text.tokens[$0].lower).count, 3) } ?? 0,
      asked: asked, fitRanks: fitRanks(candidates, mention),
      introduced: lives.introduction(of: mention, before: anchor))
  }

  /// Ranks the candidates of matching gender, the nearest first.
  private func fitRanks(_ candidates: [SpeakerCandidate], _ mention: SpeakerMention) -> [Int: UInt64] {
    var ranks: [Int: UInt64] = [:]
    var next: UInt64 = 0
    let people = candidates.compactMap { candidate -> (person: Int, rank: Int)? in
      guard case .person(let person) = candidate.referent, candidate.before != nil else { return nil }
      return (person, candidate.rank)
    }
    for (person, _) in people.sorted(by: { $0.rank < $1.rank }) {
      let gender = text.people[person].gender
      guard mention.gender == .unknown || gender == .unknown || gender == mention.gender else { continue }
      ranks[person] = next
      next = min(next + 1, 4)
    }
    return ranks
  }

  private func isPassive(_ cue: Range<Int>) -> Bool {
    guard let participle = cue.first(where: { [.VBN, .VBD].contains(text.tokens[$0].tag) && !Self.forms.contains(text.tokens[$0].lower) })
    else { return false }
    return (max(0, participle - 3)..<participle).contains { Self.forms.contains(text.tokens[$0].lower) }
  }

  private func cueWord(_ cue: Range<Int>?) -> UInt64 {
    guard let cue else { return 0 }
    for token in cue.reversed() { if let word = CueLexicon.shared[text.tokens[token].lower] { return UInt64(word.manner.rawValue) } }
    return 1 << 20
  }

  /// The number of different people named in a range outside quotations and contents, 3 for more.
  private func people(in run: Range<Int>, _ contents: [Range<Int>]) -> Int {
    var seen: [Int] = []
    if run.isEmpty { return 0 }
    for name in text.names(in: run) where name.kind == .person && name.entity >= 0 {
      if seen.contains(name.entity) || contents.contains(where: { $0.overlaps(name.tokens) }) { continue }
      seen.append(name.entity)
      if seen.count == 3 { break }
    }
    return seen.count
  }

  func describe(_ candidate: SpeakerCandidate, _ setting: Setting, _ history: SpeakerHistory) -> CandidateFeatures {
    var features = CandidateFeatures()
    let sort = UInt64(setting.mention.sort.rawValue)
    let type = Self.type(candidate.referent)
    features.add(F.type, type, sort)
    let start = features.count
    switch candidate.referent {
    case .person(let person): describe(person, candidate, setting, history, &features)
    case .body(let body): describe(body: body, candidate, setting, history, &features)
    default: describeOthers(candidate, setting, history, &features)
    }
    features.cross(since: start, F.crossed, type << 8 | sort)
    return features
  }

  private static func type(_ referent: SpeakerCandidate.Referent) -> UInt64 {
    switch referent {
    case .person: 1
    case .body: 2
    case .words: 3
    case .unnamed: 4
    case .described: 5
    case .previous: 6
    case .notStated: 7
    case .group: 8
    }
  }

  // MARK: People

  private func describe(
    _ person: Int, _ candidate: SpeakerCandidate, _ setting: Setting, _ history: SpeakerHistory, _ features: inout CandidateFeatures
  ) {
    let found = text.people[person]
    let inSource = placeInSource(candidate, setting)
    features.add(F.inSource, inSource)
    let gender: UInt64 =
      setting.mention.gender == .unknown ? 3 : found.gender == .unknown ? 2 : found.gender == setting.mention.gender ? 1 : 0
    features.add(F.gender, gender)
    let turn = turns(.person(person), setting, history)
    features.add(F.turn, turn)
    features.add(F.turnGender, turn, gender)
    let spoken = UInt64(min(history.counts[person] ?? 0, 3))
    features.add(F.spoken, spoken)
    let (sentences, role) = distance(candidate, setting, &features)
    let rank = UInt64(min(candidate.rank, 4))
    features.add(F.rank, rank)
    features.add(F.rankGender, rank, gender)
    features.add(F.near, sentences << 8 | role, gender, turn)
    features.add(F.nearRank, sentences << 8 | role, rank)
    features.add(F.turnRank, turn, rank)
    let count = UInt64(CandidateFeatures.bucket(found.mentions.count))
    features.add(F.count, count)
    features.add(F.first, person == 0 ? 1 : 0, text.people.count == 1 ? 1 : 0)
    features.add(F.countTurn, count, turn, spoken)
    let inside = named(found.mentions, in: setting.contents)
    features.add(F.inContent, inside)
    features.add(F.inContentFirst, inside, setting.firstPerson)
    features.add(F.alone, UInt64(min(setting.fitting, 3)), gender, sentences)
    if let before = candidate.before {
      let sentence = text.sentence(of: text.names[before].tokens.lowerBound)
      let paragraph = text.paragraph(of: text.names[before].tokens.lowerBound)
      if paragraph == setting.paragraph { features.add(F.here, UInt64(setting.peopleHere), role, turn) }
      if sentence == setting.sentence - 1 { features.add(F.lastSentence, UInt64(setting.peopleInLastSentence), role) }
      if paragraph == setting.paragraph - 1 { features.add(F.lastParagraph, UInt64(setting.peopleInLastParagraph), role, turn) }
    }
    if let head = setting.mention.head {
      let bears = titles.bears(person, text.tokens[head].lower)
      features.add(F.title, bears ? 1 : 0, UInt64(setting.mention.determiner))
      if bears { features.add(F.titleRank, rank, sentences) }
      features.add(F.titleAlone, bears ? 1 : 0, UInt64(setting.bearers), UInt64(setting.mention.determiner))
    }
    descriptions.describe(person: person, setting, rank: rank, sentences: sentences, &features)
    focus.describe(
      person, before: candidate, setting, turn: turn, fitRank: setting.fitRanks[person] ?? 7, isTop: person == descriptions.topPerson,
      &features)
    lives.describe(
      person, candidate, setting, turn: turn, fitRank: setting.fitRanks[person] ?? 7, spoken: spoken,
      &features)
    features.add(F.surname, surname(person, setting), UInt64(min(candidate.rank, 4)))
    let place = beside(candidate, setting)
    features.add(F.beside, place)
    features.add(F.passive, setting.isPassive, place)
    features.add(F.conjoined, isConjoined(candidate) ? 1 : 0)
  }

  /// How a source that is only a surname relates to a person: 1 the person it was resolved to, and nobody else has the surname; 2 the
  /// person it was resolved to, among several; 3 another person with that surname; 4 a person with another surname; 0 where the source is
  /// not a surname alone.
  private func surname(_ person: Int, _ setting: Setting) -> UInt64 {
    guard setting.mention.sort == .person, let number = setting.mention.name, text.names[number].tokens.count == 1 else { return 0 }
    let word = text.tokens[text.names[number].tokens.lowerBound].lower
    let isMeant = text.names[number].entity == person
    let bears = surnames.bears(person, word)
    if !isMeant { return bears ? 3 : 4 }
    return surnames[word].count > (bears ? 1 : 0) ? 2 : 1
  }

  /// Whether the candidate's last mention is coordinated with another person's: "Ann Roe, 6, and Tom Lund, 9,".
  private func isConjoined(_ candidate: SpeakerCandidate) -> Bool {
    guard let number = candidate.before else { return false }
    func joins(_ left: Int, _ right: Int) -> Bool {
      guard left >= 0, right < text.names.count, text.names[left].kind == .person, text.names[right].kind == .person else { return false }
      let between = text.names[left].tokens.upperBound..<max(text.names[right].tokens.lowerBound, text.names[left].tokens.upperBound)
      return !between.isEmpty && between.count <= 5 && between.contains { text.tokens[$0].lower == Self.and }
        && !between.contains { [.VBD, .VBZ, .VBP].contains(text.tokens[$0].tag) }
    }
    return joins(number - 1, number) || joins(number, number + 1)
  }

  private func describe(
    body: Int, _ candidate: SpeakerCandidate, _ setting: Setting, _ history: SpeakerHistory, _ features: inout CandidateFeatures
  ) {
    let found = text.bodies[body]
    features.add(F.inSource, placeInSource(candidate, setting))
    let turn = turns(.body(body), setting, history)
    features.add(F.turn, turn)
    let (sentences, role) = distance(candidate, setting, &features)
    features.add(F.nearRank, sentences << 8 | role, UInt64(min(candidate.rank, 4)))
    features.add(F.count, UInt64(CandidateFeatures.bucket(found.mentions.count)))
    features.add(F.inContent, named(found.mentions, in: setting.contents))
    if let head = setting.mention.head, let mention = found.mentions.first {
      let word = text.tokens[head].lower
      let holds = text.names[mention].tokens.contains { text.tokens[$0].lower == word }
      features.add(F.noun, holds ? 1 : 0, UInt64(setting.mention.determiner))
      if holds { features.add(F.nounDistance, sentences, UInt64(min(candidate.rank, 4))) }
    }
    descriptions.describe(body: body, setting, rank: UInt64(min(candidate.rank, 4)), sentences: sentences, &features)
    focus.describe(body: body, before: candidate, setting, &features)
    features.add(F.beside, beside(candidate, setting))
  }

  // MARK: Neither person nor body

  private func describeOthers(
    _ candidate: SpeakerCandidate, _ setting: Setting, _ history: SpeakerHistory, _ features: inout CandidateFeatures
  ) {
    let mention = setting.mention
    lives.describeUnnamed(setting, &features)
    let gap = UInt64(min(max(setting.previousGap, 0), 4))
    features.add(F.gap, gap)
    features.add(F.determiner, UInt64(mention.determiner))
    features.add(F.kind, setting.kind, setting.firstPerson)
    features.add(F.cue, setting.cueWord)
    features.add(F.fitting, UInt64(min(setting.fitting, 3)))
    features.add(F.peopleAround, UInt64(setting.peopleHere), UInt64(setting.peopleInLastSentence), UInt64(setting.peopleInLastParagraph))
    if let asked = setting.asked {
      features.add(F.described, UInt64(asked.bearers), UInt64(mention.determiner), asked.age == 0 ? 0 : 1)
    }
    features.add(F.titled, UInt64(mention.head == nil ? 9 : setting.bearers), UInt64(mention.determiner))
    features.add(F.passive, setting.isPassive)
    if let head = mention.head { features.add(F.head, text.tokens[head].lower) }
    switch history.last?.referent {
    case .person(let person):
      let gender = text.people[person].gender
      features.add(F.lastGender, mention.gender == .unknown ? 3 : gender == .unknown ? 2 : gender == mention.gender ? 1 : 0, gap)
    case .none: features.add(F.lastGender, 9)
    default: features.add(F.lastGender, 10, gap)
    }
    switch candidate.referent {
    case .described(let token):
      let gender = GenderedNouns.gender(text.tokens[token].lower)
      let fit: UInt64 = mention.gender == .unknown ? 3 : gender == .unknown ? 2 : gender == mention.gender ? 1 : 0
      let sentences = UInt64(min(setting.sentence - text.sentence(of: token), 5))
      features.add(F.gender, fit)
      features.add(F.sentences, sentences)
      let isSubject: UInt64 = isSubject(token) ? 1 : 0
      features.add(F.near, sentences << 8 | isSubject, fit)
      features.add(F.describedPeople, sentences << 8 | isSubject, UInt64(min(setting.fitting, 3)), fit)
    case .group(let token):
      let sentences = UInt64(min(setting.sentence - text.sentence(of: token), 5))
      let isSubject: UInt64 = isSubject(token) ? 1 : 0
      features.add(F.sentences, sentences)
      features.add(F.near, sentences << 8 | isSubject, gap)
      features.add(F.head, text.tokens[token].lower)
    case .previous:
      let gender = history.last?.gender ?? .unknown
      let fit: UInt64 = mention.gender == .unknown ? 3 : gender == .unknown ? 2 : gender == mention.gender ? 1 : 0
      features.add(F.gender, fit)
      features.add(F.near, gap, fit, UInt64(min(setting.fitting, 3)))
      features.add(F.previousKind, UInt64(kindNumber(history.last?.speaker.kind)), gap)
      if let last = history.last { focus.describePrevious(last, setting, &features) }
    case .words:
      features.add(F.previousKind, UInt64(kindNumber(mention.kind)))
    default: break
    }
  }

  private func kindNumber(_ kind: SpeakerKind?) -> Int {
    switch kind {
    case .person: 1
    case .organization: 2
    case .group: 3
    case .document: 4
    case nil: 0
    }
  }

  private static func hashes(_ words: String) -> Set<UInt64> { Set(WordHash.foldedWords(words)) }
  private static let singular = hashes(WordSets["SpeakerFeatures.singular"])
  private static let forms = hashes("is are was were be been being")
  private static let and = WordHash.folded("and")
  private static let plural = hashes("we our us ours we're we've we'll")

  /// The templates.
  enum F {
    static let type = FeatureTemplate("speaker: type")
    static let crossed = FeatureTemplate("speaker: crossed")
    static let inSource = FeatureTemplate("speaker: in source")
    static let gender = FeatureTemplate("speaker: gender")
    static let turn = FeatureTemplate("speaker: turn")
    static let turnGender = FeatureTemplate("speaker: turn, gender")
    static let spoken = FeatureTemplate("speaker: spoken")
    static let rank = FeatureTemplate("speaker: rank")
    static let rankGender = FeatureTemplate("speaker: rank, gender")
    static let near = FeatureTemplate("speaker: near")
    static let nearRank = FeatureTemplate("speaker: near, rank")
    static let turnRank = FeatureTemplate("speaker: turn, rank")
    static let count = FeatureTemplate("speaker: count")
    static let first = FeatureTemplate("speaker: first")
    static let countTurn = FeatureTemplate("speaker: count, turn")
    static let inContent = FeatureTemplate("speaker: in content")
    static let inContentFirst = FeatureTemplate("speaker: in content, first person")
    static let alone = FeatureTemplate("speaker: alone")
    static let here = FeatureTemplate("speaker: here")
    static let lastSentence = FeatureTemplate("speaker: last sentence")
    static let lastParagraph = FeatureTemplate("speaker: last paragraph")
    static let title = FeatureTemplate("speaker: title")
    static let titleAlone = FeatureTemplate("speaker: title, alone")
    static let passive = FeatureTemplate("speaker: passive")
    static let conjoined = FeatureTemplate("speaker: conjoined")
    static let titleRank = FeatureTemplate("speaker: title, rank")
    static let beside = FeatureTemplate("speaker: beside")
    static let surname = FeatureTemplate("speaker: surname")
    static let noun = FeatureTemplate("speaker: noun")
    static let nounDistance = FeatureTemplate("speaker: noun, distance")
    static let gap = FeatureTemplate("speaker: gap")
    static let determiner = FeatureTemplate("speaker: determiner")
    static let kind = FeatureTemplate("speaker: kind")
    static let cue = FeatureTemplate("speaker: cue")
    static let fitting = FeatureTemplate("speaker: fitting")
    static let peopleAround = FeatureTemplate("speaker: people around")
    static let described = FeatureTemplate("speaker: described")
    static let titled = FeatureTemplate("speaker: titled")
    static let head = FeatureTemplate("speaker: head")
    static let lastGender = FeatureTemplate("speaker: last gender")
    static let sentences = FeatureTemplate("speaker: sentences")
    static let paragraphs = FeatureTemplate("speaker: paragraphs")
    static let role = FeatureTemplate("speaker: role")
    static let place = FeatureTemplate("speaker: place")
    static let tokens = FeatureTemplate("speaker: tokens")
    static let describedPeople = FeatureTemplate("speaker: described, people")
    static let previousKind = FeatureTemplate("speaker: previous kind")
  }
}
