internal import Linguistics
internal import Record

/// The order in which the people named before an utterance may be meant by its source, the nearest first.
struct SpeakerRanks {
  /// Of how many people of a fitting gender a mention stands nearer, by person; 4 for more.
  private(set) var fitting: [Int: UInt64] = [:]
  /// The same among those who may well speak: the dead, children and those named behind a pronoun for another are left out.
  private(set) var able: [Int: UInt64] = [:]
  /// How many who may well speak are named within two sentences, 4 for more.
  private(set) var ableNear: UInt64 = 0

  /// The most people that are told apart.
  private static let most: UInt64 = 4

  /// - Parameter sentence: the utterance's.
  init(
    _ text: AnalyzedText, _ candidates: [SpeakerCandidate], _ mention: SpeakerMention, sentence: Int, lives: SpeakerLives,
    focus: SpeakerFocus
  ) {
    let people = candidates.compactMap { candidate -> (person: Int, rank: Int, name: Range<Int>)? in
      guard case .person(let person) = candidate.referent, let before = candidate.before else { return nil }
      return (person, candidate.rank, text.names[before].tokens)
    }
    var next: UInt64 = 0
    var nextAble: UInt64 = 0
    for (person, _, name) in people.sorted(by: { $0.rank < $1.rank }) {
      let gender = text.people[person].gender
      guard mention.gender == .unknown || gender == .unknown || gender == mention.gender else { continue }
      fitting[person] = next
      able[person] = nextAble
      next = min(next + 1, Self.most)
      guard !lives.isSilent(person), !focus.isLed(name, mention.gender) else { continue }
      nextAble = min(nextAble + 1, Self.most)
      if sentence - text.sentence(of: name.lowerBound) <= 2 { ableNear = min(ableNear + 1, Self.most) }
    }
  }
}
