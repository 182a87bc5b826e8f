internal import Aggregation
internal import Export
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
        allCopies, OptionDescription(name: "series", help: "what is found by what it is about and where, value over period"),
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
    let answer = Answer(arguments: arguments, limit: limit)
    if let id = arguments.value("variants") {
      return try answer.show([try index.variants(ofQuote: id)], "wordings", variants) { $0.first.map { LinkRows($0) } }
    }
    if arguments.has("series") { return try answer.show(index.series(search), "series", series) { LinkRows($0) } }
    if arguments.has("conflicts") { return try answer.show(index.conflicts(search), "conflicts", conflict) { LinkRows($0) } }
    if arguments.has("stories") { return try answer.show(index.stories(), "stories", story) { LinkRows($0) } }
    if let date = arguments.value("as-of") {
      let holders = try index.holders(search, asOf: date)
      return try answer.show(holders, "persons", { profile($0.person, [$0.role], $1) }) {
        LinkRows($0.map { (person: $0.person, roles: [$0.role]) })
      }
    }
    if arguments.has("profiles") {
      return try answer.show(index.profiles(search), "persons", { profile($0, $0.roles, $1) }) {
        LinkRows($0.map { (person: $0, roles: $0.roles) })
      }
    }
    return nil
  }

  /// Of the formats only tables can hold these answers: another one is an error, which a script must not take for an empty answer.
  static func refuseFormat(_ arguments: Arguments) throws {
    guard let format = arguments.value("format").flatMap(ExportFormat.init), !format.isTabular,
      let option = ["variants", "series", "conflicts", "stories", "as-of", "profiles"].first(where: arguments.has)
    else { return }
    let formats = ExportFormat.allCases.filter(\.isTabular).map(\.rawValue).joined(separator: ", ")
    throw UsageError(
      message: "\(format.rawValue) cannot say what --\(option) answers", hint: "--format takes one of \(formats) there")
  }

  /// How an answer is shown: as text, or as rows.
  private struct Answer {
    let arguments: Arguments
    let limit: Int

    /// - Parameter name: what the entries are, in the plural.
    func show<Entry>(
      _ entries: [Entry], _ name: String, _ view: (Entry, TerminalStyle) -> String, rows: ([Entry]) -> LinkRows?
    ) throws -> ExitStatus {
      let shown = Array(entries.prefix(limit))
      if let format = arguments.value("format").flatMap(ExportFormat.init) {
        if let rows = rows(shown) { try TableWriter.print(rows.table, rows.rows, format) }
      } else {
        let style = TerminalStyle(arguments)
        try style.show(shown.map { view($0, style) }.joined(separator: "\n"))
      }
      let messages = Messages(arguments)
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
  }

  // MARK: Views

  static func place(_ article: ArticleHead) -> String {
    [article.site ?? "(outlet not stated)", article.published.map { String($0.prefix(10)) } ?? "no date"].joined(separator: ", ")
  }

  /// Wordings below each other. What only the longest has is in brackets; what this one has instead is between insertion marks.
  private static func variants(_ cluster: QuotationCluster, _ style: TerminalStyle) -> String {
    let speaker = cluster.reference.quote.speaker ?? "speaker not named"
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
          "\(place(variant.hit.article)) \u{B7} \(variant.hit.quote.speaker ?? "speaker not named") \u{B7} quote \(variant.hit.id)\(isLongest)",
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
    let town = series.place.map { "; \($0)" } ?? ""
    var text = style.lines(StyledText("\(series.concept) (\(series.subject.unit)\(town))", .strong))
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
