package import Linguistics
internal import Record

/// One or more content spans with their cue and source.
package struct Attribution: Sendable {
  /// The contents in text order.
  package var contents: [QuotePart]
  /// The cue; `nil` for a quotation without one.
  package var cue: QuotePart?
  /// The words that name the speaker.
  package var source: QuotePart?
  /// The paragraph of the first content.
  var paragraph: Int
  /// The rule that made it (``Reason/rule``).
  var rule: String
  /// The speaker, if the layout names one.
  package var speaker: Speaker?
  /// The paragraph of the last content.
  var lastParagraph: Int
  /// How far the first tagger agrees with the second, as bits: 1 it found the cue, 2 with contents that begin alike, 4 with contents that
  /// end alike, 8 with the same source.
  var agreement: UInt64 = 0
  /// Whether it follows from layout or form alone (``LayoutReader``, ``ReportedSentences``), so that no tagger needs to be sure of it.
  var isLaidOut = false
  /// Whether the contents are whole turns of a conversation, whose final full stop belongs to them.
  var isWholeTurn = false

  init(contents: [QuotePart], cue: QuotePart?, source: QuotePart?, paragraph: Int, rule: String, speaker: Speaker? = nil) {
    self.contents = contents
    self.cue = cue
    self.source = source
    self.paragraph = paragraph
    self.rule = rule
    self.speaker = speaker
    lastParagraph = paragraph
  }
}

/// Links the parts of a paragraph: each content to a nearby cue, each cue to a nearby source.
package struct AttributionLinker {
  let text: AnalyzedText

  package init(text: AnalyzedText) { self.text = text }

  /// The attributions of a paragraph. Contents in quotation marks without a cue become attributions of their own. Other contents without a
  /// cue, and cues without a content, are dropped.
  package func attributions(_ parts: [QuotePart], paragraph: Int) -> [Attribution] {
    let cues = parts.indices.filter { parts[$0].part == .cue }
    var owner = [Int](repeating: -1, count: parts.count)
    for index in parts.indices where isContent(parts[index]) { owner[index] = cue(of: index, parts, owner) }
    for cue in cues where !owner.contains(cue) { feed(cue, parts, &owner) }
    var attributions: [Attribution] = []
    for cue in cues {
      let contents = parts.indices.filter { owner[$0] == cue }.map { parts[$0] }
      if contents.isEmpty { continue }
      let firstContent = parts.indices.first { owner[$0] == cue } ?? cue
      let source = source(of: cue, parts, contentComesFirst: firstContent < cue)
      attributions.append(
        Attribution(contents: contents, cue: parts[cue], source: source, paragraph: paragraph, rule: "content, cue and source"))
    }
    for index in parts.indices where parts[index].part == .direct && owner[index] < 0 {
      attributions.append(
        Attribution(contents: [parts[index]], cue: nil, source: nil, paragraph: paragraph, rule: "quotation without a cue"))
    }
    return attributions.sorted { $0.contents[0].tokens.lowerBound < $1.contents[0].tokens.lowerBound }
  }

  private func isContent(_ part: QuotePart) -> Bool { part.part == .direct || part.part == .clause }

  /// Whether a sentence ends between two parts, of which `left` comes first.
  private func isParted(_ left: QuotePart, _ right: QuotePart) -> Bool {
    var token = left.tokens.upperBound
    while token <= right.tokens.lowerBound {
      if text.tokens[token].shape.contains(.sentenceStart) {
        // A quotation after a colon or comma does not begin a new sentence of the report.
        var before = token - 1
        while before >= left.tokens.lowerBound, text.tokens[before].kind == .openingMark { before -= 1 }
        let byte = before >= 0 ? text.bytes[text.tokens[before].range.end - 1] : 0
        if byte != UInt8(ascii: ":") && byte != UInt8(ascii: ",") { return true }
      }
      token += 1
    }
    return false
  }

  /// The cue to which a content belongs; -1 for none.
  private func cue(of index: Int, _ parts: [QuotePart], _ owner: [Int]) -> Int {
    let content = parts[index]
    let previous = parts[..<index].lastIndex { $0.part == .cue }
    let next = parts[(index + 1)...].firstIndex { $0.part == .cue }
    let previousFits = previous.map { !isParted(parts[$0], content) } ?? false
    let nextFits = next.map { !isParted(content, parts[$0]) } ?? false
    if let previous, previousFits, parts[(previous + 1)..<index].allSatisfy({ !isContent($0) }) {
      // "A," she said, "B," he replied: a comma before the closing mark links the quotation to what follows.
      if let next, nextFits, content.part == .direct, endsWithComma(content), owns(previous, contentBefore: parts),
        parts[(index + 1)..<next].allSatisfy({ !isContent($0) }), next - index <= 2,
        parts[next].tokens.lowerBound - content.tokens.upperBound < 4,
        !startsSmall(content)
      {
        return next
      }
      return previous
    }
    if let next, nextFits, parts[(index + 1)..<next].allSatisfy({ !isContent($0) }) { return next }
    if let previous, previousFits { return previous }
    if let next, nextFits { return next }
    guard content.part == .direct, let previous else { return -1 }
    // “A,” Roe said, though others have said so. “B.”: Roe continues.
    for index in parts[..<previous].indices.reversed() where parts[index].part == .cue {
      if isParted(parts[index], parts[previous]) { break }
      if parts[..<index].indices.contains(where: { owner[$0] == index && parts[$0].part == .direct }) { return index }
    }
    return previous
  }

  private func owns(_ cue: Int, contentBefore parts: [QuotePart]) -> Bool {
    parts[..<cue].last.map { isContent($0) || $0.part == .source } ?? false
  }

  private func endsWithComma(_ content: QuotePart) -> Bool {
    let last = content.tokens.upperBound - 1
    guard last > 0, text.tokens[last].kind == .closingMark else { return false }
    return text.bytes[text.tokens[last - 1].range.start] == UInt8(ascii: ",")
  }

  private func startsSmall(_ content: QuotePart) -> Bool {
    for token in content.tokens where text.tokens[token].kind == .word { return !text.tokens[token].shape.contains(.capitalized) }
    return false
  }

  /// Gives a cue without content one directly before it, if the cue that owns that content has others.
  private func feed(_ cue: Int, _ parts: [QuotePart], _ owner: inout [Int]) {
    guard let index = parts[..<cue].lastIndex(where: { $0.part != .source }), isContent(parts[index]), owner[index] >= 0,
      !isParted(parts[index], parts[cue]), owner.filter({ $0 == owner[index] }).count > 1
    else { return }
    owner[index] = cue
  }

  private func source(of cue: Int, _ parts: [QuotePart], contentComesFirst: Bool) -> QuotePart? {
    let previous = parts[..<cue].lastIndex { $0.part == .source && !isParted($0, parts[cue]) }
    let next = parts[(cue + 1)...].firstIndex { $0.part == .source && !isParted(parts[cue], $0) }
    if let next, parts[(cue + 1)..<next].isEmpty {
      let distance = parts[next].tokens.lowerBound - parts[cue].tokens.upperBound
      guard let previous else { return parts[next] }
      let between = parts[(previous + 1)..<cue]
      // "said Smith", "according to Smith": the source directly after the cue, unless one stands directly before it.
      if distance <= 1, !between.isEmpty || contentComesFirst && previous < cue - 1 { return parts[next] }
      if distance <= 2, between.contains(where: { $0.part == .cue }), !hasOwnCue(next, parts) { return parts[next] }
    }
    if let previous { return parts[previous] }
    if let next, !hasOwnCue(next, parts) || parts[(cue + 1)..<next].isEmpty { return parts[next] }
    return nil
  }

  private func hasOwnCue(_ source: Int, _ parts: [QuotePart]) -> Bool {
    source + 1 < parts.count && parts[source + 1].part == .cue
      && parts[source + 1].tokens.lowerBound - parts[source].tokens.upperBound <= 1
  }
}
