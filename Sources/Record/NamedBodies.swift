/// Finds the names of bodies in a text by their head noun: "Ministry of Health" and "Health Ministry" for "ministry".
enum NamedBodies {
  /// Words that open a sentence and do not belong to a name.
  private static let openers: Set<String> = [
    "The", "A", "An", "This", "That", "Its", "Our", "Their", "In", "On", "At", "For", "From", "By", "But", "And", "When", "If", "As",
    "After",
    "Before", "Since", "While", "Both", "Last", "Local", "Former",
  ]
  private static let links: Set<Substring> = ["of", "for"]

  /// The only body in a text whose head is a noun; `nil` if the text names none, or several.
  static func only(withHead noun: String, in text: String) -> String? {
    let head = noun.prefix(1).uppercased() + noun.dropFirst()
    var names: [String] = []
    for line in text.split(whereSeparator: \.isNewline) {
      let words = line.split(separator: " ")
      for place in words.indices where bare(words[place]) == head {
        if let name = name(around: place, in: words), !names.contains(name) { names.append(name) }
      }
    }
    // "the Health Ministry" is no other body than the "Vela Health Ministry".
    let fullest = names.filter { name in !names.contains { $0 != name && $0.hasSuffix(" " + name) } }
    return fullest.count == 1 ? fullest[0] : nil
  }

  /// The capitalised words around a head, with the field behind "of" or "for".
  private static func name(around place: Int, in words: [Substring]) -> String? {
    var first = place
    while first > 0, isCapitalized(words[first - 1]), isWhole(words[first - 1]), !isPossessive(words[first - 1]) { first -= 1 }
    while first < place, openers.contains(String(words[first])) { first += 1 }
    var last = place
    if isWhole(words[place]), place + 1 < words.count {
      // In "Town Police Say" the noun is not the head.
      if isCapitalized(words[place + 1]) { return nil }
      var next = place + 1
      if links.contains(words[next]) {
        next += 1
        if next < words.count, words[next] == "the" { next += 1 }
        while next < words.count, isCapitalized(words[next]) {
          last = next
          guard isWhole(words[next]) else { break }
          next += 1
          if next + 1 < words.count, words[next] == "and", isCapitalized(words[next + 1]) { next += 1 }
        }
      }
    }
    guard last > first else { return nil }
    return (words[first..<last] + [Substring(bare(words[last]))]).joined(separator: " ")
  }

  private static func isCapitalized(_ word: Substring) -> Bool { word.first?.isUppercase ?? false }

  /// Whether nothing but letters ends a word, so that a name may go on behind it.
  private static func isWhole(_ word: Substring) -> Bool { word.last.map { $0.isLetter } ?? false }

  private static func isPossessive(_ word: Substring) -> Bool { word.hasSuffix("’s") || word.hasSuffix("'s") }

  /// A word without punctuation and a possessive at its end.
  private static func bare(_ word: Substring) -> String {
    var word = word
    while let last = word.last, !last.isLetter { word.removeLast() }
    while let first = word.first, !first.isLetter { word.removeFirst() }
    for ending in ["’s", "'s"] where word.hasSuffix(ending) { word.removeLast(2) }
    return String(word)
  }
}
