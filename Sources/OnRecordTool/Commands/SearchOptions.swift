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
      OptionDescription(name: "since", value: "DATE", help: "published on or after a day, month or year (2017-02-27, 2017-02, 2017)"),
      OptionDescription(name: "until", value: "DATE", help: "published on or before a day, month or year"),
      OptionDescription(name: "kind", value: "KIND", choices: kinds(kind), help: kindHelp(kind)),
    ]
    if kind == nil || kind == .quote {
      options.append(
        OptionDescription(
          name: "type", value: "TYPE", choices: AttributionType.allCases.map(\.rawValue) + ["all"],
          help: "the attribution's type; without it, quotes are assertions: said, wrote, announced"))
    }
    if kind == nil || kind == .figure {
      options += [
        OptionDescription(name: "unit", short: "u", value: "UNIT", help: "the figure's unit: USD, percent, person, km …"),
        OptionDescription(name: "min", value: "N", help: "the figure's value is at least N; of a range, its higher end"),
        OptionDescription(name: "max", value: "N", help: "the figure's value is at most N; of a range, its lower end"),
      ]
    }
    return options
  }

  static let sort = OptionDescription(
    name: "sort", choices: SortOrder.allCases.map(\.rawValue), help: "the order; default relevance where there are words, else date")
  static let limit = OptionDescription(name: "limit", short: "n", value: "N", help: "hits shown at the most; default 20")

  /// What the query and the options ask for.
  static func search(_ arguments: Arguments, words: [String], limit: Int?) throws -> Search {
    let options = QueryOptions(
      speaker: arguments.value("speaker"), organization: arguments.value("organization"), outlet: arguments.value("outlet"),
      since: arguments.value("since"), until: arguments.value("until"), kind: arguments.value("kind"), type: arguments.value("type"),
      unit: arguments.value("unit"), minimum: try value(arguments, "min"), maximum: try value(arguments, "max"))
    return Search(
      try Query(parsing: words.joined(separator: " ")), options: options, sort: arguments.value("sort").flatMap(SortOrder.init),
      limit: limit)
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
