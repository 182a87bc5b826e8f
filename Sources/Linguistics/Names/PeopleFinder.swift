internal import Knowledge
internal import Record

/// Groups the mentions of people into people: full names first, then surnames and given names by themselves.
struct PeopleFinder {
  private struct Entry {
    var given: [UInt64]
    var surname: UInt64
    var suffix: UInt64?
    /// The tokens of the fullest form.
    var fullest: Range<Int>
    var mentions: [Int]
    var fullMentions = 0
    var firstToken: Int
    var courtesyFemale = false
    var courtesyMale = false
  }

  /// A mention's parts.
  private struct Parts {
    var given: [UInt64]
    var surname: UInt64
    var suffix: UInt64?
  }

  private let text: AnalyzedText
  private let classes: [WordClass]
  private var entries: [Entry] = []
  private var entityOfName: [Int]
  /// The entries by surname, by the last word of the fullest form, and by each given name.
  private var bySurname: [UInt64: [Int]] = [:]
  private var byLastWord: [UInt64: [Int]] = [:]
  private var byGiven: [UInt64: [Int]] = [:]
  /// Lower-case spellings of the words of people's names, keyed by hash.
  private let spellings: [UInt64: [UInt8]]

  static func find(_ text: inout AnalyzedText, classes: [WordClass]) {
    var finder = PeopleFinder(text, classes)
    finder.run()
    finder.store(&text)
  }

  private init(_ text: AnalyzedText, _ classes: [WordClass]) {
    self.text = text
    self.classes = classes
    entityOfName = [Int](repeating: -1, count: text.names.count)
    var spellings: [UInt64: [UInt8]] = [:]
    for name in text.names where name.kind == .person {
      for token in name.tokens where spellings[text.tokens[token].lower] == nil {
        let range = text.tokens[token].range
        spellings[text.tokens[token].lower] = text.bytes[range.start..<range.end].map { $0 &- 65 < 26 ? $0 | 32 : $0 }
      }
    }
    self.spellings = spellings
  }

  private mutating func append(_ entry: Entry) {
    entries.append(entry)
    let number = entries.count - 1
    bySurname[entry.surname, default: []].append(number)
    byLastWord[text.tokens[entry.fullest.upperBound - 1].lower, default: []].append(number)
    for given in Set(entry.given) { byGiven[given, default: []].append(number) }
  }

  private mutating func run() {
    var alone: [Int] = []
    for (number, name) in text.names.enumerated() where name.kind == .person {
      let parts = parts(name.tokens)
      if parts.given.isEmpty { alone.append(number) } else { addFull(number, parts) }
    }
    // Mentions with a courtesy title first: "Mr. Roe" shows that this Roe is not Ann.
    for number in alone where courtesy(text.names[number].tokens.lowerBound) != .none { addAlone(number) }
    for number in alone where courtesy(text.names[number].tokens.lowerBound) == .none { addAlone(number) }
  }

  private func parts(_ run: Range<Int>) -> Parts {
    var words: [UInt64] = []
    var suffix: UInt64?
    for index in run where text.tokens[index].kind == .word || text.tokens[index].kind == .number {
      if classes[index].contains(.nameSuffix), !words.isEmpty {
        suffix = text.tokens[index].lower
      } else if !classes[index].contains(.courtesy) || words.isEmpty && run.count == 1 {
        words.append(text.tokens[index].lower)
      }
    }
    guard let last = words.last else { return Parts(given: [], surname: 0, suffix: suffix) }
    // "de Blasio", "Van der Meulen": particles before the surname are not a given name.
    var given = Array(words.dropLast())
    while let first = given.first, WordClasses.shared[first].contains(.particle),
      given.allSatisfy({ WordClasses.shared[$0].contains(.particle) }),
      WordClasses.shared[first].isDisjoint(with: .given)
    {
      given.removeFirst()
    }
    return Parts(given: given, surname: last, suffix: suffix)
  }

  private mutating func addFull(_ number: Int, _ parts: Parts) {
    let run = text.names[number].tokens
    var best: Int?
    for index in near(bySurname[parts.surname], before: run.lowerBound) {
      let entry = entries[index]
      guard agree(entry.given, parts.given), entry.suffix == nil || parts.suffix == nil || entry.suffix == parts.suffix else { continue }
      if best == nil || entry.suffix == parts.suffix { best = index }
    }
    if best == nil { best = partOfLonger(parts, before: run.lowerBound) }
    guard let found = best else {
      append(
        Entry(
          given: parts.given, surname: parts.surname, suffix: parts.suffix, fullest: run, mentions: [number], fullMentions: 1,
          firstToken: run.lowerBound))
      entityOfName[number] = entries.count - 1
      return
    }
    entries[found].mentions.append(number)
    entries[found].fullMentions += 1
    entityOfName[number] = found
    let isHeading = text.tokens[run.lowerBound].shape.contains(.allCaps)
    if run.count > entries[found].fullest.count && !isHeading || isFuller(parts, entries[found])
      || text.tokens[entries[found].fullest.lowerBound].shape.contains(.allCaps) && !isHeading
    {
      entries[found].fullest = run
      byLastWord[text.tokens[run.upperBound - 1].lower, default: []].append(found)
      for given in Set(parts.given).subtracting(entries[found].given) { byGiven[given, default: []].append(found) }
      entries[found].given = parts.given
      if entries[found].suffix == nil { entries[found].suffix = parts.suffix }
    }
  }

  /// The most people of one name with whom a mention is compared. No article has as many; in a list of a thousand, each mention would be
  /// compared with all others.
  private static let most = 64

  /// The entries of a list, or the last of them named before a token where the list is long.
  private func near(_ list: [Int]?, before token: Int) -> [Int] {
    guard let list, list.count > Self.most else { return list ?? [] }
    var near: [Int] = []
    for index in list.reversed() where entries[index].firstToken <= token {
      near.append(index)
      if near.count == Self.most { break }
    }
    return near.isEmpty ? Array(list.prefix(Self.most)) : near.reversed()
  }

  /// Whether a mention is fuller than an entry's name, as "Kenneth Roe" is fuller than "Ken Roe".
  private func isFuller(_ parts: Parts, _ entry: Entry) -> Bool {
    guard let one = parts.given.first, let other = entry.given.first, parts.given.count == entry.given.count else { return false }
    return NickNames.isShort(other, of: one) && !NickNames.isShort(one, of: other)
  }

  /// The entry whose longer name ends in a mention's: "Wasserman Schultz" is "Debbie Wasserman Schultz", but "Thin Thin" is not "Ma Thin
  /// Thin Aye".
  private func partOfLonger(_ parts: Parts, before token: Int) -> Int? {
    let words = parts.given + [parts.surname]
    return near(bySurname[parts.surname], before: token).first { index in
      let full = entries[index].given + [entries[index].surname]
      return full.count > words.count && Array(full.suffix(words.count)) == words
    }
  }

  /// Whether each given name of the shorter list is in the longer one, itself or as an initial or short form.
  private func agree(_ a: [UInt64], _ b: [UInt64]) -> Bool {
    let short = a.count <= b.count ? a : b
    let long = a.count <= b.count ? b : a
    if short.allSatisfy({ long.contains($0) }) { return true }
    // Initials and short forms are compared by their letters.
    return short.allSatisfy { one in long.contains { other in one == other || letters(one, other) } }
  }

  /// Whether one name is the other's initial or a known short form of it. Names that merely begin alike belong to different people: Paul
  /// and Paula.
  private func letters(_ a: UInt64, _ b: UInt64) -> Bool {
    if NickNames.same(a, b) { return true }
    guard let first = spellings[a], let second = spellings[b] else { return false }
    let (short, long) = first.count <= second.count ? (first, second) : (second, first)
    let isAbbreviated = short.last == UInt8(ascii: ".")
    let stem = isAbbreviated ? short.dropLast() : short[...]
    return stem.count == 1 && long.first == stem.first || isAbbreviated && stem.count > 1 && long.starts(with: stem)
  }

  private mutating func addAlone(_ number: Int) {
    let run = text.names[number].tokens
    let parts = parts(run)
    let last = near(byLastWord[text.tokens[run.upperBound - 1].lower], before: run.lowerBound)
    var candidates = Set(near(bySurname[parts.surname], before: run.lowerBound)).union(last.filter { compoundSurname(entries[$0], run) })
      .sorted()
    if candidates.isEmpty {
      // A given name by itself: only of people whose full name is in the article.
      candidates = Set(near(byGiven[parts.surname], before: run.lowerBound)).filter { entries[$0].given.contains(parts.surname) }.sorted()
      if candidates.count > 1, let near = candidates.filter({ entries[$0].firstToken < run.lowerBound }).last { candidates = [near] }
    }
    let courtesy = courtesy(run.lowerBound)
    if courtesy != .none {
      // "Mr. Lou" for "Lou Jiwei": a courtesy title precedes the family name, so the first name of this person says nothing about gender.
      candidates.removeAll {
        gender(entries[$0]) != courtesy && gender(entries[$0]) != .none && !leads(entries[$0], with: parts.surname)
      }
    }
    if candidates.count > 1 {
      if courtesy != .none {
        let fitting = candidates.filter { gender(entries[$0]) == courtesy }
        if !fitting.isEmpty { candidates = fitting }
      }
      candidates = [choose(candidates, at: run.lowerBound)]
    }
    if let found = candidates.first {
      entries[found].mentions.append(number)
      entityOfName[number] = found
      if courtesy == .female { entries[found].courtesyFemale = true }
      if courtesy == .male { entries[found].courtesyMale = true }
      return
    }
    append(
      Entry(given: [], surname: parts.surname, suffix: parts.suffix, fullest: run, mentions: [number], firstToken: run.lowerBound))
    entries[entries.count - 1].courtesyFemale = courtesy == .female
    entries[entries.count - 1].courtesyMale = courtesy == .male
    entityOfName[number] = entries.count - 1
  }

  /// Whether a name of two words, without a courtesy title that shows the gender, begins with a word, which is then the family name.
  private func leads(_ entry: Entry, with word: UInt64) -> Bool {
    entry.given.count == 1 && entry.given[0] == word && !entry.courtesyFemale && !entry.courtesyMale
  }

  /// "Haugland" for "Haugland-Dahl", "Thin Aye" for "Ma Thin Thin Aye", "de Blasio" for "Bill de Blasio".
  private func compoundSurname(_ entry: Entry, _ run: Range<Int>) -> Bool {
    guard run.count > 1, run.count < entry.fullest.count else { return false }
    let tail = entry.fullest.suffix(run.count)
    return zip(tail, run).allSatisfy { text.tokens[$0].lower == text.tokens[$1].lower }
  }

  private enum Courtesy {
    case female, male, none
  }

  private func courtesy(_ index: Int) -> Courtesy {
    guard index > 0 else { return .none }
    let word = text.tokens[index - 1].lower
    return Self.female.contains(word) ? .female : Self.male.contains(word) ? .male : .none
  }

  private func gender(_ entry: Entry) -> Courtesy {
    if entry.courtesyFemale { return .female }
    if entry.courtesyMale { return .male }
    guard let first = entry.given.first else { return .none }
    let value = WordClasses.shared[first].intersection(.given)
    return value == .femaleGiven ? .female : value == .maleGiven ? .male : .none
  }

  /// Of several people with one surname: the one mentioned just before, otherwise the most frequent.
  private func choose(_ candidates: [Int], at token: Int) -> Int {
    var best = candidates[0]
    var bestScore = -1.0
    for candidate in candidates {
      let alone = entries[candidate].given.isEmpty ? min(entries[candidate].mentions.count, 6) : 0
      var score = Double(entries[candidate].fullMentions + alone)
      let last = entries[candidate].mentions.last { text.names[$0].tokens.lowerBound < token }
      if let last {
        let distance = token - text.names[last].tokens.lowerBound
        score += distance < 40 ? 1.5 : distance < 150 ? 0.5 : 0
      } else {
        score -= 1
      }
      if score > bestScore {
        bestScore = score
        best = candidate
      }
    }
    return best
  }

  private mutating func store(_ text: inout AnalyzedText) {
    let order = entries.indices.sorted { (entries[$0].mentions.min() ?? 0) < (entries[$1].mentions.min() ?? 0) }
    var people: [Person] = []
    for index in order {
      let entry = entries[index]
      let mentions = entry.mentions.sorted()
      for mention in mentions { text.names[mention].entity = people.count }
      var surname = entry.fullest.upperBound - 1
      while surname > entry.fullest.lowerBound, classes[surname].contains(.nameSuffix) || text.tokens[surname].kind != .word {
        surname -= 1
      }
      let gender = gender(entry)
      people.append(
        Person(
          name: text.words(text.range(entry.fullest)), surname: text.word(surname),
          given: surname > entry.fullest.lowerBound ? text.word(entry.fullest.lowerBound) : nil,
          gender: gender == .female ? .female : gender == .male ? .male : .unknown, mentions: mentions))
    }
    text.people = people
  }

  private static let female = Set(WordSets.words("PeopleFinder.female").map { WordHash.folded($0) })
  private static let male = Set(["mr.", "mr", "sir", "lord"].map { WordHash.folded($0) })
}
