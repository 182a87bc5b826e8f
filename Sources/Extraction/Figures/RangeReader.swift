import Knowledge
import Linguistics
import Record

/// Joins two numbers into a range, gives a number its neighbour's unit, and links a new level to the old one.
struct RangeReader {
  let sentence: PieceSentence
  init(_ sentence: PieceSentence) { self.sentence = sentence }

  private static let joins = Words.set(WordSets["RangeReader.joins"])
  private static let openers = Words.set("between from ranging range ranges ranged")

  /// Joins ranges and fills in missing units.
  func resolve(_ candidates: [FigureCandidate]) -> [FigureCandidate] {
    var found = candidates
    joinTolerance(&found)
    shareUnits(&found)
    shareRates(&found)
    var joined: [FigureCandidate] = []
    var index = 0
    // "fares from 16 to 29 and fees from 6 to 9": further pairs are read like the first one.
    var moves = false
    while index < found.count {
      if index + 1 < found.count, isMove(found[index], found[index + 1]) { moves = true }
      if index + 1 < found.count, let range = range(found[index], found[index + 1]),
        !(moves && sentence.holds(range.pieces.lowerBound - 1, "from") && !sentence.holds(range.pieces.lowerBound - 2, Self.ranging))
      {
        joined.append(range)
        index += 2
      } else {
        joined.append(found[index])
        index += 1
      }
    }
    return joined
  }

  /// The words between two candidates, from the end of the first to the start of the second.
  private func gap(_ a: FigureCandidate, _ b: FigureCandidate) -> Range<Int> {
    a.pieces.upperBound..<max(a.pieces.upperBound, b.pieces.lowerBound)
  }

  /// "rose from 16 to 29": two levels.
  private func isMove(_ a: FigureCandidate, _ b: FigureCandidate) -> Bool {
    guard let from = boundary(a), sentence.holds(from, "from"), sentence.holds(b.pieces.lowerBound - 1, "to") else { return false }
    return changesBefore(from)
  }

  /// "from $165 to $290 per pupil": the rate of the second number also applies to the first.
  private func shareRates(_ found: inout [FigureCandidate]) {
    for index in found.indices.dropLast() where found[index].rate == nil && found[index].unit?.kind == .money {
      guard found[index + 1].rate != nil, found[index].unit?.code == found[index + 1].unit?.code,
        gap(found[index], found[index + 1]).count == 1,
        sentence.holds(found[index].pieces.upperBound, Self.joins),
        boundary(found[index]).map({ sentence.holds($0, Self.openers) }) ?? false
      else { continue }
      found[index].rate = found[index + 1].rate
    }
  }

  // MARK: Tolerance

  /// "48 percent, plus or minus 3": the tolerance of a value.
  private func joinTolerance(_ found: inout [FigureCandidate]) {
    var index = 0
    while index < found.count {
      let i = found[index].pieces.lowerBound
      var start: Int?
      if sentence.holds(i - 1, "±") {
        start = i - 1
      } else if sentence.holds(i - 1, "-") && sentence.holds(i - 2, "/") && sentence.holds(i - 3, "+") {
        start = i - 3
      } else if sentence.holds(i - 1, "minus") && sentence.holds(i - 2, "or") && sentence.holds(i - 3, "plus") {
        start = i - 3
      } else if sentence.holds(i, "minus"), sentence.holds(i - 1, "or"), sentence.holds(i - 2, "plus") {
        start = i - 2
      } else if sentence.holds(i, "-"), sentence.holds(i - 1, "/"), sentence.holds(i - 2, "+") {
        start = i - 2
      }
      if let start {
        found[index].value = abs(found[index].value)
        if index > 0,
          found[index - 1].pieces.upperBound == start
            || (sentence.holds(start - 1, ",") && found[index - 1].pieces.upperBound == start - 1),
          !found[index - 1].isBare || !found[index].isBare
        {
          found[index - 1].tolerance = found[index].value
          if found[index - 1].isBare { found[index - 1].unit = found[index].unit }
          found[index - 1].pieces = found[index - 1].pieces.lowerBound..<found[index].pieces.upperBound
          found.remove(at: index)
          continue
        }
        found[index].pieces = start..<found[index].pieces.upperBound
      }
      index += 1
    }
  }

  // MARK: Units of neighbours

  private static let hedges = Words.set("even perhaps possibly maybe probably just")
  private static let lists = Words.set(WordSets["RangeReader.lists"])

  /// "from 5.9 to 5.6 percent", "$8 or 9", "two or three ladders", "58 percent to 33".
  private func shareUnits(_ found: inout [FigureCandidate]) {
    guard found.count > 1 else { return }
    for index in stride(from: found.count - 2, through: 0, by: -1) {
      let next = found[index + 1]
      // "a few hundred, perhaps 2,000 crates": the counted noun comes later.
      let lacksUnit = found[index].isBare || found[index].rule == "vague count of people"
      guard lacksUnit, !next.isBare, !found[index].isAge || next.isAge else { continue }
      // "10 dollars in 2008 to 30 dollars"
      if sentence.holds(found[index].pieces.lowerBound - 1, "in"), next.kind != .duration,
        let year = DigitReader.integer(sentence, found[index].pieces.lowerBound), year > 1800, year < 2100
      {
        continue
      }
      let between = gap(found[index], next)
      if sentence.holds(between.first ?? -1, "of"), sentence.holds((between.first ?? -1) + 1, "the"), between.count == 2,
        found[index].numeral.scaled,
        next.kind == .money
      {
        take(&found[index], from: next)
        continue
      }
      // "a crew of nine – two cooks": the dash separates. "43,000 and 4 percent": not two percentages.
      if let dash = between.first, sentence.isDash(dash), !sentence.glued(dash), sentence.isWord(found[index].numeral.pieces.lowerBound) {
        continue
      }
      if next.kind == .percent, found[index].numeral.grouped { continue }
      // In a list without a conjunction, neighbours need not have the same unit.
      if between.count == 1, sentence.holds(between.lowerBound, ","),
        next.rule != "unit of the number beside" || next.numeral.scaled != found[index].numeral.scaled
      {
        continue
      }
      // "at least 30 and possibly as many as 45 people": the words of the second bound are no part of the list.
      let bound = BoundReader(sentence).before(next.pieces.lowerBound, duration: false)?.pieces.lowerBound
      let list = between.lowerBound..<max(between.lowerBound, min(between.upperBound, bound ?? between.upperBound))
      guard list.count <= 3, !list.isEmpty, list.contains(where: { sentence.holds($0, Self.lists) }),
        list.allSatisfy({
          sentence.holds($0, Self.lists) || BoundReader(sentence).before($0 + 1, duration: false) != nil || sentence.holds($0, Self.hedges)
        })
      else { continue }
      if next.numeral.form == .fraction || next.unit?.code == "{time}" && next.numeral.form == .multiple { continue }
      if let unit = next.unit, unit.kind == .money, next.pieces.lowerBound == unit.pieces.lowerBound,
        unit.pieces.upperBound <= next.numeral.pieces.lowerBound
      {
        // "8 or $9"
        if !sentence.holds(between.lowerBound, "or"), !sentence.holds(between.lowerBound, "to"), !sentence.isDash(between.lowerBound) {
          continue
        }
      }
      take(&found[index], from: next)
    }
    for index in 1..<found.count {
      let before = found[index - 1]
      guard found[index].isBare, !before.isBare, !found[index].numeral.vague, before.numeral.form != .multiple,
        before.unit?.kind != .age || found[index].numeral.value < 120
      else { continue }
      let between = gap(before, found[index])
      guard !between.isEmpty, between.count <= 6 else { continue }
      // "21 percent, up five points, and the Greens at 19": a share, not percentage points.
      if before.unit?.code == "percentage_point", sentence.holds(found[index].pieces.lowerBound - 1, "at") { continue }
      // "under 6 or over 14"
      if sentence.holds(between.lowerBound, "or") || sentence.holds(between.lowerBound, "and"), between.count > 1,
        let bound = BoundReader(sentence).before(found[index].pieces.lowerBound, duration: false),
        bound.pieces.lowerBound == between.lowerBound + 1,
        before.kind != .money
      {
        take(&found[index], from: before)
        found[index].isAge = before.isAge
        continue
      }
      let money = before.unit?.kind == .money
      let percent = before.unit?.kind == .percent
      let direct = between.count == 1 && sentence.holds(between.lowerBound, Self.joins)
      // "58 percent to 33", "from 9 percent to 8", "$20-30", "270 million of the 1.4 billion crowns"
      // "fell to 212 million crowns from 260 million"
      if money, between.count == 1, sentence.holds(between.lowerBound, "from"), found[index].numeral.scaled, before.numeral.scaled {
        take(&found[index], from: before)
        continue
      }
      if direct, !sentence.holds(between.lowerBound, "and") || sentence.holds(before.pieces.lowerBound - 1, "between"),
        money || percent || before.unit != nil
      {
        if sentence.holds(between.lowerBound, "to"), !before.numeral.isBareLike(found[index].numeral), !percent { continue }
        // "weakened by 12 paise to 82.96"
        if sentence.holds(between.lowerBound, "to"), let unit = before.unit, unit.factor != 1, found[index].numeral.decimal { continue }
        // "fell 0.4 percent to 13,176": a number of another kind.
        if percent, found[index].value > 100 || (changes(before) && !sentence.holds(before.pieces.lowerBound - 1, "from")) { continue }
        take(&found[index], from: before)
      } else if percent, between.allSatisfy({ sentence.isWord($0) || sentence.holds($0, ",") }),
        between.contains(where: {
          sentence.holds($0, "to") || sentence.holds($0, "from") || sentence.holds($0, "and") || sentence.holds($0, "versus")
            || sentence.holds($0, "by")
        }), found[index].numeral.value <= 100,
        sentence.endsCount(found[index].pieces.upperBound),
        !found[index].numeral.grouped
      {
        take(&found[index], from: before)
      }
    }
  }

  private func take(_ candidate: inout FigureCandidate, from other: FigureCandidate) {
    if let unit = other.unit {
      candidate.impliedUnit = unit.code
      candidate.impliedKind = unit.kind
      candidate.value *= unit.factor
      candidate.plainDollar = other.plainDollar
    } else {
      candidate.impliedUnit = other.noun?.unit ?? other.impliedUnit
      candidate.impliedKind = other.kind
    }
    candidate.rate = candidate.rate ?? other.rate
    candidate.rule = "unit of the number beside"
  }

  // MARK: Ranges

  private func range(_ a: FigureCandidate, _ b: FigureCandidate) -> FigureCandidate? {
    guard a.high == nil, b.high == nil, a.numeral.form != .vague, b.numeral.form != .vague, a.numeral.form != .multiple,
      b.numeral.form != .multiple
    else { return nil }
    guard a.bound == nil, let unitA = compatible(a, b) else { return nil }
    var between = gap(a, b)
    // "16- to 27-year-old": a hanging hyphen.
    if let first = between.first, sentence.holds(first, "-"), sentence.glued(first), between.count > 1, !sentence.isNumber(first + 1) {
      between = (first + 1)..<between.upperBound
    }
    if let last = between.last, between.count == 2, sentence.holds(last, "-"), sentence.holds(between.lowerBound, "to") {
      between = between.lowerBound..<last
    }
    // "from 430 sq ft up to 870"
    if between.count == 2, sentence.holds(between.lowerBound, "up"), sentence.holds(between.lowerBound + 1, "to"),
      boundary(a).map({ sentence.holds($0, "from") }) ?? false
    {
      between = (between.lowerBound + 1)..<between.upperBound
    }
    guard between.count == 1, let join = between.first, sentence.holds(join, Self.joins) else { return nil }
    // "a net rating of -30 points (30 percent to 60 percent)": two shares, for and against.
    if sentence.holds(join, "to"), sentence.holds(a.pieces.lowerBound - 1, "("), sentence.holds(b.pieces.upperBound, ")"),
      a.unit?.code == "percent",
      b.unit?.code == "percent", sentence.holds(a.pieces.lowerBound - 2, Self.ratings)
    {
      return nil
    }
    let before = boundary(a)
    let opened = before.map { sentence.holds($0, Self.openers) } ?? false
    let openedBetween = before.map { sentence.holds($0, "between") } ?? false
    if sentence.holds(join, "and") { guard openedBetween else { return nil } }
    // "rose from 9 percent to 8 percent" gives two levels, unless the verb is one of range.
    if sentence.holds(join, "to") {
      if !opened, changes(a), !isAmount(a, b) { return nil }
      if opened, before.map({ sentence.holds($0, "from") }) ?? false, changesBefore(before ?? 0) { return nil }
      if b.value <= a.value, !opened { return nil }
      // "up 10 cents to $2.24": amounts in different notation are two figures.
      if let x = a.unit, let y = b.unit, x.factor != y.factor { return nil }
      // "by 58 percent to 33 percent", "added $4 million to $9 million": two numbers in contrast.
      if !opened, a.unit != nil, b.unit != nil, sentence.holds(a.pieces.lowerBound - 1, "by"), !isAmount(a, b) { return nil }
      // "shrank by 12,000 to 340,000": an amount and the level that it leads to.
      if !opened, sentence.holds(a.pieces.lowerBound - 1, "by"), b.value > 4 * abs(a.value), a.numeral.scaled == b.numeral.scaled {
        return nil
      }
    }
    if sentence.holds(join, "or") {
      // "two or three", "$8 or $9": close values form a range; "2% or $1.40" does not. "seven or eight thousand"
      let scale = b.numeral.form == .words && b.numeral.scaled && !a.numeral.scaled ? scaleOf(b.numeral) : 1
      guard b.value > a.value, b.value <= scale * (a.value * 1.5 + 1), a.isBare || a.rule == "unit of the number beside", a.unit == nil,
        !sentence.holds(b.pieces.upperBound, "more")
      else { return nil }
      // "8 or $9" gives two sums, like "$8 or $9".
      if let money = b.unit, money.kind == .money, money.pieces.upperBound <= b.numeral.pieces.lowerBound { return nil }
    }
    if sentence.isDash(join), b.value <= a.value, a.value >= 0 { return nil }
    if sentence.isDash(join), !sentence.glued(join) && sentence[join].spaceBefore && sentence.holds(join, "—") { return nil }
    var joined = a
    joined.value = min(a.value, b.value)
    joined.high = max(a.value, b.value)
    if a.numeral.scaled == false, b.numeral.scaled, a.unit == nil || a.pieces.lowerBound < a.numeral.pieces.lowerBound, a.value < 1000,
      b.value >= 1000, unitA != "percent"
    {
      // "2.5 to 3 million", "$200-300 million": the scale word is written once.
      let scale = scaleOf(b.numeral)
      if a.numeral.value <= b.numeral.value / scale || sentence.isDash(join) { joined.value = a.value * scale }
      if joined.value > b.value { joined.value = a.value }
    }
    joined.unit = b.unit ?? a.unit
    joined.noun = b.noun ?? a.noun
    joined.rate = b.rate ?? a.rate
    joined.impliedUnit = b.impliedUnit ?? a.impliedUnit
    joined.impliedKind = b.impliedKind ?? a.impliedKind
    if joined.unit != nil || joined.noun != nil {
      joined.impliedUnit = nil
      joined.impliedKind = nil
    }
    joined.plainDollar = a.plainDollar || b.plainDollar
    joined.pieces = a.pieces.lowerBound..<b.pieces.upperBound
    joined.boundBehind = b.boundBehind
    joined.isAge = a.isAge || b.isAge
    joined.rule = "range"
    return joined
  }

  private func scaleOf(_ numeral: Numeral) -> Double {
    let last = NumberWords.table[sentence.key(numeral.pieces.upperBound - 1)]
    return last.map { [.scale, .letter, .hundred, .dozen].contains($0.kind) ? $0.value : 1 } ?? 1
  }

  private func compatible(_ a: FigureCandidate, _ b: FigureCandidate) -> String? {
    if a.isBare || b.isBare {
      // "rose 0.5 percent to 7,960.15": a percentage is not so large, nor written with grouped digits.
      if a.kind == .percent, b.value > 100 || b.numeral.grouped { return nil }
      if b.kind == .percent, a.value > 100 || a.numeral.grouped { return nil }
      return b.code ?? a.code ?? ""
    }
    guard let x = a.unit?.code ?? a.noun?.unit ?? a.impliedUnit, let y = b.unit?.code ?? b.noun?.unit ?? b.impliedUnit else { return nil }
    return x == y ? x : nil
  }

  /// The piece before a candidate and its bound words.
  private func boundary(_ a: FigureCandidate) -> Int? {
    var k = a.pieces.lowerBound - 1
    while sentence.holds(k, Self.looseWords) { k -= 1 }
    return sentence.has(k) ? k : nil
  }

  /// "cut emissions by 5 percent to 15 percent", "an increase of 2.4 to 3.9 degrees": a range of amounts.
  private func isAmount(_ a: FigureCandidate, _ b: FigureCandidate) -> Bool {
    guard b.value > a.value, b.value <= 3 * a.value else { return false }
    if sentence.holds(a.pieces.lowerBound - 1, "of"), a.unit == nil { return true }
    // "lost 1 to 2 pounds a week": the unit is written once.
    if a.unit == nil, a.noun == nil, b.unit != nil { return true }
    guard a.unit?.code == "percent", b.unit?.code == "percent" else { return false }
    return ChangeReader(sentence).reduces(before: a.pieces.lowerBound)
  }

  private static let ratings = Words.set(WordSets["RangeReader.ratings"])
  private static let looseWords = Words.set(WordSets["RangeReader.looseWords"])

  private func changes(_ a: FigureCandidate) -> Bool {
    // "…, or 0.5 percent to 7,960": the same amount in other words.
    if sentence.holds(a.pieces.lowerBound - 1, "or"), changesBefore(a.pieces.lowerBound, past: 12) { return true }
    let measure = a.kind == .measure
    let shape = ChangeReader.Shape(
      percent: true, money: true, point: true, count: a.isBare || a.kind == .count, measure: measure || a.isBare, bare: a.isBare)
    guard let reading = ChangeReader(sentence).reading(a.pieces.lowerBound, a.pieces.upperBound, shape: shape) else { return false }
    // "dropped by 2 to 2.5 degrees" is a range; "rose 3 percent to 4 percent" is not.
    return !sentence.holds(a.pieces.lowerBound - 1, "by") || a.unit != nil || reading.role == .level
  }

  /// - Parameter reach: how many pieces back a verb is looked for, across punctuation; without it, seven pieces, up to the next punctuation
  ///   mark.
  private func changesBefore(_ from: Int, past reach: Int? = nil) -> Bool {
    if sentence.holds(from - 1, Self.ranging) { return false }
    var k = from - 1
    var steps = 0
    let reader = ChangeReader(sentence)
    // "a rise in the fee, from 34 to 41"
    if reach == nil, sentence.holds(k, ",") { k -= 1 }
    while sentence.has(k), steps < reach ?? 7 {
      if sentence.isSymbol(k), !sentence.isDash(k), reach == nil { return false }
      if reader.verb(k) != nil || sentence.holds(k, Self.moving) || isMultiplied(k) { return true }
      if reach == nil, sentence.tag(k) == .NN, sentence.holds(k - 1, "a"), reader.noun(at: k)?.pieces.lowerBound == k { return true }
      if sentence.holds(k, "up") || sentence.holds(k, "down") || sentence.holds(k, "to") && steps == 0 { return true }
      k -= 1
      steps += 1
    }
    return false
  }

  /// "doubled", "tripling": a verb that multiplies.
  private func isMultiplied(_ k: Int) -> Bool {
    NumberWords.table[sentence.key(k)]?.kind == .multiple && [.VBD, .VBN, .VBG, .VBZ].contains(sentence.tag(k) ?? .UH)
  }

  private static let moving = Words.set(WordSets["RangeReader.moving"])
  private static let ranging = Words.set(WordSets["RangeReader.ranging"])
}

extension Numeral {
  /// Whether two numerals are written alike, so that one unit may apply to both.
  func isBareLike(_ other: Numeral) -> Bool {
    (form == .words) == (other.form == .words) && decimal == other.decimal || scaled == other.scaled
  }
}
