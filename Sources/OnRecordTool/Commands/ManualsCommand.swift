internal import OnRecord
internal import Platform

/// `onrecord manuals`: manual pages and completions, written from the same declarations as the help.
enum ManualsCommand {
  static let description = CommandDescription(
    name: "manuals", summary: "write manual pages and shell completions into a folder", operands: "FOLDER", minimumOperands: 1,
    maximumOperands: 1, options: [],
    details: """
      FOLDER gets share/man/man1, share/bash-completion/completions, share/zsh/vendor-completions and share/fish/vendor_completions.d, as
      they stand below /usr or /usr/local. make install calls it.
      """, examples: ["onrecord manuals ~/.local"], run: run)

  private static func run(_ arguments: Arguments) throws -> ExitStatus {
    let folder = arguments.operands[0]
    var files: [(String, String)] = [("share/man/man1/onrecord.1", ManualPage.program(AllCommands.inOrder))]
    for command in AllCommands.inOrder { files.append(("share/man/man1/onrecord-\(command.name).1", ManualPage.of(command))) }
    files.append(("share/bash-completion/completions/onrecord", Completions.bash(AllCommands.inOrder)))
    files.append(("share/zsh/vendor-completions/_onrecord", Completions.zsh(AllCommands.inOrder)))
    files.append(("share/fish/vendor_completions.d/onrecord.fish", Completions.fish(AllCommands.inOrder)))
    for (path, text) in files {
      FolderMaker.makeParents(of: "\(folder)/\(path)")
      let file = try FileOutput(path: "\(folder)/\(path)")
      try file.write(Array(text.utf8))
      try file.publish()
    }
    Messages(arguments).note("\(files.count) files written below \(folder)")
    return .done
  }
}
