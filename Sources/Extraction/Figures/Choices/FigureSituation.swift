import Linguistics
import Ranking
import Record

/// A figure in its sentence, as the rankers of its fields see it.
struct FigureSituation: Sendable {
  let sentence: FigureSentence
  /// The figure's index in its sentence.
  let index: Int
  /// The figure's pieces, with its bound words.
  let pieces: Range<Int>
  /// The finite verb or participle that governs the figure: the nearest one before it in its clause, otherwise the nearest one after it.
  let verb: Int?
  /// Whether ``verb`` stands after the figure.
  let isSubject: Bool
  /// The mood of the figure's clause.
  let mood: Clause.Mood
  /// Whether the figure stands between quotation marks.
  let isQuoted: Bool

  var candidate: FigureCandidate { sentence.candidates[index] }
  var words: PieceSentence { sentence.pieces }

  init(_ sentence: FigureSentence, _ index: Int) {
    self.sentence = sentence
    self.index = index
    let candidate = sentence.candidates[index]
    let words = sentence.pieces
    let start = min(candidate.pieces.lowerBound, candidate.bound?.pieces.lowerBound ?? Int.max)
    pieces = start..<max(candidate.pieces.upperBound, candidate.boundBehind?.pieces.upperBound ?? 0)
    let front = Clause.verb(before: start, in: words)
    let behind = front == nil ? Clause.verb(behind: pieces.upperBound, in: words) : nil
    verb = front ?? behind
    isSubject = front == nil && behind != nil
    mood = Clause.mood(at: verb ?? start, in: words)
    let token = Int(words[start].token)
    isQuoted = token >= 0 && token < words.source.text.tokens.count && words.source.text.tokens[token].quotation >= 0
  }

  private static let kind = FeatureTemplate("kind"), role = FeatureTemplate("role"), rule = FeatureTemplate("rule")
  private static let verbKey = FeatureTemplate("verb"), moodOf = FeatureTemplate("mood"), before = FeatureTemplate("before")
  private static let behind = FeatureTemplate("behind"), quoted = FeatureTemplate("quoted"), place = FeatureTemplate("place")
  private static let count = FeatureTemplate("figures"), beforeLast = FeatureTemplate("before 2"), unit = FeatureTemplate("unit")

  /// A code for the kind of the figure's unit: 8 for an age, 9 for none.
  var kindCode: UInt64 { candidate.isAge ? 8 : candidate.kind.flatMap { UnitKind.allCases.firstIndex(of: $0) }.map { UInt64($0) } ?? 9 }
  /// 0 for no change, 1 for the amount of a change, 2 for the level that a change leads to.
  var roleCode: UInt64 { candidate.change == nil ? 0 : candidate.change?.role == .change ? 1 : 2 }
  var verbCode: UInt64 { verb.map { words.key($0) } ?? 0 }

  /// The features of the figure that are the same for every candidate.
  func describe(_ features: inout CandidateFeatures) {
    features.add(Self.kind, kindCode)
    features.add(Self.role, roleCode, kindCode)
    features.add(Self.rule, WordHash.of(candidate.rule))
    features.add(Self.verbKey, verbCode, isSubject ? 1 : 0)
    features.add(Self.moodOf, mood.rawValue)
    features.add(Self.before, words.key(pieces.lowerBound - 1))
    features.add(Self.beforeLast, words.key(pieces.lowerBound - 2), words.key(pieces.lowerBound - 1))
    features.add(Self.behind, words.key(pieces.upperBound))
    features.add(Self.quoted, isQuoted ? 1 : 0)
    features.add(Self.place, min(words.number, 3))
    features.add(Self.count, CandidateFeatures.bucket(sentence.candidates.count))
    if let code = candidate.unit?.code ?? candidate.noun?.unit { features.add(Self.unit, WordHash.of(code.lowercased())) }
  }
}
