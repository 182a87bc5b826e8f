import Linguistics
import Record

/// What the figures of an article stand in.
struct FigureContext: Sendable {
  let pieces: PieceText
  let article: Article
  let reference: CalendarDate?
  let quotes: [QuoteFinding]
  let officials: [OfficialFinding]

  /// A sentence by its number; `nil` where it holds no piece.
  func sentence(_ number: Int) -> PieceSentence? {
    guard pieces.sentences.indices.contains(number), !pieces.sentences[number].isEmpty else { return nil }
    return PieceSentence(source: pieces, bounds: pieces.sentences[number], number: number)
  }

  func paragraph(_ number: Int) -> Int { pieces.text.sentences[number].paragraph }
}

/// Makes findings of candidates: span, value, concept, period and source.
struct FigureWriter {
  let context: FigureContext
  private let attributor: FigureAttributor
  private let chooser: PeriodChooser
  private let poll: Poll?

  init(context: FigureContext) {
    self.context = context
    attributor = FigureAttributor(context)
    chooser = PeriodChooser(reference: context.reference)
    var poll = Poll.find(in: context)
    if poll != nil, poll?.source == nil { poll?.source = Self.finder(attributor, context) }
    self.poll = poll
  }

  private static let finding = Words.set("found finds surveyed polled interviewed")

  /// Who found the shares of a poll that is told without its sponsor.
  private static func finder(_ attributor: FigureAttributor, _ context: FigureContext) -> String? {
    for number in context.pieces.sentences.indices {
      guard let s = context.sentence(number), s.bounds.contains(where: { s.holds($0, finding) }),
        s.bounds.contains(where: { s.holds($0, "%") || s.holds($0, "percent") || s.holds($0, "cent") }),
        let credit = attributor.credits(s, last: nil).first(where: { s.holds($0.cue.lowerBound, finding) }),
        credit.name.first?.isUppercase == true
      else { continue }
      return credit.name
    }
    return nil
  }

  func findings(_ sentences: [FigureSentence]) -> [FigureFinding] {
    var findings: [FigureFinding] = []
    var polled: (sentence: Int, name: String)?
    for sentence in sentences {
      let s = sentence.pieces
      let taken = sentence.candidates.map(span) + sentence.times.map(\.pieces)
      let concepts = ConceptFinder(s, taken: taken)
      let credits = attributor.credits(s, last: lastSource(before: s.number))
      var last: String?
      for (index, candidate) in sentence.candidates.enumerated() {
        var finding = finding(candidate, s)
        let pieces = span(candidate)
        let converts =
          index > 0 && s.holds(pieces.lowerBound - 1, "(") && pieces.lowerBound - span(sentence.candidates[index - 1]).upperBound <= 2
        finding.concept = converts ? last : concepts.concept(candidate, pieces.lowerBound, pieces.upperBound, compared: last) ?? last
        last = finding.concept ?? last
        setPeriod(&finding, candidate, pieces, sentence)
        setSource(&finding, candidate, pieces, s, credits, &polled)
        finding.confidence = confidence(candidate)
        findings.append(finding)
      }
      tellComparedPeriods(&findings, from: findings.count - sentence.candidates.count)
    }
    return findings
  }

  /// "up from 900 a year earlier": when the other number held.
  private func tellComparedPeriods(_ findings: inout [FigureFinding], from first: Int) {
    for index in first..<findings.count {
      guard let value = findings[index].comparedTo?.value,
        let other = findings[(index + 1)...].first(where: { $0.value == value && $0.unit == findings[index].unit }),
        other.period != findings[index].period
      else { continue }
      findings[index].comparedTo?.period = other.period
    }
  }

  /// A candidate's pieces with its bound words.
  private func span(_ candidate: FigureCandidate) -> Range<Int> {
    min(
      candidate.pieces.lowerBound, candidate.bound?.pieces.lowerBound ?? Int.max)..<max(
        candidate.pieces.upperBound, candidate.boundBehind?.pieces.upperBound ?? 0)
  }

  // MARK: Value and unit

  private func finding(_ candidate: FigureCandidate, _ s: PieceSentence) -> FigureFinding {
    var evidence: [(range: ByteRange, role: String)] = [(s.byteRange(candidate.numeral.pieces), "number")]
    for bound in [candidate.bound, candidate.boundBehind] { if let bound { evidence.append((s.byteRange(bound.pieces), "bound")) } }
    let unitPieces = candidate.noun?.pieces ?? candidate.unit?.pieces
    if let unitPieces, !unitPieces.isEmpty { evidence.append((s.byteRange(unitPieces), "unit")) }
    if let change = candidate.change { evidence.append((s.byteRange(change.pieces), "change")) }
    let vague = candidate.numeral.vague
    return FigureFinding(
      range: s.byteRange(span(candidate)), value: rounded(candidate.value, candidate),
      valueHigh: candidate.high.map { rounded($0, candidate) },
      bound: candidate.boundBehind?.bound ?? candidate.bound?.bound ?? candidate.impliedBound
        ?? (vague || candidate.numeral.bound != nil ? .about : .equal),
      tolerance: candidate.tolerance, vague: vague, unit: candidate.code, unitText: unitPieces.map { s.string($0) },
      unitKind: candidate.isAge && candidate.unit != nil ? .age : candidate.kind, change: candidate.change?.change,
      role: candidate.change?.role ?? .level, from: candidate.from.map { rounded($0, candidate) }, comparedTo: candidate.comparedTo,
      confidence: 0.9,
      reason: Reason(rule: candidate.rule, evidence: evidence))
  }

  private func rounded(_ value: Double, _ candidate: FigureCandidate) -> Double {
    if candidate.unit?.code == "fraction" { return (value * 10_000).rounded() / 10_000 }
    // Products like 1.4 × 1,000,000 and 2.3 × 0.01 are the decimal number that is meant.
    let magnitude = abs(value)
    guard magnitude > 1e-9, magnitude < 1e15 else { return value }
    let scale = magnitude >= 1000 ? 1e3 : magnitude >= 1 ? 1e8 : 1e12
    return (value * scale).rounded() / scale
  }

  /// How often each rule's value and unit are right, counted over annotated pages and sentences, with one right case of ten added.
  private static let shares: [String: Double] = [
    "age": 0.99, "age without unit": 0.96, "answer of a poll": 0.95, "compound modifier": 0.97, "counted noun": 0.96, "duration": 0.98,
    "level of an index": 0.84, "measure": 0.97, "money": 0.96, "multiple": 0.98, "multiple in words": 0.66,
    "noun of the number before": 0.83,
    "number alone": 0.5, "number with unit": 0.89, "part of a number": 0.95, "points": 0.95, "range": 0.95, "share": 0.94,
    "share in percent": 0.98, "unit of the number before": 0.94, "unit of the number beside": 0.6, "unit of what is compared": 0.94,
  ]

  private func confidence(_ candidate: FigureCandidate) -> Double {
    var share = Self.shares[candidate.rule] ?? 0.8
    // The amount of a counted change, and a stretch that only its bound makes a figure, are the weaker readings.
    if candidate.rule == "counted noun", candidate.change != nil { share = 0.83 }
    if candidate.rule == "duration", candidate.bound != nil || candidate.boundBehind != nil { share = 0.87 }
    return share
  }

  // MARK: Period

  private func setPeriod(_ finding: inout FigureFinding, _ candidate: FigureCandidate, _ pieces: Range<Int>, _ sentence: FigureSentence) {
    let s = sentence.pieces
    if candidate.isAge || candidate.rule == "compound modifier" { return }
    if let poll, let dates = poll.fieldDates, poll.isResult(candidate, in: s) {
      if chooser.own(pieces, in: s, times: sentence.times.filter { $0.lead == .plain && $0.isBareYear }) == nil {
        finding.period = dates.period
        finding.periodText = dates.text
        return
      }
    }
    if let time = chooser.own(pieces, in: s, times: sentence.times, changes: candidate.change?.role == .change) {
      take(time, in: s, &finding)
    } else if let (before, time) = carried(s, sentence, pieces) {
      take(time, in: before, &finding)
    }
  }

  private func take(_ time: TimeExpression, in s: PieceSentence, _ finding: inout FigureFinding) {
    finding.period = time.period(context.reference)
    finding.periodText = s.string(time.pieces)
    finding.reason.evidence.append((s.byteRange(time.pieces), "period"))
  }

  /// The time that the sentence before sets at its start, where this one tells no time and goes on in the paragraph.
  private func carried(_ s: PieceSentence, _ sentence: FigureSentence, _ pieces: Range<Int>) -> (PieceSentence, TimeExpression)? {
    guard sentence.times.allSatisfy({ $0.kind == .clock }), s.number > 0, let before = context.sentence(s.number - 1),
      context.paragraph(s.number) == context.paragraph(s.number - 1)
    else { return nil }
    let times = PeriodRecognizer(before, reference: context.reference).expressions()
    guard let first = times.first(where: { $0.kind != .clock && $0.period(context.reference) != nil }), chooser.isFronted(first, before),
      !chooser.isReportDay(first, before)
    else { return nil }
    return s.bounds.contains { s.tag($0) == .VBD } ? (before, first) : nil
  }

  // MARK: Source

  private func setSource(
    _ finding: inout FigureFinding, _ candidate: FigureCandidate, _ pieces: Range<Int>, _ s: PieceSentence,
    _ credits: [FigureAttributor.Credit], _ polled: inout (sentence: Int, name: String)?
  ) {
    if let index = attributor.quote(finding.range) {
      finding.quote = index
      let quote = context.quotes[index]
      if quote.kind != .indirect || quote.type == .assertion || quote.type == .fact, !attributor.tellsDeed(quote),
        let speaker = quote.speaker
      {
        finding.attributedTo = resolve(attributor.full(speaker, at: quote.mention?.start ?? quote.range.start))
        if let mention = quote.mention { finding.reason.evidence.append((mention, "source")) }
      }
    }
    if let poll, poll.isSample(candidate, in: s) {
      finding.attributedTo = nil
      return
    }
    // An indirect quote's speaker stands back where a nearer source is named.
    if finding.attributedTo == nil || finding.quote.map({ context.quotes[$0].kind == .indirect }) ?? false,
      let credit = attributor.credit(credits, for: pieces)
    {
      finding.attributedTo = resolve(credit.name)
      finding.reason.evidence.append((s.byteRange(credit.source), "source"))
      finding.reason.evidence.append((s.byteRange(credit.cue), "credit"))
    }
    if finding.attributedTo == nil, inQuotation(s, pieces) || finding.quote != nil && isBlock(s.number),
      let speaker = announcer(of: s) ?? speakerNearby(s)
    {
      finding.attributedTo = resolve(speaker)
    }
    if let poll, let name = poll.source, candidate.kind == .percent || candidate.code == "fraction" {
      if finding.attributedTo == nil, let last = polled, last.sentence >= s.number - 4 { finding.attributedTo = last.name }
      if let source = finding.attributedTo, source == name { polled = (s.number, source) }
    }
  }

  /// "the poll" is its sponsor.
  private func resolve(_ name: String) -> String {
    guard let poll, let source = poll.source else { return name }
    let words = name.lowercased().split(separator: " ")
    let noun = words.first == "the" || words.first == "a" ? words.dropFirst().first : words.first
    return noun == "poll" || noun == "survey" ? source : name
  }

  /// Stands in a block quotation.
  private func isBlock(_ number: Int) -> Bool { context.article.paragraphs[context.paragraph(number)].kind == .blockquote }

  private func inQuotation(_ s: PieceSentence, _ pieces: Range<Int>) -> Bool {
    let token = Int(s[pieces.lowerBound].token)
    return context.pieces.text.tokens[token].quotation >= 0
  }

  /// The speaker of a quotation that no quote finding covers: who says something in the paragraph.
  private func speakerNearby(_ s: PieceSentence) -> String? {
    for number in [s.number, s.number + 1, s.number - 1, s.number + 2, s.number - 2] where context.pieces.sentences.indices.contains(number)
    {
      guard context.paragraph(number) == context.paragraph(s.number), let other = context.sentence(number) else { continue }
      if let credit = attributor.credits(other, last: nil).first(where: { !inQuotation(other, $0.cue) }) { return credit.name }
    }
    return nil
  }

  /// Who announces the quotation: "The Times reports:" before it.
  private func announcer(of s: PieceSentence) -> String? {
    var number = s.number - 1
    // Back to the sentence before the quotation's first.
    while number >= 0, number > s.number - 12, let before = context.sentence(number),
      inQuotation(before, before.start..<before.end) || isBlock(number)
    {
      number -= 1
    }
    guard let before = context.sentence(number), s.number > number else { return nil }
    var end = before.end - 1
    while before.isSymbol(end), !before.holds(end, ":") { end -= 1 }
    guard before.holds(end, ":") else { return nil }
    return attributor.credits(before, last: lastSource(before: number)).last?.name
  }

  /// Who the sentences just before credit: what "it" and "the report" point back to.
  private func lastSource(before number: Int) -> String? {
    for k in [number - 1, number - 2] {
      guard let sentence = context.sentence(k) else { continue }
      if let credit = attributor.credits(sentence, last: k == number - 1 && number > 1 ? olderSource(k) : nil).last { return credit.name }
    }
    return nil
  }

  private func olderSource(_ number: Int) -> String? {
    guard let sentence = context.sentence(number - 1) else { return nil }
    return attributor.credits(sentence, last: nil).last?.name
  }
}

/// The poll that an article reports: its sponsor and field dates.
struct Poll: Sendable {
  var source: String?
  var fieldDates: (period: String, text: String)?

  private static let polls = Words.set("poll polls survey surveys polling")
  private static let fielding = Words.set("conducted surveyed interviewed polled taken carried questioned fielded commissioned")
  private static let people = Words.set("respondent voter adult person american people interview resident citizen participant")

  static func find(in context: FigureContext) -> Poll? {
    var poll = Poll()
    var found = false
    for number in context.pieces.sentences.indices {
      guard let s = context.sentence(number) else { continue }
      var named = false
      var fielded = false
      for i in s.bounds {
        if s.holds(i, polls) {
          named = true
          if poll.source == nil, let source = sponsor(before: i, s, context) ?? pollster(behind: i, s) { poll.source = source }
        }
        if s.holds(i, fielding) { fielded = true }
      }
      guard named else { continue }
      found = true
      if fielded, poll.fieldDates == nil {
        let times = PeriodRecognizer(s, reference: context.reference).expressions()
        if let time = times.first(where: { $0.kind == .calendar && $0.lead != .since && !$0.isBareYear }),
          let period = time.period(context.reference)
        {
          poll.fieldDates = (period, s.string(time.pieces))
        }
      }
    }
    return found ? poll : nil
  }

  private static let makers = Words.set("by from for")

  /// The name behind "poll": "a poll by Redfern Research", "a survey of 600 voters, carried out by Redfern Research".
  private static func pollster(behind i: Int, _ s: PieceSentence) -> String? {
    for k in (i + 1)..<(i + 14) where s.has(k) {
      if s.holds(k, ".") || s.holds(k, ";") || s[k].tag == .VBD && !s.holds(k, Self.fielding) { return nil }
      guard s.holds(k, makers), k == i + 1 && !s.holds(k, "for") || s.holds(k - 1, fielding) || s.holds(k - 2, fielding) else { continue }
      var start = k + 1
      if s.holds(start, "the") { start += 1 }
      var end = start
      while s.isWord(end),
        s.capitalized(end) || s.holds(end, "of") && s.capitalized(end + 1)
          || s.holds(end, "and") && s.capitalized(end + 1)
            && s.capitalized(end - 1)
      { end += 1 }
      if end > start, TimeWords.table[s.key(start)] == nil { return s.string(start..<end) }
    }
    return nil
  }

  /// The name in front of "poll": "a Bloomberg poll", "a New York Times/CBS News poll".
  private static func sponsor(before i: Int, _ s: PieceSentence, _ context: FigureContext) -> String? {
    var k = i - 1
    while s.has(k),
      s.capitalized(k) && s.isWord(k) && !FigureWords.closed.contains(s.key(k))
        || (s.holds(k, "/") || s.isHyphen(k) || s.holds(k, "&")) && s.capitalized(k - 1), k > i - 9
    { k -= 1 }
    guard k < i - 1 else { return nil }
    let run = (k + 1)..<i
    if run.lowerBound == s.start, run.count == 1 { return nil }
    let text = context.pieces.text
    let token = Int(s[run.lowerBound].token)
    if run.count == 1 || !run.contains(where: { s.holds($0, "/") }),
      let name = text.names.first(where: { $0.tokens.contains(token) && $0.kind == .organization }),
      text.bodies.indices.contains(name.entity)
    {
      return text.bodies[name.entity].name
    }
    return s.string(run)
  }

  /// A result, the sample or the margin of the poll.
  func isResult(_ candidate: FigureCandidate, in s: PieceSentence) -> Bool {
    (candidate.kind == .percent || candidate.code == "fraction")
      && (candidate.change?.role != .change || candidate.code == "percentage_point") || isSample(candidate, in: s)
  }

  func isSample(_ candidate: FigureCandidate, in s: PieceSentence) -> Bool {
    if candidate.kind == .percent, s.bounds.contains(where: { s.holds($0, "margin") && s.holds($0 + 1, "of") && s.holds($0 + 2, "error") })
    {
      return candidate.value < 15
    }
    guard let noun = candidate.noun, Self.people.contains(WordHash.of(noun.unit.lowercased())) else { return false }
    return s.bounds.contains { s.holds($0, Self.polls) }
      && s.bounds.contains { s.holds($0, Self.fielding) || s.holds($0, "sample") || s.holds($0, "panel") }
  }
}
