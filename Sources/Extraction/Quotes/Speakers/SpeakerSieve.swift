internal import Knowledge
internal import Linguistics
internal import Record

/// Rules out candidates that cannot be the speaker, however well the ranker likes them: a man for "she", a body for "the Green politician",
/// the client for "his lawyer".
struct SpeakerSieve {
  private let text: AnalyzedText
  private let sexes: [Gender]
  private let descriptions: SpeakerDescriptions

  init(_ text: AnalyzedText, descriptions: SpeakerDescriptions) {
    self.text = text
    self.descriptions = descriptions
    let reader = SureSexes(text)
    sexes = text.people.indices.map { reader.sex(of: $0) }
  }

  /// The candidates' shares without those that cannot be the speaker; the others' add up to one again.
  func sifted(
    _ shares: [Double], of candidates: [SpeakerCandidate], _ mention: SpeakerMention, _ asked: SpeakerDescriptions.Asked?,
    _ utterance: Attribution, _ history: SpeakerHistory
  ) -> [Double] {
    let (people, names) = descriptions.named(mention, asked)
    let excluded = candidates.map { candidate in
      if case .person(let person) = candidate.referent, !people.isEmpty, !people.contains(person), !descriptions.describes(person, names) {
        return true
      }
      return excludes(candidate, mention, utterance, history)
    }
    guard excluded.contains(true) else { return shares }
    let rest = zip(shares, excluded).reduce(0) { $0 + ($1.1 ? 0 : $1.0) }
    guard rest > 0 else { return shares }
    return zip(shares, excluded).map { $1 ? 0 : $0 / rest }
  }

  /// Whether a person may be meant by a pronoun or noun of a gender.
  func fits(_ person: Int, _ gender: Gender) -> Bool { !opposes(sexes[person], gender) && !opposes(text.people[person].gender, gender) }

  /// Whether a candidate cannot be the speaker.
  func excludes(
    _ candidate: SpeakerCandidate, _ mention: SpeakerMention, _ utterance: Attribution, _ history: SpeakerHistory
  ) -> Bool {
    let isPronoun = mention.sort == .she || mention.sort == .he
    let isOne = isPronoun || mention.sort == .personNoun
    switch candidate.referent {
    case .person(let person):
      if isOne, opposes(sexes[person], sex(of: mention, utterance)) { return true }
      if mention.sort == .personNoun || mention.sort == .who, isNamedOnlyInside(person, utterance, mention) { return true }
      return isOne && mention.determiner == 3 && isSpokenAbout(person, mention, utterance)
    case .body: return isPronoun || isOne && mention.kind == .person && !isNamed(candidate, in: mention)
    case .previous:
      guard isOne, let last = history.last else { return false }
      return opposes(last.gender, sex(of: mention, utterance)) || last.speaker.kind.map { $0 != .person } ?? false
    case .described(let token): return isPronoun && opposes(Self.sex(of: text.tokens[token].lower), mention.gender)
    case .words, .unnamed, .group, .notStated: return false
    }
  }

  /// "Harbour Advisor", "their owner, Harbour Foods": a body's name may be or follow the noun; in "the Green politician" it does neither.
  private func isNamed(_ body: SpeakerCandidate, in mention: SpeakerMention) -> Bool {
    guard let head = mention.head, let source = mention.source else { return false }
    if text.tokens[head].shape.contains(.capitalized) { return true }
    return [body.before, body.behind].compactMap(\.self).contains { number in
      let name = text.names[number].tokens
      return name.lowerBound > head && source.contains(name.lowerBound)
    }
  }

  /// "The victim told the court | she had known Tom Roe |": whom the article names for the first time in the words of somebody described by
  /// a noun is not that somebody. Who holds an office may be: "the new mayor rejected | a ban that would spare Ann Roe |".
  private func isNamedOnlyInside(_ person: Int, _ utterance: Attribution, _ mention: SpeakerMention) -> Bool {
    guard let head = noun(of: mention), !WordClasses.shared[text.tokens[head].lower].contains(.role),
      let first = text.people[person].mentions.first, case let name = text.names[first].tokens,
      !(mention.source.map { $0.contains(name.lowerBound) } ?? false)
    else { return false }
    return utterance.contents.contains { $0.tokens.contains(name.lowerBound) }
  }

  /// The noun that describes a speaker; that before the pronoun for "the victim, who".
  private func noun(of mention: SpeakerMention) -> Int? {
    guard mention.sort == .who, let source = mention.source else { return mention.head }
    let last = source.lowerBound - 1
    return last > 0 && text.tokens[last].kind != .word ? last - 1 : last < 0 ? nil : last
  }

  /// The sex that a pronoun or noun shows, or a possessive behind the cue: "a passenger told | his wife". Offices in "-man" are held by
  /// women too.
  private func sex(of mention: SpeakerMention, _ utterance: Attribution) -> Gender {
    guard mention.sort == .personNoun, let head = mention.head else { return mention.gender }
    let sex = Self.sex(of: text.tokens[head].lower)
    guard sex == .unknown, let cue = utterance.cue?.tokens, let source = mention.source, source.upperBound == cue.lowerBound,
      cue.upperBound + 1 < text.tokens.count, text.tokens[cue.upperBound].tag == .PRPS,
      KinNouns.contains(text.tokens[cue.upperBound + 1].lower)
    else { return sex }
    return PronounResolver.gender(text.tokens[cue.upperBound].lower) ?? .unknown
  }

  private static func sex(of noun: UInt64) -> Gender {
    WordClasses.shared[noun].contains(.role) ? .unknown : GenderedNouns.gender(noun)
  }

  private func opposes(_ one: Gender, _ other: Gender) -> Bool { one != .unknown && other != .unknown && one != other }

  /// "Bill Poe, according to his lawyer, is innocent": the person named in what is said before "his" is the one whose lawyer speaks.
  private func isSpokenAbout(_ person: Int, _ mention: SpeakerMention, _ utterance: Attribution) -> Bool {
    guard let source = mention.source else { return false }
    let sentence = text.sentences[text.sentence(of: source.lowerBound)].tokens
    return utterance.contents.contains { content in
      guard content.tokens.upperBound <= source.lowerBound, content.tokens.overlaps(sentence) else { return false }
      return text.names(in: content.tokens).contains { $0.kind == .person && $0.entity == person }
    }
  }
}

/// Tells the sex of people whose courtesy title or given name shows it beyond doubt, and whose pronouns do not contradict it.
private struct SureSexes {
  let text: AnalyzedText

  init(_ text: AnalyzedText) { self.text = text }

  /// How many mentions of a person are read, and the most words of a name whose first word is surely the given name.
  private static let mostMentions = 12
  private static let longestName = 3
  /// The most words behind a name that are searched for a pronoun.
  private static let longestClause = 40

  func sex(of number: Int) -> Gender {
    let person = text.people[number]
    guard person.gender != .unknown else { return .unknown }
    if person.mentions.prefix(Self.mostMentions).contains(where: { isCourteous(text.names[$0].tokens.lowerBound - 1) }) {
      return person.gender
    }
    return showsSex(person) && !isContradicted(person) ? person.gender : .unknown
  }

  private func isCourteous(_ token: Int) -> Bool {
    token >= 0 && Self.courtesies.contains(text.tokens[token].lower)
  }

  /// Whether the given name is one of women only or of men only, in a name of the usual form. In "Aung San Suu Kyi" the first word tells
  /// nothing; neither does a word that is also a family name, in front of one that is not.
  private func showsSex(_ person: Person) -> Bool {
    guard let given = person.given, !UnisexNames.contains(WordHash.folded(given)) else { return false }
    let classes = WordClasses.shared[WordHash.folded(given)]
    let sex = classes.intersection(.given)
    guard sex == (person.gender == .female ? WordClass.femaleGiven : .maleGiven) else { return false }
    let words = person.name.split(separator: " ").count
    return words <= Self.longestName
      && (!classes.contains(.surname) || WordClasses.shared[WordHash.folded(person.surname)].contains(.surname))
  }

  /// Whether pronouns of the other sex refer to a person named alone in their sentence more often than those of the person's own.
  private func isContradicted(_ person: Person) -> Bool {
    var own = 0
    var other = 0
    for mention in person.mentions.prefix(Self.mostMentions) {
      let name = text.names[mention].tokens
      let number = text.sentence(of: name.lowerBound)
      let sentence = text.sentences[number]
      guard text.tokens[name.lowerBound].quotation < 0,
        text.names(in: sentence.tokens).allSatisfy({ $0.kind != .person || $0.entity == text.names[mention].entity })
      else { continue }
      let end = min(sentence.tokens.upperBound, name.upperBound + Self.longestClause)
      var tokens = Array(name.upperBound..<max(name.upperBound, end))
      if number + 1 < text.sentences.count, text.sentences[number + 1].paragraph == sentence.paragraph,
        let next = text.sentences[number + 1].tokens.first
      {
        tokens.append(next)
      }
      for token in tokens where text.tokens[token].quotation < 0 {
        // "carried her out": an object is another person.
        guard Self.subjects.contains(text.tokens[token].lower), let gender = PronounResolver.gender(text.tokens[token].lower) else {
          continue
        }
        if gender == person.gender { own += 1 } else { other += 1 }
        break
      }
    }
    return other > own
  }

  private static let subjects = Set(WordHash.foldedWords("he his she herself himself"))
  private static let courtesies = Set(WordHash.foldedWords(WordSets["SpeakerSieve.courtesies"]))
}
