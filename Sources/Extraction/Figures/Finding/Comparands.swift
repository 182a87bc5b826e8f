import Knowledge
import Linguistics
import Record

/// What a bare number behind "up from" or "compared with" is compared with, whose unit it takes over.
extension FigureJudge {
  /// How many figures back the other number is looked for.
  private static let reach = 24

  /// The number with which a bare number is compared: "…, up from 12", "against a usual 900".
  func comparand(_ found: [FigureCandidate], _ i: Int) -> Int? {
    let end = found[i].pieces.upperBound
    guard i > 0, !found[i].numeral.vague, sentence.endsCount(end) else { return nil }
    var k = (found[i].bound?.pieces.lowerBound ?? found[i].pieces.lowerBound) - 1
    if sentence.holds(k, "of"),
      sentence.holds(k - 1, "average") || sentence.holds(k - 1, "total") || sentence.holds(k - 1, "high") || sentence.holds(k - 1, "low")
    {
      k -= 2
      if sentence.holds(k, "an") || sentence.holds(k, "a") { k -= 1 }
    }
    if sentence.holds(k, "just") || sentence.holds(k, "only") { k -= 1 }
    // "fell to 88 from 102", "costs 40 pence, from 52"
    let isBeside =
      !found[i - 1].isBare
      && (found[i - 1].pieces.upperBound == k && found[i - 1].change?.role == .level
        || found[i - 1].pieces.upperBound == k - 1 && sentence.holds(k - 1, ",") && found[i - 1].kind == .money)
    guard sentence.holds(k, "from") && (sentence.holds(k - 1, "up") || sentence.holds(k - 1, "down") || isBeside) || isCompared(k) else {
      return nil
    }
    let before = found[max(0, i - Self.reach)..<i]
    func isLevel(_ other: FigureCandidate) -> Bool {
      !other.isBare && !other.isAge && other.change?.role != .change && other.kind != .ratio
    }
    let earlier = before.lastIndex { isLevel($0) && $0.kind != .duration } ?? before.lastIndex(where: isLevel)
    guard let earlier, found[earlier].kind != .percent || found[i].value <= 100 else { return nil }
    return earlier
  }

  /// "compared with", "compared to", "against".
  private func isCompared(_ k: Int) -> Bool {
    (sentence.holds(k, "with") || sentence.holds(k, "to")) && sentence.holds(k - 1, "compared")
  }
}
