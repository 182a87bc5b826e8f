internal import Platform

/// Repairs text whose UTF-8 bytes were once mistaken for windows-1252 and encoded again: "â€œ" where a quotation mark was meant.
enum TwiceEncoded {
  /// Decodes what was encoded twice in the UTF-8 `bytes` from `start` on. Each sequence is judged separately. A UTF-8 lead byte with the
  /// right number of continuation bytes, all of them as windows-1252 displays them, is not text in any language.
  static func repair(_ bytes: inout [UInt8], from start: Int) {
    guard let first = firstSuspect(bytes, from: start) else { return }
    var repaired: [UInt8] = []
    var index = first
    var pending = first
    while index < bytes.count {
      if bytes[index] == 0xC3, let found = sequence(bytes, at: index) ?? pair(bytes, at: index) {
        repaired += bytes[pending..<index]
        repaired += found.bytes
        index = found.end
        pending = index
      } else {
        index += 1
      }
    }
    repaired += bytes[pending...]
    bytes.replaceSubrange(first..., with: repaired)
  }

  /// Decodes the character references that are left in decoded text from `start` on, because it was encoded twice: `&amp;rsquo;`.
  static func decodeReferences(_ bytes: inout [UInt8], from start: Int) {
    guard var place = ByteSearch.first(UInt8(ascii: "&"), in: bytes, from: start, to: bytes.count) else { return }
    var decoded: [UInt8] = []
    var pending = start
    while true {
      if let (text, end) = CharacterReferences.replacement(in: bytes, at: place, end: bytes.count, inAttribute: false),
        bytes[end - 1] == UInt8(ascii: ";")
      {
        decoded += bytes[pending..<place]
        decoded += text
        pending = end
      }
      guard let next = ByteSearch.first(UInt8(ascii: "&"), in: bytes, from: max(place + 1, pending), to: bytes.count) else { break }
      place = next
    }
    if pending > start { bytes.replaceSubrange(start..<pending, with: decoded) }
  }

  /// As ``repair(_:from:)``, of a string.
  static func repaired(_ string: String) -> String {
    guard string.utf8.contains(0xC3) else { return string }
    var bytes = Array(string.utf8)
    repair(&bytes, from: 0)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func firstSuspect(_ bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    while let found = ByteSearch.first(0xC3, in: bytes, from: index, to: bytes.count) {
      if sequence(bytes, at: found) != nil || pair(bytes, at: found) != nil { return found }
      index = found + 1
    }
    return nil
  }

  /// The character of three bytes that begins with U+00E2, the lead byte of punctuation.
  private static func sequence(_ bytes: [UInt8], at start: Int) -> (bytes: [UInt8], end: Int)? {
    guard start + 1 < bytes.count, bytes[start] == 0xC3, bytes[start + 1] == 0xA2 else { return nil }
    guard let second = Self.byte(bytes, at: start + 2), second.byte == 0x80 || second.byte == 0x82 || second.byte == 0x84 else {
      return nil
    }
    // windows-1252 has nothing at 0x9D, the last byte of the closing quotation mark, so that byte is lost or replaced on the way.
    if second.byte == 0x80, bytes[second.end...].starts(with: replacement) { return (closingMark, second.end + replacement.count) }
    guard let third = Self.byte(bytes, at: second.end), third.byte & 0xC0 == 0x80 else {
      return second.byte == 0x80 ? (closingMark, second.end) : nil
    }
    return ([0xE2, second.byte, third.byte], third.end)
  }

  /// The letter or sign of two bytes that begins with U+00C2 or U+00C3.
  private static func pair(_ bytes: [UInt8], at start: Int) -> (bytes: [UInt8], end: Int)? {
    guard start + 1 < bytes.count, bytes[start] == 0xC3, bytes[start + 1] == 0x82 || bytes[start + 1] == 0x83 else { return nil }
    guard let next = Self.byte(bytes, at: start + 2), next.byte & 0xC0 == 0x80 else { return nil }
    return ([bytes[start + 1] + 0x40, next.byte], next.end)
  }

  /// ”
  private static let closingMark: [UInt8] = [0xE2, 0x80, 0x9D]
  /// U+FFFD
  private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

  /// The byte that windows-1252 has for the character at `start`, and where the character ends; `nil` for ASCII.
  private static func byte(_ bytes: [UInt8], at start: Int) -> (byte: UInt8, end: Int)? {
    guard start + 1 < bytes.count else { return nil }
    if bytes[start] == 0xC2 { return (bytes[start + 1], start + 2) }
    if bytes[start] == 0xC3 { return (bytes[start + 1] + 0x40, start + 2) }
    for length in 2...3 where start + length <= bytes.count && !bytes[start...].starts(with: replacement) {
      if let index = Windows1252.table.firstIndex(where: { $0.elementsEqual(bytes[start..<start + length]) }) {
        return (UInt8(0x80 + index), start + length)
      }
    }
    return nil
  }
}
