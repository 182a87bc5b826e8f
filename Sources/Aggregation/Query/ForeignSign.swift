/// A sign from another query language in a run of characters: `?` and `*` for letters within a word, `~`, `^`, `!`, `/…/`.
///
/// If such a sign were read as punctuation, it would be ignored, and the search would not be the one that was meant. Within quotation marks
/// every sign is punctuation. So are a question mark after a word and stars among stars ("why?", "f***ing").
struct ForeignSign {
  /// Its position in the run, in code points.
  let place: Int
  /// What is wrong, in a sentence without a full stop.
  let problem: String
  /// What to put in place of the run from `start` on; empty to leave the run out, `nil` if nothing simple does the same.
  let words: String?
  /// Where the replacement begins, in code points.
  let start: Int

  /// The first sign in a run without blanks; `nil` if none is there.
  /// - Parameter before: the token that ends right in front of the run.
  init?(in text: String, behind before: QueryToken.Kind?) {
    if text.contains("://") || text.contains("=") || text.hasPrefix("url:") { return nil }
    let letters = Array(text.unicodeScalars)
    if let found = Self.alone(text, letters, before) ?? Self.around(text, letters) {
      self = found
      return
    }
    for place in letters.indices {
      guard let found = Self.inside(letters, place) else { continue }
      self = found
      return
    }
    return nil
  }

  private init(_ place: Int, _ problem: String, _ words: String?, from start: Int? = nil) {
    self.place = place
    self.problem = problem
    self.words = words
    self.start = start ?? place
  }

  private static func isLetter(_ letters: [Unicode.Scalar], _ place: Int) -> Bool {
    letters.indices.contains(place) && letters[place].properties.isAlphabetic
  }
  private static func isNumber(_ letters: some Collection<Unicode.Scalar>) -> Bool {
    letters.allSatisfy { $0.properties.numericType != nil }
  }

  /// A run of signs alone: `?`, `*`, `~`, and `~2` after a phrase or a blank.
  private static func alone(_ text: String, _ letters: [Unicode.Scalar], _ before: QueryToken.Kind?) -> ForeignSign? {
    if case .field? = before { return nil }
    if letters.first == "~", isNumber(letters.dropFirst()) {
      if case .phrase? = before {
        return ForeignSign(
          0,
          "“~” says nothing behind a phrase; words near one another are asked for as river NEAR/\(letters.count > 1 ? text.dropFirst() : "5") bridge",
          "")
      }
      return ForeignSign(0, "words like another (“~”) are not searched for; “*” stands for the rest of a word", "")
    }
    guard letters.allSatisfy({ $0 == "?" || $0 == "*" }) else { return nil }
    return ForeignSign(0, "“\(text)” by itself stands for no word; without a query everything matches", "")
  }

  /// Signs about a word: `!word`, `/wor.d/`.
  private static func around(_ text: String, _ letters: [Unicode.Scalar]) -> ForeignSign? {
    if letters.first == "!", isLetter(letters, 1) {
      return ForeignSign(0, "“!” leaves nothing out; “-” right before a word does", "-" + text.dropFirst())
    }
    let isPattern =
      letters.count > 2 && letters.first == "/" && letters.last == "/" && letters.contains { ".*+?[]|\\^$".unicodeScalars.contains($0) }
    return isPattern ? ForeignSign(0, "patterns between “/” are not searched for; “*” stands for the rest of a word", nil) : nil
  }

  /// Signs in a word: `wom?n`, `?oman`, `wom*n`, `*man`, `word~1`, `word^2`.
  private static func inside(_ letters: [Unicode.Scalar], _ place: Int) -> ForeignSign? {
    let rest = letters[(place + 1)...]
    let isBehindLetter = isLetter(letters, place - 1)
    switch letters[place] {
    case "?":
      let next = rest.first { $0 != "?" }
      guard next?.properties.isAlphabetic == true, place == 0 || isBehindLetter else { return nil }
      return ForeignSign(
        place, "“?” does not stand for a letter; “*” stands for the rest of a word", isBehindLetter ? "*" : nil)
    case "*":
      // `*word*` is a word that somebody has emphasized, "f***ing" one that somebody has masked.
      guard isLetter(letters, place + 1), place == 0 ? letters.last != "*" : isBehindLetter else { return nil }
      return ForeignSign(
        place, "“*” stands for the rest of a word, at its end alone", isBehindLetter ? "*" : nil)
    case "~" where isBehindLetter && isNumber(rest):
      // The last letter may be the one that differs.
      return ForeignSign(
        place, "words like another (“~”) are not searched for; “*” stands for the rest of a word", "*", from: max(1, place - 1))
    case "^" where isBehindLetter && !rest.isEmpty && rest.allSatisfy({ $0 == "." || $0.properties.numericType != nil }):
      return ForeignSign(place, "“^” gives a word no weight", " ")
    default: return nil
    }
  }
}
