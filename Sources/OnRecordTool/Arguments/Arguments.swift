/// A command line that could not be understood.
struct UsageError: Error, Sendable {
  /// What is wrong.
  let message: String
  /// What to try.
  var hint: String?
}

/// A command's arguments, sorted into options and operands.
struct Arguments: Sendable {
  private(set) var operands: [String] = []
  private var values: [String: [String]] = [:]
  private let command: CommandDescription

  /// Sorts the words after the command's name by GNU conventions: `--name value`, `--name=value`, `-n value`, `-nvalue`, combined switches
  /// as in `-qv`, options and operands in any order, `-` as an operand, everything after `--` as operands.
  init(_ words: [String], of command: CommandDescription) throws {
    self.command = command
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        operands += rest
        break
      } else if word.hasPrefix("--") {
        try takeLong(word.dropFirst(2), &rest)
      } else if word.hasPrefix("-"), word != "-" {
        try takeShort(word.dropFirst(), &rest)
      } else {
        operands.append(word)
      }
    }
    guard !has("help") else { return }
    if operands.count < command.minimumOperands {
      throw UsageError(message: "\(command.name) needs \(command.operands)", hint: "onrecord \(command.name) --help says more")
    }
    if operands.count > command.maximumOperands {
      throw UsageError(
        message: "\(command.name) does not take '\(operands[command.maximumOperands])'", hint: "onrecord \(command.name) --help says more")
    }
  }

  /// Whether a switch or option was given.
  func has(_ name: String) -> Bool { values[name] != nil }

  /// An option's value; the last one if it was given more than once.
  func value(_ name: String) -> String? { values[name]?.last }

  /// All values of an option, in order.
  func all(_ name: String) -> [String] { values[name] ?? [] }

  /// An option's value as a whole number of at least `minimum` and at most `maximum`.
  func number(_ name: String, atLeast minimum: Int, atMost maximum: Int = .max) throws -> Int? {
    guard let text = value(name) else { return nil }
    guard let number = Int(text), (minimum...maximum).contains(number) else {
      let range = maximum == .max ? "of at least \(minimum)" : "from \(minimum) to \(maximum)"
      throw UsageError(message: "--\(name) takes a whole number \(range), not '\(text)'")
    }
    return number
  }

  private mutating func takeLong(_ word: Substring, _ rest: inout ArraySlice<String>) throws {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    let option = try option(named: name)
    let attached = parts.count > 1 ? String(parts[1]) : nil
    try take(option, attached, &rest)
  }

  /// The option with a name, or with a unique prefix.
  private func option(named name: String) throws -> OptionDescription {
    if let exact = command.allOptions.first(where: { $0.name == name }) { return exact }
    let candidates = name.isEmpty ? [] : command.allOptions.filter { $0.name.hasPrefix(name) }
    if candidates.count == 1 { return candidates[0] }
    if candidates.isEmpty { throw unknown("--\(name)", name) }
    throw UsageError(message: "--\(name) may be \(candidates.map { "--\($0.name)" }.joined(separator: " or "))")
  }

  private mutating func takeShort(_ word: Substring, _ rest: inout ArraySlice<String>) throws {
    guard let first = word.first, let option = command.allOptions.first(where: { $0.short == first }) else {
      throw UsageError(
        message: "\(command.name) has no option '-\(word)'",
        hint: command.operands.contains("QUERY")
          ? "to leave out a word, put the query after --: onrecord \(command.name) -- border -\(word)"
          : "onrecord \(command.name) --help lists them")
    }
    let tail = String(word.dropFirst())
    if option.value != nil || !option.choices.isEmpty {
      try take(option, tail.isEmpty ? nil : tail, &rest)
    } else {
      try take(option, nil, &rest)
      if !tail.isEmpty { try takeShort(tail[...], &rest) }
    }
  }

  private mutating func take(_ option: OptionDescription, _ attached: String?, _ rest: inout ArraySlice<String>) throws {
    guard option.value != nil || !option.choices.isEmpty else {
      if let attached { throw UsageError(message: "--\(option.name) takes no value, yet got '\(attached)'") }
      values[option.name, default: []].append("")
      return
    }
    guard let value = attached ?? rest.popFirst() else {
      throw UsageError(message: "--\(option.name) needs a value", hint: option.spelling.drop { $0 == " " }.description)
    }
    if value.isEmpty, ["FILE", "PATH"].contains(option.value) {
      throw UsageError(
        message: "--\(option.name) needs the name of a file, not an empty one", hint: option.spelling.drop { $0 == " " }.description)
    }
    guard option.choices.isEmpty || option.choices.contains(value) else {
      let near = Spelling.nearest(to: value, in: option.choices).map { "; did you mean '\($0)'?" } ?? ""
      throw UsageError(message: "--\(option.name) is one of \(option.choices.joined(separator: ", ")), not '\(value)'\(near)")
    }
    values[option.name, default: []].append(value)
  }

  private func unknown(_ spelled: String, _ name: String) -> UsageError {
    let near = Spelling.nearest(to: name, in: command.allOptions.map(\.name)).map { "; did you mean --\($0)?" } ?? ""
    return UsageError(message: "\(command.name) has no option \(spelled)\(near)", hint: "onrecord \(command.name) --help lists them")
  }
}
