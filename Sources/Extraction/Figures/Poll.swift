import Knowledge
import Linguistics
import Record

/// The poll that an article reports: its sponsor and field dates.
struct Poll: Sendable {
  var source: String?
  /// When the article's polls were in the field: the times mentioned in sentences about how they were conducted, in text order.
  var fieldDates: [Field] = []

  /// Everyone named next to a word for a poll, with the sentence that names them first.
  var sponsors: [(name: String, sentence: Int)] = []

  /// A time at which people were polled.
  struct Field: Sendable {
    var sentence: Int
    var period: String
    var text: String
    /// Whether the period has two different ends.
    var isInterval: Bool
    /// Whether the sentence both names the poll or its respondents and says that it was conducted; otherwise only one of these.
    var isSure: Bool
    /// Whether a word such as "conducted" stands shortly before the time.
    var isBeside: Bool
  }

  /// The most field dates kept for an article.
  private static let mostFields = 6

  static let polls = Words.set("poll polls survey surveys polling")
  private static let fielding = Words.set(WordSets["Poll.fielding"])
  private static let asking = Words.set(WordSets["Poll.asking"])
  /// How many pieces may stand between a word such as "conducted" and the time.
  private static let nearness = 10
  /// The longest time in the field, in days.
  private static let longestField = 70
  private static let people = Words.set(WordSets["Poll.people"])

  private static let finding = Words.set("found finds surveyed polled interviewed")

  /// The poll of an article, with its sponsor or, if none is named, the one credited with its results.
  static func find(in context: FigureContext, by attributor: FigureAttributor) -> Poll? {
    guard var poll = find(in: context) else { return nil }
    if poll.source == nil, let finder = finder(attributor, context) {
      poll.source = finder
      poll.sponsors.append((finder, 0))
    }
    return poll
  }

  private static func finder(_ attributor: FigureAttributor, _ context: FigureContext) -> String? {
    for number in context.pieces.sentences.indices {
      guard let sentence = context.sentence(number), sentence.bounds.contains(where: { sentence.holds($0, finding) }),
        sentence.bounds.contains(where: { sentence.holds($0, "%") || sentence.holds($0, "percent") || sentence.holds($0, "cent") }),
        let credit = attributor.credits(sentence, last: nil).first(where: { sentence.holds($0.cue.lowerBound, finding) }),
        credit.name.first?.isUppercase == true
      else { continue }
      return credit.name
    }
    return nil
  }

  private static func find(in context: FigureContext) -> Poll? {
    var poll = Poll()
    var found = false
    for number in context.pieces.sentences.indices {
      guard let sentence = context.sentence(number) else { continue }
      var named = false
      var fielded = false
      for i in sentence.bounds {
        if sentence.holds(i, polls) {
          named = true
          if let source = sponsor(before: i, sentence, context) ?? pollster(behind: i, sentence) {
            poll.source = poll.source ?? source
            if poll.sponsors.count < mostFields, !poll.sponsors.contains(where: { $0.name == source }) {
              poll.sponsors.append((source, number))
            }
          }
        }
        if sentence.holds(i, fielding) { fielded = true }
      }
      found = found || named
      let asks = sentence.bounds.contains { sentence.holds($0, asking) }
      guard named && fielded || asks && (named || fielded), poll.fieldDates.count < mostFields else { continue }
      for time in PeriodRecognizer(sentence, reference: context.reference).expressions()
      where time.kind == .calendar && time.lead != .since && !time.isBareYear {
        guard let period = time.period(context.reference), let span = time.span, span.last.ordinal - span.first.ordinal < longestField,
          // "the primary next month": nobody has been polled at a future time.
          context.reference.map({ span.first <= $0 }) ?? true
        else { continue }
        if poll.fieldDates.contains(where: { $0.period == period }) { continue }
        poll.fieldDates.append(
          Field(
            sentence: number, period: period, text: sentence.string(time.pieces), isInterval: span.first != span.last,
            isSure: (named || asks) && fielded,
            isBeside: (time.pieces.lowerBound - nearness..<time.pieces.lowerBound).contains { sentence.holds($0, fielding) }))
      }
    }
    if !found { return nil }
    // Where an interval of field dates is stated clearly, a single day or month belongs to a mention of another poll, unless a word such as
    // "conducted" stands before it.
    if poll.fieldDates.contains(where: { $0.isInterval && $0.isSure && $0.isBeside }) {
      poll.fieldDates.removeAll { !$0.isInterval && !$0.isBeside }
    }
    poll.fieldDates = Array(poll.fieldDates.prefix(mostFields))
    return poll
  }

  private static let makers = Words.set("by from for")

  /// The name after "poll": "a poll by Redfern Research", "a survey of 600 voters, carried out by Redfern Research".
  private static func pollster(behind i: Int, _ sentence: PieceSentence) -> String? {
    for k in (i + 1)..<(i + 14) where sentence.has(k) {
      if sentence.holds(k, ".") || sentence.holds(k, ";") || sentence[k].tag == .VBD && !sentence.holds(k, Self.fielding) { return nil }
      guard sentence.holds(k, makers),
        k == i + 1 && !sentence.holds(k, "for") || sentence.holds(k - 1, fielding) || sentence.holds(k - 2, fielding)
      else { continue }
      var start = k + 1
      if sentence.holds(start, "the") { start += 1 }
      var end = start
      while sentence.isWord(end),
        sentence.capitalized(end) || sentence.holds(end, "of") && sentence.capitalized(end + 1)
          || sentence.holds(end, "and") && sentence.capitalized(end + 1)
            && sentence.capitalized(end - 1)
      { end += 1 }
      if end > start, TimeWords.table[sentence.key(start)] == nil { return sentence.string(start..<end) }
    }
    return nil
  }

  /// The name before "poll": "a Bloomberg poll", "a Coast Post/Radio Ness poll".
  private static func sponsor(before i: Int, _ sentence: PieceSentence, _ context: FigureContext) -> String? {
    var k = i - 1
    while sentence.has(k),
      sentence.capitalized(k) && sentence.isWord(k) && !CountWords.closed.contains(sentence.key(k))
        || (sentence.holds(k, "/") || sentence.isHyphen(k) || sentence.holds(k, "&")) && sentence.capitalized(k - 1), k > i - 9
    { k -= 1 }
    guard k < i - 1 else { return nil }
    let run = (k + 1)..<i
    if run.lowerBound == sentence.start, run.count == 1 { return nil }
    let text = context.pieces.text
    let token = Int(sentence[run.lowerBound].token)
    if run.count == 1 || !run.contains(where: { sentence.holds($0, "/") }),
      let name = text.names.first(where: { $0.tokens.contains(token) && $0.kind == .organization }),
      text.bodies.indices.contains(name.entity)
    {
      return text.bodies[name.entity].name
    }
    return sentence.string(run)
  }

  /// Whether a figure is a result, the sample size or the margin of error of the poll.
  func isResult(_ candidate: FigureCandidate, in sentence: PieceSentence) -> Bool {
    (candidate.kind == .percent || candidate.code == "fraction")
      && (candidate.change?.role != .change || candidate.code == "percentage_point") || isSample(candidate, in: sentence)
  }

  func isSample(_ candidate: FigureCandidate, in sentence: PieceSentence) -> Bool {
    if candidate.kind == .percent,
      sentence.bounds.contains(where: { sentence.holds($0, "margin") && sentence.holds($0 + 1, "of") && sentence.holds($0 + 2, "error") })
    {
      return candidate.value < 15
    }
    guard let noun = candidate.noun, Self.people.contains(WordHash.of(noun.unit.lowercased())) else { return false }
    return sentence.bounds.contains { sentence.holds($0, Self.polls) }
      && sentence.bounds.contains { sentence.holds($0, Self.fielding) || sentence.holds($0, "sample") || sentence.holds($0, "panel") }
  }
}
