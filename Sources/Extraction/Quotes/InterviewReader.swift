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
  func interviewee(before first: Int, questions: [Int], answers: [Int]) -> Int? {
    guard questions.contains(where: { has(Self.addresses, $0) }) || answers.contains(where: { has(Self.firstPersons, $0) }) else {
      return nil
    }
    let before = text.names[..<text.firstName(from: first)].filter { $0.kind == .person && $0.entity >= 0 && !isByline($0.tokens) }
    var people = Set(before.map(\.entity)).sorted()
    if people.isEmpty { people = text.people.indices.filter(isInTitle) }
    people.removeAll { !isPerson($0) }
    if people.count > 1, case let named = people.filter(isInTitle), named.count == 1 { return named[0] }
    if people.count > 1, case let known = people.filter(officials.contains), known.count == 1 { return known[0] }
    return people.count == 1 ? people[0] : nil
  }

  /// Whether a paragraph has one of some words outside quotation marks.
  func has(_ words: Set<UInt64>, _ paragraph: Int) -> Bool {
    text.paragraphTokens[paragraph].contains { text.tokens[$0].quotation < 0 && words.contains(text.tokens[$0].lower) }
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

/// Reads interviews without labels: questions that are paragraphs of their own, each followed by its answer.
struct InterviewReader {
  private let text: AnalyzedText
  private let interviewee: Int?
  private let questions: Set<Int>
  private let lastQuestion: Int

  /// The fewest questions of an interview, and the most words of one.
  private static let leastQuestions = 3
  private static let longestQuestion = 70
  /// The most paragraphs of an answer.
  private static let longestAnswer = 12

  /// - Parameter isLabelled: whether a paragraph begins with the speaker's label.
  init(_ text: AnalyzedText, interviewees: IntervieweeFinder, isLabelled: (Int) -> Bool) {
    self.text = text
    let found = text.paragraphs.indices.filter { !isLabelled($0) && Self.isQuestion($0, text) }
    let questions = Set(found)
    let answered = found.filter { $0 + 1 < text.paragraphs.count && !questions.contains($0 + 1) && Self.isProse($0 + 1, text) }
    let speaking = answered.count { interviewees.has(IntervieweeFinder.firstPersons, $0 + 1) }
    let asking = found.count { interviewees.has(IntervieweeFinder.addresses, $0) }
    // An article with questions as headings asks its readers; in an interview, of which the introduction tells, they address one
    // person, who answers at once and speaks of what that person did.
    guard answered.count >= Self.leastQuestions, answered.count * 4 >= found.count * 3, speaking * 2 >= answered.count,
      asking * 2 >= found.count,
      let first = found.first, case let start = text.paragraphTokens[first].lowerBound, interviewees.tellsOfInterview(before: start),
      let person = interviewees.interviewee(before: start, questions: found, answers: answered.map { $0 + 1 })
    else {
      (interviewee, self.questions, lastQuestion) = (nil, [], -1)
      return
    }
    (interviewee, self.questions, lastQuestion) = (person, questions, found.last ?? -1)
  }

  /// Whether a paragraph is a question of the interview.
  func asks(_ number: Int) -> Bool { questions.contains(number) }

  /// The answer that begins at a paragraph, if its question stands before it.
  func answer(_ number: Int) -> Attribution? {
    guard let interviewee, number > 0, questions.contains(number - 1), !questions.contains(number), Self.isProse(number, text) else {
      return nil
    }
    var end = number
    while end < text.paragraphs.count, end - number < Self.longestAnswer, !questions.contains(end), Self.isProse(end, text),
      !names(interviewee, end)
    {
      end += 1
    }
    guard end > number else { return nil }
    // At the end of the article nothing shows where the answer ends.
    if lastQuestion < end { end = number + 1 }
    let contents = (number..<end).map { QuotePart(part: .clause, tokens: text.paragraphTokens[$0], certainty: 0.7) }
    var turn = Attribution(
      contents: contents, cue: nil, source: nil, paragraph: number, rule: "answer in an interview",
      speaker: Speaker(name: text.people[interviewee].name, kind: .person, person: interviewee, way: "interview"))
    turn.lastParagraph = end - 1
    turn.isWholeTurn = true
    return turn
  }

  /// Whether a paragraph speaks of a person by name, as nobody does of themselves.
  private func names(_ person: Int, _ paragraph: Int) -> Bool {
    text.names(in: text.paragraphTokens[paragraph]).contains { $0.kind == .person && $0.entity == person }
  }

  private static func isProse(_ number: Int, _ text: AnalyzedText) -> Bool {
    text.paragraphs[number].kind == .paragraph && !text.paragraphTokens[number].isEmpty
  }

  /// Whether a paragraph, or a heading, asks and does nothing else.
  private static func isQuestion(_ number: Int, _ text: AnalyzedText) -> Bool {
    let run = text.paragraphTokens[number]
    let kind = text.paragraphs[number].kind
    guard kind == .heading || kind == .paragraph, let last = run.last, text.wordCount(run) <= longestQuestion else { return false }
    return text.bytes[text.tokens[last].range.start] == UInt8(ascii: "?") && !run.contains { text.tokens[$0].quotation >= 0 }
  }
}
