internal import Linguistics
internal import Record

/// Decides which words belong to a title besides its head: the field of a post does, a private attribute does not.
extension RolePhraseReader {
  /// An adjective that may be followed by a comma and another adjective.
  func isAdjective(_ index: Int) -> Bool {
    text.tokens[index].tag == .JJ || context.classes[index].contains(.nationality)
      || context.lexicon.nonTitle(context.lower(index)) == .attribute
  }

  /// Age, origin, faith, sexuality, health: private attributes are not part of a title. Such a word is kept before the subject of a job
  /// ("gay rights lawyer").
  func isPrivate(_ index: Int, before head: Int) -> Bool {
    let token = text.tokens[index]
    guard token.kind == .word || token.kind == .number else { return false }
    if token.shape.contains(.hyphenated) {
      let bytes = text.bytes[token.range.start..<token.range.end]
      if Self.privateEnds.contains(where: { bytes.count > $0.count && bytes.suffix($0.count).elementsEqual($0) }) { return true }
      if let hyphen = bytes.lastIndex(of: UInt8(ascii: "-")), hyphen + 1 < token.range.end,
        WordClasses.shared[WordHash.folded(text.bytes, hyphen + 1..<token.range.end)].contains(.nationality),
        WordClasses.shared[WordHash.folded(text.bytes, token.range.start..<hyphen)].contains(.nationality)
      {
        return true
      }
    }
    guard context.lexicon.nonTitle(token.lower) == .attribute else { return false }
    return !(index + 1 < head && RoleWords.subjects.contains(context.lower(index + 1)))
  }

  private static let privateEnds = ["-old", "-olds", "-born", "-raised", "-something", "-somethings", "-aged"].map { Array($0.utf8) }

  /// "Director of Coastal Education", "head of Timber and Harbour Services": capitalised ordinary words are the field of a post. After a
  /// lower-case title they name a body, except after "head", which needs such an object.
  func isField(_ object: Object, of phrase: RolePhrase) -> Bool {
    guard object.isNamed, context.isCapitalized(phrase.head) || context.lower(phrase.head) == RoleWords.headWord,
      RoleWords.fieldHeads.contains(context.lower(phrase.head)), let body = object.body, body.lowerBound > 0,
      text.tokens[body.lowerBound - 1].tag != .DT
    else { return false }
    return body.allSatisfy { index in
      if !context.isCapitalized(index) { return text.tokens[index].kind == .punctuation || RoleWords.and.contains(context.lower(index)) }
      return isFieldWord(index)
    }
  }

  /// A capitalised ordinary word that is not the head noun of a body.
  func isFieldWord(_ index: Int) -> Bool {
    guard context.isCapitalized(index), text.tokens[index].kind == .word else { return false }
    let classes = context.classes[index]
    if let kind = context.name(at: index)?.kind,
      kind == .person || kind == .nationality || kind == .place && !classes.isDisjoint(with: .anyPlace)
    {
      return false
    }
    let isCommon =
      RoleWords.fieldWords.contains(context.lower(index)) || classes.contains(.common)
      || RoleLexicon.singular(text.tokens[index], text.bytes).map { WordClasses.shared[$0].contains(.common) } ?? false
    return isCommon && classes.isDisjoint(with: [.bodyName, .country, .state, .nationality])
      && (!classes.contains(.bodyHead) || RoleWords.fieldWords.contains(context.lower(index)))
  }
}
