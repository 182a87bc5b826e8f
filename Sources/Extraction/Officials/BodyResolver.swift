internal import Linguistics
internal import Record

/// Writes the body of a role in the fullest form that the article has: later names of a body become its full name, "its" and
/// "the agency" the body meant, "Russian" Russia.
struct BodyResolver {
  let context: OfficialContext
  private let places: PlaceForms
  private var text: AnalyzedText { context.text }

  init(_ context: OfficialContext) {
    self.context = context
    places = PlaceForms.shared
  }

  /// The words for a body, `nil` where it cannot be told, and the tokens that name it.
  func name(_ run: Range<Int>) -> String? {
    var run = run
    while run.count > 1, RoleWords.articles.contains(context.lower(run.lowerBound)) { run = run.lowerBound + 1..<run.upperBound }
    while run.count > 1, context.isPossessive(run.upperBound - 1) || context.isComma(run.upperBound - 1) {
      run = run.lowerBound..<run.upperBound - 1
    }
    guard !run.isEmpty else { return nil }
    // "Council President Roe", "Museum curator Roe": the body whose name has the word.
    if run.count == 1, context.isCapitalized(run.lowerBound), context.classes[run.lowerBound].contains(.bodyHead),
      !text.tokens[run.lowerBound].shape.contains(.allCaps), let body = antecedent(of: run)
    {
      return body
    }
    if let name = context.name(at: run.lowerBound), name.tokens.upperBound >= run.upperBound, name.tokens.lowerBound == run.lowerBound {
      switch name.kind {
      case .organization:
        if name.entity >= 0 { return withoutArticle(text.bodies[name.entity].name) }
      case .nationality:
        if run.count == 1 || name.tokens == run, let place = places.place(of: text.words(text.range(run))) {
          return isWritten(place) ? place : text.words(text.range(run))
        }
      case .place: return state(run)
      default: break
      }
    }
    if run.count == 1 || run.count == 2 {
      if let place = places.full(text.words(text.range(run))) { return isWritten(place) ? place : text.words(text.range(run)) }
    }
    let isSmall = run.allSatisfy { !context.isCapitalized($0) }
    if isSmall, context.isBodyNoun(run.upperBound - 1) {
      if let body = antecedent(of: run) { return body }
    }
    return withoutArticle(text.words(text.range(run)))
  }

  /// The body that a pronoun before a role stands for: the subject of its sentence, else of the sentence before.
  func pronoun(_ index: Int) -> String? {
    guard let own = text.sentences.lastIndex(where: { $0.tokens.lowerBound <= index }) else { return nil }
    for number in stride(from: own, through: max(0, own - 6), by: -1) {
      let sentence = text.sentences[number].tokens
      guard text.sentences[own].paragraph - text.sentences[number].paragraph <= 2 else { return nil }
      let runs = bodies(in: sentence.lowerBound..<min(sentence.upperBound, index))
      if let run = runs.first(where: { isSubject($0) }) ?? (number == own ? runs.last : runs.first) { return name(run) }
    }
    return nil
  }

  /// The country that "its" stands for: "Hungary will not, its prime minister, Ann Roe, said."
  func nation(_ index: Int) -> String? {
    guard let own = text.sentences.lastIndex(where: { $0.tokens.lowerBound <= index }) else { return nil }
    let sentence = text.sentences[own].tokens
    let name = text.names.last { $0.kind == .place && $0.tokens.lowerBound >= sentence.lowerBound && $0.tokens.upperBound <= index }
    guard let name, isSubject(name.tokens) else { return nil }
    return text.words(text.range(name.tokens))
  }

  /// The bodies of a stretch outside quotations: names, and "the federation", "the audit committee".
  private func bodies(in run: Range<Int>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = run.lowerBound
    while index < run.upperBound {
      if text.tokens[index].quotation >= 0 {
        index += 1
        continue
      }
      if let name = context.name(at: index) {
        if name.kind == .organization, name.entity >= 0 { found.append(name.tokens) }
        index = max(index + 1, name.tokens.upperBound)
        continue
      }
      if context.lower(index) == RoleWords.the {
        var end = index + 1
        while end < run.upperBound, [.NN, .NNS, .JJ].contains(text.tokens[end].tag), !context.isCapitalized(end) { end += 1 }
        if end > index + 1, RoleWords.bodyPronounNouns.contains(context.lower(end - 1)) { found.append(index + 1..<end) }
        index = max(index + 1, end)
        continue
      }
      index += 1
    }
    return found
  }

  /// Whether a verb or a relative clause follows.
  private func isSubject(_ run: Range<Int>) -> Bool {
    var index = run.upperBound
    if index + 1 < text.tokens.count, context.isComma(index) {
      if [.WDT, .WP].contains(text.tokens[index + 1].tag) { return true }
      if text.tokens[index + 1].tag == .DT { return text.tokens[run.lowerBound].shape.contains(.sentenceStart) }
      index += 1
    }
    return index < text.tokens.count && [.VBD, .VBZ, .VBP, .MD].contains(text.tokens[index].tag)
  }

  /// The body that "the agency", "the council" means: the last one whose name has the word, for firms the last one named.
  func antecedent(of run: Range<Int>) -> String? {
    let noun = context.lower(run.upperBound - 1)
    let sector = BodySectors.shared.sector(of: text.word(run.upperBound - 1)) ?? .business
    var general: String?
    var byWord: String?
    for name in text.names where name.kind == .organization && name.entity >= 0 {
      let before = name.tokens.upperBound <= run.lowerBound
      let full = text.bodies[name.entity].name
      let mentionsWord = name.tokens.contains { context.lower($0) == noun }
      if mentionsWord, full.contains(" "), before || byWord == nil { byWord = withoutArticle(full) }
      // "the airline" is no pilots' union.
      if before, run.count == 1, [nil, sector].contains(BodySectors.shared.sector(of: full)) { general = withoutArticle(full) }
    }
    if let byWord { return byWord }
    guard run.count == 1, !context.isCapitalized(run.lowerBound) else { return nil }
    if RoleWords.towns.contains(noun) { return town(before: run.lowerBound) }
    if let kin = RoleWords.bodyKin.first(where: { $0.contains(noun) }) {
      // "the authority" is the council, "the force" the police.
      let last = text.names.last { name in
        name.kind == .organization && name.entity >= 0 && name.tokens.upperBound <= run.lowerBound
          && name.tokens.contains { kin.contains(context.lower($0)) }
      }
      if let last { return withoutArticle(text.bodies[last.entity].name) }
    }
    return RoleWords.firms.contains(noun) ? general : nil
  }

  /// The town that "the town" is: the place named most, twice at the least.
  private func town(before index: Int) -> String? {
    var counts: [String: Int] = [:]
    var best: String?
    for name in text.names where name.kind == .place && name.tokens.upperBound <= index {
      guard context.classes[name.tokens.lowerBound].isDisjoint(with: [.country, .state]) else { continue }
      let words = text.words(text.range(name.tokens))
      counts[words, default: 0] += 1
      if let count = counts[words], count > 1, best.map({ counts[$0, default: 0] < count }) ?? true { best = words }
    }
    return best
  }

  /// The longest name in capitals that begins with a word: "Kestler Antriebe" for "Kestler"; `nil` where it stands alone.
  func longer(_ index: Int) -> String? {
    let word = context.lower(index)
    for start in text.tokens.indices where context.lower(start) == word && context.isCapitalized(start) {
      var end = start + 1
      while end < text.tokens.count, context.isCapitalized(end), text.tokens[end].kind == .word, end < start + 5,
        !text.tokens[end].shape.contains(.sentenceStart)
      { end += 1 }
      if end > start + 1 { return text.words(text.range(start..<end)) }
    }
    return nil
  }

  private func state(_ run: Range<Int>) -> String {
    let words = text.words(text.range(run))
    if let full = places.full(words), isWritten(full) { return full }
    return words
  }

  /// A state in a party bracket: "R-S.C.", "D-Ohio".
  func bracketState(_ index: Int) -> String? {
    let range = text.tokens[index].range
    let bytes = text.bytes[range.start..<range.end]
    guard let hyphen = bytes.firstIndex(where: { $0 == UInt8(ascii: "-") || $0 == 0xE2 }) else { return nil }
    let start = bytes[hyphen] == 0xE2 ? hyphen + 3 : hyphen + 1
    guard start < range.end else { return nil }
    let state = String(decoding: text.bytes[start..<range.end], as: UTF8.self)
    if let full = places.full(state), isWritten(full) { return full }
    return state
  }

  private func withoutArticle(_ words: String) -> String {
    for article in ["the ", "The ", "THE "] where words.hasPrefix(article) { return String(words.dropFirst(article.count)) }
    return words
  }

  /// Whether the article writes a place's name.
  func isWritten(_ place: String) -> Bool {
    let words = place.split(separator: " ").map { WordHash.folded(String($0)) }
    guard let first = words.first else { return false }
    for index in text.tokens.indices where text.tokens[index].lower == first && text.tokens[index].shape.contains(.capitalized) {
      if index + words.count <= text.tokens.count, (1..<words.count + 0).allSatisfy({ text.tokens[index + $0].lower == words[$0] }) {
        return true
      }
    }
    return false
  }
}

extension RoleWords {
  /// Nouns that "its" can stand for.
  static let bodyPronounNouns = firms.union(
    set(
      "agency authority council committee commission force department ministry board university college school museum hospital trust team league "
        + "institute foundation court network newspaper airline airport railway contractor operator developer society panel"))
  static let towns = set("town city village")
  static let bodyKin = [
    set("authority council district county borough"), set("force police constabulary"), set("ministry department"),
    set("club team side united city athletic town rovers"), set("school academy college"), set("university college institute"),
    set("paper newspaper times post"), set("hospital clinic infirmary"),
  ]
  static let firms = set(
    "company firm business contractor developer charity group union bank agency organization organisation party club federation association institute maker startup nonprofit outfit retailer insurer lender carrier operator "
      + "airline broadcaster publisher manufacturer drugmaker carmaker brewery shipyard utility hotel chain"
  )
}

/// Full names of abbreviated states, and the places of nationalities.
struct PlaceForms: Sendable {
  static let shared = PlaceForms()
  private var states: [String: String] = [:]
  private var nations: [String: String] = [:]

  private init() {
    let rows = PlaceLexicon.forms()
    states = rows.full
    nations = rows.nations
  }

  func full(_ form: String) -> String? { states[form] ?? (form.hasSuffix(".") ? nil : states[form + "."]) }
  func place(of adjective: String) -> String? { nations[adjective] }
}
