internal import Record

/// Writes an Atom feed (RFC 4287): one entry per row, with the words, who says them, and a link to the article.
final class AtomSink: RowSink {
  private let block: BlockWriter
  private var row: NamedCells?
  private var isOpen = false

  init(_ output: @escaping ByteOutput) { block = BlockWriter(output) }

  func begin(_ table: Table) throws { row = NamedCells(table) }

  func row(_ cells: [Cell]) throws {
    row?.cells = cells
    guard let row else { return }
    let time = Self.time(row)
    // The feed's time of update is that of its first entry, the newest.
    if !isOpen { open(row.table, time) }
    var entry = "  <entry>\n    <id>urn:onrecord:\(row.table.dropLast()):\(XMLText.escaped(row.text("id") ?? ""))</id>\n"
    entry += "    <title>\(XMLText.escaped(Self.title(row)))</title>\n    <updated>\(time)</updated>\n"
    if let published = row.text("published") { entry += "    <published>\(published)</published>\n" }
    let authors = row.authors.isEmpty ? [row.text("outlet") ?? "unknown"] : row.authors
    for author in authors { entry += "    <author><name>\(XMLText.escaped(author))</name></author>\n" }
    if let url = row.text("canonical_url") ?? row.text("url") {
      entry += "    <link rel=\"alternate\" href=\"\(XMLText.escaped(url))\"/>\n"
    }
    if let text = row.text("sentence") ?? row.headline { entry += "    <summary>\(XMLText.escaped(text))</summary>\n" }
    block.bytes.append(contentsOf: (entry + "  </entry>\n").utf8)
    try block.passOn()
  }

  func finish() throws {}

  func close() throws {
    if !isOpen { open(row?.table ?? "", "1970-01-01T00:00:00Z") }
    block.bytes.append(contentsOf: "</feed>\n".utf8)
    try block.flush()
  }

  private func open(_ table: String, _ time: String) {
    isOpen = true
    let head = """
      <?xml version="1.0" encoding="utf-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom">
        <id>urn:onrecord:\(table)</id>
        <title>OnRecord: \(table)</title>
        <updated>\(time)</updated>
        <generator>onrecord</generator>

      """
    block.bytes.append(contentsOf: head.utf8)
  }

  private static func time(_ row: NamedCells) -> String {
    row.text("modified") ?? row.text("published") ?? row.text("published_date").map { "\($0)T00:00:00Z" } ?? "1970-01-01T00:00:00Z"
  }

  private static func title(_ row: NamedCells) -> String {
    switch row.table {
    case "quotes": "\(row.text("speaker") ?? "Someone"): \(row.text("text") ?? "")"
    case "figures": [row.text("text"), row.text("concept")].compactMap { $0 }.joined(separator: ": ")
    case "officials": [row.text("name"), row.text("title"), row.text("organization")].compactMap { $0 }.joined(separator: ", ")
    default: row.headline ?? "(no headline)"
    }
  }
}
