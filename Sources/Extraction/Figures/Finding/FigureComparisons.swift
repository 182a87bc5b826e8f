import Linguistics
import Record

/// Links a level to what it came from and to what it is compared with.
extension FigureJudge {
  /// How many figures back a level is looked for.
  private static let reach = 24

  /// Links "from 9 percent to 8" and "up from 900 a year earlier".
  func link(_ found: inout [FigureCandidate]) {
    guard found.count > 1 else { return }
    for index in found.indices {
      var start = found[index].bound?.pieces.lowerBound ?? found[index].pieces.lowerBound
      while s.holds(start - 1, "just") || s.holds(start - 1, "only") { start -= 1 }
      guard s.holds(start - 1, "from") else { continue }
      // The level that is told beside it: the one in front ("to 99 from 95") or behind ("from 95 to 99").
      if index + 1 < found.count, let level = found[index + 1].change ?? nil, level.role == .level, same(found[index], found[index + 1]),
        found[index + 1].pieces.lowerBound - found[index].pieces.upperBound <= 4
      {
        found[index + 1].from = found[index].value
        if found[index].change?.role == .level { found[index].change = nil }
      } else if index + 1 < found.count, same(found[index], found[index + 1]), s.holds(found[index + 1].pieces.lowerBound - 1, "to"),
        found[index + 1].pieces.lowerBound - found[index].pieces.upperBound <= 3,
        let verb = verbBefore(start - 1)
          ?? found[max(0, index - Self.reach)..<index].last(where: { $0.from != nil })?.change.map({ ($0.change, $0.pieces) })
      {
        found[index + 1].change = ChangeReader.Reading(change: verb.change, role: .level, pieces: verb.pieces)
        found[index + 1].from = found[index].value
      } else if s.holds(start - 2, "up") || s.holds(start - 2, "down") {
        // "…, up from 900 a year earlier": the last level of the kind in the clause.
        guard var level = level(found, before: index, within: 24) else { continue }
        // "a profit of 8 on sales of 90, up from 7 and 81": each with its own.
        if index + 1 < found.count, same(found[index], found[index + 1]), s.holds(found[index + 1].pieces.lowerBound - 1, "and"),
          found[index + 1].pieces.lowerBound - found[index].pieces.upperBound == 1,
          let first = self.level(found, before: level, of: index, within: 32)
        {
          found[level].comparedTo = Comparison(value: found[index + 1].value)
          if found[level].change == nil {
            found[level].change = ChangeReader.Reading(
              change: s.holds(start - 2, "up") ? .up : .down, role: .level, pieces: (start - 2)..<(start - 1))
          }
          level = first
        }
        found[level].comparedTo = Comparison(value: found[index].value)
        found[level].from = found[index].value
        if found[level].change == nil {
          found[level].change = ChangeReader.Reading(
            change: s.holds(start - 2, "up") ? .up : .down, role: .level, pieces: (start - 2)..<(start - 1))
        }
        if found[index].change?.role == .level { found[index].change = nil }
      } else if index > 0, !beginsPair(found, index), same(found[index], found[index - 1]),
        // "70 firefighters from four counties" are of two kinds.
        found[index].noun == nil || found[index - 1].noun == nil || found[index].noun?.unit == found[index - 1].noun?.unit,
        start - 1 - found[index - 1].pieces.upperBound <= 5
      {
        found[index - 1].from = found[index].value
      }
    }
    for index in found.indices.dropFirst() {
      let start = found[index].bound?.pieces.lowerBound ?? found[index].pieces.lowerBound
      var k = start - 1
      if s.holds(k, "just") || s.holds(k, "only") { k -= 1 }
      if isCompared(k), let level = level(found, before: index, within: 24) {
        found[level].comparedTo = Comparison(value: found[index].value)
      }
    }
  }

  /// Whether number `index` is the first of "from 6 to 9".
  private func beginsPair(_ found: [FigureCandidate], _ index: Int) -> Bool {
    index + 1 < found.count && s.holds(found[index + 1].pieces.lowerBound - 1, "to")
      && found[index + 1].pieces.lowerBound - found[index].pieces.upperBound <= 3
  }

  /// The figure before number `index` that it is compared with.
  private func level(_ found: [FigureCandidate], before index: Int, within distance: Int) -> Int? {
    level(found, before: index, of: index, within: distance)
  }

  private func level(_ found: [FigureCandidate], before end: Int, of index: Int, within distance: Int) -> Int? {
    found[max(0, end - Self.reach)..<end].lastIndex {
      same(found[index], $0) && !$0.isAge && found[index].pieces.lowerBound - $0.pieces.upperBound <= distance
        && ($0.change?.role != .change || $0.kind == .percent)
    }
  }

  private func verbBefore(_ from: Int) -> (change: Change, pieces: Range<Int>)? {
    for k in stride(from: from - 1, through: max(s.start, from - 6), by: -1) {
      if s.holds(k, ",") || s.holds(k, ";") { return nil }
      if let verb = changes.verb(k) { return verb }
      if s.holds(k, "up") { return (.up, k..<(k + 1)) }
      if s.holds(k, "down") { return (.down, k..<(k + 1)) }
    }
    return nil
  }

  private func same(_ a: FigureCandidate, _ b: FigureCandidate) -> Bool {
    guard a.kind == b.kind else { return a.isBare && b.isBare }
    if a.noun != nil, b.noun != nil { return true }
    // What a bare number took over holds the rate as well.
    guard let x = a.unit?.code ?? a.noun?.unit ?? a.impliedUnit, let y = b.unit?.code ?? b.noun?.unit ?? b.impliedUnit else {
      return a.isBare && b.isBare || a.kind == .index
    }
    return x == y || x.hasPrefix(y + "/") || y.hasPrefix(x + "/")
  }

  /// What a bare number is set against: "…, up from 12", "against a usual 900".
  func comparand(_ found: [FigureCandidate], _ i: Int) -> Int? {
    let end = found[i].pieces.upperBound
    guard i > 0, !found[i].numeral.vague, !s.isWord(end) || FigureWords.closed.contains(s.key(end)) else { return nil }
    var k = (found[i].bound?.pieces.lowerBound ?? found[i].pieces.lowerBound) - 1
    if s.holds(k, "of"), s.holds(k - 1, "average") || s.holds(k - 1, "total") || s.holds(k - 1, "high") || s.holds(k - 1, "low") {
      k -= 2
      if s.holds(k, "an") || s.holds(k, "a") { k -= 1 }
    }
    if s.holds(k, "just") || s.holds(k, "only") { k -= 1 }
    guard s.holds(k, "from") && (s.holds(k - 1, "up") || s.holds(k - 1, "down")) || isCompared(k) else { return nil }
    let earlier = found[max(0, i - Self.reach)..<i].lastIndex { !$0.isBare && !$0.isAge && $0.change?.role != .change && $0.kind != .ratio }
    guard let earlier, found[earlier].kind != .percent || found[i].value <= 100 else { return nil }
    return earlier
  }

  /// "compared with", "compared to", "against".
  private func isCompared(_ k: Int) -> Bool {
    (s.holds(k, "with") || s.holds(k, "to")) && s.holds(k - 1, "compared")
  }
}
