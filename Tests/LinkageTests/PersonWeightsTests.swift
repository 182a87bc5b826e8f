import Testing

@testable import Linkage

/// Where the weights of `person-weights.tsv` come from, and what they are worth on a table that they were not fitted to.
@Suite struct PersonWeightsTests {
  /// Each table's rows and mentions, and its pairs about which weight alone decides. The last table is left out: it was run after the fit,
  /// and tells what the weights are worth on persons that nobody fitted them to.
  private static func tables() throws -> [(rows: [[String]], mentions: [PersonMention], pairs: [WeightFit.Pair])] {
    try LabelledSets.tables.dropLast().map { table in
      let rows = try LabelledSets.rowsOfPeople(table.name)
      let mentions = LabelledSets.mentions(rows)
      return (rows, mentions, WeightFit.pairs(mentions, rows.map { $0[5] }))
    }
  }

  @Test func weightsAreThoseOfTheFit() throws {
    let tables = try Self.tables()
    let fitted = WeightFit.weights(tables.flatMap(\.pairs) + WeightFit.strangers(of: tables.map(\.mentions)))
    for feature in PersonWeights.Feature.allCases {
      let weight = try #require(fitted[feature])
      print("\(feature)\t\(PersonWeights.estimates[feature])\t\((weight * 100).rounded() / 100)")
      #expect(abs(weight - PersonWeights.standard[feature]) < 0.015, "\(feature): \(weight)")
    }
  }

  /// Each table with the weights that the others make.
  @Test func fittedToTheOtherTables() throws {
    let tables = try Self.tables()
    var all = LabelledSets.Score()
    for (number, table) in tables.enumerated() {
      let others = tables.indices.filter { $0 != number }.map { tables[$0] }
      let weights = WeightFit.weights(others.flatMap(\.pairs) + WeightFit.strangers(of: others.map(\.mentions)))
      let score = LabelledSets.score(table.rows, table.mentions, PersonWeights(weights))
      all.right += score.right
      all.found += score.found
      all.wanted += score.wanted
    }
    print("people, each table by the others' weights: \(all)")
    #expect(all.precision >= 0.985 && all.recall >= 0.94, "\(all)")
  }
}
