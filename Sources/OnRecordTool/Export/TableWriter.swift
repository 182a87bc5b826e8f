internal import Aggregation
internal import Export
internal import OnRecord
internal import Platform
internal import Record

/// Writes tables of an index through a sink, and counts their rows.
struct TableWriter {
  let index: any SearchIndex
  /// The hashes of the rules that made what has been written.
  private(set) var rules: Set<String> = []

  init(_ index: any SearchIndex) { self.index = index }

  /// Writes every matching row of a kind; returns their number.
  /// - Parameters:
  ///   - leads: whether the rows that show the types of the columns may come first, if the search asks for no order (see ``LeadingRows``).
  ///   - spool: creates a place where rows can wait for those that come first; `nil` if there can be none.
  mutating func write(_ kind: FindingKind, _ search: Search, to sink: any RowSink, leads: Bool, spool: ((Table) throws -> RowSpool)?) throws
    -> Int
  {
    let index = index
    let leads = leads && search.sort == nil && search.query.sort == nil && search.limit == nil
    return switch kind {
    case .quote: try write(QuoteHit.self, to: sink, leads, spool) { try index.eachQuote(search, $0) }
    case .figure: try write(FigureHit.self, to: sink, leads, spool) { try index.eachFigure(search, $0) }
    case .official: try write(OfficialHit.self, to: sink, leads, spool) { try index.eachOfficial(search, $0) }
    case .article: try write(ArticleHit.self, to: sink, leads, spool) { try index.eachArticle(search, $0) }
    }
  }

  private mutating func write<Hit: ExportableHit>(
    _: Hit.Type, to sink: any RowSink, _ leads: Bool, _ spool: ((Table) throws -> RowSpool)?, _ each: ((Hit) throws -> Void) throws -> Void
  ) throws -> Int {
    var rows = 0
    let place = Hit.table.place("rules")
    var last: String?
    var seen: Set<String> = []
    func count(_ cells: [Cell]) {
      rows += 1
      if let place, case .code(let rules?) = cells[place], rules != last {
        last = rules
        seen.insert(rules)
      }
    }
    var leading = leads ? try Self.leading(each) : nil
    let front = leading?.rows ?? []
    let written = Set(front.map { $0[0] })
    let waiting = leading.map { !$0.isComplete && $0.isEnough } == true ? try spool?(Hit.table) : nil
    if waiting == nil {
      try sink.begin(Hit.table)
      for cells in front { try sink.row(cells) }
    }
    var late: [[Cell]] = []
    try each { hit in
      let cells = hit.cells
      count(cells)
      if !written.isEmpty, written.contains(cells[0]) { return }
      guard let waiting else { return try sink.row(cells) }
      // The first rows have been looked at already.
      if rows > LeadingRows.most, leading?.take(cells) == true { late.append(cells) } else { try waiting.row(cells) }
    }
    if let waiting {
      try sink.begin(Hit.table)
      for cells in front + late { try sink.row(cells) }
      try sink.finish()
      try sink.close()
      try waiting.passOn()
    } else {
      try sink.finish()
    }
    rules.formUnion(seen)
    return rows
  }

  /// Thrown to end a reading early.
  private struct Enough: Error {}

  /// The rows that must come first, among those that are looked at beforehand; the id is their first cell.
  private static func leading<Hit: ExportableHit>(_ each: ((Hit) throws -> Void) throws -> Void) throws -> LeadingRows {
    var rows = LeadingRows(Hit.table)
    do {
      try each { hit in
        rows.take(hit.cells)
        if rows.isEnough { throw Enough() }
      }
    } catch is Enough {}
    return rows
  }

  /// Writes rows that are already in memory to standard output.
  static func print(_ table: Table, _ rows: [[Cell]], _ format: ExportFormat) throws {
    func write(to sink: any RowSink) throws {
      try sink.begin(table)
      for row in rows { try sink.row(row) }
      try sink.finish()
      try sink.close()
    }
    try ExportDestination.refuseTerminal(format, hint: "send it to a file with >")
    guard format.isStream else { return try ExportRun.throughFile(format, write) }
    try write(to: format.makeSink { try StandardStream.output.data($0) })
  }

  /// The table of a kind of finding.
  static func table(_ kind: FindingKind) -> Table {
    switch kind {
    case .quote: QuoteHit.table
    case .figure: FigureHit.table
    case .official: OfficialHit.table
    case .article: ArticleHit.table
    }
  }
}
