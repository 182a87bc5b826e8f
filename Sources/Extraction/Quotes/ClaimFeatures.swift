internal import Linguistics
internal import Ranking
internal import Record

/// Describes what several cues claim where their contents overlap, so that a ranker can choose the one that keeps the words.
package struct ClaimFeatures {
  /// The version of the templates; a model works only with the version it was trained on.
  package static let featureSet: UInt64 = 0x434C_0001

  private let text: AnalyzedText

  init(_ text: AnalyzedText) { self.text = text }

  /// The features of each claim of a group.
  /// - Parameter agreement: for each claim, how far the first tagger agrees with it (``Attribution/agreement``).
  func describe(_ claims: [CueFinding], agreement: [UInt64]) -> [CandidateFeatures] {
    let order = claims.indices.sorted { claims[$0].certainty > claims[$1].certainty }
    return claims.indices.map { index in
      var features = CandidateFeatures()
      let best = claims.indices.filter { $0 != index }.map { claims[$0].certainty }.max() ?? 0
      features.add(Template.rank, min(order.firstIndex(of: index) ?? 0, 3))
      features.add(Template.certainty, Int(claims[index].certainty * 10))
      features.add(Template.lead, Int(((claims[index].certainty - best) * 10).rounded()))
      features.add(Template.agreement, agreement[index])
      describe(claims[index], into: &features)
      for other in claims.indices where other != index {
        relate(claims[index], claims[other], isSurer: claims[index].certainty >= claims[other].certainty, into: &features)
      }
      return features
    }
  }

  private func describe(_ claim: CueFinding, into features: inout CandidateFeatures) {
    let cue = claim.cue.tokens
    features.add(Template.cue, text.tokens[cue.upperBound - 1].lower)
    features.add(Template.cueSort, sort(claim))
    features.add(Template.source, sourceSort(claim))
    features.add(Template.sourceAndCue, sourceSort(claim), sort(claim))
    let words = claim.contents.reduce(0) { $0 + $1.tokens.count { text.tokens[$0].kind == .word } }
    features.add(Template.length, CandidateFeatures.bucket(words))
    features.add(Template.parts, min(claim.contents.count, 3))
    features.add(Template.direct, if: claim.contents.contains { $0.part == .direct })
    let first = claim.contents[0].tokens
    let last = claim.contents[claim.contents.count - 1].tokens
    features.add(Template.opening, text.tokens[first.lowerBound].lower)
    let place = last.upperBound <= cue.lowerBound ? 0 : first.lowerBound >= cue.upperBound ? 1 : 2
    features.add(Template.place, place)
    features.add(Template.placeAndCue, UInt64(place), text.tokens[cue.upperBound - 1].lower)
    features.add(Template.quotedCue, if: text.tokens[cue.lowerBound].quotation >= 0)
    let sentences = text.sentence(of: last.upperBound - 1) - text.sentence(of: first.lowerBound)
    features.add(Template.sentences, min(sentences, 2))
    features.add(Template.behindComma, if: cue.lowerBound > 0 && isComma(cue.lowerBound - 1))
    features.add(Template.beforeComma, if: cue.upperBound < text.tokens.count && isComma(cue.upperBound))
  }

  /// How a claim lies to another one.
  private func relate(_ claim: CueFinding, _ other: CueFinding, isSurer: Bool, into features: inout CandidateFeatures) {
    let holdsCue = holds(claim, other.cue.tokens)
    let isHeld = holds(other, claim.cue.tokens)
    let nesting: UInt64 = holdsCue ? (isHeld ? 3 : 1) : isHeld ? 2 : 0
    let (low, high) = (span(claim), span(other))
    let begin: UInt64 = low.lowerBound < high.lowerBound ? 0 : low.lowerBound == high.lowerBound ? 1 : 2
    let end: UInt64 = low.upperBound < high.upperBound ? 0 : low.upperBound == high.upperBound ? 1 : 2
    let isBefore: UInt64 = claim.cue.tokens.lowerBound < other.cue.tokens.lowerBound ? 1 : 0
    let cover: UInt64 = (covers(claim, other) ? 1 : 0) | (covers(other, claim) ? 2 : 0)
    let lead = UInt64(bitPattern: Int64(((claim.certainty - other.certainty) * 5).rounded()))
    features.add(Template.cover, cover, nesting)
    features.add(Template.coverAndLead, cover, nesting, lead)
    features.add(Template.coverAndCertainty, cover, nesting, UInt64(claim.certainty * 5))
    if let source = other.source?.tokens { features.add(Template.heldSource, holds(claim, source) ? 1 : 0, nesting, cover) }
    features.add(Template.nesting, nesting)
    features.add(Template.nestingAndLead, nesting, isSurer ? 1 : 0)
    features.add(Template.extent, begin, end, nesting)
    features.add(Template.order, isBefore, nesting)
    features.add(Template.sorts, sort(claim), sort(other), nesting)
    features.add(Template.sources, sourceSort(claim), sourceSort(other), nesting)
    features.add(Template.otherCue, text.tokens[other.cue.tokens.upperBound - 1].lower, nesting)
    features.add(Template.nestedCue, text.tokens[claim.cue.tokens.upperBound - 1].lower, nesting)
    let distance = claim.cue.tokens.lowerBound - other.cue.tokens.lowerBound
    features.add(Template.distance, UInt64(bitPattern: Int64(CandidateFeatures.bucket(distance))), nesting)
    let isOneSentence = text.sentence(of: claim.cue.tokens.lowerBound) == text.sentence(of: other.cue.tokens.lowerBound)
    features.add(Template.sentence, isOneSentence ? 1 : 0, nesting)
    let quoted = text.tokens[other.cue.tokens.lowerBound].quotation >= 0
    features.add(Template.otherQuoted, quoted ? 1 : 0, nesting)
    features.add(Template.sharedSource, if: claim.source != nil && claim.source?.tokens == other.source?.tokens)
  }

  private func span(_ claim: CueFinding) -> Range<Int> {
    claim.contents[0].tokens.lowerBound..<claim.contents[claim.contents.count - 1].tokens.upperBound
  }

  /// Whether one stretch of a claim's content has all of the other's content in it.
  private func covers(_ claim: CueFinding, _ other: CueFinding) -> Bool {
    claim.contents.contains { part in
      other.contents.allSatisfy { part.tokens.lowerBound <= $0.tokens.lowerBound && $0.tokens.upperBound <= part.tokens.upperBound }
    }
  }

  private func holds(_ claim: CueFinding, _ tokens: Range<Int>) -> Bool { claim.contents.contains { $0.tokens.overlaps(tokens) } }

  /// The type and form of the cue's word; none, and its tag, for a word that is no cue by itself.
  private func sort(_ claim: CueFinding) -> UInt64 {
    for token in claim.cue.tokens.reversed() where text.tokens[token].kind == .word {
      guard let word = CueLexicon.shared[text.tokens[token].lower] else { continue }
      var sort: UInt64 = 1
      switch word.type {
      case .assertion: sort = 1
      case .belief: sort = 2
      case .fact: sort = 3
      case .eventuality: sort = 4
      }
      return sort | (word.form == .noun ? 8 : 0) | tag(token) << 8
    }
    return tag(claim.cue.tokens.lowerBound) << 8
  }

  private func sourceSort(_ claim: CueFinding) -> UInt64 {
    guard let source = claim.source?.tokens else { return 0 }
    return tag(source.upperBound - 1)
  }

  /// A word's part of speech as a number: the letters of its tag.
  private func tag(_ token: Int) -> UInt64 { text.tokens[token].tag.rawValue.utf8.reduce(0) { $0 << 8 | UInt64($1) } }

  private func isComma(_ token: Int) -> Bool { text.bytes[text.tokens[token].range.start] == UInt8(ascii: ",") }

  private enum Template {
    static let rank = FeatureTemplate("rank by certainty")
    static let certainty = FeatureTemplate("certainty")
    static let lead = FeatureTemplate("certainty more than the best other's")
    static let agreement = FeatureTemplate("agreement of the first tagger")
    static let cue = FeatureTemplate("cue")
    static let cueSort = FeatureTemplate("sort of cue")
    static let source = FeatureTemplate("sort of source")
    static let sourceAndCue = FeatureTemplate("sorts of source and cue")
    static let length = FeatureTemplate("words of content")
    static let parts = FeatureTemplate("parts of content")
    static let direct = FeatureTemplate("quoted content")
    static let opening = FeatureTemplate("first word of content")
    static let place = FeatureTemplate("content before, behind or around the cue")
    static let placeAndCue = FeatureTemplate("place of content and cue")
    static let quotedCue = FeatureTemplate("cue in quotation marks")
    static let sentences = FeatureTemplate("sentences of content")
    static let behindComma = FeatureTemplate("comma before the cue")
    static let beforeComma = FeatureTemplate("comma behind the cue")
    static let cover = FeatureTemplate("which content covers the other and nesting")
    static let coverAndLead = FeatureTemplate("cover, nesting and lead")
    static let coverAndCertainty = FeatureTemplate("cover, nesting and certainty")
    static let heldSource = FeatureTemplate("holds the other's source")
    static let nesting = FeatureTemplate("which content holds the other's cue")
    static let nestingAndLead = FeatureTemplate("nesting and which is surer")
    static let extent = FeatureTemplate("which content begins and ends first")
    static let order = FeatureTemplate("which cue is first")
    static let sorts = FeatureTemplate("sorts of both cues")
    static let sources = FeatureTemplate("sorts of both sources")
    static let otherCue = FeatureTemplate("the other cue and nesting")
    static let nestedCue = FeatureTemplate("the cue and nesting")
    static let distance = FeatureTemplate("distance of the cues")
    static let sentence = FeatureTemplate("cues in one sentence")
    static let otherQuoted = FeatureTemplate("the other cue in quotation marks")
    static let sharedSource = FeatureTemplate("one source for both")
  }
}
