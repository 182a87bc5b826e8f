extension Quote: FieldedFinding {
  package static let fields: [FindingField<Quote>] = [
    .reference("id", "q", { $0.id }, { $0.id = $1 ?? "" }),
    .place("span", { $0.span }, { $0.span = $1 }),
    .choice("kind", { $0.kind }, { $0.kind = $1 }),
    .choice("type", { $0.type }, { $0.type = $1 }),
    .reference("group", "g", { $0.group }, { $0.group = $1 }),
    .name("speaker", { $0.speaker }, { $0.speaker = $1 }),
    .choice("speaker_kind", { $0.speakerKind }, { $0.speakerKind = $1 }),
    .reference("official", "o", { $0.official }, { $0.official = $1 }),
    .span("speaker_mention", { $0.speakerMention }, { $0.speakerMention = $1 }),
    .span("cue", { $0.cue }, { $0.cue = $1 }),
    .chance("confidence", { $0.confidence }, { $0.confidence = $1 }),
    .chance("speaker_confidence", { $0.speakerConfidence }, { $0.speakerConfidence = $1 }),
  ]
}

extension Figure: FieldedFinding {
  package static let fields: [FindingField<Figure>] = [
    .reference("id", "f", { $0.id }, { $0.id = $1 ?? "" }),
    .place("span", { $0.span }, { $0.span = $1 }),
    .number("value", stored: .beforeBits, { $0.value }, { $0.value = $1 ?? 0 }),
    .number("value_high", stored: .bit(1), { $0.valueHigh }, { $0.valueHigh = $1 }),
    .choice("bound", stored: .beforeBits, { $0.bound }, { $0.bound = $1 }),
    .number("tolerance", stored: .bit(2), { $0.tolerance }, { $0.tolerance = $1 }),
    .flag("vague", stored: .bit(0), { $0.vague }, { $0.vague = $1 }),
    .name("unit", stored: .bit(3), { $0.unit }, { $0.unit = $1 }),
    .text("unit_text", stored: .bit(4), { $0.unitText }, { $0.unitText = $1 }),
    .choice("unit_kind", stored: .bit(5), { $0.unitKind }, { $0.unitKind = $1 }),
    .choice("change", stored: .bit(6), { $0.change }, { $0.change = $1 }),
    .choice("role", stored: .beforeBits, { $0.role }, { $0.role = $1 }),
    .number("from", stored: .bit(7), { $0.from }, { $0.from = $1 }),
    .parts(
      "compared_to", { $0.comparedTo != nil },
      [
        .number(
          "value", stored: .bit(8), { $0.comparedTo?.value },
          { figure, value in figure.comparedTo = value.map { Comparison(value: $0, period: figure.comparedTo?.period) } }),
        .period("period", stored: .bit(9), { $0.comparedTo?.period }, { $0.comparedTo?.period = $1 }),
      ]),
    .choice("status", stored: .behindBits, { $0.status }, { $0.status = $1 }),
    .integer("price_year", stored: .bit(16), { $0.priceYear }, { $0.priceYear = $1 }),
    .text("concept", stored: .bit(10), { $0.concept }, { $0.concept = $1 }),
    .period("period", stored: .bit(11), { $0.period }, { $0.period = $1 }),
    .text("period_text", stored: .bit(12), { $0.periodText }, { $0.periodText = $1 }),
    .name("attributed_to", stored: .bit(13), { $0.attributedTo }, { $0.attributedTo = $1 }),
    .reference("quote", "q", stored: .bit(14), { $0.quote }, { $0.quote = $1 }),
    .reference("same_as", "f", stored: .bit(17), { $0.sameAs }, { $0.sameAs = $1 }),
    .chance("confidence", stored: .bit(15), { $0.confidence }, { $0.confidence = $1 }),
    .chance("concept_confidence", stored: .bit(18), { $0.conceptConfidence }, { $0.conceptConfidence = $1 }),
    .chance("period_confidence", stored: .bit(19), { $0.periodConfidence }, { $0.periodConfidence = $1 }),
    .chance("attributed_to_confidence", stored: .bit(20), { $0.attributedToConfidence }, { $0.attributedToConfidence = $1 }),
  ]
}

extension Official: FieldedFinding {
  package static let fields: [FindingField<Official>] = [
    .reference("id", "o", { $0.id }, { $0.id = $1 ?? "" }),
    .name("name", { $0.name }, { $0.name = $1 ?? "" }),
    .name("title", { $0.title }, { $0.title = $1 }),
    .span("title_span", { $0.titleSpan }, { $0.titleSpan = $1 }),
    .name("organization", { $0.organization }, { $0.organization = $1 }),
    .choice("sector", { $0.sector }, { $0.sector = $1 }),
    .spans("mentions", { $0.mentions }, { $0.mentions = $1 }),
    .chance("confidence", { $0.confidence }, { $0.confidence = $1 }),
    .chance("organization_confidence", { $0.organizationConfidence }, { $0.organizationConfidence = $1 }),
  ]
}
