import Linguistics
import Record

/// Cuts a sentence's bytes into pieces.
enum PieceScanner {
  static func scan(_ text: AnalyzedText, _ tokens: Range<Int>, into pieces: inout [Piece]) {
    let bytes = text.bytes
    var i = text.tokens[tokens.lowerBound].range.start
    let end = text.tokens[tokens.upperBound - 1].range.end
    var token = tokens.lowerBound
    var space = true
    while i < end {
      let start = i
      let byte = bytes[i]
      if byte == 0x20 || (byte >= 9 && byte <= 13) {
        i += 1
        space = true
        continue
      }
      var key = WordHash.seed
      var kind = Piece.Kind.symbol
      var capitals = 0
      var letters = 0
      if isDigit(byte) || (byte == UInt8(ascii: ".") && space && i + 1 < end && isDigit(bytes[i + 1])) {
        kind = .number
        i = numberEnd(bytes, i, end)
        for byte in bytes[start..<i] { key = WordHash.step(key, byte) }
      } else {
        let (scalar, length) = decode(bytes, i, end)
        if isSpace(scalar) {
          i += length
          space = true
          continue
        }
        if isLetter(scalar) {
          kind = .word
          (i, key, capitals, letters) = word(bytes, i, end)
        } else {
          i += length
          key = symbolKey(scalar)
          // A row of equal signs is one piece, not a sign before a number.
          var stop = i
          while length == 1, stop < end, bytes[stop] == byte { stop += 1 }
          if stop - start > longestRun {
            i = stop
            key = WordHash.step(key, byte)
          }
          // The possessive "'s" is one piece.
          if scalar == 0x27 || scalar == 0x2019 || scalar == 0x2032, !space, i < end, bytes[i] | 0x20 == UInt8(ascii: "s"),
            i + 1 == end || !isLetter(decode(bytes, i + 1, end).0)
          {
            i += 1
            kind = .word
            key = possessive
          }
        }
      }
      while token + 1 < tokens.upperBound, text.tokens[token + 1].range.start <= start { token += 1 }
      let holder = text.tokens[token]
      let machine: Bool
      switch holder.kind {
      case .url, .email, .hashtag, .handle: machine = holder.range.contains(start)
      default: machine = false
      }
      pieces.append(
        Piece(
          range: ByteRange(start, i), kind: kind, spaceBefore: space, capitalized: capitals > 0 && isCapital(bytes, start),
          allCaps: capitals > 0 && capitals == letters, key: key, token: Int32(token), tag: holder.tag, machine: machine))
      space = false
    }
  }

  /// The longest row of equal signs kept as single pieces, as in the tokenizer.
  private static let longestRun = 16
  private static let possessive = WordHash.of("'s")

  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// Digits with commas and points inside: "1,400", "2.5", "23.04.2022".
  private static func numberEnd(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
    var i = start + 1
    while i < end {
      if isDigit(bytes[i]) {
        i += 1
      } else if bytes[i] == UInt8(ascii: ".") || bytes[i] == UInt8(ascii: ","), i + 1 < end, isDigit(bytes[i + 1]) {
        i += 2
      } else {
        break
      }
    }
    return i
  }

  /// A run of letters with apostrophes inside and, in abbreviations, full stops ("U.S.", "m.p.h.").
  private static func word(_ bytes: [UInt8], _ start: Int, _ end: Int) -> (end: Int, key: UInt64, capitals: Int, letters: Int) {
    var i = start
    var key = WordHash.seed
    var capitals = 0
    var letters = 0
    while i < end {
      let byte = bytes[i]
      if byte < 0x80 {
        if byte >= 0x61 && byte <= 0x7a {
          key = WordHash.step(key, byte)
          letters += 1
          i += 1
        } else if byte >= 0x41 && byte <= 0x5a {
          key = WordHash.step(key, byte | 0x20)
          capitals += 1
          letters += 1
          i += 1
        } else if byte == 0x27, innerApostrophe(bytes, i, 1, end) {
          key = WordHash.step(key, 0x27)
          i += 1
        } else if byte == UInt8(ascii: "."), dotted(bytes, start, i, end) {
          key = WordHash.step(key, byte)
          i += 1
        } else {
          break
        }
      } else {
        let (scalar, length) = decode(bytes, i, end)
        if scalar == 0x2019, innerApostrophe(bytes, i, length, end) {
          key = WordHash.step(key, 0x27)
        } else if isLetter(scalar) {
          for byte in bytes[i..<(i + length)] { key = WordHash.step(key, byte) }
          letters += 1
        } else {
          break
        }
        i += length
      }
    }
    return (i, key, capitals, letters)
  }

  /// An apostrophe followed by a letter, unless it begins a possessive "'s".
  private static func innerApostrophe(_ bytes: [UInt8], _ i: Int, _ length: Int, _ end: Int) -> Bool {
    let next = i + length
    guard next < end, isLetter(decode(bytes, next, end).0) else { return false }
    return bytes[next] | 0x20 != UInt8(ascii: "s") || (next + 1 < end && isLetter(decode(bytes, next + 1, end).0))
  }

  /// Whether the full stop at `i` belongs to an abbreviation of single letters, such as any full stop of "U.S.".
  private static func dotted(_ bytes: [UInt8], _ start: Int, _ i: Int, _ end: Int) -> Bool {
    var k = start
    while k < i {
      guard isASCIILetter(bytes[k]) else { return false }
      if k + 1 < i, bytes[k + 1] != UInt8(ascii: ".") { return false }
      k += 2
    }
    if i - start > 1 { return true }
    guard i + 2 <= end - 1 || i + 2 == end, i + 1 < end, isASCIILetter(bytes[i + 1]) else { return false }
    return i + 2 == end || bytes[i + 2] == UInt8(ascii: ".") || bytes[i + 2] == 0x20
  }

  private static func isASCIILetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7a }
  private static func isCapital(_ bytes: [UInt8], _ i: Int) -> Bool { bytes[i] >= 0x41 && bytes[i] <= 0x5a }

  static func decode(_ bytes: [UInt8], _ i: Int, _ end: Int) -> (UInt32, Int) {
    let lead = bytes[i]
    if lead < 0x80 { return (UInt32(lead), 1) }
    let length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2
    guard i + length <= end else { return (0xfffd, 1) }
    var scalar = UInt32(lead) & (length == 2 ? 0x1f : length == 3 ? 0x0f : 0x07)
    for k in 1..<length { scalar = scalar << 6 | UInt32(bytes[i + k] & 0x3f) }
    return (scalar, length)
  }

  static func isSpace(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x20, 9...13, 0xa0, 0x1680, 0x2000...0x200b, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff, 0xad: true
    default: false
    }
  }

  static func isLetter(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x41...0x5a, 0x61...0x7a, 0xb5, 0xc0...0xd6, 0xd8...0xf6, 0xf8...0x2af, 0x300...0x36f, 0x370...0x1fff: true
    case 0x3041...0xd7ff, 0xf900...0xfdff, 0xfe70...0xfeff, 0xff21...0xff3a, 0xff41...0xff5a, 0x20000...0x3ffff: true
    default: false
    }
  }

  /// A symbol's key, which is that of its plain form.
  private static func symbolKey(_ scalar: UInt32) -> UInt64 {
    let plain: UInt32
    switch scalar {
    case 0x201c, 0x201d, 0x201e, 0x201f, 0xab, 0xbb, 0x2033: plain = 0x22
    case 0x2018, 0x2019, 0x201a, 0x201b, 0x2032: plain = 0x27
    case 0x2010, 0x2011: plain = 0x2d
    case 0x2012: plain = 0x2013
    case 0x2015: plain = 0x2014
    case 0xff05: plain = 0x25
    case 0xffe5: plain = 0xa5
    case 0x2044, 0x2215: plain = 0x2f
    default: plain = scalar
    }
    guard let scalar = Unicode.Scalar(plain) else { return 0 }
    return WordHash.of(String(Character(scalar)))
  }
}
