import Linguistics
import Ranking
import Record

/// Turns candidates into findings: value and unit as read, the other fields as the rankers choose them.
struct FigureWriter {
  let context: FigureContext
  private let attributor: FigureAttributor
  private let poll: Poll?
  private let models: FigureModels
  private let periods: PeriodChoices
  private let sources: SourceChoices
  /// Overrides the models in training: given the figure, the field and the candidates' answers, returns the index of the candidate to take.
  var teacher: (@Sendable (FigureFinding, FigureModels.Field, [String?]) -> Int?)?

  init(context: FigureContext, models: FigureModels = .shared) {
    self.context = context
    self.models = models
    attributor = FigureAttributor(context)
    poll = Poll.find(in: context, by: attributor)
    periods = PeriodChoices(context: context, poll: poll)
    sources = SourceChoices(context: context, attributor: attributor, poll: poll)
  }

  /// The least probability at which a field's value is given; below it the field is `nil`.
  var floors: [FigureModels.Field: Double] = [.period: 0.5, .source: 0.5, .concept: 0.2]

  /// The figures in text order, each with the candidates from which its fields were chosen.
  func read(_ sentences: [FigureSentence]) -> [(finding: FigureFinding, choices: [FigureChoice])] {
    var found: [(finding: FigureFinding, choices: [FigureChoice])] = []
    var quotes = QuoteSweep(context.quotes)
    var credits = CreditReader(context: context, attributor: attributor)
    var times = TimeReader(context: context, read: sentences)
    var concept: (sentence: Int, text: String)?
    // The period of the last figure of an earlier sentence.
    var past: (sentence: Int, carried: PeriodChoices.Carried)?
    for sentence in sentences {
      let words = sentence.pieces
      let (related, levels) = withLevels(sentence)
      let (sentence, changes) = withChanges(related)
      let situations = sentence.candidates.indices.map { FigureSituation(sentence, $0) }
      let taken = situations.map(\.pieces) + sentence.times.map(\.pieces) + asides(of: sentence)
      let concepts = ConceptChoices(finder: ConceptFinder(words, taken: taken))
      let lists = ParallelLists(sentence)
      let before = times.before(words.number)
      let first = found.count
      for (index, figure) in situations.enumerated() {
        var finding = finding(figure.candidate, words, figure.pieces)
        var choices = levels[index] + changes[index]
        let converts =
          index > 0 && words.holds(figure.pieces.lowerBound - 1, "(")
          && figure.pieces.lowerBound - situations[index - 1].pieces.upperBound <= 2
        let neighbour = index > 0 ? found[found.count - 1].finding : nil
        let own = lists.place(of: index).flatMap { $0.list.times.isEmpty ? nil : $0.list.times[$0.place] }
        setPeriod(&finding, figure, before, last: neighbour.map(\.period), carried: carried(from: past, words), own: own, &choices)
        setSource(&finding, figure, &quotes, &credits, last: neighbour.map(\.attributedTo), &choices)
        let earlier = concept.flatMap { $0.sentence >= words.number - 1 ? $0.text : nil }
        let reports = reports(of: finding, figure, credits.of(words.number))
        let left = reports + lists.others(of: index)
        let finder = left.isEmpty ? concepts : ConceptChoices(finder: ConceptFinder(words, taken: taken + left))
        let options = finder.candidates(figure, earlier: lists.place(of: index) == nil ? earlier : nil, converts: converts)
        let choice = choose(.concept, finding, options.map(\.text), options.map(\.features), &choices)
        finding.concept = lists.concept(options[choice.index].text, of: index)
        finding.conceptConfidence = choice.chance
        if let text = finding.concept { concept = (words.number, text) }
        let statuses = StatusChoices.candidates(figure, period: finding.period, reference: context.reference)
        finding.status =
          FigureStatus.allCases[choose(.status, finding, FigureStatus.allCases.map(\.rawValue), statuses, &choices).index]
        if teacher == nil, finding.status == .actual || finding.status == .hypothetical, let stated = StatusFrame(figure).stated(figure) {
          finding.status = stated
        }
        let core = choose(.core, finding, ["right", nil], StatusChoices.core(figure), &choices)
        finding.confidence = core.index == 0 ? core.chance : 1 - core.chance
        found.append((finding, choices))
      }
      if let last = found.last?.finding, let figure = situations.last {
        let carried = PeriodChoices.Carried(
          period: last.period, text: last.periodText, distance: 0, kind: figure.kindCode, mood: figure.mood)
        past = (words.number, carried)
      }
      sharePeriods(of: lists, &found, from: first)
      tellComparedPeriods(&found, from: first)
    }
    FigureLinks.link(&found, sentences)
    return found
  }

  /// The pieces of a sentence that say nothing of what its figures measure: a year of prices, and how long a record has stood.
  private func asides(of sentence: FigureSentence) -> [Range<Int>] {
    sentence.standing + PriceYears(sentence).years.map(\.pieces)
  }

  private static let closing = Words.set(". , ; : – — )")

  /// The source and cue of a report whose clause holds the figure: "Police said | 14 people died". Not those of "reported 14 deaths", where
  /// the source is the subject of the figure's own clause.
  private func reports(of finding: FigureFinding, _ figure: FigureSituation, _ credits: [FigureAttributor.Credit]) -> [Range<Int>] {
    guard let source = finding.attributedTo else { return [] }
    let words = figure.words
    var runs: [Range<Int>] = []
    for credit in credits
    where credit.name == source || finding.reason.evidence.contains(where: { $0.range == words.byteRange(credit.cue) }) {
      if credit.cue.upperBound <= figure.pieces.lowerBound, !Clause.begins(at: credit.cue.upperBound, before: figure.pieces, in: words) {
        continue
      }
      // Behind the figure, a report that goes on reports something else: "By 56% to 35%, farmers said that the plan was fair".
      let end = max(credit.cue.upperBound, credit.source.upperBound)
      if credit.cue.lowerBound >= figure.pieces.upperBound, end < words.bounds.upperBound, !words.holds(end, Self.closing) { continue }
      runs.append(credit.cue)
      if !credit.source.isEmpty { runs.append(credit.source) }
    }
    return runs
  }

  /// A sentence's figures with their changes, and the candidates from which those were chosen. A change that the rules read stands: the
  /// rules are seldom wrong but incomplete. The ranker adds a change only where it is confident.
  private func withChanges(_ sentence: FigureSentence) -> (FigureSentence, [[FigureChoice]]) {
    var sentence = sentence
    var choices: [[FigureChoice]] = []
    let options = ChangeChoices(sentence.pieces)
    var last: ChangeChoices.Answer?
    for index in sentence.candidates.indices {
      choices.append([])
      // A change that the rules read is not chosen again, except in training.
      if sentence.candidates[index].change == nil || teacher != nil {
        let figure = FigureSituation(sentence, index)
        let candidate = figure.candidate
        let choice = choose(
          .change, finding(candidate, sentence.pieces, figure.pieces), ChangeChoices.answers.map(\.text),
          options.candidates(figure, last: last), &choices[index])
        let answer = ChangeChoices.answers[choice.index]
        if models[.change] != nil || teacher != nil, choice.chance >= ChangeChoices.leastChance, candidate.change == nil,
          let change = answer.change, let place = options.evidence(change, figure)
        {
          sentence.candidates[index].change = ChangeReader.Reading(change: change, role: answer.role, pieces: place)
        }
      }
      let known = sentence.candidates[index].change
      last = ChangeChoices.Answer(change: known?.change, role: known?.role ?? .level)
    }
    return (sentence, choices)
  }

  /// A sentence's figures with the levels that they come from or are compared with, and the candidates from which those were chosen.
  private func withLevels(_ sentence: FigureSentence) -> (FigureSentence, [[FigureChoice]]) {
    var choices = sentence.candidates.map { _ in [FigureChoice]() }
    guard sentence.candidates.count > 1 else { return (sentence, choices) }
    var levels = LevelChoices(sentence)
    for (index, candidate) in sentence.candidates.enumerated() {
      let options = levels.options(index)
      let finding = finding(candidate, sentence.pieces, levels.pieces(of: index))
      let answers = options.map { $0.answer(in: sentence) }
      let choice = choose(.level, finding, answers, options.map(\.features), &choices[index])
      levels.note(options[choice.index], of: index)
    }
    return (levels.related(), choices)
  }

  private func choose(
    _ field: FigureModels.Field, _ finding: FigureFinding, _ answers: [String?], _ features: [CandidateFeatures],
    _ choices: inout [FigureChoice]
  ) -> (index: Int, chance: Double, first: Double) {
    if let teacher {
      choices.append(FigureChoice(field: field, answers: answers, features: features))
      if let index = teacher(finding, field, answers) { return (index, 1, 1) }
    }
    return models.choice(field, among: features, answers: answers) ?? (0, 0.5, 0.5)
  }

  // MARK: Period

  /// How many sentences a period is carried forward.
  private static let carryingReach = 3

  private func carried(from past: (sentence: Int, carried: PeriodChoices.Carried)?, _ words: PieceSentence) -> PeriodChoices.Carried? {
    guard var past, words.number - past.sentence <= Self.carryingReach else { return nil }
    past.carried.distance = words.number - past.sentence
    return past.carried
  }

  private func setPeriod(
    _ finding: inout FigureFinding, _ figure: FigureSituation, _ before: [PeriodChoices.Told], last: String??,
    carried: PeriodChoices.Carried?, own: TimeExpression?, _ choices: inout [FigureChoice]
  ) {
    var options = periods.candidates(figure, before: before, last: last, carried: carried)
    // A figure of a list has the time that stands in its place.
    if let own {
      let range = figure.words.byteRange(own.pieces)
      let readings = options.filter { $0.range == range }
      if !readings.isEmpty { options = readings }
    }
    let choice = choose(.period, finding, options.map(\.period), options.map(\.features), &choices)
    guard choice.chance >= floors[.period] ?? 0, let period = options[choice.index].period, !isToCome(period, figure) else {
      finding.periodConfidence = options[choice.index].period == nil ? choice.chance : choice.first
      return
    }
    finding.period = period
    finding.periodText = options[choice.index].text
    finding.periodConfidence = choice.chance
    if let range = options[choice.index].range { finding.reason.evidence.append((range, "period")) }
  }

  /// "Ford and GM sold 120,000 and 98,000 cars in May": one time for all figures of a list that differ in their items.
  private func sharePeriods(of lists: ParallelLists, _ found: inout [(finding: FigureFinding, choices: [FigureChoice])], from first: Int) {
    for list in lists.lists where list.times.isEmpty {
      let places = list.figures.map { first + $0 }
      guard let known = places.first(where: { found[$0].finding.period != nil }).map({ found[$0].finding }),
        places.allSatisfy({ found[$0].finding.period == nil || found[$0].finding.period == known.period })
      else { continue }
      for place in places where found[place].finding.period == nil {
        found[place].finding.period = known.period
        found[place].finding.periodText = known.periodText
        found[place].finding.periodConfidence = known.periodConfidence
      }
    }
  }

  /// Whether a figure in the past tense would be dated after the day of publication, which cannot be right.
  private func isToCome(_ period: String, _ figure: FigureSituation) -> Bool {
    guard figure.mood == .past, let reference = context.reference else { return false }
    let first = period.prefix { $0 != "/" }
    guard first.utf8.count >= 4, first.utf8.count != 8, first.utf8.first.map({ $0 >= 0x30 && $0 <= 0x39 }) ?? false else { return false }
    // The text of a season has the same form as that of a month.
    if first.utf8.count == 7, let month = Int(first.suffix(2)), month > 12 { return false }
    return String(first) > String(reference.text.prefix(first.utf8.count))
  }

  /// "up from 900 a year earlier": the period of the earlier number.
  private func tellComparedPeriods(_ found: inout [(finding: FigureFinding, choices: [FigureChoice])], from first: Int) {
    for index in first..<found.count {
      guard let value = found[index].finding.comparedTo?.value,
        let other = found[(index + 1)...].first(where: { $0.finding.value == value && $0.finding.unit == found[index].finding.unit }),
        other.finding.period != found[index].finding.period
      else { continue }
      found[index].finding.comparedTo?.period = other.finding.period
    }
  }

  // MARK: Source

  private func setSource(
    _ finding: inout FigureFinding, _ figure: FigureSituation, _ sweep: inout QuoteSweep, _ credits: inout CreditReader,
    last: String??, _ choices: inout [FigureChoice]
  ) {
    let quotes = sweep.holding(finding.range.start)
    let isUncovered = figure.isQuoted && quotes.isEmpty
    finding.quote = quotes.first
    let options = sources.candidates(
      figure, quotes: quotes, credits: credits.of(figure.words.number),
      around: credits.around(figure.words.number, ahead: isUncovered), nearby: isUncovered ? sweep.near(finding.range.start) : [],
      last: last)
    let choice = choose(.source, finding, options.map(\.name), options.map(\.features), &choices)
    guard choice.chance >= floors[.source] ?? 0, let name = options[choice.index].name else {
      finding.attributedToConfidence = options[choice.index].name == nil ? choice.chance : choice.first
      return
    }
    finding.attributedTo = name
    finding.attributedToConfidence = choice.chance
    finding.reason.evidence += options[choice.index].evidence
  }

  // MARK: Value and unit

  private func finding(_ candidate: FigureCandidate, _ words: PieceSentence, _ pieces: Range<Int>) -> FigureFinding {
    var evidence: [(range: ByteRange, role: String)] = [(words.byteRange(candidate.numeral.pieces), "number")]
    for bound in [candidate.bound, candidate.boundBehind] { if let bound { evidence.append((words.byteRange(bound.pieces), "bound")) } }
    let unitPieces = candidate.noun?.pieces ?? candidate.unit?.pieces
    if let unitPieces, !unitPieces.isEmpty { evidence.append((words.byteRange(unitPieces), "unit")) }
    if let change = candidate.change { evidence.append((words.byteRange(change.pieces), "change")) }
    let vague = candidate.numeral.vague
    return FigureFinding(
      range: words.byteRange(pieces), value: rounded(candidate.value, candidate),
      valueHigh: candidate.high.map { rounded($0, candidate) },
      bound: candidate.boundBehind?.bound ?? candidate.bound?.bound ?? candidate.impliedBound
        ?? (vague || candidate.numeral.bound != nil ? .about : .equal),
      tolerance: candidate.tolerance, vague: vague, unit: candidate.code, unitText: unitPieces.map { words.string($0) },
      unitKind: candidate.isAge && candidate.unit != nil ? .age : candidate.kind, change: candidate.change?.change,
      role: candidate.change?.role ?? .level, from: candidate.from.map { rounded($0, candidate) }, comparedTo: candidate.comparedTo,
      confidence: 0.5,
      reason: Reason(rule: candidate.rule, evidence: evidence))
  }

  private func rounded(_ value: Double, _ candidate: FigureCandidate) -> Double {
    if candidate.unit?.code == "fraction" { return (value * 10_000).rounded() / 10_000 }
    // Products such as 1.4 × 1,000,000 and 2.3 × 0.01 are rounded to the decimal number that is meant.
    let magnitude = abs(value)
    guard magnitude > 1e-9, magnitude < 1e15 else { return value }
    let scale = magnitude >= 1000 ? 1e3 : magnitude >= 1 ? 1e8 : 1e12
    return (value * scale).rounded() / scale
  }
}
