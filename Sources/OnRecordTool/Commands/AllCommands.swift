/// The commands of `onrecord`.
enum AllCommands {
  /// All commands, in the order the help lists them.
  static let inOrder: [CommandDescription] = [
    ExtractCommand.description, IngestCommand.description, SearchCommands.quotes, SearchCommands.figures, SearchCommands.officials,
    SearchCommands.articles, PersonCommand.description, ShowCommand.show, ShowCommand.open, ExportCommand.description,
    SavedCommand.description, StatsCommand.description, RemoveCommand.description, UpkeepCommands.check, UpkeepCommands.reindex,
    ServeCommand.description, ManualsCommand.description,
  ]
}
