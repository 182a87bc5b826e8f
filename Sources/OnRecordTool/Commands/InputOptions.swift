internal import Ingestion
internal import OnRecord
internal import Platform

/// The options that say what to read, shared by the commands that read pages.
enum InputOptions {
  static let format = OptionDescription(
    name: "input-format", choices: InputFormat.allCases.map(\.rawValue),
    help: "how to read the input; auto (the default) goes by the name's ending and the first bytes")
  static let jobs = OptionDescription(
    name: "jobs", short: "j", value: "N", help: "articles worked on at a time; default: the machine's processors")

  static let map = OptionDescription(
    name: "map", value: "KEY=FIELD,…",
    help: """
      which key of JSON holds what: id, text, html, url, title, site, published or authors (--map story=text,day=published); a.b is \
      the key b of the object a
      """)

  static let operandsHelp = """
    PATH is a file, a folder, which is walked, or - for standard input. Read are pages (.html, .htm), text (.txt), JSON Lines,
    web archives (.warc, .arc, .wet, .wacz), saved pages and messages (.mhtml, .eml), feeds with full content (.rss, .atom) and the
    exports of Nexis, Factiva and ProQuest (text, HTML, .rtf, .docx); all but .wacz and .docx also with .gz or .zst. JSON Lines have id and text
    or html, and optionally url, published, title, site and authors, under these names or those of common collectors. In a folder
    .json and .xml are read where they hold such articles or feeds; what it holds besides is passed over and counted. A revisit of a
    web archive is read where any input of the run holds its page.
    """

  /// The pages that the operands name.
  static func source(_ arguments: Arguments) throws -> PageSource {
    let format = arguments.value("input-format").flatMap(InputFormat.init) ?? .auto
    return PageSource(paths: arguments.operands, format: format, keys: try keys(arguments))
  }

  /// The keys given by `--map`.
  private static func keys(_ arguments: Arguments) throws -> JSONKeys {
    guard let map = arguments.value("map") else { return .standard }
    var given: [String: JSONKeys.Field] = [:]
    for pair in map.split(separator: ",") {
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, let field = JSONKeys.Field(rawValue: parts[1]) else {
        let fields = JSONKeys.Field.allCases.map(\.rawValue).joined(separator: ", ")
        throw UsageError(message: "--map wants KEY=FIELD, where FIELD is one of \(fields)")
      }
      given[parts[0]] = field
    }
    return JSONKeys(given)
  }

  /// More workers than any machine has processors. Each worker has a thread, and articles in progress.
  private static let mostJobs = 1_024

  /// The engine that `--jobs` asks for.
  static func engine(_ arguments: Arguments) throws -> LocalEngine {
    let engine = LocalEngine(jobs: try arguments.number("jobs", atLeast: 1, atMost: mostJobs) ?? Environment.processors)
    try AddressSpaceShortage.check(workers: engine.jobs)
    return engine
  }
}
