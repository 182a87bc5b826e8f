internal import FullText

/// The commonest pieces of an index's texts, by which texts are written in few bytes and read back fast.
///
/// A piece is a word with the space before it, if there is one, or what stands between words. The commonest have a code of one byte, others of two
/// or three; a piece that is not in the dictionary is written out, and named by its number where it comes again in the same text.
struct TextDictionary: Sendable {
  /// Codes of one byte; the next ``pairs`` bytes begin codes of two, then one byte begins those of three.
  static let singles = 128
  static let pairs = 122
  static let triple = UInt8(singles + pairs)
  /// Begins the number of a piece written out before.
  static let again: UInt8 = 0xFE
  /// Begins a piece written out: its length, its bytes.
  static let literal: UInt8 = 0xFF
  /// The most pieces.
  static let capacity = singles + pairs << 8 + 1 << 16
  /// The longest piece.
  static let longest = 255

  private let bytes: [UInt8]
  private let ends: [UInt32]

  /// The pieces, the commonest first.
  init(_ pieces: [ArraySlice<UInt8>]) {
    var bytes: [UInt8] = []
    var ends: [UInt32] = []
    for piece in pieces.prefix(Self.capacity) where piece.count <= Self.longest {
      bytes.append(contentsOf: piece)
      ends.append(UInt32(bytes.count))
    }
    self.bytes = bytes
    self.ends = ends
  }

  /// Reads a dictionary from its stored form; `nil` if it is damaged.
  init?(stored: [UInt8]) {
    var place = 0
    let count = Int(stored.varint(at: &place))
    guard count <= Self.capacity, place + count <= stored.count else { return nil }
    var ends: [UInt32] = []
    ends.reserveCapacity(count)
    var end: UInt32 = 0
    for index in place..<place + count {
      end += UInt32(stored[index])
      ends.append(end)
    }
    guard place + count + Int(end) == stored.count else { return nil }
    bytes = Array(stored[(place + count)...])
    self.ends = ends
  }

  /// Count, lengths, pieces.
  var stored: [UInt8] {
    var stored: [UInt8] = []
    stored.reserveCapacity(bytes.count + ends.count + 4)
    stored.append(varint: UInt32(ends.count))
    var start: UInt32 = 0
    for end in ends {
      stored.append(UInt8(end - start))
      start = end
    }
    return stored + bytes
  }

  var count: Int { ends.count }
  fileprivate func range(_ piece: Int) -> Range<Int> { (piece == 0 ? 0 : Int(ends[piece - 1]))..<Int(ends[piece]) }
  fileprivate func piece(_ number: Int) -> ArraySlice<UInt8> { bytes[range(number)] }

  /// The text of a code; `nil` if it is damaged.
  func decode(_ code: [UInt8], size: Int) -> [UInt8]? {
    // No code grows to more than its longest piece a byte: a larger size is damage, not worth the memory.
    guard size <= code.count * Self.longest else { return nil }
    var text: [UInt8] = []
    text.reserveCapacity(size)
    var literals: [Range<Int>] = []
    var place = 0
    while place < code.count {
      let head = code[place]
      place += 1
      if head < Self.triple || head == Self.triple {
        var number = Int(head)
        if head >= UInt8(Self.singles) {
          guard place < code.count else { return nil }
          if head < Self.triple {
            number = Self.singles + (number - Self.singles) << 8 + Int(code[place])
            place += 1
          } else {
            guard place + 1 < code.count else { return nil }
            number = Self.singles + Self.pairs << 8 + Int(code[place]) << 8 + Int(code[place + 1])
            place += 2
          }
        }
        guard number < ends.count else { return nil }
        text.append(contentsOf: bytes[range(number)])
      } else if head == Self.again {
        let number = Int(code.varint(at: &place))
        guard number < literals.count else { return nil }
        text.append(contentsOf: code[literals[number]])
      } else if head == Self.literal {
        let length = Int(code.varint(at: &place))
        guard length <= code.count - place else { return nil }
        literals.append(place..<place + length)
        text.append(contentsOf: code[place..<place + length])
        place += length
      } else {
        return nil
      }
    }
    return text.count == size ? text : nil
  }
}

/// Writes texts by a dictionary.
struct TextEncoder {
  private let table: WordNumbering

  init(_ dictionary: TextDictionary) {
    var table = WordNumbering()
    for number in 0..<dictionary.count {
      let piece = Array(dictionary.piece(number))
      _ = table.number(of: piece, piece.indices)
    }
    self.table = table
  }

  /// The code of a text.
  func encode(_ text: [UInt8]) -> [UInt8] {
    var code: [UInt8] = []
    code.reserveCapacity(text.count / 2)
    var pieces = TextPieces(text)
    var literals = WordNumbering()
    var ranges: [Range<Int>] = []
    ranges.reserveCapacity(text.count / 4)
    while let piece = pieces.next() { ranges.append(piece) }
    let numbers = table.known(text, ranges)
    for (index, piece) in ranges.enumerated() {
      let number = Int(numbers[index])
      if number >= 0 {
        if number < TextDictionary.singles {
          code.append(UInt8(number))
        } else if number < TextDictionary.singles + TextDictionary.pairs << 8 {
          let rest = number - TextDictionary.singles
          code.append(UInt8(TextDictionary.singles + rest >> 8))
          code.append(UInt8(rest & 0xFF))
        } else {
          let rest = number - TextDictionary.singles - TextDictionary.pairs << 8
          code.append(TextDictionary.triple)
          code.append(UInt8(rest >> 8))
          code.append(UInt8(rest & 0xFF))
        }
        continue
      }
      let before = literals.count
      let literal = literals.number(of: text, piece)
      if literal < before {
        code.append(TextDictionary.again)
        code.append(varint: UInt32(literal))
      } else {
        code.append(TextDictionary.literal)
        code.append(varint: UInt32(piece.count))
        code.append(contentsOf: text[piece])
      }
    }
    return code
  }
}

/// Counts the pieces of texts, for a dictionary of the commonest.
struct PieceCounter {
  private var table = WordNumbering()
  private var counts: [UInt32] = []

  mutating func count(_ text: [UInt8]) {
    var pieces = TextPieces(text)
    while let piece = pieces.next() {
      guard piece.count <= TextDictionary.longest else { continue }
      let number = table.number(of: text, piece)
      if number == counts.count { counts.append(1) } else { counts[number] += 1 }
    }
  }

  /// The dictionary of what was counted more than once.
  var dictionary: TextDictionary {
    let often = counts.indices.filter { counts[$0] > 1 }
    let sorted = often.sorted { counts[$0] != counts[$1] ? counts[$0] > counts[$1] : $0 < $1 }
    return TextDictionary(sorted.prefix(TextDictionary.capacity).map { table.word($0) })
  }
}

/// Parts a text in pieces.
private struct TextPieces {
  private let text: [UInt8]
  private let words: [Bool]
  private var index = 0

  init(_ text: [UInt8]) {
    self.text = text
    words = Self.words
  }

  mutating func next() -> Range<Int>? {
    guard index < text.count else { return nil }
    let start = index
    if text[index] == 0x20, index + 1 < text.count, isWord(index + 1) { index += 1 }
    if isWord(index) {
      repeat { index += 1 } while index < text.count && isWord(index)
      return start..<index
    }
    // What stands between words, up to the space that belongs to the next; a mark of several bytes stays whole.
    repeat {
      index += text[index] == 0xE2 ? 3 : 1
      if index >= text.count { break }
    } while !isWord(index) && !(text[index] == 0x20 && index + 1 < text.count && isWord(index + 1)) && index - start < 12
    index = min(index, text.count)
    return start..<index
  }

  /// Letters and digits; of the others of UTF-8 all but general punctuation (E2 80 xx).
  @inline(__always)
  private func isWord(_ index: Int) -> Bool {
    let byte = text[index]
    if byte < 0x80 { return words[Int(byte)] }
    return byte != 0xE2
  }

  private static let words: [Bool] = (0..<128).map { byte in
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
