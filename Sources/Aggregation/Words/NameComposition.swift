/// Normalizes letters with combining marks, so that a name is the same name whichever way it is encoded.
enum NameComposition {
  /// The text with letters and their marks composed (é for e and ´), as far as Latin, Greek and Cyrillic go.
  static func composed(_ text: String) -> String {
    // Combining marks begin at U+0300: two bytes, the first 0xCC or 0xCD.
    guard text.utf8.contains(where: { $0 == 0xCC || $0 == 0xCD }) else { return text }
    var composed = ""
    for character in text {
      // Swift compares and hashes strings by canonical equivalence.
      if character.unicodeScalars.count > 1, let letter = letters[character] {
        composed.unicodeScalars.append(letter)
      } else {
        composed.append(character)
      }
    }
    return composed
  }

  private static let letters: [Character: Unicode.Scalar] = {
    var letters: [Character: Unicode.Scalar] = [:]
    for range in [0xC0...0x24F, 0x370...0x45F, 0x1E00...0x1EFF] as [ClosedRange<UInt32>] {
      for value in range { if let scalar = Unicode.Scalar(value) { letters[Character(scalar)] = scalar } }
    }
    return letters
  }()
}
