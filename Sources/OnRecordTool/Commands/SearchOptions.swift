internal import Aggregation
internal import Record

/// The options that narrow and order a search, the same for searching and exporting.
enum SearchOptions {
  /// The filters that findings of a kind have.
  static func filters(_ kind: FindingKind?) -> [OptionDescription] {
    var options = [
      OptionDescription(name: "speaker", short: "s", value: "NAME", help: speakerHelp(kind)),
      OptionDescription(name: "organization", value: "NAME", help: "the speaker's or official's body or place"),
      OptionDescription(name: "outlet", value: "NAME", help: "the article's publisher"),
      OptionDescription(
        name: "since", value: "DATE",
        help: "published on or after a day, month or year: 2017-02-27, 2017-02, 2017, 27 February 2017, yesterday, last month, 3 days ago"),
      OptionDescription(name: "until", value: "DATE", help: "published on or before a day, month or year"),
      OptionDescription(name: "url", value: "TEXT", help: "the article's address has this in it"),
      OptionDescription(name: "kind", value: "KIND", choices: kinds(kind), help: kindHelp(kind)),
    ]
    if kind != .article {
      options.append(
        OptionDescription(
          name: "min-confidence", value: "N",
          help: "findings at least so sure, from 0 to 1; default 0.5: what is more likely wrong than right is left out, and counted"))
    }
    if kind == nil || kind == .quote {
      options.append(
        OptionDescription(
          name: "type", value: "TYPE", choices: AttributionType.allCases.map(\.rawValue) + ["all"],
          help: "the attribution's type; without it, quotes are assertions: said, wrote, announced"))
    }
    if kind == nil || kind == .figure {
      options += [
        OptionDescription(
          name: "unit", short: "u", value: "UNIT", help: "the figure's unit, by its code or in words: USD, dollars, %, people, miles …"),
        OptionDescription(name: "min", value: "N", help: "the figure's value is at least N; of a range, its higher end"),
        OptionDescription(name: "max", value: "N", help: "the figure's value is at most N; of a range, its lower end"),
      ]
    }
    return options
  }

  static let sort = OptionDescription(
    name: "sort", choices: SortOrder.allCases.map(\.rawValue),
    help:
      "the order; date is the newest first, oldest the oldest, confidence the surest; default relevance where there are words, else date")
  static let limit = OptionDescription(name: "limit", short: "n", value: "N", help: "hits shown at the most; default 20")

  /// What the query and the options ask for.
  static func search(_ arguments: Arguments, words: [String], limit: Int?) throws -> Search {
    let query = try Query(parsing: words.joined(separator: " "))
    let options = QueryOptions(
      speaker: arguments.value("speaker"), organization: arguments.value("organization"), outlet: arguments.value("outlet"),
      since: arguments.value("since"), until: arguments.value("until"), kind: arguments.value("kind"), type: arguments.value("type"),
      unit: arguments.value("unit"), minimum: try value(arguments, "min"), maximum: try value(arguments, "max"),
      minimumConfidence: try confidence(arguments, query), url: arguments.value("url"))
    return Search(
      query, options: options, sort: arguments.value("sort").flatMap(SortOrder.init),
      limit: limit, foldsCopies: !arguments.has("all-copies"))
  }

  /// The value of `--min-confidence`; by default only what is more likely right than wrong, unless the query itself names a confidence.
  private static func confidence(_ arguments: Arguments, _ query: Query) throws -> Double? {
    guard let text = arguments.value("min-confidence") else { return query.namesConfidence ? nil : QueryOptions.likely }
    guard let number = Double(text), number >= 0, number <= 1 else {
      throw UsageError(message: "--min-confidence takes a number from 0 to 1, not '\(text)'")
    }
    return number
  }

  private static func value(_ arguments: Arguments, _ name: String) throws -> Double? {
    guard let text = arguments.value(name) else { return nil }
    guard let number = Double(text.filter { $0 != "," && $0 != "_" }), number.isFinite else {
      throw UsageError(message: "--\(name) takes a number, not '\(text)'")
    }
    return number
  }

  private static func kinds(_ kind: FindingKind?) -> [String] {
    switch kind {
    case .quote: QuoteKind.allCases.map(\.rawValue)
    case .figure: UnitKind.allCases.map(\.rawValue)
    case .official: Sector.allCases.map(\.rawValue)
    case .article, nil: []
    }
  }

  private static func kindHelp(_ kind: FindingKind?) -> String {
    switch kind {
    case .quote: "how much of the words stands in quotation marks"
    case .figure: "what kind of thing the unit is"
    case .official: "the part of public life"
    case .article, nil: "a quote's kind, a figure's kind of unit, or an official's sector"
    }
  }

  private static func speakerHelp(_ kind: FindingKind?) -> String {
    switch kind {
    case .quote: "who said it: a name, or words of it"
    case .figure: "whom the article credits the figure to"
    case .official: "the official's name, or words of it"
    case .article: "someone quoted in the article"
    case nil: "who said it, whom a figure is credited to, or the official"
    }
  }
}
