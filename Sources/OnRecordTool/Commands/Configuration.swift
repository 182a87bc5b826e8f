internal import Platform

/// The user's settings, `$XDG_CONFIG_HOME/onrecord/config`: one `name = value` per line; `#` begins a comment. A command-line option
/// overrides the environment, and the environment overrides the file.
enum Configuration {
  /// A setting, and the environment variable with the same meaning.
  struct Setting {
    var name: String
    var variable: String
  }

  static let settings = [
    Setting(name: "index", variable: "ONRECORD_INDEX"), Setting(name: "pager", variable: "ONRECORD_PAGER"),
    Setting(name: "color", variable: "ONRECORD_COLOR"),
  ]

  /// Where the file is; `nil` if the user has no folder for it.
  static var path: String? {
    if let folder = Environment.value("XDG_CONFIG_HOME"), folder.hasPrefix("/") { return folder + "/onrecord/config" }
    return Environment.value("HOME").map { $0 + "/.config/onrecord/config" }
  }

  /// Applies the settings of the file that the environment does not give; does nothing if there is no file.
  /// - Throws: what is wrong, with the file, the line and what is allowed there.
  static func apply() throws(UsageError) {
    guard let path else { return }
    let bytes: [UInt8]?
    do { bytes = try WholeFile.bytes(at: path) } catch {
      throw UsageError(message: "\(TerminalText.clean(path)): the settings cannot be read: \(error.words)")
    }
    guard let bytes else { return }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() {
      let text = trimmed(line)
      if text.isEmpty || text.hasPrefix("#") { continue }
      func wrong(_ reason: String) -> UsageError {
        UsageError(
          message: "\(TerminalText.clean(path)), line \(number + 1): \(reason)",
          hint: "a line is 'name = value'; names are \(settings.map(\.name).joined(separator: ", "))")
      }
      guard let sign = text.firstIndex(of: "=") else { throw wrong("no '='") }
      let name = trimmed(text[..<sign])
      let value = trimmed(text[text.index(after: sign)...])
      guard let setting = settings.first(where: { $0.name == name }) else {
        let near = Spelling.nearest(to: name, in: settings.map(\.name)).map { "; did you mean '\($0)'?" } ?? ""
        throw wrong("there is no setting '\(TerminalText.clean(name))'\(near)")
      }
      guard !value.isEmpty else { throw wrong("'\(name)' has no value") }
      if name == "color", !TerminalStyle.option.choices.contains(value) { throw wrong("color is auto, always or never") }
      // NO_COLOR in the environment also decides on colour.
      if Environment.value(setting.variable) != nil || name == "color" && Environment.value("NO_COLOR") != nil { continue }
      Environment.set(setting.variable, to: value.hasPrefix("~/") ? (Environment.value("HOME") ?? "~") + value.dropFirst() : value)
    }
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    var rest = Substring(text)
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return String(rest)
  }
}
