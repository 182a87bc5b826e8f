internal import FullText
internal import Record

/// How much a word can give to a document's score, in steps: what ranked searches of common words look at first.
///
/// A word that stands often in a short document gives much. Besides its own key such a word has one that names its tier, so that the server finds the
/// documents of the highest tiers by the index alone; what the others can give at most is known without looking at them, and once enough documents score
/// more the others need not be looked at. Tiers depend on nothing but the document (not on the average length, which changes), so that they are written
/// once; ``most(of:outside:_:)`` tells their bounds for the lengths of the day.
enum ImpactTier {
  /// The highest tier; 0 has no key.
  static var highest: Int { steps.count }

  /// What a word's count, set against its document's length, must reach for each tier from 1.
  private static let steps: [Float] = [1.5, 1.9, 2.4, 3, 3.8, 4.8, 6]

  /// A usual length of the documents of a kind, in words. Another one would make other tiers, not other answers.
  private static func usualLength(_ kind: FindingKind) -> Float {
    switch kind {
    case .quote: 30
    case .figure: 40
    case .official: 20
    case .article: 500
    }
  }

  /// What a document of each length class divides a count by.
  private static func divisors(_ kind: FindingKind) -> [Float] { LengthClass.lengths.map { 0.25 + 0.75 * $0 / usualLength(kind) } }
  private static let allDivisors = FindingKind.allCases.reduce(into: [FindingKind: [Float]]()) { $0[$1] = divisors($1) }

  /// The tier of a word that stands `count` times in a document of a length class.
  static func of(_ count: Int, length: UInt8, _ kind: FindingKind) -> Int {
    guard let divisors = allDivisors[kind] else { return 0 }
    let impact = Float(count) / divisors[Int(length)]
    return steps.lastIndex { impact >= $0 }.map { $0 + 1 } ?? 0
  }

  /// The most that a word of weight 1 can give to a document outside a tier and those above it.
  static func most(of kind: FindingKind, outside tier: Int, _ ranking: BM25) -> Float {
    var most: Float = 0
    for length in 0...255 {
      let length = UInt8(length)
      guard let divisor = allDivisors[kind]?[Int(length)] else { continue }
      // The quotient is rounded: the true border may lie one beside it.
      var count = Int(steps[tier - 1] * divisor) + 1
      while count > 0, of(count, length: length, kind) >= tier { count -= 1 }
      guard count > 0 else { continue }
      most = max(most, Float(count) / (Float(count) + ranking.lengthening[Int(length)]))
    }
    return most
  }
}
