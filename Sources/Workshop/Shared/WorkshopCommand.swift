/// A command of the developers' tool. A new one is a type of its own and stands in ``WorkshopCommands/all``.
protocol WorkshopCommand: Sendable {
  /// Its words on the command line: `["train", "names"]`.
  static var path: [String] { get }
  /// What it does, in a line.
  static var summary: String { get }
  /// Runs it with the arguments behind its words.
  static func run(_ arguments: [String]) throws
}
