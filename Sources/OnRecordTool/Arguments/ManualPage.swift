internal import OnRecord

/// Manual pages in the language of `man`, from the declarations of commands and options.
enum ManualPage {
  /// The page of one command.
  static func of(_ command: CommandDescription) -> String {
    var page = head("onrecord-\(command.name)")
    page += ".SH NAME\nonrecord\\-\(escaped(command.name)) \\- \(escaped(command.summary))\n"
    page += ".SH SYNOPSIS\n.B onrecord \(escaped(command.name))\n[\\fIOPTION\\fR…]"
    if !command.operands.isEmpty { page += " \\fI\(escaped(command.operands))\\fR" }
    page += "\n"
    if !command.details.isEmpty { page += ".SH DESCRIPTION\n" + paragraphs(command.details) }
    page += ".SH OPTIONS\n"
    for option in command.allOptions { page += entry(option) }
    if !command.examples.isEmpty {
      page += ".SH EXAMPLES\n"
      for example in command.examples { page += ".PP\n.EX\n\(escaped(example))\n.EE\n" }
    }
    return page + tail + ".SH SEE ALSO\n.BR onrecord (1)\n"
  }

  /// The page of the program.
  static func program(_ commands: [CommandDescription]) -> String {
    var page = head("onrecord")
    page += ".SH NAME\nonrecord \\- who said what, with which numbers, on the record\n"
    page += ".SH SYNOPSIS\n.B onrecord\n\\fICOMMAND\\fR [\\fIOPTION\\fR…] [\\fIOPERAND\\fR…]\n"
    page += ".SH DESCRIPTION\n"
    page += paragraphs(
      "Reads news pages, extracts quotes, figures and named officials, and searches them. Everything stays on this machine: nothing is fetched, "
        + "and no service is needed.")
    page += ".SH COMMANDS\n"
    for command in commands { page += ".TP\n.BR onrecord\\-\(escaped(command.name)) (1)\n\(escaped(command.summary))\n" }
    page += tail + ".SH SEE ALSO\n"
    page += commands.map { ".BR onrecord\\-\(escaped($0.name)) (1)" }.joined(separator: ",\n") + "\n"
    return page
  }

  private static func head(_ name: String) -> String {
    ".TH \(name.uppercased().replacing("-", with: "\\-")) 1 \"\" \"\(escaped(Version.name))\" \"OnRecord Manual\"\n"
  }

  private static let tail = """
    .SH ENVIRONMENT
    .TP
    .B ONRECORD_INDEX
    The index, where \\-\\-index does not name one; else $XDG_DATA_HOME/onrecord/index.db, else ~/.local/share/onrecord/index.db.
    .TP
    .BR ONRECORD_PAGER ", " PAGER
    What shows output page by page on a terminal; less without them, none for cat.
    .TP
    .B NO_COLOR
    No emphasis by colour.
    .TP
    .B ONRECORD_COLOR
    As \\-\\-color, where that is not given.
    .TP
    .B SOURCE_DATE_EPOCH
    The time that exports and the index carry, in seconds since 1970, instead of now.
    .SH FILES
    .TP
    .I $XDG_CONFIG_HOME/onrecord/config
    (else ~/.config/onrecord/config) Settings, a line each, "name = value": index, pager, color. Options and the environment stand above them.
    .SH EXIT STATUS
    0 done; 1 some input failed, or the index could not be read or written; 2 wrong use; 3 a search found nothing; 130 interrupted.

    """

  private static func entry(_ option: OptionDescription) -> String {
    var term = option.short.map { "\\fB\\-\($0)\\fR, " } ?? ""
    term += "\\fB\\-\\-\(escaped(option.name))\\fR"
    if let value = option.value ?? (option.choices.isEmpty ? nil : "WORD") { term += "=\\fI\(value)\\fR" }
    let choices = option.choices.isEmpty ? "" : "; one of \(option.choices.joined(separator: ", "))"
    return ".TP\n\(term)\n\(escaped(option.help + choices))\n"
  }

  private static func paragraphs(_ text: String) -> String {
    text.split(separator: "\n\n").map { ".PP\n\(escaped($0.split(whereSeparator: \.isWhitespace).joined(separator: " ")))\n" }.joined()
  }

  /// Text escaped so that troff prints it as it is.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "\\": escaped += "\\e"
      case "-": escaped += "\\-"
      case "'" where escaped.isEmpty: escaped += "\\&'"
      case "." where escaped.isEmpty: escaped += "\\&."
      case "'": escaped += "\\(aq"
      case "`": escaped += "\\(ga"
      case "~": escaped += "\\(ti"
      case "^": escaped += "\\(ha"
      default: escaped.append(character)
      }
    }
    return escaped
  }
}
