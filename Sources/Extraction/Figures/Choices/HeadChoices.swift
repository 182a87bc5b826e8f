import Linguistics
package import Ranking
package import Record

/// A number without a noun or unit of its own and what it may count, for training and evaluation.
package struct HeadChoice: Sendable {
  /// The number's byte range, without its bound words.
  package var range: ByteRange
  package var value: Double
  package var high: Double?
  /// For each candidate, what the number counts.
  package var answers: [HeadAnswer]
  package var features: [CandidateFeatures]
}

/// What a number without a noun or unit is.
package enum HeadAnswer: Sendable, Equatable {
  /// Not a figure: a year, a label, part of a name.
  case noFigure
  /// A figure without a unit.
  case withoutUnit
  /// A figure with that unit.
  case unit(String)
}

/// Chooses what a number counts that stands without its noun ("Ortiz has 129", "of those, 12"), and whether it is a figure at all. The
/// verdict of the rules is the first candidate. The others are the units of figures nearby, nouns nearby, and a few units that writers
/// often omit.
struct HeadChooser: Sendable {
  /// A candidate: the unit of another figure, or a noun.
  private struct Head {
    var unit: String
    var rate: String?
    var kind: UnitKind
    var features = CandidateFeatures()

    var code: String { rate.map { "\(unit)/\($0)" } ?? unit }
  }

  /// A figure of an earlier sentence.
  struct EarlierUnit: Sendable {
    var unit: String
    var rate: String?
    var kind: UnitKind
    var value: Double
    var sentence: Int
  }

  /// The ranker; without it the rules' verdict stands.
  var model: RankingModel?
  /// Whether ``choices`` are kept.
  var isRecording = false
  /// The figures read so far, the latest last.
  private(set) var earlier: [EarlierUnit] = []
  private(set) var choices: [HeadChoice] = []

  init(model: RankingModel?, isRecording: Bool = false) {
    self.model = model
    self.isRecording = isRecording
  }

  /// How many sentences and how many figures back a number looks for its unit.
  private static let (sentencesBack, figuresBack) = (5, 12)

  /// Remembers a sentence's figures.
  mutating func remember(_ figures: [FigureCandidate], sentence: Int) {
    earlier.removeAll { sentence - $0.sentence > Self.sentencesBack }
    for figure in figures {
      guard let kind = figure.kind, let unit = figure.unit?.code ?? figure.noun?.unit ?? figure.impliedUnit else { continue }
      earlier.append(EarlierUnit(unit: unit, rate: figure.rate, kind: kind, value: figure.value, sentence: sentence))
    }
    if earlier.count > Self.figuresBack { earlier.removeFirst(earlier.count - Self.figuresBack) }
  }

  /// Whether a number has no words of its own that say what it counts.
  static func standsAlone(_ candidate: FigureCandidate) -> Bool {
    candidate.isBare && candidate.rate == nil && !candidate.numeral.isOne && candidate.numeral.form != .vague && candidate.value.isFinite
  }

  /// Decides on those numbers of a sentence that had no noun or unit before the rules filled one in.
  /// - Parameters:
  ///   - found: all numbers of the sentence, with what the rules filled in.
  ///   - isKept: which of them the rules keep; updated.
  ///   - dollar: the currency code of the article's dollar.
  mutating func choose(_ found: inout [FigureCandidate], isKept: inout [Bool], alone: [Int], in sentence: PieceSentence, dollar: String) {
    for i in alone {
      let verdict: HeadAnswer = !isKept[i] ? .noFigure : found[i].code.map(HeadAnswer.unit) ?? .withoutUnit
      guard model != nil || isRecording else { continue }
      let (answers, heads, features) = candidates(found, isKept, i, verdict, sentence, dollar)
      if isRecording {
        choices.append(
          HeadChoice(
            range: sentence.byteRange(found[i].pieces), value: found[i].value, high: found[i].high, answers: answers, features: features))
      }
      guard let model, let best = model.choice(among: features)?.index, best > 0 else { continue }
      switch answers[best] {
      case .noFigure: isKept[i] = false
      case .withoutUnit:
        isKept[i] = true
        found[i].impliedUnit = nil
        found[i].impliedKind = nil
        found[i].rate = nil
        found[i].rule = "number alone"
      case .unit:
        guard let head = heads[best] else { continue }
        isKept[i] = true
        found[i].impliedUnit = head.unit
        found[i].impliedKind = head.kind
        found[i].rate = head.rate
        found[i].isAge = head.kind == .age
        found[i].rule = "unit chosen"
      }
    }
  }

  // MARK: Candidates

  private static let isVerdict = FeatureTemplate("head verdict"), common = FeatureTemplate("head common")
  private static let beside = FeatureTemplate("head beside"), before = FeatureTemplate("head before"), noun = FeatureTemplate("head noun")
  private static let word = FeatureTemplate("head word"), kind = FeatureTemplate("head kind"), type = FeatureTemplate("head type")
  private static let verb = FeatureTemplate("head verb"), often = FeatureTemplate("head often"), chain = FeatureTemplate("head chain")
  private static let usual = FeatureTemplate("head usual"), size = FeatureTemplate("head size")

  /// Units that writers omit more often than others.
  private static let usualUnits: [(unit: String, kind: UnitKind)] = [
    ("person", .count), ("percent", .percent), ("percentage_point", .percent), ("a", .age), ("point", .count),
  ]
  /// How many pieces from a number nouns are looked for.
  private static let reach = 16

  private func candidates(
    _ found: [FigureCandidate], _ isKept: [Bool], _ i: Int, _ verdict: HeadAnswer, _ sentence: PieceSentence, _ dollar: String
  ) -> (
    answers: [HeadAnswer], heads: [Head?], features: [CandidateFeatures]
  ) {
    var heads: [Head] = []
    func add(_ head: Head) {
      if let known = heads.firstIndex(where: { $0.code.lowercased() == head.code.lowercased() }) {
        heads[known].features.append(head.features)
      } else {
        heads.append(head)
      }
    }
    if case .unit = verdict, let unit = found[i].impliedUnit {
      add(Head(unit: unit, rate: found[i].rate, kind: found[i].impliedKind ?? .count))
    }
    addFigures(found, isKept, i, sentence, add)
    addEarlier(found[i], sentence, add)
    addNouns(found, i, sentence, add)
    for (number, entry) in (Self.usualUnits + [(dollar, .money)]).enumerated() {
      var head = Head(unit: entry.unit, rate: nil, kind: entry.kind)
      head.features.add(Self.usual, number)
      add(head)
    }
    let context = context(found, i, sentence)
    let rule = WordHash.of(found[i].rule)
    var answers: [HeadAnswer] = [.noFigure, .withoutUnit] + heads.map { .unit($0.code) }
    var kept: [Head?] = [nil, nil] + heads.map { $0 }
    var features: [CandidateFeatures] = answers.indices.map { place in
      var own = CandidateFeatures()
      let group: UInt64 = place < 2 ? UInt64(place) : 2
      own.add(Self.type, group)
      own.add(Self.isVerdict, if: answers[place] == verdict)
      own.add(Self.isVerdict, answers[place] == verdict ? 1 : 0, group)
      own.add(Self.isVerdict, answers[place] == verdict ? 1 : 0, group, rule)
      if let head = kept[place] {
        own.append(head.features)
        own.add(Self.kind, UInt64(head.kind.rank))
        own.add(Self.word, WordHash.of(head.unit.lowercased()))
        for key in context.close { own.add(Self.word, UInt64(head.kind.rank), key) }
        own.add(Self.verb, UInt64(head.kind.rank), context.verb)
        own.add(Self.verb, WordHash.of(head.unit.lowercased()), context.verb, 1)
        own.add(Self.verb, WordHash.of(head.unit.lowercased()), context.close[0], 2)
        own.add(Self.verb, UInt64(head.kind.rank), context.pair, 3)
        let times = earlier.count { $0.unit == head.unit && $0.rate == head.rate }
        own.add(Self.often, UInt64(min(times, 4)), UInt64(head.kind.rank))
        own.add(Self.often, UInt64(min(times, 4)), earlier.isEmpty ? 0 : UInt64(1 + 3 * times / earlier.count), 1)
        own.add(Self.often, context.back, UInt64(head.kind.rank), 2)
        own.add(Self.size, UInt64(head.kind.rank), context.size)
        own.add(Self.size, UInt64(head.kind.rank), context.form)
      }
      var crossed = CandidateFeatures()
      crossed.append(context.features)
      crossed.cross(since: 0, Self.common, group)
      own.append(crossed.dropping(0..<context.features.count))
      return own
    }
    // The rules' verdict comes first.
    if let first = answers.firstIndex(of: verdict), first > 0 {
      answers.insert(answers.remove(at: first), at: 0)
      kept.insert(kept.remove(at: first), at: 0)
      features.insert(features.remove(at: first), at: 0)
    }
    return (answers, kept, features)
  }

  /// Adds the figures of the same sentence, on both sides.
  private func addFigures(_ found: [FigureCandidate], _ isKept: [Bool], _ i: Int, _ sentence: PieceSentence, _ add: (Head) -> Void) {
    for j in found.indices where j != i && isKept[j] && abs(j - i) <= 4 {
      guard let kind = found[j].kind, let unit = found[j].unit?.code ?? found[j].noun?.unit ?? found[j].impliedUnit else { continue }
      var head = Head(unit: unit, rate: found[j].rate, kind: kind)
      let gap =
        j < i ? found[i].pieces.lowerBound - found[j].pieces.upperBound : found[j].pieces.lowerBound - found[i].pieces.upperBound
      let side = CandidateFeatures.bucket(j - i)
      head.features.add(Self.beside, side)
      head.features.add(Self.beside, UInt64(bitPattern: Int64(side)), UInt64(CandidateFeatures.bucket(gap)))
      head.features.add(Self.beside, ratio(found[i].value, found[j].value), 1, UInt64(kind.rank))
      head.features.add(
        Self.beside, sentence.key(lead(found[i])) == sentence.key(lead(found[j])) ? 2 : 3, UInt64(bitPattern: Int64(side)),
        UInt64(kind.rank))
      head.features.add(Self.beside, sentence.key(lead(found[i])), sentence.key(lead(found[j])))
      head.features.add(Self.beside, sentence.key(found[i].pieces.upperBound), UInt64(bitPattern: Int64(side)), 4)
      head.features.add(Self.beside, sentence.key(lead(found[i])), UInt64(bitPattern: Int64(side)), 5)
      head.features.add(Self.beside, UInt64(kind.rank), UInt64(bitPattern: Int64(side)), 6)
      let between =
        j < i ? found[j].pieces.upperBound..<found[i].pieces.lowerBound : found[i].pieces.upperBound..<found[j].pieces.lowerBound
      let link = Self.link(between, sentence) | (abs(j - i) == 1 ? 16 : 0) | (j < i ? 32 : 0)
      head.features.add(Self.chain, link, UInt64(kind.rank))
      head.features.add(Self.chain, link, sentence.key(lead(found[i])), UInt64(kind.rank) | 32)
      head.features.add(Self.chain, link, sentence.key(found[i].pieces.upperBound), UInt64(kind.rank) | 64)
      head.features.add(Self.chain, link, ratio(found[i].value, found[j].value), UInt64(kind.rank) | 96)
      add(head)
    }
  }

  /// Adds the figures of the sentences before.
  private func addEarlier(_ figure: FigureCandidate, _ sentence: PieceSentence, _ add: (Head) -> Void) {
    for (back, one) in earlier.reversed().enumerated() {
      var head = Head(unit: one.unit, rate: one.rate, kind: one.kind)
      let sentences = UInt64(min(5, sentence.number - one.sentence))
      head.features.add(Self.before, sentences, UInt64(one.kind.rank))
      head.features.add(Self.before, sentences, UInt64(CandidateFeatures.bucket(back)), 1)
      head.features.add(Self.before, ratio(figure.value, one.value), UInt64(one.kind.rank), 2)
      head.features.add(Self.before, sentence.key(lead(figure)), UInt64(one.kind.rank), 3)
      head.features.add(Self.before, sentence.key(figure.pieces.upperBound), UInt64(one.kind.rank), 4)
      head.features.add(Self.chain, sentences, UInt64(CandidateFeatures.bucket(back)), UInt64(one.kind.rank) | 128)
      head.features.add(Self.chain, sentences, sentence.key(lead(figure)), sentence.key(figure.pieces.upperBound))
      add(head)
    }
  }

  /// What stands between two numbers: 1 a finite verb; otherwise as bits 2 a comma or semicolon, 4 "and" or "or", 8 "to", "from" or "than".
  private static func link(_ gap: Range<Int>, _ sentence: PieceSentence) -> UInt64 {
    if gap.contains(where: { Clause.finite.contains(sentence.tag($0) ?? .UH) }) { return 1 }
    let hasMark: UInt64 = gap.contains { sentence.holds($0, ",") || sentence.holds($0, ";") } ? 2 : 0
    let joins: UInt64 = gap.contains { sentence.holds($0, "and") || sentence.holds($0, "or") } ? 4 : 0
    let moves: UInt64 = gap.contains { sentence.holds($0, "to") || sentence.holds($0, "from") || sentence.holds($0, "than") } ? 8 : 0
    return hasMark | joins | moves
  }

  /// Adds the nouns near the number, and those of the sentence before.
  private func addNouns(_ found: [FigureCandidate], _ i: Int, _ sentence: PieceSentence, _ add: (Head) -> Void) {
    let pieces = found[i].pieces
    func consider(_ k: Int, in sentence: PieceSentence, _ place: UInt64, _ distance: Int) {
      guard sentence.isWord(k), !CountWords.closed.contains(sentence.key(k)), let tag = sentence.tag(k),
        tag == .NNS || tag == .NNPS || (tag == .NN || tag == .NNP) && CountWords.looksPlural(sentence.lowercase(k), key: sentence.key(k)),
        UnitReader(sentence).name(k) == nil
      else { return }
      var head = Head(unit: CountWords.singular(sentence.string(k)), rate: nil, kind: .count)
      let isOf = sentence.holds(k - 1, "of") || sentence.holds(k - 2, "of")
      head.features.add(Self.noun, place, UInt64(CandidateFeatures.bucket(distance)))
      head.features.add(Self.noun, place, isOf ? 1 : 0, 1)
      head.features.add(Self.noun, place, sentence.key(lead(found[i])), 2)
      head.features.add(Self.noun, place, sentence.key(pieces.upperBound), 3)
      head.features.add(Self.noun, place, sentence.key(k - 1), 4)
      head.features.add(Self.noun, place, sentence.key(k + 1), 5)
      head.features.add(Self.noun, place, tag == .NNS ? 1 : 2, 6)
      head.features.add(Self.noun, place, sentence.isNumber(k - 1) || sentence.isNumber(k - 2) ? 1 : 0, 7)
      if sentence.holds(k - 1, "of") { head.features.add(Self.noun, place, sentence.key(k - 2), 8) }
      add(head)
    }
    // The subject of the verb that governs the number is distinguished from the nouns between them.
    let verb = Clause.verb(before: pieces.lowerBound, in: sentence)
    for k in stride(from: pieces.lowerBound - 1, through: max(sentence.start, pieces.lowerBound - Self.reach), by: -1) {
      consider(k, in: sentence, verb.map { k < $0 ? 3 : 0 } ?? 0, pieces.lowerBound - k)
    }
    for k in pieces.upperBound..<max(pieces.upperBound, min(sentence.end, pieces.upperBound + Self.reach / 2)) {
      consider(k, in: sentence, 1, k - pieces.upperBound)
    }
    guard sentence.number > 0 else { return }
    let earlier = PieceSentence(
      source: sentence.source, bounds: sentence.source.sentences[sentence.number - 1], number: sentence.number - 1)
    for (order, k) in earlier.bounds.prefix(2 * Self.reach).enumerated() { consider(k, in: earlier, 2, order / 4) }
  }

  // MARK: Context

  private func lead(_ figure: FigureCandidate) -> Int { (figure.bound?.pieces.lowerBound ?? figure.pieces.lowerBound) - 1 }

  /// The ratio of two values, in steps of a factor of three.
  private func ratio(_ value: Double, _ other: Double) -> UInt64 {
    let (low, high) = (min(abs(value), abs(other)), max(abs(value), abs(other)))
    var (steps, step): (UInt64, Double) = (0, max(low, 0.1))
    while step * 3 < high, steps < 9 { step *= 3; steps += 1 }
    return steps
  }

  private func context(_ found: [FigureCandidate], _ i: Int, _ sentence: PieceSentence) -> (
    features: CandidateFeatures, close: [UInt64], size: UInt64, form: UInt64, verb: UInt64, pair: UInt64, back: UInt64
  ) {
    let figure = found[i]
    var features = CandidateFeatures()
    let (first, end) = (lead(figure), figure.pieces.upperBound)
    let numeral = figure.numeral
    let form =
      UInt64(numeral.form.rawValue) * 16 + (numeral.scaled ? 8 : 0) + (numeral.grouped ? 4 : 0) + (numeral.decimal ? 2 : 0)
      + (figure.high == nil ? 0 : 1)
    var (size, step): (UInt64, Double) = (0, 1)
    while step * 10 <= abs(figure.value), size < 10 { step *= 10; size += 1 }
    if figure.value > 1900, figure.value < 2100, numeral.form == .digits, !numeral.grouped { size = 15 }
    func tag(_ k: Int) -> UInt64 { sentence.tag(k).flatMap { PartOfSpeech.allCases.firstIndex(of: $0) }.map { UInt64($0) } ?? 99 }
    let shape: (Int) -> UInt64 = { k in
      !sentence.has(k) ? 0 : sentence.isNumber(k) ? 1 : sentence.isSymbol(k) ? 2 : sentence.capitalized(k) ? 3 : 4
    }
    features.add(Self.common, form)
    features.add(Self.common, size, form, 1)
    features.add(Self.common, sentence.key(first), 2)
    features.add(Self.common, sentence.key(first - 1), sentence.key(first), 3)
    features.add(Self.common, sentence.key(end), 4)
    features.add(Self.common, sentence.key(end), sentence.key(end + 1), 5)
    features.add(Self.common, tag(first), tag(end), 6)
    features.add(Self.common, tag(first), form, 7)
    features.add(Self.common, tag(end), form, 8)
    features.add(Self.common, sentence.key(first), sentence.key(end), 9)
    features.add(Self.common, shape(first) * 8 + shape(end), form, 10)
    features.add(Self.common, shape(first) * 8 + shape(first - 1), sentence.glued(figure.pieces.lowerBound) ? 1 : 0, 11)
    features.add(Self.common, sentence.glued(end) ? 1 : 0, shape(end), 12)
    features.add(Self.common, WordHash.of(figure.bound?.bound.rawValue ?? "="), figure.boundBehind == nil ? 0 : 1, 13)
    features.add(Self.common, figure.change == nil ? 0 : figure.change?.role == .change ? 1 : 2, form, 14)
    features.add(Self.common, UInt64(CandidateFeatures.bucket(found.count)), 15)
    features.add(
      Self.common, UInt64(CandidateFeatures.bucket(sentence.end - sentence.start)), figure.pieces.lowerBound == sentence.start ? 1 : 0, 16)
    let verb = Clause.verb(before: figure.pieces.lowerBound, in: sentence)
    if let verb {
      features.add(Self.common, sentence.key(verb), 17)
      features.add(Self.common, UInt64(CandidateFeatures.bucket(figure.pieces.lowerBound - verb)), 18)
    }
    features.add(Self.common, earlier.isEmpty ? 0 : 1, form, 19)
    let pair = sentence.key(first) &* 31 &+ sentence.key(end)
    let pointsBack: UInt64 =
      sentence.holds(end, "of") && (sentence.holds(end + 1, "them") || sentence.holds(end + 1, "those") || sentence.holds(end + 1, "these"))
      ? 1 : 0
    let pointed: UInt64 =
      sentence.holds(first, ",")
        && (sentence.holds(first - 1, "those") || sentence.holds(first - 1, "them") || sentence.holds(first - 1, "these")) ? 2 : 0
    return (
      features, [sentence.key(first), sentence.key(end), 31 &+ tag(first)], size, form, verb.map { sentence.key($0) } ?? 0, pair,
      pointsBack | pointed
    )
  }
}

extension UnitKind {
  /// The kind's index among all cases.
  fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
