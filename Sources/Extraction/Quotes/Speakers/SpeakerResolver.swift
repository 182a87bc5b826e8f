internal import Knowledge
package import Linguistics
package import Ranking
internal import Record

/// Resolves the speaker of each utterance, in text order: a ranker chooses among the candidates and estimates how likely its choice is
/// right.
///
/// Who spoke last is evidence for who speaks next. Where it is in doubt, the histories that may be right are followed side by side through
/// the article, each with its weight, and a later choice sums over them.
package struct SpeakerResolver {
  /// The least probability at which a speaker is named.
  private static let floor = 0.4
  /// The probability that a named speaker in a layout is right (transcripts, signed posts).
  private static let layoutChance = 0.95
  /// The least probability that a speaker shown by the passage, and not chosen by the ranker, is right: 11 of 21 are in the marked articles.
  private static let passageChance = 0.52

  private let text: AnalyzedText
  private let model: RankingModel?
  private let mentions: SpeakerMentionReader
  private let candidates: SpeakerCandidates
  private let features: SpeakerFeatures
  private let sieve: SpeakerSieve
  private let passages: PassageSpeakers
  /// The least weight at which another history than the likeliest is followed, and how many others are.
  private static let leastWeight = 0.15
  private static let mostOthers = 3

  /// The speakers so far as they were chosen, and other speakers that may be right instead.
  private(set) var history = SpeakerHistory()
  private var others: [Hypothesis] = []
  /// The utterances whose source is a person's name, in text order: the position of the cue, the person and the paragraph.
  private let named: [SpeakerFocus.NamedTurn]

  /// - Parameter utterances: all utterances of the text in order; the next named speaker is evidence for earlier ones.
  package init(
    _ text: AnalyzedText, people: SurnameTable, officials: [OfficialFinding], utterances: [Attribution], model: RankingModel?
  ) {
    self.text = text
    self.model = model
    let titles = OfficialTitles(text, officials: officials)
    let mentions = SpeakerMentionReader(text)
    self.mentions = mentions
    named = utterances.compactMap { utterance in
      let person: Int? =
        if let speaker = utterance.speaker { speaker.person } else { mentions.mention(of: utterance).name.map { text.names[$0].entity } }
      guard let person, person >= 0, text.people.indices.contains(person) else { return nil }
      return SpeakerFocus.NamedTurn(place: SpeakerCandidates.anchor(of: utterance), person: person, paragraph: utterance.paragraph)
    }
    .sorted { $0.place < $1.place }
    candidates = SpeakerCandidates(text, titles: titles, surnames: people)
    features = SpeakerFeatures(text, titles: titles, surnames: people, named: named)
    sieve = SpeakerSieve(text, descriptions: features.descriptions)
    passages = PassageSpeakers(text, named: named, sieve: sieve, descriptions: features.descriptions)
  }

  /// The embedded model; `nil` if there is none.
  package static let modelOfBuild: RankingModel? = {
    guard let file = EmbeddedBytes(named: "speakers.bin"), file.count > 0 else { return nil }
    do throws(RankingModelError) {
      return try RankingModel(file: file.content, named: "speakers.bin", featureSet: SpeakerFeatures.featureSet)
    } catch { preconditionFailure(error.description) }
  }()

  /// The candidates for an utterance, with their features.
  package func choices(
    for utterance: Attribution
  ) -> (mention: SpeakerMention, candidates: [SpeakerCandidate], features: [CandidateFeatures]) {
    let mention = mentions.mention(of: utterance)
    let (candidates, described) = choices(for: utterance, mention, features.descriptions.asked(mention))
    return (mention, candidates, described)
  }

  private func choices(
    for utterance: Attribution, _ mention: SpeakerMention, _ asked: SpeakerDescriptions.Asked?
  ) -> (candidates: [SpeakerCandidate], features: [CandidateFeatures]) {
    let candidates = candidates.candidates(for: utterance, mention: mention, history: history)
    var setting = features.setting(of: utterance, mention: mention, asked: asked, history: history, candidates: candidates)
    setting.nextTurn = nextTurn(behind: setting.anchor)
    return (candidates, candidates.map { features.describe($0, setting, history) })
  }

  /// The next utterance behind a token whose source is a person's name.
  func nextTurn(behind anchor: Int) -> SpeakerFocus.NamedTurn? {
    var low = 0
    var high = named.count
    while low < high {
      let middle = (low + high) / 2
      if named[middle].place > anchor { high = middle } else { low = middle + 1 }
    }
    return low < named.count ? named[low] : nil
  }

  /// The speaker of the next utterance; `nil` where the text does not say.
  package mutating func speaker(of utterance: Attribution) -> Speaker? {
    if var given = utterance.speaker {
      given.chance = Self.layoutChance
      others = []
      remember(given, given.person.map { .person($0) } ?? .words, .unknown, utterance)
      return given
    }
    guard let model else { return nil }
    let lead = Hypothesis(history: history, weight: 1 - others.reduce(0) { $0 + $1.weight })
    var outcomes: [Outcome] = []
    // Candidates that lead to the same name share their probability, for example all those without a name.
    var totals: [String?: Double] = [:]
    let mention = mentions.mention(of: utterance)
    let asked = features.descriptions.asked(mention)
    for hypothesis in [lead] + others {
      history = hypothesis.history
      let (candidates, described) = choices(for: utterance, mention, asked)
      let shares = sieve.sifted(model.shares(described), of: candidates, mention, asked, utterance, history)
      for (candidate, share) in zip(candidates, shares) {
        let weight = share * hypothesis.weight
        let name = name(of: candidate, mention)
        totals[name, default: 0] += weight
        if let known = outcomes.firstIndex(where: { $0.candidate.referent == candidate.referent && $0.name == name }) {
          outcomes[known].add(weight, candidate, history)
        } else {
          outcomes.append(Outcome(candidate: candidate, name: name, history: history, heaviest: weight, weight: weight))
        }
      }
    }
    guard let best = outcomes.indices.max(by: { (outcomes[$0].weight, -$0) < (outcomes[$1].weight, -$1) }) else {
      history = lead.history
      return nil
    }
    let bestName = outcomes[best].name
    history = outcomes[best].history
    var chosen = outcomes[best].candidate
    var chance = model.calibration.chance(of: totals[bestName] ?? 0)
    if bestName != nil, chance < Self.floor {
      chosen = SpeakerCandidate(referent: mention.source == nil ? .notStated : .unnamed)
      chance = min(1 - chance, model.calibration.chance(of: totals[nil] ?? 0))
    }
    if let shown = passages.speaker(insteadOf: chosen, for: mention, utterance, history),
      !sieve.excludes(shown, mention, utterance, history)
    {
      (chosen, chance) = (shown, max(Self.passageChance, model.calibration.chance(of: totals[name(of: shown, mention)] ?? 0)))
      outcomes = []
    }
    follow(outcomes.filter { $0.candidate.referent != chosen.referent }, mention, utterance)
    return take(chosen, mention, chance, utterance)
  }

  /// A history and how likely it is.
  private struct Hypothesis {
    var history: SpeakerHistory
    var weight: Double
  }

  /// A candidate with its probability over all histories, and the history under which it is likeliest.
  private struct Outcome {
    var candidate: SpeakerCandidate
    var name: String?
    var history: SpeakerHistory
    var heaviest: Double
    var weight: Double

    mutating func add(_ weight: Double, _ candidate: SpeakerCandidate, _ history: SpeakerHistory) {
      self.weight += weight
      if weight > heaviest { (heaviest, self.candidate, self.history) = (weight, candidate, history) }
    }
  }

  /// Keeps the likeliest of the outcomes that were not chosen as histories of their own.
  private mutating func follow(_ outcomes: [Outcome], _ mention: SpeakerMention, _ utterance: Attribution) {
    let taken = history
    others = outcomes.filter { $0.weight >= Self.leastWeight }.sorted { $0.weight > $1.weight }.prefix(Self.mostOthers).map { outcome in
      history = outcome.history
      take(outcome.candidate, mention, outcome.weight, utterance)
      return Hypothesis(history: history, weight: outcome.weight)
    }
    history = taken
  }

  /// Records a candidate as the speaker of the next utterance.
  @discardableResult
  package mutating func take(
    _ candidate: SpeakerCandidate, _ mention: SpeakerMention, _ chance: Double, _ utterance: Attribution
  ) -> Speaker? {
    var speaker = Speaker(name: name(of: candidate, mention), kind: mention.kind, mention: mention.range, way: mention.way)
    speaker.chance = chance
    switch candidate.referent {
    case .person(let person):
      speaker.person = person
      speaker.kind = .person
      speaker.mention = range(of: candidate, mention)
    case .body:
      speaker.kind = .organization
      speaker.mention = range(of: candidate, mention)
    case .previous:
      speaker.kind = history.last?.speaker.kind ?? mention.kind
      // "She", for someone without a name: keeps the words that described her.
      if speaker.name == nil, saysNothing(mention), let words = history.last?.speaker.mention { speaker.mention = words }
    case .words:
      // A thing can "say" something but is not a speaker: its words remain the mention.
      if mention.sort == .otherNoun { (speaker.name, speaker.kind) = (nil, nil) }
    case .group: speaker.kind = .group
    case .described(let token):
      if saysNothing(mention), let phrase = NounPhrases(text).full(endingAt: token) { speaker.mention = text.range(phrase) }
    case .unnamed: break
    case .notStated:
      remember(speaker, .notStated, mention.gender, utterance)
      return mention.range == nil ? nil : speaker
    }
    var gender = mention.gender
    if case .described(let token) = candidate.referent, gender == .unknown { gender = GenderedNouns.gender(text.tokens[token].lower) }
    if gender == .unknown, mention.sort == .personNoun { gender = ownPronoun(of: utterance) }
    remember(speaker, candidate.referent, gender, utterance)
    return speaker
  }

  /// "A teacher said | she had warned him": the sex of somebody without a name, by the pronoun that opens what is said.
  private func ownPronoun(of utterance: Attribution) -> Gender {
    guard let content = utterance.contents.first, content.part == .clause, let cue = utterance.cue,
      cue.tokens.upperBound <= content.tokens.lowerBound,
      let subject = content.tokens.prefix(2).first(where: { text.tokens[$0].tag == .PRP })
    else { return .unknown }
    return PronounResolver.gender(text.tokens[subject].lower) ?? .unknown
  }

  /// Whether a source does not identify anybody: it is a pronoun, or missing.
  private func saysNothing(_ mention: SpeakerMention) -> Bool { mention.source == nil || [.she, .he].contains(mention.sort) }

  /// The speaker's name according to a candidate.
  package func name(of candidate: SpeakerCandidate, _ mention: SpeakerMention) -> String? {
    switch candidate.referent {
    case .person(let person): text.people[person].name
    case .body(let body): text.bodies[body].name
    case .words: mention.words
    case .previous: history.last?.speaker.name
    case .group(let token): NounPhrases(text).full(endingAt: token).map { text.words(text.range($0)) }
    case .unnamed, .described, .notStated: nil
    }
  }

  /// The words for a candidate at the quote: its name in the source, otherwise the whole source.
  private func range(of candidate: SpeakerCandidate, _ mention: SpeakerMention) -> ByteRange? {
    guard let source = mention.source else { return nil }
    if mention.name != nil, mention.sort != .apposition { return mention.range }
    for number in [candidate.before, candidate.behind].compactMap(\.self) where source.contains(text.names[number].tokens.lowerBound) {
      let name = text.names[number].tokens
      let isOwner = name.upperBound < text.tokens.count && SourceReader.isPossessive(name.upperBound, text)
      if !isOwner { return text.range(name) }
    }
    return mention.range
  }

  private mutating func remember(
    _ speaker: Speaker, _ referent: SpeakerCandidate.Referent, _ gender: Gender, _ utterance: Attribution
  ) {
    let end = utterance.contents.last?.tokens.upperBound ?? 0
    history.add(
      SpeakerHistory.Turn(referent: referent, speaker: speaker, gender: gender, paragraph: utterance.lastParagraph, end: end))
  }
}
