/// Decodes the escapes of JSON strings.
enum JSONEscape {
  /// The byte for a letter after the backslash; `nil` for `u` and for letters that are not an escape.
  static func byte(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    default: nil
    }
  }

  /// The scalar whose hexadecimal digits begin at `index`, after `\u`, and the number of bytes read. Includes the second half of a
  /// surrogate pair, if it follows. A lone surrogate becomes U+FFFD.
  static func unicode(_ bytes: [UInt8], _ index: Int, _ end: Int) -> (scalar: Unicode.Scalar, length: Int)? {
    guard let first = unit(bytes, index, end) else { return nil }
    if first & 0xFC00 == 0xD800, index + 6 <= end, bytes[index + 4] == UInt8(ascii: "\\"), bytes[index + 5] == UInt8(ascii: "u"),
      let second = unit(bytes, index + 6, end), second & 0xFC00 == 0xDC00
    {
      let code = 0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(second & 0x3FF))
      return (Unicode.Scalar(code) ?? "\u{FFFD}", 10)
    }
    return (Unicode.Scalar(UInt32(first)) ?? "\u{FFFD}", 4)
  }

  /// A number of four hexadecimal digits.
  private static func unit(_ bytes: [UInt8], _ index: Int, _ end: Int) -> UInt16? {
    guard index + 4 <= end else { return nil }
    var code: UInt16 = 0
    for digit in bytes[index..<index + 4] {
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): code = code << 4 | UInt16(digit - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): code = code << 4 | UInt16(digit - UInt8(ascii: "a") + 10)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): code = code << 4 | UInt16(digit - UInt8(ascii: "A") + 10)
      default: return nil
      }
    }
    return code
  }
}
