internal import Record

/// Joins the mentions of people into people: full names first, then surnames and given names that stand alone.
struct PeopleFinder {
  private struct Entry {
    var given: [UInt64]
    var surname: UInt64
    var suffix: UInt64?
    /// The fullest form's tokens.
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

  static func find(_ text: inout AnalyzedText, classes: [WordClass]) {
    var finder = PeopleFinder(text, classes)
    finder.run()
    finder.store(&text)
  }

  private init(_ text: AnalyzedText, _ classes: [WordClass]) {
    self.text = text
    self.classes = classes
    entityOfName = [Int](repeating: -1, count: text.names.count)
  }

  private mutating func run() {
    var alone: [Int] = []
    for (number, name) in text.names.enumerated() where name.kind == .person {
      let parts = parts(name.tokens)
      if parts.given.isEmpty { alone.append(number) } else { addFull(number, parts) }
    }
    // Those with a courtesy title first: "Mr. Roe" tells that the Roe of the article is not Ann.
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
    // "de Blasio", "Van der Meulen": particles alone before it are no given name.
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
    for (index, entry) in entries.enumerated() where entry.surname == parts.surname {
      guard agree(entry.given, parts.given), entry.suffix == nil || parts.suffix == nil || entry.suffix == parts.suffix else { continue }
      if best == nil || entry.suffix == parts.suffix { best = index }
    }
    if best == nil { best = partOfLonger(parts) }
    guard let found = best else {
      entries.append(
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
    if run.count > entries[found].fullest.count && !isHeading
      || text.tokens[entries[found].fullest.lowerBound].shape.contains(.allCaps) && !isHeading
    {
      entries[found].fullest = run
      entries[found].given = parts.given
      if entries[found].suffix == nil { entries[found].suffix = parts.suffix }
    }
  }

  /// "Aung San" stays apart from "Aung San Suu Kyi", but "Wasserman Schultz" is "Debbie Wasserman Schultz".
  private func partOfLonger(_ parts: Parts) -> Int? {
    let words = parts.given + [parts.surname]
    return entries.firstIndex { entry in
      let full = entry.given + [entry.surname]
      return full.count > words.count && Array(full.suffix(words.count)) == words
    }
  }

  /// Whether each given name of the shorter list stands in the longer one, or as an initial or short form.
  private func agree(_ a: [UInt64], _ b: [UInt64]) -> Bool {
    let short = a.count <= b.count ? a : b
    let long = a.count <= b.count ? b : a
    if short.allSatisfy({ long.contains($0) }) { return true }
    // Initials and short forms need the letters.
    return short.allSatisfy { one in long.contains { other in one == other || letters(one, other) } }
  }

  private func letters(_ a: UInt64, _ b: UInt64) -> Bool {
    guard let first = spelled(a), let second = spelled(b) else { return false }
    let (short, long) = first.count <= second.count ? (first, second) : (second, first)
    let stem = short.last == UInt8(ascii: ".") ? short.dropLast() : short[...]
    if stem.count == 1 { return long.first == stem.first }
    return stem.count >= 3 && long.starts(with: stem) || NickNames.same(a, b)
  }

  /// A word's bytes in lower case, from any place that has it.
  private func spelled(_ hash: UInt64) -> [UInt8]? {
    for name in text.names where name.kind == .person {
      for index in name.tokens where text.tokens[index].lower == hash {
        let range = text.tokens[index].range
        return text.bytes[range.start..<range.end].map { $0 &- 65 < 26 ? $0 | 32 : $0 }
      }
    }
    return nil
  }

  private mutating func addAlone(_ number: Int) {
    let run = text.names[number].tokens
    let parts = parts(run)
    var candidates = entries.indices.filter { entries[$0].surname == parts.surname || compoundSurname(entries[$0], run) }
    if candidates.isEmpty {
      // A given name alone: only of people whom the article knows in full by then, or later.
      candidates = entries.indices.filter {
        entries[$0].given.first == parts.surname || entries[$0].given.contains(parts.surname) && !entries[$0].given.isEmpty
      }
      if candidates.count > 1, let near = candidates.filter({ entries[$0].firstToken < run.lowerBound }).last { candidates = [near] }
    }
    let courtesy = courtesy(run.lowerBound)
    if courtesy != .none { candidates.removeAll { gender(entries[$0]) != courtesy && gender(entries[$0]) != .none } }
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
    entries.append(
      Entry(given: [], surname: parts.surname, suffix: parts.suffix, fullest: run, mentions: [number], firstToken: run.lowerBound))
    entries[entries.count - 1].courtesyFemale = courtesy == .female
    entries[entries.count - 1].courtesyMale = courtesy == .male
    entityOfName[number] = entries.count - 1
  }

  /// "Haugland" for "Haugland-Dahl", "Suu Kyi" for "Aung San Suu Kyi", "de Blasio" for "Bill de Blasio".
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

  /// Of several people of one surname: who was named just before, else who is named most.
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

  private static let female = Set(["mrs.", "ms.", "mrs", "ms", "miss", "dame", "lady", "mme.", "baroness"].map { WordHash.folded($0) })
  private static let male = Set(["mr.", "mr", "sir", "lord"].map { WordHash.folded($0) })
}

/// Short forms that are not the beginning of the name.
enum NickNames {
  private static let groups: [Set<UInt64>] = [
    "william bill billy will willie", "robert bob bobby rob robbie", "richard dick rick ricky", "james jim jimmy jamie", "john jack johnny",
    "edward ed ted ned eddie teddy", "theodore ted teddy", "margaret peggy maggie meg", "elizabeth liz beth betty betsy eliza lizzie",
    "katherine kate kathy katie kitty", "catherine kate cathy katie", "charles chuck charlie", "henry hank harry", "joseph joe joey",
    "michael mike mick mickey", "thomas tom tommy", "anthony tony", "andrew andy drew", "patrick pat paddy", "patricia pat patty trish",
    "lawrence larry", "laurence larry", "francis frank", "franklin frank", "bernard bernie", "barack barry", "timothy tim", "david dave",
    "daniel dan danny", "stephen steve", "steven steve", "kenneth ken", "gregory greg", "ronald ron", "donald don", "deborah debbie deb",
    "susan sue", "rebecca becky", "jennifer jen jenny", "alexander alex sandy", "alexandra alex sandra", "nicholas nick", "michelle shelly",
    "samuel sam", "benjamin ben", "matthew matt", "christopher chris", "victoria vicky", "virginia ginny", "dorothy dot dottie",
    "eugene gene", "gerald jerry gerry", "jeremy jerry", "harold hal harry", "leonard len lenny", "peter pete", "raymond ray",
    "walter walt",
    "zachary zach", "nathaniel nate nathan", "jacob jake", "albert al bert", "alfred al fred alf", "frederick fred freddie", "arthur art",
  ].map { Set($0.split(separator: " ").map { WordHash.folded(String($0)) }) }

  static func same(_ a: UInt64, _ b: UInt64) -> Bool { groups.contains { $0.contains(a) && $0.contains(b) } }
}
