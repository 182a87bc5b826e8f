/// The lines of a text, as byte ranges without their ends (LF, CR LF or CR).
struct TextLines {
  /// A line. Several blank lines in a row count as one.
  struct Line {
    var range: Range<Int>
    /// Whether it holds nothing but white space.
    var isBlank: Bool
    /// Its length in code points.
    var width: Int
  }

  let lines: [Line]

  init(_ bytes: [UInt8]) {
    var lines: [Line] = []
    var start = 0
    var width = 0
    var isBlank = true
    var index = 0
    let end = bytes.count
    while index < end {
      let byte = bytes[index]
      if byte == 0x0A || byte == 0x0D {
        if !isBlank || lines.last?.isBlank == false { lines.append(Line(range: start..<index, isBlank: isBlank, width: width)) }
        if byte == 0x0D, index + 1 < end, bytes[index + 1] == 0x0A { index += 1 }
        index += 1
        start = index
        width = 0
        isBlank = true
        continue
      }
      if byte & 0xC0 != 0x80 { width += 1 }
      if isBlank, byte > 0x20 {
        let space = Self.spaceLength(bytes, index)
        if space == 0 { isBlank = false } else { index += space - 1 }
      }
      index += 1
    }
    if start < end { lines.append(Line(range: start..<end, isBlank: isBlank, width: width)) }
    self.lines = lines
  }

  /// The length in bytes of a non-ASCII white-space or zero-width character at `index`; 0 if there is none.
  private static func spaceLength(_ bytes: [UInt8], _ index: Int) -> Int {
    let rest = bytes[index...].prefix(3)
    if rest.starts(with: [0xC2, 0xA0]) || rest.starts(with: [0xC2, 0x85]) { return 2 }
    guard rest.count == 3, let first = rest.first else { return 0 }
    let tail = (rest[index + 1], rest[index + 2])
    switch (first, tail.0, tail.1) {
    case (0xE2, 0x80, 0x80...0x8D), (0xE2, 0x80, 0xA8...0xA9), (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80),
      (0xEF, 0xBB, 0xBF):
      return 3
    default: return 0
    }
  }

  /// Whether paragraphs were broken into lines of one width of 60 to 90 characters, as in e-mail and wire copy. Only lines that are
  /// followed by another line are evidence, because the last line of a paragraph is short anyway.
  func areHardWrapped(in bytes: [UInt8]) -> Bool {
    var byWidth = [Int](repeating: 0, count: 102)
    var continued = 0
    var ended = 0
    for (line, follower) in zip(lines, lines.dropFirst()) where !line.isBlank && !follower.isBlank {
      continued += 1
      byWidth[min(line.width, 101)] += 1
      if Self.endsSentence(bytes[line.range]) { ended += 1 }
    }
    // If most lines end with a sentence, they are paragraphs that happen to be similar in length.
    guard continued > 0, ended * 2 <= continued else { return false }
    return (60...90).contains { width in
      let fitting = byWidth[width - 10...width].reduce(0, +)
      return fitting * 2 > continued && byWidth[(width + 1)...].reduce(0, +) * 8 <= continued
    }
  }

  /// Whether words end with `.`, `?`, `!` or `…`, possibly followed by closing quotation marks and brackets.
  static func endsSentence(_ words: ArraySlice<UInt8>) -> Bool {
    var rest = words
    while let last = rest.last {
      switch last {
      case 0x00...0x20, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ")"), UInt8(ascii: "]"): rest = rest.dropLast()
      case UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!"): return true
      case 0x80...0xBF:
        let three = Array(rest.suffix(3))
        if three == [0xE2, 0x80, 0xA6] { return true }
        if three == [0xE2, 0x80, 0x9D] || three == [0xE2, 0x80, 0x99] {
          rest = rest.dropLast(3)
        } else if rest.suffix(2) == [0xC2, 0xA0] || rest.suffix(2) == [0xC2, 0xBB] {
          rest = rest.dropLast(2)
        } else {
          return false
        }
      default: return false
      }
    }
    return false
  }
}
