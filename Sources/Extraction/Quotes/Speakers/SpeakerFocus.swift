internal import Linguistics
internal import Ranking
internal import Record

/// Who the passage is about: pronouns and subjects between a person's last mention and a quote.
///
/// A pronoun refers to the person in the centre of attention, whom the subjects and pronouns of the preceding sentences keep mentioning
/// (Grosz, Joshi and Weinstein, "Centering", 1995), not to whoever's name is nearest.
struct SpeakerFocus {
  /// An utterance whose source is a person's name.
  struct NamedTurn: Sendable {
    /// The token of the cue.
    var place: Int
    /// Index into ``AnalyzedText/people``.
    var person: Int
    var paragraph: Int
  }

  private let text: AnalyzedText
  /// The positions of "he", "him", "his" and of "she", "her" outside quotations.
  private let male: [Int]
  private let female: [Int]
  /// The positions of "he" and of "she" among them.
  private let maleSubjects: [Int]
  private let femaleSubjects: [Int]

  init(_ text: AnalyzedText) {
    self.text = text
    var male: [Int] = []
    var female: [Int] = []
    var maleSubjects: [Int] = []
    var femaleSubjects: [Int] = []
    for (place, token) in text.tokens.enumerated() where token.kind == .word && token.quotation < 0 {
      guard let gender = PronounResolver.gender(token.lower) else { continue }
      let isSubject = token.lower == Self.he || token.lower == Self.she
      if gender == .male {
        male.append(place)
        if isSubject { maleSubjects.append(place) }
      } else {
        female.append(place)
        if isSubject { femaleSubjects.append(place) }
      }
    }
    (self.male, self.female, self.maleSubjects, self.femaleSubjects) = (male, female, maleSubjects, femaleSubjects)
  }

  /// How many items of an ascending list lie in a range.
  private static func count(_ list: [Int], in run: Range<Int>) -> Int {
    func first(from place: Int) -> Int {
      var low = 0
      var high = list.count
      while low < high {
        let middle = (low + high) / 2
        if list[middle] < place { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return first(from: run.upperBound) - first(from: run.lowerBound)
  }

  /// Adds what the passage before an utterance shows about a person.
  /// - Parameters:
  ///   - fitRank: how many other people of matching gender are named between the person and the utterance.
  func describe(
    _ person: Int, before candidate: SpeakerCandidate, _ setting: SpeakerFeatures.Setting, turn: UInt64, fitRank: UInt64,
    isTop: Bool, _ features: inout CandidateFeatures
  ) {
    features.add(F.fitRank, fitRank, turn)
    features.add(F.top, isTop ? 1 : 0, fitRank)
    let next = nextTurn(person, setting)
    features.add(F.next, next, fitRank)
    features.add(F.nextTurn, next, turn)
    guard let number = candidate.before else { return }
    let found = text.people[person]
    let end = text.names[number].tokens.upperBound
    let gender = setting.mention.gender == .unknown ? found.gender : setting.mention.gender
    let run = min(end, setting.anchor)..<max(end, setting.anchor)
    let (all, subjects): (Int, Int) =
      switch gender {
      case .male: (Self.count(male, in: run), Self.count(maleSubjects, in: run))
      case .female: (Self.count(female, in: run), Self.count(femaleSubjects, in: run))
      case .unknown: (0, 0)
      }
    let chain = UInt64(min(all, 2)) << 4 | UInt64(min(subjects, 2))
    features.add(F.chain, chain, fitRank)
    features.add(F.chainTurn, chain, turn, fitRank)
    let place = standing(found.mentions, setting)
    features.add(F.subject, place.subject, fitRank)
    features.add(F.subjectChain, place.subject, chain)
    features.add(F.density, place.density, fitRank)
    // A person who is about to be quoted is introduced by the full name.
    if let first = found.mentions.first {
      let fresh = UInt64(min(max(setting.paragraph - text.paragraph(of: text.names[first].tokens.lowerBound), 0), 4))
      let isFull: UInt64 = text.names[number].tokens.count > 1 ? 1 : 0
      features.add(F.fresh, fresh, fitRank, place.subject)
      features.add(F.fullName, isFull, fitRank, place.subject)
      features.add(F.freshTurn, fresh, turn, isFull)
    }
  }

  /// Adds what the passage before an utterance shows about a body.
  func describe(body: Int, before candidate: SpeakerCandidate, _ setting: SpeakerFeatures.Setting, _ features: inout CandidateFeatures) {
    guard let first = text.bodies[body].mentions.first, candidate.before != nil else { return }
    let rank = UInt64(min(candidate.rank, 4))
    let place = standing(text.bodies[body].mentions, setting)
    let fresh = UInt64(min(max(setting.paragraph - text.paragraph(of: text.names[first].tokens.lowerBound), 0), 4))
    features.add(F.subject, place.subject, rank)
    features.add(F.density, place.density, rank)
    features.add(F.fresh, fresh, rank, place.subject)
  }

  /// Adds who is named, and how often a pronoun occurs, between the last utterance and this one.
  func describePrevious(_ last: SpeakerHistory.Turn, _ setting: SpeakerFeatures.Setting, _ features: inout CandidateFeatures) {
    let run = min(last.end, setting.anchor)..<max(last.end, setting.anchor)
    let subjects = min(2, Self.count(maleSubjects, in: run) + Self.count(femaleSubjects, in: run))
    var people: UInt64 = 0
    if !run.isEmpty {
      for name in text.names(in: run)
      where name.kind == .person && text.tokens[name.tokens.lowerBound].quotation < 0 && name.tokens.upperBound <= setting.anchor {
        people = max(people, isSubject(name.tokens) ? 2 : 1)
      }
    }
    let gap = UInt64(min(max(setting.paragraph - last.paragraph, 0), 3))
    features.add(F.previous, people, UInt64(subjects), gap)
  }

  /// The nearest sentence that has one of the mentions as its subject (7 for none), and how many mentions are in this paragraph and the
  /// previous one.
  private func standing(_ mentions: [Int], _ setting: SpeakerFeatures.Setting) -> (subject: UInt64, density: UInt64) {
    var subject: UInt64 = 7
    var here: UInt64 = 0
    var before: UInt64 = 0
    var low = 0
    var high = mentions.count
    while low < high {
      let middle = (low + high) / 2
      if text.names[mentions[middle]].tokens.upperBound <= setting.anchor { low = middle + 1 } else { high = middle }
    }
    for mention in mentions[..<low].suffix(6).reversed() {
      let tokens = text.names[mention].tokens
      let paragraph = text.paragraph(of: tokens.lowerBound)
      if setting.paragraph - paragraph > 3 { break }
      if text.tokens[tokens.lowerBound].quotation >= 0 { continue }
      if paragraph == setting.paragraph { here += 1 } else if paragraph == setting.paragraph - 1 { before += 1 }
      if subject == 7, isSubject(tokens) {
        subject = UInt64(min(max(setting.sentence - text.sentence(of: tokens.lowerBound), 0), 6))
      }
    }
    return (subject, min(here, 2) << 4 | min(before, 2))
  }

  /// Who is named as the next speaker: 1 + paragraphs ahead for the candidate, 5 + paragraphs ahead for another, 0 for nobody nearby.
  private func nextTurn(_ person: Int, _ setting: SpeakerFeatures.Setting) -> UInt64 {
    guard let next = setting.nextTurn, case let gap = next.paragraph - setting.paragraph, gap <= 3 else { return 0 }
    return (next.person == person ? 1 : 5) + UInt64(max(gap, 0))
  }

  /// Whether a name stands before a finite verb, or is first in its sentence and not a possessor.
  private func isSubject(_ name: Range<Int>) -> Bool {
    var next = name.upperBound
    // "Ann Roe, 52, said"
    while next < text.tokens.count, next - name.upperBound < 4, [.number, .punctuation].contains(text.tokens[next].kind),
      !text.tokens[next].shape.contains(.sentenceStart)
    {
      next += 1
    }
    if next < text.tokens.count, !text.tokens[next].shape.contains(.sentenceStart) {
      if SourceReader.isPossessive(name.upperBound, text) { return false }
      if [.VBD, .VBZ, .VBP, .MD].contains(text.tokens[next].tag) { return true }
    }
    var low = name.lowerBound
    while low > 0, name.lowerBound - low < Self.longestTitle, !text.tokens[low].shape.contains(.sentenceStart), isTitle(low - 1, name) {
      low -= 1
    }
    return text.tokens[low].shape.contains(.sentenceStart)
  }

  /// Whether a word may stand between the sentence's first word and the name of its subject: "His former boss at the port, | Ann Roe, who
  /// left".
  private func isTitle(_ token: Int, _ name: Range<Int>) -> Bool {
    let word = text.tokens[token]
    if word.shape.contains(.capitalized) { return true }
    switch word.tag {
    case .NN, .NNP, .NNS, .JJ, .DT, .PRPS, .POS, .CC: return true
    case .IN: return !word.shape.contains(.sentenceStart) && text.bytes[text.tokens[name.lowerBound - 1].range.start] == UInt8(ascii: ",")
    default: return token == name.lowerBound - 1 && text.bytes[word.range.start] == UInt8(ascii: ",")
    }
  }

  /// The most words of a title before a name.
  private static let longestTitle = 12

  private static let he = WordHash.folded("he")
  private static let she = WordHash.folded("she")

  private enum F {
    static let fitRank = FeatureTemplate("speaker: fitting rank")
    static let fresh = FeatureTemplate("speaker: first named")
    static let freshTurn = FeatureTemplate("speaker: first named, turn")
    static let fullName = FeatureTemplate("speaker: last named in full")
    static let previous = FeatureTemplate("speaker: since the last utterance")
    static let next = FeatureTemplate("speaker: next named speaker")
    static let nextTurn = FeatureTemplate("speaker: next named speaker, turn")
    static let top = FeatureTemplate("speaker: named most, fitting rank")
    static let chain = FeatureTemplate("speaker: pronouns since")
    static let chainTurn = FeatureTemplate("speaker: pronouns since, turn")
    static let subject = FeatureTemplate("speaker: last subject")
    static let subjectChain = FeatureTemplate("speaker: last subject, pronouns since")
    static let density = FeatureTemplate("speaker: mentions around")
  }
}
