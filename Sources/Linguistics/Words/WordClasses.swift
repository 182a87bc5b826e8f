/// What the lexicons know of a word.
package struct WordClass: OptionSet, Hashable, Sendable {
  package let rawValue: UInt32
  package init(rawValue: UInt32) { self.rawValue = rawValue }
  package static let femaleGiven = WordClass(rawValue: 1)
  package static let maleGiven = WordClass(rawValue: 2)
  package static let surname = WordClass(rawValue: 4)
  package static let country = WordClass(rawValue: 8)
  package static let state = WordClass(rawValue: 16)
  /// A town or region.
  package static let place = WordClass(rawValue: 32)
  /// Part of a place's name of several words.
  package static let placePart = WordClass(rawValue: 64)
  /// An adjective of a country, people, faith or party.
  package static let nationality = WordClass(rawValue: 128)
  /// A noun that heads names of bodies ("Agency").
  package static let bodyHead = WordClass(rawValue: 256)
  /// The whole name of a body ("Reuters").
  package static let bodyName = WordClass(rawValue: 512)
  /// Part of a body's name of several words.
  package static let bodyPart = WordClass(rawValue: 1024)
  /// An ordinary English word.
  package static let common = WordClass(rawValue: 2048)
  /// A word that titles and jobs are made of.
  package static let role = WordClass(rawValue: 4096)
  /// A month or weekday.
  package static let calendar = WordClass(rawValue: 8192)
  /// A courtesy title.
  package static let courtesy = WordClass(rawValue: 16384)
  /// A particle of names ("de", "bin").
  package static let particle = WordClass(rawValue: 32768)
  /// A suffix of names ("Jr.").
  package static let nameSuffix = WordClass(rawValue: 65536)

  package static let given: WordClass = [.femaleGiven, .maleGiven]
  package static let anyPlace: WordClass = [.country, .state, .place]
}

/// The lexicons' classes of single words, by folded hash.
package struct WordClasses: Sendable {
  package static let shared = WordClasses()

  /// A word's hash with its classes in the place of the last 17 bits, 0 where the slot is free: one look at one word of memory finds both.
  private var slots = [UInt64](repeating: 0, count: 1 << 17)
  private static let classBits: UInt64 = 1 << 17 - 1

  private init() {
    let given = LexiconRows(named: "given-names.tsv")
    given.forEach { fields in
      let gender = given.bytes[fields[1].lowerBound]
      let value: WordClass = gender == UInt8(ascii: "f") ? .femaleGiven : gender == UInt8(ascii: "m") ? .maleGiven : .given
      insert(WordHash.folded(given.bytes, fields[0]), value)
    }
    let surnames = LexiconRows(named: "surnames.tsv")
    surnames.forEach { insert(WordHash.folded(surnames.bytes, $0[0]), .surname) }
    let places = LexiconRows(named: "places.tsv")
    places.forEach { fields in
      let kind = places.bytes[fields[1].lowerBound + 1]
      // country, city, state, region, ambiguous
      let value: WordClass =
        kind == UInt8(ascii: "o") ? .country : kind == UInt8(ascii: "t") ? .state : kind == UInt8(ascii: "m") ? .placePart : .place
      places.forEachWord(fields[0]) { insert($0, $1 ? value : .placePart) }
    }
    let nationalities = LexiconRows(named: "nationalities.tsv")
    nationalities.forEach { fields in
      nationalities.forEachWord(fields[0]) { word, isOnly in if isOnly { insert(word, .nationality) } }
    }
    let bodies = LexiconRows(named: "bodies.tsv")
    bodies.forEach { fields in
      // What only tells a body's field is no sign of a name.
      let kind = bodies.bytes[fields[1].lowerBound]
      guard kind == UInt8(ascii: "h") || kind == UInt8(ascii: "n") else { return }
      let whole: WordClass = kind == UInt8(ascii: "h") ? .bodyHead : .bodyName
      bodies.forEachWord(fields[0]) { insert($0, $1 ? whole : .bodyPart) }
    }
    let common = LexiconRows(named: "common-words.tsv")
    common.forEach { insert(WordHash.folded(common.bytes, $0[0]), .common) }
    let titles = LexiconRows(named: "titles.tsv")
    titles.forEach { fields in titles.forEachWord(fields[0]) { word, _ in insert(word, .role) } }
    for word in ["of", "the", "to", "in", "and", "for", "at", "&", "d'affaires"] {
      remove(WordHash.folded(word), [.role, .placePart, .bodyPart])
    }
    for word in WordHash.foldedWords(Self.calendar) { insert(word, .calendar) }
    for word in [
      "mr.", "mrs.", "ms.", "mr", "mrs", "ms", "miss", "sir", "dame", "lord", "lady", "dr.", "dr", "mx.", "madam", "mme.", "baroness",
      "viscount", "engr.", "engr", "barr.", "alhaji", "alhaja", "hajia", "hajiya", "malam", "mallam", "comrade", "adv", "adv.", "datuk",
      "dato'", "shri",
      "smt.", "smt",
    ] {
      insert(WordHash.folded(word), .courtesy)
    }
    for word in WordHash.foldedWords(Self.particles) { insert(word, .particle) }
    for word in ["jr.", "jr", "sr.", "sr", "ii", "iii", "iv"] { insert(WordHash.folded(word), .nameSuffix) }
  }

  private static let calendar =
    "january february march april may june july august september october november december jan. feb. mar. apr. jun. jul. aug. sep. sept. "
    + "oct. nov. dec. monday tuesday wednesday thursday friday saturday sunday mon. tue. tues. wed. thu. thurs. fri. sat. sun."
  private static let particles =
    "de da do dos das del della der den di du des la le las los van von zu zur ter ten bin ibn bint al el abu ben y e st. mac mc ap ur af av"

  private mutating func insert(_ key: UInt64, _ value: WordClass) {
    let slot = place(of: key)
    slots[slot] = slots[slot] & Self.classBits | key & ~Self.classBits | UInt64(value.rawValue)
  }

  private mutating func remove(_ key: UInt64, _ value: WordClass) { slots[place(of: key)] &= ~UInt64(value.rawValue) }

  /// The slot of a hash, or the free one that would be its.
  @inline(__always)
  private func place(of key: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: key ^ (key >> 32)) & mask
    while slots[slot] != 0, (slots[slot] ^ key) > Self.classBits { slot = (slot + 1) & mask }
    return slot
  }

  /// The classes of a word, by ``Token/lower``.
  @inline(__always)
  package subscript(hash: UInt64) -> WordClass { WordClass(rawValue: UInt32(slots[place(of: hash)] & Self.classBits)) }
}
