import Export
import Foundation
import Testing

/// What every export format must hold.
@Suite struct SinkContract {
  static let columns = [
    Column("id"), Column("words"), Column("value", .number), Column("count", .integer), Column("names", .array), Column("vague", .boolean),
  ]
  static let rows: [[Cell]] = [
    [.code("a1"), .text("plain"), .number(1400), .integer(3), .list(["A", "B"]), .bool(false)],
    [.code("-x"), .text("=SUM(A1)"), .number(-2.5), .integer(nil), .list([]), .bool(true)],
    [.code(nil), .text("say \"no\",\r\nthen \u{201C}yes\u{201D} \u{1F600}"), .number(nil), .integer(-4), .list(["a, b"]), .bool(false)],
    [.code("n"), .text("- a dash first"), .number(0.3333), .integer(0), .list(["@x"]), .bool(false)],
  ]

  @Test func jsonLinesReadBackTheSame() throws {
    let sink = ExportFormat.jsonl.makeSink(columns: SinkContract.columns)
    #expect(sink.header.isEmpty)
    for row in SinkContract.rows {
      let bytes = sink.row(row)
      #expect(bytes.last == 0x0A)
      #expect(bytes.dropLast().allSatisfy { $0 != 0x0A })
      let object = try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
      #expect(object.count == SinkContract.columns.count)
      guard case .text(let words) = row[1], case .number(let value) = row[2], case .list(let names) = row[4] else { continue }
      #expect(object["words"] as? String == words)
      #expect(object["value"] as? Double == value)
      #expect(object["names"] as? [String] == names)
    }
  }

  @Test func csvReadsBackTheSame() {
    let sink = ExportFormat.csv.makeSink(columns: SinkContract.columns)
    let bytes = sink.header + SinkContract.rows.flatMap(sink.row)
    let table = parse(String(decoding: bytes, as: UTF8.self))
    #expect(table.first == ["id", "words", "value", "count", "names", "vague"])
    #expect(table[1] == ["a1", "plain", "1400", "3", "A; B", "false"])
    #expect(table[2] == ["-x", "'=SUM(A1)", "-2.5", "", "", "true"])
    #expect(table[3] == ["", "say \"no\",\r\nthen \u{201C}yes\u{201D} \u{1F600}", "", "-4", "a, b", "false"])
    #expect(table[4] == ["n", "'- a dash first", "0.3333", "0", "'@x", "false"])
    #expect(table.count == 5)
  }

  /// A reader of RFC 4180, apart from the writer.
  private func parse(_ text: String) -> [[String]] {
    var table: [[String]] = []
    var row: [String] = []
    var field = String.UnicodeScalarView()
    var quoted = false
    var rest = Array(text.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      if quoted {
        if scalar == "\"" {
          if rest.first == "\"" { field.append(rest.removeFirst()) } else { quoted = false }
        } else {
          field.append(scalar)
        }
      } else if scalar == "\"" {
        quoted = true
      } else if scalar == "," {
        row.append(String(field))
        field = .init()
      } else if scalar == "\r", rest.first == "\n" {
        rest.removeFirst()
        table.append(row + [String(field)])
        row = []
        field = .init()
      } else {
        field.append(scalar)
      }
    }
    return table
  }
}
