internal import Knowledge
internal import Record

/// Numbers the findings, links speakers, officials and figures, and converts byte offsets to code points.
struct RecordBuilder {
  let article: Article
  let explains: Bool
  let map: CodePointMap

  init(article: Article, explains: Bool) {
    self.article = article
    self.explains = explains
    map = CodePointMap(article.text)
  }

  func record(
    officials: [OfficialFinding], quotes: [QuoteFinding], figures: [FigureFinding], periods: [PeriodFinding]
  ) -> ArticleRecord {
    var officialOfPerson: [Int: String] = [:]
    for (index, official) in officials.enumerated() where officialOfPerson[official.person] == nil {
      officialOfPerson[official.person] = "o\(index + 1)"
    }
    let groups = groupNames(quotes)
    return ArticleRecord(
      article: article,
      quotes: quotes.enumerated().map { index, finding in
        Quote(
          id: "q\(index + 1)", span: map.span(finding.range), kind: finding.kind, type: finding.type,
          group: finding.group.flatMap { groups[$0] }, speaker: finding.speaker, speakerKind: finding.speakerKind,
          official: finding.person.flatMap { officialOfPerson[$0] }, speakerMention: finding.mention.map(map.span),
          cue: finding.cue.map(map.span), confidence: finding.confidence, speakerConfidence: finding.speakerConfidence,
          explanation: explanation(finding.reason))
      },
      figures: figures.enumerated().map { index, finding in figure(finding, number: index + 1) },
      officials: officials.enumerated().map { index, finding in
        Official(
          id: "o\(index + 1)", name: finding.name, title: finding.title, titleSpan: finding.titleRange.map(map.span),
          organization: finding.organization, sector: finding.sector, mentions: finding.mentions.map(map.span),
          confidence: finding.confidence, organizationConfidence: finding.organizationConfidence,
          explanation: explanation(finding.reason))
      },
      periods: explains ? periods.map { PeriodMention(span: map.span($0.range), period: $0.period) } : nil,
      extractor: ExtractorVersion.name, rules: ExtractorVersion.rules)
  }

  /// `g1`, `g2` … in order of first appearance, for groups of at least two quotes.
  private func groupNames(_ quotes: [QuoteFinding]) -> [Int: String] {
    var sizes: [Int: Int] = [:]
    for quote in quotes { if let group = quote.group { sizes[group, default: 0] += 1 } }
    var names: [Int: String] = [:]
    for quote in quotes {
      if let group = quote.group, sizes[group, default: 0] > 1, names[group] == nil { names[group] = "g\(names.count + 1)" }
    }
    return names
  }

  private func figure(_ finding: FigureFinding, number: Int) -> Figure {
    Figure(
      id: "f\(number)", span: map.span(finding.range), value: finding.value, valueHigh: finding.valueHigh, bound: finding.bound,
      tolerance: finding.tolerance, vague: finding.vague, unit: finding.unit, unitText: finding.unitText, unitKind: finding.unitKind,
      change: finding.change, role: finding.role, from: finding.from, comparedTo: finding.comparedTo, status: finding.status,
      priceYear: finding.priceYear, concept: finding.concept, period: finding.period, periodText: finding.periodText,
      attributedTo: finding.attributedTo,
      quote: finding.quote.map { "q\($0 + 1)" }, sameAs: finding.sameAs.map { "f\($0 + 1)" }, confidence: finding.confidence,
      conceptConfidence: finding.conceptConfidence, periodConfidence: finding.periodConfidence,
      attributedToConfidence: finding.attributedToConfidence, explanation: explanation(finding.reason))
  }

  private func explanation(_ reason: Reason) -> Explanation? {
    guard explains else { return nil }
    return Explanation(
      rule: reason.rule, evidence: reason.evidence.map { Explanation.Evidence(span: map.span($0.range), role: $0.role) })
  }
}
