public import Aggregation
internal import Record

/// How sure a finding is, in words, where that is worth saying: each confidence below 0.8 of what the finding states ("speaker 62% sure").
enum DoubtWords {
  private static let sure = 0.8

  /// - Parameter parts: the parts of the finding that are there, with their confidences.
  static func list(_ whole: Double?, _ parts: [(name: String, confidence: Double?)?]) -> [String] {
    ([("", whole)] + parts.compactMap { $0 }).compactMap { name, confidence in
      guard let confidence, confidence < sure else { return nil }
      return "\(name)\(name.isEmpty ? "" : " ")\(Int((confidence * 100).rounded()))% sure"
    }
  }
}

extension QuoteHit {
  /// The confidences of the quote and its speaker that are low, in words.
  public var doubts: [String] { DoubtWords.list(quote.confidence, [quote.speaker.map { _ in ("speaker", quote.speakerConfidence) }]) }
}

extension FigureHit {
  /// The confidences of the figure and its parts that are low, in words.
  public var doubts: [String] {
    DoubtWords.list(
      figure.confidence,
      [
        figure.concept.map { _ in ("meaning", figure.conceptConfidence) }, figure.period.map { _ in ("period", figure.periodConfidence) },
        figure.attributedTo.map { _ in ("credit", figure.attributedToConfidence) },
      ])
  }
}

extension OfficialHit {
  /// The confidences of the official and the organization that are low, in words.
  public var doubts: [String] {
    DoubtWords.list(
      official.confidence, [official.organization.map { _ in ("organization", official.organizationConfidence) }])
  }
}
