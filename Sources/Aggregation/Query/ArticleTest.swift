internal import FullText

/// Whether an article has the address, host, outlet or id that a query names.
struct ArticleTest {
  private let field: QueryField
  private let text: String
  private let words: [[UInt8]]

  init(_ field: QueryField, _ text: String) {
    self.field = field
    var text = text.lowercased()
    if field == .site {
      if let scheme = text.firstRange(of: "://") { text = String(text[scheme.upperBound...]) }
      if text.hasPrefix("www.") { text.removeFirst(4) }
      if text.contains("."), let slash = text.firstIndex(of: "/") { text = String(text[..<slash]) }
    }
    self.text = text
    words = FoldedWords(text).all
  }

  func admits(id: String, addresses: [String], site: String?) -> Bool {
    switch field {
    case .article: return id.lowercased().hasPrefix(text)
    case .url: return addresses.contains { $0.lowercased().contains(text) }
    default:
      if addresses.contains(where: { Self.host($0).map { $0 == text || $0.hasSuffix("." + text) } ?? false }) { return true }
      guard let site, !words.isEmpty else { return false }
      return !Highlighter([WordPattern(words: words, form: .exact)]).ranges(in: site).isEmpty
    }
  }

  /// The host of an address, without "www.".
  private static func host(_ address: String) -> String? {
    guard let scheme = address.firstRange(of: "://") else { return nil }
    var host = address[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" && $0 != ":" }.lowercased()
    if host.hasPrefix("www.") { host.removeFirst(4) }
    return host
  }
}
