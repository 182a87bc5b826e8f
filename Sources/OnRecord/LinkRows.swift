public import Aggregation
public import Export
internal import Record

/// An answer over several articles as rows of a table.
public struct LinkRows: Sendable {
  /// The table; `id` first.
  public var table: Table
  /// The rows, in the order of the answer.
  public var rows: [[Cell]]

  /// A row for each role of a person and each article that supports it.
  public init(_ profiles: [(person: PersonProfile, roles: [PersonProfile.Role])]) {
    table = Self.profiles
    rows = profiles.flatMap { person, roles in
      roles.flatMap { role in
        role.articles.enumerated().map { place, article -> [Cell] in
          [
            .code(role.mentions.indices.contains(place) ? role.mentions[place] : person.id), .code(person.id), .text(person.name),
            .list(Array(person.variants.dropFirst())), .text(role.title), .text(role.organization), .code(role.sector?.rawValue),
            .date(CalendarDay.day(of: role.first)), .date(CalendarDay.day(of: role.last)),
            .bool(role.ended.indices.contains(place) && role.ended[place]),
          ] + article.linkCells
        }
      }
    }
  }

  /// A row for each figure of a series.
  public init(_ series: [FigureSeries]) {
    table = Self.series
    rows = series.enumerated().flatMap { number, one in
      one.figures.map { hit -> [Cell] in
        let (figure, days) = (hit.figure, PeriodDays(hit.figure.period))
        return [
          .code(hit.id), .integer(number + 1), .text(one.concept), .text(one.place), .text(figure.concept), .code(figure.period),
          .date(days?.first), .date(days?.last), .number(figure.value), .number(figure.valueHigh), .code(figure.bound.rawValue),
          .text(figure.unit), .text(figure.attributedTo), .text(hit.sentence.text),
        ] + hit.article.linkCells
      }
    }
  }

  /// A row for each pair of figures that exclude each other.
  public init(_ conflicts: [FigureConflictHit]) {
    table = Self.conflicts
    rows = conflicts.map { pair -> [Cell] in
      let period = pair.first.figure.period ?? pair.second.figure.period
      let head: [Cell] = [.code("\(pair.first.id)-\(pair.second.id)"), .text(pair.first.figure.concept), .code(period)]
      return head
        + [pair.first, pair.second].flatMap { hit -> [Cell] in
          let figure = hit.figure
          return [
            .code(hit.id), .number(figure.value), .number(figure.valueHigh), .code(figure.bound.rawValue), .text(figure.unit),
            .text(figure.attributedTo), .text(hit.sentence.text),
          ] + hit.article.linkCells
        }
    }
  }

  /// A row for each article of a story.
  public init(_ stories: [Story]) {
    table = Self.stories
    rows = stories.flatMap { story in
      story.members.map { member -> [Cell] in
        let article = member.article
        return [
          .code(article.id), .code(story.id), .code(member.role.rawValue), .text(article.title), .text(article.site),
          .date(CalendarDay.day(of: article.published)), .text(article.canonicalURL ?? article.url),
        ]
      }
    }
  }

  /// A row for each wording of a quotation.
  public init(_ cluster: QuotationCluster) {
    table = Self.variants
    rows = cluster.variants.map { variant -> [Cell] in
      let hit = variant.hit
      return [
        .code(hit.id), .code(cluster.reference.id), .text(hit.quote.speaker), .text(hit.quote.span.text),
        .text(variant.markedDifference), .integer(variant.wordsChanged),
      ] + hit.article.linkCells
    }
  }
}

// MARK: Tables

extension LinkRows {
  private static func articleColumns(_ prefix: String = "") -> [Column] {
    [
      Column("\(prefix)article_id", .string, "The article's id: joins the table articles."),
      Column("\(prefix)article_title", .string, "The headline."),
      Column("\(prefix)outlet", .string, "The publisher's name."),
      Column("\(prefix)published_date", .date, "The day of publication, on the outlet's own clock."),
      Column("\(prefix)url", .string, "The article's address."),
    ]
  }

  private static let toArticles = [Table.Reference("article_id", to: "articles")]

  private static let profiles = Table(
    "profiles", "a person's role and an article that supports it",
    columns: [
      Column("id", .string, "The mention's stable id in the table officials."),
      Column("person", .string, "The person's id: the same in all rows of one person."),
      Column("name", .string, "The fullest name."),
      Column("variants", .array, "The other forms of the name."),
      Column("title", .string, "The office, rank, job or candidacy."),
      Column("organization", .string, "The body or place to which the role belongs."),
      Column("sector", .string, "The part of public life."),
      Column("first_date", .date, "The day of the first article that mentions the role."),
      Column("last_date", .date, "The day of the last article that mentions the role."),
      Column("ended", .boolean, "Whether this article describes the role as ended."),
    ] + articleColumns(), references: toArticles + [Table.Reference("id", to: "officials")])

  private static let series = Table(
    "series", "a figure of a series on one thing",
    columns: [
      Column("id", .string, "The figure's stable id in the table figures."),
      Column("number", .integer, "The series' number in this answer, the longest first."),
      Column("series", .string, "What the series is about, as most of its articles word it."),
      Column("place", .string, "The place it is about, by concept, sentence, dateline or outlet, in lower case."),
      Column("concept", .string, "What the figure is about, in this article's words."),
      Column("period", .string, "The time it is about: ISO 8601 / EDTF level 1."),
      Column("period_start", .date, "First day of the period."),
      Column("period_end", .date, "Last day of the period."),
      Column("value", .number, "The number, multiplied out; of a range its lower end."),
      Column("value_high", .number, "The upper end of a range."),
      Column("bound", .string, "How the value bounds the truth: =, >, >=, <, <=, ~ (about)."),
      Column("unit", .string, "ISO 4217, UCUM, percent …, or the noun counted."),
      Column("attributed_to", .string, "Whom the article credits the number to."),
      Column("sentence", .string, "The sentences that hold it, whole."),
    ] + articleColumns(), references: toArticles + [Table.Reference("id", to: "figures")])

  private static let conflicts = Table(
    "conflicts", "two figures on one thing and time that cannot both be true",
    columns: [
      Column("id", .string, "The ids of both figures."),
      Column("concept", .string, "What they are about, in the first article's words."),
      Column("period", .string, "The time they are about (EDTF); empty where only the days of publication indicate it."),
    ]
      + ["first", "second"].flatMap { side in
        [
          Column("\(side)_figure", .string, "The figure's stable id in the table figures; the first is the earlier published."),
          Column("\(side)_value", .number, "The number, multiplied out; of a range its lower end."),
          Column("\(side)_value_high", .number, "The upper end of a range."),
          Column("\(side)_bound", .string, "How the value bounds the truth: =, >, >=, <, <=, ~ (about)."),
          Column("\(side)_unit", .string, "ISO 4217, UCUM, percent …, or the noun counted."),
          Column("\(side)_attributed_to", .string, "Whom the article credits the number to."),
          Column("\(side)_sentence", .string, "The sentences that hold it, whole."),
        ] + articleColumns("\(side)_")
      },
    references: ["first", "second"].flatMap { side in
      [Table.Reference("\(side)_figure", to: "figures"), Table.Reference("\(side)_article_id", to: "articles")]
    })

  private static let stories = Table(
    "stories", "an article of a story that several articles print",
    columns: [
      Column("id", .string, "The article's id in the table articles."),
      Column("story", .string, "The id of the story's first article."),
      Column("role", .string, "first, copy, or update (the same outlet's later account)."),
      Column("title", .string, "The headline."), Column("outlet", .string, "The publisher's name."),
      Column("published_date", .date, "The day of publication, on the outlet's own clock."),
      Column("url", .string, "The article's address."),
    ], references: [Table.Reference("id", to: "articles"), Table.Reference("story", to: "articles")])

  private static let variants = Table(
    "variants", "a wording of one quotation",
    columns: [
      Column("id", .string, "The quote's stable id in the table quotes."),
      Column("longest", .string, "The id of the longest wording, to which the others are compared."),
      Column("speaker", .string, "The speaker, as this article names them."),
      Column("text", .string, "The exact words, without outer quotation marks."),
      Column("difference", .string, "The longest wording's words: left out here in [-…-], words of this one alone in {+…+}."),
      Column("words_changed", .integer, "How many words are left out or added."),
    ] + articleColumns(), references: toArticles + [Table.Reference("id", to: "quotes"), Table.Reference("longest", to: "quotes")])
}

extension ArticleHead {
  fileprivate var linkCells: [Cell] {
    [.code(id), .text(title), .text(site), .date(CalendarDay.day(of: published)), .text(canonicalURL ?? url)]
  }
}
