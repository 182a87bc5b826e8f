import Knowledge
import Record
import Testing

@testable import Extraction

/// The sizes of units, by which the conversions of a text are told.
@Suite struct ConversionsTests {
  private static let rows = Lexicon(named: "conversions.tsv").rows.map { [$0[1], $0[3]] }
  private static let codes = Set(UnitTable.shared.words.values.map(\.code) + UnitTable.shared.symbols.values.map(\.code))

  @Test("every unit is one that the readers give", arguments: rows) func isKnown(_ row: [String]) {
    #expect(Self.codes.contains(row[0]))
  }

  @Test("the last figure of an example restates the one before", arguments: rows.filter { !$0[1].isEmpty }) func example(_ row: [String]) {
    let found = FigureReading.figures(row[1])
    #expect(found.last?.sameAs == "f\(found.count - 1)", "\(found.map(\.span.text))")
  }

  @Test("amounts are compared by size") func sizes() {
    #expect(Conversions.isSame(10, "km", 6.2, "[mi_i]") == true)
    #expect(Conversions.isSame(10, "km", 9, "[mi_i]") == false)
    #expect(Conversions.isSame(10, "km", 6.2, "kg") == false)
    #expect(Conversions.isSame(30, "Cel", 86, "[degF]") == true)
    #expect(Conversions.isSame(10, "km", 4, "crate") == nil)
  }
}
