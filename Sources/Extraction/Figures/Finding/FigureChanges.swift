import Knowledge
import Linguistics
import Record

/// Reads changes that are stated outside the immediate context of a number: with the amount before it, in the words after it, in a list.
extension FigureJudge {
  /// "7.5 million crowns ($1.1 million)": the same amount in another unit.
  private func isConversion(_ found: [FigureCandidate], _ index: Int) -> Bool {
    guard index > 0, found[index].kind == found[index - 1].kind, found[index].kind != .percent, found[index].code != found[index - 1].code
    else { return false }
    let end = max(found[index - 1].pieces.upperBound, found[index - 1].boundBehind?.pieces.upperBound ?? 0)
    let start = found[index].pieces.lowerBound
    return sentence.holds(start - 1, "(") && start - 1 - end <= 2
  }

  func readChange(_ found: inout [FigureCandidate], _ index: Int) {
    guard found[index].change == nil else { return }
    if isConversion(found, index) {
      found[index].change = found[index - 1].change
      if found[index].bound == nil { found[index].impliedBound = found[index - 1].bound?.bound ?? found[index - 1].impliedBound }
      return
    }
    let candidate = found[index]
    if candidate.isAge || candidate.kind == .age || candidate.isDenied || candidate.rule == "part of a number"
      || candidate.numeral.form == .multiple
      || candidate.unit?.code == "ratio"
    {
      return
    }
    if candidate.rule == "shares of a poll" { return }
    // "fell short of 40", "well shy of its 90": a margin, not a change.
    if let bound = candidate.bound, sentence.holds(bound.pieces.lowerBound, Self.lacking) { return }
    let kind = candidate.kind
    let points = candidate.unit?.code == "percentage_point" || candidate.noun?.unit.lowercased() == "point"
    let shape = ChangeReader.Shape(
      percent: kind == .percent || candidate.unit?.code == "fraction", money: kind == .money, point: points,
      count: kind == .count && !points,
      measure: kind == .measure, bare: candidate.isBare)
    var start = candidate.pieces.lowerBound
    if let bound = candidate.bound { start = bound.pieces.lowerBound }
    // "rose 3 percent to $4.1 billion", "an increase of 3 percent, to $4.1 billion", "rose 3 sen to close at 85": the level after the
    // amount has changed too.
    if index > 0, let first = found[index - 1].change, first.role == .change, reaches(start, from: found[index - 1].pieces.upperBound),
      !(candidate.kind == .percent && found[index - 1].kind == .money)
    {
      found[index].change = ChangeReader.Reading(change: first.change, role: .level, pieces: first.pieces)
      return
    }
    // "were up 4.4% at 61.30 euros", "closed 2 percent lower at 4,500": the same for a price after a percentage.
    if index > 0, let first = found[index - 1].change, first.role == .change,
      found[index - 1].kind == .percent || found[index - 1].kind == kind,
      kind == .money || candidate.isBare, sentence.holds(start - 1, "at"), closes(found[index - 1].pieces.upperBound..<(start - 1))
    {
      found[index].change = ChangeReader.Reading(change: first.change, role: .level, pieces: first.pieces)
      return
    }
    // "up 0.03 points, or 0.2 percent": the same amount in other words.
    if index > 0, let first = found[index - 1].change, first.role == .change, sentence.holds(start - 1, "or"),
      start - found[index - 1].pieces.upperBound <= 2, shape.percent || shape.money || points || candidate.noun != nil
    {
      found[index].change = first
      return
    }
    if kind == .duration {
      // "have doubled to 26 weeks": the new level only.
      if sentence.holds(start - 1, "to"), let reading = changes.reading(start, candidate.pieces.upperBound, shape: shape),
        reading.role == .level,
        start - reading.pieces.upperBound <= 3
      {
        found[index].change = reading
      }
      // "rose by two weeks", "edged up half an hour"
      if found[index].change == nil, let reading = changes.reading(start, candidate.pieces.upperBound, shape: shape, isTime: true) {
        found[index].change = reading
      }
      return
    }
    let passes = candidate.bound.map(bounds.isLine) ?? false
    found[index].change = changes.reading(
      start, candidate.pieces.upperBound, shape: shape, passes: passes,
      isListed: index > 0 && found[index - 1].change?.role == .change && found[index - 1].kind == .percent)
    if found[index].change == nil, index > 0, let first = found[index - 1].change, first.role == .change,
      goesOn(found[index - 1], candidate, start)
    {
      found[index].change = first
    }
    // "The rise is small, ranging from 3% to 8%."
    if found[index].change == nil, found[index].high != nil, sentence.holds(start - 1, "from"), let noun = changes.noun(before: start - 2) {
      found[index].change = noun
    }
    if found[index].change == nil, kind != .ratio {
      found[index].change = changeBehind(candidate, until: index + 1 < found.count ? found[index + 1].pieces.lowerBound : sentence.end)
    }
    // "zinc gained 1.1 percent, lead 0.4 percent and tin 2 percent"
    if found[index].change == nil, index > 0, shape.percent, let first = found[index - 1].change, first.role == .change,
      found[index - 1].kind == .percent, isGapped(found[index - 1].pieces.upperBound..<max(start, found[index - 1].pieces.upperBound))
    {
      found[index].change = first
    }
  }

  private static let settling = Words.set(WordSets["FigureChanges.settling"])
  private static let lacking = Words.set("short shy")
  private static let settled = Words.set("higher lower up down dearer cheaper")

  /// Whether nothing stands between, or the direction only: "2 percent lower at".
  private func closes(_ gap: Range<Int>) -> Bool { gap.isEmpty || gap.count == 1 && sentence.holds(gap.lowerBound, Self.settled) }

  /// Whether "to" or "to close at" leads from the amount of a change to the number at `start`.
  private func reaches(_ start: Int, from end: Int) -> Bool {
    var k = start - 1
    // "to a record $3 billion"
    while k > end, sentence.holds(k, Self.levelWords) { k -= 1 }
    if sentence.holds(k, "at"), sentence.holds(k - 1, Self.settling) { k -= 2 }
    guard sentence.holds(k, "to"), !sentence.holds(k - 1, ChangeReader.leads), k >= end, k - end <= Self.longestReach else { return false }
    if k == end + 1, sentence.holds(end, ",") { return true }
    if k - end <= 6, (end..<k).allSatisfy({ !sentence.holds($0, ",") && !sentence.holds($0, ";") }) { return true }
    // "rose 7 percent on the year, to 310"
    return k > end && sentence.holds(k - 1, ",")
      && (end..<k - 1).allSatisfy {
        !sentence.holds($0, ",") && !sentence.holds($0, ";")
          && (!Clause.finite.contains(sentence.tag($0) ?? .UH) || sentence.holds($0, "ended") && sentence.holds($0 - 1, Self.spans))
      }
  }

  private static let levelWords = Words.set(WordSets["FigureChanges.levelWords"])
  /// How many pieces may stand between the amount of a change and the level that it leads to.
  private static let longestReach = 16

  private static let spans = Words.set(WordSets["FigureChanges.spans"])
  /// How many pieces after a level its change is looked for.
  private static let furthestBehind = 14

  /// "thefts hit 310 last year, up 7 percent", "310 thefts in May, a fall of 9 percent": the change is stated after the level.
  private func changeBehind(_ candidate: FigureCandidate, until limit: Int) -> ChangeReader.Reading? {
    let end = max(candidate.pieces.upperBound, candidate.boundBehind?.pieces.upperBound ?? 0)
    for comma in end..<max(end, min(limit, end + Self.furthestBehind)) {
      if sentence.isSymbol(comma), !sentence.holds(comma, ","), !sentence.isHyphen(comma), !sentence.holds(comma, "%") { return nil }
      // A verb after the number applies to its own subject; with a percentage, that subject may be the people counted.
      if let tag = sentence.tag(comma), sentence.isWord(comma), Clause.finite.contains(tag), candidate.kind != .percent { return nil }
      guard sentence.holds(comma, ",") else { continue }
      if sentence.holds(comma + 1, "up") || sentence.holds(comma + 1, "down") {
        var next = comma + 2
        if sentence.holds(next, "by") || sentence.holds(next, "from") && comma == end || sentence.holds(next, Self.levelWords) { next += 1 }
        if beginsNumber(next) {
          return ChangeReader.Reading(
            change: sentence.holds(comma + 1, "up") ? .up : .down, role: .level, pieces: (comma + 1)..<(comma + 2))
        }
      }
      if sentence.holds(comma + 1, "a") || sentence.holds(comma + 1, "an"), let noun = changes.noun(at: comma + 2),
        sentence.holds(noun.pieces.upperBound, "of"),
        beginsNumber(noun.pieces.upperBound + 1) || sentence.holds(noun.pieces.upperBound + 1, Self.levelWords)
      {
        return noun
      }
    }
    return nil
  }

  private func beginsNumber(_ k: Int) -> Bool {
    sentence.isNumber(k) || sentence.isSymbol(k) && sentence.isNumber(k + 1)
      || sentence.isWord(k) && NumberWords.table[sentence.key(k)] != nil
  }

  /// The most pieces between two amounts of one verb.
  private static let longestList = 12

  /// Whether the amount that begins at `start` continues the change of the previous one: "lost 8 percent of its staff and 16 percent of its
  /// trade", "were down 3.3%, Alder Mills by 3.7%", "fell 12 per cent this year and legacies by a quarter".
  private func goesOn(_ first: FigureCandidate, _ next: FigureCandidate, _ start: Int) -> Bool {
    let gap = first.pieces.upperBound..<max(first.pieces.upperBound, start)
    guard gap.count <= Self.longestList, gap.allSatisfy(isPlain) else { return false }
    let isShare = first.kind == .percent && next.unit?.code == "fraction"
    if sentence.holds(start - 1, "by"), isShare || first.kind == next.kind, sentence.tag(start - 2) != .VBN,
      gap.contains(where: { sentence.holds($0, ",") || sentence.holds($0, "and") })
    {
      return true
    }
    guard sentence.holds(start - 1, "and"), first.kind == .percent, first.code == next.code else { return false }
    // "and 12 percent of firms said": the number belongs to the subject of the next clause.
    for k in next.pieces.upperBound..<(next.pieces.upperBound + 9) where sentence.has(k) {
      if sentence.isSymbol(k), !sentence.isHyphen(k) { return true }
      if sentence.isWord(k), let tag = sentence.tag(k), Clause.finite.contains(tag) { return false }
    }
    return true
  }

  /// A piece of a phrase without a verb: a word, a comma, a year.
  private func isPlain(_ k: Int) -> Bool {
    if sentence.isNumber(k) { return DigitReader.integer(sentence, k).map { $0 < 32 || $0 > 1800 && $0 < 2100 } ?? false }
    if sentence.isSymbol(k) { return sentence.holds(k, ",") || sentence.isHyphen(k) || sentence.holds(k, "'") }
    return !Clause.finite.contains(sentence.tag(k) ?? .UH)
  }

  /// The next subject of a list whose verb is omitted: ", lead", "and the Nasdaq".
  private func isGapped(_ gap: Range<Int>) -> Bool {
    guard gap.count >= 2, gap.count <= 6, let first = gap.first, sentence.holds(first, ",") || sentence.holds(first, "and") else {
      return false
    }
    var subject = false
    for k in gap.dropFirst() {
      if sentence.holds(k, "and"), k == first + 1 { continue }
      if sentence.holds(k, "the") || sentence.isHyphen(k) || sentence.holds(k, "&") { continue }
      guard sentence.isWord(k), let tag = sentence.tag(k), [.NN, .NNS, .NNP, .NNPS].contains(tag), !sentence.holds(k, "percent") else {
        return false
      }
      subject = true
    }
    return subject
  }
}
