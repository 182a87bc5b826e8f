internal import Aggregation
internal import Linkage
internal import OnRecord
internal import Platform
internal import Record

/// What the search commands answer across articles: a quotation's wordings, persons, series of figures, and conflicts between figures.
enum LinkCommands {
  static let allCopies = OptionDescription(
    name: "all-copies", help: "show the copies of a story as well; without it they give way to the story's first article that matches")

  /// The additional options of a kind of finding.
  static func options(_ kind: FindingKind) -> [OptionDescription] {
    switch kind {
    case .quote: [allCopies, OptionDescription(name: "variants", value: "ID", help: "one quote's wordings in all articles, side by side")]
    case .figure:
      [
        allCopies, OptionDescription(name: "series", help: "what is found by what it is about, value over period"),
        OptionDescription(name: "conflicts", help: "pairs on one thing and time that cannot both be true"),
      ]
    case .official:
      [
        allCopies, OptionDescription(name: "profiles", help: "one entry a person, as all articles have them"),
        OptionDescription(
          name: "as-of", value: "DATE",
          help: "who held the office that the query names, at a day, month or year (2024-05), by the articles until then"),
      ]
    case .article:
      [allCopies, OptionDescription(name: "stories", help: "the stories that several articles print, with copies and updates")]
    }
  }

  /// Answers if one of these options is given; returns `nil` if the search is an ordinary one.
  static func run(_ arguments: Arguments, _ search: Search, _ index: any SearchIndex, limit: Int) throws -> ExitStatus? {
    let style = TerminalStyle(arguments)
    let messages = Messages(arguments)
    if let id = arguments.value("variants") {
      return try show([variants(try index.variants(ofQuote: id), style)], "wordings", limit, style, messages)
    }
    if arguments.has("series") { return try show(index.series(search).map { series($0, style) }, "series", limit, style, messages) }
    if arguments.has("conflicts") {
      return try show(index.conflicts(search).map { conflict($0, style) }, "conflicts", limit, style, messages)
    }
    if arguments.has("stories") { return try show(index.stories().map { story($0, style) }, "stories", limit, style, messages) }
    if let date = arguments.value("as-of") {
      return try show(
        index.holders(search, asOf: date).map { profile($0.person, [$0.role], style) }, "persons", limit, style, messages)
    }
    if arguments.has("profiles") {
      return try show(index.profiles(search).map { profile($0, $0.roles, style) }, "persons", limit, style, messages)
    }
    return nil
  }

  /// These answers are trees and no rows: a format of rows is an error, which a script must not take for an empty answer.
  static func refuseFormat(_ arguments: Arguments) throws {
    guard let format = arguments.value("format"), format != "table",
      let option = ["variants", "series", "conflicts", "stories", "as-of", "profiles"].first(where: arguments.has)
    else { return }
    throw UsageError(
      message: "--\(option) is shown as text alone, not as \(format)",
      hint: "without --\(option), --format \(format) prints the findings themselves")
  }

  /// - Parameter name: what the entries are, in the plural.
  private static func show(
    _ entries: [String], _ name: String, _ limit: Int, _ style: TerminalStyle, _ messages: Messages
  ) throws -> ExitStatus {
    try style.show(entries.prefix(limit).joined(separator: "\n"))
    if entries.isEmpty {
      messages.note("nothing found")
    } else {
      messages.note(
        entries.count > limit
          ? "\(limit) of \(entries.count) \(name) shown; --limit shows more"
          : entries.count == 1 ? "1 found" : "\(entries.count) \(name) found")
    }
    return entries.isEmpty ? .nothingFound : .done
  }

  // MARK: Views

  static func place(_ article: ArticleHead) -> String {
    [article.site ?? "(outlet not told)", article.published.map { String($0.prefix(10)) } ?? "no date"].joined(separator: ", ")
  }

  /// Wordings below each other. What only the longest has is in brackets; what this one has instead is between insertion marks.
  private static func variants(_ cluster: QuotationCluster, _ style: TerminalStyle) -> String {
    let speaker = cluster.reference.quote.speaker ?? "speaker not told"
    var text = style.lines(
      StyledText("\(speaker): \(cluster.variants.count) \(cluster.variants.count == 1 ? "wording" : "wordings")", .strong))
    for variant in cluster.variants {
      var words = StyledText()
      for (number, step) in variant.difference.enumerated() {
        if number > 0 { words.append(" ") }
        switch step.change {
        case .kept: words.append(step.text)
        case .removed: words.append("[\u{2212}\(step.text)\u{2212}]", .faint)
        case .added: words.append("{+\(step.text)+}", .match)
        }
      }
      text += style.lines(words, indent: 4)
      let isLongest = variant.hit.id == cluster.reference.id ? " \u{B7} the longest, to which the others are compared" : ""
      text += style.lines(
        StyledText(
          "\(place(variant.hit.article)) \u{B7} \(variant.hit.quote.speaker ?? "speaker not told") \u{B7} quote \(variant.hit.id)\(isLongest)",
          .faint),
        indent: 8, hanging: 10)
    }
    return text
  }

  static func profile(_ profile: PersonProfile, _ roles: [PersonProfile.Role], _ style: TerminalStyle) -> String {
    var text = style.lines(StyledText(profile.name, .strong))
    let others = profile.variants.dropFirst()
    if !others.isEmpty { text += style.lines(StyledText("also \(others.joined(separator: ", "))"), indent: 4) }
    for role in roles {
      let name = [role.title, role.organization].compactMap { $0 }.joined(separator: ", ")
      let days = [role.first, role.last].map { $0.map { String($0.prefix(10)) } ?? "no date" }
      let span = days[0] == days[1] ? days[0] : days.joined(separator: " to ")
      text += style.lines(StyledText("\(name.isEmpty ? "(no role)" : name): \(span)"), indent: 4)
      for article in role.articles {
        text += style.lines(
          StyledText("\(place(article)): \(article.title ?? "(no headline)") \u{B7} article \(article.id.prefix(12))", .faint), indent: 8,
          hanging: 10)
      }
    }
    return text + style.lines(StyledText("person \(profile.id)", .faint), indent: 4)
  }

  private static func value(_ hit: FigureHit) -> String {
    let figure = hit.figure
    let high = figure.valueHigh.map { "\u{2013}\(NumberDigits.text($0))" } ?? ""
    return "\(figure.bound.rawValue) \(NumberDigits.text(figure.value))\(high) \(figure.unit ?? "")"
  }

  private static func series(_ series: FigureSeries, _ style: TerminalStyle) -> String {
    var text = style.lines(StyledText("\(series.concept) (\(series.subject.unit))", .strong))
    for hit in series.figures {
      let facts = [
        hit.figure.period ?? "no period", value(hit), hit.figure.attributedTo.map { "credited to \($0)" }, place(hit.article),
        "figure \(hit.id)",
      ]
      text += style.lines(StyledText(facts.compactMap { $0 }.joined(separator: " \u{B7} ")), indent: 4, hanging: 6)
    }
    return text
  }

  private static func conflict(_ conflict: FigureConflictHit, _ style: TerminalStyle) -> String {
    let period = conflict.first.figure.period ?? conflict.second.figure.period ?? "the same day"
    var text = style.lines(StyledText("\(conflict.first.figure.concept ?? "")", .strong))
    text += style.lines(StyledText("\(value(conflict.first)) against \(value(conflict.second)), \(period)"), indent: 4)
    for hit in [conflict.first, conflict.second] {
      text += style.lines(StyledText("\u{201C}\(hit.passage)\u{201D}"), indent: 4, hanging: 6)
      let credit = hit.figure.attributedTo.map { " \u{B7} credited to \($0)" } ?? ""
      text += style.lines(StyledText("\(place(hit.article))\(credit) \u{B7} figure \(hit.id)", .faint), indent: 8, hanging: 10)
    }
    return text
  }

  private static func story(_ story: Story, _ style: TerminalStyle) -> String {
    var text = style.lines(StyledText(story.members.first?.article.title ?? "(no headline)", .strong))
    for member in story.members {
      text += style.lines(
        StyledText(
          "\(member.role.rawValue): \(place(member.article)): \(member.article.title ?? "(no headline)") \u{B7} article \(member.article.id.prefix(12))"
        ),
        indent: 4, hanging: 6)
    }
    return text
  }
}
