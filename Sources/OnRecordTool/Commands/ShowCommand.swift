internal import Aggregation
internal import OnRecord
internal import Platform
internal import Record

/// `onrecord show` and `onrecord open`: an article with its findings marked in place, or one finding at its place.
enum ShowCommand {
  static let show = CommandDescription(
    name: "show", summary: "show an article with its findings marked in place, or one finding at its place", operands: "ARTICLE|FINDING",
    minimumOperands: 1, maximumOperands: 1,
    options: [
      OptionDescription(name: "version", value: "N", help: "an older version, and what has changed since"),
      OptionDescription(name: "html", help: "print the page as ingested, byte for byte"),
      OptionDescription(name: "json", help: "print the record as extract does"), SearchCommands.context, IndexOptions.index,
      TerminalStyle.option, SearchCommands.noPager,
    ],
    details: """
      ARTICLE is an id, the first 6 or more digits of one (searches print 12), or the article's URL. Quotes stand in the
      text as [q1 …], figures as [f1 …], officials' mentions as [o1 …]; the lists below the text say what is known of each.
      FINDING is the id of a quote, figure or official, 16 digits, as searches and exports print it: its sentence is shown with the words
      in brackets, --context N sentences around it (2 without the option), its source, and a link that opens the page at the words.
      """,
    examples: [
      "onrecord show 9f2c1a", "onrecord show https://www.example.com/border --version 1", "onrecord show 0e19cb9b70e8d9b2 --context 4",
    ], run: run)

  static let open = CommandDescription(
    name: "open", summary: "print a finding's passage with its source and a link to it", operands: "FINDING|ARTICLE", minimumOperands: 1,
    maximumOperands: 1, options: [SearchCommands.context, IndexOptions.index, TerminalStyle.option, SearchCommands.noPager],
    details: "The same as show; FINDING is the id that searches and exports print.", examples: ["onrecord open 0e19cb9b70e8d9b2"],
    run: run)

  private static func run(_ arguments: Arguments) throws -> ExitStatus {
    let reference = arguments.operands[0]
    let version = try arguments.number("version", atLeast: 1)
    let context = try arguments.number("context", atLeast: 0)
    let index = try IndexOptions.open(arguments)
    defer { index.close() }
    if arguments.has("html") {
      guard let page = try index.page(reference, version: version) else {
        Messages.error("the page of \(reference) was not kept (ingest --no-archive)")
        return .failed
      }
      try StandardStream.output.data(page)
      return .done
    }
    let article = try index.article(reference, version: version)
    if arguments.has("json") {
      try StandardStream.output.data(RecordEncoder.encode(article.record) + [0x0A])
      return .done
    }
    if !arguments.has("no-pager") { Pager.start() }
    let style = TerminalStyle(arguments)
    if let finding = try finding(reference, article, context ?? 2, index) {
      try style.show(finding.text(style))
      return .done
    }
    var text = PrintedArticle(article).text(style)
    if let newest = article.versions.last(where: \.isCurrent)?.number, newest != article.version {
      text += DifferenceView(try index.difference(reference, from: article.version, to: newest)).text(style)
    }
    try style.show(text)
    return .done
  }

  /// The finding with an id, in the given version or in the newest that holds it.
  private static func finding(
    _ id: String, _ article: StoredArticle, _ sentences: Int, _ index: any SearchIndex
  ) throws -> FindingView? {
    guard id.utf8.count == 16, UInt64(id, radix: 16) != nil, article.record.article.id != id else { return nil }
    if let view = FindingView(article, id: id, sentences: sentences) { return view }
    for version in article.versions.reversed() where version.number != article.version {
      let older = try index.article(article.record.article.id, version: version.number)
      if let view = FindingView(older, id: id, sentences: sentences) { return view }
    }
    return nil
  }
}
