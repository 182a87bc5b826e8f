public import Record

/// What of an article's text is kept to decide whether another one is a copy of it.
///
/// - Keys: winnowed hashes of eight words in a row (Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting",
///   SIGMOD 2003): of any run of words as long as the window, two texts that share it share a key, also where one is a part of the other.
/// - Shingles: hashes of four words in a row, sampled by their value so that at most ``most`` are kept (Broder, "On the resemblance and
///   containment of documents", 1997; the level of the sample rises with the length of the text), from which containment is estimated.
/// - Facts: hashes of numbers and of names, sampled likewise. Reports written on one pattern (courts, matches, results) share
///   shingles and keep no fact; a copy keeps nearly all.
public struct ArticleSketch: Hashable, Sendable {
  /// Keys under which possible copies are looked up, sorted.
  package var keys: [UInt32]
  private var shingles: Sample
  private var facts: Sample

  private static let keyWords = 8
  private static let window = 20
  private static let shingleWords = 4
  private static let most = 224
  private static let mostFacts = 64
  /// Two texts of fewer words are never copies.
  private static let fewestWords = 20

  /// Makes the sketch of an article's text.
  public init(_ article: Article) { self.init(text: article.text) }

  /// Makes the sketch of a text.
  package init(text: String) {
    let hashes = FoldedTokens.hashes(text)
    guard hashes.count >= Self.fewestWords else {
      keys = []
      shingles = Sample([], most: Self.most)
      facts = Sample([], most: Self.mostFacts)
      return
    }
    keys = Self.winnowed(Self.rows(hashes, Self.keyWords))
    shingles = Sample(Self.rows(hashes, Self.shingleWords).map { UInt32(truncatingIfNeeded: $0) }, most: Self.most)
    facts = Sample(Self.facts(text), most: Self.mostFacts)
  }

  /// Hashes of so many words in a row.
  private static func rows(_ words: [UInt64], _ length: Int) -> [UInt64] {
    guard words.count >= length else { return [] }
    return (0...words.count - length).map { start in
      var hash: UInt64 = 0
      for word in words[start..<start + length] { hash = (hash &* 0x9E37_79B9_7F4A_7C15) ^ word }
      hash = (hash ^ hash >> 29) &* 0xBF58_476D_1CE4_E5B9
      return hash ^ hash >> 32
    }
  }

  /// The least hash of each window.
  private static func winnowed(_ hashes: [UInt64]) -> [UInt32] {
    var chosen: Set<UInt32> = []
    guard !hashes.isEmpty else { return [] }
    var least = -1
    for end in min(window, hashes.count) - 1..<hashes.count {
      let start = max(0, end + 1 - window)
      if least < start {
        least = start
        for index in start...end where hashes[index] <= hashes[least] { least = index }
      } else if hashes[end] <= hashes[least] {
        least = end
      }
      chosen.insert(UInt32(truncatingIfNeeded: hashes[least]))
    }
    return chosen.sorted()
  }

  /// Hashes of the numbers and of the words with a capital letter that do not begin a sentence.
  private static func facts(_ text: String) -> [UInt32] {
    var facts: [UInt32] = []
    var isStart = true
    let bytes = Array(text.utf8)
    var start = 0
    for index in 0...bytes.count where index == bytes.count || isSpace(bytes, index) {
      defer { start = index + 1 }
      guard index > start else { continue }
      let piece = bytes[start..<index]
      if piece.allSatisfy({ $0 < 0x80 }) {
        addFact(ascii: piece, &facts, &isStart)
      } else {
        for part in String(decoding: piece, as: UTF8.self).split(whereSeparator: \.isWhitespace) { addFact(part, &facts, &isStart) }
      }
    }
    return facts
  }

  /// Whether a byte is white space with ASCII around it, to which no mark can belong.
  private static func isSpace(_ bytes: [UInt8], _ index: Int) -> Bool {
    let byte = bytes[index]
    guard byte == 0x20 || (0x09...0x0D).contains(byte) else { return false }
    return (index == 0 || bytes[index - 1] < 0x80) && (index + 1 == bytes.count || bytes[index + 1] < 0x80)
  }

  private static func addFact(ascii piece: ArraySlice<UInt8>, _ facts: inout [UInt32], _ isStart: inout Bool) {
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    guard let first = piece.first(where: { isDigit($0) || (0x41...0x5A).contains($0 & 0xDF) }) else { return }
    if isDigit(first) || (first < 0x60 && !isStart) {
      for hash in FoldedTokens.hashes(String(decoding: piece, as: UTF8.self)).prefix(1) { facts.append(UInt32(truncatingIfNeeded: hash)) }
    }
    isStart = piece.last.map { ".!?:\"".utf8.contains($0) } ?? true
  }

  private static func addFact(_ piece: Substring, _ facts: inout [UInt32], _ isStart: inout Bool) {
    guard let first = piece.unicodeScalars.first(where: { $0.properties.isAlphabetic || $0.properties.numericType != nil }) else { return }
    let isNumber = first.properties.numericType != nil
    if isNumber || (first.properties.isUppercase && !isStart) {
      for hash in FoldedTokens.hashes(String(piece)).prefix(1) { facts.append(UInt32(truncatingIfNeeded: hash)) }
    }
    isStart = piece.last.map { ".!?:\u{201D}\"".contains($0) } ?? true
  }

  // MARK: Comparing

  /// The share of the shorter text's shingles that stand in the other as well, about.
  package func containment(_ other: ArticleSketch) -> Double { shingles.containment(other.shingles) }

  /// Whether the two texts tell one story in the same words, whole or in part. Symmetric, and of nothing but the two texts.
  package func isSameStory(as other: ArticleSketch) -> Bool {
    guard !keys.isEmpty, !other.keys.isEmpty, sharesKey(with: other) else { return false }
    let contained = containment(other)
    guard contained >= Self.leastContainment else { return false }
    return facts.isTooSmall || other.facts.isTooSmall
      ? contained >= Self.leastWithoutFacts : facts.containment(other.facts) >= Self.leastFacts
  }

  private static let leastContainment = 0.45
  private static let leastWithoutFacts = 0.8
  private static let leastFacts = 0.65

  private func sharesKey(with other: ArticleSketch) -> Bool {
    var i = 0
    var j = 0
    while i < keys.count, j < other.keys.count {
      if keys[i] == other.keys[j] { return true }
      if keys[i] < other.keys[j] { i += 1 } else { j += 1 }
    }
    return false
  }

  /// The share of all shingles of both texts that both have, about (Broder's resemblance).
  package func resemblance(to other: ArticleSketch) -> Double { shingles.resemblance(other.shingles) }

  // MARK: Bytes

  /// The sketch as bytes.
  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    for list in [keys, shingles.hashes, facts.hashes] {
      for shift in [0, 8] { bytes.append(UInt8(truncatingIfNeeded: list.count >> shift)) }
      for number in list {
        for shift in stride(from: 0, to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: number >> UInt32(shift))) }
      }
    }
    bytes.append(shingles.level)
    bytes.append(facts.level)
    return bytes
  }

  /// Reads ``bytes`` back; `nil` if they are none.
  package init?(bytes: [UInt8]) {
    var offset = 0
    func list() -> [UInt32]? {
      guard offset + 2 <= bytes.count else { return nil }
      let count = Int(bytes[offset]) | Int(bytes[offset + 1]) << 8
      offset += 2
      guard offset + count * 4 <= bytes.count else { return nil }
      let numbers = (0..<count).map { index in
        (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[offset + index * 4 + $1]) << UInt32($1 * 8) }
      }
      offset += count * 4
      return numbers
    }
    guard let keys = list(), let shingles = list(), let facts = list(), offset + 2 == bytes.count else { return nil }
    self.keys = keys
    self.shingles = Sample(hashes: shingles, level: bytes[offset])
    self.facts = Sample(hashes: facts, level: bytes[offset + 1])
  }
}

/// Those of some hashes whose low `level` bits are 0, sorted.
private struct Sample: Hashable, Sendable {
  var hashes: [UInt32]
  var level: UInt8

  init(hashes: [UInt32], level: UInt8) {
    self.hashes = hashes
    self.level = level
  }

  init(_ all: [UInt32], most: Int) {
    hashes = Set(all).sorted()
    level = 0
    while hashes.count > most, level < 31 {
      level += 1
      let mask = UInt32(1) << UInt32(level) - 1
      hashes.removeAll { $0 & mask != 0 }
    }
  }

  /// Whether it holds too few hashes to recognize copies.
  var isTooSmall: Bool { hashes.count < 4 }

  func containment(_ other: Sample) -> Double {
    let (shared, a, b) = shared(with: other)
    return min(a, b) == 0 ? 0 : Double(shared) / Double(min(a, b))
  }

  func resemblance(_ other: Sample) -> Double {
    let (shared, a, b) = shared(with: other)
    return a + b == 0 ? 0 : Double(shared) / Double(a + b - shared)
  }

  /// How many hashes both have, and each of them, at the higher of the two levels.
  private func shared(with other: Sample) -> (shared: Int, own: Int, others: Int) {
    let mask = UInt32(1) << UInt32(max(level, other.level)) - 1
    let a = hashes.filter { $0 & mask == 0 }
    let b = other.hashes.filter { $0 & mask == 0 }
    var i = 0
    var j = 0
    var shared = 0
    while i < a.count, j < b.count {
      if a[i] == b[j] {
        shared += 1
        i += 1
        j += 1
      } else if a[i] < b[j] {
        i += 1
      } else {
        j += 1
      }
    }
    return (shared, a.count, b.count)
  }
}
