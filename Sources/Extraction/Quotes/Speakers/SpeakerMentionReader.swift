internal import Knowledge
internal import Linguistics
internal import Record

/// Classifies the sources of utterances: what kind of words name the speaker.
struct SpeakerMentionReader {
  private let text: AnalyzedText
  private let reader: SourceReader
  private let nameAt: [Int32]

  init(_ text: AnalyzedText) {
    self.text = text
    reader = SourceReader(text: text)
    var nameAt = [Int32](repeating: -1, count: text.tokens.count)
    for (number, name) in text.names.enumerated() { for token in name.tokens { nameAt[token] = Int32(number) } }
    self.nameAt = nameAt
  }

  /// The mention of an utterance's speaker.
  func mention(of utterance: Attribution) -> SpeakerMention {
    guard let source = utterance.source?.tokens, !isClockTime(source) else {
      if utterance.cue != nil { return SpeakerMention(sort: .cueAlone) }
      return SpeakerMention(sort: isWholeParagraph(utterance) ? .wholeParagraph : .runningText)
    }
    return read(withoutLetters(source))
  }

  /// "Ann Roe, OBE", "Ann Roe PhD": a source without the letters of degrees and honours behind a person's name.
  private func withoutLetters(_ source: Range<Int>) -> Range<Int> {
    // "Ann Roe MBE, the owner": what follows the letters describes the person.
    if let letters = source.dropFirst().first(where: {
      PostnominalLetters.contains(text.tokens[$0].lower) && nameAt[$0] < 0 && isPerson($0 - 1)
    }) {
      return source.lowerBound..<letters
    }
    var end = source.upperBound
    while end - 1 > source.lowerBound, isComma(end - 1) || PostnominalLetters.contains(text.tokens[end - 1].lower) && nameAt[end - 1] < 0 {
      end -= 1
    }
    return end < source.upperBound && isPerson(end - 1) ? source.lowerBound..<end : source
  }

  /// "11.20am" before an entry of a live blog.
  private func isClockTime(_ source: Range<Int>) -> Bool {
    let digits = text.tokens[source.lowerBound]
    return source.count <= 2 && digits.shape.contains(.hasDigit) && !digits.shape.contains(.hyphenated)
      && source.dropFirst().allSatisfy { text.tokens[$0].range.count <= 4 && text.tokens[$0].tag != .NNP }
      && text.bytes[digits.range.start] &- 48 < 10
  }

  private func read(_ source: Range<Int>) -> SpeakerMention {
    let phrase = reader.phrase(source)
    let first = text.tokens[phrase.tokens.lowerBound].lower
    var mention = SpeakerMention(sort: .personNoun, source: source, head: phrase.head, range: text.range(source))
    if Self.the == first { mention.determiner = 1 }
    if Self.indefinites.contains(first) { mention.determiner = 2 }
    if text.tokens[phrase.tokens.lowerBound].tag == .PRPS { mention.determiner = 3 }
    if Self.quantifiers.contains(first) { mention.determiner = 4 }
    let isRelative = text.tokens[phrase.tokens.lowerBound].tag == .WP && first == Self.who && !isAbbreviation(phrase.tokens.lowerBound)
    // "Some in the town", "many observers", "several": a group, named by these words.
    if Self.quantities.contains(first), text.tokens[phrase.tokens.lowerBound].kind == .word {
      mention.sort = .groupNoun
      mention.kind = .group
      mention.determiner = 4
      mention.words = nounPhrase(phrase, source)
      mention.range = text.range(trimmed(source))
      return mention
    }
    if phrase.tokens.count == 1 || isRelative || source.count <= 2 && mention.determiner != 3, !isAbbreviation(phrase.tokens.lowerBound),
      let sort = pronoun(first)
    {
      mention.sort = sort
      mention.head = phrase.tokens.lowerBound
      mention.gender = sort == .she ? .female : sort == .he ? .male : .unknown
      mention.kind = [.they, .firstPlural].contains(sort) ? .group : [.it, .which].contains(sort) ? .organization : .person
      if sort == .who { antecedent(of: source, &mention) }
      return mention
    }
    if joinsPeople(source) {
      mention.sort = .severalPeople
      mention.words = words(source)
      mention.kind = .group
      return mention
    }
    if let name = headName(phrase), named(name, phrase, source, &mention) { return mention }
    if let name = apposition(phrase, source) {
      mention.sort = .apposition
      mention.name = name
      mention.range = text.range(text.names[name].tokens)
      mention.kind = .person
      return mention
    }
    nominal(phrase, source, first, &mention)
    return mention
  }

  /// "WHO", "US", "IT": a word in capitals among others that are not, no pronoun.
  private func isAbbreviation(_ token: Int) -> Bool {
    guard text.tokens[token].shape.contains(.allCaps) else { return false }
    let sentence = text.sentences[text.sentence(of: token)].tokens
    return sentence.contains {
      text.tokens[$0].kind == .word && text.tokens[$0].range.count > 2 && !text.tokens[$0].shape.contains(.capitalized)
    }
  }

  private func pronoun(_ word: UInt64) -> SpeakerMention.Sort? {
    if let gender = PronounResolver.gender(word) { return gender == .female ? .she : .he }
    if word == Self.who { return .who }
    if Self.relatives.contains(word) { return .which }
    if Self.firsts.contains(word) { return .first }
    if Self.firstPlurals.contains(word) { return .firstPlural }
    if Self.plurals.contains(word) { return .they }
    return Self.its.contains(word) ? .it : nil
  }

  /// "activists who", "one driver, who": the noun before a relative pronoun, unless it is a name.
  private func antecedent(of source: Range<Int>, _ mention: inout SpeakerMention) {
    var high = source.lowerBound
    if high > 1, text.bytes[text.tokens[high - 1].range.start] == UInt8(ascii: ",") { high -= 1 }
    guard high > 0, !text.tokens[high].shape.contains(.sentenceStart), let phrase = NounPhrases(text).phrase(endingAt: high - 1),
      nameAt[high - 1] < 0
    else { return }
    mention.range = text.range(phrase)
    mention.gender = GenderedNouns.gender(text.tokens[high - 1].lower)
    if reader.isPlural(high - 1) {
      mention.words = text.words(text.range(phrase))
      mention.kind = .group
    }
  }

  // MARK: Names

  /// The name at the head of a phrase, with only titles, adjectives and other names before it; otherwise a person after a title ("the
  /// undersecretary for schools Ann Roe").
  private func headName(_ phrase: SourceReader.Phrase) -> Int? {
    // "Clinton's campaign" has another noun as its head; "Clinton's" alone is the name itself.
    let number = nameAt[phrase.head]
    return number >= 0 ? Int(number) : nil
  }

  private func named(_ number: Int, _ phrase: SourceReader.Phrase, _ source: Range<Int>, _ mention: inout SpeakerMention) -> Bool {
    let name = text.names[number]
    switch name.kind {
    case .person:
      // "the Scot"
      if name.tokens.count == 1, mention.determiner == 1, isDemonym(phrase.head) { return false }
      mention.sort = .person
      mention.range = text.range(name.tokens)
      mention.kind = .person
      if name.entity < 0 { mention.words = text.words(text.range(name.tokens)) }
    case .organization:
      // "Trump Campaign", "FBI agents": the head is a noun after the body's name.
      if phrase.head >= name.tokens.upperBound { return false }
      // "the MEC", "the Republican congressman", "the Swede": an office or origin that the name finder took for a body.
      if isOffice(phrase) || mention.determiner != 0 && name.tokens.count == 1 && isDemonym(phrase.head) { return false }
      if reader.isPlural(phrase.head), SpeakerNouns.shared[text.tokens[phrase.head].lower] == .group { return false }
      let full = source.count > name.tokens.count + 3 ? name.tokens : trimmed(source)
      mention.sort = .body
      mention.range = text.range(full)
      mention.kind = .organization
      if name.entity < 0 { mention.words = text.words(text.range(name.tokens)) }
    case .place:
      if mention.determiner != 0, name.tokens.count == 1, isDemonym(phrase.head) { return false }
      mention.sort = .place
      mention.words = words(name.tokens)
      mention.range = text.range(name.tokens)
      mention.kind = .organization
    case .nationality, .other: return false
    }
    mention.name = number
    return true
  }

  /// "the party chairwoman, Jane Doe": the name after the comma; "the undersecretary for schools Jane Doe": the name after the title.
  private func apposition(_ phrase: SourceReader.Phrase, _ source: Range<Int>) -> Int? {
    if reader.isPlural(phrase.head) { return nil }
    let commas = (phrase.tokens.upperBound..<source.upperBound).filter { text.bytes[text.tokens[$0].range.start] == UInt8(ascii: ",") }
    if commas.isEmpty {
      // A name at the end of the source, after a title with "for" or "of".
      let last = source.upperBound - 1
      guard nameAt[last] >= 0, text.names[Int(nameAt[last])].kind == .person, text.names[Int(nameAt[last])].entity >= 0,
        case let before = text.names[Int(nameAt[last])].tokens.lowerBound - 1, before > phrase.head,
        !Self.links.contains(text.tokens[before].lower)
      else { return nil }
      return Int(nameAt[last])
    }
    var token = commas[0] + 1
    // Titles may stand before the name: "the seller, retired driver Jane Doe".
    while token < source.upperBound, token - commas[0] <= 9, !isPerson(token), nameAt[token] >= 0 || isTitleWord(token) { token += 1 }
    guard token < source.upperBound, nameAt[token] >= 0 else { return nil }
    let name = text.names[Int(nameAt[token])]
    return name.kind == .person && name.entity >= 0 ? Int(nameAt[token]) : nil
  }

  private func isPerson(_ token: Int) -> Bool { nameAt[token] >= 0 && text.names[Int(nameAt[token])].kind == .person }

  private func isComma(_ token: Int) -> Bool { text.bytes[text.tokens[token].range.start] == UInt8(ascii: ",") }

  private func isTitleWord(_ token: Int) -> Bool {
    switch text.tokens[token].tag {
    case .NN, .NNP, .JJ, .DT, .CC: text.tokens[token].kind == .word
    case .VBN, .VBD: token + 1 < text.tokens.count && text.tokens[token + 1].tag == .NN
    default: text.tokens[token].shape.contains(.capitalized)
    }
  }

  private func joinsPeople(_ source: Range<Int>) -> Bool {
    var people = 0
    var token = source.lowerBound
    var joined = false
    while token < source.upperBound {
      let word = text.tokens[token].lower
      if Self.closing.contains(word) { break }
      if word == Self.and { joined = true }
      // "Ann Roe, a pilot and …": an apposition, not a second person; "Ann Roe, a pilot, and Tom Lund": the second follows it.
      if people > 0, isComma(token), token + 1 < source.upperBound, !isPerson(token + 1), text.tokens[token + 1].lower != Self.and {
        guard let end = (token + 1..<source.upperBound).first(where: isComma), end + 1 < source.upperBound,
          text.tokens[end + 1].lower == Self.and, !(token + 1..<end).contains(where: isPerson)
        else { break }
        token = end + 1
        continue
      }
      if nameAt[token] >= 0 {
        let name = text.names[Int(nameAt[token])]
        if name.kind == .person, people == 0 || joined { people += 1 }
        token = max(name.tokens.upperBound, token + 1)
        continue
      }
      token += 1
    }
    return joined && people >= 2
  }

  // MARK: Nouns

  private func nominal(_ phrase: SourceReader.Phrase, _ source: Range<Int>, _ first: UInt64, _ mention: inout SpeakerMention) {
    mention.range = text.range(trimmed(source))
    let head = text.tokens[phrase.head]
    mention.gender = GenderedNouns.gender(head.lower)
    if head.shape.contains(.capitalized), !head.shape.contains(.sentenceStart) || phrase.tokens.count > 1 {
      // "the Italian", "a Republican", "Democratic Congressman": someone without a name.
      // "Mum" is nobody's name.
      if isOffice(phrase) || phrase.tokens.count > 1 && isDemonym(phrase.head) || KinNouns.contains(head.lower) {
        mention.kind = .person
        mention.sort = .personNoun
        return
      }
      if capitals(phrase, &mention) { return }
    }
    let listed = SpeakerNouns.shared[head.lower]
    let plural = reader.isPlural(phrase.head)
    mention.words = nounPhrase(phrase, source)
    if plural || listed == .group || mention.determiner == 4 {
      mention.kind = listed == .document ? .document : listed == .organization && !plural ? .organization : .group
      mention.sort = .groupNoun
    } else if let listed {
      mention.kind = listed
      mention.sort = listed == .organization ? .organizationNoun : listed == .document ? .documentNoun : .groupNoun
    } else if isPersonNoun(head) || phrase.tokens.count == 1 && mention.determiner != 1 {
      mention.words = nil
      mention.kind = .person
      mention.sort = .personNoun
    } else {
      mention.kind = .document
      mention.sort = .otherNoun
    }
  }

  /// Whether capitalised words are an office rather than a name: "Defense Minister", "the PM".
  private func isOffice(_ phrase: SourceReader.Phrase) -> Bool {
    let head = WordClasses.shared[text.tokens[phrase.head].lower]
    return TitleHeads.contains(text.tokens[phrase.head].lower) && head.isDisjoint(with: [.bodyHead, .surname, .given])
      && !reader.isPlural(phrase.head)
      && SpeakerNouns.shared[text.tokens[phrase.head].lower] == nil
  }

  /// Whether a word is a noun for people of a nationality, region or party: "Italian", "Texan", "Democrat", but not "French".
  private func isDemonym(_ token: Int) -> Bool {
    guard text.tokens[token].shape.contains(.capitalized) else { return false }
    if !WordClasses.shared[text.tokens[token].lower].contains(.nationality) { return Demonyms.contains(text.tokens[token].lower) }
    let range = text.tokens[token].range
    return !Self.adjectives.contains { range.count > $0.count && text.bytes[range.end - $0.count..<range.end].elementsEqual($0) }
  }

  private func isPersonNoun(_ head: Token) -> Bool {
    GenderedNouns.persons.contains(head.lower) || GenderedNouns.gender(head.lower) != .unknown
      || TitleHeads.contains(head.lower) || head.shape.isSuperset(of: [.hasDigit, .hyphenated])
  }

  /// A capitalised head without a name tag.
  private func capitals(_ phrase: SourceReader.Phrase, _ mention: inout SpeakerMention) -> Bool {
    if SpeakerNouns.shared[text.tokens[phrase.head].lower] != nil { return false }
    if reader.isPlural(phrase.head), text.tokens[phrase.head].tag == .NNPS { return false }
    var low = phrase.head
    while low > phrase.tokens.lowerBound, text.tokens[low - 1].shape.contains(.capitalized),
      QuoteWords.shared[text.tokens[low - 1].lower] == 0
    {
      low -= 1
    }
    mention.sort = .capitals
    mention.words = text.words(text.range(low..<phrase.head + 1))
    let isBody = mention.determiner == 1 || phrase.head - low > 3
    mention.kind = isBody ? .organization : .person
    if !isBody { mention.range = text.range(low..<phrase.head + 1) }
    // "the High Commissioner for Human Rights"
    if isBody, let source = mention.source {
      var high = phrase.head + 1
      while high + 1 < source.upperBound, Self.names.contains(text.tokens[high].lower) || text.tokens[high].shape.contains(.capitalized) {
        high += 1
      }
      if high < source.upperBound, text.tokens[high].shape.contains(.capitalized) { high += 1 }
      while high > phrase.head + 1, !text.tokens[high - 1].shape.contains(.capitalized) { high -= 1 }
      mention.words = text.words(text.range(low..<high))
    }
    return true
  }

  /// A noun phrase as written, without an article, with its complement.
  private func nounPhrase(_ phrase: SourceReader.Phrase, _ source: Range<Int>) -> String {
    var high = phrase.tokens.upperBound
    while high < source.upperBound, text.tokens[high].kind == .word, !Self.clauses.contains(text.tokens[high].lower) { high += 1 }
    return words(phrase.tokens.lowerBound..<high)
  }

  private func words(_ run: Range<Int>) -> String { text.words(text.range(trimmed(run))) }

  /// A range without an article and punctuation at its ends.
  private func trimmed(_ run: Range<Int>) -> Range<Int> {
    var (low, high) = (run.lowerBound, run.upperBound)
    while high > low + 1, text.tokens[high - 1].kind != .word || SourceReader.isPossessive(high - 1, text) { high -= 1 }
    while low < high - 1, Self.articles.contains(text.tokens[low].lower) || text.tokens[low].kind == .punctuation { low += 1 }
    return low..<high
  }

  /// Whether quotation marks enclose the paragraph from its first word to its last.
  private func isWholeParagraph(_ utterance: Attribution) -> Bool {
    let run = text.paragraphTokens[utterance.paragraph]
    guard let first = utterance.contents.first, let end = utterance.contents.last else { return false }
    let last = text.paragraphTokens[utterance.lastParagraph]
    return first.tokens.lowerBound - run.lowerBound <= 1 && last.upperBound - end.tokens.upperBound <= 1
  }

  private static func hashes(_ words: String) -> Set<UInt64> { Set(WordHash.foldedWords(words)) }
  /// Endings of nationality adjectives that cannot be a noun for one person.
  private static let adjectives = ["sh", "ch", "ese", "ss", "ic", "ns", "ts"].map { Array($0.utf8) }
  private static let relatives = hashes("whom whose which that")
  private static let plurals = hashes(WordSets["SpeakerMentionReader.plurals"])
  private static let quantities = hashes(WordSets["SpeakerMentionReader.quantities"])
  private static let firsts = hashes("i my me")
  private static let firstPlurals = hashes("we our us")
  private static let its = hashes("it its")
  private static let articles = hashes("the a an")
  private static let quantifiers = hashes(WordSets["SpeakerMentionReader.quantifiers"])
  private static let clauses = hashes(WordSets["SpeakerMentionReader.clauses"])
  private static let closing = hashes("who whose which that")
  private static let who = WordHash.folded("who")
  private static let indefinites = hashes("a an another one any no")
  private static let links = hashes(WordSets["SpeakerMentionReader.links"])
  private static let names = hashes("of for and the on")
  private static let the = WordHash.folded("the")
  private static let and = WordHash.folded("and")
}
