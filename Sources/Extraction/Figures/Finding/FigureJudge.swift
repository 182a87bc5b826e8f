import Linguistics
import Record

/// Reads bounds and changes of a sentence's candidates, and drops those that are no figures after all.
struct FigureJudge {
  let s: PieceSentence
  let dollar: String
  /// The scale of temperature that the article names.
  let degree: String?
  /// What the sentence before counted.
  let counted: String?
  private let bounds: BoundReader
  let changes: ChangeReader

  init(_ s: PieceSentence, dollar: String, degree: String?, counted: String?) {
    self.s = s
    self.dollar = dollar
    self.degree = degree
    self.counted = counted
    bounds = BoundReader(s)
    changes = ChangeReader(s)
  }

  /// The figures among a sentence's numbers.
  /// - Parameter heads: decides on numbers that stand alone, with the rules' verdict in view.
  func figures(_ candidates: [FigureCandidate], heads: inout HeadChooser) -> [FigureCandidate] {
    var found = candidates
    for index in found.indices { readBound(&found[index]) }
    for index in found.indices { readChange(&found, index) }
    let alone = found.indices.filter { HeadChooser.standsAlone(found[$0]) }
    fillBare(&found)
    link(&found)
    var isKept = found.indices.map { isFigure(found, $0) }
    fillCounts(&found, isKept)
    heads.choose(&found, isKept: &isKept, alone: alone, in: s)
    var kept = found.indices.filter { isKept[$0] }.map { found[$0] }
    for index in kept.indices where kept[index].plainDollar && dollar != "USD" {
      if let unit = kept[index].unit { kept[index].unit = Unit(code: dollar, kind: .money, factor: unit.factor, pieces: unit.pieces) }
    }
    if let degree {
      for index in kept.indices where kept[index].unit?.code == "deg" && !s.bounds.contains(where: { s.holds($0, Self.turning) }) {
        kept[index].unit?.code = degree
      }
    }
    return kept
  }

  private static let turning = Words.set(
    "angle latitude longitude north south east west turn turned rotate rotated tilt tilted tilts slope view")

  // MARK: Bounds

  private func readBound(_ candidate: inout FigureCandidate) {
    let duration = candidate.kind == .duration
    if let reading = bounds.before(candidate.pieces.lowerBound, duration: duration) {
      candidate.bound = reading
      if let denied = bounds.denied(reading) {
        candidate.bound?.bound = denied
        candidate.isDenied = true
      }
    }
    if let behind = bounds.after(candidate.pieces.upperBound) {
      candidate.boundBehind = behind
    } else if candidate.unit != nil || candidate.noun != nil, let inner = bounds.after(candidate.numeral.pieces.upperBound),
      inner.pieces.upperBound <= candidate.pieces.upperBound
        || candidate.high == nil && inner.pieces.upperBound == candidate.pieces.upperBound
    {
      candidate.boundBehind = inner
    } else if let first = candidate.unit?.pieces ?? candidate.noun?.pieces, first.upperBound == candidate.pieces.upperBound,
      s.isWord(candidate.pieces.upperBound), let inner = boundAfterComplement(candidate.pieces.upperBound)
    {
      candidate.boundBehind = inner
    }
  }

  /// "40 votes for her or more" is too far; "35 years of age or older" is not.
  private func boundAfterComplement(_ k: Int) -> BoundReader.Reading? {
    if s.holds(k, "old") || s.holds(k, "apiece") || s.holds(k, "each") { return bounds.after(k + 1) }
    return nil
  }

  // MARK: Changes

  /// "7.5 million crowns ($1.1 million)": the same amount in another unit.
  private func isConversion(_ found: [FigureCandidate], _ index: Int) -> Bool {
    guard index > 0, found[index].kind == found[index - 1].kind, found[index].code != found[index - 1].code else { return false }
    let end = max(found[index - 1].pieces.upperBound, found[index - 1].boundBehind?.pieces.upperBound ?? 0)
    let start = found[index].pieces.lowerBound
    return s.holds(start - 1, "(") && start - 1 - end <= 2
  }

  private func readChange(_ found: inout [FigureCandidate], _ index: Int) {
    guard found[index].change == nil else { return }
    if isConversion(found, index) {
      found[index].change = found[index - 1].change
      if found[index].bound == nil { found[index].impliedBound = found[index - 1].bound?.bound ?? found[index - 1].impliedBound }
      return
    }
    let candidate = found[index]
    if candidate.isAge || candidate.isDenied || candidate.rule == "part of a number" || candidate.numeral.form == .multiple
      || candidate.unit?.code == "ratio"
    {
      return
    }
    let kind = candidate.kind
    let points = candidate.unit?.code == "percentage_point" || candidate.noun?.unit.lowercased() == "point"
    let shape = ChangeReader.Shape(
      percent: kind == .percent || candidate.unit?.code == "fraction", money: kind == .money, point: points,
      count: kind == .count && !points,
      measure: kind == .measure, bare: candidate.isBare)
    var start = candidate.pieces.lowerBound
    if let bound = candidate.bound { start = bound.pieces.lowerBound }
    // "rose 3 percent to $4.1 billion", "an increase of 3 percent, to $4.1 billion", "rose 3 sen to close at 85": the level behind the
    // amount is a change too.
    if index > 0, let first = found[index - 1].change, first.role == .change, reaches(start, from: found[index - 1].pieces.upperBound),
      !(candidate.kind == .percent && found[index - 1].kind == .money)
    {
      found[index].change = ChangeReader.Reading(change: first.change, role: .level, pieces: first.pieces)
      return
    }
    // "up 0.03 points, or 0.2 percent": the same amount again.
    if index > 0, let first = found[index - 1].change, first.role == .change, s.holds(start - 1, "or"),
      start - found[index - 1].pieces.upperBound <= 2, shape.percent || shape.money || points
    {
      found[index].change = first
      return
    }
    if kind == .duration {
      // "have doubled to 26 weeks": the new level alone.
      if s.holds(start - 1, "to"), let reading = changes.reading(start, candidate.pieces.upperBound, shape: shape), reading.role == .level,
        start - reading.pieces.upperBound <= 3
      {
        found[index].change = reading
      }
      return
    }
    let passes = candidate.bound.map(bounds.isLine) ?? false
    found[index].change = changes.reading(start, candidate.pieces.upperBound, shape: shape, passes: passes)
    // "were down 3.3%, Alder Mills by 3.7%": the verb of the first serves the second.
    if found[index].change == nil, index > 0, s.holds(start - 1, "by"), let first = found[index - 1].change, first.role == .change,
      found[index - 1].kind == candidate.kind, start - found[index - 1].pieces.upperBound <= 6,
      s.holds(found[index - 1].pieces.upperBound, ",")
    {
      found[index].change = first
    }
    // "The rise is small, ranging from 3% to 8%."
    if found[index].change == nil, found[index].high != nil, s.holds(start - 1, "from"), let noun = changes.noun(before: start - 2) {
      found[index].change = noun
    }
    if found[index].change == nil, kind == .count || kind == .money || kind == .measure { found[index].change = risenTo(candidate) }
    // "zinc gained 1.1 percent, lead 0.4 percent and tin 2 percent"
    if found[index].change == nil, index > 0, shape.percent, let first = found[index - 1].change, first.role == .change,
      found[index - 1].kind == .percent, isGapped(found[index - 1].pieces.upperBound..<max(start, found[index - 1].pieces.upperBound))
    {
      found[index].change = first
    }
  }

  private static let settling = Words.set("close end finish settle trade stand close-out")

  /// Whether "to", or "to close at", leads from the amount of a change to the number at `start`.
  private func reaches(_ start: Int, from end: Int) -> Bool {
    var k = start - 1
    // "to a record $3 billion"
    while k > end, s.holds(k, Self.levelWords) { k -= 1 }
    if s.holds(k, "at"), s.holds(k - 1, Self.settling) { k -= 2 }
    guard s.holds(k, "to"), k >= end, k - end <= Self.longestReach else { return false }
    if k == end + 1, s.holds(end, ",") { return true }
    if k - end <= 6, (end..<k).allSatisfy({ !s.holds($0, ",") && !s.holds($0, ";") }) { return true }
    // "rose 7 percent on the year, to 310"
    return k > end && s.holds(k - 1, ",")
      && (end..<k - 1).allSatisfy { !s.holds($0, ",") && !s.holds($0, ";") && !Clause.finite.contains(s.tag($0) ?? .UH) }
  }

  private static let levelWords = Words.set("a an the record new about around nearly almost just roughly some")
  /// How many pieces may stand between the amount of a change and the level that it leads to.
  private static let longestReach = 16

  /// "thefts hit 310, up 7 percent": the level's change is told behind it.
  private func risenTo(_ candidate: FigureCandidate) -> ChangeReader.Reading? {
    let end = max(candidate.pieces.upperBound, candidate.boundBehind?.pieces.upperBound ?? 0)
    guard s.holds(end, ","), s.holds(end + 1, "up") || s.holds(end + 1, "down") else { return nil }
    let next = s.holds(end + 2, "by") || s.holds(end + 2, "from") || s.holds(end + 2, Self.levelWords) ? end + 3 : end + 2
    guard s.isNumber(next) || s.isSymbol(next) && s.isNumber(next + 1) || NumberWords.table[s.key(next)] != nil else { return nil }
    return ChangeReader.Reading(change: s.holds(end + 1, "up") ? .up : .down, role: .level, pieces: (end + 1)..<(end + 2))
  }

  /// A list's next subject without its verb: ", lead", "and the Nasdaq".
  private func isGapped(_ gap: Range<Int>) -> Bool {
    guard gap.count >= 2, gap.count <= 6, let first = gap.first, s.holds(first, ",") || s.holds(first, "and") else { return false }
    var subject = false
    for k in gap.dropFirst() {
      if s.holds(k, "and"), k == first + 1 { continue }
      if s.holds(k, "the") || s.isHyphen(k) || s.holds(k, "&") { continue }
      guard s.isWord(k), let tag = s.tag(k), [.NN, .NNS, .NNP, .NNPS].contains(tag), !s.holds(k, "percent") else { return false }
      subject = true
    }
    return subject
  }

  // MARK: Verdict

  private func isFigure(_ found: [FigureCandidate], _ index: Int) -> Bool {
    let candidate = found[index]
    let start = candidate.pieces.lowerBound
    let end = candidate.pieces.upperBound
    guard candidate.value.isFinite, candidate.high?.isFinite ?? true else { return false }
    if candidate.rule == "one beside a number" {
      // "four Lutherans and one Russian Orthodox": beside another count, joined by a list.
      let beside = [index - 1, index + 1].contains {
        found.indices.contains($0) && found[$0].noun != nil && !found[$0].numeral.isOne && listed(found[$0], candidate)
      }
      return beside
    }
    if !candidate.isBare {
      if candidate.noun != nil, !acceptsCount(candidate) { return false }
      return true
    }
    // A number alone: a share of a scale or a grouping says that it counts.
    let numeral = candidate.numeral
    let range = candidate.high != nil
    if s.glued(start), s.isSymbol(start - 1), !s.holds(start - 1, "("), !s.holds(start - 1, "\""), !s.holds(start - 1, "'"),
      !s.holds(start - 1, "~"), !s.holds(start - 1, "+"), !s.isDash(start - 1), !s.holds(start - 1, ">"), !s.holds(start - 1, "<")
    {
      return false
    }
    if s.isHyphen(end) || s.isHyphen(start - 1) { return false }
    if isWholeText(candidate) { return true }
    // "R1.5 million", "multi million": a scale alone is no number.
    if numeral.form == .words, numeral.scaled, numeral.pieces.count == 1, !s.holds(start - 1, "a") { return false }
    if numeral.value < 0 { return true }
    if range, candidate.value < 25, candidate.high ?? 0 < 60, !numeral.decimal { return false }
    // "fewer than 30", "no more than 17": the bound says that it counts.
    if let bound = candidate.bound, bound.pieces.count > 1 || s.isSymbol(bound.pieces.lowerBound),
      !s.isWord(end) || FigureWords.closed.contains(s.key(end)) || s.tag(end) == .JJ && !s.isWord(end + 1),
      numeral.form == .digits || numeral.form == .words && !numeral.isOne && !s.holds(end, "of") && !s.holds(end, "to")
    {
      return true
    }
    // "35 or above", "18 and older": so does a bound behind.
    if candidate.boundBehind != nil, numeral.form == .digits, !numeral.isOne { return true }
    if numeral.form == .words, !numeral.scaled { return false }
    if numeral.form == .words, numeral.value < 1000 { return candidate.boundBehind != nil }
    if candidate.bound != nil || candidate.boundBehind != nil {
      return numeral.scaled || numeral.grouped || numeral.value >= 100 || numeral.decimal || range
    }
    if candidate.change != nil {
      return numeral.decimal || numeral.grouped || numeral.scaled || numeral.value >= 100 || candidate.change?.role == .change
    }
    if numeral.scaled || numeral.grouped { return true }
    if numeral.value >= 10_000, s.holds(start - 1, Self.telling) { return true }
    if range { return found[index].value >= 1000 || s.holds(start - 1, "between") || s.holds(start - 1, "from") }
    // "a .500 record", "a .401 percentage"; ".223 rifle" names a kind.
    if numeral.decimal, s.bytes(start).first == UInt8(ascii: "."), s.bytes(start).count == 4, s.isWord(end) {
      return !s.holds(end, Self.arms) && !s.isHyphen(end + 1)
    }
    // "Python 3.8", "Ubuntu 16.04": a version.
    if numeral.decimal, s.isWord(start - 1), s.capitalized(start - 1), s.tag(start - 1) == .NNP || s.tag(start - 1) == .NN,
      !s.holds(start - 1, FigureWords.indexNames)
    {
      return false
    }
    if numeral.decimal { return !s.isWord(end) || FigureWords.closed.contains(s.key(end)) }
    return false
  }

  private static let arms = Words.set(
    "ammo ammunition bullet bullets caliber calibre carbine cartridge cartridges gun guns handgun handguns magnum pistol pistols revolver revolvers rifle rifles round rounds semi-automatic semiautomatic shotgun special winchester"
  )
  private static let telling = Words.set("at of to from is was were are reached reaching totaled totalled totaling totalling had")

  /// The text is this number and nothing else.
  private func isWholeText(_ candidate: FigureCandidate) -> Bool {
    guard s.source.sentences.count == 1 else { return false }
    return s.bounds.allSatisfy { candidate.pieces.contains($0) || s.isSymbol($0) }
  }

  private func listed(_ a: FigureCandidate, _ b: FigureCandidate) -> Bool {
    let gap =
      a.pieces.upperBound <= b.pieces.lowerBound
      ? a.pieces.upperBound..<b.pieces.lowerBound : b.pieces.upperBound..<max(b.pieces.upperBound, a.pieces.lowerBound)
    return gap.count <= 3 && gap.contains { s.holds($0, "and") || s.holds($0, ",") || s.holds($0, "or") }
  }

  private func acceptsCount(_ candidate: FigureCandidate) -> Bool {
    guard let noun = candidate.noun else { return true }
    // "the two sides of the coin" are kept; "zero tolerance" is none.
    if candidate.numeral.value == 0, candidate.numeral.form == .words { return false }
    if s.holds(noun.head, "ones") { return false }
    return true
  }
}
