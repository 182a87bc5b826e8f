/// Which keys of a JSON object hold what: the names used by common collectors, and those that the user gives.
public struct JSONKeys: Sendable {
  /// What a key may hold.
  public enum Field: String, Sendable, CaseIterable {
    case id, text, html, url, title, site, published, authors
  }

  private var fields: [String: (field: Field, rank: Int)]

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

  /// Makes a table of the known names and the `given` ones (key to field), which take precedence.
  public init(_ given: [String: Field] = [:]) {
    var fields: [String: (field: Field, rank: Int)] = [:]
    for (field, names) in Self.known { for (rank, name) in names.enumerated() { fields[name] = (field, rank + 1) } }
    for (key, field) in given { fields[key] = (field, 0) }
    self.fields = fields
  }

  /// How certain an address is that stands under a name for the site: less than under any name for the address.
  static let addressOfSite = 9

  /// What a key holds, and how certain its name is: the lowest rank wins.
  func field(of key: String) -> (field: Field, rank: Int)? { fields[key] }
}

/// The unknown keys that messages have named, so that each is named once a run and not on every line.
final class ToldKeys {
  private var names: Set<String> = []

  /// Those of some keys that were not named before, which are so from now on.
  func new(_ keys: [String]) -> [String] { keys.filter { names.insert($0).inserted } }
}
