import Export
import Foundation
import TestSupport
import Testing

/// Rows that every format must be able to write: formulas, negatives, unknowns, line breaks, emoji, days before 1900.
enum SinkRows {
  static let table = Table(
    "quotes", "words for tests",
    columns: [
      Column("id"), Column("text"), Column("value", .number), Column("mentions", .integer), Column("authors", .array),
      Column("vague", .boolean), Column("published_date", .date), Column("published", .datetime), Column("article_id"),
      Column("article_title"), Column("url"), Column("char_start", .integer), Column("char_end", .integer), Column("passage"),
      Column("passage_start", .integer), Column("speaker"), Column("outlet"),
    ], references: [Table.Reference("article_id", to: "articles")])

  static let rows: [[Cell]] = [
    row("a1", "plain", 1400, 3, ["A", "B"], false, 17224, 1_488_204_300_000_000),
    row("-x", "=SUM(A1)", -2.5, nil, [], true, nil, nil),
    row("c", "say \"no\",\r\nthen \u{201C}yes\u{201D} \u{1F600}", nil, -4, ["a, b"], false, -30000, -1),
    row("n", "- a dash first", 0.3333, 0, ["@x"], false, 0, 0),
  ]

  private static func row(
    _ id: String, _ text: String, _ value: Double?, _ count: Int?, _ names: [String], _ vague: Bool, _ day: Int?, _ time: Int64?
  ) -> [Cell] {
    let before = "Caf\u{E9} \u{1F600}: "
    return [
      .code(id), .text(text), .number(value), .integer(count), .list(names), .bool(vague), .date(day), .instant(time), .code("art\(id)"),
      .text("Head & {line} 50%"), .text("https://example.org/\(id)"), .integer(100), .integer(100 + text.unicodeScalars.count),
      .text(before + text + " she said."), .integer(100 - before.unicodeScalars.count), .text("Ana Ruiz"), .text("The Courier"),
    ]
  }

  /// The rows as a format writes them.
  static func bytes(_ format: ExportFormat, _ rows: [[Cell]] = rows) throws -> [UInt8] {
    if format.isStream {
      var bytes: [UInt8] = []
      try write(rows, to: format.makeSink { bytes += $0 })
      return bytes
    }
    let scratch = try Scratch()
    let path = scratch.path("out.\(format.fileExtension)")
    try write(rows, to: format.makeSink(file: path))
    return [UInt8](try Data(contentsOf: URL(filePath: path)))
  }

  private static func write(_ rows: [[Cell]], to sink: any RowSink) throws {
    try sink.begin(table)
    for row in rows { try sink.row(row) }
    try sink.finish()
    try sink.close()
  }
}

/// What must be true of every export format.
@Suite struct SinkContract {
  @Test(arguments: ExportFormat.allCases) func sameRowsGiveTheSameBytes(format: ExportFormat) throws {
    let bytes = try SinkRows.bytes(format)
    #expect(!bytes.isEmpty)
    #expect(try SinkRows.bytes(format) == bytes)
  }

  @Test(arguments: ExportFormat.allCases) func noRowsAreAWholeFile(format: ExportFormat) throws {
    let bytes = try SinkRows.bytes(format, [])
    switch format {
    case .annotations, .quotations, .csl: _ = try JSONSerialization.jsonObject(with: Data(bytes))
    case .csv: #expect(String(decoding: bytes, as: UTF8.self).hasPrefix("id,text,"))
    case .parquet: #expect(bytes.prefix(4) == Array("PAR1".utf8)[...] && bytes.suffix(4) == Array("PAR1".utf8)[...])
    case .xlsx: #expect(bytes.prefix(2) == Array("PK".utf8)[...])
    case .sqlite: #expect(bytes.starts(with: Array("SQLite format 3".utf8)))
    case .jsonl, .ris, .bibtex, .bulk: #expect(bytes.isEmpty)
    case .atom: #expect(String(decoding: bytes, as: UTF8.self).hasSuffix("</feed>\n"))
    }
  }

  /// Each row is an action with index and id, followed by the row as in JSON Lines; the mapping has every key of it, with a type that
  /// accepts its values.
  @Test func bulkLinesGoInPairs() throws {
    let lines = try SinkRows.bytes(.bulk).split(separator: 0x0A)
    let rows = try SinkRows.bytes(.jsonl).split(separator: 0x0A)
    #expect(lines.count == 2 * rows.count)
    let mapping = try #require(JSONSerialization.jsonObject(with: Data(BulkMapping.json(of: SinkRows.table))) as? [String: [String: Any]])
    let fields = try #require(mapping["mappings"]?["properties"] as? [String: [String: Any]])
    #expect(fields["id"]?["type"] as? String == "keyword" && fields["article_id"]?["type"] as? String == "keyword")
    #expect((fields["text"]?["fields"] as? [String: [String: Any]])?["keyword"]?["type"] as? String == "keyword")
    for (place, row) in rows.enumerated() {
      let action = try #require(JSONSerialization.jsonObject(with: Data(lines[2 * place])) as? [String: [String: String]])
      let object = try #require(JSONSerialization.jsonObject(with: Data(row)) as? [String: Any])
      #expect(action == ["index": ["_index": "onrecord-quotes", "_id": try #require(object["id"] as? String)]])
      #expect(lines[2 * place + 1] == row)
      #expect(Set(object.keys) == Set(fields.keys))
      for (key, value) in object where !(value is NSNull) {
        switch fields[key]?["type"] as? String {
        case "text", "keyword": #expect(value is String || value is [String], "\(key)")
        case "long", "double": #expect(value is NSNumber, "\(key)")
        case "boolean": #expect(value is Bool, "\(key)")
        case "date": #expect((value as? String)?.wholeMatch(of: /-?\d{4}-\d\d-\d\d(T[0-9:.]+Z)?/) != nil, "\(key) \(value)")
        default: Issue.record("\(key) has no type")
        }
      }
    }
  }

  @Test func jsonLinesReadBackTheSame() throws {
    let lines = try SinkRows.bytes(.jsonl).split(separator: 0x0A)
    #expect(lines.count == SinkRows.rows.count)
    for (row, line) in zip(SinkRows.rows, lines) {
      let object = try #require(JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
      #expect(object.count == SinkRows.table.columns.count)
      guard case .text(let words) = row[1], case .number(let value) = row[2], case .list(let names) = row[4] else { continue }
      #expect(object["text"] as? String == words)
      #expect(object["value"] as? Double == value)
      #expect(object["authors"] as? [String] == names)
    }
  }

  @Test("rows 10 and 12: quoting, bare dates, formulas stopped, negative numbers kept") func csvStopsFormulasAndKeepsNegativeNumbers()
    throws
  {
    let table = CSVTable(String(decoding: try SinkRows.bytes(.csv), as: UTF8.self)).rows
    #expect(table[0] == SinkRows.table.columns.map(\.name))
    #expect(table[1].prefix(8) == ["a1", "plain", "1400.0", "3", "A; B", "false", "2017-02-27", "2017-02-27T14:05:00Z"])
    #expect(table[2].prefix(8) == ["-x", "'=SUM(A1)", "-2.5", "", "", "true", "", ""])
    #expect(table[3][1] == "say \"no\",\r\nthen \u{201C}yes\u{201D} \u{1F600}")
    #expect(table[3].prefix(8).dropFirst(2) == ["", "-4", "a, b", "false", "1887-11-12", "1969-12-31T23:59:59.999999Z"])
    #expect(table[4].prefix(5) == ["n", "'- a dash first", "0.3333", "0", "'@x"])
    #expect(table.count == 5)
  }

  @Test func spreadsheetTakesIDsAndSpansAsTheyAreWritten() throws {
    var rows = SinkRows.rows
    rows[0][0] = .code("1234567890123e45")
    rows[0][1] = .text("1/2")
    rows[2][1] = .text("$1,150")
    rows[1][0] = .code("067838e98780897a")
    var bytes: [UInt8] = []
    let sink = ExportFormat.csv.makeSink(csv: .spreadsheet) { bytes += $0 }
    try sink.begin(SinkRows.table)
    for row in rows { try sink.row(row) }
    try sink.finish()
    try sink.close()
    #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
    let table = CSVTable(String(decoding: bytes.dropFirst(3), as: UTF8.self)).rows
    #expect(table[1].prefix(3) == ["=\"1234567890123e45\"", "=\"1/2\"", "1400.0"])
    #expect(table[3][1] == "=\"$1,150\"")
    #expect(table[2].prefix(3) == ["067838e98780897a", "'=SUM(A1)", "-2.5"])
  }

  @Test func annotationsSelectTheExactWords() throws {
    let page = try #require(JSONSerialization.jsonObject(with: Data(try SinkRows.bytes(.annotations))) as? [String: Any])
    #expect(page["@context"] as? String == "http://www.w3.org/ns/anno.jsonld")
    let items = try #require(page["items"] as? [[String: Any]])
    #expect(items.count == 4)
    for (item, row) in zip(items, SinkRows.rows) {
      guard case .text(let words) = row[1] else { continue }
      let target = try #require(item["target"] as? [String: Any])
      let selectors = try #require(target["selector"] as? [[String: Any]])
      #expect(selectors[0]["exact"] as? String == words)
      #expect(selectors[0]["prefix"] as? String == "Caf\u{E9} \u{1F600}: ")
      #expect(selectors[0]["suffix"] as? String == " she said.")
      #expect(selectors[1]["start"] as? Int == 100)
    }
  }

  @Test func quotationsNameSpeakerAndArticle() throws {
    let graph = try #require(JSONSerialization.jsonObject(with: Data(try SinkRows.bytes(.quotations))) as? [String: Any])
    let first = try #require((graph["@graph"] as? [[String: Any]])?.first)
    #expect(first["@type"] as? String == "Quotation")
    #expect((first["spokenByCharacter"] as? [String: Any])?["name"] as? String == "Ana Ruiz")
    #expect((first["isPartOf"] as? [String: Any])?["datePublished"] as? String == "2017-02-27T14:05:00Z")
    #expect(!String(decoding: try SinkRows.bytes(.quotations), as: UTF8.self).contains("ClaimReview"))
  }

  @Test func feedIsXMLWithAnEntryARow() throws {
    let bytes = try SinkRows.bytes(.atom)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.components(separatedBy: "<entry>").count == 5)
    #expect(text.contains("<title>Ana Ruiz: say &quot;no&quot;,") && text.contains("<updated>2017-02-27T14:05:00Z</updated>"))
    #expect(text.contains("href=\"https://example.org/a1\""))
  }

  @Test func citationsNameEachArticleOnce() throws {
    let twice = [SinkRows.rows[0], SinkRows.rows[1], SinkRows.rows[0]]
    let csl = try #require(JSONSerialization.jsonObject(with: Data(try SinkRows.bytes(.csl, twice))) as? [[String: Any]])
    #expect(csl.map { $0["id"] as? String } == ["arta1", "art-x"])
    #expect(((csl[0]["issued"] as? [String: Any])?["date-parts"] as? [[Int]]) == [[2017, 2, 27]])
    let ris = String(decoding: try SinkRows.bytes(.ris, twice), as: UTF8.self)
    #expect(ris.components(separatedBy: "TY  - NEWS\r\n").count == 3)
    #expect(ris.contains("DA  - 2017/02/27\r\n") && ris.contains("AU  - A\r\nAU  - B\r\n"))
    let bibtex = String(decoding: try SinkRows.bytes(.bibtex, twice), as: UTF8.self)
    #expect(bibtex.components(separatedBy: "@misc{").count == 3)
    #expect(bibtex.contains("title = {{Head \\& \\{line\\} 50\\%}}") && bibtex.contains("author = {{A} and {B}}"))
  }

  @Test func parquetBeginsANewGroupBeforeMemoryGrows() throws {
    var largest = 0
    var total = 0
    let sink = ExportFormat.parquet.makeSink {
      largest = max(largest, $0.count)
      total += $0.count
    }
    try sink.begin(SinkRows.table)
    var number: UInt64 = 1
    for _ in 0..<60_000 {
      // Words that do not compress well.
      let words = (0..<16).map { _ in
        number = number &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return String(number, radix: 36)
      }
      var row = SinkRows.rows[0]
      row[1] = .text(words.joined(separator: " "))
      try sink.row(row)
    }
    try sink.finish()
    try sink.close()
    #expect(largest < 17 << 20)
    #expect(total > largest)
  }
}

/// Which rows must come first so that a reader that looks at the first 100 rows knows every column.
@Suite struct LeadingRowsTests {
  private static let table = Table("t", "for tests", columns: [Column("id"), Column("value", .number), Column("period")])

  private static func leading(_ rows: [[Cell]]) -> (ids: [Cell], isComplete: Bool) {
    var leading = LeadingRows(table)
    for row in rows { leading.take(row) }
    return (leading.rows.map { $0[0] }, leading.isComplete)
  }
  private static func row(_ id: Int, _ value: Double? = nil, _ period: String? = nil) -> [Cell] {
    [.code("r\(id)"), .number(value), .code(period)]
  }

  @Test func rowsThatShowNothingNewStayWhereTheyAre() {
    var rows = (0..<300).map { Self.row($0) }
    #expect(Self.leading(rows).ids.isEmpty, "columns without any value need none")
    rows[99] = Self.row(99, 2, "2019/2020")
    #expect(Self.leading(rows) == ([], true))
  }

  @Test func firstValueOfEachColumnIsLed() {
    var rows = (0..<300).map { Self.row($0) }
    rows[7] = Self.row(7, nil, "2019")
    rows[120] = Self.row(120, 4)
    rows[121] = Self.row(121, 5)
    // A year by itself might be a number, so the first span of years comes first as well.
    rows[250] = Self.row(250, nil, "2019/2020")
    #expect(Self.leading(rows) == ([.code("r0"), .code("r7"), .code("r120"), .code("r250")], true))
  }
}
