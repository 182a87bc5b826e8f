internal import Knowledge
internal import Linguistics
internal import Record

/// Reads transcripts and interviews: paragraphs that begin with the speaker ("REPORTER: …", "VELT: …", "The Echo: …", "Q. …").
struct TranscriptReader {
  private let text: AnalyzedText
  private let people: SurnameTable
  private let labels: [Label?]
  private let interviewee: Int?

  /// The label with which a paragraph begins.
  private struct Label {
    enum Sort {
      case person, titled, surname, listed, capitals, question, answer
      /// The name of a body, and a word for somebody without a name: "The Echo", "Caller".
      case body, part

      /// Whether the label is a person's name.
      var isName: Bool {
        switch self {
        case .person, .titled, .surname, .capitals: true
        case .listed, .question, .answer, .body, .part: false
        }
      }
    }
    var sort: Sort
    /// The tokens of the label.
    var tokens: Range<Int>
    /// The first token of what is said.
    var content: Int
    /// Equal for equal labels.
    var key: UInt64
    /// Whether a question follows.
    var asks = false
  }

  /// Reads the labels of all paragraphs.
  init(_ text: AnalyzedText, people: SurnameTable, interviewees: IntervieweeFinder) {
    self.text = text
    self.people = people
    let labels = Self.settled(text.paragraphTokens.indices.map { Self.label(of: $0, in: text, people) })
    self.labels = labels
    let turns = labels.indices.filter { labels[$0]?.sort == .question || labels[$0]?.sort == .answer }
    interviewee = turns.first.flatMap { first in
      interviewees.interviewee(
        before: text.paragraphTokens[first].lowerBound, questions: turns.filter { labels[$0]?.sort == .question },
        answers: turns.filter { labels[$0]?.sort == .answer })
    }
  }

  /// Whether a paragraph begins with a label.
  func isTurn(_ number: Int) -> Bool { labels[number] != nil }

  /// The turn that a paragraph is, if it has a label.
  func turn(_ number: Int) -> Attribution? {
    guard let label = labels[number] else { return nil }
    let run = text.paragraphTokens[number]
    var speaker: Speaker?
    switch label.sort {
    // Interviewers are not people named in the text.
    case .listed:
      if Self.askers.contains(label.key) {
        speaker = Speaker(kind: .person, mention: text.range(label.tokens), way: "label of a transcript")
      }
    case .question, .part: speaker = Speaker(kind: .person, mention: text.range(label.tokens), way: "label of a transcript")
    case .answer:
      speaker = Speaker(
        name: interviewee.map { text.people[$0].name }, kind: .person, person: interviewee, mention: text.range(label.tokens),
        way: "label of a transcript")
    case .body:
      let range = text.range(label.tokens)
      speaker = Speaker(name: text.words(range), kind: .organization, mention: range, way: "label of a transcript")
    case .person, .titled, .surname, .capitals:
      let range = text.range(label.tokens)
      let person = people.person(ofLabel: label.tokens) ?? (label.sort == .surname ? people.bearer(of: label.tokens) : nil)
      if person != nil || label.sort == .capitals || label.sort == .titled {
        speaker = Speaker(
          name: person.map { text.people[$0].name } ?? text.words(range), kind: .person, person: person, mention: range,
          way: "label of a transcript")
      }
    }
    let source = QuotePart(part: .source, tokens: label.tokens, certainty: 0.7)
    // "Q." has no colon that could be the cue.
    let colon = label.content - 1
    let cue = colon >= label.tokens.upperBound ? QuotePart(part: .cue, tokens: colon..<colon + 1, certainty: 0.7) : nil
    let part: QuoteLabel.Part = text.tokens[label.content].quotation >= 0 ? .direct : .clause
    let words = QuotePart(part: part, tokens: label.content..<run.upperBound, certainty: 0.7)
    var turn = Attribution(
      contents: [words], cue: cue, source: source, paragraph: number, rule: "turn of a transcript", speaker: speaker)
    turn.isWholeTurn = true
    return turn
  }

  // MARK: Labels

  /// Keeps labels that are not names by themselves only where their neighbours confirm them: a question with an answer, capitals with a
  /// speaker, or two labels in capitals that alternate ("RELATED: …" and "WATCH: …" occur alone).
  private static func settled(_ labels: [Label?]) -> [Label?] {
    var counts: [UInt64: Int] = [:]
    for label in labels { if let label { counts[label.key, default: 0] += 1 } }
    return labels.indices.map { index in
      guard let label = labels[index] else { return nil }
      let around = max(0, index - 3)..<min(labels.count, index + 4)
      let others = around.compactMap { labels[$0] }.filter { $0.key != label.key }
      switch label.sort {
      case .person, .listed: return label
      // A name with a title, or a surname alone, is a label only if there are others.
      case .titled, .surname:
        return others.contains { other in
          switch other.sort {
          case .question, .answer: false
          case .body: isAsker(other, counts)
          default: true
          }
        } ? label : nil
      case .part: return others.contains { $0.sort.isName } ? label : nil
      // "Cost: …" or "Note: …" may occur twice too: a body is a speaker where it asks and somebody answers, both more than once.
      case .body:
        return isAsker(label, counts) && others.contains { $0.sort.isName && counts[$0.key, default: 0] > 1 } ? label : nil
      case .question: return others.contains { $0.sort == .answer } ? label : nil
      case .answer: return others.contains { $0.sort == .question } ? label : nil
      case .capitals:
        let isRecurring = counts[label.key, default: 0] > 1
        let isBorneOut = others.contains {
          switch $0.sort {
          case .person, .titled, .surname, .listed, .question, .part: true
          case .capitals: isRecurring && counts[$0.key, default: 0] > 1
          case .answer, .body: false
          }
        }
        return isBorneOut ? label : nil
      }
    }
  }

  private static func isAsker(_ label: Label, _ counts: [UInt64: Int]) -> Bool { label.asks && counts[label.key, default: 0] > 1 }

  private static func label(of number: Int, in text: AnalyzedText, _ people: SurnameTable) -> Label? {
    var run = text.paragraphTokens[number]
    // A transcript may be quoted as a whole, with an opening mark before each turn.
    if let first = run.first, text.tokens[first].kind == .openingMark { run = first + 1..<run.upperBound }
    guard run.count >= 3, ParagraphTagger.reads(text.paragraphs[number].kind), !EditorialNote.opens(run, of: text) else { return nil }
    if let letter = letter(run, in: text) { return letter }
    guard run.count >= 4, let colon = run.prefix(16).first(where: { text.bytes[text.tokens[$0].range.start] == UInt8(ascii: ":") }),
      colon > run.lowerBound, colon + 1 < run.upperBound
    else { return nil }
    // "Ann Roe, anchor:", "Ann Roe (via telephone):": the name comes first.
    let stop = (run.lowerBound..<colon).first { text.tokens[$0].kind == .punctuation && isAddition($0, in: text) }
    let words = run.lowerBound..<(stop ?? colon)
    // An age or address after the name shows that it is not a transcript: "Ann Roe, 34, of Vela: theft".
    guard !words.isEmpty,
      stop == nil || !(words.upperBound..<colon).contains(where: { isFinite($0, in: text) || text.tokens[$0].kind == .number }),
      let sort = sort(words, isTitled: stop != nil, in: text, people)
    else { return nil }
    let asks = (colon + 1..<run.upperBound).contains { text.bytes[text.tokens[$0].range.start] == UInt8(ascii: "?") }
    return Label(sort: sort, tokens: words, content: colon + 1, key: WordHash.folded(text.words(text.range(words))), asks: asks)
  }

  /// A comma or opening bracket.
  private static func isAddition(_ token: Int, in text: AnalyzedText) -> Bool {
    let byte = text.bytes[text.tokens[token].range.start]
    return byte == UInt8(ascii: ",") || byte == UInt8(ascii: "(")
  }

  private static func isFinite(_ token: Int, in text: AnalyzedText) -> Bool {
    switch text.tokens[token].tag {
    case .VBD, .VBZ, .VBP, .MD: !text.tokens[token].shape.contains(.allCaps)
    default: false
    }
  }

  /// "Q:", "A.": a letter, a colon or full stop, a space.
  private static func letter(_ run: Range<Int>, in text: AnalyzedText) -> Label? {
    let start = text.tokens[run.lowerBound].range.start
    guard start + 2 < text.bytes.count, text.bytes[start + 2] == UInt8(ascii: " ") else { return nil }
    let sort: Label.Sort
    switch text.bytes[start] {
    case UInt8(ascii: "Q"): sort = .question
    case UInt8(ascii: "A"): sort = .answer
    default: return nil
    }
    let mark = text.bytes[start + 1]
    guard mark == UInt8(ascii: ":") || mark == UInt8(ascii: "."),
      let content = run.first(where: { text.tokens[$0].range.start > start + 2 })
    else { return nil }
    return Label(sort: sort, tokens: run.lowerBound..<run.lowerBound + 1, content: content, key: UInt64(text.bytes[start]))
  }

  /// What the words before a colon are: all in capitals, or a person's name alone; `nil` for neither.
  private static func sort(_ words: Range<Int>, isTitled: Bool, in text: AnalyzedText, _ people: SurnameTable) -> Label.Sort? {
    var capitals = 0
    for token in words {
      let found = text.tokens[token]
      if found.kind == .punctuation, text.word(token) == "." { continue }
      guard found.kind == .word else { return nil }
      if found.shape.contains(.allCaps) { capitals += 1 }
    }
    if capitals == words.count, words.count <= 4, text.range(words).count >= 3 {
      // One word in capitals may be an abbreviation that is taken for a name: "CPU: eight cores".
      let isNamed = words.count == 1 ? people.bearer(of: words) != nil : text.names(in: words).contains { $0.kind == .person }
      if people.person(ofLabel: words) != nil || isNamed {
        return .person
      }
      if listed.contains(WordHash.folded(text.words(text.range(words)))) { return .listed }
      return .capitals
    }
    if !isTitled, parts.contains(WordHash.folded(text.words(text.range(words)))) { return .part }
    guard let name = text.names(in: words).first, name.kind == .person, name.tokens == words else {
      if words.count == 1, people.bearer(of: words) != nil { return .surname }
      return !isTitled && words.count <= 5 && isCapitalized(words, in: text) ? .body : nil
    }
    if words.count == 1 { return people.bearer(of: words) == nil ? nil : .surname }
    return isTitled ? .titled : .person
  }

  /// Whether all words begin with a capital, except "of", "and" and the like.
  private static func isCapitalized(_ words: Range<Int>, in text: AnalyzedText) -> Bool {
    words.allSatisfy { token in
      text.tokens[token].shape.contains(.capitalized) || [.IN, .CC, .DT].contains(text.tokens[token].tag) && token > words.lowerBound
    }
  }

  /// Somebody without a name who asks or takes part, as labels in small letters.
  private static let parts: Set<UInt64> = Set(WordSets.phrases("TranscriptReader.parts").map { WordHash.folded($0) })
  private static let askers = Set(WordHash.foldedWords("reporter question interviewer"))
  private static let listed: Set<UInt64> = Set(
    [
      "REPORTER", "QUESTION", "ANSWER", "HOST", "MODERATOR", "ANCHOR", "INTERVIEWER", "THE COURT", "THE WITNESS", "THE PRESIDENT",
      "SPEAKER",
    ].map { WordHash.folded($0) })
}
