/// What is needed to cite an article.
struct Citation {
  /// A key for the reference manager: the first 12 characters of the article's id.
  var key: String
  var headline: String?
  var outlet: String?
  var authors: [String]
  var published: (year: Int, month: Int, day: Int)?
  var url: String?
  /// The day on which the page was fetched, as `2017-02-27`.
  var accessed: String?
  var language: String?

  init?(_ row: NamedCells) {
    guard let id = row.articleID else { return nil }
    key = String(id.prefix(12))
    headline = row.headline
    outlet = row.text("outlet")
    authors = row.authors
    published = row.published
    url = row.text("canonical_url") ?? row.text("url")
    accessed = row.text("retrieved").map { String($0.prefix(10)) }
    language = row.text("language")
  }
}

/// Writes citations in one format.
protocol CitationWriter {
  var head: String { get }
  var separator: String { get }
  var tail: String { get }
  func entry(_ citation: Citation) -> String
}

/// Writes each article that the rows come from once, at its first row.
final class CitationSink: RowSink {
  private let block: BlockWriter
  private let writer: any CitationWriter
  private var row: NamedCells?
  private var seen: Set<String> = []
  private var last: String?

  init(_ output: @escaping ByteOutput, _ writer: any CitationWriter) {
    block = BlockWriter(output)
    self.writer = writer
  }

  func begin(_ table: Table) throws {
    row = NamedCells(table)
    block.bytes.append(contentsOf: writer.head.utf8)
  }

  func row(_ cells: [Cell]) throws {
    row?.cells = cells
    guard let row, let id = row.articleID, id != last else { return }
    last = id
    guard seen.insert(id).inserted, let citation = Citation(row) else { return }
    if seen.count > 1 { block.bytes.append(contentsOf: writer.separator.utf8) }
    block.bytes.append(contentsOf: writer.entry(citation).utf8)
    try block.passOn()
  }

  func finish() throws {}

  func close() throws {
    block.bytes.append(contentsOf: writer.tail.utf8)
    try block.flush()
  }
}
