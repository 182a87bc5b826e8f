internal import Platform

/// Help text, generated from the declarations of commands and options; as wide as the terminal, or 100 columns if there is none.
enum HelpText {
  /// Columns of a line.
  private static var width: Int { max(50, min(StandardStream.output.columns ?? 100, 120)) }

  /// `onrecord COMMAND --help`.
  static func of(_ command: CommandDescription) -> String {
    var text = "usage: onrecord \(command.name) [OPTION…]\(command.operands.isEmpty ? "" : " \(command.operands)")\n\n"
    text += "\(command.summary.prefix(1).uppercased())\(command.summary.dropFirst()).\n"
    if !command.details.isEmpty { text += "\n" + wrapped(command.details) + "\n" }
    text += "\noptions:\n"
    for option in command.allOptions {
      let choices = option.choices.count > 8 ? ": \(option.choices.joined(separator: ", "))" : ""
      text += entry(option.spelling, option.help + choices)
    }
    if !command.examples.isEmpty {
      text += "\nexamples:\n"
      for example in command.examples { text += "  \(example)\n" }
    }
    return text
  }

  /// `onrecord --help`.
  static func of(_ commands: [CommandDescription], version: String) -> String {
    var text = """
      usage: onrecord COMMAND [OPTION…] [OPERAND…]

      Who said what, with which numbers, on the record: reads news pages, extracts quotes, figures and
      named officials, and searches them.

      commands:

      """
    for command in commands { text += entry("  \(command.name)", command.summary) }
    text += """

      onrecord COMMAND --help tells a command's options; onrecord --version prints "\(version)";
      onrecord --licenses names the data that word lists and weights were made with.

      Without --index FILE the index is $ONRECORD_INDEX, else $XDG_DATA_HOME/onrecord/index.db
      (~/.local/share/onrecord/index.db). "index = FILE", "pager = COMMAND" and "color = never" may stand in
      $XDG_CONFIG_HOME/onrecord/config (~/.config/onrecord/config), a line each.

      exit status: 0 done; 1 some input failed, or the index could not be read or written; 2 wrong use;
      3 a search found nothing; 130 interrupted.

      """
    return text
  }

  /// Paragraphs, separated by blank lines, each wrapped to the width.
  private static func wrapped(_ text: String) -> String {
    var paragraphs: [[Substring]] = [[]]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty { paragraphs.append([]) } else { paragraphs[paragraphs.count - 1] += line.split(separator: " ") }
    }
    return paragraphs.filter { !$0.isEmpty }.map { words in
      var lines: [String] = []
      var line = ""
      for word in words {
        if !line.isEmpty, line.count + 1 + word.count > width {
          lines.append(line)
          line = ""
        }
        line += line.isEmpty ? "\(word)" : " \(word)"
      }
      return (lines + [line]).joined(separator: "\n")
    }.joined(separator: "\n\n")
  }

  /// A line or two: the term, then its meaning from column 34 on, wrapped to the width.
  private static func entry(_ term: String, _ meaning: String) -> String {
    let indent = width < 80 ? 26 : 34
    var lines: [String] = []
    var line = "  \(term)"
    if line.count >= indent - 1 {
      lines.append(line)
      line = ""
    }
    line += String(repeating: " ", count: indent - line.count)
    var isFresh = true
    for word in meaning.split(separator: " ") {
      if !isFresh, line.count + 1 + word.count > width {
        lines.append(line)
        line = String(repeating: " ", count: indent)
        isFresh = true
      }
      line += isFresh ? "\(word)" : " \(word)"
      isFresh = false
    }
    lines.append(line)
    return lines.joined(separator: "\n") + "\n"
  }
}
