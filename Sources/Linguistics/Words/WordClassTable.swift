internal import Knowledge

/// Builds the table of ``WordClasses`` from the word lists. The file `word-classes.bin` contains it after a magic number and a fingerprint
/// of the lists.
package struct WordClassTable {
  /// The number of slots, about three per word.
  static let count = 1 << 17
  /// The bits of a slot that hold the classes.
  static let classBits: UInt64 = 1 << 17 - 1

  private static let lists = [
    "given-names.tsv", "surnames.tsv", "places.tsv", "nationalities.tsv", "bodies.tsv", "common-words.tsv", "titles.tsv",
  ]
  /// To be raised with every change to how this file reads the lists.
  private static let revision: UInt64 = 1
  private static let magic: UInt64 = 0x4F52_574F_5244_5301
  private static let headerLength = 64

  private var slots = [UInt64](repeating: 0, count: WordClassTable.count)

  private init() {
    for row in Lexicon(named: "given-names.tsv").rows {
      let gender = row.firstByte(1)
      insert(row.hash(0), gender == UInt8(ascii: "f") ? .femaleGiven : gender == UInt8(ascii: "m") ? .maleGiven : .given)
    }
    for row in Lexicon(named: "surnames.tsv").rows { insert(row.hash(0), .surname) }
    for row in Lexicon(named: "places.tsv").rows {
      let value: WordClass =
        switch row[1] {
        case "country": .country
        case "state": .state
        case "ambiguous": .placePart
        default: .place
        }
      insert(wordsOf: row, value, part: .placePart)
    }
    for row in Lexicon(named: "nationalities.tsv").rows where row.words(0).count == 1 { insert(row.hash(0), .nationality) }
    // A word that only shows a body's sector is no evidence of a name.
    for row in Lexicon(named: "bodies.tsv").rows where row[1] == "head" || row[1] == "name" {
      insert(wordsOf: row, row[1] == "head" ? .bodyHead : .bodyName, part: .bodyPart)
    }
    for row in Lexicon(named: "common-words.tsv").rows { insert(row.hash(0), .common) }
    for row in Lexicon(named: "titles.tsv").rows { insert(wordsOf: row, .role, part: .role) }
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

  /// Gives the words of a row's first field their class: the class `part` if there are several.
  private mutating func insert(wordsOf row: Lexicon.Row, _ value: WordClass, part: WordClass) {
    let words = row.words(0)
    for word in words { insert(row.hash(of: word), words.count == 1 ? value : part) }
  }

  private mutating func insert(_ key: UInt64, _ value: WordClass) {
    let slot = place(of: key)
    slots[slot] = slots[slot] & Self.classBits | key & ~Self.classBits | UInt64(value.rawValue)
  }

  private mutating func remove(_ key: UInt64, _ value: WordClass) { slots[place(of: key)] &= ~UInt64(value.rawValue) }

  /// The slot of a hash, or the free slot where it would be stored.
  private func place(of key: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: key ^ (key >> 32)) & mask
    while slots[slot] != 0, (slots[slot] ^ key) > Self.classBits { slot = (slot + 1) & mask }
    return slot
  }
}

extension WordClassTable {
  /// The content of `word-classes.bin`: magic number, fingerprint, zeros up to the slots, slots. All integers are little-endian.
  package static func file() -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(headerLength + count * 8)
    func append(_ value: UInt64) { for shift in 0..<8 { out.append(UInt8(truncatingIfNeeded: value >> (8 * UInt64(shift)))) } }
    append(magic)
    append(fingerprint())
    while out.count < headerLength { out.append(0) }
    for slot in WordClassTable().slots { append(slot) }
    return out
  }

  /// Whether a file was built from the current lists.
  static func isCurrent(_ file: ConstantBytes) -> Bool {
    guard file.count == headerLength + count * 8 else { return false }
    let header = file.table(of: UInt64.self, at: 0, count: 2)
    return header[0] == magic && header[1] == fingerprint()
  }

  static func slots(of file: ConstantBytes) -> ConstantTable<UInt64> { file.table(of: UInt64.self, at: headerLength, count: count) }

  /// Changes with any of the lists; processes eight bytes at a time.
  private static func fingerprint() -> UInt64 {
    var hash = revision
    func step(_ value: UInt64) {
      hash = (hash ^ value) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
    }
    for name in lists {
      guard let list = EmbeddedBytes(named: name)?.content else { preconditionFailure("lexicon \(name) is not embedded") }
      let words = list.table(of: UInt64.self, at: 0, count: list.count / 8)
      for index in 0..<words.count { step(words[index]) }
      for index in words.count * 8..<list.count { step(UInt64(list[index])) }
      step(UInt64(list.count))
    }
    return hash
  }
}
