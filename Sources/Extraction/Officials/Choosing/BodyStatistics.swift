internal import Linguistics
internal import Record

/// How often an article mentions its bodies and places, and the sectors of its bodies and titles.
struct BodyStatistics {
  /// The bodies (indices into ``AnalyzedText/bodies``), the most frequent first; at most ``kept``.
  private(set) var mainBodies: [Int] = []
  /// The places by their words, the most frequent first; at most ``kept``, each with its first mention (index into ``AnalyzedText/names``).
  private(set) var mainPlaces: [Int] = []
  /// The mention of a place before the first dash or bracket of the text.
  private(set) var datelinePlace: Int?
  /// How many of the mentioned bodies belong to each sector, by `Sector.number`.
  private(set) var bodySectors = [Int](repeating: 0, count: Sector.allCases.count)
  /// How many of the roles found belong to each sector, by their titles alone.
  private(set) var titleSectors = [Int](repeating: 0, count: Sector.allCases.count)

  private static let kept = 4

  init(_ context: OfficialContext, claims: [RoleClaim]) {
    let text = context.text
    mainBodies = text.bodies.indices.sorted { (-text.bodies[$0].mentions.count, $0) < (-text.bodies[$1].mentions.count, $1) }
      .prefix(Self.kept).map { $0 }
    var counts: [String: (count: Int, first: Int)] = [:]
    for (number, name) in text.names.enumerated() where name.kind == .place {
      let words = text.words(text.range(name.tokens))
      counts[words, default: (0, number)].count += 1
    }
    mainPlaces = counts.values.sorted { (-$0.count, $0.first) < (-$1.count, $1.first) }.prefix(Self.kept).map(\.first)
    for body in text.bodies {
      if let sector = BodySectors.shared.sector(of: body.name) { bodySectors[sector.number] += min(body.mentions.count, 3) }
    }
    for claim in claims { titleSectors[claim.phrase.sector.number] += 1 }
    if let paragraph = text.paragraphTokens.first(where: { $0.count > 12 }) ?? text.paragraphTokens.first {
      let head = paragraph.prefix(14)
      if let dash = head.first(where: { text.tokens[$0].kind == .dash || context.isMark($0, "(") }), dash > paragraph.lowerBound {
        datelinePlace = head.lazy.filter { $0 < dash && context.name(at: $0)?.kind == .place }.map { Int(context.nameAt[$0]) }.first
      }
    }
  }
}
