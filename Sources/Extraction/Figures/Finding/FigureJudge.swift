import Knowledge
import Linguistics
import Record

/// Reads the bounds and changes of a sentence's candidates, and drops candidates that are not figures.
struct FigureJudge {
  let sentence: PieceSentence
  let dollar: String
  /// The temperature scale that the article names.
  let degree: String?
  /// What the previous sentence counted.
  let counted: String?
  let bounds: BoundReader
  let changes: ChangeReader

  init(_ sentence: PieceSentence, dollar: String, degree: String?, counted: String?) {
    self.sentence = sentence
    self.dollar = dollar
    self.degree = degree
    self.counted = counted
    bounds = BoundReader(sentence)
    changes = ChangeReader(sentence)
  }

  /// The figures among a sentence's numbers.
  /// - Parameters:
  ///   - times: the sentence's time expressions.
  ///   - heads: decides on numbers without a noun, given the rules' verdict.
  func figures(_ candidates: [FigureCandidate], times: [TimeExpression], heads: inout HeadChooser) -> [FigureCandidate] {
    var found = candidates
    for index in found.indices { readBound(&found[index]) }
    for index in found.indices { readChange(&found, index) }
    let alone = found.indices.filter { HeadChooser.standsAlone(found[$0]) }
    fillBare(&found)
    var isKept = found.indices.map { isFigure(found, $0) }
    fillCounts(&found, isKept)
    heads.choose(&found, isKept: &isKept, alone: alone, in: sentence, dollar: dollar)
    ParallelLists.shareHeads(&found, isKept: &isKept, in: sentence, times)
    var kept = found.indices.filter { isKept[$0] }.map { found[$0] }
    for index in kept.indices where kept[index].plainDollar && dollar != "USD" {
      if let unit = kept[index].unit { kept[index].unit = Unit(code: dollar, kind: .money, factor: unit.factor, pieces: unit.pieces) }
    }
    for index in kept.indices where kept[index].kind == .money {
      guard let unit = kept[index].unit, unit.pieces.count == 1,
        let code = sentence.source.money.codes[sentence.key(unit.pieces.lowerBound)]
      else {
        continue
      }
      kept[index].unit?.code = code
    }
    // "tons" where the article's dollar is not that of the United States
    if dollar != "USD" || !sentence.source.money.letters.isEmpty {
      for index in kept.indices {
        if let unit = kept[index].unit, unit.code == Self.shortTon, unit.pieces.count == 1 { kept[index].unit?.code = "t" }
        if let rate = kept[index].rate {
          kept[index].rate = rate.split(separator: "/").map { $0 == Self.shortTon ? "t" : $0 }.joined(separator: "/")
        }
      }
    }
    if let degree {
      for index in kept.indices
      where kept[index].unit?.code == "deg" && !sentence.bounds.contains(where: { sentence.holds($0, Self.turning) }) {
        kept[index].unit?.code = degree
      }
    }
    return kept
  }

  private static let shortTon = "[ston_av]"
  private static let turning = Words.set(WordSets["FigureJudge.turning"])

  // MARK: Bounds

  private func readBound(_ candidate: inout FigureCandidate) {
    let duration = candidate.kind == .duration
    if let reading = bounds.before(candidate.pieces.lowerBound, duration: duration),
      !(sentence.holds(reading.pieces.lowerBound, "up") && changes.movesUp(reading.pieces.lowerBound - 1))
    {
      candidate.bound = reading
      if let denied = bounds.denied(reading) {
        candidate.bound?.bound = denied
        candidate.isDenied = true
      }
    }
    let last = candidate.numeral.pieces.upperBound - 1
    if sentence.holds(last, "+") {
      candidate.boundBehind = BoundReader.Reading(bound: .atLeast, pieces: last..<(last + 1))
    } else if let behind = bounds.after(candidate.pieces.upperBound) {
      candidate.boundBehind = behind
    } else if candidate.unit != nil || candidate.noun != nil, let inner = bounds.after(candidate.numeral.pieces.upperBound),
      inner.pieces.upperBound <= candidate.pieces.upperBound
        || candidate.high == nil && inner.pieces.upperBound == candidate.pieces.upperBound
    {
      candidate.boundBehind = inner
    } else if let first = candidate.unit?.pieces ?? candidate.noun?.pieces, first.upperBound == candidate.pieces.upperBound,
      sentence.isWord(candidate.pieces.upperBound), let inner = boundAfterComplement(candidate.pieces.upperBound)
    {
      candidate.boundBehind = inner
    }
  }

  /// The bound after a complement: "35 years of age or older", but not "40 votes for her or more", which is too far.
  private func boundAfterComplement(_ k: Int) -> BoundReader.Reading? {
    if sentence.holds(k, "old") || sentence.holds(k, "apiece") || sentence.holds(k, "each") { return bounds.after(k + 1) }
    return nil
  }

  // MARK: Verdict

  private func isFigure(_ found: [FigureCandidate], _ index: Int) -> Bool {
    let candidate = found[index]
    let start = candidate.pieces.lowerBound
    let end = candidate.pieces.upperBound
    guard candidate.value.isFinite, candidate.high?.isFinite ?? true else { return false }
    if candidate.rule == "one beside a number" {
      // "four Lutherans and one Russian Orthodox": listed beside another count.
      let beside = [index - 1, index + 1].contains {
        found.indices.contains($0) && found[$0].noun != nil && !found[$0].numeral.isOne && listed(found[$0], candidate)
      }
      return beside
    }
    if !candidate.isBare {
      if candidate.noun != nil, !acceptsCount(candidate) { return false }
      return true
    }
    // A number without a noun is a figure if it has a scale word or grouped digits.
    let numeral = candidate.numeral
    let range = candidate.high != nil
    if sentence.glued(start), sentence.isSymbol(start - 1), !sentence.holds(start - 1, "("), !sentence.holds(start - 1, "\""),
      !sentence.holds(start - 1, "'"),
      !sentence.holds(start - 1, "~"), !sentence.holds(start - 1, "+"), !sentence.isDash(start - 1), !sentence.holds(start - 1, ">"),
      !sentence.holds(start - 1, "<")
    {
      return false
    }
    if sentence.isHyphen(end) || sentence.isHyphen(start - 1) { return false }
    if isWholeText(candidate) { return true }
    // "R1.5 million", "multi million": a scale word by itself is not a number.
    if numeral.form == .words, numeral.scaled, numeral.pieces.count == 1, !sentence.holds(start - 1, "a") { return false }
    if numeral.value < 0 { return true }
    if range, candidate.value < 25, candidate.high ?? 0 < 60, !numeral.decimal { return false }
    // "fewer than 30", "no more than 17": the bound shows that the number is a count.
    if let bound = candidate.bound, bound.pieces.count > 1 || sentence.isSymbol(bound.pieces.lowerBound),
      sentence.endsCount(end) || sentence.tag(end) == .JJ && !sentence.isWord(end + 1),
      numeral.form == .digits || numeral.form == .words && !numeral.isOne && !sentence.holds(end, "of") && !sentence.holds(end, "to")
    {
      return true
    }
    // "35 or above", "18 and older": so does a bound after the number.
    if candidate.boundBehind != nil, numeral.form == .digits, !numeral.isOne { return true }
    if numeral.form == .words, !numeral.scaled { return false }
    if numeral.form == .words, numeral.value < 1000 { return candidate.boundBehind != nil }
    if candidate.bound != nil || candidate.boundBehind != nil {
      return numeral.scaled || numeral.grouped || numeral.value >= 100 || numeral.decimal || range
    }
    if candidate.change != nil || isEarlierLevel(candidate.bound?.pieces.lowerBound ?? start) || isMovedLevel(end) {
      return numeral.decimal || numeral.grouped || numeral.scaled || numeral.value >= 100 || candidate.change?.role == .change
    }
    if numeral.scaled || numeral.grouped { return true }
    if numeral.value >= 10_000, sentence.holds(start - 1, Self.telling) { return true }
    if range { return found[index].value >= 1000 || sentence.holds(start - 1, "between") || sentence.holds(start - 1, "from") }
    // "a .500 record", "a .401 percentage" are figures; ".223 rifle" names a kind of thing.
    if numeral.decimal, sentence.bytes(start).first == UInt8(ascii: "."), sentence.bytes(start).count == 4, sentence.isWord(end) {
      return !sentence.holds(end, Self.arms) && !sentence.isHyphen(end + 1)
    }
    // "Python 3.8", "Ubuntu 16.04": a version.
    if numeral.decimal, sentence.isWord(start - 1), sentence.capitalized(start - 1),
      sentence.tag(start - 1) == .NNP || sentence.tag(start - 1) == .NN,
      !sentence.holds(start - 1, CountWords.indexNames)
    {
      return false
    }
    if numeral.decimal { return sentence.endsCount(end) }
    return false
  }

  /// Whether "up from" or "down from" leads in the number that begins at `start`: "down from a peak of 336".
  private func isEarlierLevel(_ start: Int) -> Bool {
    let lead = LevelLead.read(before: start, in: sentence)
    let from = lead.kind == .from ? lead.place : lead.place - 1
    return sentence.holds(from, "from") && (sentence.holds(from - 1, "up") || sentence.holds(from - 1, "down"))
  }

  /// Whether ", up from" or ", down from" follows the number that ends at `end`: "stood at 271, down from a peak of 336".
  private func isMovedLevel(_ end: Int) -> Bool {
    sentence.holds(end, ",") && (sentence.holds(end + 1, "up") || sentence.holds(end + 1, "down")) && sentence.holds(end + 2, "from")
  }

  private static let arms = Words.set(WordSets["FigureJudge.arms"])
  private static let telling = Words.set(WordSets["FigureJudge.telling"])

  /// Whether the text consists of this number only.
  private func isWholeText(_ candidate: FigureCandidate) -> Bool {
    guard sentence.source.sentences.count == 1 else { return false }
    return sentence.bounds.allSatisfy { candidate.pieces.contains($0) || sentence.isSymbol($0) }
  }

  private func listed(_ a: FigureCandidate, _ b: FigureCandidate) -> Bool {
    let gap =
      a.pieces.upperBound <= b.pieces.lowerBound
      ? a.pieces.upperBound..<b.pieces.lowerBound : b.pieces.upperBound..<max(b.pieces.upperBound, a.pieces.lowerBound)
    return gap.count <= 3 && gap.contains { sentence.holds($0, "and") || sentence.holds($0, ",") || sentence.holds($0, "or") }
  }

  private func acceptsCount(_ candidate: FigureCandidate) -> Bool {
    guard let noun = candidate.noun else { return true }
    // "the two sides of the coin" is kept; "zero tolerance" is not a figure.
    if candidate.numeral.value == 0, candidate.numeral.form == .words { return false }
    if sentence.holds(noun.head, "ones") { return false }
    return true
  }
}
