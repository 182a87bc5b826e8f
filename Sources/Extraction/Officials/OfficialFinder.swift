package import Linguistics
package import Record

/// Finds the named people to whom an article gives a role.
package struct OfficialFinder: Sendable {
  package init() {}

  /// The officials of a text, in order of first mention.
  package func officials(in text: AnalyzedText, article: Article) -> [OfficialFinding] {
    guard !text.people.isEmpty else { return [] }
    let context = OfficialContext(text)
    let claims = RoleCollector(context).claims()
    return OfficialBuilder(context, claims: claims).findings()
  }
}
