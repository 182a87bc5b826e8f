import Linguistics
import Ranking
import Record

/// The candidates for a figure's source, the person or body credited with it. One candidate is no source at all.
struct SourceChoices {
  let context: FigureContext
  let attributor: FigureAttributor
  let poll: Poll?

  /// A source, or none.
  struct Candidate: Sendable {
    var name: String?
    /// The words that name the source, and the cue that credits it.
    var evidence: [(range: ByteRange, role: String)] = []
    var features = CandidateFeatures()
  }

  /// The credits of a sentence near the figure's.
  struct Around: Sendable {
    /// The distance in sentences; negative for a sentence before.
    var distance: Int
    var sentence: PieceSentence
    var credits: [FigureAttributor.Credit]
  }

  private static let none = FeatureTemplate("source none"), inQuote = FeatureTemplate("source quote"), own = FeatureTemplate("source own")
  private static let around = FeatureTemplate("source around"), sponsor = FeatureTemplate("source sponsor"),
    met = FeatureTemplate("source met")
  private static let noneOf = FeatureTemplate("source none of")

  /// - Parameters:
  ///   - quotes: the indices of the quotes that contain the figure, the shortest first.
  ///   - credits: the credits of the figure's sentence.
  ///   - around: the credits of the sentences nearby.
  ///   - nearby: the quotes of the paragraph and its neighbours, the nearest first, for a figure that stands in quotation marks but in no
  ///     quote.
  ///   - last: the source of the previous figure of the sentence, if there is one.
  func candidates(
    _ figure: FigureSituation, quotes: [Int], credits: [FigureAttributor.Credit], around: [Around], nearby: [Int], last: String??
  ) -> [Candidate] {
    var found: [Candidate] = []
    var nothing = Candidate()
    nothing.features.add(Self.none)
    var start = nothing.features.count
    figure.describe(&nothing.features)
    nothing.features.cross(since: start, Self.none, 1)
    nothing.features.add(Self.noneOf, UInt64(min(quotes.count, 2)), UInt64(min(credits.count, 2)))
    nothing.features.add(Self.noneOf, UInt64(min(quotes.count, 2)), figure.isQuoted ? 1 : 0, isBlock(figure.words.number) ? 1 : 0)
    if let poll, poll.isSample(figure.candidate, in: figure.words) { nothing.features.add(Self.noneOf, 9) }
    found.append(nothing)
    for (order, number) in quotes.enumerated() {
      let quote = context.quotes[number]
      guard let speaker = quote.speaker else { continue }
      var candidate = Candidate(name: resolve(attributor.full(speaker, at: quote.mention?.start ?? quote.range.start)))
      if let mention = quote.mention { candidate.evidence.append((mention, "source")) }
      start = candidate.features.count
      describe(&candidate.features, quote, order: order, figure, credits: credits.count)
      candidate.features.cross(since: start, Self.inQuote, UInt64(order == 0 ? 1 : 0))
      merge(candidate, into: &found)
    }
    for (order, credit) in credits.enumerated()
    where !credit.source.overlaps(figure.pieces) && (!credit.isRelative || credit.scope.overlaps(figure.pieces)) {
      var candidate = Candidate(name: resolve(credit.name))
      candidate.evidence = [(figure.words.byteRange(credit.source), "source"), (figure.words.byteRange(credit.cue), "credit")]
      start = candidate.features.count
      describe(&candidate.features, credit, figure.words, figure)
      describe(&candidate.features, credit, figure, order: order, of: credits.count, quotes: quotes.count)
      candidate.features.cross(since: start, Self.own, quotes.isEmpty ? 0 : 1)
      merge(candidate, into: &found)
    }
    for other in around {
      for (order, credit) in other.credits.enumerated() where !credit.isRelative {
        var candidate = Candidate(name: resolve(credit.name))
        candidate.evidence = [(other.sentence.byteRange(credit.source), "source"), (other.sentence.byteRange(credit.cue), "credit")]
        start = candidate.features.count
        describe(&candidate.features, credit, other.sentence, figure)
        describe(&candidate.features, other, order: order, figure, quotes: quotes.count, credits: credits.count)
        candidate.features.cross(since: start, Self.around, UInt64(bitPattern: Int64(other.distance)))
        merge(candidate, into: &found)
      }
    }
    if let poll {
      for candidate in sponsors(of: poll, figure, credits: credits.count, quotes: quotes.count) { merge(candidate, into: &found) }
    }
    for (order, number) in nearby.enumerated() {
      let quote = context.quotes[number]
      guard let speaker = quote.speaker else { continue }
      var candidate = Candidate(name: resolve(attributor.full(speaker, at: quote.mention?.start ?? quote.range.start)))
      if let mention = quote.mention { candidate.evidence.append((mention, "source")) }
      let behind: UInt64 = quote.range.start > figure.words.byteRange(figure.pieces).start ? 1 : 0
      candidate.features.add(Self.near, UInt64(min(order, 2)), behind)
      candidate.features.add(Self.near, UInt64(QuoteKind.allCases.firstIndex(of: quote.kind) ?? 0), behind, 3)
      candidate.features.add(Self.near, UInt64(min(credits.count, 2)), 4)
      merge(candidate, into: &found)
    }
    if let last {
      for place in found.indices {
        let same = found[place].name == last
        found[place].features.add(Self.neighbour, same ? 1 : 0, last == nil ? 1 : 0)
        found[place].features.add(Self.neighbour, same ? 1 : 0, figure.kindCode)
      }
    }
    return found
  }

  /// Who conducted the article's polls: the first pollster named, the last one named before the figure, and the others.
  private func sponsors(of poll: Poll, _ figure: FigureSituation, credits: Int, quotes: Int) -> [Candidate] {
    let part: UInt64 = poll.isSample(figure.candidate, in: figure.words) ? 2 : poll.isResult(figure.candidate, in: figure.words) ? 1 : 0
    let named: UInt64 = figure.words.bounds.contains { figure.words.holds($0, Poll.polls) } ? 1 : 0
    let last = poll.sponsors.lastIndex { $0.sentence <= figure.words.number }
    return poll.sponsors.enumerated().map { order, sponsor in
      var candidate = Candidate(name: sponsor.name)
      let start = candidate.features.count
      candidate.features.add(Self.sponsor, figure.kindCode, part)
      candidate.features.add(Self.sponsor, UInt64(min(credits, 2)), UInt64(min(quotes, 2)))
      candidate.features.add(Self.sponsor, named, figure.kindCode)
      candidate.features.add(Self.sponsor, figure.verbCode)
      candidate.features.add(Self.sponsor, UInt64(min(order, 2)), UInt64(min(poll.sponsors.count, 3)), 4)
      candidate.features.add(Self.sponsor, sponsor.sentence == figure.words.number ? 1 : 0, part, 5)
      candidate.features.add(
        Self.sponsor, UInt64(bitPattern: Int64(CandidateFeatures.bucket(figure.words.number - sponsor.sentence))), part, 6)
      candidate.features.cross(since: start, Self.sponsor, order == last ? 1 : 0)
      return candidate
    }
  }

  private static let near = FeatureTemplate("source nearby"), neighbour = FeatureTemplate("source of neighbour")

  /// Merges candidates that name the same source.
  private func merge(_ candidate: Candidate, into found: inout [Candidate]) {
    guard let place = found.firstIndex(where: { $0.name == candidate.name }) else {
      found.append(candidate)
      return
    }
    found[place].features.add(Self.met)
    found[place].features.append(candidate.features)
    found[place].evidence += candidate.evidence
  }

  /// Replaces "the poll" by the poll's sponsor.
  private func resolve(_ name: String) -> String {
    guard let poll, let source = poll.source else { return name }
    let words = name.lowercased().split(separator: " ")
    let noun = words.first == "the" || words.first == "a" ? words.dropFirst().first : words.first
    return noun == "poll" || noun == "survey" ? source : name
  }

  /// Whether a sentence stands in a block quotation.
  private func isBlock(_ number: Int) -> Bool { context.article.paragraphs[context.paragraph(number)].kind == .blockquote }

  // MARK: Quotes

  private static let type = FeatureTemplate("quote type"), cue = FeatureTemplate("quote cue"), speaker = FeatureTemplate("quote speaker")
  private static let deed = FeatureTemplate("quote deed"), sure = FeatureTemplate("quote sure"), place = FeatureTemplate("quote place")
  private static let besides = FeatureTemplate("quote besides"), unit = FeatureTemplate("quote figure")

  private func describe(_ features: inout CandidateFeatures, _ quote: QuoteFinding, order: Int, _ figure: FigureSituation, credits: Int) {
    let kind = UInt64(QuoteKind.allCases.firstIndex(of: quote.kind) ?? 0)
    let type = UInt64(AttributionType.allCases.firstIndex(of: quote.type) ?? 0)
    let who = quote.speakerKind.flatMap { SpeakerKind.allCases.firstIndex(of: $0) }.map { UInt64($0) } ?? 9
    features.add(Self.type, kind, type)
    features.add(Self.speaker, who, kind, type)
    if let cue = quote.cue {
      let key = WordHash.folded(context.pieces.text.bytes, cue.start..<cue.end)
      features.add(Self.cue, key)
      features.add(Self.cue, key, who)
    } else {
      features.add(Self.cue, 0, kind)
    }
    features.add(Self.deed, attributor.tellsDeed(quote) ? 1 : 0)
    features.add(Self.sure, UInt64(max(0, quote.confidence) * 5), kind)
    features.add(Self.sure, UInt64((quote.speakerConfidence ?? 1) * 4))
    features.add(Self.place, figure.isQuoted ? 1 : 0, kind)
    features.add(Self.besides, UInt64(min(credits, 2)), kind)
    features.add(Self.unit, figure.kindCode, figure.mood.rawValue, kind)
  }

  // MARK: Credits

  private static let verb = FeatureTemplate("credit verb"), head = FeatureTemplate("credit head"), who = FeatureTemplate("credit who")
  private static let that = FeatureTemplate("credit that"), closing = FeatureTemplate("credit closing"),
    verbTag = FeatureTemplate("credit tag")
  private static let reach = FeatureTemplate("credit reach"), order = FeatureTemplate("credit order"),
    number = FeatureTemplate("credit number")
  private static let front = FeatureTemplate("credit front"), link = FeatureTemplate("credit link"),
    opening = FeatureTemplate("credit opening")
  private static let side = FeatureTemplate("credit side"), object = FeatureTemplate("credit object"),
    quoted = FeatureTemplate("credit quoted")

  /// The features of a credit that are the same for every figure.
  private func describe(
    _ features: inout CandidateFeatures, _ credit: FigureAttributor.Credit, _ sentence: PieceSentence, _ figure: FigureSituation
  ) {
    let verb = credit.cue.lowerBound
    let noun = credit.source.isEmpty ? verb : credit.source.upperBound - 1
    let isName = (credit.name.unicodeScalars.first?.properties.isUppercase ?? false) ? 1 as UInt64 : 0
    let nature: UInt64 =
      sentence.holds(noun, FigureAttributor.documents)
      ? 2 : attributor.isPerson(credit.name) ? 3 : sentence.tag(noun) == .PRP ? 4 : sentence.tag(noun) == .NNS ? 5 : isName
    features.add(Self.verb, sentence.key(verb))
    features.add(Self.verb, sentence.key(verb), nature)
    features.add(Self.head, sentence.key(noun))
    features.add(Self.who, nature, figure.kindCode)
    features.add(Self.who, nature, figure.isQuoted ? 1 : 0)
    features.add(Self.verbTag, sentence.tag(verb).flatMap { PartOfSpeech.allCases.firstIndex(of: $0) }.map { UInt64($0) } ?? 99, nature)
    let behind = credit.cue.upperBound
    features.add(Self.that, sentence.key(behind))
    features.add(Self.that, sentence.isNumber(behind) || sentence.holds(behind, "$") ? 1 : 0, sentence.key(verb))
    features.add(Self.front, sentence.key(credit.source.lowerBound - 1))
    features.add(Self.front, credit.source.lowerBound <= sentence.start + 1 ? 1 : 0, nature)
    features.add(Self.closing, behind >= sentence.end - 1 ? 1 : 0)
  }

  private func describe(
    _ features: inout CandidateFeatures, _ credit: FigureAttributor.Credit, _ figure: FigureSituation, order: Int, of count: Int,
    quotes: Int
  ) {
    let sentence = figure.words
    let before = credit.cue.upperBound <= figure.pieces.lowerBound
    let edge = before ? credit.cue.upperBound : min(credit.cue.lowerBound, credit.source.lowerBound)
    let gap = before ? edge..<figure.pieces.lowerBound : figure.pieces.upperBound..<max(figure.pieces.upperBound, edge)
    Clause.describe(gap: gap, before: before, in: sentence, &features)
    let side: UInt64 = before ? 1 : 0
    features.add(Self.side, side, sentence.key(credit.cue.lowerBound))
    features.add(Self.reach, credit.scope.overlaps(figure.pieces) ? 1 : 0, side)
    features.add(Self.order, UInt64(min(order, 2)), UInt64(min(count, 3)), side)
    features.add(Self.number, UInt64(min(quotes, 2)), side)
    // "recorded 40 cases": the figure is the verb's object.
    features.add(Self.object, gap.count <= 3 && before ? 1 : 0, sentence.key(credit.cue.lowerBound))
    features.add(Self.object, gap.count <= 3 && before ? 1 : 0, figure.kindCode)
    features.add(Self.link, if: before && gap.contains { sentence.holds($0, "that") })
    features.add(Self.link, figure.verb == credit.cue.lowerBound ? 1 : 0, sentence.key(credit.cue.lowerBound))
    features.add(Self.quoted, figure.isQuoted ? 1 : 0, side)
  }

  private func describe(
    _ features: inout CandidateFeatures, _ other: Around, order: Int, _ figure: FigureSituation, quotes: Int, credits: Int
  ) {
    let sentence = figure.words
    let same = context.paragraph(sentence.number) == context.paragraph(other.sentence.number) ? 1 as UInt64 : 0
    features.add(Self.opening, sentence.key(sentence.start), same)
    features.add(Self.opening, sentence.key(sentence.start), sentence.key(sentence.start + 1))
    features.add(Self.number, UInt64(min(quotes, 2)), UInt64(min(credits, 2)), same)
    features.add(Self.quoted, figure.isQuoted ? 1 : 0, same, isBlock(sentence.number) ? 1 : 0)
    features.add(Self.quoted, figure.isQuoted ? 1 : 0, UInt64(min(quotes, 2)), UInt64(min(credits, 2)))
    features.add(Self.order, UInt64(order == other.credits.count - 1 ? 1 : 0))
    // "“…” it says:": what a colon introduces.
    features.add(Self.link, if: other.sentence.holds(other.sentence.end - 1, ":"))
    features.add(Self.link, figure.kindCode, same)
  }
}
