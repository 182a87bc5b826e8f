import Linguistics
import Ranking
import Record

/// The times that may be a figure's period, one of them being none.
struct PeriodChoices {
  let context: FigureContext
  let poll: Poll?

  /// A time, or none.
  struct Candidate: Sendable {
    var period: String?
    var text: String?
    var range: ByteRange?
    var features = CandidateFeatures()
  }

  /// The time expressions of a sentence before, with the sentence.
  typealias Told = (sentence: PieceSentence, times: [TimeExpression])

  private static let none = FeatureTemplate("period none"), any = FeatureTemplate("period"), told = FeatureTemplate("period none told")
  private static let fielded = FeatureTemplate("period field dates")

  /// The period chosen for the last figure of a sentence before.
  struct Carried: Sendable {
    var period: String?
    /// How many sentences before.
    var distance: Int
  }

  /// - Parameters:
  ///   - before: the times told in the two sentences before, the nearest first.
  ///   - last: the period of the figure before in the sentence, where there is one.
  ///   - carried: for a sentence's first figure the period of the last figure of a sentence before.
  func candidates(_ figure: FigureSituation, before: [Told], last: String??, carried: Carried?) -> [Candidate] {
    var found: [Candidate] = []
    var nothing = Candidate()
    nothing.features.add(Self.none)
    let start = nothing.features.count
    figure.describe(&nothing.features)
    nothing.features.cross(since: start, Self.none, 1)
    var own = figure.sentence.times.filter {
      $0.kind != .clock && $0.period(context.reference) != nil && !namesKind($0, figure.s) && !pricesMoney($0, figure.s)
    }
    nothing.features.add(Self.told, UInt64(min(own.count, 3)), UInt64(min(before.first?.times.count ?? 0, 2)))
    nothing.features.add(Self.told, UInt64(min(own.count, 3)), figure.kindCode, figure.roleCode)
    if let poll, !poll.fieldDates.isEmpty {
      let part: UInt64 = poll.isSample(figure.candidate, in: figure.s) ? 2 : poll.isResult(figure.candidate, in: figure.s) ? 1 : 0
      nothing.features.add(Self.fielded, part, UInt64(min(own.count, 2)))
    }
    let held = Attachment.held(by: figure, own)
    nothing.features.add(Self.attached, held == nil ? 0 : 1, UInt64(min(own.count, 2)))
    found.append(nothing)
    // "since its founding in March 2011"
    let count = own.count
    for time in own.prefix(count) where time.lead == .plain {
      if let since = reaching(time, figure.s) { own.append(since) }
    }
    for (order, time) in own.enumerated() where !time.pieces.overlaps(figure.pieces) {
      var candidate = candidate(time, in: figure.s)
      describe(&candidate.features, time, figure, order: order, of: own)
      describe(&candidate.features, attachment: time, figure, held: held)
      found.append(candidate)
      addEnds(of: time, candidate, figure, &found)
    }
    for (distance, told) in before.prefix(2).enumerated() {
      let times = told.times.filter { $0.kind != .clock && $0.period(context.reference) != nil }
      for (order, time) in times.enumerated() {
        var candidate = candidate(time, in: told.sentence)
        describe(
          &candidate.features, time, of: told.sentence, figure, distance: distance + 1, order: order, of: times.count, own: own.count)
        found.append(candidate)
      }
    }
    if let poll { addFieldDates(of: poll, figure, own: own.count, &found) }
    if let last {
      for place in found.indices {
        let same = found[place].period == last
        found[place].features.add(Self.neighbour, same ? 1 : 0, last == nil ? 1 : 0)
        found[place].features.add(Self.neighbour, same ? 1 : 0, figure.kindCode, figure.roleCode)
        found[place].features.add(Self.neighbour, same ? 1 : 0, figure.s.key(figure.pieces.lowerBound - 1))
        found[place].features.add(Self.neighbour, same ? 1 : 0, Attachment.between(figure, own) | (held == nil ? 0 : 8), 5)
      }
    }
    if let carried {
      let paragraph = context.paragraph(figure.s.number) == context.paragraph(figure.s.number - carried.distance) ? 1 as UInt64 : 0
      for place in found.indices {
        let same: UInt64 = found[place].period == carried.period ? carried.period == nil ? 2 : 1 : 0
        found[place].features.add(Self.carriedOn, same, UInt64(min(own.count, 2)), paragraph)
        found[place].features.add(Self.carriedOn, same, figure.s.key(figure.s.start), 3)
        found[place].features.add(Self.carriedOn, same, figure.kindCode, UInt64(carried.distance) + 4)
        found[place].features.add(Self.carriedOn, same, figure.mood.rawValue, 9)
      }
    }
    return found
  }

  private static let neighbour = FeatureTemplate("period of neighbour"), carriedOn = FeatureTemplate("period carried on")
  private static let attached = FeatureTemplate("time attached"), ends = FeatureTemplate("period end")

  /// Which figure a time stands at: "400 in 2015 and 500 in 2016".
  private enum Attachment {
    /// The most pieces between a figure and a time that belongs to it.
    private static let reach = 2

    static func isAt(_ time: TimeExpression, _ pieces: Range<Int>, _ s: PieceSentence) -> Bool {
      if time.pieces.lowerBound >= pieces.upperBound {
        let gap = pieces.upperBound..<time.pieces.lowerBound
        return gap.count <= reach && !gap.contains { s.holds($0, ",") || s.holds($0, ";") || s.holds($0, "and") }
      }
      guard time.pieces.upperBound <= pieces.lowerBound else { return false }
      let gap = time.pieces.upperBound..<pieces.lowerBound
      return gap.count <= reach && !gap.contains { s.holds($0, ",") || s.holds($0, ";") || s.holds($0, "and") }
    }

    /// The place of the time that stands at the figure.
    static func held(by figure: FigureSituation, _ times: [TimeExpression]) -> Int? {
      times.indices.first { isAt(times[$0], figure.pieces, figure.s) }
    }

    /// Whether a time stands between the figure before and this one: 1, else 0.
    static func between(_ figure: FigureSituation, _ times: [TimeExpression]) -> UInt64 {
      guard figure.index > 0 else { return 0 }
      let before = figure.sentence.candidates[figure.index - 1].pieces.upperBound
      return times.contains { $0.pieces.lowerBound >= before && $0.pieces.upperBound <= figure.pieces.lowerBound } ? 1 : 0
    }
  }

  private func describe(
    _ features: inout CandidateFeatures, attachment time: TimeExpression, _ figure: FigureSituation, held: Int?
  ) {
    let s = figure.s
    let mine = Attachment.isAt(time, figure.pieces, s)
    let other = figure.sentence.candidates.indices.first {
      $0 != figure.index && Attachment.isAt(time, figure.sentence.candidates[$0].pieces, s)
    }
    let whose: UInt64 = (mine ? 1 : 0) | (other == nil ? 0 : other.map { $0 < figure.index } ?? false ? 2 : 4)
    features.add(Self.attached, whose, held == nil ? 0 : 1, 7)
    features.add(Self.attached, whose, UInt64(time.lead.rawValue), 8)
    features.add(Self.attached, whose, figure.roleCode, 9)
    // The clause of the time's own figure tells it by the same words.
    if let other, figure.sentence.candidates[other].kind == figure.candidate.kind {
      features.add(Self.attached, whose, s.key(figure.pieces.lowerBound - 1), 10)
    }
  }

  /// "rose from 24,600 to 31,900 between 2016 and 2020": each end of a stretch may be a figure's time.
  private func addEnds(of time: TimeExpression, _ whole: Candidate, _ figure: FigureSituation, _ found: inout [Candidate]) {
    guard time.lead == .plain, time.kind == .calendar, let text = time.span?.text, figure.sentence.candidates.count > 1 else { return }
    let parts = text.split(separator: "/")
    guard parts.count == 2, !(time.span?.isThreeMonths ?? false) else { return }
    let before = figure.s.key(figure.pieces.lowerBound - 1)
    for (number, part) in parts.enumerated() {
      var end = whole
      end.period = String(part)
      end.features = CandidateFeatures()
      end.features.add(Self.ends, UInt64(number))
      end.features.add(Self.ends, UInt64(number), before, 1)
      end.features.add(Self.ends, UInt64(number), figure.roleCode, UInt64(min(figure.index, 2)) + 2)
      end.features.add(Self.ends, UInt64(number), figure.s.key(time.pieces.lowerBound), 6)
      found.append(end)
    }
  }

  /// When the polls of the article were made.
  private func addFieldDates(of poll: Poll, _ figure: FigureSituation, own: Int, _ found: inout [Candidate]) {
    let part: UInt64 = poll.isSample(figure.candidate, in: figure.s) ? 2 : poll.isResult(figure.candidate, in: figure.s) ? 1 : 0
    let count = UInt64(min(poll.fieldDates.count, 3))
    let nearest = poll.fieldDates.map { abs($0.sentence - figure.s.number) }.min() ?? 0
    let named: UInt64 = figure.s.bounds.contains { figure.s.holds($0, Poll.polls) } ? 1 : 0
    for (order, dates) in poll.fieldDates.enumerated() {
      var features = CandidateFeatures()
      let start = features.count
      features.add(Self.fielded)
      features.add(Self.fielded, part, UInt64(min(own, 2)))
      features.add(Self.fielded, part, figure.kindCode, 1)
      features.add(Self.fielded, part, named, 2)
      features.add(Self.fielded, figure.verbCode, 3)
      features.add(Self.fielded, UInt64(min(order, 2)), count, 4)
      features.add(Self.fielded, abs(dates.sentence - figure.s.number) == nearest ? 1 : 0, count, 5)
      features.add(Self.fielded, UInt64(bitPattern: Int64(CandidateFeatures.bucket(dates.sentence - figure.s.number))), 6)
      features.add(Self.fielded, part, figure.roleCode, 7)
      features.cross(since: start, Self.fielded, (dates.isInterval ? 1 : 0) | (dates.isSure ? 2 : 0))
      // The same words found as the sentence's time are one candidate.
      if let place = found.firstIndex(where: { $0.period == dates.period }) {
        found[place].features.append(features)
      } else {
        var candidate = Candidate(period: dates.period, text: dates.text)
        candidate.features = features
        found.append(candidate)
      }
    }
  }

  /// "since its founding in March 2011": the time that reaches to now from the one told.
  private func reaching(_ time: TimeExpression, _ s: PieceSentence) -> TimeExpression? {
    for k in stride(from: time.pieces.lowerBound - 1, through: max(s.start, time.pieces.lowerBound - 7), by: -1) {
      if s.isSymbol(k), !s.isHyphen(k) { return nil }
      if s.holds(k, "since") {
        var since = time
        since.lead = .since
        since.pieces = k..<time.pieces.upperBound
        return since
      }
    }
    return nil
  }

  /// "Tuesday-Saturday drivers", "the Saturday market": days that name a kind.
  private func namesKind(_ time: TimeExpression, _ s: PieceSentence) -> Bool {
    let first = time.pieces.lowerBound
    return time.lead == .plain && TimeWords.table[s.key(first)]?.kind == .weekday
      && [.NN, .NNS].contains(s.tag(time.pieces.upperBound) ?? .UH)
      && TimeWords.table[s.key(time.pieces.upperBound)] == nil
  }

  private static let moneys = Words.set("dollars pounds euros prices money terms yen rupees")

  /// "in 2015 dollars": the year of the money.
  private func pricesMoney(_ time: TimeExpression, _ s: PieceSentence) -> Bool {
    time.isBareYear && s.holds(time.pieces.upperBound, Self.moneys)
  }

  private func candidate(_ time: TimeExpression, in s: PieceSentence) -> Candidate {
    var candidate = Candidate(period: time.period(context.reference), text: s.string(time.pieces), range: s.byteRange(time.pieces))
    candidate.features.add(Self.any)
    return candidate
  }

  // MARK: Features

  private static let form = FeatureTemplate("time form"), lead = FeatureTemplate("time lead"), first = FeatureTemplate("time word")
  private static let wordBefore = FeatureTemplate("time before"), wordBehind = FeatureTemplate("time behind")
  private static let when = FeatureTemplate("time when"), verb = FeatureTemplate("time verb"), fronted = FeatureTemplate("time fronted")
  private static let order = FeatureTemplate("time order"), near = FeatureTemplate("time near"), same = FeatureTemplate("time same")
  private static let report = FeatureTemplate("time report"), compared = FeatureTemplate("time compared"),
    kind = FeatureTemplate("time kind")
  private static let aside = FeatureTemplate("time aside"), side = FeatureTemplate("time side"), modifier = FeatureTemplate("time modifier")
  private static let parallel = FeatureTemplate("time parallel"), earlier = FeatureTemplate("time earlier"),
    tagBehind = FeatureTemplate("time tag")
  private static let opening = FeatureTemplate("time opening"), governed = FeatureTemplate("time governed"),
    base = FeatureTemplate("time base")

  /// What holds of an expression wherever the figure stands.
  private func describe(_ features: inout CandidateFeatures, _ time: TimeExpression, in s: PieceSentence, _ figure: FigureSituation) {
    let precision = UInt64(time.span?.text.utf8.count ?? 0)
    let at = time.pieces.lowerBound
    let bare = time.isBareYear ? 1 as UInt64 : 0
    features.add(Self.form, UInt64(time.kind.rawValue) | bare << 4, precision)
    features.add(Self.lead, UInt64(time.lead.rawValue), precision)
    features.add(Self.first, s.key(at), s.key(at + 1))
    features.add(Self.wordBefore, s.key(at - 1))
    features.add(Self.wordBefore, s.key(at - 2), s.key(at - 1))
    features.add(Self.wordBehind, s.key(time.pieces.upperBound))
    features.add(Self.tagBehind, tagCode(s, time.pieces.upperBound), s.key(at))
    features.add(Self.when, position(time), figure.mood.rawValue)
    features.add(Self.kind, figure.kindCode, figure.roleCode, precision)
    features.add(Self.kind, figure.kindCode, UInt64(time.lead.rawValue))
    features.add(Self.kind, WordHash.of(figure.candidate.rule), UInt64(time.lead.rawValue), precision)
    // The verb that the time belongs to, and whether it is the figure's.
    let own = Clause.verb(before: at, in: s)
    features.add(Self.verb, own.map { s.key($0) } ?? 0)
    features.add(Self.report, if: reports(time, s))
    features.add(Self.compared, if: isCompared(time, s))
    features.add(Self.modifier, if: [.NN, .NNS].contains(s.tag(time.pieces.upperBound) ?? .UH))
    features.add(Self.base, if: isBase(time, s))
  }

  private func tagCode(_ s: PieceSentence, _ k: Int) -> UInt64 {
    s.tag(k).flatMap { PartOfSpeech.allCases.firstIndex(of: $0) }.map { UInt64($0) } ?? 99
  }

  /// Before, on or behind the day of publication, or open.
  private func position(_ time: TimeExpression) -> UInt64 {
    guard let reference = context.reference, let span = time.span else { return 0 }
    return span.last < reference ? 1 : span.first > reference ? 2 : 3
  }

  private func describe(
    _ features: inout CandidateFeatures, _ time: TimeExpression, _ figure: FigureSituation, order: Int, of times: [TimeExpression]
  ) {
    let s = figure.s
    let start = features.count
    describe(&features, time, in: s, figure)
    let before = time.pieces.upperBound <= figure.pieces.lowerBound
    let gap =
      before
      ? time.pieces.upperBound..<figure.pieces.lowerBound : figure.pieces.upperBound..<max(figure.pieces.upperBound, time.pieces.lowerBound)
    Clause.describe(gap: gap, before: before, in: s, &features)
    let side: UInt64 = before ? 1 : 0
    features.add(Self.side, side, figure.roleCode)
    // The place among the sentence's times, by distance and by order.
    let distance = gap.count
    let nearer = times.count { other in
      let otherBefore = other.pieces.upperBound <= figure.pieces.lowerBound
      let size = otherBefore ? figure.pieces.lowerBound - other.pieces.upperBound : other.pieces.lowerBound - figure.pieces.upperBound
      return size < distance
    }
    features.add(Self.near, UInt64(min(nearer, 3)), UInt64(min(times.count, 4)))
    features.add(Self.near, UInt64(min(nearer, 3)), side, UInt64(time.lead.rawValue))
    // Whether another figure stands between, and whether another one is nearer.
    let between = figure.sentence.candidates.count { $0.pieces.lowerBound >= gap.lowerBound && $0.pieces.upperBound <= gap.upperBound }
    features.add(Self.order, UInt64(min(between, 3)), side)
    if times.count > 1, times.count == figure.sentence.candidates.count {
      features.add(Self.parallel, order == figure.index ? 1 : 0, s.bounds.contains { s.holds($0, "respectively") } ? 1 : 0)
    }
    let isFronted = PeriodChoices.isFronted(time, s)
    if isFronted { features.add(Self.fronted, UInt64(min(figure.index, 3))) }
    features.add(Self.fronted, if: isFronted)
    features.add(Self.aside, if: isAside(time, figure, gap, before))
    let own = Clause.verb(before: time.pieces.lowerBound, in: s)
    features.add(Self.same, own == figure.verb ? 1 : 0, side)
    features.add(Self.governed, figure.verbCode, UInt64(time.lead.rawValue))
    features.add(Self.earlier, before ? 1 : 0, s.key(figure.pieces.lowerBound - 1), s.key(time.pieces.lowerBound))
    features.cross(since: start, Self.any, side)
  }

  private func describe(
    _ features: inout CandidateFeatures, _ time: TimeExpression, of other: PieceSentence, _ figure: FigureSituation, distance: Int,
    order: Int, of count: Int, own: Int
  ) {
    let start = features.count
    let s = figure.s
    describe(&features, time, in: other, figure)
    features.add(Self.order, UInt64(order == 0 ? 1 : 0), UInt64(order == count - 1 ? 1 : 0))
    features.add(Self.fronted, if: PeriodChoices.isFronted(time, other))
    features.add(Self.told, UInt64(min(own, 2)))
    features.add(Self.opening, s.key(s.start))
    features.add(Self.opening, context.paragraph(s.number) == context.paragraph(other.number) ? 1 : 0)
    features.add(Self.opening, figure.mood.rawValue, UInt64(min(own, 2)))
    features.cross(since: start, Self.told, UInt64(distance))
  }

  // MARK: What tells against a time

  /// At the sentence's start, where it sets the time for all that follows.
  static func isFronted(_ time: TimeExpression, _ s: PieceSentence) -> Bool {
    var k = s.start
    while k < s.start + 4, s.isSymbol(k) || s.holds(k, openers) { k += 1 }
    return time.pieces.lowerBound <= k
  }

  private static let openers = Words.set("but and so yet in on the")
  private static let reporting = FigureAttributor.reports.union(
    Words.set("released published issued statement interview speech posted spoke speaking told report"))
  private static let comparing = Words.set("than compared against versus from")
  private static let earlierWords = Words.set("previous last ago earlier prior preceding")

  /// "said on Tuesday", "released last week": the day of a report stands close behind its verb.
  private func reports(_ time: TimeExpression, _ s: PieceSentence) -> Bool {
    var k = time.pieces.lowerBound - 1
    for _ in 0..<5 where s.has(k) {
      if s.isSymbol(k) || s.isNumber(k) || s.holds(k, "that") { return false }
      if s.holds(k, Self.reporting) { return true }
      k -= 1
    }
    return false
  }

  /// "than in 2001", "compared with last year", "as many as in 2015": the time of another number.
  private func isCompared(_ time: TimeExpression, _ s: PieceSentence) -> Bool {
    let at = time.pieces.lowerBound
    return s.holds(at - 1, "as") || (at - 3..<at).contains { s.holds($0, "than") || s.holds($0, "compared") }
      || (at - 6..<at).contains { s.holds($0, Self.comparing) && ($0 + 1..<at).contains { s.isNumber($0) } }
  }

  /// "on the season before", "from last year": what a change is counted from.
  private func isBase(_ time: TimeExpression, _ s: PieceSentence) -> Bool {
    let at = time.pieces.lowerBound
    let first = s.holds(at, "on") || s.holds(at, "from") || s.holds(at, "over") ? at : at - 1
    return (s.holds(first, "on") || s.holds(first, "from") || s.holds(first, "over"))
      && time.pieces.contains { s.holds($0, Self.earlierWords) }
  }

  /// "a law that came in 2022, …", "the storm, the fifth since June, killed 118": a clause or aside that ends before the figure.
  private func isAside(_ time: TimeExpression, _ figure: FigureSituation, _ gap: Range<Int>, _ before: Bool) -> Bool {
    let s = figure.s
    guard before, s.holds(time.pieces.upperBound, ",") else { return false }
    var k = time.pieces.lowerBound - 1
    while s.has(k), k > time.pieces.lowerBound - 16 {
      if s.holds(k, ",") || s.holds(k, Clause.relatives) { return k > s.start }
      k -= 1
    }
    return false
  }
}
