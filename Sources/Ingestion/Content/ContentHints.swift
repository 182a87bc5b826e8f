/// What the metadata say that helps to distinguish the body from the rest.
struct ContentHints: Sendable {
  /// The headline in all its forms, to keep it out of the body.
  var titles: [String] = []
  /// The authors, to recognize bylines and biographies.
  var authors: [String] = []
  /// `articleBody` of the page's JSON-LD.
  var structuredBody: String?
  /// The data of the page's scripts.
  var states: ScriptStates?
  /// Names of the publisher, to recognize what it says about itself.
  var sites: [String] = []

  /// Whether the page claims to be an article.
  var saysArticle = false

  /// The least text of an article, in bytes; anything shorter is not believed to be one.
  static let least = 250
}
