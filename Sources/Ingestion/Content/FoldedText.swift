/// Normalizes text for comparison: texts that differ only in letter case, punctuation or spacing become the same.
enum FoldedText {
  /// ASCII letters in lower case, runs of punctuation and space as one space, none at the ends, without apostrophes.
  static func fold(_ text: Span<UInt8>) -> [UInt8] {
    [UInt8](capacity: text.count) { folded in
      var last: UInt8 = 32
      var index = 0
      let end = text.count
      func space() {
        if last != 32 { folded.append(32) }
        last = 32
      }
      func add(_ byte: UInt8) {
        folded.append(byte)
        last = byte
      }
      while index < end {
        let byte = text[index]
        index += 1
        if byte &- 97 < 26 || byte &- 48 < 10 {
          add(byte)
        } else if byte &- 65 < 26 {
          add(byte | 32)
        } else if byte < 128 {
          if byte != UInt8(ascii: "'") { space() }
        } else if byte == 0xC2 {
          // The no-break space (C2 A0), « (AB), » (BB) and · (B7).
          guard index < end else { break }
          let next = text[index]
          if next == 0xA0 || next == 0xAB || next == 0xBB || next == 0xB7 {
            index += 1
            space()
          } else {
            add(byte)
          }
        } else if byte == 0xE2 {
          // General punctuation is E2 80 xx: dashes, quotation marks, the apostrophe (99), thin spaces.
          guard index < end else { break }
          if text[index] != 0x80 {
            add(byte)
          } else {
            if index + 1 < end, text[index + 1] != 0x99, text[index + 1] != 0x98 { space() }
            index += 2
          }
        } else {
          add(byte)
        }
      }
      if last == 32, !folded.isEmpty { _ = folded.removeLast() }
    }
  }

  static func fold(_ text: [UInt8]) -> [UInt8] { fold(text.span) }

  static func fold(_ text: ArraySlice<UInt8>) -> [UInt8] { fold(text.span) }

  static func fold(_ text: String) -> [UInt8] { fold(text.utf8.span) }

  /// The folded text without its spaces.
  static func letters(_ text: String) -> [UInt8] { fold(text).filter { $0 != 32 } }
}
