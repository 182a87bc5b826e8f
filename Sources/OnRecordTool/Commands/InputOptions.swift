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

  static let operandsHelp = """
    PATH is a file (.html, .htm, .html.gz, .txt, .jsonl, .warc, .warc.gz), a folder, which is walked, or - for
    standard input. JSON Lines have id and text or html, and optionally url, published, title and site.
    """

  /// The pages that the operands name.
  static func source(_ arguments: Arguments) -> PageSource {
    let format = arguments.value("input-format").flatMap(InputFormat.init) ?? .auto
    return PageSource(paths: arguments.operands, format: format)
  }

  /// The engine that `--jobs` asks for.
  static func engine(_ arguments: Arguments) throws -> LocalEngine {
    LocalEngine(jobs: try arguments.number("jobs", atLeast: 1) ?? Environment.processors)
  }
}
