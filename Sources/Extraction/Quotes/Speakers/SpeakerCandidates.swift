internal import Linguistics
internal import Record

/// A candidate for the speaker of a quote.
package struct SpeakerCandidate: Sendable {
  package enum Referent: Sendable, Equatable {
    /// Index into ``AnalyzedText/people``.
    case person(Int)
    /// Index into ``AnalyzedText/bodies``.
    case body(Int)
    /// The source's own words are used as the name.
    case words
    /// Someone described by the source without a name.
    case unnamed
    /// Someone described by a noun at a token and never named.
    case described(Int)
    /// Several people, described by a plural noun at a token.
    case group(Int)
    /// The speaker of the previous utterance, who is neither a person nor a body of the article.
    case previous
    /// The text does not say.
    case notStated
  }

  package var referent: Referent
  /// The last mention before the quote's cue and the first one after it, as indices into ``AnalyzedText/names``.
  package var before: Int?
  package var behind: Int?
  /// How many other people are mentioned between this mention and the cue.
  var rank = 0
}

/// The speakers so far.
struct SpeakerHistory: Sendable {
  struct Turn: Sendable {
    var referent: SpeakerCandidate.Referent
    var speaker: Speaker
    /// The gender of an unnamed speaker, by the words for it.
    var gender: Gender
    /// The paragraph and the last token of the utterance.
    var paragraph: Int
    var end: Int
  }

  private(set) var last: Turn?
  private(set) var secondLast: Turn?
  /// Utterances by person.
  private(set) var counts: [Int: Int] = [:]

  mutating func add(_ turn: Turn) {
    if let last, last.referent != turn.referent { secondLast = last }
    last = turn
    if case .person(let person) = turn.referent { counts[person, default: 0] += 1 }
  }
}

/// Collects the candidates: the people and bodies around a quote, the last speaker, and nobody.
package struct SpeakerCandidates {
  private let text: AnalyzedText
  private let titles: OfficialTitles
  private let surnames: SurnameTable

  /// How many paragraphs back and ahead names are searched, and how many candidates of each kind are kept.
  private static let paragraphsBack = 8
  private static let sentencesAhead = 3
  private static let mostNames = 120
  private static let mostPeople = 14
  private static let mostBodies = 6
  private static let mostDescribed = 2
  private static let mostGroups = 3
  /// The most words before the name of the person addressed: "told the Dutch paper | Morgen".
  private static let longestAddress = 4

  init(_ text: AnalyzedText, titles: OfficialTitles, surnames: SurnameTable) {
    self.text = text
    self.titles = titles
    self.surnames = surnames
  }

  /// The token from which distances are counted: the cue, otherwise the first content.
  package static func anchor(of utterance: Attribution) -> Int {
    utterance.cue?.tokens.lowerBound ?? utterance.contents.first?.tokens.lowerBound ?? 0
  }

  func candidates(for utterance: Attribution, mention: SpeakerMention, history: SpeakerHistory) -> [SpeakerCandidate] {
    let anchor = Self.anchor(of: utterance)
    var candidates: [SpeakerCandidate] = []
    var places: [Key: Int] = [:]
    var counts = (people: 0, bodies: 0)
    let addressed = addressed(utterance, mention)
    func add(_ name: NameMention, _ number: Int, _ isBefore: Bool, _ isForced: Bool) {
      guard name.entity >= 0, name.kind == .person || name.kind == .organization else { return }
      if let addressed, addressed.entity == name.entity, addressed.kind == name.kind { return }
      let key = Key(isPerson: name.kind == .person, entity: name.entity)
      if let place = places[key] {
        if isBefore, candidates[place].before == nil { candidates[place].before = number }
        if !isBefore, candidates[place].behind == nil { candidates[place].behind = number }
        return
      }
      if key.isPerson {
        guard counts.people < Self.mostPeople || isForced else { return }
      } else {
        guard counts.bodies < Self.mostBodies || isForced else { return }
      }
      var candidate = SpeakerCandidate(referent: key.isPerson ? .person(name.entity) : .body(name.entity))
      candidate.rank = key.isPerson ? counts.people : counts.bodies
      if isBefore { candidate.before = number } else { candidate.behind = number }
      if key.isPerson { counts.people += 1 } else { counts.bodies += 1 }
      places[key] = candidates.count
      candidates.append(candidate)
    }
    // The names in the source come first.
    if let source = mention.source {
      for number in text.names(in: source).indices { add(text.names[number], number, number < text.firstName(from: anchor), true) }
    }
    let middle = text.firstName(from: anchor)
    let paragraph = text.paragraph(of: anchor)
    var number = middle - 1
    while number >= 0, middle - number < Self.mostNames {
      let name = text.names[number]
      if name.tokens.lowerBound < text.paragraphTokens[max(0, paragraph - Self.paragraphsBack)].lowerBound { break }
      if !utterance.contents.contains(where: { $0.tokens.overlaps(name.tokens) }) { add(name, number, true, false) }
      number -= 1
    }
    let sentence = text.sentence(of: anchor)
    let end = text.sentences[min(text.sentences.count - 1, sentence + Self.sentencesAhead)].tokens.upperBound
    number = middle
    while number < text.names.count, number - middle < Self.mostNames, text.names[number].tokens.lowerBound < end {
      let name = text.names[number]
      if !utterance.contents.contains(where: { $0.tokens.overlaps(name.tokens) }) { add(name, number, false, false) }
      number += 1
    }
    for turn in [history.last, history.secondLast] {
      switch turn?.referent {
      case .person(let person): addEntity(person, isPerson: true, before: anchor, add)
      case .body(let body): addEntity(body, isPerson: false, before: anchor, add)
      default: continue
      }
    }
    if let head = mention.head, mention.sort == .personNoun || mention.sort == .organizationNoun {
      for person in titles.bearers(of: text.tokens[head].lower).prefix(4) {
        addEntity(person, isPerson: true, before: anchor, add)
      }
    }
    // "Roe": with several Roes, the name finder chose the likeliest one.
    if mention.sort == .person, let name = mention.name, text.names[name].tokens.count == 1 {
      let word = text.tokens[text.names[name].tokens.lowerBound].lower
      for person in surnames[word].prefix(4) {
        addEntity(person, isPerson: true, before: anchor, add)
      }
    }
    if !text.people.isEmpty { addEntity(0, isPerson: true, before: anchor, add) }
    if mention.words != nil { candidates.append(SpeakerCandidate(referent: .words)) }
    if mention.source != nil {
      candidates.append(SpeakerCandidate(referent: .unnamed))
    } else {
      candidates.append(SpeakerCandidate(referent: .notStated))
    }
    switch history.last?.referent {
    case .words, .unnamed, .described, .group, .previous:
      if !isAnother(mention, than: history.last) { candidates.append(SpeakerCandidate(referent: .previous)) }
    default: break
    }
    if [.she, .he, .wholeParagraph, .runningText].contains(mention.sort) {
      for token in described(before: anchor, utterance) { candidates.append(SpeakerCandidate(referent: .described(token))) }
    }
    if mention.sort == .they {
      let groups = NounPhrases(text).groups(before: anchor, outside: utterance.contents.map(\.tokens), most: Self.mostGroups)
      for token in groups { candidates.append(SpeakerCandidate(referent: .group(token))) }
    }
    return candidates
  }

  /// Whether a noun for a body means another than the last speaker, who was called by a noun alone: "the court", then "the company".
  private func isAnother(_ mention: SpeakerMention, than last: SpeakerHistory.Turn?) -> Bool {
    guard mention.sort == .organizationNoun, let head = mention.head, let name = last?.speaker.name, name.first?.isLowercase == true else {
      return false
    }
    return !WordHash.foldedWords(name).contains(text.tokens[head].lower)
  }

  /// The person addressed: the name directly after a verb of telling that has a subject before it. That person is not the speaker.
  private func addressed(_ utterance: Attribution, _ mention: SpeakerMention) -> NameMention? {
    guard let cue = utterance.cue?.tokens, let source = mention.source, source.upperBound <= cue.lowerBound,
      let verb = cue.last(where: { SubjectPhrases.telling.contains(text.tokens[$0].lower) })
    else { return nil }
    var token = verb + 1
    while token < text.tokens.count, token <= verb + Self.longestAddress, [.DT, .JJ, .NN, .PRPS].contains(text.tokens[token].tag),
      text.names(in: token..<token + 1).isEmpty
    {
      token += 1
    }
    guard token < text.tokens.count else { return nil }
    return text.names(in: token..<token + 1).first { !source.contains($0.tokens.lowerBound) }
  }

  private struct Key: Hashable {
    var isPerson: Bool
    var entity: Int
  }

  /// Adds a person or body with the last mention before a token, otherwise with the first mention.
  private func addEntity(_ entity: Int, isPerson: Bool, before token: Int, _ add: (NameMention, Int, Bool, Bool) -> Void) {
    let mentions = isPerson ? text.people[entity].mentions : text.bodies[entity].mentions
    var low = 0
    var high = mentions.count
    while low < high {
      let middle = (low + high) / 2
      if text.names[mentions[middle]].tokens.upperBound <= token { low = middle + 1 } else { high = middle }
    }
    if low > 0 {
      add(text.names[mentions[low - 1]], mentions[low - 1], true, true)
    } else if let first = mentions.first {
      add(text.names[first], first, false, true)
    }
  }

  /// Nouns for unnamed people in the preceding sentences: "a cook at the ferry", "the woman".
  private func described(before anchor: Int, _ utterance: Attribution) -> [Int] {
    let sentence = text.sentence(of: anchor)
    var found: [Int] = []
    for number in stride(from: sentence, through: max(0, sentence - 4), by: -1) {
      for token in text.sentences[number].tokens.reversed() where token < anchor && text.tokens[token].quotation < 0 {
        let word = text.tokens[token]
        guard word.tag == .NN, !word.shape.contains(.capitalized), isPersonNoun(word.lower), hasDeterminer(token),
          !utterance.contents.contains(where: { $0.tokens.contains(token) }), !isNamed(token)
        else { continue }
        found.append(token)
        if found.count == Self.mostDescribed { return found }
      }
    }
    return found
  }

  private func isPersonNoun(_ word: UInt64) -> Bool { GenderedNouns.persons.contains(word) || GenderedNouns.gender(word) != .unknown }

  private func hasDeterminer(_ token: Int) -> Bool {
    (max(0, token - 4)..<token).contains { [.DT, .PRPS].contains(text.tokens[$0].tag) }
  }

  /// Whether a noun stands next to a name: "the driver, Ann Roe", "driver Ann Roe".
  private func isNamed(_ token: Int) -> Bool {
    text.names(in: token + 1..<min(text.tokens.count, token + 3)).contains { $0.kind == .person }
      || text.names(in: max(0, token - 6)..<token).contains { $0.kind == .person && token - $0.tokens.upperBound <= 3 }
  }
}
