package import Extraction
internal import Linguistics
package import Ranking
internal import Record

/// Builds training groups for the speaker ranker: the utterances found in a marked text, each with its candidates and which of them agree
/// with the mark.
package struct SpeakerTraining: Sendable {
  /// The candidates of an utterance.
  package struct Group: Sendable {
    package var candidates: [CandidateFeatures]
    /// The indices of the right candidates; empty where none is right.
    package var right: Set<Int>
    /// Whether the marked speaker is a named person.
    package var isNamed: Bool
    /// A description for human readers.
    package var description: String
  }

  private let finder: QuoteFinder

  package init(_ finder: QuoteFinder) { self.finder = finder }

  /// The groups of a marked text, with earlier speakers taken from the marks.
  /// - Parameter hasKinds: whether the marks include groups and unnamed speakers by their words; if not, a speaker without a name is
  ///   unknown.
  package func groups(_ example: QuoteExample, hasKinds: Bool) -> [Group] {
    let text = Analyzer().analyze(example.text, paragraphs: example.paragraphs)
    let article = Article(
      id: "", text: example.text, paragraphs: example.paragraphs,
      provenance: Provenance(contentSHA256: "", mediaType: "text/plain", encoding: "utf-8"))
    let officials = OfficialFinder().officials(in: text, article: article)
    let utterances = finder.attributions(in: text)
    var resolver = SpeakerResolver(text, people: SurnameTable(text), officials: officials, utterances: utterances, model: nil)
    let titles = OfficialTitles(text, officials: officials)
    var groups: [Group] = []
    for utterance in utterances {
      if utterance.speaker != nil {
        _ = resolver.speaker(of: utterance)
        continue
      }
      let (mention, candidates, features) = resolver.choices(for: utterance)
      var right: Set<Int> = []
      let quote = partner(of: utterance, text, example.quotes)
      // "The governor" without a marked name: the only holder of the title in the article.
      if let quote, !hasKinds, quote.speaker == nil, mention.sort == .personNoun, mention.determiner == 1, let head = mention.head {
        let anchor = SpeakerCandidates.anchor(of: utterance)
        let bearers = Set(titles.bearers(of: text.tokens[head].lower))
        let bearer = bearers.count == 1 ? titles.person(with: text.tokens[head].lower, before: anchor) : nil
        if bearers.count <= 1 {
          right = Set(candidates.indices.filter { candidates[$0].referent == bearer.map { .person($0) } ?? .unnamed })
          groups.append(Group(candidates: features, right: right, isNamed: bearer != nil, description: "\(mention.sort) by title"))
        }
      } else if let quote, hasKinds || quote.speaker != nil || staysUnnamed(mention) {
        for (place, candidate) in candidates.enumerated()
        where isRight(candidate, resolver.name(of: candidate, mention), mention, quote, text, hasKinds: hasKinds) { right.insert(place) }
        groups.append(
          Group(
            candidates: features, right: right, isNamed: quote.speaker.map(Self.isName) ?? false,
            description: "\(mention.sort) \(mention.range.map(text.words) ?? "-") -> \(quote.speaker ?? "null")"))
      }
      let fallback = candidates.firstIndex {
        $0.before.map { $0 == mention.name } ?? false || $0.behind.map { $0 == mention.name } ?? false
      }
      let taken = right.min() ?? fallback ?? candidates.firstIndex { $0.referent == .unnamed || $0.referent == .notStated } ?? 0
      if candidates.indices.contains(taken) { resolver.take(candidates[taken], mention, 1, utterance) }
    }
    return groups
  }

  /// Whether a speaker without a marked name really has none. Where the marks contain names only, a pronoun, surname or definite
  /// description may merely be unresolved.
  private func staysUnnamed(_ mention: SpeakerMention) -> Bool {
    switch mention.sort {
    case .groupNoun, .documentNoun, .severalPeople, .they, .firstPlural, .cueAlone, .otherNoun, .personNoun: true
    default: false
    }
  }

  /// The marked quote that has most words in common with an utterance.
  private func partner(of utterance: Attribution, _ text: AnalyzedText, _ quotes: [MarkedQuote]) -> MarkedQuote? {
    let ranges = utterance.contents.map { text.range($0.tokens) }
    func shared(_ quote: MarkedQuote) -> Int {
      var count = 0
      for left in ranges { for right in quote.content { count += max(0, min(left.end, right.end) - max(left.start, right.start)) } }
      return count
    }
    let sizes = ranges.reduce(0) { $0 + $1.count }
    var best: (quote: MarkedQuote, share: Double)?
    for quote in quotes {
      let common = shared(quote)
      if common == 0 { continue }
      let share = 2 * Double(common) / Double(sizes + quote.content.reduce(0) { $0 + $1.count })
      if share > best?.share ?? 0.5 { best = (quote, share) }
    }
    return best?.quote
  }

  /// Whether words are a name rather than a description ("Harbour Board spokesman", "official at the Harbour Board").
  private static func isName(_ words: String) -> Bool {
    let parts = words.split(separator: " ")
    // "Another", "One resident of Hull": not a name.
    if let first = parts.first, unnaming.contains(WordHash.folded(String(first))) { return false }
    guard let first = parts.first, let last = parts.last, last.first?.isUppercase ?? false else { return false }
    return first.first?.isUppercase ?? false || WordClasses.shared[WordHash.folded(String(first))].contains(.particle)
  }

  private static let unnaming = Set(WordHash.foldedWords("a an the one another some someone somebody both two three"))

  private func isRight(
    _ candidate: SpeakerCandidate, _ name: String?, _ mention: SpeakerMention, _ quote: MarkedQuote, _ text: AnalyzedText, hasKinds: Bool
  ) -> Bool {
    guard let speaker = quote.speaker else {
      // For an unnamed source the marks may lack the name, but it is not a person named elsewhere.
      if mention.source == nil { return candidate.referent == .notStated }
      switch candidate.referent {
      case .words: return !hasKinds && mention.kind != .person
      case .unnamed, .described: return true
      case .previous: return name == nil
      // Where the marks contain names only, any group may be right.
      case .group: return !hasKinds
      default: return false
      }
    }
    let wanted = SpeakerName(speaker)
    let isPerson = quote.speakerKind.map { $0 == .person } ?? (wanted.wordCount > 1)
    if let name, SpeakerName(name) == wanted { return true }
    guard hasKinds, !isPerson || !Self.isName(speaker) else { return false }
    switch candidate.referent {
    case .unnamed, .described:
      // A person without a name stays without one; the words are the mention.
      return isPerson && (mention.range.map { SpeakerName(text.words($0)).sharesWord(with: wanted) } ?? false || mention.source == nil)
    case .previous: return name == nil && isPerson || name.map { SpeakerName($0).sharesWord(with: wanted) } ?? false
    case .words, .body, .group: return name.map { SpeakerName($0).sharesWord(with: wanted) } ?? false
    case .person, .notStated: return false
    }
  }
}
