/// Text in XML, the format of SVG and Atom.
package enum XMLText {
  /// Escapes text for use as element content or as a quoted attribute value. Characters that XML does not allow (control characters and the
  /// last two non-characters of the plane) become U+FFFD.
  package static func escaped(_ text: String) -> String {
    if isPlain(text) { return text }
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\t", "\n": escaped.unicodeScalars.append(scalar)
      default:
        let isAllowed = scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
        escaped.unicodeScalars.append(isAllowed ? scalar : "\u{FFFD}")
      }
    }
    return escaped
  }

  /// Whether there is nothing to escape, as in most texts.
  private static func isPlain(_ text: String) -> Bool {
    let bytes = text.utf8.span
    for index in bytes.indices {
      switch bytes[index] {
      case 0x00...0x1F, UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), 0xEF: return false
      default: continue
      }
    }
    return true
  }
}
