internal import Extraction

// Which labels must not follow each other: a span cannot continue before it has begun.

extension QuoteLabel {
  /// Whether the label continues a span.
  private var continues: Bool { part != nil && !begins }

  /// Label pairs that must not follow each other.
  static let forbidden: [(from: Int, to: Int)] = allCases.flatMap { from in
    allCases.filter { $0.continues && from.part != $0.part }.map { (from: Int(from.rawValue), to: Int($0.rawValue)) }
  }
  /// Labels with which a paragraph must not begin.
  static let forbiddenFirst: [Int] = allCases.filter(\.continues).map { Int($0.rawValue) }
}

extension CueLabel {
  /// Label pairs that must not follow each other.
  static let forbidden: [(from: Int, to: Int)] = allCases.flatMap { from in
    [
      (CueLabel.sourceInside, [CueLabel.sourceBegin, .sourceInside]), (.cueInside, [.cueBegin, .cueInside]),
      (.contentInside, [.contentBegin, .contentInside]),
    ]
    .filter { !$0.1.contains(from) }.map { (from: Int(from.rawValue), to: Int($0.0.rawValue)) }
  }
  /// Labels with which a window must not begin.
  static let forbiddenFirst: [Int] = [.sourceInside, .cueInside, .contentInside].map { (label: CueLabel) in Int(label.rawValue) }
}
