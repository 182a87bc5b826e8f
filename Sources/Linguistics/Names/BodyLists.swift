internal import Record

/// Bodies whose names contain a list of fields.
extension NameSpans {
  /// "Ministry of Tides, Locks and Ferries": adds the fields after the comma to the body with the first field, which the model found.
  mutating func joinFieldsOfBodies() {
    for name in collect() where name.kind == .organization && name.tokens.count > 2 {
      let links = name.tokens.dropFirst().dropLast()
      guard
        links.contains(where: {
          classes[$0 - 1].contains(.bodyHead) && Self.fieldLinks.contains(text.tokens[$0].lower)
        }),
        let end = listEnd(from: name.tokens.upperBound)
      else { continue }
      set(name.tokens.lowerBound..<end, .organization)
    }
  }

  /// The token after the last field of ", A, B and C"; `nil` where there is no such list.
  private func listEnd(from comma: Int) -> Int? {
    var index = comma
    var fields = 0
    while index < text.tokens.count, index < comma + 16 {
      let isAnd = Self.ands.contains(text.tokens[index].lower)
      guard isAnd || isComma(index) else { return nil }
      index += 1
      // "Tides, Locks, and Ferries"
      if !isAnd, index < text.tokens.count, Self.ands.contains(text.tokens[index].lower) {
        continue
      }
      let first = index
      while index < text.tokens.count, index < first + 3, isField(index) { index += 1 }
      guard index > first else { return nil }
      fields += 1
      if isAnd {
        let goesOn =
          index < text.tokens.count && isCapitalized(index) && text.tokens[index].kind == .word
        return fields > 1 && !goesOn ? index : nil
      }
    }
    return nil
  }

  /// A capitalised ordinary word that names neither a person, a place nor another body.
  private func isField(_ index: Int) -> Bool {
    guard isCapitalized(index), text.tokens[index].kind == .word, kinds[index] != .person,
      kinds[index] != .place,
      !text.tokens[index].shape.contains(.sentenceStart),
      classes[index].isDisjoint(with: [.country, .state, .place, .nationality, .role, .bodyName, .bodyHead])
    else { return false }
    let isUnknown =
      (kinds[index] == nil || kinds[index] == .other)
      && classes[index].isDisjoint(with: [.given, .surname])
    return isUnknown || classes[index].contains(.common) || isPluralOfCommon(index)
  }

  private func isPluralOfCommon(_ index: Int) -> Bool {
    let range = text.tokens[index].range
    guard range.count > 3, text.bytes[range.end - 1] == UInt8(ascii: "s") else { return false }
    if WordClasses.shared[WordHash.folded(text.bytes, range.start..<range.end - 1)].contains(
      .common)
    {
      return true
    }
    guard text.bytes[range.start..<range.end].suffix(3).elementsEqual("ies".utf8) else {
      return false
    }
    let word = Array(text.bytes[range.start..<range.end - 3]) + [UInt8(ascii: "y")]
    return WordClasses.shared[WordHash.folded(word, 0..<word.count)].contains(.common)
  }

  private static let fieldLinks = Set(WordHash.foldedWords("of for"))
  private static let ands = Set(WordHash.foldedWords("and &"))
}
