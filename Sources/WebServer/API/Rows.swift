internal import Aggregation
internal import Export
internal import OnRecord
internal import Record

/// The rows of a page in other formats: `.json` has one page of them, `.jsonl` and `.csv` have all. The columns are those of `onrecord
/// export`.
enum Rows {
  /// The table of a kind of finding.
  static func table(of kind: FindingKind) -> Table {
    switch kind {
    case .quote: QuoteHit.table
    case .figure: FigureHit.table
    case .official: OfficialHit.table
    case .article: ArticleHit.table
    }
  }

  /// The columns of a kind of finding.
  static func columns(of kind: FindingKind) -> [Column] { table(of: kind).columns }

  /// The rows of a search.
  static func response(_ visit: Visit, _ asked: Asked) throws -> HTTPResponse {
    switch visit.format {
    case .atom: return try Feed.response(visit, asked)
    case .json, .html: return try page(visit, asked)
    case .jsonl, .csv: return try all(visit, asked)
    default: return try ExportedRows.response(visit, asked)
    }
  }

  /// A page of a search's hits as rows, and where the next page begins.
  static func part(_ index: any SearchIndex, _ kind: FindingKind, _ search: Search) throws -> ([[Cell]], PageCursor?) {
    func cells<Hit: ExportableHit>(_ page: SearchHits<Hit>) -> ([[Cell]], PageCursor?) { (page.hits.map(\.cells), page.next) }
    return switch kind {
    case .quote: cells(try index.quotes(search))
    case .figure: cells(try index.figures(search))
    case .official: cells(try index.officials(search))
    case .article: cells(try index.articles(search))
    }
  }

  private static func page(_ visit: Visit, _ asked: Asked) throws -> HTTPResponse {
    let answers = visit.answers
    let ((rows, next), count, doubtful) = try visit.site.indexes.lend { index in
      let search = try answers.search(asked, limit: min(asked.limit ?? 20, Asked.mostRows), in: index)
      let count = try answers.count(asked) { try index.count(asked.kind, search) }
      return (try part(index, asked.kind, search), count, try answers.leftOut(asked, count, index))
    }
    let columns = columns(of: asked.kind)
    // The requested address, continuing from another position. It is kept because a person's page is a page of quotes too.
    let address = next.map { place in
      Address(
        visit.request.path, query: visit.request.query.filter { $0.name != "after" }.map { ($0.name, $0.value) } + [("after", place.text)])
    }
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("total", count.matches)
      writer.member("other_types", count.otherTypes)
      writer.member("left_out", doubtful)
      writer.key("rows")
      writer.array(rows) { write($1, columns, to: &$0) }
      writer.member("next", address?.text)
    }
    let links = address.map { [HTTPRequest.Parameter("Link", "<\($0.text)>; rel=\"next\"")] } ?? []
    return HTTPResponse(type: Format.json.type, headers: links, writer.bytes + [0x0A])
  }

  /// The most rows sent in one block, before an answer is sent piece by piece.
  private static let blockRows = 1000

  private static func all(_ visit: Visit, _ asked: Asked) throws -> HTTPResponse {
    let kind = asked.kind
    let writer = RowWriter(visit, columns(of: kind))
    let site = visit.site
    var search = try site.indexes.lend { try visit.answers.search(asked, limit: nil, in: $0) }
    var left = asked.limit ?? .max
    func next() throws -> (bytes: [UInt8], goesOn: Bool) {
      search.limit = min(blockRows, left)
      let (rows, place) = try site.indexes.lend { try part($0, kind, search) }
      left -= rows.count
      search.after = place
      return (rows.flatMap(writer.row), place != nil && left > 0)
    }
    let first = try next()
    let whole = writer.header + first.bytes
    let headers = writer.headers(named: kind.plural)
    guard first.goesOn else { return HTTPResponse(type: visit.format.type, headers: headers, whole) }
    let rest = RestOfRows(kind: kind, search: search, left: left, first: whole, site: site, writer: writer)
    return HTTPResponse(type: visit.format.type, headers: headers, body: .stream(ByteStream { rest.next() }))
  }

  /// The remaining blocks of a long answer.
  private final class RestOfRows {
    private let kind: FindingKind
    private var search: Search
    private var left: Int
    private var first: [UInt8]?
    private let site: SiteContext
    private let writer: RowWriter

    init(kind: FindingKind, search: Search, left: Int, first: [UInt8], site: SiteContext, writer: RowWriter) {
      self.kind = kind
      self.search = search
      self.left = left
      self.first = first
      self.site = site
      self.writer = writer
    }

    func next() -> [UInt8]? {
      if let block = first {
        first = nil
        return block
      }
      guard left > 0, search.after != nil else { return nil }
      search.limit = min(Rows.blockRows * 10, left)
      guard let (rows, place) = try? site.indexes.lend({ try Rows.part($0, kind, search) }), !rows.isEmpty else { return nil }
      left -= rows.count
      search.after = place
      return rows.flatMap(writer.row)
    }
  }

  /// An answer whose rows are all in memory.
  static func response(_ visit: Visit, name: String, columns: [Column], _ rows: [[Cell]]) -> HTTPResponse {
    if visit.format == .json {
      var writer = JSONWriter()
      writer.object { writer in
        writer.member("total", rows.count)
        writer.key("rows")
        writer.array(rows) { write($1, columns, to: &$0) }
      }
      return HTTPResponse(type: Format.json.type, writer.bytes + [0x0A])
    }
    let writer = RowWriter(visit, columns)
    return HTTPResponse(type: visit.format.type, headers: writer.headers(named: name), writer.header + rows.flatMap(writer.row))
  }

  static func response(_ visit: Visit, name: String, _ rows: [[Cell]]) -> HTTPResponse {
    response(visit, name: name, columns: FindingRow.columns, rows)
  }

  /// Writes a row as a JSON object, with every column as a key.
  static func write(_ row: [Cell], _ columns: [Column], to writer: inout JSONWriter) {
    writer.object { writer in
      for (column, cell) in zip(columns, row) {
        writer.key(column.name)
        writer.cell(cell)
      }
    }
  }
}

/// Rows as lines of JSON or CSV.
struct RowWriter: Sendable {
  private let lines: RowLines
  private let format: Format

  init(_ visit: Visit, _ columns: [Column]) {
    format = visit.format
    let style: CSVStyle = visit.request.value("excel") == "1" ? .spreadsheet : .plain
    lines = RowLines(csv: visit.format == .csv ? style : nil, columns: columns)
  }

  var header: [UInt8] { lines.header }
  func row(_ cells: [Cell]) -> [UInt8] { lines.row(cells) }

  /// Headers that tell the browser to save the rows under a name.
  func headers(named name: String) -> [HTTPRequest.Parameter] {
    let safe = name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    return [.init("Content-Disposition", "attachment; filename=\"\(safe.isEmpty ? "rows" : safe).\(format.rawValue)\"")]
  }
}

/// The findings of one article as rows.
enum FindingRow {
  static let columns = [
    Column("id"), Column("finding"), Column("number"), Column("text"), Column("start", .integer), Column("end", .integer),
    Column("speaker"),
    Column("title"), Column("organization"), Column("value", .number), Column("value_high", .number), Column("bound"), Column("unit"),
    Column("concept"), Column("period"), Column("confidence", .number),
  ]

  static func rows(of stored: StoredArticle) -> [[Cell]] {
    let record = stored.record
    var rows: [[Cell]] = []
    for (quote, id) in zip(record.quotes, stored.quoteIDs) {
      let official = quote.official.flatMap { id in record.officials.first { $0.id == id } }
      rows.append(
        [.code(id), .code("quote"), .code(quote.id), .text(quote.span.text), .integer(quote.span.start), .integer(quote.span.end)]
          + [.text(quote.speaker), .text(official?.title), .text(official?.organization)]
          + [.number(nil), .number(nil), .code(nil), .text(nil), .text(nil), .code(nil), .number(quote.confidence)])
    }
    for (figure, id) in zip(record.figures, stored.figureIDs) {
      rows.append(
        [.code(id), .code("figure"), .code(figure.id), .text(figure.span.text), .integer(figure.span.start), .integer(figure.span.end)]
          + [
            .text(figure.attributedTo), .text(nil), .text(nil), .number(figure.value), .number(figure.valueHigh),
            .code(figure.bound.rawValue),
          ]
          + [.text(figure.unit), .text(figure.concept), .code(figure.period), .number(figure.confidence)])
    }
    for (official, id) in zip(record.officials, stored.officialIDs) {
      let first = official.mentions.first
      rows.append(
        [.code(id), .code("official"), .code(official.id), .text(official.name), .integer(first?.start), .integer(first?.end)]
          + [.text(nil), .text(official.title), .text(official.organization)]
          + [.number(nil), .number(nil), .code(nil), .text(nil), .text(nil), .code(nil), .number(official.confidence)])
    }
    return rows
  }
}
