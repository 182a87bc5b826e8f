internal import Knowledge
internal import Record

/// The names of an article: the model's spans, corrected and made consistent over the whole article.
struct NameSpans {
  let text: AnalyzedText
  let classes: [WordClass]
  private(set) var names: [NameMention] = []
  /// For each token the kind of the name that contains it, and whether it begins the name.
  var kinds: [NameKind?]
  var begins: [Bool]

  init(_ text: AnalyzedText, classes: [WordClass], labels: [UInt8]) {
    self.text = text
    self.classes = classes
    kinds = labels.map { NameLabels.kind($0) }
    begins = labels.map { NameLabels.begins($0) }
  }

  /// Joins a token to the name before it.
  mutating func join(_ index: Int) { begins[index] = false }

  /// Applies the rules one after another and returns the names.
  mutating func repair() {
    splitAtOffices()
    splitPlaces()
    trimPeople()
    joinFamilyNames()
    trimTitledBodies()
    splitTitlePlaces()
    splitTitledBodies()
    tellPlacesOfOffices()
    tellPlacesBehindNames()
    tellSubjects()
    splitNationalities()
    joinPeople()
    joinNicknames()
    addNamesBeforeLetters()
    tellPeopleByTitles()
    addTitledNames()
    addRankedNames()
    addApposedNames()
    addNamesOfKin()
    tellBodies()
    joinSuffixes()
    mergeIntoBodies()
    joinFieldsOfBodies()
    tellShortBodies()
    dropLetters()
    spreadFullNames()
    spreadSurnames()
    dropPlurals()
    names = collect()
  }

  func collect() -> [NameMention] {
    var found: [NameMention] = []
    var index = 0
    while index < kinds.count {
      guard let kind = kinds[index] else {
        index += 1
        continue
      }
      var end = index + 1
      while end < kinds.count, kinds[end] == kind, !begins[end] { end += 1 }
      found.append(NameMention(tokens: index..<end, kind: kind))
      index = end
    }
    return found
  }

  mutating func set(_ run: Range<Int>, _ kind: NameKind) {
    if run.upperBound < kinds.count, kinds[run.upperBound] != nil, !begins[run.upperBound] { begins[run.upperBound] = true }
    for index in run {
      kinds[index] = kind
      begins[index] = index == run.lowerBound
    }
  }

  mutating func clear(_ run: Range<Int>) {
    if run.upperBound < kinds.count, kinds[run.upperBound] != nil, !begins[run.upperBound] { begins[run.upperBound] = true }
    for index in run {
      kinds[index] = nil
      begins[index] = false
    }
  }

  func isCapitalized(_ index: Int) -> Bool { text.tokens[index].shape.contains(.capitalized) }

  func isComma(_ index: Int) -> Bool {
    text.tokens[index].range.count == 1
      && text.bytes[text.tokens[index].range.start] == UInt8(ascii: ",")
  }

  /// "the Southern Isles for Norway": splits two places.
  private mutating func splitPlaces() {
    for name in collect() where name.kind == .place && name.tokens.count > 2 {
      for index in name.tokens.dropFirst().dropLast() where Self.directions.contains(text.tokens[index].lower) && !isCapitalized(index) {
        clear(index..<index + 1)
      }
    }
  }

  /// Trims titles, quotation marks and possessives that the model included in a person's name.
  private mutating func trimPeople() {
    let names = collect()
    let full = Set(names.compactMap { $0.kind == .person && $0.tokens.count > 1 ? words(of: $0.tokens) : nil })
    for name in names where name.kind == .person {
      var lower = name.tokens.lowerBound
      var upper = name.tokens.upperBound
      while upper - 1 > lower, !isNamePart(upper - 1) || upper - 1 > lower + 1 && isLettersOfRank(upper - 1) { upper -= 1 }
      if let compound = (lower..<upper).last(where: { $0 < upper - 1 && isCompoundJob($0) }) { lower = compound + 1 }
      while lower + 1 < upper,
        isLeadingTitle(lower, next: lower + 1) || !isNamePart(lower) || isDemonym(lower, of: lower..<upper)
          || isLead(lower, of: lower..<upper, full)
      {
        lower += 1
      }
      let place = cutTitle(&lower, upper)
      if lower > name.tokens.lowerBound { clear(name.tokens.lowerBound..<lower) }
      if let place { set(place, .place) }
      if upper < name.tokens.upperBound { clear(upper..<name.tokens.upperBound) }
      set(lower..<upper, .person)
      // "Mr Justice Roe"
      if lower > 0, lower + 1 < upper, classes[lower - 1].contains(.courtesy), classes[lower].contains(.role), isCapitalized(lower) {
        clear(lower..<lower + 1)
        lower += 1
        set(lower..<upper, .person)
      }
      // "Dmitri Orlov of Hexlab"
      if let link = (lower..<upper).first(where: { text.tokens[$0].lower == Self.ofWord && !isCapitalized($0) }), link > lower + 1 {
        clear(link..<upper)
        upper = link
      }
      // "Army spokesman"
      if upper == lower + 1, !classes[lower].isDisjoint(with: [.bodyHead, .bodyName]), classes[lower].isDisjoint(with: .surname) {
        set(lower..<upper, .organization)
        continue
      }
      if upper == lower + 1, !isPersonal(lower) || isPartyMark(lower) || isNation(lower) || KinNouns.contains(text.tokens[lower].lower) {
        clear(lower..<upper)
      }
    }
  }

  /// "KC" in "Imogen Fairlie KC": postnominal letters.
  func isLettersOfRank(_ index: Int) -> Bool {
    let isOfHonour = PostnominalLetters.contains(text.tokens[index].lower)
    guard text.tokens[index].shape.contains(.allCaps) else { return isOfHonour && isAbbreviated(index) }
    return (isOfHonour || classes[index].contains(.role))
      && (!text.tokens[index - 1].shape.contains(.allCaps) || PostnominalLetters.contains(text.tokens[index - 1].lower))
  }

  /// Whether a word is written as an abbreviation: with a full stop, or with a capital after its first letter ("PhD"), as "Ma" is not.
  private func isAbbreviated(_ index: Int) -> Bool {
    let range = text.tokens[index].range
    return text.bytes[range.end - 1] == UInt8(ascii: ".") || text.bytes[(range.start + 1)..<range.end].contains { $0 &- 65 < 26 }
  }

  /// "Cornishman" in "Its chairman, Cornishman Jory Penhallow": a noun for a nationality before two names.
  private func isDemonym(_ index: Int, of run: Range<Int>) -> Bool {
    guard run.count > 2, Demonyms.contains(text.tokens[index].lower) else { return false }
    // "Dane Cook Smith" is a name; in "…, Dane Magnus Edelvik" the first word is not part of it.
    return classes[index].isDisjoint(with: .given)
      || index > 0 && !isCapitalized(index - 1) && !text.tokens[index].shape.contains(.sentenceStart)
  }

  /// "the Dutchman", "a Spaniard": a noun for a nationality behind an article, which names nobody.
  private func isNation(_ index: Int) -> Bool {
    guard index > 0, Demonyms.contains(text.tokens[index].lower) else { return false }
    return [Self.the, Self.a].contains(text.tokens[index - 1].lower)
  }

  private func words(of run: Range<Int>) -> [UInt64] { run.map { text.tokens[$0].lower } }

  /// "Billionaire Ann Roe", "Promoter Tom Lund": a word that is not a name, before a full name that begins with a given name. It is an
  /// ordinary word or a job, or the name occurs without it elsewhere in the article.
  private func isLead(_ index: Int, of run: Range<Int>, _ full: Set<[UInt64]>) -> Bool {
    guard run.count > 2, isCapitalized(index), text.tokens[index].range.count > 2, text.tokens[index].kind == .word,
      classes[index].isDisjoint(with: [.given, .surname, .particle]), !classes[index + 1].isDisjoint(with: .given),
      classes[run.upperBound - 1].isDisjoint(with: .given) || run.count > 3
    else { return false }
    return classes[index].contains(.common) || isDoer(index) || full.contains(words(of: index + 1..<run.upperBound))
  }

  private func isNamePart(_ index: Int) -> Bool {
    let token = text.tokens[index]
    if token.kind != .word { return token.kind == .punctuation && text.bytes[token.range.start] == UInt8(ascii: "(") }
    return isCapitalized(index) || classes[index].contains(.particle) || token.shape.contains(.hyphenated)
  }

  private func isLeadingTitle(_ index: Int, next: Int) -> Bool {
    let token = classes[index]
    if token.contains(.courtesy) { return true }
    // "Oenologist Pascal Roux": a job missing from the lists, at the start of a sentence.
    if text.tokens[index].shape.contains(.sentenceStart), token.isDisjoint(with: [.given, .surname]), next + 1 < text.tokens.count,
      kinds[next + 1] == .person, !begins[next + 1], endsAsJob(index)
    {
      return true
    }
    guard isCapitalized(index) else { return false }
    if isCompoundTitle(index) { return true }
    guard token.contains(.role) else { return isBareRank(index) || isPluralTitle(index) }
    // "Dean", "Earl", "Judge" are also given names, so they are titles only before a given name.
    return token.isDisjoint(with: .given)
      || !classes[next].isDisjoint(with: .given) && next + 1 < text.tokens.count && kinds[next + 1] == .person
  }

  /// "R-Idaho", "D-Ohio": a party and a state.
  private func isPartyMark(_ index: Int) -> Bool {
    let range = text.tokens[index].range
    guard range.count > 3, text.bytes[range.start + 1] == UInt8(ascii: "-") else { return false }
    let party = text.bytes[range.start]
    return party == UInt8(ascii: "R") || party == UInt8(ascii: "D") || party == UInt8(ascii: "I")
  }

  /// "Sgt", "Prof", "Insp": a rank without the full stop, as British newspapers write it.
  private func isBareRank(_ index: Int) -> Bool {
    let range = text.tokens[index].range
    guard range.count > 2, range.count < 6, classes[index].isDisjoint(with: [.given, .surname, .common]) else { return false }
    let stopped = Array(text.bytes[range.start..<range.end]) + [UInt8(ascii: ".")]
    return WordClasses.shared[WordHash.folded(stopped, 0..<stopped.count)].contains(.role)
  }

  /// Whether a single word can name a person.
  private func isPersonal(_ index: Int) -> Bool {
    let token = text.tokens[index]
    guard token.kind == .word, token.shape.contains(.capitalized) else { return false }
    if token.range.count < 2 { return false }
    return !classes[index].contains(.calendar) && !classes[index].contains(.courtesy)
  }

  /// "Mr. Roe": the name after a courtesy title is a person's, whatever the model says.
  private mutating func addTitledNames() {
    for index in text.tokens.indices.dropLast() where classes[index].contains(.courtesy) && isCapitalized(index) {
      var end = index + 1
      guard isCapitalized(end), kinds[end] != .person, text.tokens[end].kind == .word, !text.tokens[end].shape.contains(.sentenceStart),
        !text.tokens[index].shape.contains(.allCaps)
      else { continue }
      let lordOf = text.tokens[index].lower == Self.lord || text.tokens[index].lower == Self.lady || text.tokens[index].lower == Self.miss
      if lordOf, classes[end].contains(.role) || classes[end].contains(.common) || !classes[end].isDisjoint(with: .anyPlace) { continue }
      let isOffice = classes[end].contains(.role) && end + 1 < text.tokens.count && isCapitalized(end + 1) && !lordOf
      let first = isOffice ? end + 1 : end
      while end < text.tokens.count, isCapitalized(end) || classes[end].contains(.particle), text.tokens[end].kind == .word,
        end < index + 4,
        !text.tokens[end].shape.contains(.sentenceStart)
      {
        end += 1
      }
      while end - 1 > index + 1, !isCapitalized(end - 1) { end -= 1 }
      if first < end { set(first..<end, .person) }
    }
  }

  /// Joins "Jr.", "III" and a comma before them to the name.
  private mutating func joinSuffixes() {
    for index in text.tokens.indices where classes[index].contains(.nameSuffix) && index > 0 {
      let token = text.tokens[index]
      guard token.shape.contains(.capitalized) else { continue }
      if kinds[index - 1] == .person {
        extend(to: index)
      } else if index > 1, text.bytes[text.tokens[index - 1].range.start] == UInt8(ascii: ","), kinds[index - 2] == .person,
        token.lower == Self.jr || token.lower == Self.sr
      {
        extend(to: index)
      }
    }
  }

  private mutating func extend(to index: Int) {
    var place = index
    while kinds[place] != .person || place == index {
      kinds[place] = .person
      begins[place] = false
      place -= 1
      if place < 0 || kinds[place] == .person { break }
    }
    if index + 1 < kinds.count, kinds[index + 1] == .person, !begins[index + 1] { begins[index + 1] = true }
  }

  /// "Trump University": a person's name before the capitalised head noun of a body is part of the body's name.
  private mutating func mergeIntoBodies() {
    for name in collect() where name.kind == .person || name.kind == .place {
      let next = name.tokens.upperBound
      // "North Wales Police", but "Dallas Police Chief Roe".
      if name.kind == .place {
        guard next + 1 < text.tokens.count, Self.forces.contains(text.tokens[next].lower),
          !(isCapitalized(next + 1) && classes[next + 1].contains(.role))
        else { continue }
      }
      guard next < text.tokens.count, isCapitalized(next), kinds[next] == nil || kinds[next] == .organization || kinds[next] == .other,
        classes[next].contains(.bodyHead), !text.tokens[next].shape.contains(.sentenceStart),
        !Self.attributive.contains(text.tokens[next].lower),
        text.tokens[next].kind == .word, !isTitled(next)
      else { continue }
      var end = next + 1
      while end < text.tokens.count, kinds[end] == .organization, !begins[end] { end += 1 }
      set(name.tokens.lowerBound..<end, .organization)
    }
  }

  /// Whether most words of the sentence are capitalised, as in a heading.
  func isTitled(_ index: Int) -> Bool {
    var lower = index
    while lower > 0, !text.tokens[lower].shape.contains(.sentenceStart) { lower -= 1 }
    var upper = index + 1
    while upper < text.tokens.count, !text.tokens[upper].shape.contains(.sentenceStart) { upper += 1 }
    var capitals = 0
    var words = 0
    for token in lower..<upper where text.tokens[token].kind == .word {
      words += 1
      if isCapitalized(token) { capitals += 1 }
    }
    return words > 3 && capitals * 10 >= words * 6
  }

  /// Tags every occurrence of the words of a full name as that person.
  private mutating func spreadFullNames() {
    var full: Set<[UInt64]> = []
    /// The most words of a full name that begins with a word.
    var longest: [UInt64: Int] = [:]
    var votes: [[UInt64]: (person: Int, other: Int)] = [:]
    for name in collect() where name.tokens.count > 1 && name.tokens.count < 6 {
      let words = name.tokens.map { text.tokens[$0].lower }
      if name.kind == .person { votes[words, default: (0, 0)].person += 1 } else { votes[words, default: (0, 0)].other += 1 }
    }
    for (words, vote) in votes where vote.person > 0 && vote.person >= vote.other {
      full.insert(words)
      longest[words[0]] = max(longest[words[0]] ?? 0, words.count)
    }
    guard !full.isEmpty else { return }
    for index in text.tokens.indices {
      guard isCapitalized(index), let most = longest[text.tokens[index].lower] else { continue }
      for count in stride(from: most, to: 1, by: -1) {
        let end = index + count
        guard end <= text.tokens.count, full.contains(text.tokens[index..<end].map(\.lower)) else { continue }
        // Not inside a longer name.
        if kinds[index] != nil, kinds[index] != .person, !begins[index] { break }
        if kinds[index] == .person, !begins[index] { break }
        if end < kinds.count, kinds[end] != nil, !begins[end], kinds[end] == kinds[end - 1] {
          // "Ann Roe Hammers Bank": in a heading, capitals do not show where the name ends.
          guard kinds[end] == .person, classes[end].contains(.common), isTitled(index) else { break }
          var rest = end
          while rest < kinds.count, kinds[rest] == .person, rest == end || !begins[rest] { rest += 1 }
          clear(end..<rest)
        }
        if (index..<end).allSatisfy({ kinds[$0] == .person }) { break }
        set(index..<end, .person)
        break
      }
    }
  }

  /// Tags a surname by itself as a person whose full name is in the article.
  private mutating func spreadSurnames() {
    var surnames: Set<UInt64> = []
    var single: [UInt64: (person: Int, other: Int)] = [:]
    for name in collect() {
      if name.kind == .person {
        let last = lastPart(name.tokens)
        if name.tokens.count > 1 { surnames.insert(text.tokens[last].lower) }
      }
      if name.tokens.count == 1 {
        let word = text.tokens[name.tokens.lowerBound].lower
        if name.kind == .person { single[word, default: (0, 0)].person += 1 } else { single[word, default: (0, 0)].other += 1 }
      }
    }
    for index in text.tokens.indices where isCapitalized(index) && text.tokens[index].kind == .word {
      let word = text.tokens[index].lower
      guard kinds[index] != .person else { continue }
      let isSurname = surnames.contains(word)
      let vote = single[word] ?? (0, 0)
      guard isSurname || vote.person > 1 && vote.person > vote.other else { continue }
      if kinds[index] == nil {
        if text.tokens[index].shape.contains(.sentenceStart), classes[index].contains(.common) { continue }
        if classes[index].contains(.common), !isSurname { continue }
        if classes[index].contains(.common), index + 1 < kinds.count, isCapitalized(index + 1), !isTitled(index) { continue }
        if index > 0, kinds[index - 1] == .person, text.tokens[index - 1].shape.contains(.capitalized) { continue }
        set(index..<index + 1, .person)
      } else if begins[index], index + 1 >= kinds.count || kinds[index + 1] == nil || begins[index + 1] {
        // Excludes one-word names of another kind.
        if !classes[index].isDisjoint(with: [.country, .state]), !isSurname { continue }
        if classes[index].contains(.nationality) || classes[index].contains(.bodyName) { continue }
        set(index..<index + 1, .person)
      }
    }
  }

  private static let forces = Set(["police", "constabulary"].map { WordHash.folded($0) })
  private static let directions = Set(["for", "from", "to", "with", "by", "into"].map { WordHash.folded($0) })
  static let ofWord = WordHash.folded("of")
  static let forWord = WordHash.folded("for")
  private static let lord = WordHash.folded("lord")
  private static let lady = WordHash.folded("lady")
  private static let miss = WordHash.folded("miss")
  private static let jr = WordHash.folded("jr.")
  private static let sr = WordHash.folded("sr.")
  private static let attributive = Set(
    ["campaign", "administration", "camp", "government", "presidency", "democrats", "republicans"].map { WordHash.folded($0) })
}
