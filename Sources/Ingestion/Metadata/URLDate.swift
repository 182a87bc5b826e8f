/// The date in an address: `/2019/11/19/`, `/2019-11-19-`, `/2019/nov/19/`.
enum URLDate {
  /// "20191119" as a whole word.
  private static func basic(_ bytes: [UInt8], at start: Int) -> String? {
    let digits = bytes[start...].prefix { $0 &- 48 < 10 }
    guard digits.count == 8, digits.starts(with: "19".utf8) || digits.starts(with: "20".utf8) else { return nil }
    return PageDateReader.standard.read(Array(digits))
  }

  static func read(_ url: String?) -> String? {
    guard let url else { return nil }
    let bytes = Array(url.utf8)
    var index = 0
    while index + 9 < bytes.count {
      defer { index += 1 }
      let before = bytes[index]
      guard before == UInt8(ascii: "/") || before == UInt8(ascii: "-") || before == UInt8(ascii: "_") else { continue }
      if let date = basic(bytes, at: index + 1) { return date }
      let year = bytes[(index + 1)...(index + 4)]
      guard year.allSatisfy({ $0 &- 48 < 10 }), year.first == UInt8(ascii: "1") || year.first == UInt8(ascii: "2") else { continue }
      let joint = bytes[index + 5]
      guard joint == UInt8(ascii: "/") || joint == UInt8(ascii: "-") || joint == UInt8(ascii: "_") else { continue }
      let parts = bytes[(index + 6)...].split(maxSplits: 2, omittingEmptySubsequences: false, whereSeparator: { $0 == joint })
      guard parts.count >= 2 else { continue }
      let day = parts[1].prefix { $0 &- 48 < 10 }
      guard (1...2).contains(day.count), (1...3).contains(parts[0].count) else { continue }
      let text =
        String(decoding: year, as: UTF8.self) + "-" + String(decoding: parts[0], as: UTF8.self) + "-" + String(decoding: day, as: UTF8.self)
      if parts[0].allSatisfy({ $0 &- 48 < 10 }) {
        if let date = PageDateReader.standard.read(text) { return date }
      } else {
        let written =
          String(decoding: day, as: UTF8.self) + " " + String(decoding: parts[0], as: UTF8.self) + " "
          + String(decoding: year, as: UTF8.self)
        if let date = PageDateReader.standard.read(written) { return date }
      }
    }
    return nil
  }
}
