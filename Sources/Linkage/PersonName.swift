internal import Knowledge

/// A person's name taken apart for comparison.
package struct PersonName: Hashable, Sendable {
  /// The ways to read it, the likeliest first; at least one.
  let readings: [NameReading]
  /// What stands behind the surname and distinguishes father from son: `jr`, `sr`, `ii` …
  package let generation: String?
  /// What stands before the name and is no part of it.
  let style: NameStyle?
  /// How many words it has, without its style.
  package let length: Int

  /// Reads a name as written; styles, ranks and letters around it are left out, and so are particles such as "van" and "al".
  package init(_ name: String) {
    let (own, style) = NameStyle.parted(name.split(whereSeparator: \.isWhitespace))
    self.style = style
    let pieces = own.enumerated().flatMap { $0.offset < own.count - 1 ? Self.initials($0.element) ?? [$0.element] : [$0.element] }
    var words = Self.joined(pieces).map { word in
      word.split { $0 == "-" || $0 == "\u{2010}" || $0 == "\u{2011}" }.map { part in FoldedTokens.words(String(part)).joined() }
        .filter { !$0.isEmpty }
    }.filter { !$0.isEmpty }
    var generation: String?
    while words.count > 1, let last = words.last, last.count == 1, Self.suffixes.contains(last[0]) { generation = words.removeLast()[0] }
    self.generation = generation
    length = own.count
    readings = NameReading.readings(words)
  }

  /// "Seán Ó Dálaigh" and "Sean O Dalaigh" with the surname of "Sean O'Dalaigh".
  private static func joined(_ pieces: [Substring]) -> [Substring] {
    guard pieces.count > 2, let last = pieces.last, ["Ó", "O", "O\u{301}", "O'", "O’"].contains(pieces[pieces.count - 2]) else {
      return pieces
    }
    return pieces.dropLast(2) + ["O" + last]
  }

  /// "K.R." and "KR" in their letters; `nil` for what is no initials.
  private static func initials(_ piece: Substring) -> [Substring]? {
    let letters = piece.filter { $0 != "." }
    guard (2...3).contains(letters.count), letters.allSatisfy({ $0.isASCII && $0.isUppercase }) else { return nil }
    return letters.indices.map { letters[$0...$0] }.map { Substring(String($0)) }
  }

  /// Whether a style or a rank stands before it.
  package var isStyled: Bool { style != nil }
  /// Given names and initials, folded.
  package var given: [String] { readings[0].given }
  /// The parts of the surname, folded, by all readings.
  package var surname: [String] {
    if readings.count == 1 { return readings[0].surname }
    var parts: [String] = []
    for reading in readings { for part in reading.surname where !parts.contains(part) { parts.append(part) } }
    return parts
  }

  /// Whether two names can be one person's: one surname, or a part of it, given names that do not differ, and one generation. A name with "Jr."
  /// and the same without it may be father and son, in the same town and trade at that.
  package func isCompatible(with other: PersonName) -> Bool {
    isOneGeneration(other) && readings.contains { a in other.readings.contains { a.matches($0) } }
  }

  /// The pairs of readings by which two names can be one person's.
  func pairings(with other: PersonName) -> [(NameReading, NameReading)] {
    readings.flatMap { a in other.readings.filter { a.matches($0) }.map { (a, $0) } }
  }

  /// The parts of the surname with the spellings that transliterations give them: Zelensky, Zelenskiy and Zelenskyy. Whatever is a
  /// spelling of another word has that one among its own.
  package var surnameSpellings: Set<String> { surname.reduce(into: []) { $0.formUnion(Self.spellings($1)) } }

  private static func spellings(_ word: String) -> Set<String> {
    var spellings: Set<String> = [word]
    for (one, other) in [("mac", "mc"), ("mc", "mac")] where word.hasPrefix(one) && word.utf8.count > one.utf8.count + 2 {
      spellings.insert(other + word.dropFirst(one.count))
    }
    // "Losurdo" for "Lo Surdo"; not "Donald" for every McDonald.
    for start in joined where word.hasPrefix(start) && word.utf8.count > start.utf8.count + 3 {
      spellings.insert(String(word.dropFirst(start.count)))
    }
    if let ending = endings.first(where: { word.hasSuffix($0) }), word.utf8.count >= ending.utf8.count + 4 {
      for other in endings { spellings.insert(word.dropLast(ending.count) + other) }
    }
    return spellings
  }
  private static let joined = WordSets.words("PersonName.joined")
  /// Ends of Slavic surnames, the longer ones first.
  private static let endings = ["skiy", "skyy", "skii", "skij", "sky", "ski"]

  private func isOneGeneration(_ other: PersonName) -> Bool { generation == other.generation || isBare || other.isBare }

  /// Whether this name holds both others': the surnames, as whoever marries may be printed under each alone, or the given names, as "Mamadou Lamine
  /// Sarr" holds "Lamine Sarr" and "Mamadou L. Sarr".
  func bridges(_ a: PersonName, _ b: PersonName) -> Bool {
    guard isOneGeneration(a), isOneGeneration(b), a.isOneGeneration(b) else { return false }
    return readings.contains { own in
      let isOfTwo = own.given.count > 1 && own.given[1].utf8.count > 1
      return (own.surname.count > 1 || isOfTwo)
        && a.readings.contains { x in
          own.matches(x)
            && b.readings.contains { y in
              own.matches(y) && ((own.surname.count > 1 && x.hasCompatibleGiven(y)) || (isOfTwo && x.sharesSurname(with: y)))
            }
        }
    }
  }

  /// Forms of the given names, of which compatible names have one in common; their first letter is one.
  package var givenForms: Set<String> {
    var forms: Set<String> = []
    for reading in readings {
      forms.formUnion(Self.forms(reading))
      if let initial = reading.given.first?.unicodeScalars.first { forms.insert(".\(initial)") }
    }
    return forms
  }

  private static func forms(_ reading: NameReading) -> [String] {
    guard let first = reading.given.first else { return [] }
    guard first.utf8.count > 1 else { return ["." + first] }
    return reading.givenSkeletons.prefix(2) + ["<" + first.prefix(3), ">" + first.suffix(3)] + (nicknames[first]?.map { "#\($0)" } ?? [])
  }

  /// Keys of which compatible names have one in common: a part of the surname with a form of the given name.
  var keys: Set<String> {
    var keys: Set<String> = []
    for reading in readings {
      for form in Self.forms(reading) { for part in reading.surnameSkeletons { keys.insert(part + "|" + form) } }
    }
    return keys
  }
  /// The keys under which an initial, or a surname that stands alone, and full names meet.
  var openKeys: Set<String> {
    var keys: Set<String> = []
    for reading in readings {
      for part in reading.surnameSkeletons {
        keys.insert(part + "|~")
        if let initial = reading.given.first?.unicodeScalars.first { keys.insert(part + "|.\(initial)") }
      }
    }
    return keys
  }

  /// Whether the name has a given name of more than one letter.
  package var isFull: Bool { (given.first?.unicodeScalars.count ?? 0) > 1 && !surname.isEmpty }
  /// Whether the name has neither given name nor initial.
  package var isBare: Bool { given.isEmpty }
  /// Whether it is a surname alone with a style that makes a full form of it.
  var isStyledSurname: Bool { isBare && style?.standsAlone == true }

  static func sameGiven(_ a: String, _ b: String) -> Bool {
    if sameSpelling(a, b) { return true }
    if a.utf8.count == 1 || b.utf8.count == 1 { return a.unicodeScalars.first == b.unicodeScalars.first }
    return areListed(a, b) || isShort(a, for: b) || isShort(b, for: a)
  }

  /// Whether two given names are forms of one: by the list, or one with the ending by which India is polite, "Sushila" and "Sushilatai".
  static func areListed(_ a: String, _ b: String) -> Bool {
    if isPolite(a, for: b) || isPolite(b, for: a) { return true }
    guard let groupsA = nicknames[a], let groupsB = nicknames[b] else { return false }
    return !groupsA.isDisjoint(with: groupsB)
  }

  private static func isPolite(_ long: String, for short: String) -> Bool {
    short.utf8.count > 3 && long.hasPrefix(short) && polite.contains(String(long.dropFirst(short.count)))
  }
  private static let polite: Set<String> = Set(WordSets.words("PersonName.polite"))

  /// Whether a name of three to five letters begins or ends a longer one: Ludo and Ludovic, not Paul and Paula.
  private static func isShort(_ short: String, for long: String) -> Bool {
    guard (3...5).contains(short.utf8.count), long.utf8.count >= short.utf8.count + 2 else { return false }
    if long.hasSuffix(short) { return true }
    guard long.hasPrefix(short) else { return false }
    return !feminine.contains(String(long.dropFirst(short.count)))
  }
  private static let feminine: Set<String> = Set(WordSets.words("PersonName.feminine"))

  /// Whether two words are one name by the usual ways to transliterate.
  static func sameSpelling(_ a: String, _ b: String) -> Bool { a == b || skeleton(a) == skeleton(b) }

  /// A word with the spellings that transliterations differ in made one: y, j and i; double letters; "Mueller" and "Muller"; "Youssef" and "Yusef";
  /// "Min-jun" and "Minjun".
  static func skeleton(_ word: String) -> String {
    var bytes: [UInt8] = []
    for byte in word.utf8 where byte != UInt8(ascii: "-") {
      let letter: UInt8 = byte == UInt8(ascii: "y") || byte == UInt8(ascii: "j") ? UInt8(ascii: "i") : byte
      if bytes.last == letter { continue }
      // "Siddiqui" and "Siddiqi"
      if letter == UInt8(ascii: "u"), bytes.last == UInt8(ascii: "q") { continue }
      if letter == UInt8(ascii: "e"), bytes.count > 1, let last = bytes.last, "aou".utf8.contains(last) { continue }
      if letter == UInt8(ascii: "u"), bytes.count > 1, bytes.last == UInt8(ascii: "o") { bytes.removeLast() }
      bytes.append(letter)
    }
    if bytes.starts(with: Array("ie".utf8)) { bytes.removeFirst() }
    // "MacAskill" and "McAskill"
    if bytes.count > 5, bytes.starts(with: Array("mac".utf8)) { bytes.remove(at: 1) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let suffixes: Set<String> = ["jr", "sr", "ii", "iii", "iv"]
  static let particles: Set<String> = Set(WordSets.words("PersonName.particles"))
  /// For each name the groups it stands in.
  private static let nicknames: [String: Set<Int>] = {
    let lexicon = Lexicon(named: "nicknames.tsv")
    let column = lexicon.column("names")
    var groups: [String: Set<Int>] = [:]
    for (index, row) in lexicon.rows.enumerated() {
      for name in row[column].split(separator: " ") { groups[String(name), default: []].insert(index) }
    }
    return groups
  }()
}
