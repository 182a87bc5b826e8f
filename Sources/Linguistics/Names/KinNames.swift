internal import Knowledge
internal import Record

/// Names recognized by the noun for a relative or friend before them, and names without the letters behind them.
extension NameSpans {
  /// The most words between the owner and the noun: "his | late older | brother".
  private static let mostAdjectives = 3
  /// The most words of the name.
  private static let longestKinName = 3

  /// "his wife, Beth.", "her cousin Tomasz": one or more capitalised words behind an owner and a noun for a relative name a person, also
  /// where no list knows them.
  mutating func addNamesOfKin() {
    for noun in text.tokens.indices.dropFirst() where KinNouns.contains(text.tokens[noun].lower) && !isCapitalized(noun) && isOwned(noun) {
      let hasComma = noun + 1 < text.tokens.count && isComma(noun + 1)
      let first = hasComma ? noun + 2 : noun + 1
      var end = first
      while end < text.tokens.count, end - first < Self.longestKinName, mayNameKin(end, from: first) { end += 1 }
      guard end > first,
        end == text.tokens.count || !(isCapitalized(end) && text.tokens[end].kind == .word && kinds[end] != nil && !begins[end])
      else { continue }
      // Without a comma the word may be a place or a brand: "his friend Paris Hotel".
      guard hasComma ? endsApposition(end) : (first..<end).contains(where: { !classes[$0].isDisjoint(with: .given) }) else { continue }
      if !(first..<end).allSatisfy({ kinds[$0] == .person }) { set(first..<end, .person) }
    }
  }

  /// Whether a possessive stands before a noun and its adjectives: "his", "Roe's".
  private func isOwned(_ noun: Int) -> Bool {
    var token = noun - 1
    while token >= 0, noun - token <= Self.mostAdjectives, [.JJ, .JJR, .JJS, .CD, .VBN, .NN].contains(text.tokens[token].tag) { token -= 1 }
    return token >= 0 && (text.tokens[token].tag == .PRPS || text.tokens[token].tag == .POS)
  }

  private func mayNameKin(_ index: Int, from first: Int) -> Bool {
    let token = text.tokens[index]
    guard token.kind == .word, isCapitalized(index), !token.shape.contains(.allCaps), !token.shape.contains(.sentenceStart),
      token.range.count > 1,
      kinds[index] == nil || kinds[index] == .person || begins[index] || index > first
    else { return false }
    if kinds[index] == .nationality { return false }
    return classes[index].isDisjoint(with: [
      .country, .state, .nationality, .calendar, .courtesy, .bodyHead, .bodyName, .role,
    ]) && (!classes[index].isDisjoint(with: [.given, .surname]) || classes[index].isDisjoint(with: [.place, .placePart, .common]))
  }

  /// Whether what follows a name ends the apposition: a comma, a full stop, a closing bracket or the verb.
  private func endsApposition(_ index: Int) -> Bool {
    guard index < text.tokens.count, !text.tokens[index].shape.contains(.sentenceStart) else { return true }
    switch text.tokens[index].kind {
    case .punctuation, .closingMark, .openingMark, .dash: return true
    default: return [.VBD, .VBZ].contains(text.tokens[index].tag)
    }
  }

  /// "Ann Roe OBE FRS,", "Lord Vane KCMG": letters of degrees and honours are no part of a name, whichever rule found it.
  mutating func dropLetters() {
    for name in collect() where name.kind == .person && name.tokens.count > 1 {
      var upper = name.tokens.upperBound
      while upper - 1 > name.tokens.lowerBound, isLettersOfRank(upper - 1),
        upper - 1 > name.tokens.lowerBound + 1
          || PostnominalLetters.contains(text.tokens[upper - 1].lower) && text.tokens[upper - 1].range.count > 2
      {
        upper -= 1
      }
      if upper < name.tokens.upperBound { clear(upper..<name.tokens.upperBound) }
    }
  }
}
