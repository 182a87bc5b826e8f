internal import Knowledge
internal import Record

/// Finds the sentence boundaries among a paragraph's tokens.
struct SentenceSplitter {
  let bytes: [UInt8]

  /// The most tokens of a sentence. Printed ones have fewer. A list that never ends is read in parts of this length, so that time grows with
  /// the text and no faster: many readers look through the whole sentence for each number or verb in it.
  static let most = 256

  /// Appends the sentences of one paragraph and marks their first tokens.
  func split(_ paragraph: Range<Int>, number: Int, tokens: inout [Token], into sentences: inout [Sentence]) {
    var start = paragraph.lowerBound
    var index = start
    while index < paragraph.upperBound {
      if let next = part(of: start..<index, tokens) ?? end(at: index, paragraph: paragraph, tokens: tokens) {
        close(start..<next, number, &tokens, &sentences)
        start = next
        index = next
      } else {
        index += 1
      }
    }
    if start < paragraph.upperBound { close(start..<paragraph.upperBound, number, &tokens, &sentences) }
  }

  private func close(_ run: Range<Int>, _ number: Int, _ tokens: inout [Token], _ sentences: inout [Sentence]) {
    tokens[run.lowerBound].shape.insert(.sentenceStart)
    sentences.append(Sentence(tokens: run, paragraph: number))
  }

  /// Where the next sentence begins if this one has the most tokens: behind the last comma or semicolon of its second half, otherwise behind
  /// its last token.
  private func part(of run: Range<Int>, _ tokens: [Token]) -> Int? {
    guard run.count >= Self.most else { return nil }
    let mark = tokens[run].suffix(Self.most / 2).lastIndex { token in
      token.range.count == 1 && (bytes[token.range.start] == UInt8(ascii: ",") || bytes[token.range.start] == UInt8(ascii: ";"))
    }
    return mark.map { $0 + 1 } ?? run.upperBound
  }

  private enum Stop {
    case full, loud, ellipsis, abbreviation
  }

  private func stop(_ token: Token) -> Stop? {
    if token.shape.contains(.abbreviation) { return .abbreviation }
    guard token.kind == .punctuation else { return nil }
    switch bytes[token.range.start] {
    case UInt8(ascii: "."): return token.range.count == 1 ? .full : .ellipsis
    case UInt8(ascii: "?"), UInt8(ascii: "!"): return .loud
    case 0xE2 where token.range.count == 3 && bytes[token.range.start + 1] == 0x80 && bytes[token.range.start + 2] == 0xA6: return .ellipsis
    default: return nil
    }
  }

  /// The first token of the next sentence, if one ends at `index`.
  private func end(at index: Int, paragraph: Range<Int>, tokens: [Token]) -> Int? {
    guard let stop = stop(tokens[index]) else { return nil }
    var next = index + 1
    var closed = false
    while next < paragraph.upperBound, follows(tokens[next]) {
      if tokens[next].kind == .closingMark { closed = true }
      next += 1
    }
    guard next < paragraph.upperBound else { return nil }
    // The next word, after an opening mark or bracket.
    var word = next
    while word < paragraph.upperBound - 1, tokens[word].kind == .openingMark || isOpeningBracket(tokens[word]) { word += 1 }
    let opens = word > next
    guard tokens[next].shape.contains(.spaceBefore) || opens else { return nil }
    let following = tokens[word]
    if following.kind == .dash || following.kind == .punctuation && !opens { return nil }
    if following.kind == .word || following.kind == .number || following.kind == .url {
      if following.kind == .word, !following.shape.contains(.capitalized), !following.shape.contains(.hasDigit), isLetter(following),
        !(opens && closed)
      {
        return nil
      }
    }
    switch stop {
    case .full: return next
    case .loud:
      if closed, !opens, isAttribution(from: next, until: paragraph.upperBound, tokens: tokens) { return nil }
      return next
    case .ellipsis:
      if following.lower == Self.i { return nil }
      return following.shape.contains(.capitalized) || closed ? next : nil
    case .abbreviation:
      // A closing mark after the full stop, then a capital: "… beyond the U.S." He
      if closed, !isTitle(tokens[index]) { return next }
      return endsSentence(index, following: following, opens: opens, paragraph: paragraph, tokens: tokens) ? next : nil
    }
  }

  private func follows(_ token: Token) -> Bool {
    if token.shape.contains(.spaceBefore) { return false }
    if token.kind == .closingMark { return true }
    guard token.kind == .punctuation else { return false }
    let byte = bytes[token.range.start]
    return byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "!")
      || byte == UInt8(ascii: ".") || token.range.count == 3 && byte == 0xE2 && bytes[token.range.start + 2] == 0xA6
  }

  private func isOpeningBracket(_ token: Token) -> Bool {
    token.range.count == 1 && (bytes[token.range.start] == UInt8(ascii: "(") || bytes[token.range.start] == UInt8(ascii: "["))
  }

  private func isLetter(_ token: Token) -> Bool {
    let first = bytes[token.range.start]
    return first < 128 ? Characters.ascii[Int(first)] == .letter : first >= 0xC3
  }

  private func isTitle(_ token: Token) -> Bool { Abbreviations.shared[token.lower]?.kind == .title }

  /// Whether a sentence ends at an abbreviation that is followed by a capital or a number.
  private func endsSentence(_ index: Int, following: Token, opens: Bool, paragraph: Range<Int>, tokens: [Token]) -> Bool {
    let token = tokens[index]
    let starts = Self.starters.contains(following.lower) && following.shape.contains(.capitalized)
    if token.shape.contains(.initial) {
      guard starts, index > paragraph.lowerBound else { return false }
      return !tokens[index - 1].shape.contains(.capitalized)
    }
    if let kind = Abbreviations.shared[token.lower]?.kind {
      switch kind {
      case .title, .number: return false
      case .month, .day, .place, .suffix, .state:
        // "12 ft. Barges wait below it."
        let isMeasure = token.lower == Self.feet && index > paragraph.lowerBound && tokens[index - 1].kind == .number
        return starts || opens || isMeasure && following.shape.contains(.capitalized)
      case .general:
        return (starts || opens || following.shape.contains(.capitalized)) && token.lower != Self.versus && token.lower != Self.v
      }
    }
    if token.lower == Self.am || token.lower == Self.pm {
      return following.shape.contains(.capitalized) && !Self.zones.contains(following.lower) && !following.shape.contains(.allCaps)
    }
    if token.shape.contains(.hyphenated) { return starts }
    return starts || opens
  }

  /// Whether words such as "Roe asked" follow a closing mark, so that the sentence continues.
  private func isAttribution(from index: Int, until end: Int, tokens: [Token]) -> Bool {
    for token in index..<min(index + 5, end) {
      if tokens[token].kind != .word { return false }
      if Self.speech.contains(tokens[token].lower) { return token > index || tokens[token].shape.contains(.capitalized) == false }
    }
    return false
  }

  private static func hashes(_ words: String) -> Set<UInt64> { Set(WordHash.foldedWords(words)) }
  private static let i = WordHash.folded("I")
  private static let am = WordHash.folded("a.m.")
  private static let pm = WordHash.folded("p.m.")
  private static let versus = WordHash.folded("vs.")
  private static let feet = WordHash.folded("ft.")
  private static let v = WordHash.folded("v.")
  private static let zones = hashes(WordSets["SentenceSplitter.zones"])
  private static let speech = hashes(WordSets["SentenceSplitter.speech"])
  /// Words that begin a sentence far more often than they follow an abbreviation inside one.
  private static let starters = hashes(WordSets["SentenceSplitter.starters"])
}
