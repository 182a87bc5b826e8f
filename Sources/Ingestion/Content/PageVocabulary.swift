internal import Knowledge

/// The vocabulary of classes and ids (`page-vocabulary.tsv`): which words, or runs of up to three words, mark which part of a page.
///
/// Only whole words count: `share-bar`, `shareBar` and `share_bar` contain the words "share" and "bar", `shared` does not. A pattern that
/// begins with `=` is a whole class name.
struct PageVocabulary: Sendable {
  /// The built-in one.
  static let standard = PageVocabulary(Lexicon(named: "page-vocabulary.tsv"))

  private var hashes: [UInt64]
  private var purposes: [ElementPurposes]
  private var roles: [WordRoles]
  private let mask: Int

  /// Words that name no part.
  private struct WordRoles: OptionSet, Sendable {
    let rawValue: UInt8
    /// A name that begins with such a word describes a state or a topic, not a part: `has-share`, `tag-newsletter`.
    static let state = WordRoles(rawValue: 1)
    /// Says something about a page's layout and nothing about a part's purpose: `box`, `wrapper`.
    static let layout = WordRoles(rawValue: 2)
    /// Occurs in sentences and hardly ever in names of parts: `the`, `what`.
    static let sentence = WordRoles(rawValue: 4)

    init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The role with that name in the lexicon.
    init?(name: String) {
      switch name {
      case "state": self = .state
      case "layout": self = .layout
      case "sentence": self = .sentence
      default: return nil
      }
    }
  }

  init(_ lexicon: Lexicon) {
    let pattern = lexicon.column("pattern"), purpose = lexicon.column("purpose")
    var size = 1024
    while size < lexicon.rows.count * 4 { size *= 2 }
    mask = size - 1
    hashes = [UInt64](repeating: 0, count: size)
    purposes = [ElementPurposes](repeating: [], count: size)
    roles = [WordRoles](repeating: [], count: size)
    for row in lexicon.rows {
      var hash = Self.seed
      for byte in row[pattern].utf8 { hash = Self.extend(hash, byte) }
      var slot = Int(truncatingIfNeeded: hash) & mask
      while hashes[slot] != 0, hashes[slot] != hash { slot = (slot + 1) & mask }
      hashes[slot] = hash
      if let named = ElementPurposes(purpose: row[purpose]) {
        purposes[slot].insert(named)
      } else if let role = WordRoles(name: row[purpose]) {
        roles[slot].insert(role)
      } else {
        row.refuse(purpose)
      }
    }
  }

  /// The purposes that one attribute value (class, id or the like) names.
  func purposes(of value: ArraySlice<UInt8>) -> ElementPurposes {
    var found: ElementPurposes = []
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
    // "hidden md:block" is hidden only on small screens.
    if isResponsive { found.remove(.hidden) }
    return found
  }

  private func add(name: ArraySlice<UInt8>, to found: inout ElementPurposes) {
    let reading = read(name)
    // "what-the-tide-brings": a phrase about the article's topic.
    if reading.hasSentenceWord, reading.words - reading.known > 1 { return }
    found.formUnion(reading.purposes)
  }

  /// Whether every word in the names that mark a part as foreign is in the vocabulary or about layout: `newsletter-box` is,
  /// `newsletter-scandal` is not.
  func isPlain(_ value: ArraySlice<UInt8>) -> Bool {
    value.split(whereSeparator: { $0 <= 32 }).contains { name in
      let reading = read(name)
      return !reading.purposes.isDisjoint(with: [.drop, .comments]) && reading.words - reading.known <= reading.layout
    }
  }

  /// What one name says, and how many of its words are known.
  private struct Reading {
    var purposes: ElementPurposes = []
    var words = 0
    /// The number of words of the longest pattern that was found.
    var known = 0
    var layout = 0
    var hasSentenceWord = false

    mutating func add(_ more: ElementPurposes, of count: Int) {
      if more.isEmpty { return }
      purposes.formUnion(more)
      known = max(known, count)
    }
  }

  private func read(_ name: ArraySlice<UInt8>) -> Reading {
    // Hashes of the runs of one, two and three words that end here.
    var one = Self.seed, two: UInt64 = 0, three: UInt64 = 0
    var whole = Self.extend(Self.seed, UInt8(ascii: "="))
    var reading = Reading()
    var length = 0
    var previous: UInt8 = 0
    func endWord() -> Bool {
      let slot = slot(of: one)
      let role = slot < 0 ? [] : roles[slot]
      if reading.words == 0, role.contains(.state) { return false }
      reading.words += 1
      if role.contains(.layout) || length == 1 || previous &- 48 < 10 { reading.layout += 1 }
      if role.contains(.sentence) { reading.hasSentenceWord = true }
      if slot >= 0 { reading.add(purposes[slot], of: 1) }
      if two != 0 { reading.add(look(two), of: 2) }
      if three != 0 { reading.add(look(three), of: 3) }
      return true
    }
    for byte in name {
      let isUpper = byte &- 65 < 26
      let isWord = isUpper || byte &- 97 < 26 || byte &- 48 < 10 || byte >= 128
      if length > 0, !isWord || (isUpper && previous &- 97 < 26) {
        guard endWord() else { return reading }
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
      // A state word by itself is a name like any other.
      if reading.words == 0, case let slot = slot(of: one), slot >= 0, roles[slot].contains(.state) {
        reading.words = 1
        reading.add(look(one), of: 1)
      } else {
        _ = endWord()
      }
    }
    reading.add(look(whole), of: reading.words)
    return reading
  }

  @inline(__always) private func look(_ hash: UInt64) -> ElementPurposes {
    let slot = slot(of: hash)
    return slot < 0 ? [] : purposes[slot]
  }

  /// Where a word or run of words is; -1 if it is not in the vocabulary.
  @inline(__always) private func slot(of hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while hashes[slot] != 0 {
      if hashes[slot] == hash { return slot }
      slot = (slot + 1) & mask
    }
    return -1
  }

  private static let seed: UInt64 = 14_695_981_039_346_656_037

  @inline(__always) private static func extend(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 1_099_511_628_211
  }
}
