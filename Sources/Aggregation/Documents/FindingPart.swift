internal import FullText

/// A part of a finding that has a confidence of its own.
public enum FindingPart: String, Sendable, CaseIterable {
  /// The speaker of a quote; whom a figure is credited to.
  case speaker
  /// An official's organization.
  case organization
  /// What a figure is about.
  case concept
  /// The time a figure is about.
  case period

  /// The kinds of finding that have the part.
  public var kinds: [FindingKind] {
    switch self {
    case .speaker: [.quote, .figure]
    case .organization: [.official]
    case .concept, .period: [.figure]
    }
  }

  /// The name of its confidence in the query language and in an index in PostgreSQL: `speaker_confidence`.
  var confidenceName: String { rawValue + "_confidence" }

  /// Where an index in a file holds its confidence.
  var place: Certainty.Place {
    switch self {
    case .speaker: .partA
    case .organization, .concept: .partB
    case .period: .partC
    }
  }
}

extension FindingKind {
  /// The parts of its findings that have a confidence.
  public var parts: [FindingPart] { FindingPart.allCases.filter { $0.kinds.contains(self) } }
}
