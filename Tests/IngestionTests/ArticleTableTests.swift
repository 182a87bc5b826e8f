import Record
import Testing

@testable import Ingestion

/// The tables of a page: which cells the article keeps, and where they are in the grid.
struct ArticleTableTests {
  private static let prose =
    "<p>The council voted by nine to four on Tuesday to keep the market where it has stood for six hundred years.</p>"
    + "<p>Officers had argued that the move would free the square for a fountain and a small café with a terrace.</p>"
    + "<p>The traders had counted their takings for three years, and showed them to the members before the vote was taken.</p>"

  private func article(_ table: String) throws -> Article {
    let page =
      "<html lang=en><body><article><h1>Market stays where it is</h1>\(Self.prose)\(table)<p>The vote is final, said the mayor, "
      + "who had not taken part in it.</p></article></body></html>"
    return try HTMLArticleReader.article(of: RawPage(.html(Array(page.utf8))), bytes: Array(page.utf8))
  }

  private func words(_ range: ByteRange?, _ article: Article) -> String? {
    range.map { String(decoding: Array(article.text.utf8)[$0.start..<$0.end], as: UTF8.self) }
  }

  @Test func cellsStandInTheTextInReadingOrder() throws {
    let found = try article(
      "<table><caption>Takings by stall</caption><thead><tr><th>Stall<th>2021<th>2022</thead><tr><td> Fish <td>&nbsp;£4,100<td><b>£3</b>,900"
        + "<tr><th>Cheese<td>£2,000<td>£2,250</table>")
    let table = try #require(found.tables.first)
    #expect(found.tables.count == 1)
    #expect(
      table.cells.map { words($0.range, found) } == ["Stall", "2021", "2022", "Fish", "£4,100", "£3,900", "Cheese", "£2,000", "£2,250"])
    #expect(table.cells.map(\.row) == [0, 0, 0, 1, 1, 1, 2, 2, 2])
    #expect(table.cells.map(\.column) == [0, 1, 2, 0, 1, 2, 0, 1, 2])
    #expect(table.cells.map(\.isHeader) == [true, true, true, false, false, false, true, false, false])
    #expect(words(table.caption, found) == "Takings by stall")
    // Each row is still a paragraph of its own.
    #expect(found.paragraphs.count { $0.kind == .table } == 3)
  }

  @Test func spansMoveTheCellsBehindThem() throws {
    let found = try article(
      "<table><tr><th rowspan=2>Stall</th><th colspan=2>Takings</th></tr><tr><th>May</th><th>June</th></tr>"
        + "<tr><td>Fish</td><td></td><td>£310</td></tr></table>")
    let table = try #require(found.tables.first)
    #expect(table.cells.map { words($0.range, found) } == ["Stall", "Takings", "May", "June", "Fish", "£310"])
    #expect(table.cells.map(\.column) == [0, 1, 1, 2, 0, 2])
    #expect(table.cells.map(\.row) == [0, 0, 1, 1, 2, 2])
    #expect(table.cells[0].rowSpan == 2 && table.cells[1].columnSpan == 2)
  }

  @Test func spansBeyondReasonAreCut() throws {
    let found = try article(
      "<table><tr><th colspan=99999999999999999999 rowspan=-4>All<th>More</tr><tr><td rowspan=0>Fish</td><td>£310</td></tr></table>")
    let table = try #require(found.tables.first)
    #expect(table.cells.allSatisfy { $0.columnSpan <= 256 && $0.rowSpan >= 1 && $0.column < 256 })
  }

  @Test func layoutIsNoTable() throws {
    let found = try article("<table><tr><td>\(Self.prose)<table><tr><td>Fish<td>£4</table></td><td>£310</td></tr></table>")
    #expect(found.tables.allSatisfy { $0.cells.count <= 2 })
    #expect(try article("<table><tr><td>The stall of the year is the fish stall.</td></tr></table>").tables.isEmpty)
  }

  @Test func theSourceBelowIsTold() throws {
    let found = try article("<table><tr><th>Stall<th>2021<tr><td>Fish<td>40</table><p>Source: Traders' Guild, yearly count</p>")
    #expect(words(found.tables.first?.source, found) == "Traders' Guild")
    let row = try article("<table><tr><th>Stall<th>2021<tr><td>Fish<td>40<tr><td colspan=2>Source: Traders' Guild</table>")
    #expect(words(row.tables.first?.source, row) == "Traders' Guild")
  }
}
