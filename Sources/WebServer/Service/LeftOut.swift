internal import Aggregation

extension Answers {
  /// How many matches are left out because they, or the speaker they name, are more likely wrong than right, although no confidence was
  /// asked for. If the index holds none of that sort, nothing is counted.
  func leftOut(_ asked: Asked, _ count: MatchCount, _ index: any SearchIndex) throws -> Int {
    guard asked.kind != .article, asked.filters[.confidence] == nil else { return 0 }
    func number(_ asked: Asked) throws -> Int {
      try self.count(asked) { try index.count(asked.kind, search(asked, in: index)) }.matches
    }
    let names = ["confidence"] + (asked.kind.parts.contains(.speaker) ? ["speaker_confidence"] : [])
    let any = Asked(
      asked.kind, query: names.map { "\($0):<\(QueryOptions.likely)" }.joined(separator: " OR "),
      filters: asked.kind == .quote ? [.type: "all"] : [:])
    guard try number(any) > 0 else { return 0 }
    return try number(asked.with(.confidence, "0")) - count.matches
  }
}
