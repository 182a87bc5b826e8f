import Linguistics
package import Ranking
import Record

/// The candidates from which a field of a figure was chosen: for each its answer and its features.
package struct FigureChoice: Sendable {
  package var field: FigureModels.Field
  package var answers: [String?]
  package var features: [CandidateFeatures]
}

/// Finds the quotes that contain a position, for positions in ascending order.
struct QuoteSweep {
  private let quotes: [QuoteFinding]
  /// Indices of the quotes, ordered by start.
  private let order: [Int]
  private var next = 0
  private var open: [Int] = []

  init(_ quotes: [QuoteFinding]) {
    self.quotes = quotes
    order = quotes.indices.sorted { (quotes[$0].range.start, $0) < (quotes[$1].range.start, $1) }
  }

  /// The indices of the quotes that contain a byte offset, the shortest quote first.
  mutating func holding(_ place: Int) -> [Int] {
    while next < order.count, quotes[order[next]].range.start <= place {
      open.append(order[next])
      next += 1
    }
    open.removeAll { quotes[$0].range.end <= place }
    return open.sorted { (quotes[$0].range.count, $0) < (quotes[$1].range.count, $1) }
  }

  /// The greatest distance, in bytes, between a quotation without a speaker and the quote that may name it.
  private static let reach = 800

  /// The quotes just before and after the position last asked for.
  func near(_ place: Int) -> [Int] {
    let before = order[..<next].suffix(2).reversed().filter { place - quotes[$0].range.end < Self.reach }
    let behind = order[next...].prefix(1).filter { quotes[$0].range.start - place < Self.reach }
    return Array(before) + behind
  }
}

/// Reads the credits of sentences, each sentence once.
struct CreditReader {
  let context: FigureContext
  let attributor: FigureAttributor
  private var known: [Int: [FigureAttributor.Credit]] = [:]
  /// How many sentences back the source behind a pronoun is looked for.
  private static let depth = 2

  init(context: FigureContext, attributor: FigureAttributor) {
    self.context = context
    self.attributor = attributor
  }

  /// The credits of a sentence.
  mutating func of(_ number: Int) -> [FigureAttributor.Credit] { read(number, Self.depth) }

  private mutating func read(_ number: Int, _ depth: Int) -> [FigureAttributor.Credit] {
    guard let sentence = context.sentence(number) else { return [] }
    let key = number * (Self.depth + 1) + depth
    if let found = known[key] { return found }
    let last = depth == 0 ? nil : (read(number - 1, depth - 1).last ?? read(number - 2, depth - 1).last)?.name
    let found = attributor.credits(sentence, last: last)
    known[key] = found
    return found
  }

  /// The credits of the two sentences before and, on request, of those after, within the same paragraph or a neighbouring one.
  mutating func around(_ number: Int, ahead: Bool) -> [SourceChoices.Around] {
    var found: [SourceChoices.Around] = []
    for distance in ahead ? [-1, 1, -2, 2] : [-1, -2] {
      guard let sentence = context.sentence(number + distance), context.paragraph(number) - context.paragraph(number + distance) <= 1 else {
        continue
      }
      let credits = of(number + distance)
      if !credits.isEmpty { found.append(SourceChoices.Around(distance: distance, sentence: sentence, credits: credits)) }
    }
    return found
  }
}

/// Collects the time expressions of the sentences before a figure's sentence.
struct TimeReader {
  let context: FigureContext
  private var known: [Int: [TimeExpression]] = [:]

  /// - Parameter read: the sentences whose time expressions are already known.
  init(context: FigureContext, read: [FigureSentence]) {
    self.context = context
    for sentence in read { known[sentence.pieces.number] = sentence.times }
  }

  /// The time expressions of the two sentences before, at most one paragraph back, the nearest first.
  mutating func before(_ number: Int) -> [PeriodChoices.Told] {
    var found: [PeriodChoices.Told] = []
    for earlier in [number - 1, number - 2] {
      guard let sentence = context.sentence(earlier), context.paragraph(number) - context.paragraph(earlier) <= 1 else { break }
      let times = known[earlier] ?? PeriodRecognizer(sentence, reference: context.reference).expressions()
      known[earlier] = times
      found.append((sentence, times))
    }
    return found
  }
}
