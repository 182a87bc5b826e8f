internal import Knowledge
internal import Linguistics
internal import Record

/// Replaces the words for a role's body by the fullest form in the article: a short name by the full name, "its" and "the agency" by their
/// antecedent, "Russian" by "Russia".
struct BodyResolver {
  let context: OfficialContext
  private let places: PlaceForms
  private var text: AnalyzedText { context.text }

  init(_ context: OfficialContext) {
    self.context = context
    places = PlaceForms.shared
  }

  /// The name of a body and the tokens that name it; `nil` where it cannot be resolved.
  func name(_ run: Range<Int>) -> String? {
    var run = run
    while run.count > 1, RoleWords.articles.contains(context.lower(run.lowerBound)) { run = run.lowerBound + 1..<run.upperBound }
    while run.count > 1, context.isPossessive(run.upperBound - 1) || context.isComma(run.upperBound - 1) {
      run = run.lowerBound..<run.upperBound - 1
    }
    guard !run.isEmpty else { return nil }
    // "Council President Roe", "Museum curator Roe": the body whose name contains the word.
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

  /// The antecedent of a possessive pronoun before a role: the subject of its sentence, otherwise of the sentence before.
  func pronoun(_ index: Int) -> String? {
    let own = Int(context.sentenceAt[index])
    for number in stride(from: own, through: max(0, own - 6), by: -1) {
      let sentence = text.sentences[number].tokens
      guard text.sentences[own].paragraph - text.sentences[number].paragraph <= 2 else { return nil }
      let runs = bodies(in: sentence.lowerBound..<min(sentence.upperBound, index))
      if let run = runs.first(where: { isSubject($0) }) ?? (number == own ? runs.last : runs.first) { return name(run) }
    }
    return nil
  }

  /// The country that "its" refers to: "Hungary will not, its prime minister, Ann Roe, said."
  func nation(_ index: Int) -> String? {
    let sentence = text.sentences[Int(context.sentenceAt[index])].tokens
    var place = index - 1
    while place >= sentence.lowerBound, context.name(at: place)?.kind != .place { place -= 1 }
    guard place >= sentence.lowerBound, let name = context.name(at: place), isSubject(name.tokens) else { return nil }
    return text.words(text.range(name.tokens))
  }

  /// The bodies of a token range outside quotations: names, and "the federation", "the audit committee".
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

  /// The antecedent of "the agency", "the council": the last body whose name contains the word; for firms, the last one mentioned.
  func antecedent(of run: Range<Int>) -> String? {
    let noun = context.lower(run.upperBound - 1)
    let sector = BodySectors.shared.sector(of: text.word(run.upperBound - 1)) ?? .business
    let bodies = text.bodies
    if let body = context.lookups.body(with: noun, before: run.lowerBound, where: { bodies[$0].name.contains(" ") }) {
      return withoutArticle(bodies[body].name)
    }
    guard run.count == 1, !context.isCapitalized(run.lowerBound) else { return nil }
    if RoleWords.towns.contains(noun) { return context.lookups.mainTown }
    if let kin = RoleWords.bodyKin.first(where: { $0.contains(noun) }) {
      // "the authority" may be a council, "the force" a police service.
      let last = kin.compactMap { context.lookups.body(with: $0, before: run.lowerBound, orAfter: false, where: { _ in true }) }.max()
      if let last { return withoutArticle(bodies[last].name) }
    }
    guard RoleWords.firms.contains(noun) else { return nil }
    // "the airline" is not a pilots' union.
    return context.lookups.body(before: run.lowerBound) { [nil, sector].contains(BodySectors.shared.sector(of: bodies[$0].name)) }
      .map { withoutArticle(bodies[$0].name) }
  }

  /// The capitalised name that begins with a word: "Kestler Antriebe" for "Kestler"; `nil` where the word occurs only by itself.
  func longer(_ index: Int) -> String? { context.lookups.longerName(from: context.lower(index)) }

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

  /// Whether the article mentions a place by name.
  func isWritten(_ place: String) -> Bool { context.lookups.isWritten(place) }
}

extension RoleWords {
  /// Nouns of bodies that "its" can refer to.
  static let bodyPronounNouns = firms.union(
    set(WordSets["BodyResolver.bodyPronounNouns"]))
  static let towns = set("town city village")
  static let bodyKin = [
    set("authority council district county borough"), set("force police constabulary"), set("ministry department"),
    set("club team side united city athletic town rovers"), set("school academy college"), set("university college institute"),
    set("paper newspaper times post"), set("hospital clinic infirmary"), set("hotel resort lodge inn"),
  ]
  static let firms = set(WordSets["BodyResolver.firms"])
}

/// The full names of abbreviated states, and the places that nationalities refer to.
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
