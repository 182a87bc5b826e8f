import Linguistics
package import Ranking
import Record

/// What a field of a figure was chosen from: an answer a candidate, and its features.
package struct FigureChoice: Sendable {
  package var field: FigureModels.Field
  package var answers: [String?]
  package var features: [CandidateFeatures]
}

/// The quotes that hold a place, for places in ascending order.
struct QuoteSweep {
  private let quotes: [QuoteFinding]
  /// Numbers of quotes by their starts.
  private let order: [Int]
  private var next = 0
  private var open: [Int] = []

  init(_ quotes: [QuoteFinding]) {
    self.quotes = quotes
    order = quotes.indices.sorted { (quotes[$0].range.start, $0) < (quotes[$1].range.start, $1) }
  }

  /// The numbers of the quotes that hold a byte, the shortest first.
  mutating func holding(_ place: Int) -> [Int] {
    while next < order.count, quotes[order[next]].range.start <= place {
      open.append(order[next])
      next += 1
    }
    open.removeAll { quotes[$0].range.end <= place }
    return open.sorted { (quotes[$0].range.count, $0) < (quotes[$1].range.count, $1) }
  }

  /// So far a quotation without speaker may be from the quote that tells it, in bytes.
  private static let reach = 800

  /// The quotes just before and behind the place asked for last.
  func near(_ place: Int) -> [Int] {
    let before = order[..<next].suffix(2).reversed().filter { place - quotes[$0].range.end < Self.reach }
    let behind = order[next...].prefix(1).filter { quotes[$0].range.start - place < Self.reach }
    return Array(before) + behind
  }
}

/// The credits of sentences, each read once.
struct CreditReader {
  let context: FigureContext
  let attributor: FigureAttributor
  private var known: [Int: [FigureAttributor.Credit]] = [:]
  /// How many sentences back a pronoun's source is looked for.
  private static let depth = 2

  init(context: FigureContext, attributor: FigureAttributor) {
    self.context = context
    self.attributor = attributor
  }

  /// The credits of a sentence.
  mutating func of(_ number: Int) -> [FigureAttributor.Credit] { read(number, Self.depth) }

  private mutating func read(_ number: Int, _ depth: Int) -> [FigureAttributor.Credit] {
    guard let s = context.sentence(number) else { return [] }
    let key = number * (Self.depth + 1) + depth
    if let found = known[key] { return found }
    let last = depth == 0 ? nil : (read(number - 1, depth - 1).last ?? read(number - 2, depth - 1).last)?.name
    let found = attributor.credits(s, last: last)
    known[key] = found
    return found
  }

  /// The credits of the two sentences before, and where asked of those behind, in one paragraph or in neighbouring ones.
  mutating func around(_ number: Int, ahead: Bool) -> [SourceChoices.Around] {
    var found: [SourceChoices.Around] = []
    for distance in ahead ? [-1, 1, -2, 2] : [-1, -2] {
      guard let s = context.sentence(number + distance), context.paragraph(number) - context.paragraph(number + distance) <= 1 else {
        continue
      }
      let credits = of(number + distance)
      if !credits.isEmpty { found.append(SourceChoices.Around(distance: distance, sentence: s, credits: credits)) }
    }
    return found
  }
}

/// The time expressions of the sentences before a figure's.
struct TimeReader {
  let context: FigureContext
  private var known: [Int: [TimeExpression]] = [:]

  /// - Parameter told: the sentences whose times are known.
  init(context: FigureContext, told: [FigureSentence]) {
    self.context = context
    for sentence in told { known[sentence.pieces.number] = sentence.times }
  }

  /// Those of the two sentences before, as far as the paragraph before, the nearest first.
  mutating func before(_ number: Int) -> [PeriodChoices.Told] {
    var found: [PeriodChoices.Told] = []
    for earlier in [number - 1, number - 2] {
      guard let s = context.sentence(earlier), context.paragraph(number) - context.paragraph(earlier) <= 1 else { break }
      let times = known[earlier] ?? PeriodRecognizer(s, reference: context.reference).expressions()
      known[earlier] = times
      found.append((s, times))
    }
    return found
  }
}
