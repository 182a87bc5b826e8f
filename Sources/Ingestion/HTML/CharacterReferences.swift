internal import Knowledge

/// Character references (`&eacute;`, `&#233;`), read as browsers do: the names of HTML 5, some of them also without semicolon, and numbers.
enum CharacterReferences {
  /// The reference that begins with the `&` at `start`: the text it represents and where it ends, or `nil` if the `&` is just an ampersand.
  static func replacement(in bytes: [UInt8], at start: Int, end: Int, inAttribute: Bool) -> (text: [UInt8], end: Int)? {
    var position = start + 1
    guard position < end else { return nil }
    if bytes[position] == UInt8(ascii: "#") { return numeric(in: bytes, at: position + 1, end: end) }
    let nameStart = position
    while position < end, position - nameStart < 32, isAlphanumeric(bytes[position]) { position += 1 }
    if position < end, position > nameStart, bytes[position] == UInt8(ascii: ";") {
      position += 1
      let name = bytes[nameStart..<position]
      return (frequent(name) ?? text(of: name)).map { ($0, position) }
    }
    // Without a semicolon the longest known name counts; in an attribute, only if no letter, digit or "=" follows.
    var length = position - nameStart
    while length > 1 {
      if let text = text(of: bytes[nameStart..<nameStart + length]) {
        let next = nameStart + length
        if inAttribute, next < end, isAlphanumeric(bytes[next]) || bytes[next] == UInt8(ascii: "=") { return nil }
        return (text, next)
      }
      length -= 1
    }
    return nil
  }

  /// The scalar that browsers read for a number: C1 controls are mapped to windows-1252, invalid numbers to U+FFFD.
  static func scalar(of number: UInt32) -> Unicode.Scalar {
    if number >= 0x80, number <= 0x9F { return Unicode.Scalar(windows1252[Int(number - 0x80)]) ?? "\u{FFFD}" }
    if number < 32, number != 9, number != 10, number != 13 { return number == 0 ? "\u{FFFD}" : " " }
    return Unicode.Scalar(number) ?? "\u{FFFD}"
  }

  private static func numeric(in bytes: [UInt8], at start: Int, end: Int) -> (text: [UInt8], end: Int)? {
    var position = start
    var number: UInt32 = 0
    var digits = 0
    if position < end, bytes[position] | 32 == UInt8(ascii: "x") {
      position += 1
      while position < end, let digit = hexDigit(bytes[position]) {
        number = number > 0x10FFFF ? number : number << 4 | digit
        digits += 1
        position += 1
      }
    } else {
      while position < end, bytes[position] &- 48 < 10 {
        number = number > 0x10FFFF ? number : number * 10 + UInt32(bytes[position] - 48)
        digits += 1
        position += 1
      }
    }
    guard digits > 0 else { return nil }
    if position < end, bytes[position] == UInt8(ascii: ";") { position += 1 }
    return (number == 0xAD ? [] : Array(String(scalar(of: number)).utf8), position)
  }

  /// The references that nearly every page has; a page with no others does not need the table.
  private static func frequent(_ name: ArraySlice<UInt8>) -> [UInt8]? {
    guard let first = name.first, name.count < 6 else { return nil }
    switch first {
    case UInt8(ascii: "a"):
      if name.elementsEqual("amp;".utf8) { return [UInt8(ascii: "&")] }
      return name.elementsEqual("apos;".utf8) ? [UInt8(ascii: "'")] : nil
    case UInt8(ascii: "g"): return name.elementsEqual("gt;".utf8) ? [UInt8(ascii: ">")] : nil
    case UInt8(ascii: "l"): return name.elementsEqual("lt;".utf8) ? [UInt8(ascii: "<")] : nil
    case UInt8(ascii: "n"): return name.elementsEqual("nbsp;".utf8) ? [0xC2, 0xA0] : nil
    case UInt8(ascii: "q"): return name.elementsEqual("quot;".utf8) ? [UInt8(ascii: "\"")] : nil
    default: return nil
    }
  }

  /// The text of a name (with its semicolon if that is required); a soft hyphen is none.
  private static func text(of name: ArraySlice<UInt8>) -> [UInt8]? {
    guard let row = table.rows[name] else { return nil }
    let entry = table.lexicon.rows[row]
    var text: [UInt8] = []
    var number: UInt32 = 0
    for place in entry.range(1) {
      if let digit = hexDigit(table.lexicon.bytes[place]) {
        number = number << 4 | digit
        continue
      }
      append(number, to: &text)
      number = 0
    }
    append(number, to: &text)
    return text
  }

  /// The list of names, and its row for each of them. Built without strings and texts, because it is built at every start.
  private static let table: (lexicon: Lexicon, rows: ByteTable<Int>) = {
    let lexicon = Lexicon(named: "html-entities.tsv")
    return (lexicon, ByteTable(lexicon.bytes, lexicon.rows.enumerated().map { ($1.range(0), $0) }))
  }()

  private static func append(_ number: UInt32, to text: inout [UInt8]) {
    if number != 0, number != 0xAD, let scalar = Unicode.Scalar(number) { text += UTF8.encode(scalar).map { Array($0) } ?? [] }
  }

  static func isAlphanumeric(_ byte: UInt8) -> Bool { byte &- 48 < 10 || (byte | 32) &- 97 < 26 }

  private static func hexDigit(_ byte: UInt8) -> UInt32? {
    if byte &- 48 < 10 { return UInt32(byte - 48) }
    let lower = byte | 32
    return lower &- 97 < 6 ? UInt32(lower - 87) : nil
  }

  /// What windows-1252 has at 0x80 to 0x9F.
  static let windows1252: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F,
    0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]
}
