package import Linguistics

/// The training data of the name model.
package enum NameTraining {
  /// The features and gold labels of a text's sentences.
  package static func sequences(_ text: AnalyzedText, labels: [UInt8]) -> [TrainingSequence] {
    let features = NameFeatures(text, classes: text.tokens.map { WordClasses.shared[$0.lower] })
    return text.sentences.map { sentence in
      var rows = FeatureRows()
      features.describe(sentence.tokens, into: &rows)
      return TrainingSequence(features: rows, labels: Array(labels[sentence.tokens]))
    }
  }
}

extension NameLabels {
  /// Label pairs that must not follow each other: a name cannot continue before it has begun.
  package static var forbidden: [(from: Int, to: Int)] {
    var pairs: [(from: Int, to: Int)] = []
    for kind in kinds {
      for from in 0..<count where from != Int(begin(kind)) && from != Int(inside(kind)) { pairs.append((from, Int(inside(kind)))) }
    }
    return pairs
  }
  /// Labels with which a sentence must not begin.
  package static var forbiddenFirst: [Int] { kinds.map { Int(inside($0)) } }
}
