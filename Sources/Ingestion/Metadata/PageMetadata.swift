/// What a page says about its article, each value with where it was found.
struct PageMetadata: Sendable {
  var title: Found?
  var authors: (names: [String], origin: String) = ([], "")
  var site: Found?
  /// What else the page may call its site, the likeliest first.
  var otherSites: [String] = []
  var url: Found?
  var canonicalURL: Found?
  var published: Found?
  var modified: Found?
  var language: Found?
  /// `articleBody` of the JSON-LD.
  var body: String?
  /// Everything that may appear as the headline in the body.
  var headlines: [String] = []
  /// The description (`og:description`, JSON-LD), which is often the standfirst.
  var description: String?
  /// The subjects that the page names.
  var tags: [String] = []
  /// The outlet's section.
  var section: Found?
  /// What the page says about who can read it.
  var access = StatedAccess()
  /// Whether the page claims to be an article: by JSON-LD under its headline or with a date, by `og:type`, or by a machine-readable date of
  /// publication.
  var saysArticle = false

  /// A value and where it was found.
  struct Found: Sendable, Hashable {
    var value: String
    var origin: String

    init(_ value: String, _ origin: String) {
      self.value = value
      self.origin = origin
    }

    /// `nil` if there is no value, or an empty one.
    init?(_ value: String?, _ origin: String) {
      guard let value = value?.trimmed, !value.isEmpty else { return nil }
      self.init(value, origin)
    }
  }

  /// What the page's outlet is called.
  var outlet: String? { OutletNames.name(stated: [site?.value].compactMap { $0 } + otherSites, address: (url ?? canonicalURL)?.value) }

  /// The site's name, and the one in its address.
  var siteNames: [String] {
    var names = [site?.value].compactMap { $0 }
    if let host = ((url ?? canonicalURL)?.value).flatMap({ WebAddress($0) })?.host {
      let labels = host.split(separator: UInt8(ascii: "."))
      if labels.count > 1, let name = labels.dropLast().last(where: { $0.count > 3 }) {
        names.append(String(decoding: name, as: UTF8.self))
      }
    }
    return names
  }

  /// For each value that is set, where it was found.
  var origins: [String: String] {
    var origins: [String: String] = [:]
    for (name, found) in [
      ("title", title), ("site", site), ("url", url), ("canonical_url", canonicalURL), ("published", published), ("modified", modified),
      ("language", language), ("section", section),
    ] {
      if let found { origins[name] = found.origin }
    }
    if !authors.names.isEmpty { origins["authors"] = authors.origin }
    return origins
  }
}

extension String {
  /// Without white space at the ends; runs of it inside become one space.
  var trimmed: String { isTrimmed ? self : String(decoding: utf8.span.trimmed, as: UTF8.self) }

  private var isTrimmed: Bool {
    guard let first = utf8.first, first > 32, let end = utf8.last, end > 32, end != 0xA0 else { return isEmpty }
    var last: UInt8 = 0
    for byte in utf8 {
      if byte < 32 || byte == 32 && last == 32 { return false }
      last = byte
    }
    return true
  }
}

extension Span<UInt8> {
  /// Without white space at the ends; runs of it inside become one space.
  var trimmed: [UInt8] {
    [UInt8](capacity: count) { bytes in
      var isSpace = true
      for index in indices {
        let byte = self[index]
        if byte > 32 {
          bytes.append(byte)
        } else if !isSpace {
          bytes.append(32)
        }
        isSpace = byte <= 32
      }
      while let last = bytes.isEmpty ? nil : bytes[bytes.count - 1] {
        if last == 32 {
          bytes.removeLast(1)
        } else if last == 0xA0, bytes.count >= 2, bytes[bytes.count - 2] == 0xC2 {
          bytes.removeLast(2)
        } else {
          break
        }
      }
    }
  }
}
