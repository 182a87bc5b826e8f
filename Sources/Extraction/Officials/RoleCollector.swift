internal import Linguistics
internal import Record

/// Asks every rule at every mention of a person.
struct RoleCollector {
  let context: OfficialContext
  private var text: AnalyzedText { context.text }

  init(_ context: OfficialContext) { self.context = context }

  /// All claims, in order of place.
  func claims() -> [RoleClaim] {
    let titles = TitleBeforeName(context)
    let appositions = Appositions(context)
    let clauses = RoleClauses(context)
    let after = AfterName(context)
    var claims: [RoleClaim] = []
    func add(_ number: Int, _ phrase: RolePhrase, _ rule: String) {
      let name = text.names[number]
      guard name.entity >= 0 else { return }
      let outer = phrase.body == nil || phrase.bodyLink == .adjective || phrase.bodyLink == .party ? after.body(after: name.tokens) : nil
      claims.append(
        RoleClaim(
          person: name.entity, mention: number, phrase: phrase, rule: rule, outerBody: outer,
          isQuoted: text.tokens[name.tokens.lowerBound].quotation >= 0))
    }
    for (number, name) in text.names.enumerated() where name.kind == .person && name.entity >= 0 {
      if let phrase = titles.claim(before: name.tokens) {
        add(number, phrase, "title before name")
        if phrase.isPlural {
          let first = claims.count - 1
          for other in after.list(from: number).dropFirst() { add(other, phrase, "title before list") }
          // "Sens. A and B of Iowa": what stands behind the last holds for all.
          if first >= 0, let last = claims.last?.outerBody, claims[first..<claims.count - 1].allSatisfy({ $0.outerBody == nil }) {
            for index in first..<claims.count - 1 { claims[index].outerBody = last }
          }
        }
        // "the Vatican's ambassador, Monsignor Roe": what stands before the comma tells more than a rank.
        if phrase.title.count < 3, phrase.title.allSatisfy({ context.isCapitalized($0) }), phrase.body == nil, !phrase.isPlural,
          let wider = appositions.claim(before: name.tokens),
          wider.head != phrase.head, !wider.isPlural
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
      }
      if isAttributive(name.tokens) { continue }
      for phrase in appositions.claims(after: name.tokens) { add(number, phrase, "apposition after name") }
      if let (phrase, rule) = clauses.claim(after: name.tokens) { add(number, phrase, rule) }
    }
    for sentence in text.sentences { for (number, phrase) in clauses.claims(in: sentence.tokens) { add(number, phrase, "as") } }
    addCandidateLists(&claims, after)
    return claims
  }

  /// "the Clinton campaign", "Roe's lawyer": the name stands for no one who could have what follows.
  private func isAttributive(_ run: Range<Int>) -> Bool {
    run.upperBound < text.tokens.count && context.isPossessive(run.upperBound)
  }

  /// "The candidates are A of the Greens, B of …": a plural role, a form of "to be" or a colon, and the list.
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
      // Back to the plural's head, over "for the seat".
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
  static let including = set("including namely")
}
