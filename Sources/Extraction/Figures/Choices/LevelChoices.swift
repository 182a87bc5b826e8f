import Linguistics
import Ranking
import Record

/// Which other number of its sentence a figure comes from ("from 9 percent to 8") or is compared with ("compared with 12").
struct LevelChoices {
  /// How a figure is related to another one.
  enum Relation: UInt64, Sendable, CaseIterable {
    /// "from 9 percent to 8": the other one is the level before.
    case from
    /// "8 percent, compared with 9".
    case compared
  }

  /// A candidate: another figure of the sentence and the relation to it, or neither.
  struct Option: Sendable {
    var relation: Relation?
    var other: Int?
    var features: CandidateFeatures

    /// The answer as text: "from 9.0", "compared 12.0"; `nil` for neither.
    func answer(in sentence: FigureSentence) -> String? {
      guard let relation, let other else { return nil }
      return "\(relation) \(sentence.candidates[other].value)"
    }
  }

  /// The most figures between two related ones, and the most pieces between them.
  private static let (furthest, longest) = (6, 40)

  private let sentence: FigureSentence
  private let situations: [FigureSituation]
  private let leads: [LevelLead]
  /// The nearest word of comparison before each figure.
  private let marks: [Mark?]
  private let table = ChangeReader.table
  /// What was chosen for the figures before, by figure.
  private var chosen: [Int: (other: Int, relation: Relation)] = [:]
  /// The figures that were chosen as another one's level.
  private var taken: Set<Int> = []

  init(_ sentence: FigureSentence) {
    self.sentence = sentence
    let situations = sentence.candidates.indices.map { FigureSituation(sentence, $0) }
    self.situations = situations
    leads = situations.map { LevelLead.read(before: $0.pieces.lowerBound, in: sentence.pieces) }
    marks = situations.indices.map { Self.mark(before: $0, of: situations, in: sentence.pieces) }
  }

  private var words: PieceSentence { sentence.pieces }

  /// A figure's pieces, with its bound words.
  func pieces(of figure: Int) -> Range<Int> { situations[figure].pieces }

  /// Notes what was chosen for a figure; parallel figures follow it.
  mutating func note(_ option: Option, of figure: Int) {
    guard let other = option.other, let relation = option.relation else { return }
    chosen[figure] = (other, relation)
    taken.insert(other)
  }

  /// The sentence's figures with the levels chosen for them.
  func related() -> FigureSentence {
    var sentence = sentence
    for (figure, choice) in chosen {
      let before = sentence.candidates[choice.other]
      guard choice.relation == .from else {
        sentence.candidates[figure].comparedTo = Comparison(value: before.value)
        continue
      }
      sentence.candidates[figure].from = before.value
      // Of "up from 7 and 81" the second has the lead of the first.
      let lead = leads[..<(choice.other + 1)].dropFirst(figure + 1).last { $0.kind == .from } ?? leads[choice.other]
      if lead.kind == .from, let change = change(before: lead.place) {
        // "8 percent, up from 9 a year earlier"
        sentence.candidates[figure].comparedTo = Comparison(value: before.value)
        if sentence.candidates[figure].change == nil {
          sentence.candidates[figure].change = ChangeReader.Reading(change: change, role: .level, pieces: lead.place..<lead.place + 1)
        }
      }
      let value = sentence.candidates[figure].value
      if sentence.candidates[figure].change == nil, value != before.value {
        // "from 9 to 8": the numbers say which way.
        sentence.candidates[figure].change = ChangeReader.Reading(
          change: value > before.value ? .up : .down, role: .level, pieces: lead.place..<lead.place + 1)
      }
    }
    // "fell from 9 to 8": the fall led to the second number.
    for choice in chosen.values where choice.relation == .from && chosen[choice.other]?.relation != .from {
      if sentence.candidates[choice.other].change?.role == .level { sentence.candidates[choice.other].change = nil }
    }
    return sentence
  }

  /// The change stated before "from": "up from", "a drop from", "down sharply from".
  private func change(before from: Int) -> Change? {
    let word = words.tag(from - 1) == .RB && !words.holds(from - 1, "up") && !words.holds(from - 1, "down") ? from - 2 : from - 1
    if words.holds(word, "up") || words.holds(word, "down") { return words.holds(word, "up") ? .up : .down }
    guard words.holds(from - 2, "a") || words.holds(from - 2, "an") || words.tag(from - 2) == .JJ else { return nil }
    return ChangeReader(words).noun(at: from - 1)?.change
  }

  /// The candidates of a figure, "neither" first.
  func options(_ figure: Int) -> [Option] {
    var alone = CandidateFeatures()
    describe(figure, &alone)
    var options = [Option(relation: nil, other: nil, features: alone)]
    for other in max(0, figure - Self.furthest)..<min(situations.count, figure + Self.furthest + 1) where other != figure {
      let gap = gap(figure, other)
      if gap.count > Self.longest { continue }
      var pair = CandidateFeatures()
      relate(figure, other, gap, &pair)
      for relation in Relation.allCases {
        var features = CandidateFeatures()
        features.append(pair)
        features.cross(since: 0, F.relation, relation.rawValue)
        options.append(Option(relation: relation, other: other, features: features.dropping(0..<pair.count)))
      }
    }
    return options
  }

  /// The pieces between two figures.
  private func gap(_ figure: Int, _ other: Int) -> Range<Int> {
    let (first, second) = figure < other ? (figure, other) : (other, figure)
    let end = situations[first].pieces.upperBound
    return end..<max(end, situations[second].pieces.lowerBound)
  }

  /// What speaks for a figure's standing alone.
  private func describe(_ figure: Int, _ features: inout CandidateFeatures) {
    let own = situations[figure]
    features.add(F.alone)
    features.add(F.alone, own.kindCode)
    features.add(F.alone, leads[figure].kind.rawValue, own.roleCode)
    features.add(F.alone, words.key(own.pieces.lowerBound - 1), 1)
    features.add(F.alone, words.key(own.pieces.upperBound), 2)
    features.add(F.alone, own.verbCode, own.roleCode, 3)
  }

  private func relate(_ figure: Int, _ other: Int, _ gap: Range<Int>, _ features: inout CandidateFeatures) {
    let (own, before) = (situations[figure], situations[other])
    let order: UInt64 = other < figure ? 0 : 1
    let hop = UInt64(min(abs(other - figure), 4)) << 1 | order
    let (lead, source) = (leads[figure], leads[other])
    let way = lead.kind.rawValue << 4 | source.kind.rawValue
    let likeness = likeness(figure, other)
    let distance = UInt64(CandidateFeatures.bucket(gap.count))
    features.add(F.way, way, hop)
    features.add(F.way, way, order, likeness)
    features.add(F.distance, source.kind.rawValue, distance, hop)
    features.add(F.distance, way, distance, order)
    let direction: UInt64 = own.candidate.value > before.candidate.value ? 1 : own.candidate.value < before.candidate.value ? 2 : 0
    // A word of comparison further before the number: "compared with a rise of 9", "against the 9 that were planned".
    let (mark, both) = (marks[other], (marks[other]?.kind ?? 0) << 4 | (marks[figure]?.kind ?? 0))
    features.add(F.mark, both, hop, likeness)
    features.add(F.mark, both, way, order)
    features.add(F.mark, mark?.kind ?? 0, mark?.reach ?? 0, hop)
    features.add(F.mark, mark?.kind ?? 0, likeness, order)
    if let mark {
      let place = before.pieces.lowerBound - Int(mark.reach)
      features.add(F.turn, mark.kind, sort(place - 1), order)
      features.add(F.turn, mark.kind, sort(place - 1), hop << 4 | likeness)
      features.add(F.turn, mark.kind << 8 | both, words.key(place - 1), order)
      features.add(F.turn, mark.kind, sort(place - 1) << 4 | agreement(direction, own.candidate.change?.change), hop << 4 | own.roleCode)
    }
    features.add(F.likeness, likeness, hop)
    features.add(F.likeness, likeness, source.kind.rawValue, own.kindCode)
    // What leads to the other number: "up from", "a rise from", "compared with".
    features.add(F.opening, words.key(source.place - 1), source.kind.rawValue, order)
    features.add(F.opening, words.key(source.place - 2), words.key(source.place - 1), source.kind.rawValue)
    features.add(F.openingOwn, words.key(lead.place - 1), way, order)
    features.add(F.sort, sort(source.place - 1), way, hop)
    features.add(F.before, words.key(before.pieces.lowerBound - 1), way, order)
    features.add(F.beforeOwn, words.key(own.pieces.lowerBound - 1), way, order)
    features.add(F.behind, words.key(before.pieces.upperBound), source.kind.rawValue, order)
    features.add(F.behindOwn, words.key(own.pieces.upperBound), source.kind.rawValue, order)
    features.add(F.between, content(gap), source.kind.rawValue, order)
    features.add(F.between, content(gap) << 8 | way, hop, likeness)
    // Whether the numbers lie as the words of change say.
    let sign = sign(min(figure, other))
    let agrees = agreement(direction, sign?.change)
    features.add(F.direction, agrees, way, order)
    features.add(F.direction, agrees, way, hop << 4 | likeness)
    features.add(F.direction, agrees, sign.map { $0.kind } ?? 0, way << 1 | order)
    if let sign { features.add(F.verb, sign.key, way, agrees) }
    features.add(F.verb, own.verbCode, way, order)
    features.add(F.change, own.roleCode << 2 | agreement(direction, own.candidate.change?.change), way, hop)
    features.add(F.change, own.roleCode << 2 | before.roleCode, way, hop << 8 | 1)
    features.add(F.change, own.roleCode << 2 | agreement(direction, own.candidate.change?.change), likeness, order << 8 | 2)
    features.add(F.size, ratio(own.candidate.value, before.candidate.value), likeness, source.kind.rawValue)
    features.add(F.form, (own.candidate.isAge ? 1 : 0) | (before.candidate.isAge ? 2 : 0), likeness, source.kind.rawValue)
    features.add(F.form, (own.candidate.high == nil ? 0 : 1) | (before.candidate.high == nil ? 0 : 2), source.kind.rawValue, 9)
    // Whether each number has its own time: "274 in 2014".
    features.add(F.time, (isTimed(own) ? 1 : 0) | (isTimed(before) ? 2 : 0), way, order)
    // Another number of the same kind stands between.
    let between = min(figure, other) + 1..<max(figure, other)
    let rivals = between.filter { self.likeness(figure, $0) == likeness }
    features.add(F.rival, UInt64(min(rivals.count, 3)), source.kind.rawValue, hop)
    features.add(F.rival, UInt64(min(rivals.count, 3)), way, agrees << 8 | likeness)
    features.add(F.rival, UInt64(min(rivals.count, 3)), mark?.kind ?? 0, order << 8 | likeness)
    // Parallel figures are related alike: "a profit of 8 on sales of 90, up from 7 and 81".
    if let (last, relation) = chosen[figure - 1] {
      let step: UInt64 = last - (figure - 1) == other - figure ? 1 : last == other ? 2 : last == figure ? 3 : 4
      features.add(F.parallel, step, relation.rawValue, source.kind.rawValue)
      features.add(F.parallel, step, relation.rawValue << 8 | likeness, source.kind.rawValue)
    }
    features.add(F.parallel, taken.contains(other) ? 1 : 0, chosen[other] == nil ? 0 : chosen[other]?.other == figure ? 2 : 1, way)
    pair(figure, other, &features)
    if before.candidate.isPredicate { features.add(F.form, 3) }
  }

  /// The places of two figures in the lists before and behind a word of comparison: "a profit of 8 on sales of 90, up from 7 and 81" pairs
  /// the first with the first and the second with the second.
  private func pair(_ figure: Int, _ other: Int, _ features: inout CandidateFeatures) {
    guard other > figure, let turn = (figure + 1...other).first(where: { marks[$0]?.turns ?? false })
    else { return }
    let (before, behind) = (UInt64(min(turn - figure, 7)), UInt64(min(other - turn, 7)))
    var length = 1
    while turn + length < situations.count, length < 4,
      [.and, .or, .comma, .at].contains(leads[turn + length].kind)
        || marks[turn + length] == nil && gap(turn + length - 1, turn + length).count <= 3
    { length += 1 }
    // Whether the figures of the second list are of the kinds of the first, each in its place.
    let first = turn - length
    let isParallel = first >= 0 && length > 1 && (0..<length).allSatisfy { likeness(first + $0, turn + $0) != 0 }
    let place: UInt64 = !isParallel ? 0 : figure - first == other - turn ? 1 : 2
    let rivals = (turn..<turn + length).count { $0 != other && likeness(figure, $0) == likeness(figure, other) }
    features.add(F.pair, before << 3 | behind, UInt64(length), likeness(figure, other))
    features.add(F.pair, place, UInt64(length) << 1 | (rivals > 0 ? 1 : 0), likeness(figure, other) << 8 | 1)
    features.add(F.pair, place, rivals > 0 ? 1 : 0, 2)
    features.add(F.pair, place, before << 3 | behind, 3)
  }

  /// A word of comparison before a number: a code for its kind, and how many pieces away it is.
  private struct Mark {
    var kind: UInt64
    var reach: UInt64

    /// Whether the list of earlier levels begins behind it; "than" and "to" begin none.
    var turns: Bool { kind != Self.than && kind != Self.to }

    static let than: UInt64 = 3, compared: UInt64 = 4, to: UInt64 = 5
    static let kinds: [UInt64: UInt64] = [
      "from": 1, "against": 2, "versus": 2, "vs": 2, "v": 2, "than": than, "compared": compared, "comparison": compared, "to": to,
    ].reduce(into: [:]) { $0[WordHash.of($1.key)] = $1.value }
  }

  /// How many pieces before a number a word of comparison is looked for.
  private static let markReach = 9

  /// The nearest word of comparison before a figure, with no other number between.
  private static func mark(before figure: Int, of situations: [FigureSituation], in words: PieceSentence) -> Mark? {
    let start = situations[figure].pieces.lowerBound
    let end = figure > 0 ? situations[figure - 1].pieces.upperBound : words.start
    for k in stride(from: start - 1, through: max(words.start, end, start - markReach), by: -1) {
      if words.holds(k, ";") { return nil }
      guard words.isWord(k) else { continue }
      if let kind = Mark.kinds[words.key(k)] {
        let isCompared = words.holds(k - 1, "compared") && (words.holds(k, "to") || words.holds(k, "with"))
        return Mark(kind: isCompared ? Mark.compared : kind, reach: UInt64(start - k))
      }
      if Clause.finite.contains(words.tag(k) ?? .UH) { return nil }
    }
    return nil
  }

  /// Whether two numbers are of one kind: 0 for different kinds, 1 for the same kind with different units, 2 for the same unit, 3 if one has
  /// none, 4 if neither has one.
  private func likeness(_ one: Int, _ other: Int) -> UInt64 {
    let (a, b) = (sentence.candidates[one], sentence.candidates[other])
    if a.isBare || b.isBare { return a.isBare && b.isBare ? 4 : 3 }
    guard a.kind == b.kind else { return 0 }
    guard let x = a.code, let y = b.code else { return 2 }
    return x == y ? 2 : x.hasPrefix(y + "/") || y.hasPrefix(x + "/") ? 5 : 1
  }

  /// A word of change, with a code for its kind.
  private struct Sign {
    var change: Change
    var kind: UInt64
    var key: UInt64
  }

  /// How many pieces before a pair of figures a word of change is looked for.
  private static let reach = 10

  /// The nearest word of change before a figure.
  private func sign(_ figure: Int) -> Sign? {
    let start = situations[figure].pieces.lowerBound
    for k in stride(from: start - 1, through: max(words.start, start - Self.reach), by: -1) {
      if words.holds(k, ";") { return nil }
      guard words.isWord(k) else { continue }
      let key = words.key(k)
      if words.holds(k, "up") || words.holds(k, "down") { return Sign(change: words.holds(k, "up") ? .up : .down, kind: 1, key: key) }
      if let pair = table.phrasal[key]?.first(where: { words.key(k + 1) == $0.0 }) { return Sign(change: pair.1, kind: 2, key: key) }
      let isNoun = [.NN, .NNS].contains(words.tag(k) ?? .UH)
      if isNoun, let change = table.nouns[key] { return Sign(change: change, kind: 3, key: key) }
      if let change = table.verbs[key] { return Sign(change: change, kind: isNoun ? 3 : 4, key: key) }
    }
    return nil
  }

  /// The kind of word at a position: 1 "up", 2 "down", 3 a verb and 4 a noun of change, 5 a comma, 6 another noun, 7 another verb, 8 other.
  private func sort(_ k: Int) -> UInt64 {
    if words.holds(k, "up") { return 1 }
    if words.holds(k, "down") { return 2 }
    if words.holds(k, ",") { return 5 }
    guard words.isWord(k), let tag = words.tag(k) else { return 8 }
    let isNoun = [.NN, .NNS, .NNP, .NNPS].contains(tag)
    if isNoun, table.nouns[words.key(k)] != nil { return 4 }
    if table.verbs[words.key(k)] != nil { return isNoun ? 4 : 3 }
    return isNoun ? 6 : Clause.finite.contains(tag) || tag == .VBG || tag == .VBN ? 7 : 8
  }

  /// 0 no word of change, 1 the numbers lie as it says, 2 they do not, 3 they are equal.
  private func agreement(_ direction: UInt64, _ change: Change?) -> UInt64 {
    guard let change else { return 0 }
    return direction == 0 ? 3 : (direction == 1) == (change == .up) ? 1 : 2
  }

  /// Which kinds of words stand between two figures.
  private func content(_ gap: Range<Int>) -> UInt64 {
    var code: UInt64 = 0
    for k in gap {
      if words.holds(k, ",") { code |= 1 }
      if words.holds(k, ";") || words.holds(k, ":") { code |= 2 }
      if words.holds(k, "from") { code |= 4 }
      if words.holds(k, "to") { code |= 8 }
      if words.holds(k, "and") || words.holds(k, "or") { code |= 16 }
      if words.holds(k, "but") || words.holds(k, "while") || words.holds(k, "when") { code |= 32 }
      if words.isWord(k), Clause.finite.contains(words.tag(k) ?? .UH) { code |= 64 }
      if words.holds(k, "compared") || words.holds(k, "against") || words.holds(k, "than") { code |= 128 }
    }
    return code
  }

  /// How far apart two numbers lie, in steps of a ratio.
  private func ratio(_ one: Double, _ other: Double) -> UInt64 {
    let (small, large) = (min(abs(one), abs(other)), max(abs(one), abs(other)))
    if large == 0 { return 0 }
    let ratio = large / max(small, .leastNormalMagnitude)
    return ratio == 1 ? 1 : ratio < 1.1 ? 2 : ratio < 1.5 ? 3 : ratio < 3 ? 4 : ratio < 10 ? 5 : ratio < 100 ? 6 : 7
  }

  /// Whether a time stands next to a figure.
  private func isTimed(_ figure: FigureSituation) -> Bool {
    sentence.times.contains {
      $0.pieces.lowerBound >= figure.pieces.upperBound && $0.pieces.lowerBound - figure.pieces.upperBound <= 3
        || $0.pieces.upperBound <= figure.pieces.lowerBound && figure.pieces.lowerBound - $0.pieces.upperBound <= 1
    }
  }

  private enum F {
    static let relation = FeatureTemplate("level relation"), alone = FeatureTemplate("level alone"), way = FeatureTemplate("level way")
    static let distance = FeatureTemplate("level distance"), likeness = FeatureTemplate("level likeness")
    static let opening = FeatureTemplate("level opening"), openingOwn = FeatureTemplate("level own opening")
    static let sort = FeatureTemplate("level sort"), before = FeatureTemplate("level before"),
      beforeOwn = FeatureTemplate("level own before")
    static let behind = FeatureTemplate("level behind"), behindOwn = FeatureTemplate("level own behind")
    static let between = FeatureTemplate("level between"), direction = FeatureTemplate("level direction")
    static let verb = FeatureTemplate("level verb"), change = FeatureTemplate("level change"), size = FeatureTemplate("level size")
    static let form = FeatureTemplate("level form"), time = FeatureTemplate("level time"), rival = FeatureTemplate("level rival")
    static let parallel = FeatureTemplate("level parallel"), mark = FeatureTemplate("level mark")
    static let pair = FeatureTemplate("level pair"), turn = FeatureTemplate("level turn")
  }
}
