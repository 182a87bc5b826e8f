internal import Knowledge
internal import Linguistics
internal import Record

/// Bodies and places attached to a person directly after the name: "(R-S.C.)", ", D-Mont.,", ", Republican of Iowa,", "of the Mounted
/// Police".
struct AfterName {
  let context: OfficialContext
  let reader: RolePhraseReader
  private var text: AnalyzedText { context.text }

  init(_ context: OfficialContext) {
    self.context = context
    reader = RolePhraseReader(context)
  }

  /// The token of the state in a party bracket.
  func partyState(after run: Range<Int>) -> Int? {
    let index = run.upperBound
    guard index + 1 < text.tokens.count, context.isMark(index, "(") || context.isMark(index, "[") || context.isComma(index) else {
      return nil
    }
    let token = text.tokens[index + 1]
    guard token.kind == .word, token.shape.contains(.hyphenated) else { return nil }
    let bytes = text.bytes
    let first = bytes[token.range.start]
    let second = bytes[token.range.start + 1]
    guard first == UInt8(ascii: "R") || first == UInt8(ascii: "D") || first == UInt8(ascii: "I"),
      second == UInt8(ascii: "-") || second == 0xE2
    else {
      return nil
    }
    return index + 1
  }

  /// The place in "(Republican, Iowa)", ", Republican of Iowa," and ", a Democrat from Ohio,".
  func partyPlace(after run: Range<Int>) -> Range<Int>? {
    var index = run.upperBound
    guard index + 3 < text.tokens.count, context.isComma(index) || context.isMark(index, "(") else { return nil }
    index += 1
    if text.tokens[index].tag == .DT { index += 1 }
    while index + 2 < text.tokens.count, RoleWords.parties.contains(context.lower(index)),
      RoleWords.parties.contains(context.lower(index + 1))
    { index += 1 }
    guard RoleWords.parties.contains(context.lower(index)) || RoleWords.partyLetters.contains(context.lower(index)) else { return nil }
    guard RoleWords.between.contains(context.lower(index + 1)) || context.isComma(index + 1) else { return nil }
    guard let object = reader.object(from: index + 2, limit: min(index + 8, text.tokens.count)), object.isNamed, let body = object.body
    else { return nil }
    return body
  }

  /// "Penhallow of the Northern Harbour Police": the body after the name.
  func body(after run: Range<Int>) -> Range<Int>? {
    var index = run.upperBound
    // "Harbour Master Ann Roe, of Falmouth"
    if index + 2 < text.tokens.count, context.isComma(index), context.lower(index + 1) == RoleWords.ofWord {
      index += 1
    } else if index + 2 < text.tokens.count, context.isComma(index), RoleWords.employments.contains(context.lower(index + 1)) {
      return employer(after: run)
    }
    guard index + 1 < text.tokens.count, RoleWords.affiliations.contains(context.lower(index)) else { return nil }
    guard let object = reader.object(from: index + 1, limit: Int(context.sentenceEnd[run.lowerBound])), object.isNamed || object.body != nil
    else { return nil }
    if !object.isNamed { return object.body }
    // "for Mr. Roe", "of his": only a body or a place is accepted.
    guard let name = context.name(at: object.run.lowerBound), name.kind != .person || object.run.count > name.tokens.count else {
      // "of Hexlab", "at Hexlab": an unknown word.
      let isUnknown =
        context.name(at: object.run.lowerBound) == nil && RoleWords.ofAt.contains(context.lower(index))
        && context.isCapitalized(object.run.lowerBound)
        && context.classes[object.run.lowerBound].isDisjoint(with: [.common, .calendar, .role])
      return isUnknown || context.classes[object.run.upperBound - 1].contains(.bodyHead)
        ? object.body : nil
    }
    return object.body
  }

  /// "Roe (Alliance)": a candidate's party in brackets.
  func party(after run: Range<Int>) -> Range<Int>? {
    let open = run.upperBound
    guard open + 2 < text.tokens.count, context.isMark(open, "(") else { return nil }
    var close = open + 1
    while close < text.tokens.count, close < open + 5, context.isCapitalized(close), text.tokens[close].kind == .word,
      !context.isPerson(close)
    { close += 1 }
    return close > open + 1 && context.isMark(close, ")") && !text.tokens[open + 1].shape.contains(.hyphenated) ? open + 1..<close : nil
  }

  /// "Roe, from the Whale Trust, said": a body between commas.
  func employer(after run: Range<Int>) -> Range<Int>? {
    let index = run.upperBound
    guard index + 2 < text.tokens.count, context.isComma(index), RoleWords.employments.contains(context.lower(index + 1)),
      let object = reader.object(from: index + 2, limit: Int(context.sentenceEnd[run.lowerBound])), let body = object.body,
      object.isNamed, !object.isPlaceName, object.run.upperBound < text.tokens.count, context.isComma(object.run.upperBound),
      context.name(at: body.lowerBound)?.kind == .organization || context.classes[body.upperBound - 1].contains(.bodyHead)
    else { return nil }
    return body
  }

  /// The mentions that follow one in a list: "A (D-Mont.), B and C".
  func list(from number: Int) -> [Int] {
    var numbers = [number]
    var index = text.names[number].tokens.upperBound
    while index < text.tokens.count {
      if context.isMark(index, "(") || context.isMark(index, "[") {
        var close = index + 1
        while close < min(index + 8, text.tokens.count), !context.isMark(close, ")"), !context.isMark(close, "]") { close += 1 }
        index = close + 1
        continue
      }
      if numbers.count > 0, RoleWords.between.contains(context.lower(index)),
        let object = reader.object(from: index + 1, limit: Int(context.sentenceEnd[index])), object.isNamed
      {
        index = object.run.upperBound
        continue
      }
      guard context.isComma(index) || context.isMark(index, ";") || RoleWords.and.contains(context.lower(index)) else { break }
      var next = index + 1
      if next < text.tokens.count, RoleWords.and.contains(context.lower(next)) { next += 1 }
      if next + 2 < text.tokens.count, context.isComma(index), RoleWords.parties.contains(context.lower(next)),
        RoleWords.between.contains(context.lower(next + 1)),
        let object = reader.object(from: next + 2, limit: Int(context.sentenceEnd[index])), object.isNamed
      {
        // ", Republican of Iowa,"
        index = object.run.upperBound
        continue
      }
      if next < text.tokens.count, text.tokens[next].shape.contains(.hyphenated), context.isComma(index) {
        // ", D-Ohio,"
        index = next + 1
        continue
      }
      if next < text.tokens.count, !context.isPerson(next), context.isComma(index) || context.isMark(index, ";") {
        // A list separated by semicolons continues after the description of one person: "A, who was mayor; B of the Greens".
        let limit = Int(context.sentenceEnd[index])
        var semicolon = next
        while semicolon < limit, !context.isMark(semicolon, ";") { semicolon += 1 }
        guard semicolon + 1 < limit else { break }
        index = semicolon
        next = semicolon + 1
        if next < limit, RoleWords.and.contains(context.lower(next)) { next += 1 }
      }
      // ", who stands for the Farmers, and B"
      if next < text.tokens.count, text.tokens[next].tag == .WP, context.isComma(index) {
        let limit = Int(context.sentenceEnd[index])
        var comma = next
        while comma < limit, !context.isComma(comma), !context.isMark(comma, ";") { comma += 1 }
        guard comma + 2 < limit else { break }
        index = comma
        next = RoleWords.and.contains(context.lower(comma + 1)) ? comma + 2 : comma + 1
      }
      // "and the independent Ann Roe"
      if next + 2 < text.tokens.count, text.tokens[next].tag == .DT, !context.isPerson(next + 1), context.isPerson(next + 2) { next += 2 }
      guard next < text.tokens.count, context.isPerson(next) else { break }
      let name = Int(context.nameAt[next])
      guard text.names[name].tokens.lowerBound == next else { break }
      numbers.append(name)
      index = text.names[name].tokens.upperBound
    }
    return numbers
  }
}

extension RoleWords {
  /// "(D., Conn.)"
  static let partyLetters = set(WordSets["AfterName.partyLetters"])
  static let affiliations = set("of with at from for")
  static let employments = set("with at from of")
  static let ofAt = set("of at with")
}
