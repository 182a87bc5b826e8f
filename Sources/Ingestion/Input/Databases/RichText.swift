/// Reads the text of an RTF document: one line per paragraph.
///
/// Follows the Rich Text Format Specification 1.9.1: groups, control words, `\'hh` in the document's code page, `\uN` with its replacement
/// characters, and destinations that hold no text of the page.
struct RichText {
  private let bytes: [UInt8]
  private var position = 0
  private var text: [UInt8] = []
  private var state = State()
  private var groups: [State] = []
  /// How many characters must still be skipped because they replace the last `\u` for programs that do not know it.
  private var replacements = 0
  /// The first half of a surrogate pair.
  private var highHalf: UInt32?

  private struct State {
    /// Whether the group's text is shown.
    var isShown = true
    /// How many characters follow each `\u`.
    var replacements = 1
  }

  /// The deepest nesting of groups; real documents do not go beyond it.
  private static let deepest = 500

  /// The text of a document, and whether all of its groups are closed.
  static func text(_ bytes: [UInt8]) -> (lines: [UInt8], isWhole: Bool) {
    var reader = RichText(bytes)
    reader.read()
    return (reader.text, reader.groups.isEmpty)
  }

  /// Whether bytes begin as an RTF document.
  static func isDocument(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.starts(with: "{\\rtf".utf8) }

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  private mutating func read() {
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "{"):
        groups.append(state)
        if groups.count > Self.deepest { return }
      case UInt8(ascii: "}"):
        guard let outer = groups.popLast() else { return }
        state = outer
        replacements = 0
      case UInt8(ascii: "\\"): control()
      case 10, 13: break
      default: show(byte: byte)
      }
    }
  }

  /// Reads what follows a backslash.
  private mutating func control() {
    guard position < bytes.count else { return }
    let first = bytes[position]
    guard (first | 32) &- 97 < 26 else {
      position += 1
      switch first {
      case UInt8(ascii: "'"):
        guard position + 1 < bytes.count, let code = UInt8(String(decoding: bytes[position..<position + 2], as: UTF8.self), radix: 16)
        else {
          return
        }
        position += 2
        show(byte: code)
      case UInt8(ascii: "~"): show([0xC2, 0xA0])
      case UInt8(ascii: "_"): show([0xE2, 0x80, 0x91])
      case UInt8(ascii: "*"): state.isShown = false
      case 10, 13: end()
      case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"): show(byte: first)
      default: break
      }
      return
    }
    let start = position
    while position < bytes.count, (bytes[position] | 32) &- 97 < 26 { position += 1 }
    let word = String(decoding: bytes[start..<min(position, start + 32)], as: UTF8.self)
    let numberStart = position
    if position < bytes.count, bytes[position] == UInt8(ascii: "-") { position += 1 }
    while position < bytes.count, bytes[position] &- 48 < 10 { position += 1 }
    let number = Int(String(decoding: bytes[numberStart..<min(position, numberStart + 11)], as: UTF8.self))
    if position < bytes.count, bytes[position] == 32 { position += 1 }
    apply(word, number)
  }

  private mutating func apply(_ word: String, _ number: Int?) {
    switch word {
    case "par", "sect", "page", "line", "row": end()
    case "tab", "cell": show(byte: 9)
    case "u": unicode(number ?? 0)
    case "uc": state.replacements = max(0, min(number ?? 1, 8))
    case "bin": position = min(bytes.count, position + max(0, number ?? 0))
    case "fldrslt": state.isShown = groups.last?.isShown ?? true
    case let name where Self.hidden.contains(name): state.isShown = false
    default: if let character = Self.named[word] { show(Array(character.utf8)) }
    }
  }

  /// Reads `\uN`: a UTF-16 code unit, negative above 32,767.
  private mutating func unicode(_ number: Int) {
    let unit = UInt32(truncatingIfNeeded: number) & 0xFFFF
    replacements = 0
    if unit & 0xFC00 == 0xD800 {
      highHalf = unit
    } else if unit & 0xFC00 == 0xDC00 {
      if let high = highHalf { show(scalar: 0x10000 + (high - 0xD800) << 10 + (unit - 0xDC00)) }
      highHalf = nil
    } else {
      show(scalar: unit)
    }
    replacements = state.replacements
  }

  /// Appends a character of the document's code page.
  private mutating func show(byte: UInt8) {
    if byte < 0x80, byte != 0, replacements == 0 {
      if state.isShown { text.append(byte) }
    } else {
      show(byte < 0x80 ? [32] : Windows1252.table[Int(byte) - 0x80])
    }
  }

  private mutating func show(scalar: UInt32) { show(Unicode.Scalar(scalar).map { Array(String(Character($0)).utf8) } ?? []) }

  /// Appends the bytes of one character, unless it is a replacement for a `\u`.
  private mutating func show(_ character: [UInt8]) {
    if replacements > 0 {
      replacements -= 1
    } else if state.isShown {
      text += character
    }
  }

  private mutating func end() {
    replacements = 0
    if state.isShown { text.append(10) }
  }

  /// Destinations that hold no text of the page.
  private static let hidden: Set<String> = [
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "footer", "headerl", "headerr", "headerf", "footerl",
    "footerr",
    "footerf", "fldinst", "listtable", "listoverridetable", "revtbl", "generator", "themedata", "datastore", "footnote", "annotation", "xe",
    "tc", "bkmkstart", "bkmkend", "nonshppict", "latentstyles", "rsidtbl", "filetbl",
  ]
  private static let named = [
    "emdash": "\u{2014}", "endash": "\u{2013}", "lquote": "\u{2018}", "rquote": "\u{2019}", "ldblquote": "\u{201C}",
    "rdblquote": "\u{201D}", "bullet": "\u{2022}", "emspace": "\u{2003}", "enspace": "\u{2002}",
  ]
}
