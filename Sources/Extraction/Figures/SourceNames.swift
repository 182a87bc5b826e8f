import Linguistics
import Record

/// Resolves the sources that an article credits: to their fullest name, and from a pronoun or "the company" to its antecedent.
struct SourceNames: Sendable {
  private let text: AnalyzedText
  private let pronouns: PronounResolver
  private let titles: OfficialTitles

  /// Names of the article's people, and its bodies keyed by the first word of their names.
  private let people: Set<String>
  private let bodies: [Substring: [Int]]

  init(_ text: AnalyzedText, officials: [OfficialFinding]) {
    self.text = text
    people = Set(text.people.map(\.name))
    bodies = Dictionary(grouping: text.bodies.indices) { text.bodies[$0].name.prefix { $0 != " " } }
    pronouns = PronounResolver(text)
    titles = OfficialTitles(text, officials: officials)
  }

  /// The person who holds the title: "the mayor".
  func bearer(of title: UInt64, before token: Int) -> String? { titles.person(with: title, before: token).map { text.people[$0].name } }

  func isPerson(_ name: String) -> Bool { people.contains(name) }

  /// The antecedent of "he" or "she" at a token, a person; `nil` for other pronouns.
  func person(of token: Int, _ key: UInt64) -> String? {
    guard let gender = PronounResolver.gender(key), let person = pronouns.person(of: token, gender: gender, last: nil) else { return nil }
    return text.people[person].name
  }

  /// The name in a range of tokens: a person's if there is one, otherwise a body's, otherwise another.
  func name(in tokens: ClosedRange<Int>) -> String? {
    var best: NameMention?
    for mention in mentions(touching: tokens) {
      if mention.kind == .place || mention.kind == .nationality || mention.kind == .other, best != nil { continue }
      if best == nil || best?.kind == .place || best?.kind == .nationality || mention.kind == .person && best?.kind != .person {
        best = mention
      }
    }
    guard let best, best.kind == .person || best.kind == .organization else { return nil }
    return name(of: best)
  }

  private func mentions(touching tokens: ClosedRange<Int>) -> ArraySlice<NameMention> {
    let first = partition { $0.tokens.upperBound > tokens.lowerBound }
    let last = partition { $0.tokens.lowerBound > tokens.upperBound }
    return first < last ? text.names[first..<last] : []
  }

  /// The index of the first mention that satisfies the predicate; all later mentions satisfy it too.
  private func partition(_ holds: (NameMention) -> Bool) -> Int {
    var (low, high) = (0, text.names.count)
    while low < high {
      let middle = (low + high) / 2
      if holds(text.names[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private func name(of mention: NameMention) -> String {
    if mention.kind == .person, text.people.indices.contains(mention.entity) { return text.people[mention.entity].name }
    if mention.kind == .organization, text.bodies.indices.contains(mention.entity) { return full(text.bodies[mention.entity].name) }
    return full(text.words(text.range(mention.tokens)))
  }

  /// The longer name, mentioned earlier, that a short one begins: "the Bank" is the Bank of England.
  func full(_ name: String) -> String {
    let short = name.hasPrefix("the ") || name.hasPrefix("The ") ? String(name.dropFirst(4)) : name
    var longer: Body?
    let alike = bodies[short.prefix { $0 != " " }] ?? []
    for body in alike.map({ text.bodies[$0] }) where body.name.utf8.count > short.utf8.count && body.name.hasPrefix(short + " ") {
      if longer != nil { return name }
      longer = body
    }
    guard let longer, let first = longer.mentions.first else { return name }
    if let own = alike.lazy.map({ text.bodies[$0] }).first(where: { $0.name == short })?.mentions.first, own < first { return name }
    return longer.name
  }

  // MARK: Antecedents

  private static let reach = 10

  /// The antecedent of a noun such as "company" or "agency": the nearest body whose name ends in the noun ("Coastal Habitats Agency"),
  /// otherwise the first body of the nearest sentence that names one. Without a noun, any body will do.
  func body(before token: Int, noun: String?) -> String? {
    let here = sentence(of: token)
    var nearest: String?
    for number in stride(from: here, through: max(0, here - Self.reach), by: -1) {
      let tokens = text.sentences[number].tokens
      let end = min(tokens.upperBound, token)
      guard tokens.lowerBound < end else { continue }
      for mention in mentions(touching: tokens.lowerBound...(end - 1))
      where mention.kind == .organization && mention.tokens.upperBound <= end {
        let name = name(of: mention)
        guard let noun else { return name }
        if name.split(separator: " ").contains(where: { $0.lowercased() == noun }) { return name }
        nearest = nearest ?? name
      }
      if noun == nil, here - number >= 3 { return nil }
    }
    return nearest
  }

  func body(beforeByte offset: Int, noun: String?) -> String? {
    var (low, high) = (0, text.tokens.count)
    while low < high {
      let middle = (low + high) / 2
      if text.tokens[middle].range.start >= offset { high = middle } else { low = middle + 1 }
    }
    return low > 0 ? body(before: low, noun: noun) : nil
  }

  private func sentence(of token: Int) -> Int {
    var (low, high) = (0, text.sentences.count)
    while low < high {
      let middle = (low + high) / 2
      if text.sentences[middle].tokens.lowerBound > token { high = middle } else { low = middle + 1 }
    }
    return max(0, low - 1)
  }
}
