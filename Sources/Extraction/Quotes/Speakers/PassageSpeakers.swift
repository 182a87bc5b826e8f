internal import Knowledge
internal import Linguistics
internal import Record

/// Recognizes passages that show whom "he" or "she" means: somebody who would not be named, the subject of the sentence before, the one who
/// speaks on both sides of a quote, the one whom the pronouns before meant already.
struct PassageSpeakers {
  private let text: AnalyzedText
  /// The utterances in which somebody says, asks or writes something under their name, in text order.
  private let named: [SpeakerFocus.NamedTurn]
  private let sieve: SpeakerSieve
  private let descriptions: SpeakerDescriptions
  private let talkers: Set<Int>
  /// The words that say that somebody would not be named, in text order.
  private let anonymous: [Int]

  /// How many sentences back somebody unnamed is looked for, and how many paragraphs may lie between the turns of one speaker.
  private static let sentencesBack = 5
  private static let paragraphsBack = 3

  /// - Parameter named: the utterances whose source is a person's name, in text order.
  init(_ text: AnalyzedText, named: [SpeakerFocus.NamedTurn], sieve: SpeakerSieve, descriptions: SpeakerDescriptions) {
    self.text = text
    self.named = named.filter { Self.talks(text.tokens[$0.place].lower) }
    self.sieve = sieve
    self.descriptions = descriptions
    talkers = Set(self.named.map(\.person))
    anonymous = text.sentences.flatMap { sentence in sentence.tokens.filter { Self.isAnonymity($0, sentence.tokens, text) } }
  }

  private static func talks(_ cue: UInt64) -> Bool {
    CueLexicon.shared[cue].map { $0.type == .assertion && !$0.manners.isDisjoint(with: [.say, .tell, .ask, .report, .judge]) } ?? true
  }

  /// The speaker that the passage shows instead of the chosen candidate; `nil` where it shows none.
  func speaker(
    insteadOf chosen: SpeakerCandidate, for mention: SpeakerMention, _ utterance: Attribution, _ history: SpeakerHistory
  ) -> SpeakerCandidate? {
    let anchor = SpeakerCandidates.anchor(of: utterance)
    if mention.sort == .personNoun, mention.determiner == 1,
      let person = bearer(of: mention, before: anchor) ?? (isNobody(chosen.referent) ? described(by: mention, before: anchor) : nil)
    {
      return chosen.referent == .person(person) ? nil : SpeakerCandidate(referent: .person(person))
    }
    guard mention.sort == .she || mention.sort == .he, let source = mention.source else { return nil }
    let here = min(anchor, utterance.contents.first?.tokens.lowerBound ?? anchor)
    if let token = unnamed(before: here, mention.gender, history) {
      return SpeakerCandidate(referent: .described(token))
    }
    guard case .person(let person) = chosen.referent, !source.contains(where: { isName($0, of: person) }) else { return nil }
    if let other = subject(before: here, mention.gender), other != person { return SpeakerCandidate(referent: .person(other)) }
    if let other = speakerOnBothSides(of: anchor, mention.gender), other != person, !talkers.contains(person) {
      return SpeakerCandidate(referent: .person(other))
    }
    if let other = subjectOfPronouns(before: here, person, mention.gender), other != person {
      return SpeakerCandidate(referent: .person(other))
    }
    return nil
  }

  private func isName(_ token: Int, of person: Int) -> Bool {
    text.names(in: token..<token + 1).contains { $0.kind == .person && $0.entity == person }
  }

  // MARK: Described

  /// The one person whom "the Dane", "the defendant" or "the Green politician" describes, named before.
  private func bearer(of mention: SpeakerMention, before anchor: Int) -> Int? {
    guard let head = mention.head, let source = mention.source else { return nil }
    let noun = text.tokens[head].lower
    var words = Demonyms.adjectives(of: noun)
    if words.isEmpty, SpeakerDescriptions.onTrial.contains(noun) { words = [noun] }
    if words.isEmpty {
      words = source.filter { $0 < head && SpeakerDescriptions.isAffiliation(text.tokens[$0].lower) }.map { text.tokens[$0].lower }
      if words.count != 1 || text.names(in: head..<head + 1).isEmpty == false { return nil }
    }
    return onlyBearer(of: words, mention.gender, before: anchor)
  }

  /// The one person with one of some words in their description, named before.
  private func onlyBearer(of words: [UInt64], _ gender: Gender, before anchor: Int) -> Int? {
    var bearer: Int?
    for word in words {
      for person in descriptions.bearers(of: word) where person != bearer && sieve.fits(person, gender) {
        guard let first = text.people[person].mentions.first, text.names[first].tokens.upperBound <= anchor else { continue }
        if bearer != nil { return nil }
        bearer = person
      }
    }
    return bearer
  }

  private func isNobody(_ referent: SpeakerCandidate.Referent) -> Bool { referent == .unnamed || referent == .notStated }

  /// "Ann Roe, a woman from Hull, …", later "the woman": the one person described so, if no other woman is mentioned without a name.
  private func described(by mention: SpeakerMention, before anchor: Int) -> Int? {
    guard let head = mention.head, let source = mention.source, source.count == 2,
      GenderedNouns.gender(text.tokens[head].lower) != .unknown
    else { return nil }
    let noun = text.tokens[head].lower
    let first = text.paragraphTokens[max(0, text.paragraph(of: anchor) - Self.paragraphsBack)].lowerBound
    let concernsAnother = (first..<min(anchor, source.lowerBound)).contains { token in
      text.tokens[token].lower == noun && !isBesideName(token)
    }
    return concernsAnother ? nil : onlyBearer(of: [noun], mention.gender, before: anchor)
  }

  /// Whether a noun stands in an apposition to a name: "Ann Roe, a woman", "the woman, Ann Roe".
  private func isBesideName(_ token: Int) -> Bool {
    text.names(in: max(0, token - 4)..<min(text.tokens.count, token + 3)).contains { $0.kind == .person }
  }

  // MARK: Unnamed

  /// The noun for somebody who would not be named, in the sentences before a quote, if nobody named has spoken since: "A porter who saw it
  /// would not give his name."
  private func unnamed(before here: Int, _ gender: Gender, _ history: SpeakerHistory) -> Int? {
    let sentence = text.sentence(of: here)
    for number in stride(from: sentence, through: max(0, sentence - Self.sentencesBack), by: -1) {
      let run = text.sentences[number].tokens
      if let last = history.last, case .person = last.referent, last.end > run.lowerBound { return nil }
      guard isAnonymous(run.lowerBound..<max(run.lowerBound, min(here, run.upperBound))) else { continue }
      // Whoever would not be named is a person, so the first noun behind an article is one.
      let noun = run.first { token in
        token < here && text.tokens[token].quotation < 0 && text.tokens[token].tag == .NN
          && !text.tokens[token].shape.contains(.capitalized)
          && (max(run.lowerBound, token - 3)..<token).contains { Self.determiners.contains(text.tokens[$0].lower) }
          && (token + 1 == run.upperBound || text.tokens[token + 1].tag != .NN)
      }
      guard let noun, !text.names(in: run.lowerBound..<noun + 3).contains(where: { $0.kind == .person && $0.tokens.lowerBound <= noun + 2 })
      else { return nil }
      let sex = GenderedNouns.gender(text.tokens[noun].lower)
      return sex == .unknown || sex == gender ? noun : nil
    }
    return nil
  }

  /// Whether a stretch says that somebody would not be named.
  private func isAnonymous(_ stretch: Range<Int>) -> Bool {
    var low = 0, high = anonymous.count
    while low < high {
      let middle = (low + high) / 2
      if anonymous[middle] < stretch.lowerBound { low = middle + 1 } else { high = middle }
    }
    return low < anonymous.count && anonymous[low] < stretch.upperBound
  }

  /// "asked not to be named", "would not give his name", "on condition of anonymity".
  private static func isAnonymity(_ token: Int, _ sentence: Range<Int>, _ text: AnalyzedText) -> Bool {
    let word = text.tokens[token].lower
    guard anonymities.contains(word) || identities.contains(word), text.tokens[token].quotation < 0 else { return false }
    if anonymities.contains(word) { return true }
    let around = max(sentence.lowerBound, token - 6)..<min(sentence.upperBound, token + 4)
    // "has not been named" says that others keep the name back.
    return around.contains { refusals.contains(text.tokens[$0].lower) }
      || around.contains { negations.contains(text.tokens[$0].lower) }
        && around.contains { wishes.contains(text.tokens[$0].lower) }
  }

  // MARK: Named

  /// “…,” said Reed. Ann Kerr disagreed. “…,” | she said: the person first named in the sentence before, in full and as its subject.
  private func subject(before here: Int, _ gender: Gender) -> Int? {
    let number = text.sentence(of: here) - 1
    guard number >= 0, text.sentences[number].paragraph == text.paragraph(of: here) else { return nil }
    let run = text.sentences[number].tokens
    let people = text.names(in: run).filter { $0.kind == .person && $0.entity >= 0 }
    guard let name = people.first, people.count == 1, name.tokens.count > 1, text.tokens[name.tokens.lowerBound].quotation < 0,
      text.people[name.entity].mentions.first.map({ text.names[$0].tokens == name.tokens }) ?? false, sieve.fits(name.entity, gender),
      name.tokens.lowerBound - run.lowerBound <= 4,
      !(run.lowerBound..<name.tokens.lowerBound).contains(where: {
        isFinite($0) || text.tokens[$0].tag == .IN || text.tokens[$0].quotation >= 0
      }),
      name.tokens.upperBound < run.upperBound, isFinite(name.tokens.upperBound), run.upperBound - name.tokens.upperBound <= 6
    else { return nil }
    return name.entity
  }

  /// The person who is named as a speaker both before and after a quote, near it.
  private func speakerOnBothSides(of anchor: Int, _ gender: Gender) -> Int? {
    var next = 0
    var high = named.count
    while next < high {
      let middle = (next + high) / 2
      if named[middle].place > anchor { high = middle } else { next = middle + 1 }
    }
    guard next > 0, next < named.count, named[next - 1].place < anchor,
      named[next].person == named[next - 1].person, sieve.fits(named[next].person, gender)
    else { return nil }
    let paragraph = text.paragraph(of: anchor)
    guard paragraph - named[next - 1].paragraph <= Self.paragraphsBack, named[next].paragraph - paragraph <= 1 else { return nil }
    return named[next].person
  }

  /// "He frowns when I mention Neil Stroud. “…,” | he said": the pronoun before Stroud's only mention means another, and so does the one
  /// after it.
  private func subjectOfPronouns(before here: Int, _ person: Int, _ gender: Gender) -> Int? {
    let mentions = text.people[person].mentions.prefix { text.names[$0].tokens.upperBound <= here }
    guard mentions.count == 1, let only = mentions.first, case let name = text.names[only].tokens, name.lowerBound > 0,
      Self.governing.contains(text.tokens[name.lowerBound - 1].tag),
      case let number = text.sentence(of: name.lowerBound), number >= text.sentence(of: here) - 1,
      let pronoun = text.sentences[number].tokens.first(where: { isSubjectPronoun($0, gender) }), pronoun < name.lowerBound
    else { return nil }
    let start = text.sentences[max(0, number - 2)].tokens.lowerBound
    let before = text.names(in: start..<pronoun).filter { $0.kind == .person && $0.entity >= 0 && sieve.fits($0.entity, gender) }
    guard let other = before.last?.entity, before.allSatisfy({ $0.entity == other }) else { return nil }
    return other
  }

  private func isSubjectPronoun(_ token: Int, _ gender: Gender) -> Bool {
    text.tokens[token].quotation < 0
      && (text.tokens[token].lower == Self.he && gender == .male || text.tokens[token].lower == Self.she && gender == .female)
  }

  private func isFinite(_ token: Int) -> Bool {
    switch text.tokens[token].tag {
    case .VBD, .VBZ, .VBP, .MD: true
    default: false
    }
  }

  /// What stands before an object.
  private static let governing: Set<PartOfSpeech> = [.IN, .TO, .RP, .VB, .VBD, .VBP, .VBZ, .VBG, .VBN]
  private static func hashes(_ words: String) -> Set<UInt64> { Set(WordHash.foldedWords(words)) }
  private static let he = WordHash.folded("he")
  private static let she = WordHash.folded("she")
  private static let determiners = hashes("a an the one another this that his her their")
  private static let anonymities = hashes("anonymity anonymously")
  private static let identities = hashes("named identified identify quoted name names identity")
  private static let refusals = hashes("refused declined refuses declines refusing declining cannot unwilling reluctant afraid")
  private static let negations = hashes("not n't without")
  private static let wishes = hashes(WordSets["PassageSpeakers.wishes"])
}
