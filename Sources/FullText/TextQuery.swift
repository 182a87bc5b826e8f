/// What a search asks of the documents of one collection.
package indirect enum TextQuery {
  /// Every document.
  case everything
  /// Words that stand in a row in a field. Ranked ones take part in the score.
  case words(WordPattern, in: TermField, isRanked: Bool)
  /// Patterns in the main field, in any order, with at most `distance` words between neighbours; ranked.
  case near([WordPattern], distance: Int)
  /// All of several; those that are a ``not(_:)`` take documents away.
  case all([TextQuery])
  /// Any of several.
  case any([TextQuery])
  /// All documents but these.
  case not(TextQuery)
  /// A query that the user gave several times: worked out once, it counts as often.
  case repeated(TextQuery, times: Int)
  /// Documents with times from `start` to before `end`.
  case time(from: Int64, before: Int64)
  /// Documents whose values fulfil a condition.
  case values(ValueCondition)
}

/// A condition on a document's values.
package enum ValueCondition {
  /// The owner is one of these.
  case owner(Set<UInt32>)
  /// A label fulfils a condition, which is asked once for each label; no label never does.
  case label(LabelColumn, (UInt32) -> Bool)
  /// The category is this.
  case category(UInt8)
  /// The type is this.
  case type(UInt8)
  /// The document's number lies in a range; one that is itself a range overlaps it.
  case number(NumberRange)
  /// The confidence lies in a range; a document without one always fulfils it.
  case confidence(NumberRange)

  /// The columns of labels.
  package enum LabelColumn: Sendable { case labelA, labelB, labelC, ownerLabel }

  /// As a test of a segment's documents.
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
    case .confidence(let range):
      { segment, document in
        let stored = segment.confidence(of: document)
        return stored == 0 || range.contains(Double(stored - 1) / 1000)
      }
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

/// Which labels fulfil a condition; each is asked for once.
private final class LabelSieve {
  private let holds: (UInt32) -> Bool
  private var known: [UInt32: Bool] = [0: false]
  private var last: (label: UInt32, answer: Bool) = (0, false)

  init(_ holds: @escaping (UInt32) -> Bool) { self.holds = holds }

  func admits(_ label: UInt32) -> Bool {
    // Documents of one owner come one after the other.
    if label == last.label { return last.answer }
    let answer = known[label] ?? holds(label)
    known[label] = answer
    last = (label, answer)
    return answer
  }
}

/// In what order matches come.
package enum MatchOrder: Sendable {
  /// The best first by ``BM25``; of equals, the newest.
  case relevance
  /// The greatest time first.
  case newest
  /// The least time first; documents without a time before all others.
  case oldest
  /// The surest first; of equals, the newest. Documents without a confidence are in no doubt.
  case surest
}
