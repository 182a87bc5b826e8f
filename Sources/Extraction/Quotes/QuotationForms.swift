internal import Knowledge
internal import Linguistics
internal import Record

/// Decides who says a quotation where the words next to its marks are unmistakable: “…,” vowed Ann Roe; Ann Roe replied: “…”; Roe's answer
/// to the board: “…”. Such a form works with any verb. Where the taggers gave the quotation to another cue, it is moved to the adjacent
/// one.
struct QuotationForms {
  private let text: AnalyzedText
  private let phrases: SubjectPhrases

  /// The most tokens between the introducing verb and the quotation's opening mark.
  private static let longestLead = 14

  init(_ text: AnalyzedText, phrases: SubjectPhrases) {
    self.text = text
    self.phrases = phrases
  }

  /// The words that attribute a quotation, and how strong the attribution is.
  private struct Form {
    var cue: Range<Int>
    var source: Range<Int>?
    /// Whether only a colon or comma stands between cue and quotation mark, so that the quotation cannot belong to another cue.
    var isFirm: Bool
  }

  /// Reads the quotations of a paragraph and corrects its attributions.
  func read(_ number: Int, _ attributions: inout [Attribution]) {
    let run = text.paragraphTokens[number]
    guard ParagraphTagger.reads(text.paragraphs[number].kind) else { return }
    for quotation in quotations(in: run) {
      let whole = text.quotations[quotation]
      guard whole.opening >= 0, words(whole.inside) > 0, !whole.continues || whole.opening > run.lowerBound,
        let form = form(of: whole, in: run)
      else { continue }
      apply(form, to: whole, number, &attributions)
    }
    attributions.sort { $0.contents[0].tokens.lowerBound < $1.contents[0].tokens.lowerBound }
  }

  private func quotations(in run: Range<Int>) -> [Int] {
    var found: [Int] = []
    for token in run {
      let number = Int(text.tokens[token].quotation)
      if number >= 0, found.last != number { found.append(number) }
    }
    return found
  }

  // MARK: Forms

  /// The words that attribute a quotation. "said:" before it is stronger evidence than what follows it.
  private func form(of quotation: Quotation, in run: Range<Int>) -> Form? {
    let left = left(of: quotation, in: run)
    if let left, left.isFirm, isSaying(left.cue.lowerBound) { return left }
    return right(of: quotation, in: run) ?? left
  }

  /// An attribution after the quotation: “…,” said Roe; “…?” the mayor asked.
  private func right(of quotation: Quotation, in run: Range<Int>) -> Form? {
    var next = quotation.closing >= 0 ? quotation.closing + 1 : quotation.inside.upperBound
    guard next < run.upperBound, next > run.lowerBound, handsOver(quotation) else { return nil }
    if text.tokens[next].kind == .dash, next + 1 < run.upperBound { next += 1 }
    let limit = sentenceEnd(from: next, in: run)
    if isVerb(next), text.tokens[next].tag != .VBP, text.tokens[next].tag != .VB, !isCapitalized(next) {
      var end = next + 1
      while end < limit, text.tokens[end].tag == .RP || text.tokens[end].tag == .RB { end += 1 }
      guard end < limit, let subject = phrases.startingAt(end, limit: limit), phrases.canSpeak(subject) else { return nil }
      return Form(cue: next..<end, source: subject, isFirm: true)
    }
    guard let subject = phrases.startingAt(next, limit: limit), phrases.canSpeak(subject) else { return nil }
    var verb = phrases.behindApposition(subject, limit: limit)
    while verb < limit, text.tokens[verb].tag == .RB || text.tokens[verb].tag == .MD { verb += 1 }
    guard verb < limit, isVerb(verb), opensLarge(quotation) else { return nil }
    // “…,” the mayor had said: the cue is the verb with its auxiliaries.
    var end = verb + 1
    while end < limit, isAuxiliary(end - 1), isVerb(end) || text.tokens[end].tag == .VBN { end += 1 }
    guard isSaying(end - 1) || endsClause(end, limit) else { return nil }
    return Form(cue: verb..<end, source: subject, isFirm: isSaying(end - 1))
  }

  /// An attribution before the quotation: Roe said: “…”; blurted out, “…”; his answer to the board: “…”.
  private func left(of quotation: Quotation, in run: Range<Int>) -> Form? {
    let before = quotation.opening - 1
    guard before > run.lowerBound else { return nil }
    let isColon = text.bytes[text.tokens[before].range.start] == UInt8(ascii: ":")
    guard isColon || isComma(before) || isSaying(before) else { return nil }
    let start = sentenceStart(before, in: run)
    let end = isColon || isComma(before) ? before : before + 1
    // Roe sent a note to the board with the subject line, “…”
    if !isColon, end > start + 2, Self.labels.contains(text.tokens[end - 1].lower),
      let verb = (start + 1..<end - 1).first(where: { text.tokens[$0].tag == .VBD || text.tokens[$0].tag == .VBZ }),
      let subject = phrases.endingAt(verb, from: start), phrases.canSpeak(subject)
    {
      return Form(cue: end - 1..<end, source: subject, isFirm: true)
    }
    var token = end - 1
    while token >= start, end - token <= Self.longestLead, text.tokens[token].quotation < 0 {
      defer { token -= 1 }
      if text.tokens[token].kind == .closingMark { return nil }
      let isNear = end - token <= 2
      if isSaying(token) || isNear && !isColon && isPast(token) && opensLarge(quotation) {
        if !isColon, !isNear, !hasCommaPair(token + 1..<end) { continue }
        let verb = text.tokens[token].tag == .RP ? token - 1 : token
        let cue = verb..<(isNear ? end : token + 1)
        return Form(cue: cue, source: phrases.subject(of: verb, from: start), isFirm: isNear)
      }
      if isColon, let word = CueLexicon.shared[text.tokens[token].lower], word.form == .noun || word.isNoun,
        word.type == .assertion || word.type == .belief
      {
        guard let owner = phrases.owner(of: token, from: start) else { continue }
        return Form(cue: token..<token + 1, source: owner, isFirm: false)
      }
      if !isColon, !isNear { return nil }
    }
    return nil
  }

  // MARK: Corrections

  private func apply(_ form: Form, to quotation: Quotation, _ number: Int, _ attributions: inout [Attribution]) {
    let owner = attributions.firstIndex { $0.contents.contains { $0.tokens.overlaps(quotation.inside) } }
    if let owner, attributions[owner].cue.map({ $0.tokens.overlaps(form.cue) }) ?? false {
      if attributions[owner].source == nil {
        attributions[owner].source = form.source.map { QuotePart(part: .source, tokens: $0, certainty: 0.8) }
      }
      // “…,” he told them, according to a statement: "he told them" is not part of what the statement says.
      for index in attributions.indices where index != owner { attributions[index].contents.removeAll { $0.tokens.overlaps(form.cue) } }
      attributions.removeAll { $0.contents.isEmpty }
      return
    }
    let isClaimed = attributions.firstIndex { $0.contents.contains { $0.tokens.overlaps(form.cue) } }
    if let isClaimed, isClaimed == owner, !form.isFirm { return }
    let source = form.source.map { QuotePart(part: .source, tokens: $0, certainty: 0.8) }
    let cue = QuotePart(part: .cue, tokens: form.cue, certainty: 0.9)
    if let owner, attributions[owner].cue == nil {
      attributions[owner].cue = cue
      if attributions[owner].source == nil { attributions[owner].source = source }
      attributions[owner].rule = "quotation beside its cue"
      return
    }
    if owner != nil, !form.isFirm { return }
    let part = content(of: quotation, certainty: owner.map { attributions[$0].contents.map(\.certainty).max() ?? 0.8 } ?? 0.8)
    // The words of this attribution do not belong to another's content.
    for index in attributions.indices {
      attributions[index].contents = attributions[index].contents.compactMap { without($0, quotation, form) }
    }
    attributions.removeAll { $0.contents.isEmpty }
    if let known = attributions.firstIndex(where: { $0.cue.map { $0.tokens.overlaps(form.cue) } ?? false }) {
      attributions[known].contents.append(part)
      attributions[known].contents.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
      return
    }
    attributions.append(Attribution(contents: [part], cue: cue, source: source, paragraph: number, rule: "quotation beside its cue"))
  }

  private func content(of quotation: Quotation, certainty: Float) -> QuotePart {
    let high = quotation.closing >= 0 ? quotation.closing + 1 : quotation.inside.upperBound
    return QuotePart(part: .direct, tokens: quotation.opening..<high, certainty: certainty)
  }

  /// A content without the quotation and without the words that attribute it.
  private func without(_ content: QuotePart, _ quotation: Quotation, _ form: Form) -> QuotePart? {
    let whole = quotation.opening..<max(quotation.closing + 1, quotation.inside.upperBound)
    guard content.tokens.overlaps(whole) || content.tokens.overlaps(form.cue) else { return content }
    var rest = content
    let taken = min(whole.lowerBound, form.cue.lowerBound)..<max(whole.upperBound, form.cue.upperBound)
    if content.tokens.lowerBound < taken.lowerBound, content.tokens.lowerBound >= (form.source?.upperBound ?? Int.max) { return nil }
    if content.tokens.lowerBound < taken.lowerBound {
      rest.tokens = content.tokens.lowerBound..<taken.lowerBound
      // The words of the source do not belong to the content either.
      if let source = form.source, rest.tokens.overlaps(source) { return nil }
    } else if content.tokens.upperBound > taken.upperBound {
      rest.tokens = max(taken.upperBound, form.source?.upperBound ?? 0)..<content.tokens.upperBound
      if rest.tokens.isEmpty { return nil }
    } else {
      return nil
    }
    let isQuoted = rest.tokens.contains { text.tokens[$0].quotation >= 0 }
    return isQuoted && words(rest.tokens) > 1 ? rest : nil
  }

  // MARK: Tests

  /// Whether the words inside the marks end as speech does before its attribution: with a comma, a question or exclamation mark, or a dash.
  private func handsOver(_ quotation: Quotation) -> Bool {
    var last = quotation.inside.upperBound - 1
    while last > quotation.inside.lowerBound, text.tokens[last].kind == .closingMark { last -= 1 }
    if text.tokens[last].kind == .dash { return true }
    let byte = text.bytes[text.tokens[last].range.start]
    if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "!") { return true }
    // British style: the comma comes after the closing mark.
    return false
  }

  private func opensLarge(_ quotation: Quotation) -> Bool {
    guard let first = quotation.inside.first else { return false }
    return text.tokens[first].shape.contains(.capitalized)
  }

  /// Whether commas enclose everything between a verb and the quotation mark: "said, with a smile,".
  private func hasCommaPair(_ run: Range<Int>) -> Bool { run.first.map { isComma($0) } ?? false }

  private func isSaying(_ token: Int) -> Bool {
    guard let word = CueLexicon.shared[text.tokens[token].lower], isVerb(token) || text.tokens[token].tag == .VBG else { return false }
    return word.form != .noun && word.type == .assertion && !word.manners.isDisjoint(with: [.say, .tell, .ask, .report])
  }

  private func isVerb(_ token: Int) -> Bool {
    guard text.tokens[token].kind == .word else { return false }
    switch text.tokens[token].tag {
    case .VBD, .VBZ, .VBP: return true
    case .VBN, .NNS, .NN, .JJ, .VB:
      return CueLexicon.shared[text.tokens[token].lower].map { $0.form == .past || $0.form == .third } ?? false
    default: return false
    }
  }

  private func isPast(_ token: Int) -> Bool {
    switch text.tokens[token].tag {
    case .VBD: !isAuxiliary(token)
    case .RP: token > 0 && text.tokens[token - 1].tag == .VBD
    default: false
    }
  }

  private func isAuxiliary(_ token: Int) -> Bool { Self.auxiliaries.contains(text.tokens[token].lower) }

  private func endsClause(_ token: Int, _ limit: Int) -> Bool {
    guard token < limit else { return true }
    switch text.tokens[token].kind {
    case .punctuation, .dash, .openingMark: return true
    default: break
    }
    switch text.tokens[token].tag {
    case .IN, .TO, .RB, .WRB, .CC: return true
    default: return Self.days.contains(text.tokens[token].lower)
    }
  }

  private func isCapitalized(_ token: Int) -> Bool { text.tokens[token].shape.contains(.capitalized) }
  private func isComma(_ token: Int) -> Bool { text.bytes[text.tokens[token].range.start] == UInt8(ascii: ",") }
  private func words(_ run: Range<Int>) -> Int { run.count { text.tokens[$0].kind == .word || text.tokens[$0].kind == .number } }

  private func sentenceEnd(from token: Int, in run: Range<Int>) -> Int {
    var end = token + 1
    while end < run.upperBound, !text.tokens[end].shape.contains(.sentenceStart), text.tokens[end].quotation < 0 { end += 1 }
    return end
  }

  private func sentenceStart(_ token: Int, in run: Range<Int>) -> Int {
    var start = token
    while start > run.lowerBound, !text.tokens[start].shape.contains(.sentenceStart), token - start < 60 { start -= 1 }
    return start
  }

  private static func hashes(_ words: String) -> Set<UInt64> { Set(WordHash.foldedWords(words)) }
  private static let auxiliaries = hashes(WordSets["QuotationForms.auxiliaries"])
  /// Nouns for things that bear somebody's words.
  private static let labels = hashes(WordSets["QuotationForms.labels"])
  private static let days = hashes(WordSets["QuotationForms.days"])
}
