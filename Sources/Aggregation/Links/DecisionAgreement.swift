public import Linkage

/// A decision about persons that was not stored, and why.
public enum DecisionRefusal: Error, Sendable, CustomStringConvertible {
  /// Both ids are of one mention.
  case oneMention
  /// A decision that stands says the opposite, by itself or together with others.
  case contradicts(StoredDecision)

  /// A sentence that says what to do.
  public var description: String {
    switch self {
    case .oneMention: "both ids are of one mention; give the ids of two"
    case .contradicts(let decision):
      "decision \(decision.number) (\(decision.kind.rawValue) \(decision.first) \(decision.second)) "
        + (decision.kind == .split ? "keeps them apart" : "joins them") + "; undo it first: onrecord person undo \(decision.number)"
    }
  }
}

extension SearchIndex {
  /// Stores a decision about two mentions, as ``decide(_:_:_:)`` does, unless it contradicts one that stands (``DecisionRefusal``): so that every
  /// decision of the list holds. Returns its number.
  public func decideInAgreement(_ kind: PersonDecision.Kind, _ first: String, _ second: String) throws -> Int {
    if first == second { throw DecisionRefusal.oneMention }
    if let other = DecisionAgreement(try decisions()).opponent(of: kind, first, second) { throw DecisionRefusal.contradicts(other) }
    return try decide(kind, first, second)
  }
}

/// The decisions that stand, as a graph: merges are its edges, and a split forbids a way between two mentions.
struct DecisionAgreement {
  private var merges: [String: [StoredDecision]] = [:]
  private var splits: [StoredDecision] = []

  init(_ decisions: [StoredDecision]) {
    for decision in decisions {
      switch decision.kind {
      case .merge: for id in [decision.first, decision.second] { merges[id, default: []].append(decision) }
      case .split: splits.append(decision)
      }
    }
  }

  /// A decision that a new one contradicts; `nil` if there is none.
  func opponent(of kind: PersonDecision.Kind, _ first: String, _ second: String) -> StoredDecision? {
    let (ofFirst, ofSecond) = (joined(to: first), joined(to: second))
    switch kind {
    case .split: return ofFirst[second]
    case .merge:
      func parts(_ split: StoredDecision, _ a: String, _ b: String) -> Bool {
        (a == first || ofFirst[a] != nil) && (b == second || ofSecond[b] != nil)
      }
      return splits.first { parts($0, $0.first, $0.second) || parts($0, $0.second, $0.first) }
    }
  }

  /// The other mentions that merges join to one, each with the last merge on the shortest way to it.
  private func joined(to start: String) -> [String: StoredDecision] {
    var last: [String: StoredDecision] = [:]
    var open = [start]
    var next = 0
    while next < open.count {
      let id = open[next]
      next += 1
      for merge in merges[id] ?? [] {
        let other = merge.first == id ? merge.second : merge.first
        guard other != start, last[other] == nil else { continue }
        last[other] = merge
        open.append(other)
      }
    }
    return last
  }
}
