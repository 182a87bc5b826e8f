package import Linguistics
package import Record

/// Finds the named people to whom an article gives a role.
package struct OfficialFinder: Sendable {
  private let models: OfficialModels

  /// - Parameter models: what decides between the candidates; by default the program's own.
  package init(models: OfficialModels = .shared) { self.models = models }

  /// The officials of a text, in order of first mention.
  package func officials(in text: AnalyzedText, article: Article) -> [OfficialFinding] {
    cases(in: text).filter(\.isRole).map(\.finding)
  }

  /// Everyone whom the rules give a role, with the candidates that were weighed; in order of first mention.
  package func cases(in text: AnalyzedText) -> [OfficialCase] {
    guard !text.people.isEmpty else { return [] }
    let context = OfficialContext(text)
    let claims = RoleCollector(context).claims()
    return OfficialBuilder(context, claims: claims, models: models).cases()
  }
}
