internal import Knowledge

/// A person's name taken apart for comparison.
package struct PersonName: Hashable, Sendable {
  /// Given names and initials, folded.
  package let given: [String]
  /// The parts of the surname, folded; two where it is hyphenated.
  package let surname: [String]
  /// What stands behind the surname and tells father from son: `jr`, `sr`, `ii` …
  package let generation: String?
  /// The parts of the surname in ``skeleton(_:)``.
  private let surnameSkeletons: [String]

  /// Reads a name as written; honorifics and titles before it are left out, and so are particles such as "van" and "al".
  package init(_ name: String) {
    var words = name.split(whereSeparator: \.isWhitespace).map { word in
      word.split { $0 == "-" || $0 == "\u{2010}" || $0 == "\u{2011}" }.map { part in FoldedTokens.words(String(part)).joined() }
        .filter { !$0.isEmpty }
    }.filter { !$0.isEmpty }
    var generation: String?
    while words.count > 1, let last = words.last, last.count == 1, Self.suffixes.contains(last[0]) { generation = words.removeLast()[0] }
    self.generation = generation
    let whole = words.popLast() ?? []
    // "Al-Masri" and "Al-Haddad" have nothing in common.
    let own = whole.filter { !Self.particles.contains($0) }
    surname = own.isEmpty ? whole : own
    surnameSkeletons = surname.map(Self.skeleton)
    let before = words.map { $0.joined(separator: "-") }.filter { !Self.honorifics.contains($0) }
    given = before.enumerated().filter { $0.offset == 0 || !Self.particles.contains($0.element) }.map(\.element)
  }

  /// Whether two names can be one person's: one surname, or a part of it, given names that do not differ, and one generation. A name with "Jr."
  /// and the same without it may be father and son, in the same town and trade at that.
  package func isCompatible(with other: PersonName) -> Bool {
    guard sharesSurname(with: other) else { return false }
    return hasCompatibleGiven(other)
  }

  /// The parts of the surname with the spellings that transliterations give them: Zelensky, Zelenskiy and Zelenskyy. Whatever is a
  /// spelling of another word has that one among its own.
  package var surnameSpellings: Set<String> { surname.reduce(into: []) { $0.formUnion(Self.spellings($1)) } }

  private static func spellings(_ word: String) -> Set<String> {
    var spellings: Set<String> = [word]
    if let ending = endings.first(where: { word.hasSuffix($0) }), word.utf8.count >= ending.utf8.count + 4 {
      for other in endings { spellings.insert(word.dropLast(ending.count) + other) }
    }
    return spellings
  }
  /// Ends of Slavic surnames, the longer ones first.
  private static let endings = ["skiy", "skyy", "skii", "skij", "sky", "ski"]

  /// Whether the surnames have a part in common.
  func sharesSurname(with other: PersonName) -> Bool {
    surnameSkeletons.contains { other.surnameSkeletons.contains($0) }
  }

  /// Whether given names and generation do not tell the two apart.
  func hasCompatibleGiven(_ other: PersonName) -> Bool {
    guard generation == other.generation || isBare || other.isBare else { return false }
    guard let a = given.first, let b = other.given.first else { return true }
    guard Self.sameGiven(a, b) else { return false }
    if given.count > 1, other.given.count > 1 { return Self.sameGiven(given[1], other.given[1]) }
    return true
  }

  /// Whether this name holds both others' surnames: whoever marries may be printed under each alone.
  func bridges(_ a: PersonName, _ b: PersonName) -> Bool {
    surname.count > 1 && sharesSurname(with: a) && sharesSurname(with: b) && hasCompatibleGiven(a) && hasCompatibleGiven(b)
      && a.hasCompatibleGiven(b)
  }

  /// Whether the given names are the same, or a list knows them as forms of one: not where one is an initial or merely a part of the other.
  func isSure(with other: PersonName) -> Bool {
    guard let a = given.first, let b = other.given.first, a.utf8.count > 1, b.utf8.count > 1 else { return false }
    return Self.sameSpelling(a, b) || Self.areListed(a, b)
  }

  /// Keys of which compatible names have one in common.
  var givenKeys: [String] {
    guard let first = given.first else { return [] }
    guard first.utf8.count > 1 else { return ["." + first] }
    return [Self.skeleton(first), "<" + first.prefix(3), ">" + first.suffix(3)] + (Self.nicknames[first]?.map { "#\($0)" } ?? [])
  }
  /// The key under which an initial and full names meet.
  var initialKey: String? { given.first?.unicodeScalars.first.map { ".\($0)" } }

  /// Whether the name has a given name of more than one letter.
  package var isFull: Bool { (given.first?.unicodeScalars.count ?? 0) > 1 && !surname.isEmpty }
  /// Whether the name has neither given name nor initial.
  package var isBare: Bool { given.isEmpty }

  static func sameGiven(_ a: String, _ b: String) -> Bool {
    if sameSpelling(a, b) { return true }
    if a.utf8.count == 1 || b.utf8.count == 1 { return a.unicodeScalars.first == b.unicodeScalars.first }
    return areListed(a, b) || isShort(a, for: b) || isShort(b, for: a)
  }

  private static func areListed(_ a: String, _ b: String) -> Bool {
    guard let groupsA = nicknames[a], let groupsB = nicknames[b] else { return false }
    return !groupsA.isDisjoint(with: groupsB)
  }

  /// Whether a name of three to five letters begins or ends a longer one: Ludo and Ludovic, not Paul and Paula.
  private static func isShort(_ short: String, for long: String) -> Bool {
    guard (3...5).contains(short.utf8.count), long.utf8.count >= short.utf8.count + 2 else { return false }
    if long.hasSuffix(short) { return true }
    guard long.hasPrefix(short) else { return false }
    return !feminine.contains(String(long.dropFirst(short.count)))
  }
  private static let feminine: Set<String> = ["ia", "ina", "ine", "ette", "etta", "ella", "elle", "ie", "anne", "anna", "inda"]

  /// Whether two words are one name by the usual ways to transliterate.
  static func sameSpelling(_ a: String, _ b: String) -> Bool { a == b || skeleton(a) == skeleton(b) }

  /// A word with the spellings that transliterations differ in made one: y, j and i; double letters; "Mueller" and "Muller"; "Youssef" and "Yusef".
  static func skeleton(_ word: String) -> String {
    var bytes: [UInt8] = []
    for byte in word.utf8 {
      let letter: UInt8 = byte == UInt8(ascii: "y") || byte == UInt8(ascii: "j") ? UInt8(ascii: "i") : byte
      if bytes.last == letter { continue }
      if letter == UInt8(ascii: "e"), bytes.count > 1, let last = bytes.last, "aou".utf8.contains(last) { continue }
      if letter == UInt8(ascii: "u"), bytes.count > 1, bytes.last == UInt8(ascii: "o") { bytes.removeLast() }
      bytes.append(letter)
    }
    if bytes.starts(with: Array("ie".utf8)) { bytes.removeFirst() }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let suffixes: Set<String> = ["jr", "sr", "ii", "iii", "iv"]
  private static let particles: Set<String> = [
    "al", "el", "bin", "bint", "ibn", "ben", "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "das", "du", "la", "le",
    "ter", "ten", "zu", "y",
  ]
  private static let honorifics: Set<String> = [
    "mr", "mrs", "ms", "miss", "dr", "prof", "sir", "dame", "lord", "lady", "rev", "sheriff", "chief", "judge", "captain", "president",
    "minister", "senator", "mayor", "governor", "gen", "col", "sgt", "lt", "officer",
  ]
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
