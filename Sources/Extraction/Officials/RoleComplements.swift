internal import Linguistics
internal import Record

/// Reads what follows the head of a role phrase: the rest of its title, and the body.
extension RolePhraseReader {
  /// Reads "of …", "for …", "at …" after the head: the rest of the title, or the body.
  func readComplements(_ phrase: inout RolePhrase, limit: Int) {
    var index = phrase.end
    var count = 0
    // "chairman and chief engineer of": a second head shares the complement.
    if index + 1 < limit, RoleWords.and.contains(context.lower(index)), context.lexicon.nonTitle(context.lower(index + 1)) == .kin {
      // "her coach and husband"
      index += 2
      phrase.end = index
      phrase.coreEnd = index
      return
    }
    if index + 1 < limit, RoleWords.and.contains(context.lower(index)) {
      var next = index + 1
      let first = next
      while next < limit, isCore(next, from: first) { next += 1 }
      if next > first, !context.isPerson(first), head(next - 1, from: first, allowForm: false) != nil, next <= limit,
        next == limit || RoleWords.bodyLinks.contains(context.lower(next)) || context.isComma(next)
      {
        if let other = read(core: first..<next, limit: limit, pronoun: nil, determined: true, allowForm: false) {
          phrase.others.append(other)
          // "a former soldier and director for Acme": the body belongs to the second role.
          if phrase.isFormer, !other.isFormer {
            phrase.end = other.end
            return
          }
        }
        index = next
        phrase.end = next
      }
    }
    while index < limit, count < 3, RoleWords.links.contains(context.lower(index)) {
      guard index + 1 < limit, context.lower(index) == RoleWords.ofWord || !isTime(index + 1),
        let object = object(from: index + 1, limit: limit)
      else { break }
      let preposition = context.lower(index)
      let isFirst = count == 0 && index == phrase.coreEnd
      // "the candidate for the presidency": the office aimed at is not a body.
      if preposition == RoleWords.forWord, RoleWords.candidacies.contains(context.lower(phrase.head)), !object.isPortfolio {
        index = object.run.upperBound
        phrase.end = index
        count += 1
        continue
      }
      if isFirst,
        preposition == RoleWords.ofWord || preposition == RoleWords.forWord || preposition == RoleWords.to || preposition == RoleWords.on
          || preposition == RoleWords.inWord && isField(object, of: phrase),
        object.isPortfolio || isField(object, of: phrase)
          || RoleWords.portfolioHeads.contains(context.lower(phrase.head)) && !isClub(object)
            && (preposition != RoleWords.ofWord || !object.isPlaceName)
      {
        phrase.title += Array(index..<object.run.upperBound)
        if let end = fieldListEnd(object.run.upperBound, limit: limit) {
          phrase.title += Array(object.run.upperBound..<end)
          index = end
          phrase.end = end
          count += 1
          continue
        }
        // "Head of Timber and Harbour Services"
        if object.isNamed {
          var end = object.run.upperBound
          if end + 1 < limit, RoleWords.and.contains(context.lower(end)), isFieldWord(end + 1) {
            end += 1
            while end < limit, isFieldWord(end) { end += 1 }
            phrase.title += Array(object.run.upperBound..<end)
            index = end
            phrase.end = end
            count += 1
            continue
          }
        }
        if phrase.body == nil, object.isPlaceName, preposition == RoleWords.to { phrase.bodyLink = .none }
      } else if let found = object.body,
        phrase.body == nil || phrase.bodyLink == .adjective || phrase.bodyLink == .party
          || phrase.bodyLink == .modifier && isPlace(phrase.body) && !object.isPlaceName || isSubject(phrase) && object.isNamed
          || phrase.bodyLink == .person && object.isNamed
          // "director for the Middle East at Acme"
          || phrase.bodyLink == .preposition && isPlace(phrase.body) && object.isNamed && !object.isPlaceName
            && RoleWords.employers.contains(preposition),
        RoleWords.bodyLinks.contains(preposition) || preposition == RoleWords.to && !object.isPlaceName
      {
        if let subject = phrase.body, isSubject(phrase) { phrase.title = Array(subject) + phrase.title }
        phrase.body = found
        phrase.bodyLink = .preposition
      } else if !object.isAny {
        break
      }
      index = object.run.upperBound
      phrase.end = index
      count += 1
    }
  }

  /// "secretary of the Rowing Club", "general secretary of the National Union of Porters": the office belongs to a body, whereas "secretary
  /// of the Interior" heads a department.
  private func isClub(_ object: Object) -> Bool {
    guard let body = object.body, body.count > 1 else { return false }
    return body.contains { index in
      guard RoleWords.clubs.contains(context.lower(index)),
        context.isCapitalized(index) || index == body.upperBound - 1
      else { return false }
      return index == body.upperBound - 1
        || index + 1 < body.upperBound
          && (context.lower(index + 1) == RoleWords.ofWord
            || context.lower(index + 1) == RoleWords.forWord)
    }
  }

  /// The end of ", B and C" after the first field of a post: "minister of trade, tides and fisheries". Every field is one or two nouns that
  /// name no person and no role, and the phrase ends after the last.
  private func fieldListEnd(_ comma: Int, limit: Int) -> Int? {
    guard comma < limit, context.isComma(comma) else { return nil }
    var index = comma
    while index + 1 < limit, index < comma + 12 {
      let isAnd = RoleWords.andWord == context.lower(index)
      guard isAnd || context.isComma(index) else { return nil }
      index += 1
      if !isAnd, RoleWords.andWord == context.lower(index) { continue }
      let first = index
      while index < limit, index < first + 3, isFieldNoun(index) { index += 1 }
      guard index > first, [.NN, .NNS, .NNP, .NNPS, .VBG].contains(text.tokens[index - 1].tag)
      else { return nil }
      guard isAnd else { continue }
      let isEnd =
        index >= text.tokens.count
        || text.tokens[index].kind != .word && text.tokens[index].kind != .number
      return isEnd || context.isPerson(index) ? index : nil
    }
    return nil
  }

  private func isFieldNoun(_ index: Int) -> Bool {
    let token = text.tokens[index]
    guard token.kind == .word, [.NN, .NNS, .NNP, .NNPS, .JJ, .VBG].contains(token.tag),
      context.classes[index].isDisjoint(with: .calendar)
    else { return false }
    if let name = context.name(at: index), [.person, .place, .nationality].contains(name.kind) {
      return false
    }
    return context.lexicon.nonTitle(token.lower) == nil
      && context.lexicon.title(endingAt: index, from: index, in: text) == nil
  }

  /// "on Monday", "in 2019", "for last year": a time is not the field of a post.
  private func isTime(_ index: Int) -> Bool {
    guard !context.isPerson(index) else { return false }
    return context.classes[index].contains(.calendar) || RoleWords.times.contains(context.lower(index))
      || text.tokens[index].kind == .number
  }

  /// "Second Chamber columnist for …": capitalised words before the head are the person's subject, not the body.
  private func isSubject(_ phrase: RolePhrase) -> Bool {
    guard phrase.bodyLink == .modifier, let body = phrase.body, !context.isCapitalized(phrase.head) else { return false }
    guard let name = context.name(at: body.lowerBound) else { return true }
    return name.kind == .other
  }

  func isPlace(_ run: Range<Int>?) -> Bool {
    guard let run, let name = context.name(at: run.lowerBound) else { return false }
    return name.kind == .place
  }
}
