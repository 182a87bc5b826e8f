/// An address on this server: a path and a query, encoded as links need them.
struct Address: Hashable, Sendable {
  private(set) var path: String
  private(set) var query: [HTTPRequest.Parameter] = []
  private(set) var fragment: String?

  /// Makes an address from the segments of a path. Query parameters without a value are left out.
  init(_ segments: [String], query: [(String, String?)] = [], fragment: String? = nil) {
    path = "/" + segments.map(PercentCoding.encoded).joined(separator: "/")
    self.query = query.compactMap { name, value in value.map { .init(name, $0) } }
    self.fragment = fragment
  }

  /// Removes query and fragment.
  mutating func drop() {
    query = []
    fragment = nil
  }

  /// The address as it appears in a link.
  var text: String {
    let pairs = query.map { "\(PercentCoding.encoded($0.name))=\(PercentCoding.encoded($0.value))" }
    return path + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&")) + (fragment.map { "#" + PercentCoding.encoded($0) } ?? "")
  }
}

/// Addresses on this server that differ in one query value; the part they share is encoded only once.
struct AddressSeries {
  private let before: String
  private let after: String

  /// The addresses that equal this one except for the value of one query parameter.
  init(_ address: Address, varying name: String) {
    guard let place = address.query.firstIndex(where: { $0.name == name }) else {
      (before, after) = (address.text, "")
      return
    }
    func pairs(_ pairs: ArraySlice<HTTPRequest.Parameter>) -> [String] {
      pairs.map { "\(PercentCoding.encoded($0.name))=\(PercentCoding.encoded($0.value))" }
    }
    before = address.path + "?" + (pairs(address.query[..<place]) + [PercentCoding.encoded(name) + "="]).joined(separator: "&")
    after =
      pairs(address.query[(place + 1)...]).map { "&" + $0 }.joined() + (address.fragment.map { "#" + PercentCoding.encoded($0) } ?? "")
  }

  /// An address of the series.
  struct Member {
    /// The address as it appears in a link.
    let text: String
    fileprivate init(text: String) { self.text = text }
  }

  /// The address with a value.
  subscript(_ value: String) -> Member { Member(text: before + PercentCoding.encoded(value) + after) }
}

/// An address on the web that a page may link to: `http` or `https`, so nothing that runs code.
struct WebLink: Hashable, Sendable {
  let text: String

  /// Accepts an address from an article; `nil` if it is not a plain web address.
  init?(_ text: String?) {
    guard let text, text.utf8.count <= 4096 else { return nil }
    let lower = text.prefix(8).lowercased()
    guard lower.hasPrefix("https://") || lower.hasPrefix("http://"), text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return nil }
    self.text = text
  }

  /// The address with a fragment that leads a browser to words on the live page (`#:~:text=`). For a long passage, the fragment holds its
  /// first and last five words.
  func text(quoting words: String) -> String {
    let list = words.unicodeScalars.split(whereSeparator: Self.isSpace).map { String($0) }
    var bytes = Array(text.utf8.prefix { $0 != UInt8(ascii: "#") })
    bytes += "#:~:text=".utf8
    func append(_ part: ArraySlice<String>) {
      var isFirst = true
      for word in part {
        if isFirst { isFirst = false } else { bytes += "%20".utf8 }
        // In a text fragment, a hyphen would separate a prefix from the words.
        for byte in word.utf8 { if byte == UInt8(ascii: "-") { bytes += "%2D".utf8 } else { PercentCoding.append(byte, to: &bytes) } }
      }
    }
    if list.count > 12 {
      append(list.prefix(5))
      bytes.append(UInt8(ascii: ","))
      append(list.suffix(5))
    } else {
      append(list[...])
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether a scalar is Unicode white space. The standard library's tables are too slow to ask for every letter.
  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }
}
