/// Words of a text in a form that is compared: lower case, without diacritics and apostrophes.
package enum FoldedTokens {
  /// The words of a text. Letters and digits make words; a hyphen parts two, an apostrophe does not; `1,400` and `6.2` are one.
  package static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      if isOfWord(scalar) {
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

  /// ``hash(_:)`` of each word of a text alone; most letters are ASCII, and no table is asked about those.
  package static func hashes(_ text: String) -> [UInt64] {
    var hashes: [UInt64] = []
    var word: [UInt8] = []
    let bytes = Array(text.utf8)
    var index = 0
    func isDigit(_ place: Int) -> Bool { bytes.indices.contains(place) && (0x30...0x39).contains(bytes[place]) }
    while index < bytes.count {
      let byte = bytes[index]
      guard byte < 0x80 else {
        let size = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        let character = String(decoding: bytes[index..<min(bytes.count, index + size)], as: UTF8.self)
        index += size
        guard let scalar = character.unicodeScalars.first else { continue }
        if isOfWord(scalar) {
          var folded = ""
          append(scalar, to: &folded)
          word.append(contentsOf: folded.utf8)
        } else if scalar != "\u{2019}" {
          end()
        }
        continue
      }
      switch byte {
      case 0x61...0x7A, 0x30...0x39: word.append(byte)
      case 0x41...0x5A: word.append(byte + 32)
      case UInt8(ascii: "'"): break
      case UInt8(ascii: ","), UInt8(ascii: "."):
        if !isDigit(index - 1) || !isDigit(index + 1) { end() } else if byte == UInt8(ascii: ".") { word.append(byte) }
      default: end()
      }
      index += 1
    }
    end()
    func end() {
      guard !word.isEmpty else { return }
      hashes.append(hash(utf8: word))
      word.removeAll(keepingCapacity: true)
    }
    return hashes
  }

  private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar.properties.generalCategory == .nonspacingMark
  }

  /// ``hash(_:)`` of one word.
  private static func hash(utf8 word: [UInt8]) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in word { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    hash = (hash ^ 0x20) &* 0x0000_0100_0000_01B3
    hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
    return hash ^ hash >> 33
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
