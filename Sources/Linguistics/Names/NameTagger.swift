package import Knowledge

/// Finds names sentence by sentence with the name model.
package struct NameTagger: Sendable {
  /// The tagger with the embedded weights; `nil` where they do not fit this program, which a test detects.
  static let shared: NameTagger? = {
    guard let file = EmbeddedBytes(named: "names.bin") else { return nil }
    return try? NameTagger(file: file.content)
  }()

  private let model: SequenceModel

  /// Makes a tagger from a model's file.
  package init(file: ConstantBytes) throws(SequenceModelError) {
    model = try SequenceModel(file: file, named: "names.bin", featureSet: NameFeatures.featureSet)
  }

  /// The label of each token.
  package func labels(_ text: AnalyzedText, classes: [WordClass]) -> [UInt8] {
    let features = NameFeatures(text, classes: classes)
    var decoder = SequenceDecoder(model)
    var labels = [UInt8](repeating: 0, count: text.tokens.count)
    var rows = FeatureRows()
    for sentence in text.sentences {
      guard sentence.tokens.contains(where: { text.tokens[$0].shape.contains(.capitalized) }) else { continue }
      rows.removeAll()
      features.describe(sentence.tokens, into: &rows)
      for (offset, label) in decoder.decode(rows).enumerated() { labels[sentence.tokens.lowerBound + offset] = label }
    }
    return labels
  }

  /// The labels that the embedded model gives a text, before they are made consistent over the article.
  package static func ownLabels(_ text: AnalyzedText) -> [UInt8] {
    shared?.labels(text, classes: text.tokens.map { WordClasses.shared[$0.lower] }) ?? []
  }
}
