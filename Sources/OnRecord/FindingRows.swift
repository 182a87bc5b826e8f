public import Aggregation
public import Export
internal import Record

/// What an exported row says of the article it stands in, for every kind of finding.
private let articleColumns: [Column] = [
  Column("article_id"), Column("article_version", .integer), Column("article_title"), Column("outlet"), Column("published"), Column("url"),
  Column("canonical_url"), Column("source"),
]

extension ArticleHead {
  fileprivate var cells: [Cell] {
    [
      .code(id), .integer(version), .text(title), .text(site), .code(published), .text(url), .text(canonicalURL), .text(source),
    ]
  }
}

/// A hit of a search that can be written as a row.
public protocol ExportableHit {
  /// The columns of its rows; `id` first.
  static var columns: [Column] { get }
  /// Its row's cells, in the columns' order.
  var cells: [Cell] { get }
}

extension QuoteHit: ExportableHit {
  /// Every field of the record's quote, the speaker's role, the passage it stands in, and the article.
  public static var columns: [Column] {
    [
      Column("id"), Column("text"), Column("kind"), Column("type"), Column("group"), Column("speaker"), Column("speaker_kind"),
      Column("title"),
      Column("organization"), Column("speaker_mention"), Column("cue"), Column("confidence", .number),
      Column("speaker_confidence", .number),
      Column("start", .integer),
      Column("end", .integer), Column("passage"),
    ] + articleColumns
  }

  /// The quote's cells.
  public var cells: [Cell] {
    [
      .code(id), .text(quote.span.text), .code(quote.kind.rawValue), .code(quote.type.rawValue), .code(quote.group), .text(quote.speaker),
      .code(quote.speakerKind?.rawValue), .text(title), .text(organization), .text(quote.speakerMention?.text), .text(quote.cue?.text),
      .number(quote.confidence), .number(quote.speakerConfidence), .integer(quote.span.start), .integer(quote.span.end),
      .text(passage),
    ] + article.cells
  }
}

extension FigureHit: ExportableHit {
  /// Every field of the record's figure, the passage it stands in, and the article.
  public static var columns: [Column] {
    [
      Column("id"), Column("text"), Column("value", .number), Column("value_high", .number), Column("bound"), Column("tolerance", .number),
      Column("vague", .boolean), Column("unit"), Column("unit_text"), Column("unit_kind"), Column("change"), Column("role"),
      Column("from", .number), Column("compared_to_value", .number), Column("compared_to_period"), Column("status"),
      Column("price_year", .integer), Column("concept"), Column("period"),
      Column("period_text"), Column("attributed_to"), Column("quote"), Column("same_as"), Column("confidence", .number),
      Column("concept_confidence", .number), Column("period_confidence", .number), Column("attributed_to_confidence", .number),
      Column("start", .integer),
      Column("end", .integer), Column("passage"),
    ] + articleColumns
  }

  /// The figure's cells.
  public var cells: [Cell] {
    [
      .code(id), .text(figure.span.text), .number(figure.value), .number(figure.valueHigh), .code(figure.bound.rawValue),
      .number(figure.tolerance), .bool(figure.vague), .text(figure.unit), .text(figure.unitText), .code(figure.unitKind?.rawValue),
      .code(figure.change?.rawValue), .code(figure.role.rawValue), .number(figure.from), .number(figure.comparedTo?.value),
      .code(figure.comparedTo?.period), .code(figure.status.rawValue), .integer(figure.priceYear), .text(figure.concept),
      .code(figure.period), .text(figure.periodText), .text(figure.attributedTo),
      .code(figure.quote), .code(figure.sameAs), .number(figure.confidence), .number(figure.conceptConfidence),
      .number(figure.periodConfidence), .number(figure.attributedToConfidence), .integer(figure.span.start), .integer(figure.span.end),
      .text(passage),
    ] + article.cells
  }
}

extension OfficialHit: ExportableHit {
  /// Every field of the record's official with the number of mentions and the first one's place, and the article.
  public static var columns: [Column] {
    [
      Column("id"), Column("name"), Column("title"), Column("organization"), Column("sector"), Column("mentions", .integer),
      Column("confidence", .number), Column("organization_confidence", .number),
      Column("start", .integer), Column("end", .integer),
    ] + articleColumns
  }

  /// The official's cells.
  public var cells: [Cell] {
    [
      .code(id), .text(official.name), .text(official.title), .text(official.organization), .code(official.sector?.rawValue),
      .integer(official.mentions.count), .number(official.confidence), .number(official.organizationConfidence),
      .integer(official.mentions.first?.start), .integer(official.mentions.first?.end),
    ] + article.cells
  }
}

extension ArticleHit: ExportableHit {
  /// The article's metadata and what was found in it.
  public static var columns: [Column] {
    [Column("id"), Column("title"), Column("outlet"), Column("published"), Column("authors", .array), Column("language")]
      + [Column("length", .integer), Column("quotes", .integer), Column("figures", .integer), Column("officials", .integer)]
      + [Column("version", .integer), Column("versions", .integer), Column("url"), Column("canonical_url"), Column("source")]
  }

  /// The article's cells.
  public var cells: [Cell] {
    [
      .code(article.id), .text(article.title), .text(article.site), .code(article.published), .list(authors), .code(language),
      .integer(length), .integer(quotes), .integer(figures), .integer(officials), .integer(article.version), .integer(versions),
      .text(article.url), .text(article.canonicalURL), .text(article.source),
    ]
  }
}
