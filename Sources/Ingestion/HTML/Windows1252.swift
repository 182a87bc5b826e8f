/// windows-1252: the encoding that Latin-1 and ASCII labels mean on the web.
enum Windows1252 {
  /// The characters of 0x80 to 0x9F. The five unassigned codes stay C1 controls in browsers; here they are U+FFFD, because no text means
  /// them.
  private static let c1: [Unicode.Scalar] = [
    "€", "\u{FFFD}", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\u{FFFD}", "Ž", "\u{FFFD}", "\u{FFFD}", "‘", "’", "“", "”",
    "•",
    "–", "—", "˜", "™", "š", "›", "œ", "\u{FFFD}", "ž", "Ÿ",
  ]

  /// For each byte from 0x80 on, its character in UTF-8.
  static let table: [[UInt8]] = (0x80...0xFF).map { (byte: UInt8) in
    Array(String(byte < 0xA0 ? c1[Int(byte) - 0x80] : Unicode.Scalar(byte)).utf8)
  }

  /// The text of bytes in windows-1252, without NULs.
  static func decode(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 16)
    for byte in bytes {
      if byte >= 0x80 {
        text.append(contentsOf: table[Int(byte) - 0x80])
      } else if byte != 0 {
        text.append(byte)
      }
    }
    return text
  }
}
