internal import Aggregation
internal import Ingestion
internal import OnRecord
internal import Platform

/// The `onrecord` command: finds the subcommand, runs it, and turns errors into messages and an exit status.
enum Tool {
  private static let commands = AllCommands.inOrder

  /// Runs a command line, without the program's name.
  static func run(_ words: [String]) -> ExitStatus {
    FaultNote.install()
    Interrupt.ignoreFailedWrites()
    Interrupt.endAtOnce()
    do {
      return try dispatch(words)
    } catch let error as UsageError {
      Messages.error(error.message)
      if let hint = error.hint { Messages.hint(hint) }
      return .wrongUse
    } catch StreamError.closedPipe {
      return .done
    } catch StreamError.failed(let reason) {
      Messages.error("standard output: \(reason)")
      return .failed
    } catch StreamError.file(let reason) {
      Messages.error(reason)
      return .failed
    } catch let error as IngestionError {
      Messages.error(error)
      return .failed
    } catch IndexError.query(let error) {
      return wrong(error)
    } catch let error as QueryError {
      return wrong(error)
    } catch let error as IndexError {
      Messages.error(error)
      return .failed
    } catch let error as AddressSpaceShortage {
      Messages.error(error.description)
      Messages.hint("--jobs 1 asks for one worker")
      return .failed
    } catch {
      Messages.error("\(error)")
      return .failed
    }
  }

  private static func wrong(_ query: QueryError) -> ExitStatus {
    Messages.error("query: \(query.description)")
    return .wrongUse
  }

  /// Ends the process.
  static func exit(_ status: ExitStatus) -> Never { ThisProcess.exit(status.rawValue) }

  private static func dispatch(_ words: [String]) throws -> ExitStatus {
    guard let name = words.first else {
      StandardStream.error.line(HelpText.of(commands, version: Version.text))
      return .wrongUse
    }
    switch name {
    case "--help", "-h", "help":
      let about = words.dropFirst().first.flatMap { name in commands.first { $0.name == name } }
      try print(about.map(HelpText.of) ?? HelpText.of(commands, version: Version.text))
      return .done
    case "--version", "-V":
      try print(Version.text + "\n")
      return .done
    case "--licenses":
      try print(Version.notice)
      return .done
    default:
      guard let command = commands.first(where: { $0.name == name }) else {
        let near = Spelling.nearest(to: name, in: commands.map(\.name)).map { "; did you mean '\($0)'?" } ?? ""
        throw UsageError(message: "there is no command '\(name)'\(near)", hint: "onrecord --help lists the commands")
      }
      let arguments = try Arguments(Array(words.dropFirst()), of: command)
      if arguments.has("help") {
        try print(HelpText.of(command))
        return .done
      }
      try Configuration.apply()
      return try command.run(arguments)
    }
  }

  private static func print(_ text: String) throws(StreamError) { try StandardStream.output.show(text) }
}
