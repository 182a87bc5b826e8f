import Knowledge
import Linguistics
import Record

/// What a number without a unit or noun counts according to the rules.
extension FigureJudge {
  /// How many figures back a number without a unit looks for one.
  private static let reach = 24

  private static let parties = Words.set("at")
  private static let answers = Words.set(WordSets["NumbersAlone.answers"])
  private static let levels = Words.set("at to of")

  func fillBare(_ found: inout [FigureCandidate]) {
    let index = sentence.bounds.contains { sentence.holds($0, CountWords.indexNames) }
    for i in found.indices where found[i].isBare {
      let end = found[i].pieces.upperBound
      let at = sentence.holds(end, ",") ? end + 1 : end
      if sentence.holds(at, Self.answers), found[i].value <= 100 {
        found[i].impliedUnit = "percent"
        found[i].impliedKind = .percent
        found[i].rule = "answer of a poll"
      } else if isToll(found[i]) {
        found[i].impliedUnit = "death"
        found[i].impliedKind = .count
        found[i].rule = "noun of the subject"
      } else if found[i].rate != nil {
        fillRate(&found[i], behind: found[max(0, i - Self.reach)..<i])
      } else if sentence.holds(found[i].pieces.lowerBound - 1, Self.parties), found[i].value <= 100,
        sentence.bounds.contains(where: { sentence.holds($0, CountWords.polls) })
          || found[max(0, i - Self.reach)..<i].contains(where: { $0.kind == .percent }),
        found[max(0, i - Self.reach)..<i].contains(where: { $0.kind == .percent || $0.unit?.code == "percentage_point" })
          || found[max(0, i - Self.reach)..<i].contains(where: { $0.noun?.unit == "point" }),
        sentence.endsCount(end)
      {
        // "Smith at 39 percent, Jones at 37"
        found[i].impliedUnit = "percent"
        found[i].impliedKind = .percent
        found[i].rule = "unit of the number before"
      } else if let earlier = comparand(found, i) {
        // "3 million tonnes, down from 34 million": takes the unit of the number compared with.
        found[i].impliedUnit = found[earlier].code
        found[i].impliedKind = found[earlier].kind
        found[i].rule = "unit of what is compared"
      } else if index, found[i].value >= 50,
        found[i].numeral.grouped || found[i].numeral.decimal || found[i].numeral.form == .digits && found[i].value >= 1000,
        isIndexLevel(found, i)
      {
        found[i].impliedKind = .index
        found[i].rule = "level of an index"
      } else if sentence.endsCount(end),
        let earlier = found[max(0, i - Self.reach)..<i].last(where: { $0.noun != nil && $0.kind == .count }),
        sentence.holds((found[i].bound?.pieces.lowerBound ?? found[i].pieces.lowerBound) - 1, Self.ellipsis), found[i].numeral.value > 1
      {
        // "of its barns, 37 burned": the noun stands before.
        found[i].impliedUnit = earlier.noun?.unit
        found[i].impliedKind = .count
        found[i].rule = "noun of the number before"
      } else if let noun = found[max(0, i - Self.reach)..<i].last(where: { $0.kind == .count })?.code ?? counted, pointsBack(found[i]) {
        found[i].impliedUnit = noun
        found[i].impliedKind = .count
        found[i].rule = "of those"
      } else if let noun = subjectCount(found[i]) {
        found[i].impliedUnit = noun
        found[i].impliedKind = .count
        found[i].rule = "noun of the subject"
      } else if let noun = reachedCount(found[i]) {
        found[i].impliedUnit = noun
        found[i].impliedKind = .count
        found[i].rule = "noun of the subject"
      } else if let noun = found[max(0, i - Self.reach)..<i].last(where: { $0.kind == .count && $0.rate == nil })?.code ?? counted,
        isFurther(found[i])
      {
        found[i].impliedUnit = noun
        found[i].impliedKind = .count
        found[i].rule = "noun of the number before"
      } else if i > 0, continuesMove(found[i], of: found[i - 1]) {
        found[i].impliedUnit = found[i - 1].code
        found[i].impliedKind = found[i - 1].kind
        found[i].isAge = found[i - 1].isAge
        found[i].change = found[i].change ?? found[i - 1].change
        found[i].rule = "unit of the number before"
      } else if let unit = weatherUnit(found[i], behind: found[max(0, i - Self.reach)..<i].last) {
        found[i].impliedUnit = unit
        found[i].impliedKind = .measure
        found[i].rule = "unit of the number before"
      } else if let noun = balancedCount(found, i) {
        found[i].impliedUnit = noun
        found[i].impliedKind = .count
        found[i].rule = "noun of the number before"
      } else if found[i].rate == nil, let rate = UnitReader(sentence).rate(end),
        let earlier = found[max(0, i - Self.reach)..<i].last(where: { $0.noun != nil })
      {
        found[i].impliedUnit = earlier.noun?.unit
        found[i].impliedKind = .count
        found[i].rate = rate.code
        found[i].pieces = found[i].pieces.lowerBound..<rate.end
        found[i].rule = "noun of the number before"
      } else if let change = found[i].change, change.role == .change, let earlier = found[max(0, i - Self.reach)..<i].last,
        earlier.kind == .percent,
        earlier.change != nil, found[i].value <= 100
      {
        found[i].impliedUnit = earlier.code
        found[i].impliedKind = .percent
        found[i].rule = "unit of the number before"
      } else if sentence.holds(end, "others") || sentence.holds(end, "other") && sentence.holds(end + 1, "people"),
        found[i].numeral.value > 1
      {
        // "29 others": more of what was counted before.
        found[i].impliedUnit = found[max(0, i - Self.reach)..<i].last(where: { $0.kind == .count })?.code ?? "person"
        found[i].impliedKind = .count
        found[i].pieces = found[i].pieces.lowerBound..<(end + 1)
        found[i].rule = "noun of the number before"
      } else if let last = found[max(0, i - Self.reach)..<i].last, last.code == "percentage_point", last.change?.role == .change,
        found[i].value <= 100,
        sentence.holds(found[i].pieces.lowerBound - 1, "to")
      {
        // "Support fell 3 points to 41."
        found[i].impliedUnit = "percent"
        found[i].impliedKind = .percent
        found[i].rule = "unit of the number before"
      } else if isGapped(found[i], behind: found[max(0, i - Self.reach)..<i].last) {
        found[i].impliedUnit = found[i - 1].code
        found[i].impliedKind = .count
        found[i].isPredicate = true
        found[i].rule = "noun of the number before"
      } else if isCasualty(found[i]) {
        found[i].impliedUnit = "person"
        found[i].impliedKind = .count
        found[i].rule = "people hurt"
      } else if let noun = head(
        of: found[i], earlier: found[max(0, i - Self.reach)..<i].last(where: { $0.kind == .count })?.code ?? counted)
      {
        found[i].impliedUnit = noun
        found[i].impliedKind = .count
        found[i].isPredicate = sentence.holds(found[i].pieces.upperBound, "were") || sentence.holds(found[i].pieces.upperBound, "are")
        found[i].rule = "noun of the number before"
      } else if let noun = ofThose(found[i]) {
        found[i].impliedUnit = noun
        found[i].impliedKind = .count
        found[i].rule = "of those"
      }
    }
  }

  /// "14 people on Monday and another nine on Tuesday", "Another four were damaged": more of what was counted before.
  private func isFurther(_ candidate: FigureCandidate) -> Bool {
    let (start, end) = (candidate.pieces.lowerBound, candidate.pieces.upperBound)
    guard sentence.holds(start - 1, "another") || sentence.holds(start - 1, "further") && sentence.holds(start - 2, "a"),
      candidate.numeral.value >= 2, !candidate.numeral.decimal
    else { return false }
    return sentence.endsCount(end) || Clause.finite.contains(sentence.tag(end) ?? .UH)
  }

  /// How many pieces the subject of a second move may have, and how many times the larger of two like levels is larger.
  private static let (longestSubject, likeLevels) = (6, 8.0)

  /// "rose to 78 for men | and women to 83": a second subject with its level, whose verb and unit stand with the first. Counts are left
  /// out, since the second subject may be what is counted.
  private func continuesMove(_ candidate: FigureCandidate, of first: FigureCandidate) -> Bool {
    guard first.kind != nil, first.kind != .count || first.isAge, first.kind != .index, first.high == nil, first.rate == nil,
      candidate.high == nil, !candidate.numeral.vague, sentence.endsCount(candidate.pieces.upperBound)
    else { return false }
    let lead = LevelLead.read(before: candidate.pieces.lowerBound, in: sentence)
    guard lead.kind == .to || lead.kind == .at,
      lead.kind == LevelLead.read(before: first.bound?.pieces.lowerBound ?? first.pieces.lowerBound, in: sentence).kind
    else { return false }
    let (low, high) = (min(first.value, candidate.value), max(first.value, candidate.value))
    guard low > 0, high <= Self.likeLevels * low, first.kind != .percent || high <= 100 || first.value > 100 else { return false }
    // The last "and" or comma between the two begins the second subject.
    guard
      let joint = (first.pieces.upperBound..<max(first.pieces.upperBound, lead.place)).last(where: {
        sentence.holds($0, "and") || sentence.holds($0, ",")
      }), lead.place - joint - 1 <= Self.longestSubject
    else { return false }
    return (first.pieces.upperBound..<lead.place).allSatisfy { k in
      !sentence.isNumber(k) && !Clause.finite.contains(sentence.tag(k) ?? .UH) && !sentence.holds(k, ";") && !sentence.holds(k, "from")
        && !sentence.holds(k, "compared")
    }
  }

  private static let reaching = Words.set("to at of reached hit stands stood is was")
  /// How many pieces before its number a word such as "toll" may stand.
  private static let tollReach = 18

  /// "The death toll from the flood rose to 14", "put the toll at 15": deaths are counted.
  private func isToll(_ candidate: FigureCandidate) -> Bool {
    let start = candidate.bound?.pieces.lowerBound ?? candidate.pieces.lowerBound
    guard sentence.holds(start - 1, Self.reaching), candidate.numeral.value >= 2, !candidate.numeral.decimal || candidate.numeral.scaled,
      sentence.endsCount(candidate.pieces.upperBound)
    else { return false }
    return stride(from: start - 2, through: max(sentence.start, start - Self.tollReach), by: -1).contains {
      sentence.holds($0, "toll")
        && (sentence.holds($0 - 1, "death") || sentence.holds($0 - 1, "the") && sentence.tag($0 + 1) != .NN && sentence.tag($0 + 1) != .NNS)
    }
  }

  private func isIndexLevel(_ found: [FigureCandidate], _ i: Int) -> Bool {
    let start = found[i].pieces.lowerBound
    if !sentence.endsCount(found[i].pieces.upperBound),
      !sentence.holds(found[i].pieces.upperBound, "points")
    {
      return false
    }
    return sentence.holds(start - 1, Self.levels) || found[i].change != nil || sentence.holds(start - 1, "from")
  }

  /// A figure that is still without a unit counts what was counted before.
  func fillCounts(_ found: inout [FigureCandidate], _ isKept: [Bool]) {
    let places = found.indices.filter { isKept[$0] }
    var kept = places.map { found[$0] }
    defer { for (place, figure) in zip(places, kept) { found[place] = figure } }
    for i in kept.indices where kept[i].isBare && (!kept[i].numeral.decimal || kept[i].numeral.scaled) && kept[i].numeral.value >= 2 {
      let end = kept[i].pieces.upperBound
      guard sentence.endsCount(end) || sentence.tag(end) == .RB || sentence.tag(end) == .VBD,
        let noun = kept[max(0, i - Self.reach)..<i].last(where: { $0.kind == .count && $0.rate == nil && isLike(kept[i], $0) })?.code
          ?? (kept[i].change.map { isPlainAmount($0) } ?? true ? counted : nil)
      else { continue }
      kept[i].impliedUnit = noun
      kept[i].impliedKind = .count
      kept[i].rule = "noun of the number before"
    }
  }

  private static let amounts = Words.set("number figure total tally count toll")

  /// "That number can rise to 60": the subject does not name what is counted.
  private func isPlainAmount(_ change: ChangeReader.Reading) -> Bool {
    var k = change.pieces.lowerBound - 1
    while sentence.tag(k) == .MD || sentence.tag(k) == .RB || sentence.holds(k, CountWords.auxiliaries) { k -= 1 }
    return sentence.holds(k, Self.amounts)
  }

  /// Whether two values differ by a factor of at most 500, unlike "three goals before a crowd of 15,522".
  private func isLike(_ a: FigureCandidate, _ b: FigureCandidate) -> Bool {
    let (low, high) = (min(abs(a.value), abs(b.value)), max(abs(a.value), abs(b.value)))
    return high <= 500 * low
  }
}
