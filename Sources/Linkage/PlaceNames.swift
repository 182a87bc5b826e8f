internal import Knowledge

/// A text's words as they are written, for what their capitals show.
struct WrittenWord {
  /// The word without marks around it and without a genitive ending.
  let text: String
  /// ``FoldedTokens/words(_:)`` of it, joined.
  let folded: String
  /// Its first code point in the text.
  let start: Int
  /// Whether a comma, a full stop or another mark follows.
  let isEnd: Bool

  var isCapital: Bool { text.unicodeScalars.first?.properties.isUppercase == true }
  /// Whether all of its letters are capitals, of which there are at least three.
  var isInCapitals: Bool { text.unicodeScalars.count >= 3 && text.unicodeScalars.allSatisfy { !$0.properties.isLowercase } && isCapital }

  /// The words of a text, parted by spaces and dashes.
  static func words(_ text: String) -> [WrittenWord] {
    var words: [WrittenWord] = []
    var start = 0
    for piece in text.unicodeScalars.split(omittingEmptySubsequences: false, whereSeparator: isBetween) {
      if !piece.isEmpty { words.append(WrittenWord(Substring(piece), start: start)) }
      start += piece.count + 1
    }
    return words
  }

  private static func isBetween(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar == "\u{2014}" || scalar == "\u{2013}"
  }

  private init(_ piece: Substring, start: Int) {
    var word = piece.drop { !$0.isLetter && !$0.isNumber }
    let begin = start + piece.unicodeScalars.count - word.unicodeScalars.count
    let whole = word
    while let last = word.last, !last.isLetter, !last.isNumber { word = word.dropLast() }
    // "U.S." keeps its stop.
    if whole.hasPrefix(word + "."), word.contains(".") { word = whole.prefix(word.count + 1) }
    isEnd = word.endIndex < piece.endIndex
    for ending in ["'s", "\u{2019}s"] where word.hasSuffix(ending) { word = word.dropLast(2) }
    text = String(word)
    folded = FoldedTokens.words(text).joined()
    self.start = begin
  }
}

/// The places that the gazetteer knows.
enum PlaceNames {
  /// The place whose name begins at a word, however it is written ("U.S.", "American"), with the number of its words; `nil` if none is known.
  static func place(_ words: [WrittenWord], at index: Int) -> (name: String, count: Int)? {
    guard words[index].isCapital else { return nil }
    // "Bend" is none in "the Hatcher Bend lock".
    let isBehindName = index > 0 && words[index - 1].isCapital && !words[index - 1].isEnd && !isCommon(words[index - 1].folded)
    for count in stride(from: min(longest, words.count - index), to: 0, by: -1) {
      let part = words[index..<index + count]
      guard part.dropLast().allSatisfy({ !$0.isEnd }), part.last?.isCapital == true else { continue }
      // "US" and "OH" are places only as they are written in the list; "PARIS" is one as well.
      let written = part.map(\.text).joined(separator: " ")
      if let full = exact[written] { return (full, count) }
      if count == 1, isBehindName { return nil }
      if part.allSatisfy({ $0.text.utf8.count > 3 || count > 1 }), let name = names[part.map(\.folded).joined(separator: " ")] {
        return (name, count)
      }
    }
    return nil
  }

  /// The known place in a name, as an outlet's.
  static func place(in name: String) -> String? {
    let words = WrittenWord.words(name)
    return words.indices.lazy.compactMap { place(words, at: $0)?.name }.first
  }

  /// Whether a folded word is common in the language, so that a capital makes no name of it.
  static func isCommon(_ word: String) -> Bool { common.contains(FigureWords.stem(word)) || FigureWords.isLight(word) }
  /// Whether a folded word names a month, a day or a season.
  static func isCalendar(_ word: String) -> Bool { calendar.contains(word) }

  private static let longest = 4

  /// Countries with two names, by the one that is used here.
  private static let others = ["britain": "united kingdom", "america": "united states", "u s a": "united states", "usa": "united states"]

  /// Short forms by their exact letters: "U.S.", "OH".
  private static let exact: [String: String] = {
    let lexicon = Lexicon(named: "places.tsv")
    let (name, full) = (lexicon.column("name"), lexicon.column("full"))
    return lexicon.rows.filter { !$0[full].isEmpty }.reduce(into: [:]) {
      $0[$1[name]] = FoldedTokens.words($1[full]).joined(separator: " ")
    }
  }()

  /// Names and adjectives, folded.
  private static let names: [String: String] = {
    var names: [String: String] = [:]
    func plain(_ text: String) -> String {
      let name = FoldedTokens.words(text).joined(separator: " ")
      return others[name] ?? name
    }
    let places = Lexicon(named: "places.tsv")
    let (name, kind, full) = (places.column("name"), places.column("kind"), places.column("full"))
    for row in places.rows where row[kind] != "ambiguous" && row[full].isEmpty {
      names[WrittenWord.words(row[name]).map(\.folded).joined(separator: " ")] = plain(row[name])
    }
    let nations = Lexicon(named: "nationalities.tsv")
    let (adjective, place) = (nations.column("adjective"), nations.column("place"))
    for row in nations.rows where !row[place].isEmpty { names[plain(row[adjective])] = plain(row[place]) }
    return names
  }()

  private static let common: Set<String> = {
    let lexicon = Lexicon(named: "common-words.tsv")
    let column = lexicon.column("word")
    return Set(lexicon.rows.map { FigureWords.stem(FoldedTokens.fold($0[column])) })
  }()

  private static let calendar: Set<String> = {
    let lexicon = Lexicon(named: "times.tsv")
    let words = lexicon.column("words")
    return Set(lexicon.rows.flatMap { $0[words].blankParted.map { FoldedTokens.fold($0) } })
  }()
}
