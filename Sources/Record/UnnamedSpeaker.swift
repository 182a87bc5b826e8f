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

  /// The body for which a speaker speaks, where the article is at hand: "a spokeswoman for the ministry" speaks for the Ministry of Health if
  /// that is the only ministry named in the text.
  public func speakerBody(in text: @autoclosure () -> String) -> String? {
    if let body = speakerBody { return body }
    guard let noun = unnamedSpeaker.flatMap(UnnamedSpeakerWords.bodyNoun) else { return nil }
    return NamedBodies.only(withHead: noun, in: text())
  }
}

/// Interprets the words that describe an unnamed speaker.
private enum UnnamedSpeakerWords {
  static let pronouns: Set<String> = [
    "he", "she", "him", "her", "his", "who", "i", "me", "they", "it", "one", "another", "someone", "somebody",
  ]
  private static let links: Set<Substring> = ["for", "of", "at", "from", "with", "within", "in"]
  private static let speakers: Set<Substring> = [
    "spokesman", "spokeswoman", "spokesperson", "representative", "lawyer", "official", "source", "officer",
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

  /// The common noun for the body: "spokeswoman for the | ministry", "| police | spokesman".
  static func bodyNoun(_ words: String) -> String? {
    let parts = words.split { $0 == " " || $0 == "\n" }
    if let speaker = parts.firstIndex(where: speakers.contains), speaker + 2 < parts.count, links.contains(parts[speaker + 1]),
      articles.contains(parts[speaker + 2]) || isCommon(parts[speaker + 2])
    {
      // "for the ministry", "for the health ministry, who": the noun ends the phrase.
      let rest = parts[(speaker + 2)...].drop { articles.contains($0) }
      let end = rest.firstIndex { $0.hasSuffix(",") } ?? rest.firstIndex { links.contains($0) || relatives.contains($0) }.map { $0 - 1 }
      guard let noun = end.map({ rest[$0] }) ?? rest.last, rest.prefix(3).allSatisfy(isCommon) else { return nil }
      return String(noun.filter { $0.isLetter || $0 == "-" })
    }
    guard let last = parts.last, parts.count > 1, speakers.contains(last), let noun = parts.dropLast().last, isCommon(noun),
      !articles.contains(noun)
    else { return nil }
    return String(noun)
  }

  private static func isCommon(_ word: Substring) -> Bool { word.first?.isLowercase ?? false }
  private static let relatives: Set<Substring> = ["who", "that", "which", "speaking"]

  private static func isCapitalized(_ word: Substring) -> Bool { word.first?.isUppercase ?? false }

  /// The words without a possessive or comma at the end.
  private static func name(_ words: ArraySlice<Substring>) -> String? {
    var name = words.joined(separator: " ")
    while name.hasSuffix(",") { name.removeLast() }
    for ending in ["’s", "'s"] where name.hasSuffix(ending) { name.removeLast(2) }
    return name.isEmpty ? nil : name
  }
}
