import Linguistics
import Record

/// What the figures of an article are read with.
struct FigureContext: Sendable {
  let pieces: PieceText
  let article: Article
  let reference: CalendarDate?
  let quotes: [QuoteFinding]
  let officials: [OfficialFinding]

  /// A sentence by its index; `nil` where it has no pieces.
  func sentence(_ number: Int) -> PieceSentence? {
    guard pieces.sentences.indices.contains(number), !pieces.sentences[number].isEmpty else { return nil }
    return PieceSentence(source: pieces, bounds: pieces.sentences[number], number: number)
  }

  func paragraph(_ number: Int) -> Int { pieces.text.sentences[number].paragraph }
}

/// A sentence that contains figures.
struct FigureSentence: Sendable {
  var pieces: PieceSentence
  var times: [TimeExpression]
  var candidates: [FigureCandidate]
  /// The pieces of ``StandingTimes``.
  let standing: [Range<Int>]

  init(pieces: PieceSentence, times: [TimeExpression], candidates: [FigureCandidate]) {
    self.pieces = pieces
    self.times = times
    self.candidates = candidates
    standing = StandingTimes.stretches(pieces, times)
  }
}
