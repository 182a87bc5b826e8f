internal import Knowledge
internal import Linguistics
internal import Record

/// Reads roles given by a verb: "Roe is the columnist", "Roe, who chairs the panel", "stepped down as president", "was named dean".
struct RoleClauses {
  let context: OfficialContext
  let reader: RolePhraseReader
  private var text: AnalyzedText { context.text }

  init(_ context: OfficialContext) {
    self.context = context
    reader = RolePhraseReader(context)
  }

  /// The role given by a clause after the name, and the name of the rule.
  func claim(after run: Range<Int>) -> (RolePhrase, String)? {
    let limit = Int(context.sentenceEnd[run.lowerBound])
    var index = run.upperBound
    guard index < limit else { return nil }
    var rule = "copula"
    if context.isComma(index), index + 1 < limit, text.tokens[index + 1].tag == .WP {
      index += 2
      rule = "relative clause"
    } else if text.tokens[index].tag == .WP {
      index += 1
      rule = "relative clause"
    } else if context.isComma(index) {
      // Skips an apposition: "Roe, 44, who …", "Roe, the mayor, was …".
      return nil
    }
    let isCondition = run.lowerBound > Int(context.sentenceStart[run.lowerBound]) && isCondition(before: run)
    return office(at: index, limit: limit, isCondition: isCondition, isRelative: rule != "copula").map {
      ($0.phrase, $0.isServing ? "as" : rule)
    }
  }

  /// The most tokens of a relative clause in which a second verb is looked for.
  private static let longestRelative = 24

  /// The offices of the verbs that "and" adds to a relative clause: "Roe, who chairs the bank and who also leads the Tarn Trust".
  func further(after run: Range<Int>) -> [RolePhrase] {
    let limit = Int(context.sentenceEnd[run.lowerBound])
    var index = run.upperBound
    if index < limit, context.isComma(index) { index += 1 }
    guard index + 1 < limit, context.lower(index) == RoleWords.who else { return [] }
    var found: [RolePhrase] = []
    let end = min(limit, index + Self.longestRelative)
    index += 1
    while index + 1 < end, !context.isPerson(index), !context.isMark(index, ";") {
      let isAfterComma = context.isComma(index)
      if isAfterComma { index += 1 }
      guard index + 1 < end else { break }
      guard RoleWords.and.contains(context.lower(index)) else {
        if isAfterComma { break }
        index += 1
        continue
      }
      // Behind a comma, a verb alone is that of the main clause: "Roe, who …, and said".
      let hasPronoun = context.lower(index + 1) == RoleWords.who
      guard hasPronoun || !isAfterComma else { break }
      index += hasPronoun ? 2 : 1
      var verb = index
      while verb < end, text.tokens[verb].tag == .RB { verb += 1 }
      guard verb < end, [.VBZ, .VBD, .VBP].contains(text.tokens[verb].tag),
        let office = office(at: verb, limit: limit, isCondition: false, isRelative: true)
      else { continue }
      found.append(office.phrase)
      index = max(index, office.phrase.end)
    }
    return found
  }

  /// The role that a clause gives by its verb, at `start` or behind adverbs and auxiliaries; and whether it is one of serving "as" it.
  private func office(at start: Int, limit: Int, isCondition: Bool, isRelative: Bool) -> (phrase: RolePhrase, isServing: Bool)? {
    var index = start
    // "would be president", "if she becomes governor": nobody holds the role yet.
    var isHypothetical = isCondition
    while index < limit,
      text.tokens[index].tag == .RB || text.tokens[index].tag == .MD || RoleWords.auxiliaries.contains(context.lower(index))
    {
      if text.tokens[index].tag == .MD { isHypothetical = true }
      index += 1
    }
    // "had been finance minister": the form of "to be" is the main verb.
    if index < limit, index > start, RoleWords.beings.contains(context.lower(index - 1)),
      !RoleWords.participles.contains(context.lower(index)), !RoleWords.appointing.contains(context.lower(index))
    {
      index -= 1
    }
    guard index < limit else { return nil }
    let verb = context.lower(index)
    if RoleWords.copulas.contains(verb) || RoleWords.beings.contains(verb) {
      var next = index + 1
      while next < limit, text.tokens[next].tag == .RB || RoleWords.participles.contains(context.lower(next)) { next += 1 }
      if next < limit, context.lower(next) == RoleWords.asWord { next += 1 }
      guard next < limit,
        var phrase = role(from: next, limit: limit, bareAllowed: next > index + 1 || !RoleWords.weakCopulas.contains(verb))
      else { return nil }
      phrase.isHypothetical = isHypothetical
      return (phrase, false)
    }
    if RoleWords.appointing.contains(verb) {
      var next = index + 1
      if next < limit, context.lower(next) == RoleWords.asWord { next += 1 }
      guard next < limit, let phrase = role(from: next, limit: limit, bareAllowed: true) else { return nil }
      return (phrase, false)
    }
    if RoleWords.serving.contains(verb) {
      var next = index + 1
      while next < limit, next < index + 7, context.lower(next) != RoleWords.asWord, !context.isComma(next), !context.isPerson(next) {
        next += 1
      }
      guard next + 1 < limit, context.lower(next) == RoleWords.asWord, var phrase = role(from: next + 1, limit: limit, bareAllowed: true)
      else { return nil }
      if RoleWords.pastServing.contains(verb) || text.tokens[index].tag == .VBD { phrase.isFormer = true }
      return (phrase, true)
    }
    // "Roe has led the country since May" tells what she did; "Roe, who has led the union since May" who she is.
    guard RoleWords.titleVerbs.contains(verb) || isRelative && RoleWords.plainVerbs.contains(verb) else { return nil }
    return verbTitle(index, limit: limit).map { ($0, false) }
  }

  /// Whether a condition stands before the name: "If Roe becomes", "should Roe win".
  private func isCondition(before run: Range<Int>) -> Bool {
    let floor = max(Int(context.sentenceStart[run.lowerBound]), run.lowerBound - 5)
    return (floor..<run.lowerBound).contains { RoleWords.conditions.contains(context.lower($0)) }
  }

  /// "The new chairwoman is Ann Roe": the role before a form of "to be" and a name.
  func inverted(before run: Range<Int>) -> RolePhrase? {
    let floor = Int(context.sentenceStart[run.lowerBound])
    let copula = run.lowerBound - 1
    guard copula > floor + 1, RoleWords.plainCopulas.contains(context.lower(copula)) else { return nil }
    var start = max(floor, copula - 14)
    while start < copula - 1 {
      let isStart =
        start == floor || context.isComma(start - 1) || text.tokens[start - 1].kind == .openingMark
        || isAfterAdverbial(start, floor: floor)
      if isStart, [.DT, .PRPS].contains(text.tokens[start].tag) || context.name(at: start) != nil,
        let phrase = reader.read(from: start, limit: copula), phrase.end == copula, !phrase.isPlural, phrase.isListed, phrase.isDetermined,
        context.lexicon.nonTitle(context.lower(phrase.head)) == nil
      {
        return phrase
      }
      start += 1
    }
    return nil
  }

  /// "In those years the head of the bank was": the sentence begins with a time or place without a comma after it.
  private func isAfterAdverbial(_ start: Int, floor: Int) -> Bool {
    guard start > floor, start - floor < 7,
      text.tokens[start].tag == .DT || text.tokens[start].tag == .PRPS,
      [.IN, .RB].contains(text.tokens[floor].tag) || RoleWords.leads.contains(context.lower(floor)),
      [.NN, .NNS, .NNP, .CD, .RB].contains(text.tokens[start - 1].tag)
    else { return false }
    return (floor..<start).allSatisfy {
      text.tokens[$0].kind != .punctuation
        && ![.VBD, .VBZ, .VBP, .MD].contains(text.tokens[$0].tag)
    }
  }

  /// Reads a singular role, with or without an article.
  private func role(from start: Int, limit: Int, bareAllowed: Bool) -> RolePhrase? {
    guard let phrase = reader.read(from: start, limit: limit), !phrase.isPlural else { return nil }
    if phrase.title.count == 1, context.lexicon.nonTitle(context.lower(phrase.head)) != nil { return nil }
    if !phrase.isDetermined, !(bareAllowed && phrase.isListed), phrase.end == phrase.coreEnd { return nil }
    // "is the candidate's lawyer Roe": another name follows.
    if phrase.end < limit, context.isPerson(phrase.end), phrase.end == phrase.coreEnd { return nil }
    return phrase
  }

  /// "who chairs the committee", "who heads Acme". "Runs" and "leads" are no title's own, and said of more than bodies ("led the
  /// race", "runs a mile").
  private func verbTitle(_ index: Int, limit: Int) -> RolePhrase? {
    var phrase = RolePhrase(
      title: [index], head: index, sector: .other, isPlural: false, isListed: true, isFormer: text.tokens[index].tag == .VBD,
      body: nil, bodyLink: .none, pronoun: nil, end: index + 1, coreEnd: index + 1, isDetermined: true)
    // "who chairs it"
    if RoleWords.chairing.contains(context.lower(index)), index + 1 < limit, text.tokens[index + 1].tag == .PRP { return phrase }
    guard let object = reader.object(from: index + 1, limit: limit), object.isNamed || object.body != nil,
      object.isNamed || text.tokens[object.run.lowerBound - 1].tag != .CD
    else { return nil }
    (phrase.body, phrase.bodyLink, phrase.end) = (object.body, .preposition, object.run.upperBound)
    if RoleWords.plainVerbs.contains(context.lower(index)) {
      guard let body = object.body, isBody(body), phrase.end == limit || endsOffice(phrase.end) else { return nil }
      phrase.title = []
    }
    return phrase
  }

  /// Whether an object is a body: a name tagged as one, or a noun for one.
  private func isBody(_ run: Range<Int>) -> Bool {
    context.isBodyNoun(run.upperBound - 1) || context.classes[run.upperBound - 1].contains(.bodyHead)
      || context.name(at: run.lowerBound)?.kind == .organization
  }

  /// Whether the object of a verb of leading ends before `index`: "led the union since 2019", but not "led the union to".
  private func endsOffice(_ index: Int) -> Bool {
    text.tokens[index].kind != .word || RoleWords.officeEnds.contains(context.lower(index))
  }

  /// "the council, chaired by Dame Ann Roe": a verb for holding an office, in the passive, with the body before it.
  func passive(before run: Range<Int>) -> RolePhrase? {
    let floor = Int(context.sentenceStart[run.lowerBound])
    var index = run.lowerBound - 1
    while index > floor, context.classes[index].contains(.courtesy) { index -= 1 }
    guard index > floor, context.lower(index) == RoleWords.by, RoleWords.passiveVerbs.contains(context.lower(index - 1)) else { return nil }
    let verb = index - 1
    var body: Range<Int>?
    let last = verb > floor && context.isComma(verb - 1) ? verb - 2 : verb - 1
    if last >= floor, let name = context.name(at: last) { body = name.kind == .organization ? name.tokens : nil }
    if body == nil, last >= floor, context.isBodyNoun(last) { body = last..<last + 1 }
    return RolePhrase(
      title: [verb], head: verb, sector: .other, isPlural: false, isListed: true, isFormer: false, body: body,
      bodyLink: body == nil ? .none : .modifier, pronoun: nil, end: run.lowerBound, coreEnd: verb + 1, isDetermined: true)
  }

  private func isWith(before index: Int) -> Bool {
    guard let name = context.name(at: index - 1), name.kind == .person, name.tokens.lowerBound > 0
    else { return false }
    // "with Dame Ann Roe as chair", "with former minister Ann Roe as chair"
    var place = name.tokens.lowerBound - 1
    while place > 0, name.tokens.lowerBound - place < 5, context.lower(place) != RoleWords.withWord,
      context.classes[place].contains(.courtesy)
        || [.NN, .NNP, .JJ, .DT].contains(text.tokens[place].tag)
    { place -= 1 }
    return context.lower(place) == RoleWords.withWord
  }

  /// "the departure of Roe as commissioner", "Roe stepped aside as president": a bare role after "as", and the person before it.
  func claims(in sentence: Range<Int>) -> [(Int, RolePhrase)] {
    var found: [(Int, RolePhrase)] = []
    for index in sentence where context.lower(index) == RoleWords.asWord && index + 1 < sentence.upperBound && index > sentence.lowerBound {
      guard var phrase = reader.read(from: index + 1, limit: sentence.upperBound, allowForm: false), phrase.isListed, !phrase.isPlural,
        phrase.title.count > 1 || context.lexicon.nonTitle(context.lower(phrase.head)) == nil,
        !context.isPerson(min(phrase.end, sentence.upperBound - 1))
      else { continue }
      // Only after words for holding, taking or leaving an office; "such as president" does not count.
      var place = index - 1
      // "with Ann Roe as chairwoman"
      var isOffice = isWith(before: index)
      var person: Int?
      while place >= sentence.lowerBound, index - place < 25 {
        if !isOffice, RoleWords.officeWords.contains(context.lower(place)) {
          isOffice = true
          if RoleWords.leaving.contains(context.lower(place)) { phrase.isFormer = true }
        }
        if person == nil, context.isPerson(place), let name = context.name(at: place), name.entity >= 0 {
          person = Int(context.nameAt[place])
        }
        if context.isMark(place, ";") { break }
        place -= 1
      }
      guard isOffice, let person else { continue }
      found.append((person, phrase))
    }
    return found
  }
}

extension RoleWords {
  static let auxiliaries = set(WordSets["RoleClauses.auxiliaries"])
  static let chairing = set(WordSets["RoleClauses.chairing"])
  static let copulas = set(WordSets["RoleClauses.copulas"])
  static let participles = set(WordSets["RoleClauses.participles"])
  static let appointing = set("named appointed elected re-elected nominated made became")
  static let serving = set(WordSets["RoleClauses.serving"])
  static let pastServing = set("resigned retired quit stepped")
  static let titleVerbs = set(WordSets["RoleClauses.titleVerbs"])
  static let officeWords = set(WordSets["RoleClauses.officeWords"])
  static let leaving = set(WordSets["RoleClauses.leaving"])
  /// Verbs of leading a body that are no title's own.
  static let plainVerbs = set("leads led runs ran")
  static let officeEnds = set("since for until from and who but while when")
  static let who = of("who")
  static let asWord = of("as")
  static let beings = set("been be")
  static let withWord = of("with")
  static let conditions = set("if should unless whether were")
  /// Verbs after which a bare noun need not be a role: "became general".
  static let weakCopulas = set("become becomes being 's remains remained")
  static let plainCopulas = set("is was are were")
  static let by = of("by")
  static let passiveVerbs = set("chaired co-chaired captained coached edited moderated")
}
