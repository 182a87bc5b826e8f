internal import Knowledge
internal import Record

/// Names recognized by a title next to them: it shows where the name begins and that it is a person's.
extension NameSpans {
  /// "UN Secretary-General Ann Roe", "the Archbishop of Montclair": a title is not part of a body's name.
  mutating func trimTitledBodies() {
    for name in collect() where (name.kind == .organization || name.kind == .other) && name.tokens.count > 1 {
      var upper = name.tokens.upperBound
      if upper < kinds.count, kinds[upper] == .person, begins[upper] {
        // "U.N. Secretary-General Ban | Soo-hyun": the first part of the name stands after the title.
        let title = upper - 2
        if title > name.tokens.lowerBound, isTitle(title), isOwnNamePart(upper, named: true), !isTitle(upper - 1) {
          var end = upper + 1
          while end < kinds.count, kinds[end] == .person, !begins[end] { end += 1 }
          clear(title..<end)
          set(title + 1..<end, .person)
          continue
        }
        while upper - 1 > name.tokens.lowerBound, isTitle(upper - 1), !classes[upper - 1].contains(.bodyHead) { upper -= 1 }
        if upper < name.tokens.upperBound { clear(upper..<name.tokens.upperBound) }
      }
      let first = name.tokens.lowerBound
      // "NATO Secretary-General Ann Roe", "European Commission vice-president Ann Roe", "General Constant Ndima"
      if upper == name.tokens.upperBound, let title = inner(name.tokens) {
        if title > first { set(first..<title, .organization) }
        clear(title..<title + 1)
        set(title + 1..<upper, .person)
        continue
      }
      guard name.tokens.count > 2, upper == name.tokens.upperBound, isTitle(first), !classes[first].contains(.bodyHead) else { continue }
      // "the Commissioner for Health": an office, not a body.
      if text.tokens[first + 1].lower == Self.forWord {
        clear(name.tokens)
        continue
      }
      guard text.tokens[first + 1].lower == Self.ofWord else { continue }
      let rest = first + 2..<upper
      clear(first..<first + 2)
      set(rest, classes[upper - 1].contains(.bodyHead) ? .organization : .place)
    }
  }

  /// The title inside a span that the model took for a body, if a person's name follows the title.
  private func inner(_ run: Range<Int>) -> Int? {
    let title = run.last { index in
      isTitle(index) && (!Self.manySensed.contains(text.tokens[index].lower) || index == run.lowerBound || isRank(index, in: run))
        || !isCapitalized(index) && classes[index].contains(.role)
    }
    guard let title, title > run.lowerBound && run.upperBound - title > 2 || run.upperBound - title == 3 else { return nil }
    let rest = title + 1..<run.upperBound
    guard isOwnNamePart(run.upperBound - 1, named: true),
      rest.allSatisfy({
        classes[$0].contains(.particle)
          || isCapitalized($0) && text.tokens[$0].kind == .word && classes[$0].isDisjoint(with: [.bodyHead, .bodyName])
      })
    else { return nil }
    return title
  }

  /// "Mayor of Solvang Trine Berg", "candidate for Bowen Hills Ann Roe": the last two words are the person.
  mutating func splitTitlePlaces() {
    for name in collect() where name.tokens.count > 2 && (name.kind == .person || name.kind == .organization) {
      var lower = name.tokens.lowerBound
      let upper = name.tokens.upperBound
      if name.kind == .organization, text.tokens[lower].lower == Self.the { lower += 1 }
      guard lower > 1, upper - lower > 2, !name.tokens.contains(where: { !isCapitalized($0) }) else { continue }
      let link = text.tokens[lower - 1].lower
      guard link == Self.ofWord || link == Self.forWord, classes[lower - 2].contains(.role), !classes[upper - 1].contains(.bodyHead) else {
        continue
      }
      let given = (lower + 1..<upper - 1).first { !classes[$0].isDisjoint(with: .given) && classes[$0].isDisjoint(with: .bodyHead) }
      if name.kind == .organization, given == nil { continue }
      // "Archbishop of Ann Roe": the span contains nothing but a name.
      if given == nil, !classes[lower].isDisjoint(with: .given) { continue }
      let first = given ?? upper - 2
      // "Minister of Transport Ann Roe"
      if (lower..<first).contains(where: { classes[$0].contains(.common) && classes[$0].isDisjoint(with: .anyPlace) }) {
        clear(lower..<first)
      } else {
        set(lower..<first, .place)
      }
      set(first..<upper, .person)
    }
  }

  /// "Park Mi-sun": a given name of two syllables, the second in lower case, after the family name.
  mutating func joinFamilyNames() {
    for name in collect() where name.kind == .person && name.tokens.count == 1 {
      let index = name.tokens.lowerBound
      guard index > 0, text.tokens[index].shape.contains(.hyphenated), !text.tokens[index].shape.contains(.sentenceStart),
        isCapitalized(index - 1), text.tokens[index - 1].kind == .word, kinds[index - 1] == nil || begins[index - 1],
        text.tokens[index - 1].range.count < 7, classes[index - 1].isDisjoint(with: [.courtesy, .calendar]),
        classes[index - 1].contains(.surname) || classes[index - 1].isDisjoint(with: [.role, .common, .country, .state]),
        let hyphen = text.bytes[text.tokens[index].range.start..<text.tokens[index].range.end].firstIndex(of: UInt8(ascii: "-")),
        hyphen + 1 < text.tokens[index].range.end, text.bytes[hyphen + 1] &- 97 < 26
      else { continue }
      set(index - 1..<index + 1, .person)
    }
  }

  /// "Torvald Ekdal signed the lease. … he": two words before a verb are a person where a pronoun follows that can have no other
  /// antecedent. The words must be a given name and a surname, or must not be a place in the lists.
  mutating func tellSubjects() {
    for name in collect() where (name.kind == .place || name.kind == .other) && name.tokens.count == 2 {
      let first = name.tokens.lowerBound
      let next = name.tokens.upperBound
      guard isPersonLike(first), next < text.tokens.count, [.VBD, .VBZ].contains(text.tokens[next].tag), !isTitled(first),
        first == 0 || ![.IN, .TO, .DT].contains(text.tokens[first - 1].tag)
      else { continue }
      for index in next..<min(text.tokens.count, next + 30) {
        if kinds[index] == .person { break }
        if Self.pronouns.contains(text.tokens[index].lower) {
          set(name.tokens, .person)
          break
        }
      }
    }
  }

  /// Whether two words can be a given name and a surname, and are not a known place.
  private func isPersonLike(_ first: Int) -> Bool {
    guard isCapitalized(first), isCapitalized(first + 1),
      classes[first].isDisjoint(with: [.country, .state, .place, .common, .nationality])
    else { return false }
    if classes[first + 1].contains(.surname), !classes[first].contains(.placePart) || !classes[first].isDisjoint(with: .given) {
      return true
    }
    let isGiven = !classes[first].isDisjoint(with: .given)
    return (isGiven || !classes[first].contains(.placePart))
      && classes[first + 1].isDisjoint(with: [.country, .state, .place, .placePart, .bodyHead])
      && (isGiven || !classes[first + 1].contains(.common))
  }

  private static let pronouns = Set(WordHash.foldedWords("he she his her"))

  /// "Australian Timothy Weeks", "its captain, Croat Marin Vidak,": splits a nationality and a person that the model took for one name.
  mutating func splitNationalities() {
    for name in collect()
    where name.kind != .person && name.kind != .nationality && name.tokens.count > 2
      && name.tokens.count < 5
    {
      let first = name.tokens.lowerBound
      let isNation = classes[first].contains(.nationality)
      guard isNation || Demonyms.contains(text.tokens[first].lower),
        name.tokens.dropFirst().allSatisfy({
          isCapitalized($0) && classes[$0].isDisjoint(with: [.bodyHead, .bodyName, .role])
        })
      else { continue }
      // Confirmed by a given name, or by a role before the comma and words that can only be a person's.
      let isGiven = !classes[first + 1].isDisjoint(with: .given)
      let isApposed = first > 1 && isComma(first - 1) && standsBehindRole(first - 1)
      let isPersonal = name.tokens.dropFirst().allSatisfy {
        classes[$0].isDisjoint(with: [.common, .country, .state, .place, .placePart])
      }
      guard isGiven && (name.kind == .other || isPersonal) || isApposed && isPersonal else {
        continue
      }
      if isNation { set(first..<first + 1, .nationality) } else { clear(first..<first + 1) }
      set(first + 1..<name.tokens.upperBound, .person)
    }
  }

  /// "Reader in Harbour Law at Tern College Imke Vollan": splits off two words after the last head noun of a body as a person, where a
  /// title and "at" or "of" stand before the body.
  mutating func splitTitledBodies() {
    for name in collect()
    where name.kind == .organization && name.tokens.count > 3 && name.tokens.count < 8 {
      let (first, upper) = (name.tokens.lowerBound, name.tokens.upperBound)
      guard let head = name.tokens.last(where: { classes[$0].contains(.bodyHead) }),
        upper - head == 3, first > 1,
        Self.workLinks.contains(text.tokens[first - 1].lower), upper < text.tokens.count,
        text.tokens[upper].tag == .VBD || text.tokens[upper].tag == .VBZ
          || text.tokens[upper].kind == .punctuation,
        (head + 1..<upper).allSatisfy({
          isOwnNamePart($0, named: true) && classes[$0].isDisjoint(with: [.place, .placePart])
        }),
        (max(0, first - 9)..<first - 1).contains(where: { classes[$0].contains(.role) })
      else { continue }
      clear(head + 1..<upper)
      set(head + 1..<upper, .person)
    }
  }

  /// "Mayor Ann Roe of Tarn": a word after a full name and "of" that is not a name elsewhere in the article is the place of the office.
  mutating func tellPlacesBehindNames() {
    let names = collect().filter { $0.kind == .person }
    let known = Set(
      names.filter { $0.tokens.count > 1 }.flatMap { $0.tokens.map { text.tokens[$0].lower } })
    for (name, next) in zip(names, names.dropFirst())
    where name.tokens.count > 1 && next.tokens.count == 1 {
      let index = next.tokens.lowerBound
      guard index == name.tokens.upperBound + 1, text.tokens[index - 1].lower == Self.ofWord,
        !known.contains(text.tokens[index].lower),
        classes[index].isDisjoint(with: [.given, .role, .courtesy]),
        !text.tokens[index].shape.contains(.allCaps)
      else { continue }
      set(next.tokens, .place)
    }
  }

  /// "Joren “Jori” Velde": a nickname in quotation marks between two parts of a name.
  mutating func joinNicknames() {
    for index in text.tokens.indices.dropFirst() where text.tokens[index].kind == .openingMark && kinds[index - 1] == .person {
      var close = index + 1
      while close < text.tokens.count, close < index + 4, text.tokens[close].kind == .word, isCapitalized(close) { close += 1 }
      guard close > index + 1, close + 1 < text.tokens.count, text.tokens[close].kind == .closingMark, kinds[close + 1] == .person,
        !text.tokens[close + 1].shape.contains(.sentenceStart)
      else { continue }
      for inside in index...close + 1 {
        kinds[inside] = .person
        begins[inside] = false
      }
    }
  }

  /// Joins adjacent names of one person, such as "Nguyen Thi" and "Lan".
  mutating func joinPeople() {
    let people = collect().filter { $0.kind == .person }
    for (name, next) in zip(people, people.dropFirst()) where name.tokens.upperBound == next.tokens.lowerBound {
      let index = next.tokens.lowerBound
      guard name.tokens.count + next.tokens.count < 5, !text.tokens[index].shape.contains(.sentenceStart), !isTitled(index),
        isCapitalized(index), classes[index].isDisjoint(with: [.role, .courtesy])
      else { continue }
      join(index)
    }
  }

  /// "General Ante Gotovina": two or three capitalised words after a rank that the model split or did not tag.
  mutating func addRankedNames() {
    for index in text.tokens.indices.dropFirst() where isTitle(index - 1) && isCapitalized(index) && !isTitle(index) {
      guard !Self.manySensed.contains(text.tokens[index - 1].lower) || kinds[index - 1] == .person,
        classes[index - 1].isDisjoint(with: [.given, .bodyHead]), kinds[index - 1] == nil || kinds[index - 1] == .person, !isTitled(index)
      else { continue }
      var end = index
      while end < text.tokens.count, end < index + 4, !text.tokens[end].shape.contains(.sentenceStart),
        isOwnNamePart(end, named: true) || isCapitalized(end) && kinds[end] == nil && classes[end] == .common
          || end == index && end + 1 < text.tokens.count && isOwnNamePart(end + 1, named: true) && kinds[end + 1] == .person
            && classes[end].isDisjoint(with: [.bodyHead, .nationality, .calendar])
      { end += 1 }
      guard end - index > 1, end - index < 4, end < text.tokens.count, !(isCapitalized(end) && text.tokens[end].kind == .word),
        classes[end - 1].isDisjoint(with: [.common, .bodyHead]), !(index..<end).allSatisfy({ kinds[$0] == .person })
      else { continue }
      if kinds[index - 1] == .person { clear(index - 1..<index) }
      set(index..<end, .person)
    }
  }

  /// "director Park Ji-hoon", "the president of the union, Arkady Durov,": two or three capitalised words after a lower-case job that the
  /// model did not tag or took for a body.
  mutating func addApposedNames() {
    for index in text.tokens.indices.dropFirst(2)
    where isCapitalized(index) && kinds[index] != .person && (kinds[index] == nil || begins[index]) {
      guard !text.tokens[index].shape.contains(.sentenceStart), !isCapitalized(index - 1) else { continue }
      let isApposed = text.bytes[text.tokens[index - 1].range.start] == UInt8(ascii: ",")
      guard isApposed ? standsBehindRole(index - 1) : isJob(index - 1) else { continue }
      var end = index
      while end < text.tokens.count, end < index + 4, isOwnNamePart(end) || end == index && isFirstPart(end, named: isApposed),
        end == index || !text.tokens[end].shape.contains(.sentenceStart)
      {
        end += 1
      }
      guard end - index > 1, end - index < 4, end < text.tokens.count, kinds[end] == nil || begins[end] else { continue }
      if isApposed {
        // Only between commas, or before a full stop.
        guard text.tokens[end].kind == .punctuation else { continue }
      } else if isCapitalized(end), text.tokens[end].kind == .word {
        continue
      }
      set(index..<end, .person)
    }
  }

  func isTitle(_ index: Int) -> Bool {
    isCapitalized(index) && (classes[index].contains(.role) || text.tokens[index].lower == Self.secretaryGeneral)
  }

  /// Whether a word has a suffix such as "-ologist", "-ographer", "-maker".
  func endsAsJob(_ index: Int) -> Bool {
    let range = text.tokens[index].range
    return Self.jobEnds.contains { range.count > $0.count + 2 && text.bytes[range.end - $0.count..<range.end].elementsEqual($0) }
  }

  /// Whether a word has the suffix of an agent noun: "promoter", "vocalist".
  func isDoer(_ index: Int) -> Bool {
    let range = text.tokens[index].range
    return Self.doerEnds.contains { range.count > $0.count + 2 && text.bytes[range.end - $0.count..<range.end].elementsEqual($0) }
  }

  /// "Oscar-winner", "front-runner", "Hull-born": a job or origin in lower case after a hyphen.
  func isCompoundJob(_ index: Int) -> Bool {
    let range = text.tokens[index].range
    guard text.tokens[index].shape.contains(.hyphenated),
      let hyphen = text.bytes[range.start..<range.end].lastIndex(of: UInt8(ascii: "-")), hyphen + 4 < range.end,
      text.bytes[hyphen + 1] &- 97 < 26
    else { return false }
    let last = WordClasses.shared[WordHash.folded(text.bytes, hyphen + 1..<range.end)]
    if Self.origins.contains(WordHash.folded(text.bytes, hyphen + 1..<range.end)) { return true }
    return last.isDisjoint(with: [.given, .surname]) && (last.contains(.role) || last.contains(.common) && endsAsJob(index))
  }

  /// "Chancellor-designate", "Vice-President", "Ex-minister"
  func isCompoundTitle(_ index: Int) -> Bool {
    let range = text.tokens[index].range
    guard text.tokens[index].shape.contains(.hyphenated),
      let hyphen = text.bytes[range.start..<range.end].firstIndex(of: UInt8(ascii: "-")), hyphen > range.start, hyphen + 1 < range.end
    else { return false }
    let first = WordHash.folded(text.bytes, range.start..<hyphen)
    let last = WordHash.folded(text.bytes, hyphen + 1..<range.end)
    return Self.afterHyphen.contains(last) && WordClasses.shared[first].contains(.role)
      || Self.beforeHyphen.contains(first) && WordClasses.shared[last].contains(.role)
  }

  /// "Captains", "Deputies", "Chiefs": the plural of a rank before several names.
  func isPluralTitle(_ index: Int) -> Bool {
    let range = text.tokens[index].range
    guard classes[index].isDisjoint(with: [.given, .surname]), range.count > 4,
      text.bytes[range.end - 1] == UInt8(ascii: "s")
    else {
      return false
    }
    var word = Array(text.bytes[range.start..<range.end - 1])
    if word.suffix(2).elementsEqual("ie".utf8) {
      word.replaceSubrange(word.count - 2..<word.count, with: "y".utf8)
    }
    return WordClasses.shared[WordHash.folded(word, 0..<word.count)].contains(.role)
  }

  /// A job in lower case: "director", "judge".
  private func isJob(_ index: Int) -> Bool {
    let token = text.tokens[index]
    return token.kind == .word && !isCapitalized(index) && (token.tag == .NN || token.tag == .NNP) && classes[index].contains(.role)
      && !Self.manySensed.contains(token.lower)
  }

  /// Whether a role's noun phrase ends at a comma: "the president of the union,", "the ferry's chief engineer,".
  private func standsBehindRole(_ comma: Int) -> Bool {
    var index = comma - 1
    var steps = 0
    while index > 0, steps < 10 {
      let token = text.tokens[index]
      if isJob(index) {
        // The phrase needs an article or a possessor.
        var before = index - 1
        while before > 0, index - before < 4, text.tokens[before].tag == .JJ || text.tokens[before].tag == .NN { before -= 1 }
        return [.DT, .PRPS, .POS, .WPS].contains(text.tokens[before].tag) && (steps == 0 || text.tokens[index + 1].tag == .IN)
      }
      guard token.kind == .word, [.IN, .DT, .NN, .NNP, .NNPS, .NNS, .JJ, .CC, .POS].contains(token.tag) else { return false }
      index -= 1
      steps += 1
    }
    return false
  }

  /// Whether a word can be the first part of a name, as "Park" in "director Park Ji-hoon".
  private func isFirstPart(_ index: Int, named: Bool) -> Bool {
    isCapitalized(index) && text.tokens[index].kind == .word && !text.tokens[index].shape.contains(.allCaps)
      && (named ? kinds[index] != nil : kinds[index] == nil) && (!named || !classes[index].contains(.bodyHead))
      && classes[index].isDisjoint(with: [.country, .state, .nationality, .courtesy, .calendar])
  }

  private func isOwnNamePart(_ index: Int, named: Bool = false) -> Bool {
    isCapitalized(index) && text.tokens[index].kind == .word && !text.tokens[index].shape.contains(.allCaps)
      && (named || kinds[index] != .person) && kinds[index] != .nationality
      && classes[index].isDisjoint(with: [
        .bodyHead, .bodyName, .country, .state, .nationality, .courtesy, .calendar, .role, .common,
      ])
  }

  private static let workLinks = Set(WordHash.foldedWords("at of"))
  private static let origins = Set(WordHash.foldedWords("born based bred raised trained educated"))
  private static let doerEnds = ["er", "or", "ist", "man", "woman"].map { Array($0.utf8) }
  private static let jobEnds = WordSets.words("TitledNames.jobEnds").map {
    Array($0.utf8)
  }
  private static let afterHyphen = Set(["designate", "elect", "general"].map { WordHash.folded($0) })
  private static let beforeHyphen = Set(["vice", "ex", "co"].map { WordHash.folded($0) })
  private static let secretaryGeneral = WordHash.folded("secretary-general")
  /// Nouns that have other senses besides the job.
  private static let manySensed = Set(
    WordSets.words("TitledNames.manySensed").map {
      WordHash.folded($0)
    })
}
