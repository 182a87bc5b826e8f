internal import Knowledge
internal import Record

/// Splits a text into tokens in one pass over the bytes, paragraph by paragraph.
///
/// Contractions are split as in the Penn Treebank ("did|n't", "Roe|'s"). Hyphenated words stay whole, ranges of numbers are split
/// ("20|-|25"). Full stops of abbreviations and initials belong to their token.
struct Tokenizer {
  let bytes: [UInt8]
  private(set) var tokens: [Token] = []
  /// The tokens that may be quotation marks, in order.
  private(set) var marks: [QuotationMark] = []
  /// The end of the current paragraph.
  private(set) var end = 0
  private(set) var start = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    tokens.reserveCapacity(bytes.count / 5 + 16)
  }

  /// Reads one paragraph and returns the range of its tokens.
  mutating func read(_ paragraph: ByteRange) -> Range<Int> {
    let first = tokens.count
    var index = max(0, paragraph.start)
    start = index
    end = min(paragraph.end, bytes.count)
    var spaced = true
    while index < end {
      let character = Characters.at(index, bytes)
      switch character.kind {
      case .space:
        spaced = true
        index += character.length
        continue
      case .ignorable:
        index += character.length
        continue
      case .letter, .digit:
        let before = tokens.count
        index = readWord(from: index)
        tokens[before].shape.formUnion(spaced ? .spaceBefore : [])
      default:
        let stop = readMark(character, at: index)
        if spaced { tokens[tokens.count - 1].shape.insert(.spaceBefore) }
        index = stop
      }
      spaced = false
    }
    for token in first..<tokens.count where token + 1 == tokens.count || tokens[token + 1].shape.contains(.spaceBefore) {
      tokens[token].shape.insert(.spaceAfter)
    }
    return first..<tokens.count
  }

  /// The class of the character at an index; white space beyond the end of the paragraph.
  @inline(__always)
  func kind(at index: Int) -> CharacterClass {
    index < end ? Characters.at(index, bytes).kind : .space
  }

  @inline(__always)
  func byte(at index: Int) -> UInt8 { index >= 0 && index < end ? bytes[index] : 32 }

  /// Adds a token with this byte range.
  mutating func add(_ range: Range<Int>, _ kind: TokenKind, _ shape: TokenShape = []) {
    tokens.append(
      Token(
        range: ByteRange(range.lowerBound, range.upperBound), kind: kind, shape: shape, lower: WordHash.folded(bytes, range),
        tag: kind == .word || kind == .number ? .NN : .punctuation))
  }

  /// Reads a punctuation mark, a run of equal ones, a dash, a handle or a hashtag; returns where it ends.
  private mutating func readMark(_ character: Character32, at index: Int) -> Int {
    let next = index + character.length
    switch character.kind {
    case .hyphen:
      var stop = next
      while byte(at: stop) == UInt8(ascii: "-") { stop += 1 }
      add(index..<stop, .dash)
      return stop
    case .dash:
      add(index..<next, .dash)
      return next
    case .stop:
      var stop = next
      let first = bytes[index]
      let joins = first == UInt8(ascii: ".") || first == UInt8(ascii: "!") || first == UInt8(ascii: "?")
      if first == UInt8(ascii: ".") {
        while byte(at: stop) == first { stop += 1 }
      } else if joins {
        while byte(at: stop) == UInt8(ascii: "!") || byte(at: stop) == UInt8(ascii: "?") { stop += 1 }
      }
      add(index..<stop, .punctuation)
      return stop
    case .quotation:
      // ``two backquotes''
      let stop = character.scalar == 0x60 && byte(at: next) == 0x60 ? next + 1 : next
      let double = stop > next || character.scalar != 0x60
      marks.append(QuotationMark(token: tokens.count, scalar: stop > next ? 0x201C : double ? character.scalar : 0x2018))
      add(index..<stop, .punctuation)
      return stop
    case .apostrophe:
      // Two apostrophes stand for a double quotation mark, straight or curly.
      if character.scalar == 0x27 || character.scalar == 0x2018 || character.scalar == 0x2019, byte(at: next) == bytes[index] {
        let second = Characters.at(next, bytes)
        if second.scalar == character.scalar {
          marks.append(QuotationMark(token: tokens.count, scalar: character.scalar == 0x2018 ? 0x201C : 0x201D))
          add(index..<next + second.length, .punctuation)
          return next + second.length
        }
      }
      return readApostrophe(character, at: index)
    case .currency:
      add(index..<next, .symbol)
      return next
    case .symbol:
      if let stop = longRun(at: index) {
        add(index..<stop, .symbol)
        return stop
      }
      let wordFollows = kind(at: next) == .letter || kind(at: next) == .digit
      if wordFollows, character.scalar == 0x40 || character.scalar == 0x23 && kind(at: next) == .letter {
        var stop = next
        while kind(at: stop) == .letter || kind(at: stop) == .digit { stop += Characters.at(stop, bytes).length }
        add(index..<stop, character.scalar == 0x40 ? .handle : .hashtag)
        return stop
      }
      add(index..<next, .symbol)
      return next
    default:
      let stop = longRun(at: index) ?? next
      add(index..<stop, .punctuation)
      return stop
    }
  }

  /// The longest row of equal signs kept as single tokens. A longer row is a rule or noise and becomes one token.
  private static let longestRun = 16

  /// The end of a long row of the sign at `index`; `nil` where there is none.
  private func longRun(at index: Int) -> Int? {
    var stop = index + 1
    while byte(at: stop) == bytes[index], stop < end { stop += 1 }
    return stop - index > Self.longestRun ? stop : nil
  }

  /// Reads an apostrophe without a letter before it. Years ("'90s") and clipped words ("'em") include it.
  private mutating func readApostrophe(_ character: Character32, at index: Int) -> Int {
    let next = index + character.length
    if index > start, kind(at: index - 1) != .space, byte(at: next) | 32 == UInt8(ascii: "s"), kind(at: next + 1) != .letter,
      kind(at: next + 1) != .digit, character.scalar != 0x2018
    {
      // "U.S.'s", "(R)'s"
      add(index..<next + 1, .word)
      return next + 1
    }
    if character.scalar != 0x2018 || byte(at: next) &- 48 < 10 {
      if byte(at: next) &- 48 < 10, byte(at: next + 1) &- 48 < 10, index == start || byte(at: index - 1) &- 48 >= 10 {
        // A decade or a class year: two digits, optionally an "s".
        let stop = byte(at: next + 2) == UInt8(ascii: "s") ? next + 3 : next + 2
        if kind(at: stop) != .digit, kind(at: stop) != .letter, !closesLater(stop) {
          add(index..<stop, .word, [.hasDigit])
          return stop
        }
      }
      var stop = next
      while kind(at: stop) == .letter { stop += Characters.at(stop, bytes).length }
      if stop > next, Self.clipped.contains(WordHash.folded(bytes, next..<stop)) {
        add(index..<stop, .word)
        return stop
      }
    }
    marks.append(QuotationMark(token: tokens.count, scalar: character.scalar))
    add(index..<next, .punctuation)
    return next
  }

  /// Whether an apostrophe directly follows, which closes a quotation that this one opens.
  private func closesLater(_ index: Int) -> Bool { kind(at: index) == .apostrophe }

  /// Words written with a leading apostrophe, listed without it.
  private static let clipped: Set<UInt64> = Set(
    WordSets.words("Tokenizer.clipped").map {
      WordHash.folded($0)
    })
}
