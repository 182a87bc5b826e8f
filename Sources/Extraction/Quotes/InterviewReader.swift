internal import Knowledge
internal import Linguistics
internal import Record

/// Finds the one person whom an interview is with.
struct IntervieweeFinder {
  private let text: AnalyzedText
  private let officials: Set<Int>
  private let title: Set<UInt64>

  /// - Parameters:
  ///   - officials: the people to whom the article gives a role, as indices into ``AnalyzedText/people``.
  ///   - title: the headline.
  init(_ text: AnalyzedText, officials: Set<Int>, title: String?) {
    self.text = text
    self.officials = officials
    self.title = Set((title ?? "").split { !$0.isLetter && $0 != "-" }.map { WordHash.folded(String($0)) })
  }

  /// The person introduced before the first question, if only one can be meant: the only one named there, the only one in the headline,
  /// or the only one with a role. The questions must address somebody, or the answers speak of themselves: otherwise a newspaper answers
  /// its readers' questions.
  func interviewee(before first: Int, questions: [Int], answers: [Int], inQuotes: Bool = false) -> Int? {
    guard
      questions.contains(where: { has(Self.addresses, $0, inQuotes: inQuotes) })
        || answers.contains(where: { has(Self.firstPersons, $0, inQuotes: inQuotes) })
    else { return nil }
    let before = text.names[..<text.firstName(from: first)].filter { $0.kind == .person && $0.entity >= 0 && !isByline($0.tokens) }
    var people = Set(before.map(\.entity)).sorted()
    if people.isEmpty { people = text.people.indices.filter(isInTitle) }
    people.removeAll { !isPerson($0) }
    if people.count > 1, case let named = people.filter(isInTitle), named.count == 1 { return named[0] }
    if people.count > 1, case let known = people.filter(officials.contains), known.count == 1 { return known[0] }
    return people.count == 1 ? people[0] : nil
  }

  /// Whether a paragraph has one of some words outside quotation marks, or inside them.
  func has(_ words: Set<UInt64>, _ paragraph: Int, inQuotes: Bool = false) -> Bool {
    text.paragraphTokens[paragraph].contains { (text.tokens[$0].quotation >= 0) == inQuotes && words.contains(text.tokens[$0].lower) }
  }

  /// Whether a name is surely a person's: a known given name before a surname, or somebody with a role.
  private func isPerson(_ person: Int) -> Bool {
    if officials.contains(person) { return true }
    guard let given = text.people[person].given else { return false }
    return !WordClasses.shared[WordHash.folded(given)].isDisjoint(with: .given)
  }

  /// Whether the headline or the text before a token says that somebody was asked: "We spoke to her", "in this interview".
  func tellsOfInterview(before first: Int) -> Bool {
    !title.isDisjoint(with: Self.interviews)
      || text.tokens[..<first].suffix(Self.longestIntroduction).contains { Self.interviews.contains($0.lower) }
  }

  private func isInTitle(_ person: Int) -> Bool { title.contains(WordHash.folded(text.people[person].surname)) }

  /// "By Ann Roe" at the start of a paragraph.
  private func isByline(_ name: Range<Int>) -> Bool {
    let start = text.paragraphTokens[text.paragraph(of: name.lowerBound)].lowerBound
    return name.lowerBound - start <= 3 && text.tokens[start].lower == Self.by
  }

  private static let longestIntroduction = 400
  private static let interviews = Set(WordHash.foldedWords(WordSets["InterviewReader.interviews"]))
  private static let by = WordHash.folded("by")
  static let addresses = Set(WordHash.foldedWords("you your yours you've you're you'd yourself"))
  static let firstPersons = Set(WordHash.foldedWords(WordSets["InterviewReader.firstPersons"]))
}

/// Reads interviews without labels: questions that are paragraphs of their own, each followed by its answer. Either both stand in quotation
/// marks or neither does.
struct InterviewReader {
  private let text: AnalyzedText
  private var interviewee: Int?
  private var questions: Set<Int> = []
  private var lastQuestion = -1
  private var isQuoted = false

  /// The fewest questions of an interview, and the most words of one.
  private static let leastQuestions = 3
  private static let longestQuestion = 70
  /// The most paragraphs of an answer.
  private static let longestAnswer = 12

  /// - Parameter isLabelled: whether a paragraph begins with the speaker's label.
  init(_ text: AnalyzedText, interviewees: IntervieweeFinder, isLabelled: (Int) -> Bool) {
    self.text = text
    for inQuotes in [false, true] where interviewee == nil {
      isQuoted = inQuotes
      let found = text.paragraphs.indices.filter { !isLabelled($0) && isQuestion($0) }
      let questions = Set(found)
      let answered = found.filter { $0 + 1 < text.paragraphs.count && !questions.contains($0 + 1) && isAnswer($0 + 1) }
      let speaking = answered.count { interviewees.has(IntervieweeFinder.firstPersons, $0 + 1, inQuotes: inQuotes) }
      let asking = found.count { interviewees.has(IntervieweeFinder.addresses, $0, inQuotes: inQuotes) || isPrompt($0) }
      // An article with questions as headings asks its readers; in an interview, which the introduction announces, they address one
      // person, who answers at once and speaks of what that person did.
      guard answered.count >= Self.leastQuestions, answered.count * 4 >= found.count * 3, speaking * 2 >= answered.count,
        asking * 2 >= found.count,
        let first = found.first, case let start = text.paragraphTokens[first].lowerBound, interviewees.tellsOfInterview(before: start),
        let person = interviewees.interviewee(
          before: start, questions: found, answers: answered.map { $0 + 1 }, inQuotes: inQuotes)
      else { continue }
      (interviewee, self.questions, lastQuestion) = (person, questions, found.last ?? -1)
    }
  }

  /// Whether a paragraph is a question of the interview.
  func asks(_ number: Int) -> Bool { questions.contains(number) }

  /// A question of an interview in quotation marks, which the interviewee does not ask.
  func question(_ number: Int) -> Attribution? {
    guard isQuoted, questions.contains(number), let inside = quoted(number) else { return nil }
    var turn = Attribution(
      contents: [QuotePart(part: .direct, tokens: inside, certainty: 0.7)], cue: nil, source: nil, paragraph: number,
      rule: "question in an interview", speaker: Speaker(kind: .person, way: "interview"))
    turn.isWholeTurn = true
    turn.isLaidOut = true
    return turn
  }

  /// The answer that begins at a paragraph, if its question stands before it.
  func answer(_ number: Int) -> Attribution? {
    guard let interviewee, number > 0, questions.contains(number - 1), !questions.contains(number), isAnswer(number) else {
      return nil
    }
    var end = number
    while end < text.paragraphs.count, end - number < Self.longestAnswer, !questions.contains(end), isAnswer(end),
      !names(interviewee, end)
    {
      end += 1
    }
    guard end > number else { return nil }
    // At the end of the article nothing shows where the answer ends.
    if lastQuestion < end { end = number + 1 }
    let contents = (number..<end).map {
      QuotePart(part: isQuoted ? .direct : .clause, tokens: quoted($0) ?? text.paragraphTokens[$0], certainty: 0.7)
    }
    var turn = Attribution(
      contents: contents, cue: nil, source: nil, paragraph: number, rule: "answer in an interview",
      speaker: Speaker(name: text.people[interviewee].name, kind: .person, person: interviewee, way: "interview"))
    turn.lastParagraph = end - 1
    turn.isWholeTurn = true
    return turn
  }

  /// What stands in quotation marks, if they enclose the whole paragraph.
  private func quoted(_ number: Int) -> Range<Int>? {
    let run = text.paragraphTokens[number]
    guard isQuoted, run.count > 2, text.tokens[run.lowerBound].kind == .openingMark, text.tokens[run.lowerBound + 1].quotation >= 0
    else { return nil }
    let quotation = text.quotations[Int(text.tokens[run.lowerBound + 1].quotation)]
    guard quotation.opening == run.lowerBound, quotation.closing == run.upperBound - 1 else { return nil }
    return run.lowerBound + 1..<run.upperBound - 1
  }

  /// Whether a paragraph speaks of a person by name, as nobody does of themselves.
  private func names(_ person: Int, _ paragraph: Int) -> Bool {
    text.names(in: text.paragraphTokens[paragraph]).contains { $0.kind == .person && $0.entity == person }
  }

  private func isAnswer(_ number: Int) -> Bool {
    text.paragraphs[number].kind == .paragraph && !text.paragraphTokens[number].isEmpty && (!isQuoted || quoted(number) != nil)
  }

  /// Whether a paragraph, or a heading, asks and does nothing else.
  private func isQuestion(_ number: Int) -> Bool {
    let run = quoted(number) ?? text.paragraphTokens[number]
    let kind = text.paragraphs[number].kind
    guard kind == .heading || kind == .paragraph, let last = run.last, text.wordCount(run) <= Self.longestQuestion,
      isQuoted ? quoted(number) != nil : !run.contains(where: { text.tokens[$0].quotation >= 0 })
    else { return false }
    return text.bytes[text.tokens[last].range.start] == UInt8(ascii: "?") || isPrompt(number)
  }

  /// "Tell us about the second season.": a request to speak, as one sentence.
  private func isPrompt(_ number: Int) -> Bool {
    let run = quoted(number) ?? text.paragraphTokens[number]
    guard run.count > 2, text.sentence(of: run.lowerBound) == text.sentence(of: run.upperBound - 1),
      Self.requests.contains(text.tokens[run.lowerBound].lower)
    else { return false }
    return run.dropFirst().prefix(2).contains { Self.requesters.contains(text.tokens[$0].lower) }
  }

  private static let requests = Set(WordHash.foldedWords("tell talk walk describe explain take remind give"))
  private static let requesters = Set(WordHash.foldedWords("us me your"))
}
