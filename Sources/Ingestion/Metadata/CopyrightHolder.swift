internal import Platform

/// The publisher named in a page's copyright line: "© 2021 The Post. All rights reserved."
enum CopyrightHolder {
  /// The name; `nil` if no line names one.
  static func name(_ tree: HTMLTree) -> String? {
    for node in stride(from: tree.count - 1, through: 0, by: -1) where tree.tags[node] == .text {
      let range = tree.textRange(node)
      guard range.count >= 6, range.count < 200, mayName(tree.text[range]), let name = name(in: tree.text[range]) else { continue }
      return name
    }
    return nil
  }

  /// Whether a line may be a copyright line, judged by its bytes: searching each text of a page as characters takes a tenth of the time in
  /// which the page is read.
  private static func mayName(_ line: ArraySlice<UInt8>) -> Bool {
    let beginning = line.drop { $0 <= 32 }.prefix(3)
    if beginning.lazy.map({ $0 | 32 }).elementsEqual("cop".utf8) { return true }
    var last: UInt8 = 0
    for byte in line {
      // "©" is C2 A9.
      if byte == 0xA9 && last == 0xC2 || byte == UInt8(ascii: "c") && last == UInt8(ascii: "(") { return true }
      last = byte
    }
    return false
  }

  private static func name(in line: ArraySlice<UInt8>) -> String? {
    let text = line.span.trimmed
    guard let start = endOfSign(text) else { return nil }
    var rest = Substring(decoding: text[start...], as: UTF8.self)
    // Skips years, "by" and marks.
    while let first = rest.first, first == " " || first.isNumber || "-–—,.©|:".contains(first) { rest = rest.dropFirst() }
    for word in ["Copyright ", "copyright ", "by ", "By "] where rest.hasPrefix(word) { rest = rest.dropFirst(word.count) }
    while let first = rest.first, first == " " || first.isNumber || "-–—,.|:".contains(first) { rest = rest.dropFirst() }
    let bytes = Array(rest.utf8)
    let end = stops.compactMap { bytes.place(of: $0) }.min() ?? bytes.count
    let name = String(decoding: bytes[..<end], as: UTF8.self).trimmed
    let bare = name.hasSuffix(".") ? String(name.dropLast()) : name
    return (3...50).contains(bare.utf8.count) && bare.utf8.contains { ($0 | 32) &- 97 < 26 } ? bare : nil
  }

  /// Where the sign or word of copyright ends.
  private static func endOfSign(_ line: [UInt8]) -> Int? {
    for sign in signs {
      if let place = line.place(of: sign) { return place + sign.count }
    }
    return line.starts(with: word, by: { HTMLTag.lowercased($0) == $1 }) ? word.count : nil
  }

  private static let signs = ["©", "(c) "].map { Array($0.utf8) }
  private static let word = Array("copyright ".utf8)
  /// What follows a holder's name.
  private static let stops = [
    ". ", " | ", " - ", ", ", " All rights", " all rights", " Inc", " LLC", " Ltd", " Limited", " GmbH", " 19", " 20",
  ].map { Array($0.utf8) }
}
