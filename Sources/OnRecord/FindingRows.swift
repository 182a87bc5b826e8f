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

/// Some columns of a table of hits, and how their cells are made.
private struct HitColumns<Hit>: Sendable {
  let columns: [Column]
  let cells: @Sendable (Hit, inout [Cell]) -> Void

  /// A column of the hit's own.
  static func own(_ name: String, _ kind: Column.Kind, _ meaning: String, _ cell: @escaping @Sendable (Hit) -> Cell) -> Self {
    Self(columns: [Column(name, kind, meaning)]) { $1.append(cell($0)) }
  }

  /// The cells of a hit.
  static func cells(_ parts: [Self], of hit: Hit) -> [Cell] {
    var cells: [Cell] = []
    cells.reserveCapacity(64)
    for part in parts { part.cells(hit, &cells) }
    return cells
  }
}

extension HitColumns where Hit: FindingHit {
  /// The column of a field of the finding, named like the field if no other name is given. `of` is the field that it is a part of.
  static func field(_ key: String, of whole: String? = nil, as name: String? = nil, _ meaning: String) -> Self {
    var fields = Hit.Finding.fields
    if let whole, case .parts(let parts, _)? = fields.first(where: { $0.key == whole })?.content { fields = parts }
    guard let content = fields.first(where: { $0.key == key })?.content else { preconditionFailure("no field \(key)") }
    let (kind, cell) = cell(content)
    return Self(columns: [Column(name ?? key, kind, meaning)]) { $1.append(cell($0.finding)) }
  }

  private static func cell(_ content: FindingField<Hit.Finding>.Content) -> (Column.Kind, @Sendable (Hit.Finding) -> Cell) {
    switch content {
    case .number(let value): (.number, { .number(value.get($0)) })
    // Rounded as in the record; searches filter by the same value.
    case .chance(let value): (.number, { .number(FindingField<Hit.Finding>.rounded(value.get($0))) })
    case .integer(let value): (.integer, { .integer(value.get($0)) })
    case .flag(let value): (.boolean, { .bool(value.get($0)) })
    case .text(let value), .name(let value): (.string, { .text(value.get($0)) })
    case .period(let value): (.string, { .code(value.get($0)) })
    case .choice(let choice): (.string, { .code(choice.word($0)) })
    case .place(let value): (.string, { .text(value.get($0).text) })
    case .span(let value): (.string, { .text(value.get($0)?.text) })
    case .spans(let value): (.integer, { .integer(value.get($0).count) })
    case .reference, .parts: preconditionFailure("the hit has ids of its own, and parts have columns of their own")
    }
  }
}

/// A hit that is a finding of a record.
private protocol FindingHit: Sendable {
  associatedtype Finding: FieldedFinding
  var finding: Finding { get }
}

extension QuoteHit: FindingHit { fileprivate var finding: Quote { quote } }
extension FigureHit: FindingHit { fileprivate var finding: Figure { figure } }
extension OfficialHit: FindingHit { fileprivate var finding: Official { official } }

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
  Column("modified", .datetime, "When the article was last changed, in UTC, where the page gives a time with a zone."),
  Column("modified_date", .date, "The day of the last change."),
  Column("url", .string, "The address the page was had from."),
  Column("canonical_url", .string, "The address the page names as its own."),
  Column("source", .string, "The file the page was read from."),
  Column("retrieved", .datetime, "When the page was fetched, where the archive states it."),
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
  private static let fields: [HitColumns<QuoteHit>] = [
    .own("id", .string, "The quote's stable id.") { .code($0.id) },
    .field("span", as: "text", "The exact words, without outer quotation marks."),
    .field("kind", "How much stands in quotation marks: direct (all), indirect (none), mixed."),
    .field("type", "The attribution's type: assertion, belief, fact, eventuality."),
    .own("utterance", .string, "Of a quote in several stretches: the id of the first stretch.") { .code($0.utteranceID) },
    .field("speaker", "The fullest name the article gives the speaker."),
    .field("speaker_kind", "person, organization, group or document."),
    .own("speaker_title", .string, "The speaker's title as of the article.") { .text($0.title) },
    .own("organization", .string, "The speaker's organization as of the article.") { .text($0.organization) },
    .own("official", .string, "The speaker's id in the table officials.") { .code($0.officialID) },
    .field("speaker_mention", "The words that name the speaker at this quote."),
    .field("cue", "The words that attribute."),
    .field("confidence", "Chance that this is an attribution with the right words."),
    .field("speaker_confidence", "Chance that the speaker, or its absence, is right."),
  ]

  /// Every field of the record's quote, the speaker's role, where it is, and the article.
  public static let table = Table(
    "quotes", "words attributed to someone",
    columns: fields.flatMap(\.columns) + placeColumns + articleColumns,
    references: [
      Table.Reference("article_id", to: "articles"), Table.Reference("official", to: "officials"),
      Table.Reference("utterance", to: "quotes"),
    ])

  /// The quote's cells.
  public var cells: [Cell] { HitColumns.cells(Self.fields, of: self) + place(quote.span, sentence, passage, passageStart) + article.cells }
}

extension FigureHit: ExportableHit {
  private static let fields: [HitColumns<FigureHit>] = [
    .own("id", .string, "The figure's stable id.") { .code($0.id) },
    .field("span", as: "text", "The exact words: bound, number, unit, up to what is counted."),
    .field("value", "The number, multiplied out; of a range its lower end."),
    .field("value_high", "The upper end of a range."),
    .field("bound", "How the value bounds the truth: =, >, >=, <, <=, ~ (about)."),
    .field("tolerance", "The ± of a value."),
    .field("vague", "Whether the words are a vague count (“dozens”)."),
    .field("unit", "ISO 4217, UCUM, percent …, or the noun counted."),
    .field("unit_text", "The unit's words in the text."),
    .field("unit_kind", "money, measure, count, percent, age, duration, ratio or index."),
    .field("change", "up or down, where the number is said to move."),
    .field("role", "level (what it is) or change (by how much it moved)."),
    .field("from", as: "from_value", "The earlier level, in the same unit."),
    .field("value", of: "compared_to", as: "compared_to_value", "The value it is compared with."),
    .field("period", of: "compared_to", as: "compared_to_period", "The period of that value (EDTF)."),
    .field("status", "actual, projected, planned, limit or hypothetical."),
    .field("price_year", "The year whose money it is."),
    .field("concept", "What the number is about, in the article's words."),
    .field("period", "The time it is about: ISO 8601 / EDTF level 1."),
    .field("period_text", "The words that gave the period."),
    HitColumns(columns: [Column("period_start", .date, "First day of the period."), Column("period_end", .date, "Last day of the period.")])
    { hit, cells in
      let days = PeriodDays(hit.figure.period)
      cells += [.date(days?.first), .date(days?.last)]
    },
    .field("attributed_to", "Whom the article credits the number to."),
    .own("quote", .string, "The id of the quote it stands in: joins the table quotes.") { .code($0.quoteID) },
    .own("same_as", .string, "The id of an earlier figure that states the same fact.") { .code($0.sameAsID) },
    .field("confidence", "Chance that value, unit, bound and change are right."),
    .field("concept_confidence", "Chance that the concept, or its absence, is right."),
    .field("period_confidence", "Chance that the period, or its absence, is right."),
    .field("attributed_to_confidence", "Chance that the source, or its absence, is right."),
  ]

  /// Every field of the record's figure, where it is, and the article.
  public static let table = Table(
    "figures", "a number with what it counts, when and who says so",
    columns: fields.flatMap(\.columns) + placeColumns + articleColumns,
    references: [
      Table.Reference("article_id", to: "articles"), Table.Reference("quote", to: "quotes"), Table.Reference("same_as", to: "figures"),
    ])

  /// The figure's cells.
  public var cells: [Cell] { HitColumns.cells(Self.fields, of: self) + place(figure.span, sentence, passage, passageStart) + article.cells }
}

extension OfficialHit: ExportableHit {
  private static let fields: [HitColumns<OfficialHit>] = [
    .own("id", .string, "The official's stable id in this article.") { .code($0.id) },
    .field("name", "The fullest form the article writes, without title."),
    .field("title", "The office, rank, job or candidacy."),
    .field("organization", "The body or place to which the role belongs."),
    .field("sector", "The part of public life."),
    .field("mentions", "How often the article names the person."),
    .field("confidence", "Chance that person and title are right."),
    .field("organization_confidence", "Chance that the organization, or its absence, is right."),
  ]

  /// Every field of the record's official with the number of mentions and the first one's place, and the article.
  public static let table = Table(
    "officials", "a named person to whom an article gives a role",
    columns: fields.flatMap(\.columns) + placeColumns + articleColumns, references: [Table.Reference("article_id", to: "articles")])

  /// The official's cells.
  public var cells: [Cell] {
    HitColumns.cells(Self.fields, of: self) + place(official.mentions.first, sentence, passage, passageStart) + article.cells
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
