internal import Knowledge
internal import Linguistics
internal import Record

/// Applies every rule to every mention of a person.
struct RoleCollector {
  let context: OfficialContext
  private var text: AnalyzedText { context.text }

  init(_ context: OfficialContext) { self.context = context }

  /// All claims in text order.
  func claims() -> [RoleClaim] {
    let titles = TitleBeforeName(context)
    let appositions = Appositions(context)
    let clauses = RoleClauses(context)
    let after = AfterName(context)
    var claims: [RoleClaim] = []
    func add(_ number: Int, _ phrase: RolePhrase, _ rule: String) {
      let name = text.names[number]
      guard name.entity >= 0 else { return }
      for other in phrase.others { add(number, other, rule) }
      let outer = phrase.body == nil || phrase.bodyLink == .adjective || phrase.bodyLink == .party ? after.body(after: name.tokens) : nil
      claims.append(
        RoleClaim(
          person: name.entity, mention: number, phrase: phrase, rule: rule, outerBody: outer,
          isQuoted: text.tokens[name.tokens.lowerBound].quotation >= 0))
    }
    for (number, name) in text.names.enumerated() where name.kind == .person && name.entity >= 0 {
      if isContactLine(name.tokens.lowerBound) || isGrade(name.tokens) { continue }
      if let phrase = titles.claim(before: name.tokens) {
        add(number, phrase, "title before name")
        if phrase.isPlural {
          let first = claims.count - 1
          for other in after.list(from: number).dropFirst() { add(other, phrase, "title before list") }
          // "Sens. A and B of Iowa": what follows the last name applies to all.
          if first >= 0, let last = claims.last?.outerBody, claims[first..<claims.count - 1].allSatisfy({ $0.outerBody == nil }) {
            for index in first..<claims.count - 1 { claims[index].outerBody = last }
          }
        }
        // "the Vatican's ambassador, Monsignor Roe": the role before the comma says more than the rank.
        let isShort = phrase.title.count < 3 && phrase.title.allSatisfy { context.isCapitalized($0) } && phrase.body == nil
        // "its chairman, former banker Ann Roe": the office comes before the description.
        let isDescription = phrase.start > 0 && context.isComma(phrase.start - 1) && !context.isCapitalized(phrase.head)
        if !phrase.isPlural, isShort || isDescription,
          let wider = appositions.claim(before: (isDescription ? phrase.start : name.tokens.lowerBound)..<name.tokens.upperBound),
          wider.head != phrase.head, !wider.isPlural, isShort || wider.isListed && wider.isDetermined
        {
          add(number, wider, "apposition before name")
        }
      } else if let phrase = appositions.claim(before: name.tokens),
        !phrase.isPlural || after.list(from: number).count > 1 || appositions.isOneOf(phrase.start)
      {
        add(number, phrase, "apposition before name")
        if phrase.isPlural, !appositions.isOneOf(phrase.start) {
          for other in after.list(from: number).dropFirst() { add(other, phrase, "apposition before list") }
        }
      } else if let phrase = clauses.passive(before: name.tokens) {
        add(number, phrase, "passive")
      } else if let phrase = clauses.inverted(before: name.tokens) {
        add(number, phrase, "copula")
      }
      if isAttributive(name.tokens) { continue }
      let apposed = appositions.claims(after: name.tokens)
      // "Ann Roe, a member of the board, is editor of": the clause continues after the apposition.
      if let last = apposed.last, context.isComma(last.end),
        let (phrase, rule) = clauses.claim(after: name.tokens.lowerBound..<last.end + 1),
        rule == "copula"
      {
        add(number, phrase, rule)
      }
      for phrase in apposed {
        add(number, phrase, "apposition after name")
        // "Ann Roe and Bob Orr, both professors at": the earlier people share the role.
        if phrase.isPlural { for other in listBefore(number) { add(other, phrase, "apposition after list") } }
      }
      if let (phrase, rule) = clauses.claim(after: name.tokens) { add(number, phrase, rule) }
      for phrase in clauses.further(after: name.tokens) { add(number, phrase, "relative clause") }
    }
    for sentence in text.sentences { for (number, phrase) in clauses.claims(in: sentence.tokens) { add(number, phrase, "as") } }
    addCandidateLists(&claims, after)
    return claims
  }

  /// The people before a name in a list with commas and "and": "Ann Roe and" before "Bob Orr".
  private func listBefore(_ number: Int) -> [Int] {
    var found: [Int] = []
    var index = text.names[number].tokens.lowerBound - 1
    let floor = Int(context.sentenceStart[text.names[number].tokens.lowerBound])
    while index > floor, found.count < 8 {
      if context.name(at: index)?.kind == .nationality { index -= 1 }
      guard index > floor, RoleWords.and.contains(context.lower(index)) || context.isComma(index) else { break }
      index -= 1
      if context.isComma(index) { index -= 1 }
      guard index >= floor, context.isPerson(index), text.names[Int(context.nameAt[index])].entity >= 0 else { break }
      found.append(Int(context.nameAt[index]))
      index = text.names[Int(context.nameAt[index])].tokens.lowerBound - 1
    }
    return found
  }

  /// "To contact the reporter on this story: Ann Roe", "Editing by Ann Roe": credit lines give no role.
  private func isContactLine(_ index: Int) -> Bool {
    let start = Int(context.sentenceStart[index])
    guard start + 1 < text.tokens.count else { return false }
    var first = start
    if context.isMark(first, "(") { first += 1 }
    // "For more information contact reporter: Ann Roe"
    if context.isMark(index - 1, ":"),
      (max(start, index - 9)..<index).contains(where: {
        RoleWords.contacts.contains(context.lower($0)) && !RoleWords.toContact.contains(context.lower($0))
      })
    {
      return true
    }
    let (one, two) = (context.lower(first), context.lower(min(first + 1, text.tokens.count - 1)))
    return RoleWords.contacts.contains(one) && (!RoleWords.toContact.contains(one) || RoleWords.contacts.contains(two))
      || RoleWords.credits.contains(one) && two == RoleWords.by
      || context.lower(min(first + 2, text.tokens.count - 1)) == RoleWords.by && RoleWords.credits.contains(two)
  }

  /// "Grade-II", "Gen Z": a class of things.
  private func isGrade(_ run: Range<Int>) -> Bool {
    let token = text.tokens[run.lowerBound]
    guard run.count == 1 || RoleWords.gradeNouns.contains(token.lower) else { return false }
    if RoleWords.gradeNouns.contains(token.lower) { return true }
    guard token.shape.contains(.hyphenated), let hyphen = text.bytes[token.range.start..<token.range.end].firstIndex(of: UInt8(ascii: "-"))
    else {
      return false
    }
    return RoleWords.gradeNouns.contains(WordHash.folded(text.bytes, token.range.start..<hyphen))
  }

  /// "the Clinton campaign", "Roe's lawyer": the name is attributive, so what follows is not the person's role.
  private func isAttributive(_ run: Range<Int>) -> Bool {
    run.upperBound < text.tokens.count && context.isPossessive(run.upperBound)
  }

  /// "The candidates are A of the Greens, B of …": a plural role, a form of "to be" or a colon, and a list.
  private func addCandidateLists(_ claims: inout [RoleClaim], _ after: AfterName) {
    for (number, name) in text.names.enumerated() where name.kind == .person && name.entity >= 0 {
      var index = name.tokens.lowerBound - 1
      let floor = Int(context.sentenceStart[name.tokens.lowerBound])
      guard index > floor, RoleWords.listVerbs.contains(context.lower(index)) || context.isMark(index, ":") || context.isComma(index) else {
        continue
      }
      if context.isComma(index), index > floor, RoleWords.including.contains(context.lower(index - 1)) { index -= 1 }
      if context.isComma(index) { continue }
      index -= 1
      // Back to the plural head noun, skipping a complement such as "for the seat".
      var head = index
      let reach = context.isMark(index + 1, ":") ? 14 : 6
      while head > floor, index - head < reach, context.lexicon.title(endingAt: head, from: floor, in: text)?.isPlural != true { head -= 1 }
      guard context.lexicon.title(endingAt: head, from: floor, in: text)?.isPlural == true else { continue }
      var start = head
      let reader = RolePhraseReader(context)
      while start > floor, reader.isCore(start - 1, from: floor) { start -= 1 }
      guard let phrase = reader.read(from: start, limit: index + 1), phrase.head == head else { continue }
      for member in after.list(from: number) {
        let run = text.names[member].tokens
        claims.append(
          RoleClaim(
            person: text.names[member].entity, mention: member, phrase: phrase, rule: "list under a role",
            outerBody: after.body(after: run),
            isQuoted: text.tokens[run.lowerBound].quotation >= 0))
      }
    }
  }
}

extension RoleWords {
  static let listVerbs = set("are were include included including")
  static let contacts = set("contact contacts to")
  static let toContact = set("to")
  static let credits = set(WordSets["RoleCollector.credits"])
  static let gradeNouns = set(WordSets["RoleCollector.gradeNouns"])
  static let including = set("including namely")
}
