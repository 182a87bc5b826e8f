/// A query for the documents of one collection.
package indirect enum TextQuery {
  /// Every document.
  case everything
  /// Consecutive words in a field. Ranked ones contribute to the score.
  case words(WordPattern, in: TermField, isRanked: Bool)
  /// Patterns in the main field, in any order, with at most `distance` words between neighbours; ranked.
  case near([WordPattern], distance: Int)
  /// All of several queries (AND); a ``not(_:)`` among them excludes documents.
  case all([TextQuery])
  /// Any of several queries (OR).
  case any([TextQuery])
  /// All documents except these.
  case not(TextQuery)
  /// A query that the user gave several times: evaluated once, weighted by `times`.
  case repeated(TextQuery, times: Int)
  /// Documents with times from `start` to before `end`.
  case time(from: Int64, before: Int64)
  /// Documents whose doc values satisfy a condition.
  case values(ValueCondition)
}

/// A condition on a document's doc values.
package enum ValueCondition {
  /// The owner is one of these.
  case owner(Set<UInt32>)
  /// The label satisfies a predicate, which is called once for each label; documents without a label never match.
  case label(LabelColumn, (UInt32) -> Bool)
  /// The category equals this.
  case category(UInt8)
  /// The type equals this.
  case type(UInt8)
  /// The document's number is in a range; if the document has a range itself, the two overlap.
  case number(NumberRange)
  /// The probability of the document or a part is in a range; without one it counts as 1.
  case confidence(Certainty.Place, NumberRange)
  /// A part that is there is at least so likely; a document without the part always matches.
  case claim(Certainty.Place, least: Double)

  /// The label columns.
  package enum LabelColumn: Sendable { case labelA, labelB, labelC, ownerLabel }

  /// The condition as a test of a segment's documents.
  var test: (Segment, Int32) -> Bool {
    switch self {
    case .owner(let owners): { owners.contains($0.owner(of: $1)) }
    case .category(let category): { $0.category(of: $1) == category }
    case .type(let type): { $0.type(of: $1) == type }
    case .number(let range):
      { segment, document in
        let (low, high) = (segment.low(of: document), segment.high(of: document))
        return low == high ? range.contains(low) : high >= range.low && low <= range.high
      }
    case .confidence(let place, let range): { range.contains($0.certainty(place, of: $1).chance) }
    case .claim(let place, let least): { Double($0.certainty(place, of: $1).claimed) / 1000 >= least }
    case .label(let column, let holds):
      { [sieve = LabelSieve(holds)] in
        switch column {
        case .labelA: sieve.admits($0.labelA(of: $1))
        case .labelB: sieve.admits($0.labelB(of: $1))
        case .labelC: sieve.admits($0.labelC(of: $1))
        case .ownerLabel: sieve.admits($0.ownerLabel(of: $1))
        }
      }
    }
  }
}

/// Caches which labels satisfy a condition, so that it is evaluated once for each.
private final class LabelSieve {
  private let holds: (UInt32) -> Bool
  private var known: [UInt32: Bool] = [0: false]
  private var last: (label: UInt32, answer: Bool) = (0, false)

  init(_ holds: @escaping (UInt32) -> Bool) { self.holds = holds }

  func admits(_ label: UInt32) -> Bool {
    // Documents of one owner are consecutive.
    if label == last.label { return last.answer }
    let answer = known[label] ?? holds(label)
    known[label] = answer
    last = (label, answer)
    return answer
  }
}

/// The order of matches.
package enum MatchOrder: Sendable {
  /// The best by ``BM25`` first; with equal scores the newest first.
  case relevance
  /// The latest time first.
  case newest
  /// The earliest time first; documents without a time before all others.
  case oldest
  /// The most certain first, by the product of what the document and its parts claim; with equal products the newest first.
  case surest
}
