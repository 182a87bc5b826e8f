internal import Knowledge
internal import Linguistics
internal import Record

/// Finds the noun phrases before and after a verb: its subject, if that can speak.
struct SubjectPhrases {
  private let text: AnalyzedText
  private let nameAt: [Int32]

  /// The most tokens of a phrase.
  private static let longest = 14

  init(_ text: AnalyzedText) {
    self.text = text
    var nameAt = [Int32](repeating: -1, count: text.tokens.count)
    for (number, name) in text.names.enumerated() { for token in name.tokens { nameAt[token] = Int32(number) } }
    self.nameAt = nameAt
  }

  /// The name that contains a token.
  func name(at token: Int) -> NameMention? { nameAt[token] < 0 ? nil : text.names[Int(nameAt[token])] }

  /// The phrase that begins at a token: a pronoun, or a noun phrase with any "of" or "for" complement.
  func startingAt(_ start: Int, limit: Int) -> Range<Int>? {
    guard start < limit else { return nil }
    if isPronoun(start) { return start..<start + 1 }
    var high = start
    while high < limit, high - start < Self.longest, isNominal(high) { high += 1 }
    while high > start, !isHead(high - 1) { high -= 1 }
    guard high > start else { return nil }
    // A name ends the phrase, so a time after it ("Ann Roe today") stays outside.
    if let last = (start..<high).last(where: { nameAt[$0] >= 0 }), last + 1 < high, isTime(last + 1) { high = last + 1 }
    // "a spokesman for the port", "the head of the union"
    while high + 1 < limit, high - start < Self.longest, Self.links.contains(text.tokens[high].lower), nameAt[high - 1] < 0 {
      var end = high + 1
      while end < limit, isNominal(end) { end += 1 }
      while end > high + 1, !isHead(end - 1) { end -= 1 }
      if end == high + 1 { break }
      high = end
    }
    return start..<high
  }

  /// The phrase that ends before a verb, skipping adverbs, auxiliaries and one apposition between commas.
  func endingAt(_ end: Int, from start: Int) -> Range<Int>? {
    var high = end
    while high > start, isBetween(high - 1) { high -= 1 }
    // "Brandt, in an interview with the radio, blurted out"
    if high > start, isComma(high - 1) {
      var comma = high - 2
      while comma > start, !isComma(comma), high - comma < Self.longest { comma -= 1 }
      if comma > start, isComma(comma), text.tokens[comma - 1].kind == .word { high = comma } else { high -= 1 }
    }
    guard high > start else { return nil }
    if isPronoun(high - 1) { return high - 1..<high }
    var low = high
    while low > start, high - low < Self.longest, isNominal(low - 1) { low -= 1 }
    while low < high, !isNominal(low) { low += 1 }
    guard low < high, isHead(high - 1) else { return nil }
    return wholeSubject(withoutTime(low..<high), from: start)
  }

  /// A phrase without the time in front of its article: "On Monday | the mayor".
  func withoutTime(_ phrase: Range<Int>) -> Range<Int> {
    guard let time = phrase.dropLast().last(where: { isTime($0) && nameAt[$0] < 0 }), [.DT, .PRPS].contains(text.tokens[time + 1].tag)
    else { return phrase }
    return time + 1..<phrase.upperBound
  }

  /// The subject of a verb: the phrase before it, or before the verb with which it is coordinated ("Roe nodded and | replied").
  func subject(of verb: Int, from start: Int) -> Range<Int>? {
    guard verb > start + 1, text.tokens[verb - 1].tag == .CC else { return endingAt(verb, from: start) }
    var token = verb - 2
    while token > start, verb - token <= Self.longest, text.tokens[token].kind == .word {
      if text.tokens[token].tag == .VBD || text.tokens[token].tag == .VBZ {
        guard let found = endingAt(token, from: start) else { return nil }
        return canSpeak(found) ? found : nil
      }
      token -= 1
    }
    return nil
  }

  /// Extends a phrase after a preposition to the phrase it belongs to, since it is not a subject by itself ("a letter from Ann Roe to the
  /// board").
  private func wholeSubject(_ phrase: Range<Int>, from start: Int) -> Range<Int> {
    var low = phrase.lowerBound
    while low - 1 > start, Self.attaching.contains(text.tokens[low - 1].lower), isHead(low - 2) {
      var head = low - 1
      while head > start, low - head < Self.longest, isNominal(head - 1) { head -= 1 }
      low = head
    }
    // With a preposition at the start of the sentence there is no such phrase: "in Vela the mayor".
    if low > start, Self.attaching.contains(text.tokens[low - 1].lower) { return phrase }
    return low..<phrase.upperBound
  }

  /// The possessor of a noun, a name or pronoun: "Ann Roe's answer", "his reply".
  func owner(of noun: Int, from start: Int) -> Range<Int>? {
    var token = noun - 1
    while token >= start, noun - token < 8 {
      if SourceReader.isPossessive(token, text), token > start, let name = name(at: token - 1) { return name.tokens }
      if text.tokens[token].tag == .PRPS { return token..<token + 1 }
      token -= 1
    }
    // "the answer of Ann Roe"
    if noun + 2 < text.tokens.count, Self.links.contains(text.tokens[noun + 1].lower), let name = name(at: noun + 2) { return name.tokens }
    return nil
  }

  /// The token after a phrase and any apposition between commas that follows it: "Ann Roe, 52, | said".
  func behindApposition(_ phrase: Range<Int>, limit: Int) -> Int {
    let end = phrase.upperBound
    guard end < limit, isComma(end) else { return end }
    var comma = end + 1
    while comma < limit, comma - end <= 20 {
      if isComma(comma), comma + 1 < limit, isVerbal(comma + 1) { return comma + 1 }
      comma += 1
    }
    return end
  }

  /// Whether a phrase can speak: not a time, a sum of money, "it" or "there".
  func canSpeak(_ phrase: Range<Int>) -> Bool {
    let last = phrase.upperBound - 1
    if isTime(last), phrase.count <= 2, nameAt[last] < 0 || text.names[Int(nameAt[last])].kind != .person { return false }
    return text.tokens[phrase.lowerBound].tag != .EX && text.tokens[last].kind == .word
  }

  private func isVerbal(_ token: Int) -> Bool {
    switch text.tokens[token].tag {
    case .VBD, .VBZ, .VBP, .MD: true
    default: false
    }
  }

  private func isBetween(_ token: Int) -> Bool {
    switch text.tokens[token].tag {
    case .RB, .MD: true
    case .VBD, .VBZ, .VBP: Self.auxiliaries.contains(text.tokens[token].lower)
    default: false
    }
  }

  /// Whether a word can be part of a noun phrase.
  func isNominal(_ token: Int) -> Bool {
    if nameAt[token] >= 0 { return true }
    switch text.tokens[token].tag {
    case .NN, .NNS, .NNP, .NNPS, .DT, .JJ, .JJS, .PRPS, .POS, .CD:
      return text.tokens[token].kind == .word || text.tokens[token].kind == .number
    default: return false
    }
  }

  /// Whether a word can end a noun phrase.
  func isHead(_ token: Int) -> Bool {
    if nameAt[token] >= 0 { return true }
    // "the 52-year-old"
    if text.tokens[token].shape.isSuperset(of: [.hasDigit, .hyphenated]) { return true }
    switch text.tokens[token].tag {
    case .NN, .NNS, .NNP, .NNPS: return text.tokens[token].kind == .word
    default: return false
    }
  }

  func isPronoun(_ token: Int) -> Bool {
    switch text.tokens[token].tag {
    case .PRP, .WP: Self.speaking.contains(text.tokens[token].lower)
    default: false
    }
  }

  /// Whether a word is a time: a weekday, "yesterday", "afterwards".
  func isTime(_ token: Int) -> Bool {
    Self.times.contains(text.tokens[token].lower)
  }

  private func isComma(_ token: Int) -> Bool { text.bytes[text.tokens[token].range.start] == UInt8(ascii: ",") }

  private static func hashes(_ words: String) -> Set<UInt64> { Set(WordHash.foldedWords(words)) }
  private static let links = hashes("of for")
  /// Prepositions that attach a phrase to the noun before it.
  private static let attaching = hashes(WordSets["SubjectPhrases.attaching"])
  private static let auxiliaries = hashes("has have had")
  private static let speaking = hashes("he she they we i who it")
  /// Verbs whose object is the person addressed.
  static let telling = hashes(WordSets["SubjectPhrases.telling"])
  static let times = hashes(WordSets["SubjectPhrases.times"])
}
