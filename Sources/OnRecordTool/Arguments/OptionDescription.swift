/// An option of a command. One declaration says both what the parser accepts and what the help prints.
struct OptionDescription: Sendable, Hashable {
  /// The long name, without dashes.
  let name: String
  /// The short name, if there is one.
  var short: Character?
  /// The value's placeholder in the help; `nil` for a switch.
  var value: String?
  /// The values that are accepted; empty if any is.
  var choices: [String] = []
  /// What it does.
  let help: String

  /// How the help writes it.
  var spelling: String {
    var text = short.map { "-\($0), " } ?? "    "
    text += "--\(name)"
    if choices.count > 8 {
      text += " \(value ?? "WORD")"
    } else if !choices.isEmpty {
      text += " \(choices.joined(separator: "|"))"
    } else if let value {
      text += " \(value)"
    }
    return text
  }
}
