package import Record

/// A record with one finding of each kind, every field of it set.
package enum FullRecord {
  /// The article's text.
  package static let text = "The harbour took 1,200 to 1,400 boats in 2016, Mayor Ruth Okoro of Pell said on Monday, more than it ever did."

  /// Some of its words.
  package static func span(_ start: Int, _ end: Int) -> TextSpan {
    TextSpan(start: start, end: end, text: String(text.dropFirst(start).prefix(end - start)))
  }

  /// The quote.
  package static let quote = Quote(
    id: "q1", span: span(0, 46), kind: .indirect, type: .assertion, group: "g1", speaker: "Ruth Okoro", speakerKind: .person,
    official: "o1", speakerMention: span(47, 62), cue: span(71, 75), confidence: 0.625, speakerConfidence: 0.5)
  /// The figure.
  package static let figure = Figure(
    id: "f1", span: span(17, 37), value: 1200, valueHigh: 1400, bound: .about, tolerance: 1.5, vague: true, unit: "boat",
    unitText: "boats", unitKind: .count, change: .up, role: .change, from: 1000, comparedTo: Comparison(value: 900, period: "2015"),
    status: .planned, priceYear: 2014, concept: "boats taken", period: "2016", periodText: "in 2016", attributedTo: "Ruth Okoro",
    quote: "q1", sameAs: "f1", confidence: 0.75, conceptConfidence: 0.25, periodConfidence: 0.125, attributedToConfidence: 0.375)
  /// The official.
  package static let official = Official(
    id: "o1", name: "Ruth Okoro", title: "mayor", titleSpan: span(47, 52), organization: "Pell", sector: .government,
    mentions: [span(53, 63)], confidence: 0.25, organizationConfidence: 0.75)

  /// A record with these findings.
  package static func record(_ quotes: [Quote], _ figures: [Figure], _ officials: [Official]) -> ArticleRecord {
    ArticleRecord(
      article: Article(
        id: "full", text: text, paragraphs: [Paragraph(ByteRange(0, text.utf8.count), .paragraph)],
        provenance: Provenance(contentSHA256: String(repeating: "0", count: 64), mediaType: "text/html", encoding: "utf-8")),
      quotes: quotes, figures: figures, officials: officials, extractor: "onrecord 0.1.0", rules: "0123456789abcdef")
  }
}

extension FieldedFinding {
  /// The fields that have no value.
  package var unset: [String] {
    Self.fields.filter { field in
      switch field.content {
      case .number(let value), .chance(let value): value.get(self) == nil
      case .integer(let value): value.get(self) == nil
      case .flag(let value): !value.get(self)
      case .text(let value), .name(let value), .period(let value), .reference(let value, _): value.get(self) == nil
      case .choice(let choice): choice.position(self) == nil
      case .place: false
      case .span(let value): value.get(self) == nil
      case .spans(let value): value.get(self).isEmpty
      case .parts(_, let isThere): !isThere(self)
      }
    }.map(\.key)
  }

  /// The stored properties that the list of fields lacks, and the fields that are no property.
  package var unlisted: Set<String> {
    let properties = Mirror(reflecting: self).children.compactMap(\.label).filter { $0 != "explanation" }.map { label in
      label.map { $0.isUppercase ? "_" + $0.lowercased() : String($0) }.joined()
    }
    return Set(properties).symmetricDifference(Self.fields.map(\.key))
  }

  /// The finding with one field changed, in each way that the field allows.
  package var variants: [(field: String, finding: Self)] {
    Self.fields.flatMap { field in field.variants(of: self).map { (field.key, $0) } }
  }
}

extension FindingField {
  fileprivate func variants(of finding: Finding) -> [Finding] {
    func with<Value>(_ access: Access<Value>, _ value: Value) -> Finding {
      var copy = finding
      access.set(&copy, value)
      return copy
    }
    switch content {
    case .number(let value), .chance(let value): return [with(value, (value.get(finding) ?? 0) + 0.125), with(value, nil)]
    case .integer(let value): return [with(value, (value.get(finding) ?? 0) + 1), with(value, nil)]
    case .flag(let value): return [with(value, !value.get(finding))]
    case .text(let value), .name(let value): return [with(value, "other"), with(value, nil)]
    case .period(let value): return [with(value, "2001"), with(value, nil)]
    // A finding has an id.
    case .reference(let value, let letter): return [with(value, "\(letter)2")] + (key == "id" ? [] : [with(value, nil)])
    case .choice(let choice):
      return choice.words.indices.filter { $0 != choice.position(finding) }.map { position in
        var copy = finding
        choice.set(&copy, position)
        return copy
      }
    case .place(let value): return [with(value, FullRecord.span(4, 11))]
    case .span(let value): return [with(value, FullRecord.span(4, 11)), with(value, nil)]
    case .spans(let value): return [with(value, value.get(finding) + [FullRecord.span(88, 92)]), with(value, [])]
    case .parts(let parts, _): return parts.flatMap { $0.variants(of: finding) }
    }
  }
}
