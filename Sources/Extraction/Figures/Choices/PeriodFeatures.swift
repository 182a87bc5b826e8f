import Knowledge
import Linguistics
import Ranking
import Record

/// The features for and against a time expression as a figure's period.
extension PeriodChoices {
  static let reading = FeatureTemplate("time reading"), away = FeatureTemplate("time away")

  func describe(_ features: inout CandidateFeatures, _ reading: Reading, _ figure: FigureSituation) {
    let (time, kind) = (reading.time, reading.kind.rawValue)
    features.add(Self.reading, kind, position(time))
    features.add(Self.reading, kind, UInt64(time.back == nil ? 0 : 1) | UInt64(time.kind.rawValue) << 1, 1)
    guard reading.kind != .only, let reference = context.reference, let span = time.span else { return }
    let mood = Clause.mood(at: max(figure.words.start, time.pieces.lowerBound - 1), in: figure.words).rawValue
    let days = span.first.ordinal - reference.ordinal
    features.add(Self.reading, kind, position(time), 2 | figure.mood.rawValue << 4)
    features.add(Self.reading, kind, position(time), 3 | mood << 4)
    features.add(Self.reading, kind, figure.words.key(time.pieces.lowerBound), position(time) | 8)
    features.add(Self.away, UInt64(bitPattern: Int64(CandidateFeatures.bucket(days / 7))), mood)
    features.add(Self.away, UInt64(bitPattern: Int64(CandidateFeatures.bucket(days / 30))), kind)
    features.add(Self.away, position(time), figure.verbCode)
  }

  static let form = FeatureTemplate("time form"), lead = FeatureTemplate("time lead"), first = FeatureTemplate("time word")
  static let wordBefore = FeatureTemplate("time before"), wordBehind = FeatureTemplate("time behind")
  static let when = FeatureTemplate("time when"), verb = FeatureTemplate("time verb"), fronted = FeatureTemplate("time fronted")
  static let order = FeatureTemplate("time order"), near = FeatureTemplate("time near"), same = FeatureTemplate("time same")
  static let report = FeatureTemplate("time report"), compared = FeatureTemplate("time compared"),
    kind = FeatureTemplate("time kind")
  static let aside = FeatureTemplate("time aside"), side = FeatureTemplate("time side"), modifier = FeatureTemplate("time modifier")
  static let parallel = FeatureTemplate("time parallel"), earlier = FeatureTemplate("time earlier"),
    tagBehind = FeatureTemplate("time tag")
  static let opening = FeatureTemplate("time opening"), governed = FeatureTemplate("time governed"),
    base = FeatureTemplate("time base"), lone = FeatureTemplate("time alone")

  /// The features of a time expression that are the same for every figure.
  func describe(_ features: inout CandidateFeatures, _ time: TimeExpression, in sentence: PieceSentence, _ figure: FigureSituation) {
    let precision = UInt64(time.span?.text.utf8.count ?? 0)
    let at = time.pieces.lowerBound
    let bare = time.isBareYear ? 1 as UInt64 : 0
    features.add(Self.form, UInt64(time.kind.rawValue) | bare << 4, precision)
    features.add(Self.lead, UInt64(time.lead.rawValue), precision)
    features.add(Self.first, sentence.key(at), sentence.key(at + 1))
    features.add(Self.wordBefore, sentence.key(at - 1))
    features.add(Self.wordBefore, sentence.key(at - 2), sentence.key(at - 1))
    features.add(Self.wordBehind, sentence.key(time.pieces.upperBound))
    features.add(Self.tagBehind, tagCode(sentence, time.pieces.upperBound), sentence.key(at))
    features.add(Self.when, position(time), figure.mood.rawValue)
    features.add(Self.kind, figure.kindCode, figure.roleCode, precision)
    features.add(Self.kind, figure.kindCode, UInt64(time.lead.rawValue))
    features.add(Self.kind, WordHash.of(figure.candidate.rule), UInt64(time.lead.rawValue), precision)
    // The verb that the time belongs to, and whether it also governs the figure.
    let own = Clause.verb(before: at, in: sentence)
    features.add(Self.verb, own.map { sentence.key($0) } ?? 0)
    features.add(Self.report, if: reports(time, sentence))
    features.add(Self.compared, if: isCompared(time, sentence))
    features.add(Self.modifier, if: [.NN, .NNS].contains(sentence.tag(time.pieces.upperBound) ?? .UH))
    features.add(Self.base, if: isBase(time, sentence))
    features.add(Self.modifier, namesKind(time, sentence) ? 1 : 0)
    // "On Tuesday, the agency said that …"
    let next = Clause.verb(behind: time.pieces.upperBound, in: sentence)
    features.add(Self.verb, next.map { sentence.key($0) } ?? 0, 1)
    features.add(Self.report, next.map { sentence.holds($0, Self.reporting) } ?? false ? 1 : 0, UInt64(time.lead.rawValue))
  }

  private func tagCode(_ sentence: PieceSentence, _ k: Int) -> UInt64 {
    sentence.tag(k).flatMap { PartOfSpeech.allCases.firstIndex(of: $0) }.map { UInt64($0) } ?? 99
  }

  /// Whether the time lies before the day of publication (1), after it (2), or includes it (3); 0 where one of them is unknown.
  func position(_ time: TimeExpression) -> UInt64 {
    guard let reference = context.reference, let span = time.span else { return 0 }
    return span.last < reference ? 1 : span.first > reference ? 2 : 3
  }

  func describe(
    _ features: inout CandidateFeatures, _ time: TimeExpression, _ figure: FigureSituation, order: Int, of times: [TimeExpression]
  ) {
    let sentence = figure.words
    let start = features.count
    describe(&features, time, in: sentence, figure)
    let before = time.pieces.upperBound <= figure.pieces.lowerBound
    let gap =
      before
      ? time.pieces.upperBound..<figure.pieces.lowerBound : figure.pieces.upperBound..<max(figure.pieces.upperBound, time.pieces.lowerBound)
    let between = Clause.describe(gap: gap, before: before, in: sentence, &features)
    let side: UInt64 = before ? 1 : 0
    features.add(Self.side, side, figure.roleCode)
    // The rank of this time among the sentence's times, by distance and by order.
    let distance = gap.count
    let nearer = times.count { other in
      let otherBefore = other.pieces.upperBound <= figure.pieces.lowerBound
      let size = otherBefore ? figure.pieces.lowerBound - other.pieces.upperBound : other.pieces.lowerBound - figure.pieces.upperBound
      return size < distance
    }
    features.add(Self.near, UInt64(min(nearer, 3)), UInt64(min(times.count, 4)))
    features.add(Self.near, UInt64(min(nearer, 3)), side, UInt64(time.lead.rawValue))
    // Whether another figure stands between, and whether another figure is nearer to the time.
    let figures = figure.sentence.candidates.count { $0.pieces.lowerBound >= gap.lowerBound && $0.pieces.upperBound <= gap.upperBound }
    features.add(Self.order, UInt64(min(figures, 3)), side)
    if times.count > 1, times.count == figure.sentence.candidates.count {
      features.add(Self.parallel, order == figure.index ? 1 : 0, sentence.bounds.contains { sentence.holds($0, "respectively") } ? 1 : 0)
    }
    let isFronted = PeriodChoices.isFronted(time, sentence)
    if isFronted { features.add(Self.fronted, UInt64(min(figure.index, 3))) }
    features.add(Self.fronted, if: isFronted)
    features.add(Self.aside, if: isAside(time, figure, gap, before))
    let own = Clause.verb(before: time.pieces.lowerBound, in: sentence)
    features.add(Self.same, own == figure.verb ? 1 : 0, side)
    describe(&features, hanging: time, figure, between: between, count: times.count, isFronted: isFronted)
    features.add(Self.governed, figure.verbCode, UInt64(time.lead.rawValue))
    features.add(Self.governed, figure.verbCode, own == figure.verb ? 1 : 0, UInt64(time.kind.rawValue))
    if times.count == 1 { features.add(Self.lone, UInt64(min(figure.sentence.candidates.count, 3)), figure.mood.rawValue, side) }
    features.add(Self.earlier, before ? 1 : 0, sentence.key(figure.pieces.lowerBound - 1), sentence.key(time.pieces.lowerBound))
    features.cross(since: start, Self.any, side)
  }

  static let hang = FeatureTemplate("time hang"), pattern = FeatureTemplate("time pattern"), said = FeatureTemplate("time said")

  /// How the figure's clause and the time's clause are connected: "a bomb went off on Saturday, wounding 12".
  private func describe(
    _ features: inout CandidateFeatures, hanging time: TimeExpression, _ figure: FigureSituation, between: UInt64, count: Int,
    isFronted: Bool
  ) {
    let sentence = figure.words
    let own = Clause.verb(before: time.pieces.lowerBound, in: sentence)
    // 0: the time's verb also governs the figure. Otherwise the figure's verb stands 1: after the time, 2: between the time's verb and the
    // time, 3: before both, 4: before a time without a verb. 5: the figure has no verb.
    let relation: UInt64 =
      switch (figure.verb, own) {
      case (nil, _): 5
      case (let verb?, nil): verb >= time.pieces.upperBound ? 1 : 4
      case (let verb?, let own?): verb == own ? 0 : verb >= time.pieces.upperBound ? 1 : verb > own ? 2 : 3
      }
    let verbTag = figure.verb.map { tagCode(sentence, $0) } ?? 98, ownTag = own.map { tagCode(sentence, $0) } ?? 98
    let isCut: UInt64 = figure.verb.map { sentence.holds($0 - 1, ",") } ?? false ? 1 : 0
    let passive: UInt64 = figure.verb.map { sentence.tag($0) == .VBN && !sentence.holds($0 - 1, Self.auxiliaries) } ?? false ? 1 : 0
    features.add(Self.hang, relation, verbTag, isCut)
    features.add(Self.hang, relation, ownTag << 8 | verbTag, isCut | 2)
    features.add(Self.hang, relation, passive, 4 | (figure.isSubject ? 1 : 0))
    features.add(Self.hang, relation, own.map { sentence.key($0) } ?? 0, 6)
    features.add(Self.hang, tagCode(sentence, time.pieces.lowerBound - 1), UInt64(time.lead.rawValue), 8)
    features.add(Self.hang, tagCode(sentence, time.pieces.lowerBound - 1), relation, 9)
    let reported: UInt64 = own.map { sentence.holds($0, Self.reporting) } ?? false ? 1 : 0
    let shape = between << 8 | relation << 4 | reported << 3 | (isFronted ? 4 : 0) | UInt64(min(count, 3))
    features.add(Self.pattern, shape)
    features.add(Self.pattern, shape, isCut << 1 | passive, verbTag)
    features.add(Self.pattern, shape, figure.kindCode, figure.roleCode)
    features.add(Self.pattern, shape, UInt64(time.lead.rawValue), UInt64(time.kind.rawValue) | 16)
    features.add(Self.pattern, shape, figure.words.key(figure.pieces.lowerBound - 1))
    // Whether both stand in quotation marks, or only one of them.
    let quoted: UInt64 = (figure.isQuoted ? 1 : 0) | (isQuoted(time, sentence) ? 2 : 0)
    features.add(Self.said, quoted)
    features.add(Self.said, quoted, relation, reported | 2)
  }

  private func isQuoted(_ time: TimeExpression, _ sentence: PieceSentence) -> Bool {
    let token = Int(sentence[time.pieces.lowerBound].token)
    return token >= 0 && token < sentence.source.text.tokens.count && sentence.source.text.tokens[token].quotation >= 0
  }

  private static let auxiliaries = Words.set(WordSets["PeriodFeatures.auxiliaries"])

  func describe(
    _ features: inout CandidateFeatures, _ time: TimeExpression, of other: PieceSentence, _ figure: FigureSituation, distance: Int,
    order: Int, of count: Int, own: Int
  ) {
    let start = features.count
    let sentence = figure.words
    describe(&features, time, in: other, figure)
    features.add(Self.order, UInt64(order == 0 ? 1 : 0), UInt64(order == count - 1 ? 1 : 0))
    features.add(Self.fronted, if: PeriodChoices.isFronted(time, other))
    features.add(Self.stated, UInt64(min(own, 2)))
    features.add(Self.opening, sentence.key(sentence.start))
    let paragraphs = UInt64(min(context.paragraph(sentence.number) - context.paragraph(other.number), 2))
    features.add(Self.opening, paragraphs)
    features.add(Self.opening, sentence.key(sentence.start), sentence.key(sentence.start + 1))
    let mood = Clause.mood(at: max(other.start, time.pieces.lowerBound - 1), in: other)
    features.add(Self.opening, mood.rawValue, figure.mood.rawValue, 2)
    features.add(Self.opening, figure.verbCode, 3)
    features.add(Self.opening, figure.words.key(figure.pieces.lowerBound - 1), 4)
    features.add(Self.opening, figure.mood.rawValue, UInt64(min(own, 2)))
    features.cross(since: start, Self.stated, UInt64(distance) | paragraphs << 4)
  }

  // MARK: Evidence against a time

  /// Whether the time stands at the start of the sentence, where it applies to everything that follows.
  static func isFronted(_ time: TimeExpression, _ sentence: PieceSentence) -> Bool {
    var k = sentence.start
    while k < sentence.start + 4, sentence.isSymbol(k) || sentence.holds(k, openers) { k += 1 }
    return time.pieces.lowerBound <= k
  }

  static let openers = Words.set("but and so yet in on the")
  static let reporting = FigureAttributor.reports.union(
    Words.set(WordSets["PeriodFeatures.reporting"]))
  static let comparing = Words.set("than compared against versus from")
  static let earlierWords = Words.set("previous last ago earlier prior preceding")

  /// "said on Tuesday", "released last week": the day of a report, just after the reporting verb.
  private func reports(_ time: TimeExpression, _ sentence: PieceSentence) -> Bool {
    var k = time.pieces.lowerBound - 1
    for _ in 0..<5 where sentence.has(k) {
      if sentence.isSymbol(k) || sentence.isNumber(k) || sentence.holds(k, "that") { return false }
      if sentence.holds(k, Self.reporting) { return true }
      k -= 1
    }
    return false
  }

  /// "than in 2001", "compared with last year", "as many as in 2015": the time of the number compared with.
  private func isCompared(_ time: TimeExpression, _ sentence: PieceSentence) -> Bool {
    let at = time.pieces.lowerBound
    return sentence.holds(at - 1, "as") || (at - 3..<at).contains { sentence.holds($0, "than") || sentence.holds($0, "compared") }
      || (at - 6..<at).contains { sentence.holds($0, Self.comparing) && ($0 + 1..<at).contains { sentence.isNumber($0) } }
  }

  /// "on the season before", "from last year": the base from which a change is measured.
  private func isBase(_ time: TimeExpression, _ sentence: PieceSentence) -> Bool {
    let at = time.pieces.lowerBound
    let first = sentence.holds(at, "on") || sentence.holds(at, "from") || sentence.holds(at, "over") ? at : at - 1
    return (sentence.holds(first, "on") || sentence.holds(first, "from") || sentence.holds(first, "over"))
      && time.pieces.contains { sentence.holds($0, Self.earlierWords) }
  }

  /// "a law that came in 2022, …", "the storm, the fifth since June, killed 118": a clause or parenthesis that ends before the figure.
  private func isAside(_ time: TimeExpression, _ figure: FigureSituation, _ gap: Range<Int>, _ before: Bool) -> Bool {
    let sentence = figure.words
    guard before, sentence.holds(time.pieces.upperBound, ",") else { return false }
    var k = time.pieces.lowerBound - 1
    while sentence.has(k), k > time.pieces.lowerBound - 16 {
      if sentence.holds(k, ",") || sentence.holds(k, Clause.relatives) { return k > sentence.start }
      k -= 1
    }
    return false
  }
}
