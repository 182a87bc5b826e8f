internal import Linguistics
internal import Record

/// Reads attributions expressed by the layout: block quotes and embedded posts with their author, signatures, transcripts
/// (``TranscriptReader``).
struct LayoutReader {
  private let text: AnalyzedText
  private let signatures: SignatureReader
  private let leads: LeadLineReader
  private let people: SurnameTable
  private let interviewees: IntervieweeFinder

  init(text: AnalyzedText, people: SurnameTable, interviewees: IntervieweeFinder) {
    self.text = text
    self.people = people
    self.interviewees = interviewees
    signatures = SignatureReader(text: text)
    leads = LeadLineReader(text: text)
  }

  /// Adds or replaces the attributions of paragraphs whose layout says who speaks.
  func read(_ paragraphs: inout [[Attribution]]) {
    let transcript = TranscriptReader(text, people: people, interviewees: interviewees)
    let interview = InterviewReader(text, interviewees: interviewees, isLabelled: transcript.isTurn)
    var number = 0
    while number < text.paragraphs.count {
      switch text.paragraphs[number].kind {
      case .blockquote: number = readBlock(from: number, &paragraphs)
      default:
        if var attribution = transcript.turn(number) {
          attribution.isLaidOut = true
          paragraphs[number] = [attribution]
        } else if var answer = interview.answer(number) {
          answer.isLaidOut = true
          for paragraph in number...answer.lastParagraph { paragraphs[paragraph] = [] }
          paragraphs[number] = [answer]
          number = answer.lastParagraph
        } else if interview.asks(number) {
          paragraphs[number] = interview.question(number).map { [$0] } ?? []
        } else {
          readSignature(number, &paragraphs[number])
          readLead(number, &paragraphs[number])
          readQuoted(number, &paragraphs)
        }
        number += 1
      }
    }
  }

  // MARK: Block quotes

  /// Reads a run of block-quote paragraphs as one utterance, attributed to the author in the signature ("— Ann Roe (@roe) May 3"),
  /// otherwise to the source of the cue that introduces it ("she wrote:"). Returns the index of the paragraph after the run.
  private func readBlock(from first: Int, _ paragraphs: inout [[Attribution]]) -> Int {
    var end = first
    while end < text.paragraphs.count, text.paragraphs[end].kind == .blockquote, signature(end) == nil { end += 1 }
    var author: Speaker?
    if end < text.paragraphs.count, end > first, text.paragraphs[end].kind == .blockquote, let name = signature(end) {
      author = name
      paragraphs[end] = []
    }
    let contents = (first..<end).compactMap { content(text.paragraphTokens[$0]) }
    let isSigned = author != nil
    defer { for paragraph in first + 1..<max(first + 1, end) { paragraphs[paragraph] = [] } }
    guard !contents.isEmpty else { return max(end, first + 1) }
    let lead = lead(before: first)
    // A block that names its own speaker inside is read as running text, unless it is signed or introduced.
    if !isSigned, lead == nil, contents.count == 1, paragraphs[first].contains(where: { $0.cue != nil && isOther($0.source) }) {
      return end
    }
    if isSigned {
      paragraphs[first] = [
        Attribution(contents: contents, cue: nil, source: nil, paragraph: first, rule: "post with its author", speaker: author)
      ]
    } else if let lead {
      paragraphs[first] = [
        Attribution(contents: contents, cue: lead.cue, source: lead.source, paragraph: first, rule: "block quote behind a colon")
      ]
    } else {
      paragraphs[first] = [Attribution(contents: contents, cue: nil, source: nil, paragraph: first, rule: "block quote")]
    }
    paragraphs[first][0].lastParagraph = end - 1
    paragraphs[first][0].isLaidOut = true
    return isSigned ? end + 1 : end
  }

  /// Whether a source is somebody other than the speaker: "we ask you" names nobody.
  private func isOther(_ source: QuotePart?) -> Bool {
    source.map { !$0.tokens.contains { Self.firstPersons.contains(text.tokens[$0].lower) } } ?? false
  }

  private static let firstPersons: Set<UInt64> = [WordHash.folded("i"), WordHash.folded("we")]

  private func content(_ run: Range<Int>) -> QuotePart? { run.isEmpty ? nil : QuotePart(part: .direct, tokens: run, certainty: 0.8) }

  /// The last line of a post: a dash, a name, and often a handle or date.
  private func signature(_ number: Int) -> Speaker? {
    let run = text.paragraphTokens[number]
    guard run.count >= 2, run.count <= 24, let first = run.first, text.tokens[first].kind == .dash else { return nil }
    var end = first + 1
    while end < run.upperBound, text.tokens[end].kind == .word || text.tokens[end].kind == .punctuation && text.word(end) == "." {
      end += 1
    }
    guard end > first + 1 else { return nil }
    let range = text.range(first + 1..<end)
    if let name = text.names(in: first + 1..<end).first(where: { $0.kind == .person }), name.entity >= 0 {
      return Speaker(
        name: text.people[name.entity].name, kind: .person, person: name.entity, mention: text.range(name.tokens), way: "signature")
    }
    return Speaker(name: text.words(range), kind: .organization, mention: range, way: "signature")
  }

  /// The cue and source in a paragraph that ends with a colon.
  private func lead(before number: Int) -> (cue: QuotePart?, source: QuotePart?)? {
    guard number > 0 else { return nil }
    let run = text.paragraphTokens[number - 1]
    guard let last = run.last, text.bytes[text.tokens[last].range.start] == UInt8(ascii: ":"),
      case let sentence = text.sentences[text.sentence(of: last)]
    else { return nil }
    let verb = sentence.tokens.last { token in
      guard let word = CueLexicon.shared[text.tokens[token].lower] else { return false }
      return word.form != .noun && word.type == .assertion && isVerb(token, before: last)
    }
    guard let verb else { return nil }
    let cue = QuotePart(part: .cue, tokens: verb..<verb + 1, certainty: 0.8)
    var names = text.names(in: sentence.tokens).filter { $0.tokens.upperBound <= verb && $0.kind != .place }
    // "Ann Roe of the Harbour Party said:"
    if names.count > 1, names[names.count - 2].kind == .person, isLinked(names[names.count - 2].tokens, names[names.count - 1].tokens) {
      names.removeLast()
    }
    if let name = names.last { return (cue, QuotePart(part: .source, tokens: name.tokens, certainty: 0.8)) }
    let subject = sentence.tokens.lowerBound..<verb
    return (cue, subject.isEmpty || subject.count > 8 ? nil : QuotePart(part: .source, tokens: subject, certainty: 0.6))
  }

  /// Whether a cue word is a verb. A word that may also be a noun must stand directly before the colon ("Roe tweets:").
  private func isVerb(_ token: Int, before colon: Int) -> Bool {
    switch text.tokens[token].tag {
    case .VB, .VBD, .VBG, .VBN, .VBP, .VBZ: true
    case .NNP, .NNPS: false
    default: token == colon - 1
    }
  }

  /// Whether "of" or a similar preposition stands between two names.
  private func isLinked(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    let between = left.upperBound..<max(left.upperBound, right.lowerBound)
    return !between.isEmpty && between.count <= 3 && text.tokens[between.lowerBound].tag == .IN
      && between.dropFirst().allSatisfy { [.DT, .JJ, .NN, .NNP].contains(text.tokens[$0].tag) }
  }

  // MARK: Quotations and the lines around them

  /// A quotation with a name after it: “…” — Ann Roe; “…” (Ann Roe, mayor); or the name on a line of its own, "Ann Roe, mayor".
  private func readSignature(_ number: Int, _ attributions: inout [Attribution]) {
    let run = text.paragraphTokens[number]
    let whole = attributions.isEmpty ? opening(run) : nil
    guard let last = attributions.last ?? whole.map({ Attribution(contents: [$0], cue: nil, source: nil, paragraph: number, rule: "") }),
      last.cue == nil, last.source == nil, let end = last.contents.last?.tokens.upperBound
    else { return }
    var token = end
    while token < run.upperBound, text.tokens[token].kind == .closingMark { token += 1 }
    guard token - end <= 1, let signature = signatures.behind(token, in: run) ?? signatures.below(number, lastToken: token) else { return }
    var signed = last
    signed.cue = signature.mark.map { QuotePart(part: .cue, tokens: $0..<$0 + 1, certainty: 0.8) }
    signed.source = QuotePart(part: .source, tokens: signature.name, certainty: 0.8)
    signed.rule = "quotation with a signature"
    signed.isLaidOut = true
    attributions = attributions.dropLast() + [signed]
  }

  /// The quotation with which a paragraph begins, including the marks.
  private func opening(_ run: Range<Int>) -> QuotePart? {
    guard run.count > 2, text.tokens[run.lowerBound].kind == .openingMark, text.tokens[run.lowerBound + 1].quotation >= 0 else {
      return nil
    }
    let quotation = text.quotations[Int(text.tokens[run.lowerBound + 1].quotation)]
    guard quotation.opening == run.lowerBound else { return nil }
    let end = quotation.closing >= 0 ? quotation.closing + 1 : quotation.inside.upperBound
    return QuotePart(part: .direct, tokens: run.lowerBound..<end, certainty: 0.8)
  }

  /// Reads a paragraph that is one quotation, has no attribution and follows a paragraph with a quotation. In that position it is not just
  /// a name in quotation marks, however short it is.
  private func readQuoted(_ number: Int, _ paragraphs: inout [[Attribution]]) {
    let run = text.paragraphTokens[number]
    guard number > 0, paragraphs[number].isEmpty, ParagraphTagger.reads(text.paragraphs[number].kind),
      paragraphs[number - 1].contains(where: { $0.contents.contains { $0.part == .direct } }), let whole = opening(run),
      whole.tokens.upperBound == run.upperBound, text.wordCount(run) > 1, endsSentence(run)
    else { return }
    paragraphs[number] = [Attribution(contents: [whole], cue: nil, source: nil, paragraph: number, rule: "quotation without a cue")]
  }

  /// Whether a full stop, question or exclamation mark stands before the closing mark.
  private func endsSentence(_ run: Range<Int>) -> Bool {
    guard let last = run.last(where: { text.tokens[$0].kind != .closingMark }) else { return false }
    return ".!?".utf8.contains(text.bytes[text.tokens[last].range.start])
  }

  /// Reads a paragraph that is one quotation, after a paragraph that introduces it: "Roe went on:", "From Ann Roe:".
  private func readLead(_ number: Int, _ attributions: inout [Attribution]) {
    let run = text.paragraphTokens[number]
    guard number > 0, attributions.count <= 1, let whole = opening(run), whole.tokens.upperBound == run.upperBound else { return }
    if let first = attributions.first {
      guard first.cue == nil, first.source == nil, let content = first.contents.first, content.tokens.lowerBound - run.lowerBound <= 1
      else { return }
    }
    guard let lead = leads.given(number - 1) ?? lead(before: number) ?? leads.lead(number - 1) else { return }
    attributions = [
      Attribution(contents: [whole], cue: lead.cue, source: lead.source, paragraph: number, rule: "quotation behind a colon")
    ]
    attributions[0].isLaidOut = true
  }
}
