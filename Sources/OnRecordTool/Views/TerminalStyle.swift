internal import Platform

/// How words are highlighted on a terminal.
enum Emphasis: Hashable, Sendable, CaseIterable {
  case plain, match, strong, faint, quote, figure, official

  /// The ANSI sequence that starts it.
  fileprivate var code: String {
    switch self {
    case .plain: "\u{1B}[0m"
    case .match: "\u{1B}[0;1;4;33m"
    case .strong: "\u{1B}[0;1m"
    case .faint: "\u{1B}[0;2m"
    case .quote: "\u{1B}[0;32m"
    case .figure: "\u{1B}[0;36m"
    case .official: "\u{1B}[0;1;35m"
    }
  }
}

/// Whether colours are used, and how wide lines are.
struct TerminalStyle: Sendable {
  static let option = OptionDescription(
    name: "color", choices: ["auto", "always", "never"], help: "emphasis by colour; auto: on a terminal, unless NO_COLOR is set")

  let usesColor: Bool
  let width: Int

  /// Chosen from the command line, the environment and the terminal.
  init(_ arguments: Arguments) {
    let isTerminal = StandardStream.output.isTerminal
    switch arguments.value("color") ?? Environment.value("ONRECORD_COLOR") {
    case "always": usesColor = true
    case "never": usesColor = false
    default: usesColor = isTerminal && Environment.value("NO_COLOR") == nil && Environment.value("TERM") != "dumb"
    }
    width = max(40, min(StandardStream.output.columns ?? 100, 120))
  }

  /// Makes a style.
  init(usesColor: Bool, width: Int) {
    self.usesColor = usesColor
    self.width = width
  }

  /// Prints text that was laid out in this style. Of the escape sequences in it, only the style's own are kept.
  func show(_ text: String) throws(StreamError) {
    try StandardStream.output.show(text, keeping: usesColor ? Emphasis.allCases.map(\.code) : [])
  }

  /// Lays out styled text: wraps words at the width, indents each line, and removes control characters so that no page can control the
  /// terminal.
  func lines(_ text: StyledText, indent: Int = 0, hanging: Int? = nil) -> String {
    var output = ""
    var current = Emphasis.plain
    var column = 0
    var isFirstLine = true
    func newLine() {
      if !output.isEmpty {
        if usesColor, current != .plain {
          output += Emphasis.plain.code
          current = .plain
        }
        output += "\n"
      }
      let margin = isFirstLine ? indent : hanging ?? indent
      output += String(repeating: " ", count: margin)
      column = margin
      isFirstLine = false
    }
    newLine()
    var isFresh = true
    for word in text.words {
      let length = word.reduce(0) { $0 + $1.text.count }
      if !isFresh, column + 1 + length > width {
        newLine()
        isFresh = true
      }
      for (index, piece) in word.enumerated() {
        if index == 0, !isFresh {
          if usesColor, current != .plain, current != piece.emphasis {
            output += Emphasis.plain.code
            current = .plain
          }
          output += " "
          column += 1
        }
        if usesColor, piece.emphasis != current {
          output += piece.emphasis.code
          current = piece.emphasis
        }
        output += piece.text
      }
      column += length
      isFresh = false
    }
    if usesColor, current != .plain { output += Emphasis.plain.code }
    return output + "\n"
  }
}
