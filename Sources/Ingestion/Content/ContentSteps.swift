/// The ways in which the element of the article is looked for.
enum ContentSteps {
  /// The ways in which elements are found.
  static let all: [any ContentStep.Type] = [
    MicrodataStep.self, BodyClassStep.self, ArticleElementStep.self, MainElementStep.self, DensityStep.self,
  ]
}
