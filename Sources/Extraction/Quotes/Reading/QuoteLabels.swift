/// The labels of the quote tagger.
package enum QuoteLabel: UInt8, CaseIterable, Sendable {
  /// Not part of an attribution.
  case outside
  /// Between the parts of an attribution, within its sentence ("on Tuesday").
  case gap
  case sourceBegin, sourceInside
  case cueBegin, cueInside
  /// Content entirely inside quotation marks.
  case directBegin, directInside
  /// Content that is, or contains, a clause outside quotation marks.
  case clauseBegin, clauseInside

  /// The part of an attribution that a span is.
  package enum Part: UInt8, Sendable {
    case source, cue, direct, clause
  }

  /// The part to whose span the label belongs.
  package var part: Part? {
    switch self {
    case .outside, .gap: nil
    case .sourceBegin, .sourceInside: .source
    case .cueBegin, .cueInside: .cue
    case .directBegin, .directInside: .direct
    case .clauseBegin, .clauseInside: .clause
    }
  }

  /// Whether the label begins a span.
  package var begins: Bool {
    switch self {
    case .sourceBegin, .cueBegin, .directBegin, .clauseBegin: true
    default: false
    }
  }

  /// The label that begins or continues a part.
  package static func of(_ part: Part, begins: Bool) -> QuoteLabel {
    switch part {
    case .source: begins ? .sourceBegin : .sourceInside
    case .cue: begins ? .cueBegin : .cueInside
    case .direct: begins ? .directBegin : .directInside
    case .clause: begins ? .clauseBegin : .clauseInside
    }
  }

  /// The label's bit in a mask of allowed labels.
  var bit: UInt64 { 1 << UInt64(rawValue) }
}
