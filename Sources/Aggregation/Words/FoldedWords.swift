internal import Record

/// The words of a text in the form in which index and query compare them, with the position each came from.
///
/// Letters are lower-cased and lose their accents. A word may hold inner apostrophes of any shape, which are dropped ("don’t" becomes
/// `dont`), and a possessive ending is dropped too ("Trudeau's" becomes `trudeau`). Hyphens of any shape separate words. Numbers keep a
/// decimal point and lose thousands separators ("1,400" becomes `1400`). Each ideograph is a word of its own.
package struct FoldedWords: Sendable {
  /// The words' bytes, one after the other.
  private(set) var bytes: [UInt8] = []
  /// Where each word ends in ``bytes``.
  private(set) var ends: [Int32] = []
  /// Where each word was in the text.
  private(set) var places: [ByteRange] = []

  /// The number of words.
  package var count: Int { ends.count }
  /// The bytes of a word within ``bytes``.
  func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index]) }
  /// A word.
  subscript(index: Int) -> [UInt8] { Array(bytes[range(index)]) }
  /// All words.
  package var all: [[UInt8]] { (0..<count).map { self[$0] } }

  package init(_ text: String) { self.init(Array(text.utf8)) }

  /// Reads the words of valid UTF-8.
  init(_ text: [UInt8]) {
    bytes.reserveCapacity(text.count)
    ends.reserveCapacity(text.count / 6)
    places.reserveCapacity(text.count / 6)
    var reader = Reader(text)
    while let range = reader.next(into: &bytes) {
      ends.append(Int32(bytes.count))
      places.append(range)
    }
  }
}

/// Finds one word after another.
private struct Reader {
  let text: [UInt8]
  /// For each ASCII character, the letter or digit it folds to; 0 for all others.
  let ascii: [UInt8]
  var index = 0

  init(_ text: [UInt8]) {
    self.text = text
    ascii = Self.foldedASCII
  }

  /// What a character is to the words around it.
  enum Role { case letter, digit, apostrophe, ignored, ideograph, separator }

  mutating func next(into out: inout [UInt8]) -> ByteRange? {
    let begin = out.count
    var start = -1
    var end = 0
    while index < text.count {
      let byte = text[index]
      if byte < 0x80 {
        let role = ascii[Int(byte)]
        if role != 0 {
          if start < 0 { start = index }
          out.append(role)
          index += 1
          end = index
          continue
        }
        if start >= 0, continuesWord(byte, out: &out, begin: begin) {
          end = index
          continue
        }
        index += 1
        if start >= 0 { return ByteRange(start, end) }
        continue
      }
      let (scalar, length) = decode(index)
      switch role(scalar) {
      case .letter, .digit:
        if start < 0 { start = index }
        fold(scalar, into: &out)
        index += length
        end = index
      case .ideograph:
        if start >= 0 { return ByteRange(start, end) }
        out.append(contentsOf: text[index..<index + length])
        index += length
        return ByteRange(index - length, index)
      case .ignored:
        index += length
        if start >= 0 { end = index }
      case .apostrophe:
        if start >= 0, joins(apostropheOf: length, out: &out, begin: begin, end: &end) { continue }
        index += length
        if start >= 0 { return ByteRange(start, end) }
      case .separator:
        if start >= 0, groupsDigits(separatorOf: length, scalar: scalar, out: out) {
          index += length
          continue
        }
        index += length
        if start >= 0 { return ByteRange(start, end) }
      }
      // A letter that folds to nothing (a lone combining mark) is no word.
      if start >= 0 && out.count == begin { start = -1 }
    }
    return start >= 0 && out.count > begin ? ByteRange(start, end) : nil
  }

  /// Whether an inner ASCII mark continues the word: an apostrophe, a decimal point, a comma between thousands.
  private mutating func continuesWord(_ byte: UInt8, out: inout [UInt8], begin: Int) -> Bool {
    switch byte {
    case 0x27:
      var end = 0
      return joins(apostropheOf: 1, out: &out, begin: begin, end: &end) && index > 0
    case 0x2E:
      guard isDigit(out.last), isDigit(at: index + 1) else { return false }
      out.append(0x2E)
      index += 1
      return true
    case 0x2C:
      guard groupsDigits(separatorOf: 1, scalar: 0x2C, out: out) else { return false }
      index += 1
      return true
    default: return false
    }
  }

  /// Skips an apostrophe inside a word. A possessive ending is skipped as a whole.
  private mutating func joins(apostropheOf length: Int, out: inout [UInt8], begin: Int, end: inout Int) -> Bool {
    let behind = index + length
    guard behind < text.count, isLetter(at: behind) else { return false }
    if text[behind] | 0x20 == 0x73, !continues(at: behind + 1) {
      index = behind + 1
      end = index
      return true
    }
    index = behind
    return true
  }

  /// Whether a mark between digits separates thousands: exactly three digits follow.
  private func groupsDigits(separatorOf length: Int, scalar: UInt32, out: [UInt8]) -> Bool {
    guard scalar == 0x2C || scalar == 0xA0 || scalar == 0x2009 || scalar == 0x202F, isDigit(out.last) else { return false }
    let first = index + length
    return isDigit(at: first) && isDigit(at: first + 1) && isDigit(at: first + 2) && !isDigit(at: first + 3)
  }

  private func isDigit(_ byte: UInt8?) -> Bool { byte.map { $0 >= 0x30 && $0 <= 0x39 } ?? false }
  private func isDigit(at place: Int) -> Bool { place < text.count && isDigit(text[place]) }
  private func isLetter(at place: Int) -> Bool {
    guard place < text.count else { return false }
    if text[place] < 0x80 { return (text[place] | 0x20) >= 0x61 && (text[place] | 0x20) <= 0x7A }
    return role(decode(place).0) == .letter
  }
  /// Whether the word continues at a position.
  private func continues(at place: Int) -> Bool {
    guard place < text.count else { return false }
    if text[place] < 0x80 { return ascii[Int(text[place])] != 0 }
    let role = role(decode(place).0)
    return role == .letter || role == .digit
  }

  private func decode(_ place: Int) -> (UInt32, Int) {
    let lead = UInt32(text[place])
    func tail(_ offset: Int) -> UInt32 { place + offset < text.count ? UInt32(text[place + offset] & 0x3F) : 0 }
    if lead >= 0xF0 { return ((lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), min(4, text.count - place)) }
    if lead >= 0xE0 { return ((lead & 0x0F) << 12 | tail(1) << 6 | tail(2), min(3, text.count - place)) }
    if lead >= 0xC0 { return ((lead & 0x1F) << 6 | tail(1), min(2, text.count - place)) }
    return (0xFFFD, 1)
  }

  private func role(_ scalar: UInt32) -> Role {
    switch scalar {
    case 0x2019, 0x2018, 0x02BC, 0x02B9, 0xFF07, 0x201B, 0x2032: return .apostrophe
    case 0xAD, 0x200B...0x200F, 0x2060, 0xFEFF, 0x0300...0x036F: return .ignored
    case 0xC0..<0xD7, 0xD8..<0xF7, 0xF8..<0x250, 0x370..<0x374, 0x386..<0x387, 0x388..<0x3F6, 0x1E00..<0x1F00: return .letter
    case 0x2000...0x2BFF, 0x80...0xA9, 0xAB...0xB4, 0xB6...0xB9, 0xBB...0xBF: return .separator
    default:
      guard let scalar = Unicode.Scalar(scalar) else { return .separator }
      if scalar.properties.isIdeographic { return .ideograph }
      switch scalar.properties.generalCategory {
      case .decimalNumber, .otherNumber, .letterNumber: return .digit
      case .nonspacingMark, .spacingMark: return .letter
      default: return scalar.properties.isAlphabetic ? .letter : .separator
      }
    }
  }

  private func fold(_ scalar: UInt32, into out: inout [UInt8]) {
    let letters = LetterFolding.folded(scalar)
    if !letters.isEmpty {
      out.append(contentsOf: letters)
    } else if let scalar = Unicode.Scalar(scalar) {
      out.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
    }
  }

  private static let foldedASCII: [UInt8] = (0..<128).map { byte in
    switch UInt8(byte) {
    case 0x30...0x39, 0x61...0x7A: UInt8(byte)
    case 0x41...0x5A: UInt8(byte + 0x20)
    default: 0
    }
  }
}
