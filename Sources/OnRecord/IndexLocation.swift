public import Aggregation
internal import Platform

/// Where an index is, and how it is opened: the only place that knows which backends there are.
public enum IndexLocation {
  /// `ONRECORD_INDEX`, else `$XDG_DATA_HOME/onrecord/index.db`, else `~/.local/share/onrecord/index.db`.
  public static var standard: String {
    if let path = Environment.value("ONRECORD_INDEX") { return path }
    if let folder = Environment.value("XDG_DATA_HOME"), folder.hasPrefix("/") { return folder + "/onrecord/index.db" }
    return (Environment.value("HOME") ?? ".") + "/.local/share/onrecord/index.db"
  }

  /// Opens the index at a place: a PostgreSQL database (`postgresql://…`, one of libpq's addresses), whose tables are made where they are missing
  /// and it is to be written; else a file of SQLite, made with its folders likewise.
  public static func open(_ location: String, mode: IndexMode = .read) throws(IndexError) -> any SearchIndex {
    // For a database, what stands beside it (the log of ingests) has a folder of the user's.
    if case .write = mode { FolderMaker.makeParents(of: companion(of: location)) }
    if PostgreSQLIndex.isPlace(location) { return try PostgreSQLIndex(location, mode: mode) }
    return try SQLiteIndex(path: location, mode: mode)
  }

  /// The path that files beside an index begin with: that of the index itself, or, for a database, a name made of its address in the folder of
  /// the index that is used when nobody names one.
  public static func companion(of location: String) -> String {
    PostgreSQLIndex.isPlace(location) ? named("postgresql", location) : location
  }

  /// The path that files of the user's own about an index begin with, for what cannot be written beside it: in the folder of the index that is used
  /// when nobody names one.
  public static func ownCompanion(of location: String) -> String {
    PostgreSQLIndex.isPlace(location) ? companion(of: location) : named("index", WholeFile.path(from: location))
  }

  private static func named(_ kind: String, _ location: String) -> String {
    let home =
      Environment.value("XDG_DATA_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil } ?? (Environment.value("HOME") ?? ".") + "/.local/share"
    return home + "/onrecord/\(kind)-" + FindingID.of(article: location, kind: .article, words: "", nth: 1)
  }
}
