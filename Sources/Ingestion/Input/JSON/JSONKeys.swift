internal import Record

/// Which keys of a JSON object hold what: the names used by common collectors, and those that the user gives.
public struct JSONKeys: Sendable {
  /// What a key may hold.
  public enum Field: String, Sendable, CaseIterable {
    case id, text, html, url, title, site, published, authors
  }

  private var fields: [String: (field: Field, rank: Int)]
  /// The given names, as they were given.
  let given: [String]
  /// The given names with dots, as paths into nested objects, by their first key.
  private var paths: [String: [Path]] = [:]

  /// The place of a value in nested objects: "fields.bodyText". A number counts the elements of an array, from 0.
  struct Path: Sendable {
    let name: String
    /// The keys below the first.
    let keys: [String]
    let field: Field

    /// A scanner in front of the value at the place; `nil` if there is none.
    /// - Parameter outer: in front of the value of the first key.
    func scanner(in outer: JSONScanner) throws(JSONError) -> JSONScanner? { try Self.scanner(keys[...], in: outer) }

    private static func scanner(_ keys: ArraySlice<String>, in outer: JSONScanner) throws(JSONError) -> JSONScanner? {
      guard let first = keys.first else { return outer }
      var outer = outer
      var found: JSONScanner?
      switch outer.next() {
      case UInt8(ascii: "{"):
        try outer.object { (scanner, key) throws(JSONError) in
          if found == nil, key == first { found = scanner }
          try scanner.skipValue()
        }
      case UInt8(ascii: "["):
        var index = 0
        try outer.array { (scanner) throws(JSONError) in
          if String(index) == first { found = scanner }
          index += 1
          try scanner.skipValue()
        }
      default: break
      }
      guard let found else { return nil }
      return try scanner(keys.dropFirst(), in: found)
    }
  }

  /// The names that are known without being given, most certain first.
  private static let known: [Field: [String]] = [
    .id: ["id", "_id", "uuid", "guid"],
    .text: [
      "text", "maintext", "article_text", "full_text", "fulltext", "articleBody", "article_body", "body", "content", "article", "raw_text",
      "plain_text", "story", "story_text",
    ],
    .html: ["html", "raw_html", "page_html", "body_html", "content_html", "page"],
    .url: ["url", "link", "canonical_url", "source_url", "page_url", "web_url"],
    .title: ["title", "headline", "article_title"],
    .site: [
      "site", "source_domain", "sitename", "site_name", "outlet", "publisher", "newspaper", "source", "source_name", "source-hostname",
      "domain", "hostname",
    ],
    .published: [
      "published", "publish_date", "date_publish", "date_published", "published_at", "publishedAt", "publication_date", "datePublished",
      "pub_date", "pubDate", "published_date", "date",
    ],
    .authors: ["authors", "author", "byline", "creator"],
  ]

  /// The known names.
  public static let standard = JSONKeys()

  /// Makes a table of the known names and the `given` ones (key to field), which take precedence. A given name with dots is a key that
  /// is written so, or else a path into nested objects.
  public init(_ given: [String: Field] = [:]) {
    var fields: [String: (field: Field, rank: Int)] = [:]
    for (field, names) in Self.known { for (rank, name) in names.enumerated() { fields[name] = (field, rank + 1) } }
    for (key, field) in given {
      fields[key] = (field, 0)
      let keys = key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      if keys.count > 1 { paths[keys[0], default: []].append(Path(name: key, keys: Array(keys.dropFirst()), field: field)) }
    }
    self.fields = fields
    self.given = given.keys.sorted()
  }

  /// The given paths that begin with a key.
  func paths(from key: String) -> [Path] { paths[key] ?? [] }

  /// How certain an address is that stands under a name for the site: less than under any name for the address.
  static let addressOfSite = 9

  /// What a key holds, and how certain its name is: the lowest rank wins.
  func field(of key: String) -> (field: Field, rank: Int)? { fields[key] }
}

/// Which keys of JSON a run has seen, and which of them it has reported.
final class ReportedKeys {
  /// The unknown keys that messages have named, so that each is named once a run and not on every line.
  private var names: Set<String> = []
  /// The given names that an object had.
  private var found: Set<String> = []
  /// The input that the first object was in.
  private var source: String?

  /// Records that an object was read, and which of its keys were given by name.
  func read(_ given: [String], in input: String) {
    source = source ?? input
    found.formUnion(given)
  }

  /// What to say at the end of a run about given names that no object had: they are probably misspelt.
  func missing(_ keys: JSONKeys) -> IngestionError? {
    let missing = keys.given.filter { !found.contains($0) }
    guard let source, !missing.isEmpty else { return nil }
    return IngestionError(
      .badLine, source: source, message: "no object has \(missing.joined(separator: " or ")), which the given keys name; correct the name")
  }

  /// Those of some keys that were not named before, which are so from now on.
  func new(_ keys: [String]) -> [String] { keys.filter { names.insert($0).inserted } }
}
