/// What a page tells about its article, each value with the place it was found in.
struct PageMetadata: Sendable {
  var title: Found?
  var authors: (names: [String], origin: String) = ([], "")
  var site: Found?
  var url: Found?
  var canonicalURL: Found?
  var published: Found?
  var modified: Found?
  var language: Found?
  /// `articleBody` of the JSON-LD.
  var body: String?
  /// Everything that may stand as headline in the body.
  var headlines: [String] = []
  /// The description (`og:description`, JSON-LD), which is often the standfirst.
  var description: String?
  /// Whether the page says of itself that it is an article: JSON-LD, `og:type`, a machine-readable date of publication.
  var saysArticle = false

  /// A value and where it stood.
  struct Found: Sendable, Hashable {
    var value: String
    var origin: String

    init(_ value: String, _ origin: String) {
      self.value = value
      self.origin = origin
    }

    /// Nothing where there is no value, or an empty one.
    init?(_ value: String?, _ origin: String) {
      guard let value = value?.trimmed, !value.isEmpty else { return nil }
      self.init(value, origin)
    }
  }

  /// The site's name, and the one in its address.
  var siteNames: [String] {
    var names = [site?.value].compactMap { $0 }
    if let address = (url ?? canonicalURL)?.value, let scheme = address.firstRange(of: "://") {
      let labels = address[scheme.upperBound...].prefix { $0 != "/" && $0 != ":" && $0 != "?" }.split(separator: ".")
      if labels.count > 1, let name = labels.dropLast().last(where: { $0.utf8.count > 3 }) { names.append(String(name)) }
    }
    return names
  }

  /// For each value that is set, where it was found.
  var origins: [String: String] {
    var origins: [String: String] = [:]
    for (name, found) in [
      ("title", title), ("site", site), ("url", url), ("canonical_url", canonicalURL), ("published", published), ("modified", modified),
      ("language", language),
    ] {
      if let found { origins[name] = found.origin }
    }
    if !authors.names.isEmpty { origins["authors"] = authors.origin }
    return origins
  }
}

extension String {
  /// Without white space at the ends; runs of it inside become one space.
  var trimmed: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count)
    for byte in utf8 {
      if byte > 32 {
        bytes.append(byte)
      } else if let last = bytes.last, last != 32 {
        bytes.append(32)
      }
    }
    if bytes.last == 32 { bytes.removeLast() }
    while bytes.count >= 2, bytes[bytes.count - 1] == 0xA0, bytes[bytes.count - 2] == 0xC2 { bytes.removeLast(2) }
    while bytes.last == 32 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
