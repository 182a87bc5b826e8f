internal import Knowledge

/// The content words of what a figure is about, in the form in which they are compared (`figure-words.tsv`).
enum FigureWords {
  /// Stems of a text's content words: what is one thing has one word, and what says nothing is left out.
  /// - Parameter source: whom the figure is credited to; "police counted" is no part of what was counted.
  static func stems(_ text: String, creditedTo source: String? = nil) -> Set<String> {
    let words = joined(withoutSource(FoldedTokens.words(text), source))
    let stems = words.map { same[$0] ?? stem($0) }
    let isNamed = stems.contains(where: things.contains)
    var found: Set<String> = []
    for (word, stem) in zip(words, stems) where !light.contains(word) && !(isNamed && beside.contains(word)) { found.insert(stem) }
    return found
  }

  /// Whether a word says nothing about what is counted.
  static func isLight(_ word: String) -> Bool { light.contains(word) }
  /// Whether a group that a share is of follows the word.
  static func leadsToPopulation(_ word: String) -> Bool { leads.contains(word) }

  /// A unit that counts people as `person`, with what it says about them.
  static func persons(_ unit: String) -> (unit: String, noun: String?)? {
    guard let noun = people[unit] else { return nil }
    return ("person", noun.isEmpty ? nil : noun)
  }
  /// Words for people, which say no more than the unit does.
  static let wordsForPersons = Set(people.filter(\.value.isEmpty).keys.map(stem))

  /// A word without the endings of number, tense and agent; not a word of the language.
  static func stem(_ word: String) -> String {
    var stem = word
    func cut(_ ending: String, leaving least: Int, _ instead: String = "") -> Bool {
      guard stem.hasSuffix(ending), stem.utf8.count - ending.utf8.count >= least else { return false }
      stem = String(stem.dropLast(ending.count)) + instead
      return true
    }
    if !cut("ies", leaving: 3, "y"), !cut("sses", leaving: 2, "ss"), !stem.hasSuffix("ss"), !stem.hasSuffix("us") {
      _ = cut("s", leaving: 3)
    }
    if !cut("ing", leaving: 3) { _ = cut("ed", leaving: 3) }
    if stem.utf8.count > 3, let last = stem.utf8.last, stem.utf8.dropLast().last == last, last != UInt8(ascii: "s"),
      last != UInt8(ascii: "l")
    {
      stem = String(stem.dropLast())
    }
    _ = cut("e", leaving: 3)
    return stem
  }

  // MARK: Words of the source

  /// The words without a source and its verb: "police counted", "organisers said".
  private static func withoutSource(_ words: [String], _ source: String?) -> [String] {
    let named = Set(source.map { FoldedTokens.words($0) } ?? [])
    var kept: [String] = []
    var index = 0
    while index < words.count {
      var end = index
      while end < words.count, named.contains(words[end]) || end == index && sources.contains(words[end]) { end += 1 }
      // The words beside the source's verb add nothing to it; what is left must still say something.
      if end > index, end < words.count, verbs.contains(words[end]), words.count - (end - index) > 2 {
        index = end + 1
        if index < words.count, words[index] == "that" { index += 1 }
      } else {
        kept.append(words[index])
        index += 1
      }
    }
    return kept
  }

  /// Verbs that credit what follows to their subject.
  private static let verbs: Set<String> = {
    let lexicon = Lexicon(named: "credits.tsv")
    let (kind, words) = (lexicon.column("kind"), lexicon.column("words"))
    return Set(lexicon.rows.filter { $0[kind] == "report" }.flatMap { $0[words].blankParted.map(String.init) })
  }()

  /// Groups and bodies that count others.
  private static let sources = Set(words("source"))

  // MARK: Tables

  private static let table: [(kind: String, words: [String])] = {
    let lexicon = Lexicon(named: "figure-words.tsv")
    let (kind, words) = (lexicon.column("kind"), lexicon.column("words"))
    return lexicon.rows.map { ($0[kind], $0[words].blankParted.map(String.init)) }
  }()

  private static func words(_ kind: String) -> [String] { table.filter { $0.kind == kind }.flatMap(\.words) }

  /// For each word of one thing the one that stands for it; phrases with `_`.
  private static let same: [String: String] = table.filter { $0.kind == "same" }.reduce(into: [:]) { same, row in
    for word in row.words { same[word] = row.words[0] }
  }
  private static let things = Set(same.values)
  private static let phrases = Set(same.keys.filter { $0.contains("_") })
  private static let beside = Set(words("beside"))
  private static let leads = Set(words("population"))
  private static let people: [String: String] = words("persons").reduce(into: [:]) { people, word in
    let parts = word.split(separator: ":").map(String.init)
    people[parts[0]] = parts.count > 1 ? parts[1] : ""
  }

  /// Words in which phrases of the table are one.
  private static func joined(_ words: [String]) -> [String] {
    var joined: [String] = []
    var index = 0
    while index < words.count {
      let length = (2...3).last { length in
        index + length <= words.count && phrases.contains(words[index..<index + length].joined(separator: "_"))
      }
      joined.append(words[index..<index + (length ?? 1)].joined(separator: "_"))
      index += length ?? 1
    }
    return joined
  }

  private static let light: Set<String> = {
    let lexicon = Lexicon(named: "function-words.tsv")
    let (kind, column) = (lexicon.column("kind"), lexicon.column("words"))
    var light = Set(words("empty"))
    for row in lexicon.rows where row[kind] != "noun" {
      for word in row[column].blankParted { light.insert(FoldedTokens.fold(word)) }
    }
    // "Votes against" are others than "votes for".
    return light.subtracting(["against", "not", "no", "without", "before", "below", "above", "outside", "inside"])
  }()
}
