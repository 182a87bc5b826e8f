internal import Knowledge

/// One way to read a name: which of its words are given names and which the surname. "Chen Wei" has two, "Ana Reyes Duarte" as well.
struct NameReading: Hashable, Sendable {
  /// Given names and initials, folded; "Min-jun" with its hyphen.
  let given: [String]
  /// The parts of the surname, folded.
  let surname: [String]
  /// Both in ``PersonName/skeleton(_:)``.
  let givenSkeletons: [String]
  let surnameSkeletons: [String]

  init(given: [String], surname: [String]) {
    self.given = given
    self.surname = surname
    givenSkeletons = given.map(PersonName.skeleton)
    surnameSkeletons = surname.map(PersonName.skeleton)
  }

  /// The ways to read a name's words, each in its parts between hyphens: the last word the surname first of all; the last two, as in Spain and by
  /// marriage; the first, where it is a family name of a language in which that stands first.
  static func readings(_ words: [[String]]) -> [NameReading] {
    let last = words.last ?? []
    let before = words.dropLast()
    var readings = [
      NameReading(given: withoutParticles(before.map { $0.joined(separator: "-") }), surname: own(last))
    ]
    let plain = words.enumerated().filter { $0.offset == 0 || $0.element.count > 1 || !PersonName.particles.contains($0.element[0]) }
      .map(\.element)
    if plain.count > 2, plain[plain.count - 2].count == 1, canBeSurname(plain[plain.count - 2][0]) {
      let given = plain.dropLast(2).map { $0.joined(separator: "-") }
      readings.append(NameReading(given: given, surname: plain[plain.count - 2] + own(last)))
    }
    // "Lo Surdo" is printed as Losurdo, "Mc Ginty" as McGinty.
    var start = words.count - 1
    while start > 1, words[start - 1].count == 1, PersonName.particles.contains(words[start - 1][0]) { start -= 1 }
    if start > 0, start < words.count - 1 {
      let given = withoutParticles(words[..<start].map { $0.joined(separator: "-") })
      readings.append(NameReading(given: given, surname: [words[start...].joined().joined()]))
    }
    guard (2...4).contains(words.count) else { return readings }
    if let first = words.first, first.count == 1, let origin = FamilyNames.origins[first[0]] {
      let rest = Array(words.dropFirst())
      let given = origin == .vietnamese ? rest.reversed().map { $0.joined(separator: "-") } : [rest.joined().joined(separator: "-")]
      let reading = NameReading(given: given, surname: first)
      // "Kim Min-jun": two syllables with a hyphen are a given name.
      if words.count == 2, last.count == 2, origin != .vietnamese { return [reading] }
      readings.append(reading)
    } else if words.count == 2, let first = words.first, first.count == 1, last.count == 1, isGivenAlone(last[0]),
      !NameShares.isGiven(first[0])
    {
      // Whose last word can be nothing but a given name has the surname first: in Hungary, and in lists.
      readings.append(NameReading(given: last, surname: first))
    }
    if words.count == 3, last.count == 1, let origin = FamilyNames.origins[last[0]], origin != .hungarian,
      before.allSatisfy({ $0.count == 1 && $0[0].utf8.count > 1 })
    {
      // "Min Jun Kim" is Min-jun Kim; of "Thanh Van Nguyen" the particle is a name.
      let given = before.map { $0[0] }
      readings.append(NameReading(given: origin == .vietnamese ? given : [given.joined(separator: "-")], surname: last))
    }
    return readings
  }

  private static func withoutParticles(_ given: [String]) -> [String] {
    given.enumerated().filter { $0.offset == 0 || !PersonName.particles.contains($0.element) }.map(\.element)
  }

  /// "Al-Masri" and "Al-Haddad" have nothing in common.
  private static func own(_ surname: [String]) -> [String] {
    let own = surname.filter { !PersonName.particles.contains($0) }
    return own.isEmpty ? surname : own
  }

  /// Whether a word before the last may be the first of two surnames: no initial, and none of the names that are given ones alone.
  private static func canBeSurname(_ word: String) -> Bool {
    word.utf8.count > 1 && (!NameShares.isGiven(word) || NameShares.isSurname(word))
  }

  private static func isGivenAlone(_ word: String) -> Bool { NameShares.isGiven(word) && !NameShares.isSurname(word) }

  /// Whether two readings can be one person's: one surname or a part of it, where both have two both, and given names that do not differ.
  func matches(_ other: NameReading) -> Bool { sharesSurname(with: other) && hasCompatibleGiven(other) }

  /// Whether the surnames have a part in common; two of two parts have both.
  func sharesSurname(with other: NameReading) -> Bool {
    if surname.count > 1, other.surname.count > 1 { return surnameSkeletons.allSatisfy { other.surnameSkeletons.contains($0) } }
    return surnameSkeletons.contains { other.surnameSkeletons.contains($0) }
  }

  func hasCompatibleGiven(_ other: NameReading) -> Bool {
    guard !given.isEmpty, !other.given.isEmpty else { return true }
    // "Lamine Sarr" is Mamadou Lamine Sarr.
    if given.count == 1, other.given.count > 1, isSecond(given[0], of: other) { return true }
    if other.given.count == 1, given.count > 1, isSecond(other.given[0], of: self) { return true }
    guard isSameGiven(0, other) else { return false }
    return given.count < 2 || other.given.count < 2 || isSameGiven(1, other)
  }

  /// Whether a given name of more than two letters is the second one of a reading.
  private func isSecond(_ name: String, of reading: NameReading) -> Bool {
    name.utf8.count > 2 && PersonName.skeleton(name) == reading.givenSkeletons[1]
  }

  private func isSameGiven(_ place: Int, _ other: NameReading) -> Bool {
    givenSkeletons[place] == other.givenSkeletons[place] || PersonName.sameGiven(given[place], other.given[place])
  }

  /// Whether the given names are the same, or a list knows them as forms of one: not where one is an initial or merely a part of the other. Two
  /// initials are, as many write their names so.
  func isSure(with other: NameReading) -> Bool {
    if given.count > 1, other.given.count > 1 { return true }
    // A given name of four letters and more that is the other's second one is no chance.
    if given.count == 1, other.given.count > 1, given[0].utf8.count > 3, isSecond(given[0], of: other) { return true }
    if other.given.count == 1, given.count > 1, other.given[0].utf8.count > 3, isSecond(other.given[0], of: self) { return true }
    guard let a = given.first, let b = other.given.first, a.utf8.count > 1, b.utf8.count > 1 else { return false }
    return givenSkeletons[0] == other.givenSkeletons[0] || PersonName.areListed(a, b)
  }
}

/// Family names of languages in which they stand before the given name.
enum FamilyNames {
  /// Where a family name is at home.
  enum Origin: String { case chinese, hungarian, japanese, korean, vietnamese }

  static let origins: [String: Origin] = {
    let lexicon = Lexicon(named: "family-first.tsv")
    let (name, origin) = (lexicon.column("name"), lexicon.column("origin"))
    return Dictionary(lexicon.rows.map { ($0[name], $0.value(origin)) }) { first, _ in first }
  }()
}
