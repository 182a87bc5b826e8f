public import Aggregation
internal import Platform

/// Where an index is, and how it is opened. The only place that knows which backends there are.
public enum IndexLocation {
  /// `ONRECORD_INDEX`, else `$XDG_DATA_HOME/onrecord/index.db`, else `~/.local/share/onrecord/index.db`.
  public static var standard: String {
    if let path = Environment.value("ONRECORD_INDEX") { return path }
    if let folder = Environment.value("XDG_DATA_HOME"), folder.hasPrefix("/") { return folder + "/onrecord/index.db" }
    return (Environment.value("HOME") ?? ".") + "/.local/share/onrecord/index.db"
  }

  /// Opens the index at a place: either a PostgreSQL database (`postgresql://…`, a libpq address) or an SQLite file. If it is opened for
  /// writing, missing tables, or the missing file with its folders, are created.
  public static func open(_ location: String, mode: IndexMode = .read) throws(IndexError) -> any SearchIndex {
    if !PostgreSQLIndex.isPlace(location), isAddress(location) {
      throw .wrongPlace(detail: "\(location) is no place of an index: name a file, or a PostgreSQL database (postgresql:///NAME)")
    }
    // For a database, the files that would be beside an index (the log of ingests) are in a folder of the user's.
    if case .write = mode { FolderMaker.makeParents(of: companion(of: location)) }
    if PostgreSQLIndex.isPlace(location) { return try PostgreSQLIndex(location, mode: mode) }
    return try SQLiteIndex(path: location, mode: mode)
  }

  /// Whether the text has the form of an address (`https://…`) rather than of a file name.
  private static func isAddress(_ location: String) -> Bool {
    guard let colon = location.firstIndex(of: ":"), colon > location.startIndex else { return false }
    return location[colon...].hasPrefix("://")
      && location[..<colon].allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
  }

  /// The index that would be harmed if a file replaced what is at a path: an index at that path, or one that has a file of its own there
  /// (`-wal`, `-shm`, its logs of ingests and exports, its saved searches); `nil` if there is none.
  public static func index(harmedBy path: String) -> String? {
    if SQLiteIndex.isIndex(path) { return path }
    for ending in companions {
      guard path.hasSuffix(ending), path.utf8.count > ending.utf8.count else { continue }
      let index = String(path.dropLast(ending.count))
      if SQLiteIndex.isIndex(index) { return index }
    }
    return nil
  }

  /// The suffixes of the files that belong to an index.
  private static let companions =
    ["-wal", "-shm", "-journal"]
    + [".ingests.json", ".exports.json", ".saved.json"].flatMap { [$0, $0 + ".lock"] }

  /// The path prefix of the files beside an index. It is the path of the index itself or, for a database, a name made from its address, in
  /// the folder of the default index.
  public static func companion(of location: String) -> String {
    PostgreSQLIndex.isPlace(location) ? named("postgresql", location) : location
  }

  /// The path prefix of the user's own files about an index, for what cannot be written beside it: in the folder of the default index.
  public static func ownCompanion(of location: String) -> String {
    PostgreSQLIndex.isPlace(location) ? companion(of: location) : named("index", WholeFile.path(from: location))
  }

  private static func named(_ kind: String, _ location: String) -> String {
    let home =
      Environment.value("XDG_DATA_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil } ?? (Environment.value("HOME") ?? ".") + "/.local/share"
    return home + "/onrecord/\(kind)-" + FindingID.of(article: location, kind: .article, words: "", nth: 1)
  }
}
