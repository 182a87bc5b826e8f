public import Aggregation
public import Export
internal import Record

/// A hit of a search that can be written as a row.
public protocol ExportableHit {
  /// The table of its rows; `id` first.
  static var table: Table { get }
  /// Its row's cells, in the columns' order.
  var cells: [Cell] { get }
}

extension ExportableHit {
  /// The columns of its rows.
  public static var columns: [Column] { table.columns }
}

/// Columns for where a finding is in the article's text, for every kind of finding.
private let placeColumns: [Column] = [
  Column("char_start", .integer, "First code point of the finding in the article's text."),
  Column("char_end", .integer, "The code point behind its last."),
  Column("sentence", .string, "The sentences that hold it, whole."),
  Column("sentence_start", .integer, "First code point of the sentence in the article's text."),
  Column("sentence_end", .integer, "The code point behind its last."),
  Column("passage", .string, "The paragraphs that hold it, whole."),
  Column("passage_start", .integer, "First code point of the passage in the article's text."),
]

/// Columns for the article a row is from, for every kind of finding.
private let articleColumns: [Column] =
  [
    Column("article_id", .string, "The article's id: joins the table articles."),
    Column("article_version", .integer, "The version of the article, counted from 1."),
    Column("article_title", .string, "The headline."),
  ] + sourceColumns

private let sourceColumns: [Column] = [
  Column("outlet", .string, "The publisher's name."),
  Column("authors", .array, "The people or desks of the byline."),
  Column("published", .datetime, "When the article was published, in UTC; unknown where the page gives a day without a zoned time."),
  Column("published_date", .date, "The day of publication, on the outlet's own clock."),
  Column("modified", .datetime, "When the article was last changed, in UTC, where the page tells a zoned time."),
  Column("modified_date", .date, "The day of the last change."),
  Column("url", .string, "The address the page was had from."),
  Column("canonical_url", .string, "The address the page names as its own."),
  Column("source", .string, "The file the page was read from."),
  Column("retrieved", .datetime, "When the page was fetched, where the archive tells."),
  Column("content_sha256", .string, "SHA-256 of the page's bytes as read."),
  Column("language", .string, "The article's language (BCP 47)."),
  Column("extractor", .string, "The program that made the finding, with its version."),
  Column("rules", .string, "Hash of the rules and weights that made the finding."),
  Column("cluster", .string, "The id of the first article of the story, where several articles print it."),
  Column("copy_of", .string, "The id of the article that the article is a copy of."),
  Column("copies", .integer, "How many other articles of the story are copies."),
]

extension ArticleHead {
  fileprivate var cells: [Cell] { [.code(id), .integer(version), .text(title)] + sourceCells }

  fileprivate var sourceCells: [Cell] {
    [
      .text(site), .list(authors), .instant(CalendarDay.microseconds(published)), .date(CalendarDay.day(of: published)),
      .instant(CalendarDay.microseconds(modified)), .date(CalendarDay.day(of: modified)), .text(url), .text(canonicalURL), .text(source),
      .instant(CalendarDay.microseconds(retrieved)), .code(contentSHA256), .code(language), .code(extractor), .code(rules),
      .code(story?.story),
      .code(story?.copyOf), .integer(story?.copies),
    ]
  }
}

/// The cells of ``placeColumns``.
private func place(_ span: TextSpan?, _ sentence: TextSpan, _ passage: String, _ start: Int) -> [Cell] {
  guard let span else { return [.integer(nil), .integer(nil), .text(nil), .integer(nil), .integer(nil), .text(nil), .integer(nil)] }
  return [
    .integer(span.start), .integer(span.end), .text(sentence.text), .integer(sentence.start), .integer(sentence.end), .text(passage),
    .integer(start),
  ]
}

extension QuoteHit: ExportableHit {
  /// Every field of the record's quote, the speaker's role, where it is, and the article.
  public static let table = Table(
    "quotes", "words attributed to someone",
    columns: [
      Column("id", .string, "The quote's stable id."),
      Column("text", .string, "The exact words, without outer quotation marks."),
      Column("kind", .string, "How much stands in quotation marks: direct (all), indirect (none), mixed."),
      Column("type", .string, "The attribution's type: assertion, belief, fact, eventuality."),
      Column("utterance", .string, "Of a quote in several stretches: the id of the first stretch."),
      Column("speaker", .string, "The fullest name the article gives the speaker."),
      Column("speaker_kind", .string, "person, organization, group or document."),
      Column("speaker_title", .string, "The speaker's title as of the article."),
      Column("organization", .string, "The speaker's organization as of the article."),
      Column("official", .string, "The speaker's id in the table officials."),
      Column("speaker_mention", .string, "The words that name the speaker at this quote."),
      Column("cue", .string, "The words that attribute."),
      Column("confidence", .number, "Chance that this is an attribution with the right words."),
      Column("speaker_confidence", .number, "Chance that the speaker, or its absence, is right."),
    ] + placeColumns + articleColumns,
    references: [
      Table.Reference("article_id", to: "articles"), Table.Reference("official", to: "officials"),
      Table.Reference("utterance", to: "quotes"),
    ])

  /// The quote's cells.
  public var cells: [Cell] {
    [
      .code(id), .text(quote.span.text), .code(quote.kind.rawValue), .code(quote.type.rawValue), .code(utteranceID), .text(quote.speaker),
      .code(quote.speakerKind?.rawValue), .text(title), .text(organization), .code(officialID), .text(quote.speakerMention?.text),
      .text(quote.cue?.text), chance(quote.confidence), chance(quote.speakerConfidence),
    ] + place(quote.span, sentence, passage, passageStart) + article.cells
  }
}

extension FigureHit: ExportableHit {
  /// Every field of the record's figure, where it is, and the article.
  public static let table = Table(
    "figures", "a number with what it counts, when and who says so",
    columns: [
      Column("id", .string, "The figure's stable id."),
      Column("text", .string, "The exact words: bound, number, unit, up to what is counted."),
      Column("value", .number, "The number, multiplied out; of a range its lower end."),
      Column("value_high", .number, "The upper end of a range."),
      Column("bound", .string, "How the value bounds the truth: =, >, >=, <, <=, ~ (about)."),
      Column("tolerance", .number, "The ± of a value."),
      Column("vague", .boolean, "Whether the words are a vague count (“dozens”)."),
      Column("unit", .string, "ISO 4217, UCUM, percent …, or the noun counted."),
      Column("unit_text", .string, "The unit's words in the text."),
      Column("unit_kind", .string, "money, measure, count, percent, age, duration, ratio or index."),
      Column("change", .string, "up or down, where the number is said to move."),
      Column("role", .string, "level (what it is) or change (by how much it moved)."),
      Column("from_value", .number, "The earlier level, in the same unit."),
      Column("compared_to_value", .number, "The value it is compared with."),
      Column("compared_to_period", .string, "The period of that value (EDTF)."),
      Column("status", .string, "actual, projected, planned, limit or hypothetical."),
      Column("price_year", .integer, "The year whose money it is."),
      Column("concept", .string, "What the number is about, in the article's words."),
      Column("period", .string, "The time it is about: ISO 8601 / EDTF level 1."),
      Column("period_text", .string, "The words that gave the period."),
      Column("period_start", .date, "First day of the period."),
      Column("period_end", .date, "Last day of the period."),
      Column("attributed_to", .string, "Whom the article credits the number to."),
      Column("quote", .string, "The id of the quote it stands in: joins the table quotes."),
      Column("same_as", .string, "The id of an earlier figure that states the same fact."),
      Column("confidence", .number, "Chance that value, unit, bound and change are right."),
      Column("concept_confidence", .number, "Chance that the concept, or its absence, is right."),
      Column("period_confidence", .number, "Chance that the period, or its absence, is right."),
      Column("attributed_to_confidence", .number, "Chance that the source, or its absence, is right."),
    ] + placeColumns + articleColumns,
    references: [
      Table.Reference("article_id", to: "articles"), Table.Reference("quote", to: "quotes"), Table.Reference("same_as", to: "figures"),
    ])

  /// The figure's cells.
  public var cells: [Cell] {
    let days = PeriodDays(figure.period)
    return [
      .code(id), .text(figure.span.text), .number(figure.value), .number(figure.valueHigh), .code(figure.bound.rawValue),
      .number(figure.tolerance), .bool(figure.vague), .text(figure.unit), .text(figure.unitText), .code(figure.unitKind?.rawValue),
      .code(figure.change?.rawValue), .code(figure.role.rawValue), .number(figure.from), .number(figure.comparedTo?.value),
      .code(figure.comparedTo?.period), .code(figure.status.rawValue), .integer(figure.priceYear), .text(figure.concept),
      .code(figure.period), .text(figure.periodText), .date(days?.first), .date(days?.last), .text(figure.attributedTo), .code(quoteID),
      .code(sameAsID), chance(figure.confidence), chance(figure.conceptConfidence), chance(figure.periodConfidence),
      chance(figure.attributedToConfidence),
    ] + place(figure.span, sentence, passage, passageStart) + article.cells
  }
}

extension OfficialHit: ExportableHit {
  /// Every field of the record's official with the number of mentions and the first one's place, and the article.
  public static let table = Table(
    "officials", "a named person to whom an article gives a role",
    columns: [
      Column("id", .string, "The official's stable id in this article."),
      Column("name", .string, "The fullest form the article writes, without title."),
      Column("title", .string, "The office, rank, job or candidacy."),
      Column("organization", .string, "The body or place to which the role belongs."),
      Column("sector", .string, "The part of public life."),
      Column("mentions", .integer, "How often the article names the person."),
      Column("confidence", .number, "Chance that person and title are right."),
      Column("organization_confidence", .number, "Chance that the organization, or its absence, is right."),
    ] + placeColumns + articleColumns, references: [Table.Reference("article_id", to: "articles")])

  /// The official's cells.
  public var cells: [Cell] {
    [
      .code(id), .text(official.name), .text(official.title), .text(official.organization), .code(official.sector?.rawValue),
      .integer(official.mentions.count), chance(official.confidence), chance(official.organizationConfidence),
    ] + place(official.mentions.first, sentence, passage, passageStart) + article.cells
  }
}

extension ArticleHit: ExportableHit {
  /// The article's metadata and what was found in it.
  public static let table = Table(
    "articles", "an article",
    columns: [
      Column("id", .string, "The article's stable id."),
      Column("title", .string, "The headline."),
      Column("length", .integer, "Code points of text."),
      Column("quotes", .integer, "Quotes found in it, of every type."),
      Column("figures", .integer, "Figures found in it."),
      Column("officials", .integer, "Officials found in it."),
      Column("version", .integer, "The version, counted from 1."),
      Column("versions", .integer, "How many versions are stored."),
      Column("section", .string, "The outlet's section, as the page names it."),
      Column("tags", .array, "The subjects that the page names."),
      Column(
        "access", .string,
        "free, paid, or teaser: the page is not free to read, and only its beginning is here. Empty where it does not say."),
    ] + sourceColumns)

  /// The article's cells.
  public var cells: [Cell] {
    [
      .code(article.id), .text(article.title), .integer(length), .integer(quotes), .integer(figures), .integer(officials),
      .integer(article.version), .integer(versions), .text(section), .list(tags), .code(access?.rawValue),
    ] + article.sourceCells
  }
}

/// A confidence as records write it, rounded to the thousandth; searches filter by the same value.
private func chance(_ confidence: Double?) -> Cell { .number(confidence.map { ($0 * 1000).rounded() / 1000 }) }
