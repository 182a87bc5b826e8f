package import Linguistics
package import Record

/// Finds the named people to whom an article gives a role.
package struct OfficialFinder: Sendable {
  private let models: OfficialModels

  /// - Parameter models: the models that choose between candidates; the program's own by default.
  package init(models: OfficialModels = .shared) { self.models = models }

  /// The officials of a text, in order of first mention.
  package func officials(in text: AnalyzedText, article: Article) -> [OfficialFinding] {
    var findings: [OfficialFinding] = []
    // What was weighed takes more memory than all else, and of a list of a hundred thousand officials it is not kept.
    eachCase(in: text) { if $0.isRole { findings.append($0.finding) } }
    return findings
  }

  /// Everyone to whom the rules give a role, with the candidates that were ranked, in order of first mention.
  package func cases(in text: AnalyzedText) -> [OfficialCase] {
    var cases: [OfficialCase] = []
    eachCase(in: text) { cases.append($0) }
    return cases
  }

  private func eachCase(in text: AnalyzedText, _ take: (OfficialCase) -> Void) {
    if text.people.isEmpty { return }
    let context = OfficialContext(text)
    let claims = RoleCollector(context).claims()
    OfficialBuilder(context, claims: claims, models: models).eachCase(take)
  }
}
