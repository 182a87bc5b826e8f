/// Finds names, people and bodies in a tagged text.
enum NameReader {
  static func read(_ text: inout AnalyzedText) {
    let classes = text.tokens.map { WordClasses.shared[$0.lower] }
    guard let labels = NameTagger.shared?.labels(text, classes: classes) else { return }
    var spans = NameSpans(text, classes: classes, labels: labels)
    spans.repair()
    text.names = spans.names
    PeopleFinder.find(&text, classes: classes)
    BodyFinder.find(&text, classes: classes)
    GenderReader.read(&text, classes: classes)
  }
}
