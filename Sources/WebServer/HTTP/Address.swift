/// A place on this server: a path and a query, encoded as they must stand in a link.
struct Address: Hashable, Sendable {
  private(set) var path: String
  private(set) var query: [HTTPRequest.Parameter] = []
  private(set) var fragment: String?

  /// Makes the address of a path's segments; names and values without a value are left out of the query.
  init(_ segments: [String], query: [(String, String?)] = [], fragment: String? = nil) {
    path = "/" + segments.map(PercentCoding.encoded).joined(separator: "/")
    self.query = query.compactMap { name, value in value.map { .init(name, $0) } }
    self.fragment = fragment
  }

  /// Drops query and fragment.
  mutating func drop() {
    query = []
    fragment = nil
  }

  /// As it stands in a link.
  var text: String {
    let pairs = query.map { "\(PercentCoding.encoded($0.name))=\(PercentCoding.encoded($0.value))" }
    return path + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&")) + (fragment.map { "#" + PercentCoding.encoded($0) } ?? "")
  }
}

/// An address on the web that a page may link to: `http` or `https`, nothing that runs.
struct WebLink: Hashable, Sendable {
  let text: String

  /// Takes an address from an article; `nil` where it is no plain web address.
  init?(_ text: String?) {
    guard let text, text.utf8.count <= 4096 else { return nil }
    let lower = text.prefix(8).lowercased()
    guard lower.hasPrefix("https://") || lower.hasPrefix("http://"), text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return nil }
    self.text = text
  }

  /// The address with a fragment that leads a browser to words on the live page (`#:~:text=`): the first and last five of a long passage.
  func text(quoting words: String) -> String {
    let base = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).first.map(String.init) ?? text
    let list = words.split { $0.isWhitespace }.map(String.init)
    func coded(_ part: ArraySlice<String>) -> String { PercentCoding.encoded(part.joined(separator: " ")).replacing("-", with: "%2D") }
    guard list.count > 12 else { return base + "#:~:text=" + coded(list[...]) }
    return base + "#:~:text=" + coded(list.prefix(5)) + "," + coded(list.suffix(5))
  }
}
