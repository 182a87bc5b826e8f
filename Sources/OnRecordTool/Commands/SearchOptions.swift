internal import Aggregation
internal import Record

/// The options that narrow and order a search, the same for searching and exporting.
enum SearchOptions {
  /// The filters that findings of a kind have; without a kind, all filters.
  static func filters(_ kind: FindingKind?) -> [OptionDescription] {
    SearchOption.allCases.filter { option in kind.map(option.kinds.contains) ?? true }.map { description($0, kind) }
  }

  private static func description(_ option: SearchOption, _ kind: FindingKind?) -> OptionDescription {
    func make(_ value: String, short: Character? = nil, choices: [String] = [], _ help: String) -> OptionDescription {
      OptionDescription(name: option.rawValue, short: short, value: value, choices: choices, help: help)
    }
    return switch option {
    case .speaker: make("NAME", short: "s", speakerHelp(kind))
    case .organization: make("NAME", "the speaker's or official's body or place")
    case .outlet: make("NAME", "the article's publisher")
    case .since:
      make(
        "DATE",
        "published on or after a day, month or year: 2017-02-27, 2017-02, 2017, 27 February 2017, yesterday, last month, 3 days ago")
    case .until: make("DATE", "published on or before a day, month or year")
    case .url: make("TEXT", "the article's address has this in it")
    case .kind: make("KIND", choices: kinds(kind), kindHelp(kind))
    case .type:
      make(
        "TYPE", choices: AttributionType.allCases.map(\.rawValue) + ["all"],
        "the attribution's type; without it, quotes are assertions: said, wrote, announced")
    case .unit: make("UNIT", short: "u", "the figure's unit, by its code or in words: USD, dollars, %, people, miles …")
    case .minimum: make("N", "the figure's value is at least N; of a range, its higher end")
    case .maximum: make("N", "the figure's value is at most N; of a range, its lower end")
    case .confidence:
      make(
        "N",
        "findings at least so sure, from 0 to 1; default 0.5: what is more likely wrong than right, in itself or in the speaker named, is left out, and counted; 0 shows all"
      )
    case .speakerConfidence: make("N", confidenceHelp(.speaker, kind))
    case .organizationConfidence: make("N", confidenceHelp(.organization, kind))
    case .conceptConfidence: make("N", confidenceHelp(.concept, kind))
    case .periodConfidence: make("N", confidenceHelp(.period, kind))
    }
  }

  static let sort = OptionDescription(
    name: "sort", choices: SortOrder.allCases.map(\.rawValue),
    help:
      "the order; date is the newest first, oldest the oldest, confidence the surest in everything they state; default relevance where there are words, else date"
  )
  static let limit = OptionDescription(name: "limit", short: "n", value: "N", help: "hits shown at the most; default 20")

  /// What the query and the options ask for.
  static func search(_ arguments: Arguments, words: [String], limit: Int?) throws -> Search {
    let query = try Query(parsing: words.joined(separator: " "))
    var options: QueryOptions
    do {
      options = try QueryOptions { arguments.value($0.rawValue) }
    } catch {
      throw UsageError(message: "--\(error.option.rawValue) takes \(error.needed), not '\(error.value)'")
    }
    options.leaveOutDoubtful(of: query)
    return Search(
      query, options: options, sort: arguments.value("sort").flatMap(SortOrder.init),
      limit: limit, foldsCopies: !arguments.has("all-copies"))
  }

  private static func kinds(_ kind: FindingKind?) -> [String] {
    switch kind {
    case .quote: QuoteKind.allCases.map(\.rawValue)
    case .figure: UnitKind.allCases.map(\.rawValue)
    case .official: Sector.allCases.map(\.rawValue)
    case .article, nil: []
    }
  }

  private static func confidenceHelp(_ part: FindingPart, _ kind: FindingKind?) -> String {
    switch part {
    case .speaker:
      switch kind {
      case .quote: "quotes of which it is at least so sure who speaks, or that nobody is named"
      case .figure: "figures of which it is at least so sure whom they are credited to, or that nobody is named"
      case .official, .article, nil:
        "quotes and figures of which it is at least so sure who speaks, or whom they are credited to, or that nobody is named"
      }
    case .organization: "officials of whom it is at least so sure what they belong to, or that nothing is given"
    case .concept: "figures of which it is at least so sure what they are about"
    case .period: "figures of which it is at least so sure what time they are about, or that none is given"
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
