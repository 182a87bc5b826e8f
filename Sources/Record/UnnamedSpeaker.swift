/// Speakers who are described but not named: "a spokeswoman for the Ministry of Health".
extension Quote {
  /// The words that describe an unnamed speaker; `nil` if there is a name, if nothing is said, or if there is only a pronoun.
  public var unnamedSpeaker: String? {
    guard speaker == nil, speakerKind == .person, let words = speakerMention?.text,
      words.contains(" ") || !UnnamedSpeakerWords.pronouns.contains(words.lowercased())
    else { return nil }
    return words
  }

  /// The body for which a speaker speaks: the speaker itself if it is a body; for an unnamed speaker the body in the description ("Ministry
  /// of Health"), if it names one.
  public var speakerBody: String? {
    if speakerKind == .organization { return speaker }
    return unnamedSpeaker.flatMap(UnnamedSpeakerWords.body)
  }
}

/// Interprets the words that describe an unnamed speaker.
private enum UnnamedSpeakerWords {
  static let pronouns: Set<String> = [
    "he", "she", "him", "her", "his", "who", "i", "me", "they", "it", "one", "another", "someone", "somebody",
  ]
  private static let links: Set<Substring> = ["for", "of", "at", "from", "with", "within", "in"]
  private static let speakers: Set<Substring> = [
    "spokesman", "spokeswoman", "spokesperson", "representative", "lawyer", "official", "source",
  ]
  private static let articles: Set<Substring> = ["the", "a", "an", "its", "our", "their", "his", "her"]

  /// "spokeswoman for the | Ministry of Health", "| Foreign Ministry | spokesman".
  static func body(_ words: String) -> String? {
    let parts = words.split { $0 == " " || $0 == "\n" }
    // "Minister for Housing’s spokesman": takes the possessor.
    if let last = parts.last, speakers.contains(last), let owner = parts.dropLast().last, owner.hasSuffix("’s") || owner.hasSuffix("'s") {
      let owned = parts.dropLast().drop { articles.contains($0) }
      return owned.first.map(isCapitalized) ?? false ? name(owned) : nil
    }
    if let link = parts.firstIndex(where: links.contains), link + 1 < parts.count {
      var rest = parts[(link + 1)...]
      while let first = rest.first, articles.contains(first) { rest = rest.dropFirst() }
      // A town or time after "in" or "from" is not a body unless its name says so; names of bodies begin with a capital.
      guard let first = rest.first, isCapitalized(first), parts[link] != "in" else { return nil }
      if let comma = rest.firstIndex(where: { $0.hasSuffix(",") }) { rest = rest[...comma] }
      return name(rest)
    }
    guard let last = parts.last, parts.count > 1, speakers.contains(last) else { return nil }
    let before = parts.dropLast().drop { articles.contains($0) }
    return !before.isEmpty && before.allSatisfy { isCapitalized($0) || links.contains($0) } ? name(before) : nil
  }

  private static func isCapitalized(_ word: Substring) -> Bool { word.first?.isUppercase ?? false }

  /// The words without a possessive or comma at the end.
  private static func name(_ words: ArraySlice<Substring>) -> String? {
    var name = words.joined(separator: " ")
    while name.hasSuffix(",") { name.removeLast() }
    for ending in ["’s", "'s"] where name.hasSuffix(ending) { name.removeLast(2) }
    return name.isEmpty ? nil : name
  }
}
