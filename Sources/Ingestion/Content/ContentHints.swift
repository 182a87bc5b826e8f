/// What the metadata tell that helps to tell body from the rest.
struct ContentHints: Sendable {
  /// The headline in all its forms, to leave it out of the body.
  var titles: [String] = []
  /// The authors, to know bylines and biographies by.
  var authors: [String] = []
  /// `articleBody` of the page's JSON-LD.
  var structuredBody: String?
  /// Names of the publisher, to know what it says about itself by.
  var sites: [String] = []

  /// Text under which an article is not believed, in bytes.
  static let least = 250
}
