internal import Knowledge

/// Peculiarities of single publishers that no rule can know (`publishers.tsv`): the class or id of their body, and of what to drop.
struct PublisherQuirks: Sendable {
  /// One publisher's line.
  struct Quirk: Sendable {
    /// The host, or the end of it: `post.example` also stands for `www.post.example`.
    var domain: String
    /// The last day (RFC 3339) of the pages to which it applies; empty if it still does.
    var until: String
    /// Class or id names of the body.
    var content: [[UInt8]]
    /// Class or id names of what is not part of the body.
    var drop: [[UInt8]]
    /// Class or id names of the byline.
    var byline: [[UInt8]]
  }

  /// The built-in ones.
  static let standard = PublisherQuirks(Lexicon(named: "publishers.tsv"))

  private var quirks: [Quirk] = []

  init(_ lexicon: Lexicon) {
    let domain = lexicon.column("domain"), until = lexicon.column("until"), content = lexicon.column("content")
    let drop = lexicon.column("drop"), byline = lexicon.column("byline")
    func names(_ field: String) -> [[UInt8]] { field.split(separator: " ").map { Array($0.utf8) } }
    for row in lexicon.rows {
      quirks.append(
        Quirk(
          domain: row[domain], until: row[until], content: names(row[content]), drop: names(row[drop]), byline: names(row[byline])))
    }
  }

  /// Marks a page's elements according to its publisher's line.
  func apply(to page: inout PageAnalysis, address: String?, published: String?) {
    for quirk in matching(address) {
      if !quirk.until.isEmpty, let published, published > quirk.until { continue }
      mark(&page, quirk)
    }
  }

  private func matching(_ address: String?) -> [Quirk] {
    guard !quirks.isEmpty, let address = address.flatMap({ WebAddress($0) }) else { return [] }
    let host = String(decoding: address.host, as: UTF8.self).lowercased()
    return quirks.filter { host == $0.domain || host.hasSuffix("." + $0.domain) }
  }

  private func mark(_ page: inout PageAnalysis, _ quirk: Quirk) {
    let tree = page.tree
    for node in 0..<tree.count where tree.tags[node] != .text {
      for index in tree.attributeRange(node) {
        let attribute = tree.attributes[index]
        guard attribute.name == .classes || attribute.name == .id else { continue }
        for name in tree.values[Int(attribute.start)..<Int(attribute.end)].split(whereSeparator: { $0 <= 32 }) {
          if quirk.content.contains(where: { $0.elementsEqual(name) }) { page.purposes[node] = .body }
          if quirk.drop.contains(where: { $0.elementsEqual(name) }) { page.purposes[node].insert(.drop) }
          if quirk.byline.contains(where: { $0.elementsEqual(name) }) { page.purposes[node].insert(.byline) }
        }
      }
    }
  }
}
