internal import Aggregation
internal import Linkage
internal import OnRecord
internal import Platform
internal import Record

/// `onrecord person`: one person put together from all articles, and the decisions about who is one person.
enum PersonCommand {
  static let description = CommandDescription(
    name: "person", summary: "show a person as all articles have them; merge, split, list and undo",
    operands: "NAME|ID | merge ID ID | split ID ID | decisions | undo NUMBER", minimumOperands: 1,
    options: [IndexOptions.index, TerminalStyle.option],
    details: """
      ID is a person's or any mention's, as officials --profiles prints it. Two mentions are one person where their names are compatible and an
      office, body or place speaks for it; the reason is printed. merge and split correct that for good, also over a new ingest and a reindex;
      decisions lists what was decided, undo takes it back. A decision that contradicts another is refused until that is undone.
      """,
    examples: ["onrecord person 'Marit Okonedo'", "onrecord person merge 0e19cb9b70e8d9b2 fff14dab2d841e51", "onrecord person decisions"],
    run: run)

  private static func run(_ arguments: Arguments) throws -> ExitStatus {
    let words = arguments.operands
    switch words[0] {
    case "merge": return try decide(.merge, words, arguments)
    case "split": return try decide(.split, words, arguments)
    case "undo":
      guard words.count == 2, let number = Int(words[1]) else { throw UsageError(message: "undo takes the number of a decision") }
      let index = try IndexOptions.open(arguments, mode: .write)
      defer { index.close() }
      guard try index.undo(decision: number) else {
        Messages.error("there is no decision \(number); onrecord person decisions lists them")
        return .failed
      }
      return .done
    case "decisions" where words.count == 1:
      let index = try IndexOptions.open(arguments)
      defer { index.close() }
      let lines = try index.decisions().map { "\($0.number)\t\($0.kind.rawValue)\t\(name($0.first, index))\t\(name($0.second, index))\n" }
      try StandardStream.output.show(lines.joined())
      return .done
    default: return try show(words.joined(separator: " "), arguments)
    }
  }

  /// A mention's id and, while its article is in the index, its name.
  private static func name(_ id: String, _ index: any SearchIndex) -> String {
    guard let stored = try? index.article(id, version: nil), let place = stored.officialIDs.firstIndex(of: id) else { return id }
    return "\(id) \(stored.record.officials[place].name)"
  }

  private static func decide(_ kind: PersonDecision.Kind, _ words: [String], _ arguments: Arguments) throws -> ExitStatus {
    guard words.count == 3 else { throw UsageError(message: "\(words[0]) takes two ids; onrecord officials --profiles tells them") }
    let index = try IndexOptions.open(arguments, mode: .write)
    defer { index.close() }
    for id in words.dropFirst() {
      guard let stored = try? index.article(id, version: nil), stored.officialIDs.contains(id) else {
        Messages.error("no person has the id \(id); onrecord officials --profiles tells them")
        return .failed
      }
    }
    let number = try index.decideInAgreement(kind, words[1], words[2])
    Messages(arguments).note("decision \(number); onrecord person undo \(number) takes it back")
    return .done
  }

  private static func show(_ reference: String, _ arguments: Arguments) throws -> ExitStatus {
    let index = try IndexOptions.open(arguments)
    defer { index.close() }
    let style = TerminalStyle(arguments)
    let profiles = try index.person(reference)
    var text = ""
    for (number, profile) in profiles.enumerated() {
      if number > 0 { text += "\n" }
      text += LinkCommands.profile(profile, profile.roles, style)
      let span = [profile.first, profile.last].compactMap { $0.map { String($0.prefix(10)) } }
      if let first = span.first, let last = span.last { text += style.lines(StyledText("seen \(first) to \(last)"), indent: 4) }
      let months = profile.months.map { "\($0.month) \($0.count)" }.joined(separator: ", ")
      if !months.isEmpty { text += style.lines(StyledText("by month: \(months)"), indent: 4, hanging: 6) }
      for quote in profile.quotes {
        text += style.lines(
          StyledText("\u{201C}\(quote.quote.span.text)\u{201D} \u{2014} \(LinkCommands.place(quote.article)) \u{B7} quote \(quote.id)"),
          indent: 4, hanging: 6)
      }
      for figure in profile.figures {
        text += style.lines(
          StyledText(
            "\(figure.figure.span.text): \(figure.figure.concept ?? "") \u{2014} \(LinkCommands.place(figure.article)) \u{B7} figure \(figure.id)"
          ),
          indent: 4, hanging: 6)
      }
      for reason in profile.reasons { text += style.lines(StyledText("one person: \(reason)", .faint), indent: 4, hanging: 6) }
    }
    try style.show(text)
    Messages(arguments).note(profiles.isEmpty ? "nothing found" : profiles.count == 1 ? "1 person" : "\(profiles.count) persons")
    return profiles.isEmpty ? .nothingFound : .done
  }
}
