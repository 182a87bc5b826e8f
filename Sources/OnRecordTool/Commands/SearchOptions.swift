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
          help:
            "findings at least so sure, from 0 to 1; default 0.5: what is more likely wrong than right, in itself or in the speaker named, is left out, and counted; 0 shows all"
        ))
    }
    for part in kind?.parts ?? FindingPart.allCases {
      options.append(OptionDescription(name: part.minimumName, value: "N", help: confidenceHelp(part, kind)))
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
      "the order; date is the newest first, oldest the oldest, confidence the surest in all they tell; default relevance where there are words, else date"
  )
  static let limit = OptionDescription(name: "limit", short: "n", value: "N", help: "hits shown at the most; default 20")

  /// What the query and the options ask for.
  static func search(_ arguments: Arguments, words: [String], limit: Int?) throws -> Search {
    let query = try Query(parsing: words.joined(separator: " "))
    var options = QueryOptions(
      speaker: arguments.value("speaker"), organization: arguments.value("organization"), outlet: arguments.value("outlet"),
      since: arguments.value("since"), until: arguments.value("until"), kind: arguments.value("kind"), type: arguments.value("type"),
      unit: arguments.value("unit"), minimum: try value(arguments, "min"), maximum: try value(arguments, "max"),
      minimumConfidence: try confidence(arguments, "min-confidence"), url: arguments.value("url"))
    for part in FindingPart.allCases { options.minimumPartConfidence[part] = try confidence(arguments, part.minimumName) }
    options.leaveOutDoubtful(of: query)
    return Search(
      query, options: options, sort: arguments.value("sort").flatMap(SortOrder.init),
      limit: limit, foldsCopies: !arguments.has("all-copies"))
  }

  /// The value of an option that is a confidence.
  private static func confidence(_ arguments: Arguments, _ name: String) throws -> Double? {
    guard let text = arguments.value(name) else { return nil }
    guard let number = Double(text), number >= 0, number <= 1 else {
      throw UsageError(message: "--\(name) takes a number from 0 to 1, not '\(text)'")
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

  private static func confidenceHelp(_ part: FindingPart, _ kind: FindingKind?) -> String {
    switch part {
    case .speaker:
      switch kind {
      case .quote: "quotes of which it is at least so sure who speaks, or that nobody is named"
      case .figure: "figures of which it is at least so sure whom they are credited to, or that nobody is named"
      case .official, .article, nil:
        "quotes and figures of which it is at least so sure who speaks, or whom they are credited to, or that nobody is named"
      }
    case .organization: "officials of whom it is at least so sure what they belong to, or that nothing is told"
    case .concept: "figures of which it is at least so sure what they are about"
    case .period: "figures of which it is at least so sure what time they are about, or that none is told"
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
