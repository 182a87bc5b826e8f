internal import Ingestion
internal import OnRecord
internal import Platform

/// What went wrong, for a person: the one place that turns errors into text and an exit status.
struct Messages: Sendable {
  /// Whether only errors are told.
  let isQuiet: Bool

  /// As the command line asks.
  init(_ arguments: Arguments) { isQuiet = arguments.has("quiet") }

  /// Tells how a run goes; not with `--quiet`.
  func note(_ text: String) { if !isQuiet { StandardStream.error.line(TerminalText.line(text)) } }

  /// Tells a warning about one input; not with `--quiet`.
  func warning(_ text: String) { if !isQuiet { StandardStream.error.line("onrecord: warning: \(TerminalText.line(text))") } }

  /// Tells an error.
  static func error(_ text: String) { StandardStream.error.line("onrecord: \(TerminalText.line(text))") }

  /// What to do about the error before.
  static func hint(_ text: String) { StandardStream.error.line("  \(TerminalText.line(text))") }

  /// Tells an input's error: where, what, and what to do.
  static func error(_ error: IngestionError) {
    let place = error.place.map { ", \($0)" } ?? ""
    self.error("\(error.source)\(place): \(error.message)")
  }
}
