internal import Knowledge
internal import Record

/// Names recognized by the words next to them: postnominal letters show a person, ", which" and "the charity" a body.
extension NameSpans {
  /// "Ann Roe KC", "Ann Roe MBE": a given name and a surname before postnominal letters are a person.
  mutating func addNamesBeforeLetters() {
    for index in text.tokens.indices.dropFirst(2) where text.tokens[index].shape.contains(.allCaps) {
      let range = text.tokens[index].range
      guard classes[index].contains(.role) || PostnominalLetters.contains(text.tokens[index].lower) && range.count > 2 else { continue }
      guard range.count < 5, kinds[index - 1] != .person, isNameWord(index - 1), isNameWord(index - 2),
        !classes[index - 2].isDisjoint(with: .given)
      else { continue }
      set(index - 2..<index, .person)
      clear(index..<index + 1)
    }
  }

  /// "Green MP Tom Lake": an office in capitals inside a name begins a person's name, and what stands before it is a party or place.
  mutating func splitAtOffices() {
    for name in collect() where (name.kind == .person || name.kind == .organization) && name.tokens.count > 2 {
      guard
        let office = name.tokens.dropFirst().dropLast().last(where: { index in
          text.tokens[index].shape.contains(.allCaps) && text.tokens[index].range.count < 4 && classes[index].contains(.role)
            && classes[index].isDisjoint(with: [.given, .surname])
        }), case let person = office + 1..<name.tokens.upperBound, person.count < 4, person.allSatisfy(isNameWord),
        person.count > 1 || name.kind == .person
      else { continue }
      clear(name.tokens.lowerBound..<office + 1)
      set(person, .person)
    }
  }

  /// "Army Staff General Qamar Shirazi": a word of many senses is a rank before two or three words that are only names, unlike "General" in
  /// "Dollar General Store".
  func isRank(_ index: Int, in run: Range<Int>) -> Bool {
    let name = index + 1..<run.upperBound
    return (2...3).contains(name.count)
      && name.allSatisfy { isCapitalized($0) && classes[$0].isDisjoint(with: [.common, .role, .bodyHead, .bodyName]) }
  }

  /// "Georgia Lane, CEO", "Victoria Park, president of": a given name and a surname that also make a place's name are a person before a
  /// title.
  mutating func tellPeopleByTitles() {
    for name in collect() where name.kind != .person && name.tokens.count == 2 {
      let (first, comma) = (name.tokens.lowerBound, name.tokens.upperBound)
      let isGiven = !classes[first].isDisjoint(with: .given)
      guard isGiven || name.kind == .organization && isOwnWord(first), classes[first + 1].contains(.surname), isNameWord(first),
        isNameWord(first + 1),
        comma + 2 < text.tokens.count, isComma(comma)
      else { continue }
      // "chief executive"
      let title = classes[comma + 1].contains(.role) && !classes[comma + 2].contains(.role) ? comma + 1 : comma + 2
      guard classes[comma + 1].contains(.role), classes[title].contains(.role), kinds[title] == nil, title + 1 < text.tokens.count,
        !(isCapitalized(title + 1) && text.tokens[title + 1].kind == .word && !text.tokens[title + 1].shape.contains(.sentenceStart))
      else { continue }
      set(name.tokens, .person)
    }
  }

  private func isNameWord(_ index: Int) -> Bool {
    isCapitalized(index) && text.tokens[index].kind == .word && !text.tokens[index].shape.contains(.allCaps)
      && classes[index].isDisjoint(with: [.bodyHead, .courtesy, .calendar])
  }

  /// "Northlink Metro, which runs the trams", "the charity Roofline": finds bodies that the model took for people or did not tag, and then
  /// all mentions of their names.
  mutating func tellBodies() {
    var stated: [[UInt64]] = []
    for name in collect() where name.kind == .person || name.kind == .organization {
      let next = name.tokens.upperBound
      let words = name.tokens.map { text.tokens[$0].lower }
      if name.kind == .organization {
        // A firm named after a person: "Kestler" with "Kestler Antriebe" in the article.
        if name.tokens.count > 1, isOwnWord(name.tokens.lowerBound), isFirm(name.tokens.upperBound - 1) { stated.append([words[0]]) }
        continue
      }
      guard !hasTitle(before: name.tokens.lowerBound), !isFullName(name.tokens) else { continue }
      let which = next + 1 < text.tokens.count && text.tokens[next].kind == .punctuation && text.tokens[next + 1].lower == Self.which
      if which || isNamedThing(name.tokens.lowerBound) {
        set(name.tokens, .organization)
        stated.append(words)
        if words.count > 1, isOwnWord(name.tokens.lowerBound) { stated.append([words[0]]) }
      }
    }
    for index in text.tokens.indices.dropFirst(2) where kinds[index] == nil && isNamedThing(index) {
      guard isNameWord(index) || text.tokens[index].shape.contains(.allCaps) else { continue }
      var end = index + 1
      while end < text.tokens.count, kinds[end] == nil, isCapitalized(end), text.tokens[end].kind == .word,
        !text.tokens[end].shape.contains(.sentenceStart)
      { end += 1 }
      set(index..<end, .organization)
      stated.append((index..<end).map { text.tokens[$0].lower })
    }
    for index in text.tokens.indices.dropFirst(3) where text.tokens[index].lower == Self.which {
      // "Northlink Metro, which runs": at least two capitalised words outside other names.
      guard text.tokens[index - 1].kind == .punctuation, text.tokens[index - 1].range.count == 1 else { continue }
      var first = index - 1
      while first > 0, kinds[first - 1] == nil, isNameWord(first - 1), index - first < 6 { first -= 1 }
      guard index - 1 - first > 1, isOwnWord(first), !text.tokens[first + 1].shape.contains(.sentenceStart), !isTitled(first) else {
        continue
      }
      set(first..<index - 1, .organization)
      stated.append((first..<index - 1).map { text.tokens[$0].lower })
    }
    if !stated.isEmpty { spread(stated) }
  }

  /// "Superior Ridge" in an article about Superior Ridge Energy: the first words of a body's name stand for the body, unless they are a
  /// given name.
  mutating func tellShortBodies() {
    let names = collect()
    var bodies: [UInt64: [[UInt64]]] = [:]
    for name in names where name.kind == .organization && name.tokens.count > 2 && classes[name.tokens.lowerBound].isDisjoint(with: .given)
    {
      let words = name.tokens.map { text.tokens[$0].lower }
      bodies[words[0], default: []].append(words)
    }
    if bodies.isEmpty { return }
    for name in names where name.kind == .person && name.tokens.count > 1 && !hasTitle(before: name.tokens.lowerBound) {
      let words = name.tokens.map { text.tokens[$0].lower }
      if bodies[words[0], default: []].contains(where: { $0.count > words.count && $0.starts(with: words) }) {
        set(name.tokens, .organization)
      }
    }
  }

  private mutating func spread(_ stated: [[UInt64]]) {
    var surnames: Set<UInt64> = []
    var titled: Set<UInt64> = []
    for name in collect() where name.kind == .person {
      if name.tokens.count > 1 { for index in name.tokens { surnames.insert(text.tokens[index].lower) } }
      if hasTitle(before: name.tokens.lowerBound) { titled.insert(text.tokens[name.tokens.lowerBound].lower) }
    }
    for words in stated where !surnames.contains(words[0]) && !titled.contains(words[0]) {
      for index in text.tokens.indices where text.tokens[index].lower == words[0] && isCapitalized(index) {
        let end = index + words.count
        guard end <= text.tokens.count, words.indices.allSatisfy({ text.tokens[index + $0].lower == words[$0] }) else { continue }
        let run = index..<end
        guard run.allSatisfy({ kinds[$0] == .person }) || run.allSatisfy({ kinds[$0] == nil }) && !classes[index].contains(.common),
          end == text.tokens.count || kinds[end] == nil || begins[end], kinds[index] == nil || begins[index]
        else { continue }
        set(run, .organization)
      }
    }
  }

  /// "the charity Roofline", "a retailer, Acme" (without the comma): directly after an article and a lower-case noun for a body.
  private func isNamedThing(_ index: Int) -> Bool {
    guard index > 1, !text.tokens[index].shape.contains(.sentenceStart), isCapitalized(index) else { return false }
    let noun = text.tokens[index - 1]
    guard Self.bodyNouns.contains(noun.lower), !noun.shape.contains(.capitalized) else { return false }
    if classes[index - 2].contains(.nationality), isCapitalized(index - 2) { return true }
    return (max(0, index - 4)..<index - 1).contains { text.tokens[$0].lower == Self.the || text.tokens[$0].lower == Self.a }
  }

  private func hasTitle(before index: Int) -> Bool {
    index > 0 && !classes[index - 1].isDisjoint(with: [.courtesy, .role])
  }

  private func isFullName(_ run: Range<Int>) -> Bool {
    run.count > 1 && !classes[run.lowerBound].isDisjoint(with: .given) && classes[run.upperBound - 1].contains(.surname)
  }

  /// A word without another meaning.
  private func isOwnWord(_ index: Int) -> Bool {
    classes[index].isDisjoint(with: [.common, .country, .state, .place, .nationality, .given, .bodyHead, .bodyPart])
      && !text.tokens[index].shape.contains(.allCaps)
  }

  private func isFirm(_ index: Int) -> Bool {
    Self.firmEnds.contains(text.tokens[index].lower) || classes[index].isDisjoint(with: [.bodyHead, .common])
  }

  private static func hashes(_ words: String) -> Set<UInt64> { Set(WordHash.foldedWords(words)) }
  static let a = WordHash.folded("a")
  private static let which = WordHash.folded("which")
  static let the = WordHash.folded("the")
  private static let firmEnds = hashes(WordSets["NameForms.firmEnds"])
  private static let bodyNouns = hashes(WordSets["NameForms.bodyNouns"])
}
