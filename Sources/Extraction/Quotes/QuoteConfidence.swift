internal import Linguistics

/// Computes the probability that an utterance is right, contents and speaker, from its signs: a logistic model, the third of `quotes.bin`,
/// fitted on texts that the two taggers had not seen.
package struct QuoteConfidence: Sendable {
  /// The version of the signs; a model works only with the version it was trained on.
  package static let revision: UInt64 = 0x51_0003
  package static let labelCount = 2

  private let model: SequenceModel

  init(_ model: SequenceModel) { self.model = model }

  /// Reads the model of a file.
  init(_ models: QuoteModelFile) throws(SequenceModelError) {
    self.init(
      try SequenceModel(file: models.confidence, named: "quotes.bin (confidence)", featureSet: Self.revision))
  }

  /// The probability, from 0.02 to 0.99.
  func chance(_ signs: QuoteSigns) -> Double {
    var rows = FeatureRows()
    signs.describe(into: &rows)
    var decoder = SequenceDecoder(model)
    let chance = decoder.decodeWithMarginals(rows).marginals.first?[1] ?? 0
    return min(0.99, max(0.02, Double(chance)))
  }
}
