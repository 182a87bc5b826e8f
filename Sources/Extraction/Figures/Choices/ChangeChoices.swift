import Linguistics
import Ranking
import Record

/// Whether a figure is said to have risen or fallen, and whether it is the new level or the amount of the change.
struct ChangeChoices {
  /// An answer: no change, or one with its role.
  struct Answer: Sendable {
    var change: Change?
    var role: FigureRole

    /// The answer as text: "up level", "down change"; `nil` for no change.
    var text: String? { change.map { "\($0.rawValue) \(role.rawValue)" } }
  }

  /// All answers, in the order of the candidates.
  static let answers = [
    Answer(change: nil, role: .level), Answer(change: .up, role: .level), Answer(change: .up, role: .change),
    Answer(change: .down, role: .level), Answer(change: .down, role: .change),
  ]
  /// The least probability at which a change that the rules did not read is accepted.
  static let leastChance = 0.75

  private let sentence: PieceSentence
  private let table = ChangeReader.table

  init(_ sentence: PieceSentence) { self.sentence = sentence }

  /// How many pieces before and after a figure are searched for a word of change.
  private static let (reachBefore, reachBehind) = (14, 10)

  /// A word of change near a figure.
  private struct Sign {
    var place: Int
    var change: Change
    /// 1 verb, 2 noun, 3 comparative, 4 "up" or "down", 5 phrasal verb.
    var kind: UInt64
  }

  private func sign(at k: Int) -> Sign? {
    guard sentence.isWord(k) else { return nil }
    let key = sentence.key(k)
    if sentence.holds(k, "up") || sentence.holds(k, "down") {
      return Sign(place: k, change: sentence.holds(k, "up") ? .up : .down, kind: 4)
    }
    if let pair = table.phrasal[key]?.first(where: { sentence.key(k + 1) == $0.0 }) { return Sign(place: k, change: pair.1, kind: 5) }
    if let change = table.comparatives[key] { return Sign(place: k, change: change, kind: 3) }
    let isNoun = [.NN, .NNS].contains(sentence.tag(k) ?? .UH)
    if isNoun, let change = table.nouns[key] { return Sign(place: k, change: change, kind: 2) }
    if let change = table.verbs[key] { return Sign(place: k, change: change, kind: isNoun ? 2 : 1) }
    return table.nouns[key].map { Sign(place: k, change: $0, kind: 2) }
  }

  /// The features of every answer.
  /// - Parameter last: the answer chosen for the previous figure of the sentence.
  func candidates(_ figure: FigureSituation, last: Answer?) -> [CandidateFeatures] {
    var common = CandidateFeatures()
    describe(figure, last: last, &common)
    let signs = signs(figure)
    return Self.answers.indices.map { number in
      let answer = Self.answers[number]
      var features = CandidateFeatures()
      features.append(common)
      features.cross(since: 0, F.change, UInt64(number))
      var own = features.dropping(0..<common.count)
      own.add(F.answer, UInt64(number))
      // Features that do not depend on the direction: whether the answer agrees with the words of change nearby.
      for (sign, side) in signs {
        let way: UInt64 = answer.change == nil ? 0 : answer.change == sign.change ? 1 : 2
        let role: UInt64 = answer.role == .change ? 1 : 0
        let distance = self.distance(sign, figure)
        own.add(F.way, way << 1 | role, sign.kind, side)
        own.add(F.way, way << 1 | role, sign.kind << 4 | side, distance)
        own.add(F.way, way << 1 | role, sign.kind << 4 | side, sentence.key(figure.pieces.lowerBound - 1))
        own.add(F.way, way << 1 | role, sign.kind << 4 | side, figure.kindCode)
        own.add(F.word, way << 1 | role, sentence.key(sign.place), side)
        own.add(F.word, way << 1 | role, sentence.key(sign.place), UInt64(distance) << 8 | figure.kindCode)
        own.add(F.gap, way << 1 | role, gap(sign, figure), side)
      }
      return own
    }
  }

  /// The nearest words of change, two before the figure and one after it, none beyond a punctuation mark that ends a clause.
  private func signs(_ figure: FigureSituation) -> [(sign: Sign, side: UInt64)] {
    var found: [(sign: Sign, side: UInt64)] = []
    var k = figure.pieces.lowerBound - 1
    while sentence.has(k), figure.pieces.lowerBound - k <= Self.reachBefore, found.count < 2, !sentence.holds(k, ";") {
      if let sign = sign(at: k) { found.append((sign, UInt64(found.count))) }
      k -= 1
    }
    for k in figure.pieces.upperBound..<(figure.pieces.upperBound + Self.reachBehind) where sentence.has(k) {
      if sentence.holds(k, ";") { break }
      if let sign = sign(at: k) {
        found.append((sign, 2))
        break
      }
    }
    return found
  }

  private func distance(_ sign: Sign, _ figure: FigureSituation) -> UInt64 {
    let pieces = sign.place < figure.pieces.lowerBound ? figure.pieces.lowerBound - sign.place : sign.place - figure.pieces.upperBound + 1
    return UInt64(pieces <= 4 ? pieces : pieces <= 7 ? 5 : 6)
  }

  /// What stands between a word of change and the figure: numbers, commas, other verbs, and which function words.
  private func gap(_ sign: Sign, _ figure: FigureSituation) -> UInt64 {
    let run =
      sign.place < figure.pieces.lowerBound
      ? sign.place + 1..<figure.pieces.lowerBound : figure.pieces.upperBound..<max(sign.place, figure.pieces.upperBound)
    var code: UInt64 = 0
    for k in run {
      if sentence.isNumber(k) || sentence.isWord(k) && NumberWords.table[sentence.key(k)] != nil { code |= 1 }
      if sentence.holds(k, ",") { code |= 2 }
      if sentence.isWord(k), Clause.finite.contains(sentence.tag(k) ?? .UH) { code |= 4 }
      if sentence.holds(k, "to") { code |= 8 }
      if sentence.holds(k, "by") { code |= 16 }
      if sentence.holds(k, "from") { code |= 32 }
      if sentence.holds(k, "of") { code |= 64 }
      if sentence.holds(k, "and") || sentence.holds(k, "while") || sentence.holds(k, "but") { code |= 128 }
      if sentence.holds(k, "in") || sentence.holds(k, "at") { code |= 256 }
    }
    return code
  }

  private func describe(_ figure: FigureSituation, last: Answer?, _ features: inout CandidateFeatures) {
    let (start, end) = (figure.pieces.lowerBound, figure.pieces.upperBound)
    let candidate = figure.candidate
    features.add(F.kind, figure.kindCode)
    // "tripled", "-5.4%"
    let form = UInt64(candidate.numeral.form.rawValue)
    features.add(F.form, form, figure.kindCode)
    features.add(F.form, candidate.value < 0 ? 1 : 0, figure.kindCode, 2)
    features.add(F.numeral, form, sentence.key(candidate.numeral.pieces.lowerBound))
    features.add(F.numeral, form, sentence.key(start - 1), sentence.key(candidate.numeral.pieces.lowerBound))
    features.add(F.before, sentence.key(start - 1))
    features.add(F.before, sentence.key(start - 2), sentence.key(start - 1))
    features.add(F.before, sentence.key(start - 1), figure.kindCode, 1)
    features.add(F.beforeLast, sentence.key(start - 3), sentence.key(start - 2), sentence.key(start - 1))
    features.add(F.behind, sentence.key(end))
    features.add(F.behind, sentence.key(end), sentence.key(end + 1))
    features.add(F.behind, sentence.key(end), figure.kindCode, 1)
    features.add(F.verb, figure.verbCode, figure.isSubject ? 1 : 0)
    features.add(F.verb, figure.verbCode, sentence.key(start - 1), figure.kindCode)
    features.add(F.mood, figure.mood.rawValue)
    features.add(F.bound, WordHash.of(candidate.bound?.bound.rawValue ?? "="), candidate.high == nil ? 0 : 1)
    features.add(F.from, candidate.from == nil ? 0 : 1, candidate.comparedTo == nil ? 0 : 1)
    if let code = candidate.unit?.code ?? candidate.noun?.unit { features.add(F.unit, WordHash.of(code.lowercased())) }
    // Whether another figure of the sentence is compared with this one or follows from it.
    if figure.index > 0 {
      let before = figure.sentence.candidates[figure.index - 1]
      let gap = before.pieces.upperBound..<max(start, before.pieces.upperBound)
      let same: UInt64 = before.kind == candidate.kind ? 1 : 0
      let answer = last.map { $0.change == nil ? 0 : ($0.change == .up ? 2 : 4) + ($0.role == .change ? 1 : 0) } ?? 9
      features.add(F.last, UInt64(answer), same, UInt64(min(gap.count, 6)))
      features.add(F.last, UInt64(answer), sentence.key(start - 1), gap.count <= 3 ? sentence.key(gap.lowerBound) : 0)
    }
    if figure.index + 1 < figure.sentence.candidates.count {
      let next = figure.sentence.candidates[figure.index + 1]
      let gap = end..<max(end, next.pieces.lowerBound)
      features.add(F.next, next.kind == candidate.kind ? 1 : 0, sentence.key(end), sentence.key(next.pieces.lowerBound - 1))
      features.add(F.next, UInt64(min(gap.count, 6)), sentence.key(end), 1)
    }
  }

  /// The nearest word of change before or after a figure, which lets the ranker add a change that the rules missed. `nil` where the words
  /// are a comparison ("40 percent more than", "grew, compared with"), which gives a margin and no change.
  func evidence(_ change: Change, _ figure: FigureSituation) -> Range<Int>? {
    guard let (sign, _) = signs(figure).first(where: { $0.sign.change == change }), sign.kind != 3 else { return nil }
    let run =
      sign.place < figure.pieces.lowerBound
      ? sign.place..<figure.pieces.lowerBound : figure.pieces.upperBound..<max(sign.place, figure.pieces.upperBound)
    return run.contains { sentence.holds($0, Self.comparisons) } ? nil : sign.place..<sign.place + 1
  }

  private static let comparisons = Words.set("than compared against versus vs")

  private enum F {
    static let change = FeatureTemplate("change"), answer = FeatureTemplate("change answer"), way = FeatureTemplate("change way")
    static let word = FeatureTemplate("change word"), gap = FeatureTemplate("change gap"), kind = FeatureTemplate("change kind")
    static let before = FeatureTemplate("change before"), beforeLast = FeatureTemplate("change before 3")
    static let behind = FeatureTemplate("change behind"), verb = FeatureTemplate("change verb"), mood = FeatureTemplate("change mood")
    static let bound = FeatureTemplate("change bound"), from = FeatureTemplate("change from"), unit = FeatureTemplate("change unit")
    static let form = FeatureTemplate("change form"), numeral = FeatureTemplate("change numeral")
    static let last = FeatureTemplate("change last"), next = FeatureTemplate("change next")
  }
}
