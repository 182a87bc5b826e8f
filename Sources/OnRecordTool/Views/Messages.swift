internal import Aggregation
internal import Ingestion
internal import OnRecord
internal import Platform

/// Messages about what went wrong, for a person: the one place that turns errors into text and an exit status.
struct Messages: Sendable {
  /// Whether only errors are printed.
  let isQuiet: Bool

  /// As the command line asks.
  init(_ arguments: Arguments) { isQuiet = arguments.has("quiet") }

  /// Reports how a run is going; not with `--quiet`.
  func note(_ text: String) { if !isQuiet { StandardStream.error.line(TerminalText.line(text)) } }

  /// Prints a warning about one input; not with `--quiet`.
  func warning(_ text: String) { if !isQuiet { StandardStream.error.line("onrecord: warning: \(TerminalText.line(text))") } }

  /// Prints an error.
  static func error(_ text: String) { StandardStream.error.line("onrecord: \(TerminalText.line(text))") }

  /// Prints what to do about the preceding error.
  static func hint(_ text: String) { StandardStream.error.line("  \(TerminalText.line(text))") }

  /// Prints the error of an input: where, what, and what to do.
  static func error(_ error: IngestionError) {
    let place = error.place.map { ", \($0)" } ?? ""
    self.error("\(error.source)\(place): \(error.message)\(option(of: error.setting))")
  }

  /// The option that gives a setting.
  private static func option(of setting: IngestionError.Setting?) -> String {
    switch setting {
    case .keys: " (--map KEY=text; --map a.b=text reaches into objects)"
    case .format: " (--input-format)"
    case nil: ""
    }
  }

  /// Prints the error of an index, and what to do about it on the command line.
  static func error(_ error: IndexError) {
    self.error(error.description)
    switch error {
    case .missing(let path): hint("onrecord ingest FOLDER --index \(path) makes one")
    case .notAnIndex, .readOnly: hint("--index names another file")
    default: break
    }
  }
}
