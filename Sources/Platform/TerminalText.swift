/// Cleans text on its way to a terminal. Text from a page, a file name or a damaged index must not control the terminal, imitate the
/// program's own lines, or reverse the text beside it, so every text that is shown goes through here.
package enum TerminalText {
  /// Whether a scalar is invisible itself but moves, erases or reorders visible text: C0 and C1 controls (escape sequences begin with one),
  /// direction marks, line separators, and tags.
  package static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0: true
    // Direction marks, embeddings, overrides and isolates; separators of lines and paragraphs.
    case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    // Annotations and tags, which are not displayed.
    case 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
    default: false
    }
  }

  /// Text of several lines: line feeds and tabs stay, other control characters are removed.
  /// - Parameter sequences: escape sequences that the program itself has added, and that stay.
  package static func clean(_ text: String, keeping sequences: [String] = []) -> String {
    guard text.unicodeScalars.contains(where: { isControl($0) && $0 != "\n" && $0 != "\t" }) else { return text }
    var clean = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.first {
      if scalar == "\u{1B}", let own = sequences.first(where: { rest.starts(with: $0.unicodeScalars) }) {
        clean.append(contentsOf: own.unicodeScalars)
        rest = rest.dropFirst(own.unicodeScalars.count)
        continue
      }
      if !isControl(scalar) || scalar == "\n" || scalar == "\t" { clean.append(scalar) }
      rest.removeFirst()
    }
    return String(clean)
  }

  /// A message in one line. Control characters, including line feeds, are written out (`\n`, `\u{1B}`), so that a name in the message
  /// cannot add lines. Bytes of names that are not UTF-8 are shown as `\xE9` (see ``PathText``).
  package static func line(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { isControl($0) || PathText.byte(of: $0) != nil }) else { return text }
    var line = ""
    for scalar in text.unicodeScalars {
      if let byte = PathText.byte(of: scalar) {
        line += "\\x\(String(byte, radix: 16, uppercase: true))"
      } else if isControl(scalar) {
        switch scalar {
        case "\n": line += "\\n"
        case "\t": line += "\\t"
        case "\r": line += "\\r"
        default: line += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
        }
      } else {
        line.unicodeScalars.append(scalar)
      }
    }
    return line
  }
}

extension StandardStream {
  /// Writes text for a person, cleaned of anything that could control a terminal (``TerminalText/clean(_:keeping:)``).
  /// - Throws: as ``write(_:)``.
  package func show(_ text: String, keeping sequences: [String] = []) throws(StreamError) {
    try write(Array(TerminalText.clean(text, keeping: sequences).utf8))
  }

  /// Writes data in a format of its own: unchanged into a file or pipe, cleaned on a terminal, where it is only looked at.
  /// - Parameter bytes: must hold whole characters, if they are text.
  /// - Throws: as ``write(_:)``.
  package func data(_ bytes: [UInt8]) throws(StreamError) {
    if isTerminal { try show(String(decoding: bytes, as: UTF8.self)) } else { try write(bytes) }
  }
}
