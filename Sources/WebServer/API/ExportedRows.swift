internal import Aggregation
internal import Export
internal import OnRecord
internal import Platform

/// All rows of a search in one of the export formats. They are made while they are sent; if the format needs a file, it is written to a
/// temporary one that is removed once it is sent.
enum ExportedRows {
  static func response(_ visit: Visit, _ asked: Asked) throws -> HTTPResponse {
    let table = Rows.table(of: asked.kind)
    guard let format = visit.format.export, format.holds(table: table.name) else {
      throw Problem(status: 404, title: "The page has no such format")
    }
    let site = visit.site
    let search = try site.indexes.lend { try visit.answers.search(asked, limit: nil, in: $0) }
    let name = "attachment; filename=\"\(table.name).\(format.fileExtension)\""
    let headers = [HTTPRequest.Parameter("Content-Disposition", name)]
    func rows() -> Blocks { Blocks(kind: asked.kind, search: search, left: asked.limit ?? .max, site: site) }
    guard format.isStream else {
      let file = try TemporaryExport(format, table, rows())
      return HTTPResponse(type: visit.format.type, headers: headers, body: .stream(ByteStream { file.next() }))
    }
    let pieces = try Pieces(format, table, rows())
    return HTTPResponse(type: visit.format.type, headers: headers, body: .stream(ByteStream { pieces.next() }))
  }

  /// The rows of a search, block by block.
  private final class Blocks {
    private let kind: FindingKind
    private var search: Search
    private var left: Int
    private let site: SiteContext
    private var isDone = false
    private static let most = 5000

    init(kind: FindingKind, search: Search, left: Int, site: SiteContext) {
      self.kind = kind
      self.search = search
      self.left = left
      self.site = site
    }

    /// The next rows; `nil` at the end.
    func next() throws -> [[Cell]]? {
      guard !isDone, left > 0 else { return nil }
      search.limit = min(Self.most, left)
      let (rows, place) = try site.indexes.lend { try Rows.part($0, kind, search) }
      left -= rows.count
      search.after = place
      isDone = place == nil
      return rows
    }
  }

  /// The bytes that a sink has written and that have not been taken yet.
  private final class Gathered {
    var bytes: [UInt8] = []
  }

  /// A format written front to back, as much at a time as is asked for.
  private final class Pieces {
    private let gathered: Gathered
    private let sink: any RowSink
    private let rows: Blocks
    private var isDone = false

    init(_ format: ExportFormat, _ table: Table, _ rows: Blocks) throws {
      let gathered = Gathered()
      self.gathered = gathered
      sink = format.makeSink { gathered.bytes += $0 }
      self.rows = rows
      try sink.begin(table)
    }

    func next() -> [UInt8]? {
      while gathered.bytes.isEmpty {
        if isDone { return nil }
        do {
          if let block = try rows.next() {
            for row in block { try sink.row(row) }
          } else {
            isDone = true
            try sink.finish()
            try sink.close()
          }
        } catch {
          isDone = true
        }
      }
      defer { gathered.bytes.removeAll(keepingCapacity: true) }
      return gathered.bytes
    }
  }

  /// A format that needs a file of its own.
  private final class TemporaryExport {
    private let path: String
    private let file: FileInput
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)

    init(_ format: ExportFormat, _ table: Table, _ rows: Blocks) throws {
      switch FilePublication.makeBeside((Environment.value("TMPDIR") ?? "/tmp") + "/onrecord-export") {
      case .success(let name): path = name
      case .failure(let error):
        throw Problem(status: 500, title: "The export needs room for a file", detail: "\(error)")
      }
      do {
        let sink = try format.makeSink(file: path)
        try sink.begin(table)
        while let block = try rows.next() { for row in block { try sink.row(row) } }
        try sink.finish()
        try sink.close()
        file = try FileInput(path: path)
      } catch {
        FilePublication.remove(path)
        throw error
      }
      // The file stays readable while it is open, even without its name.
      FilePublication.remove(path)
    }

    func next() -> [UInt8]? {
      guard let count = try? file.read(into: &buffer, from: 0), count > 0 else { return nil }
      return count == buffer.count ? buffer : Array(buffer[..<count])
    }
  }
}
