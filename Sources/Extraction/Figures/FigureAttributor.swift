import Knowledge
import Linguistics
import Record

/// Finds the credits of a sentence: who says, reports, shows or forecasts what, signalled by "said", "according to" and the like.
struct FigureAttributor {
  let context: FigureContext
  private let names: SourceNames
  init(_ context: FigureContext) {
    self.context = context
    names = SourceNames(context.pieces.text, officials: context.officials)
  }

  private static func words(_ kind: String) -> Set<UInt64> {
    let lexicon = Lexicon(named: "credits.tsv")
    let (kinds, words) = (lexicon.column("kind"), lexicon.column("words"))
    return lexicon.rows.reduce(into: []) { if $1[kinds] == kind { $0.formUnion(Words.set($1[words])) } }
  }
  static let reports = words("report")
  static let documents = words("document")
  static let forecasts = words("forecast")

  /// A credit in a sentence.
  struct Credit: Sendable {
    var name: String
    /// The pieces that name the source, and the cue that credits it.
    var source: Range<Int>
    var cue: Range<Int>
    /// The pieces whose numbers the credit covers.
    var scope: Range<Int>
    /// Whether it covers no other numbers: "beating | the $1.30 analysts expected".
    var isRelative = false
  }

  /// Whether a name is that of a person in the article.
  func isPerson(_ name: String) -> Bool { names.isPerson(name) }

  // MARK: Credits of a sentence

  func credits(_ sentence: PieceSentence, last: String?) -> [Credit] {
    var found: [Credit] = []
    for i in sentence.bounds where sentence.isWord(i) {
      if sentence.holds(i, "according"), sentence.holds(i + 1, "to") {
        let source = phrase(from: i + 2, sentence, apposition: true)
        if let name = name(source, sentence, last: last) {
          found.append(Credit(name: name, source: source, cue: i..<(i + 2), scope: sentence.bounds))
        }
      } else if Self.reports.contains(sentence.key(i)), isVerb(i, sentence) {
        if let credit = reporting(i, sentence, last: last) { found.append(credit) }
      } else if Self.forecasts.contains(sentence.key(i)), let credit = forecast(i, sentence, last: last) {
        found.append(credit)
      }
    }
    return found
  }

  private func isVerb(_ i: Int, _ sentence: PieceSentence) -> Bool {
    switch sentence[i].tag {
    case .VB, .VBD, .VBZ, .VBP, .VBN, .VBG: return true
    default:
      // "the farmers' union estimates that"
      if Self.reports.contains(sentence.key(i)), sentence.holds(i + 1, "that"), isNominal(i - 1, sentence), !sentence.holds(i - 1, "'") {
        return true
      }
      // "…, figures released on Thursday show."
      if sentence.holds(i, "show") || sentence.holds(i, "shows") || sentence.holds(i, "suggest"), !sentence.isWord(i + 1),
        (i - 5..<i).contains(where: { sentence.holds($0, Self.documents) })
      {
        return true
      }
      return sentence.holds(i, "said") || sentence.holds(i, "says")
    }
  }

  private static let before = Words.set(WordSets["FigureAttributor.before"])
  private static let inverting = Words.set(WordSets["FigureAttributor.inverting"])
  static let relativePronouns = Words.set("who which that whose where when")
  private static let writing = Words.set("write writes wrote written")
  private static let notCalled = Words.set(WordSets["FigureAttributor.notCalled"])
  private static let searchers = Words.set(WordSets["FigureAttributor.searchers"])

  /// "X said that …", "…, X said", "…, said X".
  private func reporting(_ i: Int, _ sentence: PieceSentence, last: String?) -> Credit? {
    // "expected to rise", "is reported", "found guilty": there is no subject who speaks.
    if sentence[i].tag == .VBN || sentence[i].tag == .VB || sentence[i].tag == .VBG {
      guard
        sentence.holds(i - 1, "has") || sentence.holds(i - 1, "have") || sentence.holds(i - 1, "had")
          || sentence.tag(i - 2) == .VBZ && sentence.tag(i - 1) == .RB && !sentence.holds(i - 2, "is")
          // "the office estimated in May that": a past tense tagged as a participle, with no auxiliary before it.
          || sentence[i].tag == .VBN && (sentence.holds(i - 1, ",") || isNominal(i - 1, sentence))
            && (i + 1..<i + 5).contains(where: { sentence.holds($0, "that") })
      else {
        if sentence[i].tag == .VBG, sentence.holds(i - 1, ",") { return nil }
        return nil
      }
    }
    // The source follows the verb: ", said X."
    if sentence.holds(i, Self.inverting), sentence.holds(i - 1, ",") || sentence.holds(i - 1, "\"") || sentence.holds(i - 1, "'") {
      let source = phrase(from: i + 1, sentence, apposition: true)
      // ", said the rent had risen": the phrase is part of what was said.
      let goesOn =
        [.VBD, .VBZ, .VBP, .MD].contains(sentence.tag(source.upperBound) ?? .UH)
        || sentence.tag(source.upperBound) == .IN && !source.isEmpty
          && [.NN, .NNS].contains(sentence.tag(source.upperBound - 1) ?? .UH) && verbFollows(source.upperBound, sentence)
      if !goesOn, let name = name(source, sentence, last: last), !source.isEmpty {
        return Credit(name: name, source: source, cue: i..<(i + 1), scope: sentence.start..<i)
      }
    }
    let end =
      sentence.tag(i - 1) == .RB
      ? i - 1 : sentence.holds(i - 1, "has") || sentence.holds(i - 1, "have") || sentence.holds(i - 1, "had") ? i - 1 : i
    let source = subject(endingAt: end, sentence)
    guard !source.isEmpty, let name = name(source, sentence, last: last) else { return nil }
    // "the ship calls every three weeks"
    if sentence.holds(i, "calls") || sentence.holds(i, "call"), sentence.holds(i + 1, Self.notCalled) { return nil }
    // "police found $40 in a car" is not a report; "a study found" is.
    if sentence.holds(i, "found") || sentence.holds(i, "finds"),
      sentence.isNumber(i + 1) || sentence.isSymbol(i + 1) || NumberWords.table[sentence.key(i + 1)] != nil,
      sentence.holds(i - 1, Self.searchers)
    {
      return nil
    }
    // "wrote 240 hymns" is not a report.
    if sentence.holds(i, Self.writing), !(i + 1..<i + 9).contains(where: { sentence.holds($0, "that") }), !sentence.holds(i + 1, ","),
      !sentence.holds(i + 1, ":"),
      sentence.isWord(i + 1) || sentence.isNumber(i + 1)
    {
      return nil
    }
    let front =
      sentence.holds(source.lowerBound - 1, ",") || sentence.holds(source.lowerBound - 1, "\"")
      || sentence.holds(source.lowerBound - 1, "'")
    if let scope = relative(source, i, sentence) {
      return Credit(name: name, source: source, cue: i..<(i + 1), scope: scope, isRelative: true)
    }
    // "…, the fund said.": nothing follows.
    let closes =
      !sentence.has(i + 1) || sentence.holds(i + 1, ".") || sentence.holds(i + 1, ",") || timeOnly(i + 1, sentence)
    // "…, it says, and …" covers both sides.
    if front, sentence.holds(i + 1, ","), sentence.holds(source.lowerBound - 1, ","), source.count <= 6 {
      return Credit(name: name, source: source, cue: i..<(i + 1), scope: sentence.bounds)
    }
    if front, closes, !sentence.holds(i + 1, ",") || sentence.holds(i + 2, "\"") {
      return Credit(name: name, source: source, cue: i..<(i + 1), scope: sentence.start..<source.lowerBound)
    }
    if sentence.holds(i, "add") || sentence.holds(i, "adds") || sentence.holds(i, "added") || sentence.holds(i, "found")
      || sentence.holds(i, "called") || sentence.holds(i, "put")
      || sentence.holds(i, "puts") || sentence.holds(i, "recalled"), !sentence.holds(i + 1, "that")
    {
      guard !(sentence.isNumber(i + 1) || sentence.holds(i + 1, "$")) || sentence.holds(i, "found") || sentence.holds(i, "called") else {
        return nil
      }
      if sentence.holds(i, "added") || sentence.holds(i, "add") || sentence.holds(i, "adds") { return nil }
    }
    return Credit(name: name, source: source, cue: i..<(i + 1), scope: (i + 1)..<clauseEnd(i + 1, sentence))
  }

  /// Whether a finite verb stands within the next few words, so that the phrase before it is a subject.
  private func verbFollows(_ k: Int, _ sentence: PieceSentence) -> Bool {
    for at in k..<(k + 7) where sentence.has(at) {
      if sentence.isSymbol(at), !sentence.isHyphen(at) { return false }
      if [.VBD, .VBZ, .VBP, .MD].contains(sentence[at].tag) { return true }
    }
    return false
  }

  private func timeOnly(_ i: Int, _ sentence: PieceSentence) -> Bool {
    var k = i
    if sentence.holds(k, "on") { k += 1 }
    guard TimeWords.table[sentence.key(k)] != nil else { return false }
    return !sentence.has(k + 1) || sentence.holds(k + 1, ".")
  }

  /// Where the reported clause ends: at "but", at "while" with a subject of its own, or at the end of the sentence.
  private func clauseEnd(_ i: Int, _ sentence: PieceSentence) -> Int {
    var k = i
    while sentence.has(k) {
      if sentence.holds(k, ";") { return k }
      k += 1
    }
    return sentence.end
  }

  /// "the IMF's estimate of growth", "its forecast".
  private func forecast(_ i: Int, _ sentence: PieceSentence, last: String?) -> Credit? {
    for k in stride(from: i - 1, through: max(sentence.start, i - 4), by: -1) {
      if sentence.holds(k, "'s") || sentence.holds(k, "'") && sentence.glued(k) && sentence.isWord(k - 1) {
        let source = subject(endingAt: k, sentence)
        guard let name = name(source, sentence, last: last), sentence.capitalized(source.upperBound - 1) else { return nil }
        return Credit(name: name, source: source, cue: i..<(i + 1), scope: sentence.bounds)
      }
      if sentence.holds(k, "its"), let last { return Credit(name: last, source: k..<(k + 1), cue: i..<(i + 1), scope: sentence.bounds) }
      if sentence[k].kind != .word || sentence[k].tag == .IN || isVerb(k, sentence) { return nil }
    }
    return nil
  }

  // MARK: Names

  private static let pronouns = Words.set("it they he she")
  /// Nouns of documents, which refer back to the previous source. Nouns of bodies may also refer to the body named last.
  private static let documentNouns = Words.set(WordSets["FigureAttributor.documentNouns"])
  private static let bodyNouns = Words.set(WordSets["FigureAttributor.bodyNouns"])
  private static let vague = Words.set(WordSets["FigureAttributor.vague"])
  private static let shares = Words.set("percent cent % percentage")

  private func isNominal(_ i: Int, _ sentence: PieceSentence) -> Bool {
    sentence.isWord(i) && [.NN, .NNS, .NNP, .NNPS, .PRP].contains(sentence[i].tag)
  }

  /// The fullest known name of a source.
  private func name(_ source: Range<Int>, _ sentence: PieceSentence, last: String?) -> String? {
    var run = source
    while !run.isEmpty,
      sentence.holds(run.lowerBound, Words.determiners) || sentence.holds(run.lowerBound, "new") || sentence.holds(run.lowerBound, "latest")
        || sentence.holds(run.lowerBound, "recent")
    { run = (run.lowerBound + 1)..<run.upperBound }
    // "the poll of | 600 voters"
    while run.count > 1,
      sentence.tag(run.upperBound - 1) == .RB
        || sentence.holds(run.upperBound - 1, "of") && sentence.holds(run.upperBound - 2, Self.documents)
    {
      run = run.lowerBound..<(run.upperBound - 1)
    }
    // "a 400-person | survey"
    if run.count > 2, sentence.isHyphen(run.lowerBound), sentence.isNumber(run.lowerBound - 1) {
      run = (run.lowerBound + 2)..<run.upperBound
    }
    guard !run.isEmpty, run.contains(where: { isNominal($0, sentence) }),
      ![.TO, .VB, .IN, .CC, .RB].contains(sentence[run.lowerBound].tag) || sentence.capitalized(run.lowerBound),
      !sentence.holds(run.upperBound - 1, Self.shares)
    else { return nil }
    if run.count == 1, sentence.holds(run.lowerBound, Self.vague) { return nil }
    let first = Int(sentence[run.lowerBound].token)
    if run.count == 1, sentence.holds(run.lowerBound, Self.pronouns) {
      return names.person(of: first, sentence.key(run.lowerBound)) ?? documentBefore(sentence) ?? pointedAt(first, last)
        ?? nameBefore(sentence)
    }
    // "a Radio Ness/Coast Post survey": two authors.
    if let slash = run.first(where: { sentence.holds($0, "/") }), isNamed(slash - 1, sentence), isNamed(slash + 1, sentence) {
      while run.count > 1, sentence.holds(run.upperBound - 1, Self.documents) { run = run.lowerBound..<(run.upperBound - 1) }
      return sentence.string(run)
    }
    if let k = run.dropLast().first(where: {
      sentence.holds($0, Self.documents) && (sentence.holds($0 + 1, "by") || sentence.holds($0 + 1, "from"))
    }),
      let maker = maker(behind: k, sentence)
    {
      return maker
    }
    // "figures released on Thursday"
    if let k = run.dropLast().first(where: { sentence.holds($0, Self.documents) && sentence.holds($0 + 1, Self.making) }) {
      if let maker = maker(behind: k, sentence) { return maker }
      return sentence.string(run.lowerBound..<(k + 1))
    }
    if let name = names.name(in: first...Int(sentence[run.upperBound - 1].token)) { return name }
    // "the report", "the fund": refers back.
    if run.count == 1, source.count == 2, sentence.holds(source.lowerBound, "the"), sentence.holds(run.lowerBound, Self.documentNouns),
      let last,
      !names.isPerson(last)
    {
      return last
    }
    if run.count == 1, source.count == 2, sentence.holds(source.lowerBound, "the"), sentence.holds(run.lowerBound, Self.bodyNouns),
      let name = pointedAt(first, last, noun: sentence.lowercase(run.lowerBound))
    {
      return name
    }
    if source.count == run.count + 1, sentence.holds(source.lowerBound, "the"), !sentence.capitalized(run.upperBound - 1),
      let person = names.bearer(of: sentence.key(run.upperBound - 1), before: first)
    {
      return person
    }
    if let maker = maker(behind: run.upperBound - 1, sentence) { return maker }
    // "Officials, who asked not to be named": the noun without its relative clause.
    if let comma = run.first(where: { sentence.holds($0, ",") }), comma > run.lowerBound { run = run.lowerBound..<comma }
    return sentence.string(run)
  }

  /// The antecedent of "it" or "the company": the previous source unless that is a person, otherwise a body named before.
  private func pointedAt(_ token: Int, _ last: String?, noun: String? = nil) -> String? {
    if let last, !names.isPerson(last), last.first?.isUppercase == true || noun == nil { return last }
    return names.body(before: token, noun: noun)
  }

  /// "The report, of 90 pages, was hidden. It says …": the document with which the previous sentence begins.
  private func documentBefore(_ sentence: PieceSentence) -> String? {
    guard let before = context.sentence(sentence.number - 1), context.paragraph(sentence.number - 1) == context.paragraph(sentence.number)
    else { return nil }
    for k in before.start..<min(before.end, before.start + 5) {
      if before.holds(k, Self.documentNouns), k > before.start, before.tag(k) == .NN { return before.string(k) }
      if let tag = before.tag(k), [.VBD, .VBZ, .VBP, .MD].contains(tag) { return nil }
    }
    return nil
  }

  /// "QDrive runs buses. It says …": the name with which the previous sentence begins.
  private func nameBefore(_ sentence: PieceSentence) -> String? {
    guard let before = context.sentence(sentence.number - 1), context.paragraph(sentence.number - 1) == context.paragraph(sentence.number)
    else { return nil }
    let start = before.holds(before.start, "the") ? before.start + 1 : before.start
    var end = start
    while isNamed(end, before), !CountWords.closed.contains(before.key(end)) { end += 1 }
    guard end > start, let tag = before.tag(end), Clause.finite.contains(tag) else { return nil }
    return before.string(start..<end)
  }

  private static let making = Words.set(WordSets["FigureAttributor.making"])

  /// The author of a document: "figures from the charity Roofline", "data published on Thursday by the statistics office".
  private func maker(behind noun: Int, _ sentence: PieceSentence) -> String? {
    guard sentence.holds(noun, Self.documents) || sentence.holds(noun, Self.making) else { return nil }
    for k in (noun + 1)..<(noun + 6) where sentence.has(k) {
      if sentence.holds(k, "by") || sentence.holds(k, "from") {
        let phrase = phrase(from: k + 1, sentence)
        var run = phrase
        while !run.isEmpty, sentence.holds(run.lowerBound, Words.determiners) { run = (run.lowerBound + 1)..<run.upperBound }
        guard !run.isEmpty, run.contains(where: { isNominal($0, sentence) }), TimeWords.table[sentence.key(run.lowerBound)] == nil,
          !sentence.isNumber(run.lowerBound)
        else { return nil }
        return names.name(in: Int(sentence[run.lowerBound].token)...Int(sentence[run.upperBound - 1].token)) ?? sentence.string(run)
      }
      guard
        sentence.holds(k, Self.making) || sentence.holds(k, "on") || TimeWords.table[sentence.key(k)] != nil || sentence.holds(k, "this")
          || sentence.holds(k, "last")
      else {
        return nil
      }
    }
    return nil
  }

  private static let doing = Words.set(WordSets["FigureAttributor.doing"])
  private static let makers: Set<SpeakerKind> = [.document]

  /// Whether the words after a quote's cue state an act rather than what was said: "added 40 jobs", "police found $40", "wrote it in a
  /// month".
  func tellsDeed(_ quote: QuoteFinding) -> Bool {
    guard quote.kind == .indirect, let cue = quote.cue, cue.end <= quote.range.start, quote.range.start - cue.end <= 2,
      let kind = quote.speakerKind, !Self.makers.contains(kind)
    else { return false }
    let bytes = context.pieces.text.bytes
    guard Self.doing.contains(WordHash.folded(bytes, cue.start..<cue.end)) else { return false }
    let word = bytes[quote.range.start..<quote.range.end].prefix { $0 != 0x20 }
    return word.elementsEqual("it".utf8) || word.contains { $0 >= 0x30 && $0 <= 0x39 }
      || NumberWords.table[WordHash.folded(bytes, word.startIndex..<word.endIndex)] != nil
  }

  /// The fullest known name of a quote's speaker.
  func full(_ speaker: String, at offset: Int) -> String {
    var words = speaker.split(separator: " ")
    // "the poll of | 600 voters"
    if words.count > 1, words.last == "of", Self.documents.contains(WordHash.of(words[words.count - 2].lowercased())) { words.removeLast() }
    // "a study by the Lindqvist Institute"
    if let by = words.firstIndex(where: { $0 == "by" || $0 == "from" }), by > 0, by + 1 < words.count,
      Self.documents.contains(WordHash.of(words[by - 1].lowercased()))
    {
      let maker = words[(by + 1)...].drop { Words.determiners.contains(WordHash.of($0.lowercased())) }
      if !maker.isEmpty { return names.full(maker.joined(separator: " ")) }
    }
    if let noun = words.last, words.count == 1 || words.count == 2 && words[0].lowercased() == "the",
      Self.bodyNouns.contains(WordHash.of(noun.lowercased())), noun.first?.isLowercase == true,
      let body = names.body(beforeByte: offset, noun: noun.lowercased())
    {
      return body
    }
    return names.full(words.joined(separator: " "))
  }
}
