/// A command: its name, its arguments, and what it does.
struct CommandDescription: Sendable {
  /// The words that invoke it.
  let name: String
  /// One line for the list of commands.
  let summary: String
  /// What follows the name in the usage line, apart from options.
  let operands: String
  /// The fewest operands that it takes.
  var minimumOperands = 0
  /// The most operands that it takes.
  var maximumOperands = Int.max
  /// Its own options.
  let options: [OptionDescription]
  /// Paragraphs of help.
  let details: String
  /// Example commands.
  let examples: [String]
  /// Runs it.
  let run: @Sendable (Arguments) throws -> ExitStatus

  /// Options that every command has.
  static let common = [
    OptionDescription(name: "quiet", short: "q", help: "print no messages but errors"),
    OptionDescription(name: "help", short: "h", help: "print this help"),
  ]

  var allOptions: [OptionDescription] { options + CommandDescription.common }
}

/// How a run ended, for the caller's shell.
enum ExitStatus: Int32, Sendable {
  /// Done.
  case done = 0
  /// Some input failed, or the index could not be read or written.
  case failed = 1
  /// The command line was wrong.
  case wrongUse = 2
  /// A search found nothing.
  case nothingFound = 3
  /// The user interrupted the run.
  case interrupted = 130
}
