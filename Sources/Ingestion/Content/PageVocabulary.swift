internal import Knowledge

/// The vocabulary of classes and ids (`page-vocabulary.tsv`): which words, or runs of up to three words, mark which part of a page.
///
/// Words are whole: `share-bar`, `shareBar` and `share_bar` hold the words "share" and "bar", `shared` does not.
/// A pattern that begins with `=` is a whole class name.
struct PageVocabulary: Sendable {
  /// The one that is part of the program.
  static let standard = PageVocabulary(Lexicon(named: "page-vocabulary.tsv"))

  private var hashes: [UInt64]
  private var marks: [PageMarks]
  private let mask: Int
  /// A name that begins with one of these words tells a state or a topic, not a part: `has-share`, `tag-newsletter`.
  private let stateWords: Set<UInt64>

  init(_ lexicon: Lexicon) {
    let pattern = lexicon.column("pattern"), purpose = lexicon.column("purpose")
    var size = 1024
    while size < lexicon.rows.count * 4 { size *= 2 }
    mask = size - 1
    hashes = [UInt64](repeating: 0, count: size)
    marks = [PageMarks](repeating: [], count: size)
    var states: Set<UInt64> = []
    for row in lexicon.rows {
      var hash = Self.seed
      for byte in row[pattern].utf8 { hash = Self.extend(hash, byte) }
      guard let mark = PageMarks(purpose: row[purpose]) else {
        states.insert(hash)
        continue
      }
      var slot = Int(truncatingIfNeeded: hash) & mask
      while hashes[slot] != 0, hashes[slot] != hash { slot = (slot + 1) & mask }
      hashes[slot] = hash
      marks[slot].insert(mark)
    }
    stateWords = states
  }

  /// The marks of one class attribute, id or the like.
  func marks(of value: ArraySlice<UInt8>) -> PageMarks {
    var found: PageMarks = []
    var index = value.startIndex
    var isResponsive = false
    while index < value.endIndex {
      while index < value.endIndex, value[index] <= 32 { index += 1 }
      let start = index
      var plain = true
      while index < value.endIndex, value[index] > 32 {
        if value[index] == UInt8(ascii: ":") || value[index] == UInt8(ascii: "[") { (plain, isResponsive) = (false, true) }
        index += 1
      }
      if plain, index > start, index - start < 100 { add(name: value[start..<index], to: &found) }
    }
    // "hidden md:block" is hidden on small screens alone.
    if isResponsive { found.remove(.hidden) }
    return found
  }

  private func add(name: ArraySlice<UInt8>, to found: inout PageMarks) {
    // Hashes of the runs of one, two and three words that end here.
    var one = Self.seed, two: UInt64 = 0, three: UInt64 = 0
    var whole = Self.extend(Self.seed, UInt8(ascii: "="))
    var isFirst = true
    var length = 0
    var previous: UInt8 = 0
    for byte in name {
      let isUpper = byte &- 65 < 26
      let isWord = isUpper || byte &- 97 < 26 || byte &- 48 < 10 || byte >= 128
      if length > 0, !isWord || (isUpper && previous &- 97 < 26) {
        if isFirst, stateWords.contains(one) { return }
        isFirst = false
        found.formUnion(look(one))
        if two != 0 { found.formUnion(look(two)) }
        if three != 0 { found.formUnion(look(three)) }
        three = two == 0 ? 0 : Self.extend(two, UInt8(ascii: "-"))
        two = Self.extend(one, UInt8(ascii: "-"))
        one = Self.seed
        length = 0
      }
      whole = Self.extend(whole, isUpper ? byte | 32 : byte)
      if isWord {
        let lower = isUpper ? byte | 32 : byte
        one = Self.extend(one, lower)
        if two != 0 { two = Self.extend(two, lower) }
        if three != 0 { three = Self.extend(three, lower) }
        length += 1
      }
      previous = byte
    }
    if length > 0 {
      found.formUnion(look(one))
      if two != 0 { found.formUnion(look(two)) }
      if three != 0 { found.formUnion(look(three)) }
    }
    found.formUnion(look(whole))
  }

  @inline(__always) private func look(_ hash: UInt64) -> PageMarks {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while hashes[slot] != 0 {
      if hashes[slot] == hash { return marks[slot] }
      slot = (slot + 1) & mask
    }
    return []
  }

  private static let seed: UInt64 = 14_695_981_039_346_656_037

  @inline(__always) private static func extend(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 1_099_511_628_211
  }
}
