/// What a browser writes into a page when saving it: the page's address and, with SingleFile, when it was saved.
///
/// Either `<!-- saved from url=(0021)https://post.example/a -->`, or a comment with the lines "Page saved with SingleFile", "url: …",
/// "saved date: …".
struct SavedPageMark {
  /// The address the page was fetched from.
  let address: String
  /// When the page was saved, in the form of RFC 3339.
  let retrieved: String?

  /// How many bytes of a page are searched.
  private static let looked = 2_048

  /// The mark at a page's beginning; `nil` if there is none, or if its address is not on the web.
  init?(_ page: [UInt8]) {
    let start = page.prefix(Self.looked)
    if let place = page.place(of: Self.browser, in: start.indices) {
      // The number in brackets is the address's length.
      let rest = start[(place + Self.browser.count)...].drop { $0 &- 48 < 10 }
      self.init(Self.word(rest.dropFirst()), nil)
    } else if let place = page.place(of: Self.singleFile, in: start.indices) {
      let rest = start[(place + Self.singleFile.count)...]
      self.init(Self.line(" url: ", rest).map { Self.word($0) } ?? "", Self.line(" saved date: ", rest))
    } else {
      return nil
    }
  }

  private init?(_ address: String, _ date: ArraySlice<UInt8>?) {
    guard address.hasPrefix("http://") || address.hasPrefix("https://") else { return nil }
    self.address = address
    retrieved = date.flatMap { PageDateReader.standard.read(String(decoding: $0, as: UTF8.self)) }
  }

  private static let browser = Array("saved from url=(".utf8)
  private static let singleFile = Array("Page saved with SingleFile".utf8)

  /// The bytes up to white space.
  private static func word(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes.prefix { $0 > 32 }, as: UTF8.self) }

  /// What follows a label up to the end of the line.
  private static func line(_ label: String, _ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let label = Array(label.utf8)
    return bytes.place(of: label).map { bytes[($0 + label.count)...].prefix { $0 != 10 } }
  }
}
