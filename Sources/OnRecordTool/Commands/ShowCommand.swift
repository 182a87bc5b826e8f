internal import Aggregation
internal import OnRecord
internal import Platform
internal import Record

/// `onrecord show`: one article with its findings marked in place, and where it came from.
enum ShowCommand {
  static let description = CommandDescription(
    name: "show", summary: "show an article with its findings marked in place, and its provenance", operands: "ARTICLE", minimumOperands: 1,
    maximumOperands: 1,
    options: [
      OptionDescription(name: "version", value: "N", help: "an older version, and what has changed since"),
      OptionDescription(name: "html", help: "print the page as ingested, byte for byte"),
      OptionDescription(name: "json", help: "print the record as extract does"), IndexOptions.index, TerminalStyle.option,
    ],
    details: """
      ARTICLE is an id, the first 6 or more digits of one (searches print 12), or the article's URL. Quotes stand in the
      text as [q1 …], figures as [f1 …], officials' mentions as [o1 …]; the lists below the text say what is known of each.
      """, examples: ["onrecord show 9f2c1a", "onrecord show https://www.example.com/border --version 1", "onrecord show 9f2c1a --html"],
    run: run)

  private static func run(_ arguments: Arguments) throws -> ExitStatus {
    let reference = arguments.operands[0]
    let version = try arguments.number("version", atLeast: 1)
    let index = try IndexOptions.open(arguments)
    defer { index.close() }
    if arguments.has("html") {
      guard let page = try index.page(reference, version: version) else {
        Messages.error("the page of \(reference) was not kept (ingest --no-archive)")
        return .failed
      }
      try StandardStream.output.write(page)
      return .done
    }
    let article = try index.article(reference, version: version)
    if arguments.has("json") {
      try StandardStream.output.write(RecordEncoder.encode(article.record) + [0x0A])
      return .done
    }
    let style = TerminalStyle(arguments)
    var text = ArticleView(article).text(style)
    if let newest = article.versions.last(where: \.isCurrent)?.number, newest != article.version {
      text += DifferenceView(try index.difference(reference, from: article.version, to: newest)).text(style)
    }
    try StandardStream.output.write(Array(text.utf8))
    return .done
  }
}
