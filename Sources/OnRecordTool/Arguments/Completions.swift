/// Completions for shells, from the declarations of commands and options.
enum Completions {
  /// For bash: commands, then the command's options, their values, and files.
  static func bash(_ commands: [CommandDescription]) -> String {
    var text = """
      # Completion of onrecord for bash.
      _onrecord() {
        local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}
        COMPREPLY=()
        if [ "$COMP_CWORD" = 1 ]; then
          COMPREPLY=($(compgen -W "\(commands.map(\.name).joined(separator: " ")) --help --version" -- "$current"))
          return
        fi
        case "$command $before" in

      """
    for command in commands {
      for option in command.allOptions where !option.choices.isEmpty {
        let names = (["--\(option.name)"] + [option.short.map { "-\($0)" }].compactMap { $0 }).map { "\"\(command.name) \($0)\"" }
        text +=
          "    \(names.joined(separator: "|"))) COMPREPLY=($(compgen -W \"\(option.choices.joined(separator: " "))\" -- \"$current\")); return ;;\n"
      }
    }
    text += "  esac\n  case \"$current\" in\n    -*)\n      case \"$command\" in\n"
    for command in commands {
      let names = command.allOptions.map { "--\($0.name)" }.joined(separator: " ")
      text += "        \(command.name)) COMPREPLY=($(compgen -W \"\(names)\" -- \"$current\")) ;;\n"
    }
    text += """
            esac ;;
          *) case "$command" in

      """
    for command in commands where !words(command).isEmpty {
      text += "      \(command.name)) COMPREPLY=($(compgen -W \"\(words(command).joined(separator: " "))\" -- \"$current\")) ;;\n"
    }
    text += """
          esac
          COMPREPLY+=($(compgen -f -- "$current")) ;;
        esac
      }
      complete -o filenames -F _onrecord onrecord

      """
    return text
  }

  /// For zsh.
  static func zsh(_ commands: [CommandDescription]) -> String {
    var text = "#compdef onrecord\n# Completion of onrecord for zsh.\n_onrecord() {\n  local -a commands\n  commands=(\n"
    for command in commands { text += "    '\(command.name):\(zshText(command.summary))'\n" }
    text += "  )\n  if (( CURRENT == 2 )); then\n    _describe command commands\n    return\n  fi\n  case $words[2] in\n"
    for command in commands {
      text += "    \(command.name)) _arguments -s"
      for option in command.allOptions {
        let help = "[\(zshText(option.help))]"
        let value =
          option.choices.isEmpty
          ? option.value.map { ":\($0.lowercased()):\(["FILE", "PATH"].contains($0) ? "_files" : " ")" } ?? ""
          : ":\(option.value?.lowercased() ?? "word"):(\(option.choices.joined(separator: " ")))"
        let equals = value.isEmpty ? "" : "="
        text += " \\\n      '--\(option.name)\(equals)\(help)\(value)'"
        if let short = option.short { text += " \\\n      '-\(short)\(help)\(value)'" }
      }
      let operands = words(command)
      text +=
        " \\\n      '*:\(command.operands.isEmpty ? "operand" : "operand"):\(operands.isEmpty ? "_files" : "(\(operands.joined(separator: " ")))")' ;;\n"
    }
    return text + "  esac\n}\n_onrecord \"$@\"\n"
  }

  /// For fish.
  static func fish(_ commands: [CommandDescription]) -> String {
    var text = "# Completion of onrecord for fish.\n"
    for command in commands {
      text += "complete -c onrecord -n __fish_use_subcommand -f -a \(command.name) -d '\(fishText(command.summary))'\n"
      let condition = "-n '__fish_seen_subcommand_from \(command.name)'"
      for option in command.allOptions {
        text += "complete -c onrecord \(condition) -l \(option.name)"
        if let short = option.short { text += " -s \(short)" }
        if !option.choices.isEmpty {
          text += " -x -a '\(option.choices.joined(separator: " "))'"
        } else if let value = option.value {
          text += ["FILE", "PATH"].contains(value) ? " -r" : " -x"
        }
        text += " -d '\(fishText(option.help))'\n"
      }
      if !words(command).isEmpty { text += "complete -c onrecord \(condition) -a '\(words(command).joined(separator: " "))'\n" }
    }
    return text
  }

  /// The closed lists of words among a command's operands ("quotes|figures|…").
  private static func words(_ command: CommandDescription) -> [String] {
    command.operands.split { " |[]".contains($0) }.map(String.init).filter { word in
      word.unicodeScalars.allSatisfy { $0.properties.isLowercase }
    }
  }

  private static func zshText(_ text: String) -> String {
    text.replacing("'", with: "\u{2019}").replacing("[", with: "(").replacing("]", with: ")").replacing(":", with: "\\:")
  }
  private static func fishText(_ text: String) -> String { text.replacing("'", with: "\u{2019}") }
}
