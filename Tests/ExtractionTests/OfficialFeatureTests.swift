import Linguistics
import Ranking
import Record
import Testing

@testable import Extraction
@testable import Training

/// What the rankers of officials are told: a single feature seldom decides, so that no text would miss it.
@Suite("Features of officials") struct OfficialFeatureTests {
  private static func officialCase(_ text: String) throws -> OfficialCase {
    let analyzed = Analyzer().analyze(text, paragraphs: FigureReading.article(text).paragraphs)
    return try #require(OfficialFinder().cases(in: analyzed).first)
  }

  private static func keys(_ features: [CandidateFeatures]) -> Set<UInt32> { Set(features.flatMap(\.keys)) }

  /// The key of a feature of sectors with one or two values.
  private static func key(_ template: StaticString, _ values: UInt64...) -> UInt32? {
    var features = CandidateFeatures()
    switch values.count {
    case 1: features.add(FeatureTemplate(template), values[0])
    default: features.add(FeatureTemplate(template), values[0], values[1])
    }
    return features.keys.first
  }

  @Test("a role is weighed against none, and they have nothing in common") func role() throws {
    let candidates = try Self.officialCase("Helen Frey, the mayor of Lakeport, agreed.").roleCandidates
    try #require(candidates.count == 2)
    #expect(candidates.allSatisfy { !$0.keys.isEmpty })
    #expect(Self.keys([candidates[0]]).isDisjoint(with: candidates[1].keys))
  }

  @Test(
    "a party near the name or its role is a sign for politics",
    arguments: [
      ("Helen Frey, a lawyer and a Democrat, agreed.", true), ("Helen Frey (D-Ohio), a lawyer, agreed.", true),
      ("Helen Frey, a lawyer and a dancer, agreed.", false),
    ]) func party(text: String, isBeside: Bool) throws
  {
    let key = try #require(Self.key("sector: party beside", UInt64(Sector.politics.number)))
    #expect(Self.keys(try Self.officialCase(text).sectorCandidates).contains(key) == isBeside)
  }

  @Test(
    "the noun that describes a body tells its sector",
    arguments: [
      ("Helen Frey, president of Local 9, a union of dockers, agreed.", true), ("Helen Frey, president of Local 9, agreed.", false),
    ]) func described(text: String, isDescribed: Bool) throws
  {
    let value = UInt64(Sector.nonprofit.number)
    let key = try #require(Self.key("sector: what describes the body", value, value))
    #expect(Self.keys(try Self.officialCase(text).sectorCandidates).contains(key) == isDescribed)
  }
}

@Suite("Tables of quotes") struct QuoteTableTests {
  @Test("people are found by their surnames, in the order of their first mention") func surnames() {
    let sketch = SketchedText("Ann Roe met Tom Lund. Eva Roe left.")
    let table = SurnameTable(sketch.text)
    #expect(table[WordHash.folded("Roe")].map { sketch.text.people[$0].name } == ["Ann Roe", "Eva Roe"])
    #expect(table[WordHash.folded("Pike")].isEmpty)
    #expect(sketch.text.people.indices.map { table.bears($0, WordHash.folded("Lund")) } == [false, true, false])
  }

  @Test("a label of a part begins it or goes on with it, and only a part that has begun goes on") func labels() {
    for label in QuoteLabel.allCases {
      if let part = label.part { #expect(QuoteLabel.of(part, begins: label.begins) == label) }
    }
    let (outside, source) = (Int(QuoteLabel.outside.rawValue), Int(QuoteLabel.sourceInside.rawValue))
    #expect(QuoteLabel.forbidden.contains { $0 == (outside, source) })
    #expect(!QuoteLabel.forbidden.contains { $0 == (Int(QuoteLabel.sourceBegin.rawValue), source) })
  }
}
