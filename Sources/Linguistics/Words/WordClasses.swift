internal import Knowledge

/// The classes of a word in the lexicons.
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
  /// A word in a place name of several words.
  package static let placePart = WordClass(rawValue: 64)
  /// An adjective of a country, people, faith or party.
  package static let nationality = WordClass(rawValue: 128)
  /// A head noun of names of bodies ("Agency").
  package static let bodyHead = WordClass(rawValue: 256)
  /// The whole name of a body ("Reuters").
  package static let bodyName = WordClass(rawValue: 512)
  /// A word in a body's name of several words.
  package static let bodyPart = WordClass(rawValue: 1024)
  /// An ordinary English word.
  package static let common = WordClass(rawValue: 2048)
  /// A word used in titles and jobs.
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

/// The classes of single words in the lexicons, by folded hash.
///
/// The table is embedded as `word-classes.bin`, built from the lexicons, because reading forty thousand lines would take longer than
/// extracting a page. If the lexicons have changed since, they are read at start instead.
package struct WordClasses: Sendable {
  package static let shared = WordClasses()

  /// Each slot holds a word's hash with its classes in place of the last 17 bits, 0 if it is free, so that a single memory access finds
  /// both.
  private let slots: ConstantTable<UInt64>

  private init() {
    if let file = EmbeddedBytes(named: "word-classes.bin")?.content, WordClassTable.isCurrent(file) {
      slots = WordClassTable.slots(of: file)
    } else {
      slots = WordClassTable.slots(of: ConstantBytes(WordClassTable.file()))
    }
  }

  /// The classes of a word, by ``Token/lower``.
  @inline(__always)
  package subscript(hash: UInt64) -> WordClass {
    let mask = WordClassTable.count - 1
    var slot = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & mask
    while true {
      let entry = slots[slot]
      if entry == 0 || (entry ^ hash) <= WordClassTable.classBits { return WordClass(rawValue: UInt32(entry & WordClassTable.classBits)) }
      slot = (slot + 1) & mask
    }
  }
}
