internal import Aggregation
internal import OnRecord
internal import Platform

/// The option that names the index, shared by all commands that use one.
enum IndexOptions {
  static let index = OptionDescription(
    name: "index", short: "i", value: "FILE", help: "the index; default $ONRECORD_INDEX, else $XDG_DATA_HOME/onrecord/index.db")

  /// The index's path.
  static func path(_ arguments: Arguments) -> String { arguments.value("index") ?? IndexLocation.standard }

  /// Opens the index.
  static func open(_ arguments: Arguments, mode: IndexMode = .read) throws(IndexError) -> SQLiteIndex {
    if case .write = mode { FolderMaker.makeParents(of: path(arguments)) }
    return try SQLiteIndex(path: path(arguments), mode: mode)
  }
}
