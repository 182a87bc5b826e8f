internal import Platform
internal import Record

/// The record of an export: what was asked for, and what was written where.
public struct ExportNote: Sendable, Hashable {
  /// A table as it was written.
  public struct Part: Sendable, Hashable {
    /// The table's name: `quotes`.
    public var table: String
    /// Rows.
    public var rows: Int
    /// The absolute path of the file; `nil` for standard output.
    public var path: String?
    /// Bytes of the file, or of what went to standard output.
    public var bytes: Int
    /// SHA-256 of these bytes, hexadecimal digits.
    public var sha256: String

    /// Makes a part.
    public init(table: String, rows: Int, path: String?, bytes: Int, sha256: String) {
      self.table = table
      self.rows = rows
      self.path = path
      self.bytes = bytes
      self.sha256 = sha256
    }
  }

  /// An option as it was given on the command line.
  public struct Option: Sendable, Hashable {
    /// Its name: `speaker`.
    public var name: String
    /// Its value; empty for one that takes none.
    public var value: String

    /// Makes an option.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// When it was made (RFC 3339, UTC).
  public var made: String
  /// The query as written; empty for everything.
  public var query: String
  /// The options that chose the rows.
  public var options: [Option]
  /// The format's name.
  public var format: String
  /// The tables.
  public var parts: [Part]
  /// The program's name and version.
  public var generator: String

  /// Makes a note of an export that has just been made.
  public init(query: String, options: [Option], format: String, parts: [Part]) {
    made = CalendarDay.instant(WallClock.seconds * 1_000_000)
    self.query = query
    self.options = options
    self.format = format
    self.parts = parts
    generator = Version.name
  }

  fileprivate init?(_ value: JSONValue) {
    guard let made = value["made"]?.string, let format = value["format"]?.string else { return nil }
    self.made = made
    self.format = format
    query = value["query"]?.string ?? ""
    generator = value["generator"]?.string ?? ""
    options = (value["options"]?.elements ?? []).compactMap { option in
      option["name"]?.string.map { Option(name: $0, value: option["value"]?.string ?? "") }
    }
    parts = (value["parts"]?.elements ?? []).compactMap { part in
      part["table"]?.string.map { table in
        Part(
          table: table, rows: part["rows"]?.double.map { Int($0) } ?? 0, path: part["path"]?.string,
          bytes: part["bytes"]?.double.map { Int($0) } ?? 0, sha256: part["sha256"]?.string ?? "")
      }
    }
  }

  fileprivate func write(_ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("made", made)
      writer.member("query", query)
      writer.key("options")
      writer.array(options) { writer, option in
        writer.object { writer in
          writer.member("name", option.name)
          writer.member("value", option.value)
        }
      }
      writer.member("format", format)
      writer.key("parts")
      writer.array(parts) { writer, part in
        writer.object { writer in
          writer.member("table", part.table)
          writer.member("rows", part.rows)
          writer.member("path", part.path)
          writer.member("bytes", part.bytes)
          writer.member("sha256", part.sha256)
        }
      }
      writer.member("generator", generator)
    }
  }
}

/// The last exports of an index, in a file beside it (`news.db.exports.json`). Exporting reads the index and never writes to it.
///
/// If that file cannot be written, because the index is in a folder that can only be read, a file of the user's own is used instead (see
/// ``IndexLocation/ownCompanion(of:)``). Reading the log combines both files.
public struct ExportLog: Sendable {
  private let path: String
  private let ownPath: String
  /// The most exports that are kept.
  static let most = 500

  /// The log of the index at a path.
  public init(index path: String) {
    self.path = IndexLocation.companion(of: path) + ".exports.json"
    ownPath = IndexLocation.ownCompanion(of: path) + ".exports.json"
  }

  /// The exports, newest first; none if the file is damaged.
  public func exports() -> [ExportNote] {
    let own = ownPath == path ? [] : Self.read(ownPath)
    // In its file, the later of two exports in the same second already comes first.
    return own.isEmpty ? Self.read(path) : (Self.read(path) + own).sorted { $0.made > $1.made }
  }

  /// Records an export; throws if neither file can be written.
  public func add(_ note: ExportNote) throws {
    do {
      try Self.add(note, to: path)
    } catch {
      // For a database both files are the same one, in a folder that may not exist yet.
      FolderMaker.makeParents(of: ownPath)
      try Self.add(note, to: ownPath)
    }
  }

  private static func read(_ path: String) -> [ExportNote] {
    guard let bytes = try? WholeFile.bytes(at: path), let value = try? JSONValue(parsing: bytes) else { return [] }
    return (value["exports"]?.elements ?? []).compactMap { ExportNote($0) }
  }

  private static func add(_ note: ExportNote, to path: String) throws {
    try WholeFile.alone(lock: path + ".lock") {
      var writer = JSONWriter()
      writer.object { writer in
        writer.key("exports")
        writer.array(([note] + read(path)).prefix(most)) { $1.write(&$0) }
      }
      try WholeFile.replace(path, with: writer.bytes + [0x0A])
    }
  }
}
