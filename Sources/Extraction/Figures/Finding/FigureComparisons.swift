import Knowledge
import Linguistics
import Record

/// Links a level to the earlier level that it came from and to what it is compared with.
extension FigureJudge {
  /// How many figures back a level is looked for.
  private static let reach = 24

  /// Links "from 9 percent to 8" and "up from 900 a year earlier".
  func link(_ found: inout [FigureCandidate]) {
    guard found.count > 1 else { return }
    for index in found.indices {
      guard let from = from(before: found[index].bound?.pieces.lowerBound ?? found[index].pieces.lowerBound) else { continue }
      // The level stands next to it: before it ("to 99 from 95") or after it ("from 95 to 99").
      if let next = levelBehind(found, index, from),
        let move = found[next].change.flatMap({ $0.role == .level ? $0 : nil }) ?? move(before: from, found[index], found[next])
          ?? chained(found, index)
      {
        found[next].change = move
        found[next].from = found[index].value
        if found[index].change?.role == .level, found[index].from == nil { found[index].change = nil }
      } else if let move = move(before: from) {
        // "…, up from 900 a year earlier", "…, a fall from 900": the last level of the same kind in the clause.
        guard var level = level(found, before: index, within: 24) else { continue }
        // "a profit of 8 on sales of 90, up from 7 and 81": each level has its own earlier one.
        if index + 1 < found.count, same(found[index], found[index + 1]), sentence.holds(found[index + 1].pieces.lowerBound - 1, "and"),
          found[index + 1].pieces.lowerBound - found[index].pieces.upperBound == 1,
          let first = self.level(found, before: level, of: index, within: 32)
        {
          found[level].comparedTo = Comparison(value: found[index + 1].value)
          if found[level].change == nil { found[level].change = move }
          level = first
        }
        found[level].comparedTo = Comparison(value: found[index].value)
        found[level].from = found[index].value
        if found[level].change == nil { found[level].change = move }
        // "$38 million, or 61 cents a share, up from $30 million, or 48 cents": each level has its own earlier one.
        if let (also, earlier) = alsoPair(found, level, index) {
          found[also].comparedTo = Comparison(value: found[earlier].value)
          found[also].from = found[earlier].value
          if found[also].change == nil { found[also].change = move }
        }
        if found[index].change?.role == .level { found[index].change = nil }
      } else if !beginsPair(found, index), let level = moved(found, before: index, from) {
        found[level].from = found[index].value
        // "to 18, or 42 a head, from 37, or 86": each level has its own earlier one.
        if isAlso(found, level + 1), level + 1 < index, isAlso(found, index + 1), same(found[level + 1], found[index + 1]) {
          found[level + 1].from = found[index + 1].value
        }
      } else if index > 0, !beginsPair(found, index), same(found[index], found[index - 1]),
        // "70 firefighters from four counties" count different things.
        found[index].noun == nil || found[index - 1].noun == nil || found[index].noun?.unit == found[index - 1].noun?.unit,
        from - found[index - 1].pieces.upperBound <= 5
      {
        found[index - 1].from = found[index].value
        // "at 60 percent, from 51 before": the direction follows from the numbers.
        if found[index - 1].change == nil, found[index - 1].noun == nil, from - found[index - 1].pieces.upperBound <= 1 {
          found[index - 1].change = compared(found[index], found[index - 1], at: from)
        }
      }
    }
    for next in found.indices.dropFirst() { linkObject(&found, next) }
    for index in found.indices.dropFirst() {
      let start = found[index].bound?.pieces.lowerBound ?? found[index].pieces.lowerBound
      var k = start - 1
      if sentence.holds(k, "just") || sentence.holds(k, "only") { k -= 1 }
      if isCompared(k), let level = level(found, before: index, within: 24) {
        found[level].comparedTo = Comparison(value: found[index].value)
        if let (also, earlier) = alsoPair(found, level, index) { found[also].comparedTo = Comparison(value: found[earlier].value) }
      }
    }
  }

  /// The most pieces between a verb of change and its object's number, and between that and the new level.
  private static let (longestObject, longestRest) = (8, 5)

  /// "cut the fee of $90 to $60", "reducing the 36 holes to 18": the object of a verb of change states the level before.
  private func linkObject(_ found: inout [FigureCandidate], _ next: Int) {
    let (first, start) = (next - 1, found[next].bound?.pieces.lowerBound ?? found[next].pieces.lowerBound)
    guard found[next].from == nil, found[first].change?.role != .change, isAlike(found[first], found[next]) else { return }
    var to = start - 1
    while sentence.holds(to, Self.befores), to > start - 1 - Self.longestLead { to -= 1 }
    let gap = found[first].pieces.upperBound..<max(found[first].pieces.upperBound, to)
    guard sentence.holds(to, "to"), gap.count <= Self.longestRest,
      gap.allSatisfy({ sentence.isWord($0) && !Clause.finite.contains(sentence[$0].tag) && !sentence.holds($0, "from") })
    else { return }
    let object = found[first].pieces.lowerBound
    for k in stride(from: object - 1, through: max(sentence.start, object - Self.longestObject), by: -1) {
      if sentence.isNumber(k) || sentence.holds(k, ",") || sentence.holds(k, ";") || sentence.holds(k, "by") || sentence.holds(k, "to") {
        return
      }
      guard let verb = changes.verb(k) else { continue }
      // The object stands behind the verb; "sales rose 4 percent to 90" has the amount there.
      let isObject = (k + 1..<object).contains { sentence.holds($0, Words.determiners) || sentence.tag($0) == .PRPS }
      let (old, new) = (found[first].value, found[next].value)
      guard isObject, verb.change == .down ? new < old : new > old && !gap.isEmpty else { return }
      found[next].from = old
      if found[next].change == nil {
        found[next].change = ChangeReader.Reading(change: verb.change, role: .level, pieces: verb.pieces)
      }
      return
    }
  }

  /// Whether the number at `index` is the first of a pair such as "from 6 to 9".
  private func beginsPair(_ found: [FigureCandidate], _ index: Int) -> Bool {
    index + 1 < found.count && sentence.holds(found[index + 1].pieces.lowerBound - 1, "to")
      && found[index + 1].pieces.lowerBound - found[index].pieces.upperBound <= 3
  }

  /// "rose to 391 in 2015 from 274", "dropped to 18, or 42 a head, from 37": the new level, stated in the clause before `from`.
  private func moved(_ found: [FigureCandidate], before index: Int, _ from: Int) -> Int? {
    for level in stride(from: index - 1, through: max(0, index - 3), by: -1) {
      let gap = found[level].pieces.upperBound..<max(found[level].pieces.upperBound, from)
      guard gap.count <= Self.longestReturn,
        !gap.contains(where: { sentence.holds($0, ";") || sentence.holds($0, "from") || changes.verb($0) != nil })
      else { return nil }
      // Stops at the verb of another clause; verbs such as "ended" in "the quarter that ended" do not count.
      if gap.contains(where: { Clause.finite.contains(sentence.tag($0) ?? .UH) && !sentence.holds($0, Self.endings) }) { return nil }
      if found[level].change?.role == .level, same(found[index], found[level]), found[level].from == nil { return level }
    }
    return nil
  }

  /// The levels that "or" adds to a level and to its earlier one.
  private func alsoPair(_ found: [FigureCandidate], _ level: Int, _ index: Int) -> (level: Int, earlier: Int)? {
    level + 1 < index && isAlso(found, level + 1) && isAlso(found, index + 1) && same(found[level + 1], found[index + 1])
      ? (level + 1, index + 1) : nil
  }

  private func isAlso(_ found: [FigureCandidate], _ index: Int) -> Bool {
    found.indices.contains(index) && sentence.holds((found[index].bound?.pieces.lowerBound ?? found[index].pieces.lowerBound) - 1, "or")
  }

  private static let endings = Words.set("ended ending ends")
  /// The most pieces between a level and the "from" that follows it.
  private static let longestReturn = 16

  // MARK: From one level to another

  private static let befores = Words.set(WordSets["FigureComparisons.befores"])
  /// The most words between "from" and its number.
  private static let longestLead = 6
  /// The most pieces between two levels.
  private static let longestMove = 14

  /// The position of the "from" that introduces the number at `start`: "from 9", "from a revised 9", "from March's 9".
  private func from(before start: Int) -> Int? {
    var k = start - 1
    while k > start - 1 - Self.longestLead {
      if sentence.holds(k, "from") { return k }
      guard sentence.isWord(k),
        sentence.holds(k, Self.befores) || sentence.tag(k) == .JJ || sentence.tag(k) == .VBN || sentence.holds(k, "'s")
          || sentence.holds(k + 1, "'s")
      else {
        return nil
      }
      k -= 1
    }
    return nil
  }

  /// The new level reached from the number at `index`, which "from" introduces: "from 9 percent to 8", "from 615 in 1993 to a record low of
  /// 84".
  private func levelBehind(_ found: [FigureCandidate], _ index: Int, _ from: Int) -> Int? {
    for next in (index + 1)..<max(index + 1, min(found.count, index + 3)) {
      let start = found[next].bound?.pieces.lowerBound ?? found[next].pieces.lowerBound
      let gap = found[index].pieces.upperBound..<max(found[index].pieces.upperBound, start)
      guard gap.count <= Self.longestMove,
        !gap.contains(where: { sentence.holds($0, ";") || sentence.holds($0, "from") || sentence.tag($0) != .NN && changes.verb($0) != nil }
        )
      else { return nil }
      guard isAlike(found[index], found[next]) else { continue }
      var k = start - 1
      while sentence.holds(k, Self.befores), k > start - 1 - Self.longestLead { k -= 1 }
      guard sentence.holds(k, "to"), k >= gap.lowerBound, !sentence.holds(k - 1, ChangeReader.leads) else { continue }
      if gap.count > 4 {
        // "from 10 dollars per tonne in 2008 to 30 dollars": no verb of another clause may stand between.
        guard (gap.lowerBound..<k).allSatisfy({ !Clause.finite.contains(sentence.tag($0) ?? .UH) || sentence.holds($0 - 1, "week") }) else {
          continue
        }
      }
      return next
    }
    return nil
  }

  /// Whether two numbers are of the same kind, where the kind of both is known: "a 20-point gap" and "13 points", "10 dollars a tonne" and
  /// "30 dollars".
  private func isAlike(_ a: FigureCandidate, _ b: FigureCandidate) -> Bool {
    if a.isAge || b.isAge || a.high != nil { return false }
    if a.isBare || b.isBare { return (a.kind ?? b.kind ?? .count) == .count || same(a, b) }
    return same(a, b)
  }

  private static let going = Words.set(WordSets["FigureComparisons.going"])

  /// The change from one level to the next, read from the verb before "from": "fell from 9 to 8", "went from 6 to 13".
  private func move(before from: Int, _ first: FigureCandidate, _ next: FigureCandidate) -> ChangeReader.Reading? {
    var commas = 0
    for k in stride(from: from - 1, through: max(sentence.start, from - 8), by: -1) {
      if sentence.holds(k, ",") { commas += 1 }
      if sentence.holds(k, ";") || commas > 1 || sentence.isNumber(k) { return nil }
      if let verb = changes.verb(k) { return ChangeReader.Reading(change: verb.change, role: .level, pieces: verb.pieces) }
      if sentence.holds(k, "up") || sentence.holds(k, "down") {
        return ChangeReader.Reading(change: sentence.holds(k, "up") ? .up : .down, role: .level, pieces: k..<(k + 1))
      }
      if sentence.holds(k, Self.going) { return compared(first, next, at: k) }
      if sentence.tag(k) == .NN || sentence.tag(k) == .NNS, let noun = changes.noun(at: k), noun.pieces.lowerBound == k { return noun }
    }
    return nil
  }

  /// The second pair of "fares from 16 to 29 and fees from 6 to 9".
  private func chained(_ found: [FigureCandidate], _ index: Int) -> ChangeReader.Reading? {
    found[max(0, index - Self.reach)..<index].last(where: { $0.from != nil })?.change
      .map { ChangeReader.Reading(change: $0.change, role: .level, pieces: $0.pieces) }
  }

  private func compared(_ first: FigureCandidate, _ next: FigureCandidate, at place: Int) -> ChangeReader.Reading? {
    guard first.value != next.value else { return nil }
    return ChangeReader.Reading(change: first.value < next.value ? .up : .down, role: .level, pieces: place..<(place + 1))
  }

  /// "up from", ", a drop from": the change stated before the earlier level.
  private func move(before from: Int) -> ChangeReader.Reading? {
    // "down sharply from"
    let word = sentence.tag(from - 1) == .RB && !sentence.holds(from - 1, "up") && !sentence.holds(from - 1, "down") ? from - 2 : from - 1
    if sentence.holds(word, "up") || sentence.holds(word, "down") {
      return ChangeReader.Reading(change: sentence.holds(word, "up") ? .up : .down, role: .level, pieces: word..<(word + 1))
    }
    guard let noun = changes.noun(at: from - 1),
      sentence.holds(from - 2, "a") || sentence.holds(from - 2, "an") || sentence.tag(from - 2) == .JJ
    else {
      return nil
    }
    return noun
  }

  /// The figure before `index` that it is compared with.
  private func level(_ found: [FigureCandidate], before index: Int, within distance: Int) -> Int? {
    guard let level = level(found, before: index, of: index, within: distance) else { return nil }
    // "earned $38 million, or 61 cents a share, up from $30 million": the level of like size.
    guard level > 0, isAlso(found, level), same(found[index], found[level - 1]), !found[index].isBare else { return level }
    let (own, other) = (ratio(found[index], found[level]), ratio(found[index], found[level - 1]))
    return other < own ? level - 1 : level
  }

  /// How many times larger the larger of two numbers is.
  private func ratio(_ a: FigureCandidate, _ b: FigureCandidate) -> Double {
    let (x, y) = (abs(a.value), abs(b.value))
    return max(x, y) / max(min(x, y), .leastNormalMagnitude)
  }

  private func level(_ found: [FigureCandidate], before end: Int, of index: Int, within distance: Int) -> Int? {
    found[max(0, end - Self.reach)..<end].lastIndex {
      same(found[index], $0) && !$0.isAge && ($0.high != nil || from(before: $0.pieces.lowerBound) == nil)
        && found[index].pieces.lowerBound - $0.pieces.upperBound <= distance
        && ($0.change?.role != .change || $0.kind == .percent)
    }
  }

  private func same(_ a: FigureCandidate, _ b: FigureCandidate) -> Bool {
    guard a.kind == b.kind else { return a.isBare && b.isBare }
    if a.noun != nil, b.noun != nil { return true }
    // A unit that a bare number has taken over includes the rate.
    guard let x = a.unit?.code ?? a.noun?.unit ?? a.impliedUnit, let y = b.unit?.code ?? b.noun?.unit ?? b.impliedUnit else {
      return a.isBare && b.isBare || a.kind == .index
    }
    return x == y || x.hasPrefix(y + "/") || y.hasPrefix(x + "/")
  }

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
