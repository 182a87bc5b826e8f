import Linguistics
import Record

/// Maps the data sets' names to the model's labels.
enum NameLabeling {
  /// The kind for a label of a data set; `nil` for what the model does not label (times, numbers).
  static func kind(_ label: String) -> NameKind? {
    switch label {
    case "PERSON", "PER", "per", "person", "politician", "writer", "musicalartist", "scientist", "researcher": .person
    case "ORG", "org", "organisation", "politicalparty", "band", "university": .organization
    case "GPE", "LOC", "FAC", "geo", "location", "country": .place
    case "NORP", "gpe": .nationality
    case "EVENT", "WORK_OF_ART", "PRODUCT", "LAW", "LANGUAGE", "MISC", "art", "eve", "nat", "misc", "election", "event", "award", "book",
      "poem",
      "magazine", "album", "song", "product", "academicjournal", "conference", "astronomicalobject":
      .other
    default: nil
    }
  }

  /// The labels of a text's tokens.
  static func labels(_ source: AnnotatedText, _ text: AnalyzedText, known: KnownPeople? = nil) -> [UInt8] {
    var names: [(tokens: Range<Int>, kind: NameKind)] = []
    var token = 0
    for name in source.names {
      guard let kind = kind(name.label) else { continue }
      while token < text.tokens.count, text.tokens[token].range.end <= name.range.start { token += 1 }
      var end = token
      while end < text.tokens.count, text.tokens[end].range.start < name.range.end { end += 1 }
      guard let run = trimmed(token..<end, kind, text) else { continue }
      names.append((run, fitted(kind, run, text)))
    }
    if let known { vote(&names, text, known) }
    var labels = [UInt8](repeating: 0, count: text.tokens.count)
    for (run, kind) in names {
      for index in run { labels[index] = index == run.lowerBound ? NameLabels.begin(kind) : NameLabels.inside(kind) }
    }
    return labels
  }

  /// A name without article, possessive and, for people, title.
  private static func trimmed(_ run: Range<Int>, _ kind: NameKind, _ text: AnalyzedText) -> Range<Int>? {
    var lower = run.lowerBound
    var upper = run.upperBound
    func word(_ index: Int) -> String { text.word(index).lowercased() }
    if lower < upper, ["the", "a", "an"].contains(word(lower)) { lower += 1 }
    while lower < upper, ["'s", "’s", "'", "’", ",", ".", "\"", "”"].contains(word(upper - 1)) { upper -= 1 }
    if kind == .person {
      let leading: WordClass = [.courtesy, .role]
      while lower + 1 < upper {
        let classes = WordClasses.shared[text.tokens[lower].lower]
        guard !classes.isDisjoint(with: leading), classes.isDisjoint(with: [.femaleGiven, .maleGiven]) || classes.contains(.courtesy) else {
          break
        }
        lower += 1
      }
    }
    guard lower < upper,
      (lower..<upper).contains(where: { text.tokens[$0].shape.contains(.capitalized) || text.tokens[$0].shape.contains(.hasDigit) })
    else { return nil }
    return lower..<upper
  }

  /// Data sets differ in what they call nationality and place, so the lexicon decides.
  private static func fitted(_ kind: NameKind, _ run: Range<Int>, _ text: AnalyzedText) -> NameKind {
    guard kind == .nationality || kind == .place || kind == .other, run.count == 1 else { return kind }
    let classes = WordClasses.shared[text.tokens[run.lowerBound].lower]
    if classes.contains(.nationality) { return .nationality }
    if kind == .nationality, !classes.isDisjoint(with: .anyPlace) { return .place }
    return kind
  }

  /// Adds names such as "Jane Q. Roe": a given name and a capitalised word that is nothing else are a person, whatever the annotator made
  /// of them.
  private static func addGivenNames(_ names: inout [(tokens: Range<Int>, kind: NameKind)], _ text: AnalyzedText) {
    var owner = [Int](repeating: -1, count: text.tokens.count)
    for (number, name) in names.enumerated() { for index in name.tokens { owner[index] = number } }
    func isName(_ index: Int) -> Bool {
      index < text.tokens.count && text.tokens[index].kind == .word && text.tokens[index].shape.contains(.capitalized)
    }
    var removed: Set<Int> = []
    var added: [(tokens: Range<Int>, kind: NameKind)] = []
    for index in text.tokens.indices where isName(index) {
      let classes = WordClasses.shared[text.tokens[index].lower]
      guard !classes.isDisjoint(with: .given), classes.isDisjoint(with: [.common, .country, .state, .place, .role, .calendar]) else {
        continue
      }
      if index > 0, isName(index - 1), !text.tokens[index].shape.contains(.sentenceStart),
        WordClasses.shared[text.tokens[index - 1].lower].isDisjoint(with: [.role, .courtesy, .nationality])
      {
        continue
      }
      var last = index + 1
      if isName(last), text.tokens[last].shape.contains(.initial) { last += 1 }
      guard isName(last), !text.tokens[last].shape.contains(.sentenceStart) else { continue }
      let surname = WordClasses.shared[text.tokens[last].lower]
      guard surname.isDisjoint(with: [.common, .bodyHead, .calendar, .country, .state, .nationality]) else { continue }
      if isName(last + 1), owner[last + 1] >= 0 || !WordClasses.shared[text.tokens[last + 1].lower].contains(.common) { continue }
      let held = Set((index...last).map { owner[$0] }.filter { $0 >= 0 })
      if held.contains(where: { names[$0].kind == .person && names[$0].tokens.count > last - index }) { continue }
      if held.contains(where: { names[$0].tokens.count > last - index + 2 }) { continue }
      removed.formUnion(held)
      added.append((index..<last + 1, .person))
    }
    names = names.indices.filter { !removed.contains($0) }.map { names[$0] } + added
    names.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }

  /// Within an article, a form has one meaning: the kind of most of its occurrences.
  private static func vote(_ names: inout [(tokens: Range<Int>, kind: NameKind)], _ text: AnalyzedText, _ known: KnownPeople) {
    addGivenNames(&names, text)
    var votes: [String: [NameKind: Int]] = [:]
    var surnames: [UInt64: Int] = [:]
    func form(_ run: Range<Int>) -> String { run.map { text.word($0) }.joined(separator: " ") }
    for (run, kind) in names {
      votes[form(run), default: [:]][kind, default: 0] += 1
      if kind == .person, run.count > 1 { surnames[text.tokens[run.upperBound - 1].lower, default: 0] += 1 }
    }
    for index in names.indices {
      let run = names[index].tokens
      let counts = votes[form(run)] ?? [:]
      let words = run.map { text.tokens[$0].lower }
      if known.isFullName(words) {
        names[index].kind = .person
      } else if run.count == 1, surnames[words[0]] != nil || known.isSurname(words[0]),
        WordClasses.shared[text.tokens[run.lowerBound].lower].isDisjoint(with: .anyPlace)
      {
        names[index].kind = .person
      } else if let best = counts.max(by: { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }) {
        names[index].kind = best.key
      }
    }
    // Surnames that the annotator missed.
    var taken = [Bool](repeating: false, count: text.tokens.count)
    for (run, _) in names { for index in run { taken[index] = true } }
    for index in text.tokens.indices where !taken[index] && text.tokens[index].shape.contains(.capitalized) {
      let word = text.tokens[index].lower
      if index + 1 < taken.count, !taken[index + 1], known.isFullName([word, text.tokens[index + 1].lower]) {
        names.append((index..<index + 2, .person))
        taken[index + 1] = true
        continue
      }
      guard surnames[word] != nil || known.isSurname(word), !WordClasses.shared[word].contains(.common) else { continue }
      names.append((index..<index + 1, .person))
    }
    names.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }
}

/// The people that the annotator recognized in most articles. If an annotator program takes a name for a person in one article and for a
/// body in the next, its own majority decides.
struct KnownPeople {
  private var full: [[UInt64]: (person: Int, other: Int)] = [:]
  private var surnames: [UInt64: (person: Int, other: Int)] = [:]

  /// Counts one text's names.
  mutating func add(_ source: AnnotatedText, _ text: AnalyzedText) {
    var token = 0
    for name in source.names {
      while token < text.tokens.count, text.tokens[token].range.end <= name.range.start { token += 1 }
      var end = token
      while end < text.tokens.count, text.tokens[end].range.start < name.range.end { end += 1 }
      let words = (token..<end).map { text.tokens[$0].lower }
      guard words.count >= 2, words.count <= 3, let first = words.first, let last = words.last else { continue }
      let isPerson = name.label == "PERSON"
      if isPerson { full[words, default: (0, 0)].person += 1 } else { full[words, default: (0, 0)].other += 1 }
      if !WordClasses.shared[first].isDisjoint(with: .given) {
        if isPerson { surnames[last, default: (0, 0)].person += 1 } else { surnames[last, default: (0, 0)].other += 1 }
      }
    }
  }

  func isFullName(_ words: [UInt64]) -> Bool {
    guard let vote = full[words] else { return false }
    return vote.person >= 2 && vote.person > 2 * vote.other
  }

  func isSurname(_ word: UInt64) -> Bool {
    guard let vote = surnames[word] else { return false }
    return vote.person >= 8 && vote.person > 4 * vote.other
  }
}
