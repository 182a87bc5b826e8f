/// The class of a character for the tokenizer.
enum CharacterClass: UInt8 {
  case space, letter, digit, hyphen, apostrophe, dash, stop, openingBracket, closingBracket, quotation, currency, symbol, ignorable
}

/// A Unicode scalar of the text, its length in bytes, and its class.
struct Character32 {
  var scalar: UInt32
  var length: Int
  var kind: CharacterClass
}

/// Finds the classes of characters in UTF-8 bytes.
enum Characters {
  /// The classes of the ASCII characters.
  static let ascii: [CharacterClass] = (0..<128).map { value in
    switch UInt8(value) {
    case 0...32, 127: .space
    case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"): .letter
    case UInt8(ascii: "-"): .hyphen
    case UInt8(ascii: "'"): .apostrophe
    case UInt8(ascii: "\""), UInt8(ascii: "`"): .quotation
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): .openingBracket
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): .closingBracket
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "?"), UInt8(ascii: "!"): .stop
    case UInt8(ascii: "$"): .currency
    default: .symbol
    }
  }

  /// The character that begins at `index`; invalid bytes are symbols of one byte.
  @inline(__always)
  static func at(_ index: Int, _ bytes: [UInt8]) -> Character32 {
    let first = bytes[index]
    if first < 128 { return Character32(scalar: UInt32(first), length: 1, kind: ascii[Int(first)]) }
    return wide(index, bytes)
  }

  /// A character of two or more bytes.
  private static func wide(_ index: Int, _ bytes: [UInt8]) -> Character32 {
    let first = bytes[index]
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
    guard length > 1, index + length <= bytes.count else { return Character32(scalar: 0xFFFD, length: 1, kind: .symbol) }
    var scalar = UInt32(first) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
    for offset in 1..<length { scalar = scalar << 6 | UInt32(bytes[index + offset] & 0x3F) }
    return Character32(scalar: scalar, length: length, kind: kind(of: scalar))
  }

  /// The class of a scalar beyond ASCII.
  static func kind(of scalar: UInt32) -> CharacterClass {
    switch scalar {
    case 0x80...0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: .space
    case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFEFF, 0xFE00...0xFE0F: .ignorable
    case 0xAB, 0xBB, 0x201C...0x201F, 0x2033, 0x2039, 0x203A, 0x300C...0x300F, 0xFF02: .quotation
    case 0x2018...0x201B, 0x2BC, 0x2032, 0xB4: .apostrophe
    case 0x2010, 0x2011: .hyphen
    case 0x2012...0x2015, 0x2212, 0x2E3A, 0x2E3B: .dash
    case 0x2026, 0xA1, 0xBF, 0x3001, 0x3002: .stop
    case 0xA2...0xA5, 0x20A0...0x20CF: .currency
    case 0xA6...0xA9, 0xAC, 0xAE...0xB3, 0xB6...0xB9, 0xBC...0xBE, 0xD7, 0xF7: .symbol
    case 0x2016...0x2BFF, 0xE000...0xF8FF, 0xFFFC, 0xFFFD, 0x1F000...0x1FAFF: .symbol
    default: .letter
    }
  }

  /// Whether a letter is an upper-case letter of the Latin, Greek or Cyrillic script.
  static func isUpper(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x41...0x5A: true
    case 0xC0...0xD6, 0xD8...0xDE: true
    case 0x100...0x137, 0x14A...0x177: scalar & 1 == 0
    case 0x139...0x148: scalar & 1 == 1
    case 0x178: true
    case 0x179...0x17D: scalar & 1 == 1
    case 0x18F, 0x19D, 0x1A0, 0x1AF: true
    case 0x218...0x21B, 0x1E00...0x1EFF: scalar & 1 == 0
    case 0x386...0x3AB: scalar < 0x3AC && scalar != 0x390
    case 0x400...0x42F: true
    default: false
    }
  }

  /// The lower-case letter of a capital.
  static func lower(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x41...0x5A, 0xC0...0xD6, 0xD8...0xDE, 0x391...0x3AB, 0x410...0x42F: scalar + 32
    case 0x400...0x40F: scalar + 80
    case 0x178: 0xFF
    case _ where isUpper(scalar): scalar + 1
    default: scalar
    }
  }
}
