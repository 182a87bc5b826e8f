/// A command of the Workshop. A new one is a separate type and must be added to ``WorkshopCommands/all``.
protocol WorkshopCommand: Sendable {
  /// Its words on the command line: `["train", "names"]`.
  static var path: [String] { get }
  /// What it does, in one line.
  static var summary: String { get }
  /// Runs it with the arguments that follow its words.
  static func run(_ arguments: [String]) throws
}
