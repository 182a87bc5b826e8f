/// Words of a text in a form that is compared: lower case, without diacritics and apostrophes.
package enum FoldedTokens {
  /// The words of a text. Letters and digits make words; a hyphen parts two, an apostrophe does not; `1,400` and `6.2` are one.
  package static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar.properties.generalCategory == .nonspacingMark {
        append(scalar, to: &word)
      } else if scalar == "'" || scalar == "\u{2019}" {
        continue
      } else if (scalar == "," || scalar == "."), isDigit(scalars, index - 1), isDigit(scalars, index + 1) {
        if scalar == "." { word.append(".") }
      } else if !word.isEmpty {
        words.append(word)
        word = ""
      }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  /// A word without case and diacritics.
  package static func fold(_ text: some StringProtocol) -> String {
    var folded = ""
    for scalar in text.unicodeScalars { append(scalar, to: &folded) }
    return folded
  }

  /// 64 bits for some words in a row: FNV-1a, mixed once more so that the low bits may choose a sample.
  package static func hash(_ words: some Sequence<String>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for word in words {
      for byte in word.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
      hash = (hash ^ 0x20) &* 0x0000_0100_0000_01B3
    }
    hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
    return hash ^ hash >> 33
  }

  private static func isDigit(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    scalars.indices.contains(index) && (0x30...0x39).contains(scalars[index].value)
  }

  private static func append(_ scalar: Unicode.Scalar, to word: inout String) {
    if scalar.isASCII {
      word.unicodeScalars.append((0x41...0x5A).contains(scalar.value) ? Unicode.Scalar(UInt8(scalar.value) + 32) : scalar)
      return
    }
    if scalar.properties.generalCategory == .nonspacingMark { return }
    for lower in scalar.properties.lowercaseMapping.unicodeScalars {
      if lower.properties.generalCategory == .nonspacingMark { continue }
      if let plain = plain[lower] { word += plain } else { word.unicodeScalars.append(lower) }
    }
  }

  private static let plain: [Unicode.Scalar: String] = {
    let rows: [(String, String)] = [
      ("a", "àáâãäåāăąǎ"), ("c", "çćĉċč"), ("d", "ďđ"), ("e", "èéêëēĕėęě"), ("g", "ĝğġģ"), ("h", "ĥħ"), ("i", "ìíîïĩīĭįı"), ("k", "ķ"),
      ("l", "ĺļľł"), ("n", "ñńņň"), ("o", "òóôõöøōŏőơ"), ("r", "ŕŗř"), ("s", "śŝşšș"), ("t", "ţťțŧ"), ("u", "ùúûüũūŭůűųư"), ("w", "ŵ"),
      ("y", "ýÿŷ"), ("z", "źżž"), ("ae", "æ"), ("oe", "œ"), ("ss", "ß"), ("th", "þ"), ("d", "ð"),
    ]
    var table: [Unicode.Scalar: String] = [:]
    for (letter, marked) in rows { for scalar in marked.unicodeScalars { table[scalar] = letter } }
    return table
  }()
}
