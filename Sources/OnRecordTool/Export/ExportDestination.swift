internal import Aggregation
internal import Export
internal import OnRecord
internal import Platform

/// Where an export goes: standard output, a file, or a folder with a description beside the tables.
enum ExportDestination {
  case output
  case file(String)
  case folder(String)

  /// Chosen from `--output` and what is exported: several tables need a folder if the format holds only one table per file.
  init(_ path: String?, kinds: [FindingKind], _ format: ExportFormat) throws {
    guard let path, path != "-" else {
      if kinds.count > 1, !format.holdsManyTables {
        throw UsageError(
          message: "all tables do not fit one \(format.rawValue) file", hint: "name a folder: onrecord export all --output FOLDER")
      }
      try Self.refuseTerminal(format, hint: "name a file: --output FILE, or send it to one with >")
      self = .output
      return
    }
    if path.hasSuffix("/") || FileOutput.isFolder(path) || kinds.count > 1 && !format.holdsManyTables {
      self = .folder(path.hasSuffix("/") && path.count > 1 ? String(path.dropLast()) : path)
    } else {
      self = .file(path)
    }
  }
}

extension ExportDestination {
  /// Bytes that are no text would garble a terminal.
  static func refuseTerminal(_ format: ExportFormat, hint: String) throws {
    guard format.isBinary, StandardStream.output.isTerminal else { return }
    throw UsageError(message: "\(format.rawValue) is not for a terminal", hint: hint)
  }
}

/// An export in progress: every table, every row, and what to report about them.
struct ExportRun {
  let kinds: [FindingKind]
  let format: ExportFormat
  let style: CSVStyle
  let index: any SearchIndex
  let search: (FindingKind) throws -> Search

  /// What was written.
  struct Written {
    var rows: [(table: String, rows: Int)] = []
    var rules: Set<String> = []
    /// Each table with the file that holds it.
    var parts: [ExportNote.Part] = []
    var total: Int { rows.reduce(0) { $0 + $1.rows } }

    /// Records where the tables are and what their bytes are; `nil` for standard output.
    fileprivate mutating func place(_ path: String?, _ meter: Meter) {
      let (size, digest) = meter.finish()
      let path = path.map { WholeFile.path(from: $0) }
      parts = rows.map { .init(table: $0.table, rows: $0.rows, path: path, bytes: size, sha256: digest) }
    }
  }

  /// Counts and hashes the bytes that pass through it.
  fileprivate final class Meter {
    private var size = 0
    private var digest = DigestStream()

    func take(_ bytes: [UInt8]) {
      size += bytes.count
      digest.take(bytes)
    }

    func finish() -> (size: Int, sha256: String) { (size, digest.finish()) }
  }

  /// Writes to standard output.
  func writeOut() throws -> Written {
    let meter = Meter()
    func send(_ bytes: [UInt8]) throws {
      try StandardStream.output.data(bytes)
      meter.take(bytes)
    }
    var written =
      format.isStream
      ? try write(kinds, to: format.makeSink(csv: style, send))
      : try makeFile(kinds, beside: Self.temporary) { try Self.copy($0, to: send) }
    written.place(nil, meter)
    return written
  }

  /// Writes one file; it appears under its name when it is complete.
  func write(file path: String, _ kinds: [FindingKind]? = nil) throws -> Written {
    let kinds = kinds ?? self.kinds
    try OutputFile.keepIndex(path)
    let meter = Meter()
    guard format.isStream else {
      var written = try makeFile(kinds, beside: path) { file in
        try Self.copy(file, to: meter.take)
        try FileOutput.move(file, to: path)
      }
      written.place(path, meter)
      return written
    }
    let file = try OutputFile.open(path)
    func send(_ bytes: [UInt8]) throws {
      try file.write(bytes)
      meter.take(bytes)
    }
    var spool: ((Table) throws -> RowSpool)?
    if format.isGuessed, !FilePublication.isSpecial(path) {
      let style = format == .csv ? style : nil
      spool = { try RowSpool(beside: path, RowLines(csv: style, columns: $0.columns), send) }
    }
    var written = try write(kinds, to: format.makeSink(csv: style, send), spool: spool)
    try file.publish()
    written.place(path, meter)
    if format == .bulk, !FilePublication.isSpecial(path) {
      for kind in kinds { try writeMapping(of: TableWriter.table(kind), beside: path) }
    }
    return written
  }

  /// Writes the mapping with which an index of a search engine is created: `quotes.mapping.json` beside `quotes.ndjson`.
  private func writeMapping(of table: Table, beside path: String) throws {
    let ending = "." + format.fileExtension
    let file = try OutputFile.open((path.hasSuffix(ending) ? String(path.dropLast(ending.count)) : path) + ".mapping.json")
    try file.write(BulkMapping.json(of: table))
    try file.publish()
  }

  /// Writes the tables into a folder, with `datapackage.json` and `README.md`.
  func write(folder path: String, _ package: DataPackage) throws -> Written {
    try FileOutput.makeFolder(path)
    var package = package
    var written = Written()
    let parts = format.holdsManyTables ? [kinds] : kinds.map { [$0] }
    for part in parts {
      let name = part.count > 1 ? "onrecord" : part[0].tableName
      let file = "\(name).\(format.fileExtension)"
      let made = try write(file: "\(path)/\(file)", part)
      for (kind, table) in zip(part, made.parts) {
        package.resources.append(
          DataPackage.Resource(table: TableWriter.table(kind), file: file, rows: table.rows, size: table.bytes, sha256: table.sha256))
      }
      written.rows += made.rows
      written.parts += made.parts
      written.rules.formUnion(made.rules)
    }
    package.rules = written.rules.sorted()
    for (name, bytes) in [("datapackage.json", package.json), ("README.md", Array(package.readme.utf8))] {
      let file = try OutputFile.open("\(path)/\(name)")
      try file.write(bytes)
      try file.publish()
    }
    return written
  }

  private func write(_ kinds: [FindingKind], to sink: any RowSink, spool: ((Table) throws -> RowSpool)? = nil) throws -> Written {
    var writer = TableWriter(index)
    var written = Written()
    for kind in kinds {
      let rows = try writer.write(kind, try search(kind), to: sink, leads: format.isGuessed, spool: spool)
      written.rows.append((kind.tableName, rows))
    }
    try sink.close()
    written.rules = writer.rules
    return written
  }

  /// Where a file is made whose bytes go to standard output.
  private static var temporary: String { (Environment.value("TMPDIR") ?? "/tmp") + "/onrecord-export" }

  /// Writes to standard output what a format needs a file for.
  static func throughFile(_ format: ExportFormat, _ write: (any RowSink) throws -> Void) throws {
    try withFile(beside: temporary) { file in
      try write(try format.makeSink(file: file))
      try copy(file) { try StandardStream.output.data($0) }
    }
  }

  private func makeFile(_ kinds: [FindingKind], beside path: String, _ use: (String) throws -> Void) throws -> Written {
    try Self.withFile(beside: path) { file in
      let written = try write(kinds, to: try format.makeSink(file: file))
      try use(file)
      return written
    }
  }

  /// Lends a new file that goes afterwards.
  private static func withFile<Value>(beside path: String, _ body: (String) throws -> Value) throws -> Value {
    let temporary: String
    switch FilePublication.makeBeside(path) {
    case .success(let name): temporary = name
    case .failure(let error): throw StreamError.file("\(path): \(SystemError.message(error.number))")
    }
    defer { FilePublication.remove(temporary) }
    return try body(temporary)
  }

  static func copy(_ path: String, to output: ByteOutput) throws {
    let file = try FileInput(path: path)
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = try file.read(into: &buffer, from: 0)
      if count == 0 { return }
      try output(count == buffer.count ? buffer : Array(buffer[..<count]))
    }
  }
}

extension FindingKind {
  /// The name of the kind's table.
  var tableName: String { TableWriter.table(self).name }
}
