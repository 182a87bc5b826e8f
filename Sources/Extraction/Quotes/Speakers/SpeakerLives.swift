internal import Knowledge
internal import Linguistics
internal import Ranking
internal import Record

/// What the article says about its people besides their names: whether they speak elsewhere or are dead, and what they do or suffer at their
/// last mention. People who were shot or buried are named close to the words of the people who talk about them.
struct SpeakerLives {
  private let text: AnalyzedText
  /// By person: whether the article says that they are dead.
  let dead: [Bool]
  /// By person: how many utterances of the whole text have the person's name as their source.
  private let turns: [Int: Int]
  /// By noun: the tokens at which it is introduced with an indefinite article and without a name next to it, ascending.
  private let introduced: [UInt64: [Int]]

  /// The most mentions of a person that are read.
  private static let mostMentions = 12

  /// - Parameter named: the utterances whose source is a person's name.
  init(_ text: AnalyzedText, named: [SpeakerFocus.NamedTurn]) {
    self.text = text
    var turns: [Int: Int] = [:]
    for turn in named { turns[turn.person, default: 0] += 1 }
    self.turns = turns
    dead = text.people.map { person in
      person.mentions.prefix(Self.mostMentions).contains { Self.isDead(text, text.names[$0].tokens) }
    }
    var introduced: [UInt64: [Int]] = [:]
    for (place, token) in text.tokens.enumerated() where token.tag == .NN && token.quotation < 0 && !token.shape.contains(.capitalized) {
      guard GenderedNouns.persons.contains(token.lower) || GenderedNouns.gender(token.lower) != .unknown,
        (max(0, place - 4)..<place).contains(where: { Self.indefinites.contains(text.tokens[$0].lower) }),
        text.names(in: place + 1..<min(text.tokens.count, place + 3)).allSatisfy({ $0.kind != .person })
      else { continue }
      introduced[token.lower, default: []].append(place)
    }
    self.introduced = introduced
  }

  /// "the late Ann Roe", "Ann Roe's death", "Ann Roe died".
  private static func isDead(_ text: AnalyzedText, _ name: Range<Int>) -> Bool {
    if name.lowerBound > 0, late == text.tokens[name.lowerBound - 1].lower { return true }
    var token = name.upperBound
    let limit = min(text.tokens.count, name.upperBound + 9)
    if token < limit, SourceReader.isPossessive(token, text), token + 1 < limit { return deaths.contains(text.tokens[token + 1].lower) }
    while token < limit, !text.tokens[token].shape.contains(.sentenceStart) {
      let word = text.tokens[token]
      if dying.contains(word.lower) { return true }
      let isBetween = word.kind != .word || [.VBD, .VBN, .RB, .WP, .CD, .CC, .NNP].contains(word.tag)
      guard isBetween else { return false }
      token += 1
    }
    return false
  }

  /// How many sentences ago a definite noun ("the woman") was introduced without a name: 1 this one or the one before, 2 two to four, 3
  /// more; 0 never.
  func introduction(of mention: SpeakerMention, before anchor: Int) -> UInt64 {
    guard mention.determiner == 1, let head = mention.head, let places = introduced[text.tokens[head].lower] else { return 0 }
    var low = 0
    var high = places.count
    while low < high {
      let middle = (low + high) / 2
      if places[middle] < anchor, places[middle] != head { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return 0 }
    let sentences = text.sentence(of: anchor) - text.sentence(of: places[low - 1])
    return sentences <= 1 ? 1 : sentences <= 4 ? 2 : 3
  }

  /// Adds what the article says about a person.
  func describe(
    _ person: Int, _ candidate: SpeakerCandidate, _ setting: SpeakerFeatures.Setting, turn: UInt64, fitRank: UInt64,
    spoken: UInt64, _ features: inout CandidateFeatures
  ) {
    let speaks = UInt64(min(turns[person] ?? 0, 3))
    features.add(F.speaks, speaks, spoken)
    features.add(F.speaksRank, speaks, fitRank, turn)
    features.add(F.silent, dead[person] ? 1 : 0, speaks)
    features.add(F.introduced, setting.introduced, spoken)
    guard let number = candidate.before else { return }
    let place = preposition(before: text.names[number].tokens)
    let sentences = UInt64(min(max(setting.sentence - text.sentence(of: text.names[number].tokens.lowerBound), 0), 3))
    features.add(F.preposition, place, sentences)
    features.add(F.fronted, fronted(text.names[number].tokens, setting), UInt64(setting.mention.determiner))
    let deed = deed(text.names[number].tokens)
    features.add(F.deed, deed, fitRank)
    features.add(F.deedSpeaks, deed, speaks, turn)
  }

  /// Adds what it says about a speaker without a name.
  func describeUnnamed(_ setting: SpeakerFeatures.Setting, _ features: inout CandidateFeatures) {
    features.add(F.introduced, setting.introduced, UInt64(setting.mention.determiner))
  }

  /// The preposition directly before a name and its title, folded; 0 for none.
  private func preposition(before name: Range<Int>) -> UInt64 {
    var low = name.lowerBound
    while low > 0, name.lowerBound - low < 5, !text.tokens[low].shape.contains(.sentenceStart) {
      switch text.tokens[low - 1].tag {
      case .IN, .TO: return text.tokens[low - 1].lower
      case .NN, .NNP, .NNPS, .JJ, .DT, .PRPS: low -= 1
      default: return text.tokens[low - 1].shape.contains(.capitalized) ? 0 : 1
      }
    }
    return 2
  }

  /// Whether a name stands in words before the subject of the utterance's sentence ("Pressed by Ann Roe, | the mayor said"): 1 in a phrase
  /// without a verb that begins with a participle, preposition or adjective, 2 in a clause before the subject, 3 elsewhere before the cue,
  /// 4 in the source itself; 0 in another sentence or after the cue.
  private func fronted(_ name: Range<Int>, _ setting: SpeakerFeatures.Setting) -> UInt64 {
    let run = text.sentences[setting.sentence].tokens
    guard run.contains(name.lowerBound), name.upperBound <= setting.anchor else { return 0 }
    if setting.mention.source?.overlaps(name) ?? false { return 4 }
    let limit = setting.mention.source.map { $0.lowerBound < setting.anchor ? $0.lowerBound : setting.anchor } ?? setting.anchor
    guard limit > run.lowerBound, text.bytes[text.tokens[limit - 1].range.start] == UInt8(ascii: ",") else { return 3 }
    let hasVerb = (run.lowerBound..<limit).contains { [.VBD, .VBZ, .VBP, .MD].contains(text.tokens[$0].tag) && $0 != run.lowerBound }
    switch text.tokens[run.lowerBound].tag {
    case .VBN, .VBD, .VBG, .IN, .JJ: return hasVerb ? 2 : 1
    default: return hasVerb ? 2 : 3
    }
  }

  /// What a person does in the sentence of a mention: 1 speaks, 2 suffers ("was shot"), 3 is something, 4 does something else, 5 possesses
  /// what follows; 0 none of these.
  private func deed(_ name: Range<Int>) -> UInt64 {
    var token = name.upperBound
    let limit = min(text.tokens.count, name.upperBound + 10)
    guard token < limit else { return 0 }
    if SourceReader.isPossessive(token, text) { return 5 }
    // "Ann Roe, 52, a nurse, | was"
    while token < limit, !text.tokens[token].shape.contains(.sentenceStart) {
      switch text.tokens[token].tag {
      case .VBD, .VBZ, .VBP:
        if Self.forms.contains(text.tokens[token].lower) {
          let behind = (token + 1..<min(limit, token + 4)).first { text.tokens[$0].tag != .RB }
          return behind.map { text.tokens[$0].tag == .VBN } ?? false ? 2 : 3
        }
        return CueLexicon.shared[text.tokens[token].lower].map { !$0.manners.isDisjoint(with: [.say, .tell]) } ?? false ? 1 : 4
      case .MD: return 4
      case .IN, .CC, .TO: return 0
      default: token += 1
      }
    }
    return 0
  }

  private static func hashes(_ words: String) -> Set<UInt64> { Set(WordHash.foldedWords(words)) }
  private static let late = WordHash.folded("late")
  private static let deaths = hashes(WordSets["SpeakerLives.deaths"])
  private static let dying = hashes(WordSets["SpeakerLives.dying"])
  private static let indefinites = hashes("a an another one")
  private static let forms = hashes("is are was were be been being")

  private enum F {
    static let speaks = FeatureTemplate("speaker: speaks by name")
    static let speaksRank = FeatureTemplate("speaker: speaks by name, rank")
    // The name is the one that the weights were trained with.
    static let silent = FeatureTemplate("speaker: dead or a child")
    static let introduced = FeatureTemplate("speaker: noun brought in")
    static let preposition = FeatureTemplate("speaker: preposition before")
    static let fronted = FeatureTemplate("speaker: in the words before the subject")
    static let deed = FeatureTemplate("speaker: last deed")
    static let deedSpeaks = FeatureTemplate("speaker: last deed, speaks")
  }
}
