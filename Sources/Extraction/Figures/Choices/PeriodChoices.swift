import Knowledge
import Linguistics
import Ranking
import Record

/// The candidates for a figure's period. One candidate is no period at all.
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

  /// An earlier sentence with its time expressions.
  typealias Told = (sentence: PieceSentence, times: [TimeExpression])

  static let none = FeatureTemplate("period none"), any = FeatureTemplate("period"), stated = FeatureTemplate("period none told")
  private static let fielded = FeatureTemplate("period field dates")

  /// The period chosen for the last figure of an earlier sentence.
  struct Carried: Sendable {
    var period: String?
    var text: String?
    /// How many sentences back.
    var distance: Int
    /// The kind of that figure's unit and the mood of its clause.
    var kind: UInt64 = 0
    var mood = Clause.Mood.none
  }

  /// - Parameters:
  ///   - before: the time expressions of the two sentences before, the nearest first.
  ///   - last: the period of the previous figure of the sentence, if there is one.
  ///   - carried: the period of the last figure of an earlier sentence.
  func candidates(_ figure: FigureSituation, before: [Told], last: String??, carried: Carried?) -> [Candidate] {
    var found: [Candidate] = []
    var nothing = Candidate()
    nothing.features.add(Self.none)
    let start = nothing.features.count
    figure.describe(&nothing.features)
    nothing.features.cross(since: start, Self.none, 1)
    var own = figure.sentence.times.filter { time in
      time.kind != .clock && (time.period(context.reference) != nil || time.back != nil) && !pricesMoney(time, figure.words)
        && (tellsOf(time, figure) || !figure.sentence.standing.contains { $0.overlaps(time.pieces) })
    }
    nothing.features.add(Self.stated, UInt64(min(own.count, 3)), UInt64(min(before.first?.times.count ?? 0, 2)))
    nothing.features.add(Self.stated, UInt64(min(own.count, 3)), figure.kindCode, figure.roleCode)
    nothing.features.add(Self.stated, UInt64(min(own.count, 3)), figure.words.key(figure.pieces.lowerBound - 1), 7)
    nothing.features.add(Self.stated, UInt64(min(own.count, 3)), figure.verbCode, 8)
    if let poll, !poll.fieldDates.isEmpty {
      let part: UInt64 = poll.isSample(figure.candidate, in: figure.words) ? 2 : poll.isResult(figure.candidate, in: figure.words) ? 1 : 0
      nothing.features.add(Self.fielded, part, UInt64(min(own.count, 2)))
      nothing.features.add(Self.fielded, part, poll.fieldDates.contains { $0.isBeside && $0.isInterval } ? 1 : 0, UInt64(min(own.count, 2)))
    }
    let held = Attachment.held(by: figure, own)
    nothing.features.add(Self.attached, held == nil ? 0 : 1, UInt64(min(own.count, 2)))
    found.append(nothing)
    // "since its founding in March 2011"
    let count = own.count
    for time in own.prefix(count) where time.lead == .plain {
      if let since = reaching(time, figure.words) { own.append(since) }
    }
    for (order, time) in own.enumerated() where !time.pieces.overlaps(figure.pieces) {
      for reading in readings(of: time, last: last ?? nil, carried: carried, years: years(besides: time, own.prefix(count))) {
        var candidate = candidate(reading.time, in: figure.words)
        describe(&candidate.features, reading.time, figure, order: order, of: own)
        describe(&candidate.features, attachment: time, figure, held: held)
        describe(&candidate.features, reading, figure)
        found.append(candidate)
        if reading.kind == .only || reading.kind == .first { addEnds(of: time, candidate, figure, &found) }
      }
    }
    for (distance, earlier) in before.prefix(2).enumerated() {
      let times = earlier.times.filter { $0.kind != .clock && $0.period(context.reference) != nil }
      for (order, time) in times.enumerated() {
        var candidate = candidate(time, in: earlier.sentence)
        describe(
          &candidate.features, time, of: earlier.sentence, figure, distance: distance + 1, order: order, of: times.count, own: own.count)
        found.append(candidate)
      }
    }
    if let poll { addFieldDates(of: poll, figure, own: own.count, &found) }
    if let carried, let period = carried.period, !found.contains(where: { $0.period == period }) {
      var candidate = Candidate(period: period, text: carried.text)
      candidate.features.add(Self.carriedOn)
      candidate.features.add(Self.carriedOn, UInt64(min(own.count, 3)), UInt64(carried.distance), 20)
      candidate.features.add(Self.carriedOn, figure.words.key(figure.words.start), 21)
      candidate.features.add(Self.carriedOn, figure.kindCode, figure.roleCode, 22)
      candidate.features.add(Self.carriedOn, UInt64(period.utf8.count), 23)
      found.append(candidate)
    }
    if let last {
      let link = Self.link(figure)
      for place in found.indices {
        let same = found[place].period == last
        found[place].features.add(Self.neighbour, same ? 1 : 0, last == nil ? 1 : 0)
        found[place].features.add(Self.neighbour, same ? 1 : 0, figure.kindCode, figure.roleCode)
        found[place].features.add(Self.neighbour, same ? 1 : 0, figure.words.key(figure.pieces.lowerBound - 1))
        found[place].features.add(Self.neighbour, same ? 1 : 0, Attachment.between(figure, own) | (held == nil ? 0 : 8), 5)
        found[place].features.add(Self.neighbour, same ? 1 : 0, link, 6)
        found[place].features.add(Self.neighbour, same ? 1 : 0, link, Attachment.between(figure, own) | (held == nil ? 0 : 8) | 16)
        found[place].features.add(Self.neighbour, same ? 1 : 0, link, figure.roleCode << 8 | figure.kindCode | 1 << 16)
      }
    }
    if let carried {
      let paragraph = UInt64(min(2, context.paragraph(figure.words.number) - context.paragraph(figure.words.number - carried.distance)))
      let place = UInt64(min(figure.index, 1)) << 8
      for index in found.indices {
        let same: UInt64 = (found[index].period == carried.period ? carried.period == nil ? 2 : 1 : 0) | place
        found[index].features.add(Self.carriedOn, same, UInt64(min(own.count, 2)), paragraph)
        found[index].features.add(Self.carriedOn, same, figure.words.key(figure.words.start), 3)
        found[index].features.add(Self.carriedOn, same, figure.kindCode, UInt64(carried.distance) + 4)
        found[index].features.add(Self.carriedOn, same, figure.mood.rawValue, 9)
        found[index].features.add(Self.carriedOn, same, carried.kind == figure.kindCode ? 1 : 0, carried.mood == figure.mood ? 11 : 12)
      }
    }
    return found
  }

  /// The single years among a sentence's other times.
  private func years(besides time: TimeExpression, _ times: ArraySlice<TimeExpression>) -> [String] {
    times.filter { $0.pieces != time.pieces && $0.kind == .calendar && $0.lead == .plain }.compactMap { $0.span?.text }
      .filter { $0.utf8.count == 4 }
  }

  /// "the most since 1994, when there were | 963": the figure is about that time.
  private func tellsOf(_ time: TimeExpression, _ figure: FigureSituation) -> Bool {
    let end = time.pieces.upperBound
    return figure.words.holds(end, ",") && figure.words.holds(end + 1, "when") && figure.pieces.lowerBound > end
  }

  /// How a figure follows the previous one: 0 with no word between, 1 after "and" or punctuation alone, 2 after other words, 3 after a
  /// finite verb; plus 4 where both have the same kind of unit.
  private static func link(_ figure: FigureSituation) -> UInt64 {
    guard figure.index > 0 else { return 9 }
    let sentence = figure.words, before = figure.sentence.candidates[figure.index - 1]
    let gap = before.pieces.upperBound..<max(before.pieces.upperBound, figure.pieces.lowerBound)
    let words = gap.count { sentence.isWord($0) && !sentence.holds($0, "and") && !sentence.holds($0, "or") }
    let isKin: UInt64 = before.kind == figure.candidate.kind ? 4 : 0
    if gap.contains(where: { Clause.finite.contains(sentence.tag($0) ?? .UH) }) { return 3 | isKin }
    return (words > 0 ? 2 : gap.isEmpty ? 0 : 1) | isKin
  }

  // MARK: Readings

  /// One reading of a time expression of the sentence.
  struct Reading {
    enum Kind: UInt64 {
      /// The words have no other reading.
      case only
      /// The year or week that the clause's tense suggests, and the other one.
      case first, other
      /// Counted back from the period of the previous figure, from that of a figure in an earlier sentence, or from another time in the
      /// text.
      case backFromLast, backFromCarried, backFromTold
      /// In the year of the previous figure, or of a figure in an earlier sentence.
      case inYearOfLast, inYearOfCarried
      /// In the year that the sentence names elsewhere: "the worst storm of last year struck in May".
      case inYearTold
    }
    var time: TimeExpression
    var kind: Kind
  }

  private func readings(of time: TimeExpression, last: String?, carried: Carried?, years: [String]) -> [Reading] {
    var found: [Reading] = []
    if time.span != nil { found.append(Reading(time: time, kind: time.other == nil ? .only : .first)) }
    if let span = time.other {
      var other = time
      other.span = span
      found.append(Reading(time: other, kind: .other))
    }
    if let unit = time.back {
      for (base, kind) in [(last, Reading.Kind.backFromLast), (carried?.period, .backFromCarried)] {
        guard let span = base.flatMap({ CalendarSpan(text: $0) })?.back(unit), !found.contains(where: { $0.time.span == span }) else {
          continue
        }
        var back = time
        back.span = span
        found.append(Reading(time: back, kind: kind))
      }
      for span in time.backs where !found.contains(where: { $0.time.span == span }) {
        var back = time
        back.span = span
        found.append(Reading(time: back, kind: .backFromTold))
      }
    }
    if time.leavesYear, let open = time.span {
      let bases: [(String?, Reading.Kind)] = [(last, .inYearOfLast), (carried?.period, .inYearOfCarried)] + years.map { ($0, .inYearTold) }
      for (base, kind) in bases {
        guard let known = base.flatMap({ CalendarSpan(text: $0) }), known.first.year == known.last.year,
          let span = open.moved(months: 12 * (known.first.year - open.first.year)), !found.contains(where: { $0.time.span == span })
        else { continue }
        var placed = time
        placed.span = span
        found.append(Reading(time: placed, kind: kind))
      }
    }
    return found
  }

  private static let neighbour = FeatureTemplate("period of neighbour"), carriedOn = FeatureTemplate("period carried on")
  private static let attached = FeatureTemplate("time attached"), ends = FeatureTemplate("period end")

  /// Which figure a time expression stands next to: "400 in 2015 and 500 in 2016".
  private enum Attachment {
    /// The most pieces that may lie between a figure and the time that belongs to it.
    private static let reach = 2

    static func isAt(_ time: TimeExpression, _ pieces: Range<Int>, _ sentence: PieceSentence) -> Bool {
      if time.pieces.lowerBound >= pieces.upperBound {
        let gap = pieces.upperBound..<time.pieces.lowerBound
        return gap.count <= reach && !gap.contains { sentence.holds($0, ",") || sentence.holds($0, ";") || sentence.holds($0, "and") }
      }
      guard time.pieces.upperBound <= pieces.lowerBound else { return false }
      let gap = time.pieces.upperBound..<pieces.lowerBound
      return gap.count <= reach && !gap.contains { sentence.holds($0, ",") || sentence.holds($0, ";") || sentence.holds($0, "and") }
    }

    /// The index of the time that stands next to the figure.
    static func held(by figure: FigureSituation, _ times: [TimeExpression]) -> Int? {
      times.indices.first { isAt(times[$0], figure.pieces, figure.words) }
    }

    /// 1 where a time expression stands between the previous figure and this one, otherwise 0.
    static func between(_ figure: FigureSituation, _ times: [TimeExpression]) -> UInt64 {
      guard figure.index > 0 else { return 0 }
      let before = figure.sentence.candidates[figure.index - 1].pieces.upperBound
      return times.contains { $0.pieces.lowerBound >= before && $0.pieces.upperBound <= figure.pieces.lowerBound } ? 1 : 0
    }
  }

  func describe(
    _ features: inout CandidateFeatures, attachment time: TimeExpression, _ figure: FigureSituation, held: Int?
  ) {
    let sentence = figure.words
    let mine = Attachment.isAt(time, figure.pieces, sentence)
    let other = figure.sentence.candidates.indices.first {
      $0 != figure.index && Attachment.isAt(time, figure.sentence.candidates[$0].pieces, sentence)
    }
    let whose: UInt64 = (mine ? 1 : 0) | (other == nil ? 0 : other.map { $0 < figure.index } ?? false ? 2 : 4)
    features.add(Self.attached, whose, held == nil ? 0 : 1, 7)
    features.add(Self.attached, whose, UInt64(time.lead.rawValue), 8)
    features.add(Self.attached, whose, figure.roleCode, 9)
    // The same words state the time for a figure of the same kind in the clause.
    if let other, figure.sentence.candidates[other].kind == figure.candidate.kind {
      features.add(Self.attached, whose, sentence.key(figure.pieces.lowerBound - 1), 10)
    }
  }

  /// Adds the ends of a period as candidates. In "rose from 24,600 to 31,900 between 2016 and 2020" each end is the time of one figure; in
  /// "from 24,600 since 2016" the figure held when the period began.
  private func addEnds(of time: TimeExpression, _ whole: Candidate, _ figure: FigureSituation, _ found: inout [Candidate]) {
    if time.lead == .since, time.kind == .calendar, let text = time.span?.text {
      var end = whole
      end.period = text
      end.features = CandidateFeatures()
      let before = figure.words.key(figure.pieces.lowerBound - 1)
      end.features.add(Self.ends, 9)
      end.features.add(Self.ends, 9, before, 1)
      end.features.add(Self.ends, 9, figure.verbCode, figure.roleCode)
      end.features.add(Self.ends, 9, figure.words.key(time.pieces.upperBound), figure.pieces.lowerBound > time.pieces.upperBound ? 1 : 0)
      found.append(end)
      return
    }
    guard time.lead == .plain, time.kind == .calendar, let text = time.span?.text, figure.sentence.candidates.count > 1 else { return }
    let parts = text.split(separator: "/")
    guard parts.count == 2, !(time.span?.isThreeMonths ?? false) else { return }
    let before = figure.words.key(figure.pieces.lowerBound - 1)
    for (number, part) in parts.enumerated() {
      var end = whole
      end.period = String(part)
      end.features = CandidateFeatures()
      end.features.add(Self.ends, UInt64(number))
      end.features.add(Self.ends, UInt64(number), before, 1)
      end.features.add(Self.ends, UInt64(number), figure.roleCode, UInt64(min(figure.index, 2)) + 2)
      end.features.add(Self.ends, UInt64(number), figure.words.key(time.pieces.lowerBound), 6)
      found.append(end)
    }
  }

  /// Adds the dates on which the article's polls were in the field.
  private func addFieldDates(of poll: Poll, _ figure: FigureSituation, own: Int, _ found: inout [Candidate]) {
    let part: UInt64 = poll.isSample(figure.candidate, in: figure.words) ? 2 : poll.isResult(figure.candidate, in: figure.words) ? 1 : 0
    let count = UInt64(min(poll.fieldDates.count, 3))
    let nearest = poll.fieldDates.map { abs($0.sentence - figure.words.number) }.min() ?? 0
    let named: UInt64 = figure.words.bounds.contains { figure.words.holds($0, Poll.polls) } ? 1 : 0
    for (order, dates) in poll.fieldDates.enumerated() {
      var features = CandidateFeatures()
      let start = features.count
      features.add(Self.fielded)
      features.add(Self.fielded, part, UInt64(min(own, 2)))
      features.add(Self.fielded, part, figure.kindCode, 1)
      features.add(Self.fielded, part, named, 2)
      features.add(Self.fielded, figure.verbCode, 3)
      features.add(Self.fielded, UInt64(min(order, 2)), count, 4)
      features.add(Self.fielded, abs(dates.sentence - figure.words.number) == nearest ? 1 : 0, count, 5)
      features.add(Self.fielded, UInt64(bitPattern: Int64(CandidateFeatures.bucket(dates.sentence - figure.words.number))), 6)
      features.add(Self.fielded, part, figure.roleCode, 7)
      features.cross(since: start, Self.fielded, (dates.isInterval ? 1 : 0) | (dates.isSure ? 2 : 0) | (dates.isBeside ? 4 : 0))
      // Dates that are already a candidate, because the sentence states the same time, are merged with it.
      if let place = found.firstIndex(where: { $0.period == dates.period }) {
        found[place].features.append(features)
      } else {
        var candidate = Candidate(period: dates.period, text: dates.text)
        candidate.features = features
        found.append(candidate)
      }
    }
  }

  /// "since its founding in March 2011": the period from the stated time until now.
  private func reaching(_ time: TimeExpression, _ sentence: PieceSentence) -> TimeExpression? {
    for k in stride(from: time.pieces.lowerBound - 1, through: max(sentence.start, time.pieces.lowerBound - 7), by: -1) {
      if sentence.holds(k, Self.clauseMarks) { return nil }
      if sentence.holds(k, "since") {
        var since = time
        since.lead = .since
        since.pieces = k..<time.pieces.upperBound
        return since
      }
    }
    return nil
  }

  /// "Tuesday-Saturday drivers", "the Saturday market": days that name a kind of thing.
  func namesKind(_ time: TimeExpression, _ sentence: PieceSentence) -> Bool {
    let first = time.pieces.lowerBound
    return time.lead == .plain && TimeWords.table[sentence.key(first)]?.kind == .weekday
      && [.NN, .NNS].contains(sentence.tag(time.pieces.upperBound) ?? .UH)
      && TimeWords.table[sentence.key(time.pieces.upperBound)] == nil
  }

  /// "in 2015 dollars", "in today's money": the time in whose prices money is stated.
  private func pricesMoney(_ time: TimeExpression, _ sentence: PieceSentence) -> Bool {
    let last = time.pieces.upperBound - 1
    return time.isBareYear && PriceYear.year(at: last, in: sentence) != nil
      || sentence.holds(last + 1, "'s") && sentence.holds(last + 2, Self.moneys)
  }

  private static let clauseMarks = Words.set(", ; : ( ) – —")
  private static let moneys = Words.set("money prices dollars pounds terms")

  func candidate(_ time: TimeExpression, in sentence: PieceSentence) -> Candidate {
    var candidate = Candidate(
      period: time.period(context.reference), text: sentence.string(time.pieces), range: sentence.byteRange(time.pieces))
    candidate.features.add(Self.any)
    return candidate
  }
}
