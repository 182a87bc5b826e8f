internal import Linguistics
internal import Ranking
internal import Record

/// Resolves conflicts between cues that claim the same words, and adds quotations that no cue claims.
struct AttributionResolver {
  let text: AnalyzedText
  /// Chooses among reports that claim the same words; without it the surest one keeps them.
  let claims: RankingModel?

  /// The attributions of a paragraph, in text order.
  func attributions(_ findings: [CueFinding], tagged: TaggedParagraph, number: Int) -> [Attribution] {
    var kept: [CueFinding] = []
    let chooser = ClaimChooser(text: text, model: claims)
    for finding in chooser.ordered(findings.filter { !isDoubtful($0) }, agreement: { agreement(of: $0, with: tagged.attributions) }) {
      var finding = finding
      if kept.contains(where: { $0.cue.tokens.overlaps(finding.cue.tokens) }) { continue }
      finding.contents.removeAll { content in kept.contains { $0.contents.contains { $0.tokens.overlaps(content.tokens) } } }
      if finding.contents.isEmpty || isDoubtful(finding) { continue }
      kept.append(finding)
    }
    var attributions = kept.map { finding in
      var finding = finding
      // A source found only by the first tagger is better than none.
      let linked = tagged.attributions.first { $0.cue.map { $0.tokens.overlaps(finding.cue.tokens) } ?? false }?.source
      let source =
        finding.source
        ?? linked.flatMap { source in
          finding.contents.contains { $0.tokens.overlaps(source.tokens) } || finding.cue.tokens.overlaps(source.tokens) ? nil : source
        }
      var attribution = Attribution(
        contents: finding.contents, cue: finding.cue, source: source, paragraph: number, rule: "cue, content and source")
      finding.source = source
      attribution.agreement = agreement(of: finding, with: tagged.attributions)
      return attribution
    }
    for linked in tagged.attributions {
      for content in linked.contents where content.part == .direct {
        if attributions.contains(where: { $0.contents.contains { $0.tokens.overlaps(content.tokens) } }) { continue }
        if attributions.contains(where: { $0.cue.map { $0.tokens.overlaps(content.tokens) } ?? false }) { continue }
        if let cue = linked.cue,
          let owner = attributions.firstIndex(where: { $0.cue.map { $0.tokens.overlaps(cue.tokens) } ?? false })
        {
          attributions[owner].contents.append(content)
          attributions[owner].contents.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
        } else if !isScare(content) {
          attributions.append(
            Attribution(contents: [content], cue: nil, source: nil, paragraph: number, rule: "quotation without a cue"))
        }
      }
    }
    attributions = handedBack(attributions)
    return attributions.sorted { $0.contents[0].tokens.lowerBound < $1.contents[0].tokens.lowerBound }
  }

  /// “A,” Roe said, though others have said so. “B.”: the quotation after the sentence belongs to Roe, not to the others.
  private func handedBack(_ attributions: [Attribution]) -> [Attribution] {
    var attributions = attributions
    for index in attributions.indices {
      guard let cue = attributions[index].cue?.tokens else { continue }
      let sentence = text.sentences[text.sentence(of: cue.lowerBound)].tokens
      guard
        let first = attributions.indices.first(where: { other in
          guard other != index, let earlier = attributions[other].cue?.tokens, sentence.contains(earlier.lowerBound),
            earlier.upperBound <= cue.lowerBound
          else { return false }
          return attributions[other].contents.contains { $0.part == .direct && $0.tokens.upperBound <= earlier.lowerBound }
        })
      else { continue }
      attributions[index].contents = attributions[index].contents.flatMap { split($0, at: sentence.upperBound) }
      let later = attributions[index].contents.filter { $0.part == .direct && $0.tokens.lowerBound >= sentence.upperBound }
      if later.isEmpty { continue }
      attributions[index].contents.removeAll { $0.part == .direct && $0.tokens.lowerBound >= sentence.upperBound }
      attributions[first].contents += later
    }
    attributions.removeAll(where: \.contents.isEmpty)
    return attributions
  }

  /// Splits a content span where a quotation opens the next sentence inside it.
  private func split(_ content: QuotePart, at token: Int) -> [QuotePart] {
    guard token > content.tokens.lowerBound, token < content.tokens.upperBound, text.tokens[token].kind == .openingMark,
      text.tokens[token - 1].kind == .closingMark
    else { return [content] }
    var (left, right) = (content, content)
    left.tokens = content.tokens.lowerBound..<token
    right.tokens = token..<content.tokens.upperBound
    right.part = .direct
    return [left, right]
  }

  /// The groups of reports that claim the same words, for training.
  func conflicts(_ findings: [CueFinding], tagged: TaggedParagraph) -> [ClaimGroup] {
    ClaimChooser(text: text, model: nil).groups(findings.filter { !isDoubtful($0) }) { agreement(of: $0, with: tagged.attributions) }
  }

  /// How far the first tagger's attributions agree with a finding (``Attribution/agreement``).
  private func agreement(of finding: CueFinding, with linked: [Attribution]) -> UInt64 {
    guard let other = linked.first(where: { $0.cue.map { $0.tokens.overlaps(finding.cue.tokens) } ?? false }) else { return 0 }
    var signs: UInt64 = 1
    if other.contents.first?.tokens.lowerBound == finding.contents.first?.tokens.lowerBound { signs |= 2 }
    if other.contents.last?.tokens.upperBound == finding.contents.last?.tokens.upperBound { signs |= 4 }
    if other.source?.tokens == finding.source?.tokens { signs |= 8 }
    return signs
  }

  /// Whether a cue without an attributing verb has no other support: no speaker, or a content of one or two words or on both sides of the
  /// cue, none of it in quotation marks ("opened the bridge"). Fewer than a third of these are right.
  private func isDoubtful(_ finding: CueFinding) -> Bool {
    for token in finding.cue.tokens where text.tokens[token].kind != .word || CueLexicon.shared[text.tokens[token].lower] != nil {
      return false
    }
    if finding.contents.contains(where: { $0.tokens.contains { text.tokens[$0].quotation >= 0 } }) { return false }
    let words = finding.contents.reduce(0) { $0 + $1.tokens.count { text.tokens[$0].kind == .word } }
    let isOnBothSides =
      finding.contents.contains { $0.tokens.upperBound <= finding.cue.tokens.lowerBound }
      && finding.contents.contains { $0.tokens.lowerBound >= finding.cue.tokens.upperBound }
    return finding.source == nil || words <= 2 || isOnBothSides
  }

  /// Whether a quotation without attribution is only a word or two inside a sentence: the so-called “miracle pump”.
  private func isScare(_ content: QuotePart) -> Bool {
    guard content.tokens.count(where: { text.tokens[$0].kind == .word }) < 4 else { return false }
    let sentences = text.sentence(of: content.tokens.lowerBound)...text.sentence(of: content.tokens.upperBound - 1)
    return !text.sentences[sentences].contains { sentence in
      sentence.tokens.overlaps(content.tokens)
        && sentence.tokens.allSatisfy { content.tokens.contains($0) || text.tokens[$0].kind != .word }
    }
  }
}
