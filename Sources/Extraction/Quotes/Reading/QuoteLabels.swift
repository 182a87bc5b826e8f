/// The labels of the quote tagger.
enum QuoteLabel: UInt8, CaseIterable, Sendable {
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
  enum Part: UInt8, Sendable {
    case source, cue, direct, clause
  }

  /// The part to whose span the label belongs.
  var part: Part? {
    switch self {
    case .outside, .gap: nil
    case .sourceBegin, .sourceInside: .source
    case .cueBegin, .cueInside: .cue
    case .directBegin, .directInside: .direct
    case .clauseBegin, .clauseInside: .clause
    }
  }

  /// Whether the label begins a span.
  var begins: Bool {
    switch self {
    case .sourceBegin, .cueBegin, .directBegin, .clauseBegin: true
    default: false
    }
  }

  /// Whether the label continues a span.
  var continues: Bool {
    switch self {
    case .sourceInside, .cueInside, .directInside, .clauseInside: true
    default: false
    }
  }

  /// The label that begins or continues a part.
  static func of(_ part: Part, begins: Bool) -> QuoteLabel {
    switch part {
    case .source: begins ? .sourceBegin : .sourceInside
    case .cue: begins ? .cueBegin : .cueInside
    case .direct: begins ? .directBegin : .directInside
    case .clause: begins ? .clauseBegin : .clauseInside
    }
  }

  /// Label pairs that must not follow each other: a span cannot continue before it has begun.
  static let forbidden: [(from: Int, to: Int)] = allCases.flatMap { from in
    allCases.filter { $0.continues && from.part != $0.part }.map { (from: Int(from.rawValue), to: Int($0.rawValue)) }
  }
  static let forbiddenFirst: [Int] = allCases.filter(\.continues).map { Int($0.rawValue) }

  /// The label's bit in a mask of allowed labels.
  var bit: UInt64 { 1 << UInt64(rawValue) }
}
