internal import Aggregation
internal import OnRecord

/// The option that names the index, shared by all commands that use one.
enum IndexOptions {
  static let index = OptionDescription(
    name: "index", short: "i", value: "FILE",
    help: "the index: a file, or a PostgreSQL database (postgresql:///NAME); default $ONRECORD_INDEX, else $XDG_DATA_HOME/onrecord/index.db"
  )

  /// The index's path.
  static func path(_ arguments: Arguments) -> String { arguments.value("index") ?? IndexLocation.standard }

  /// Opens the index.
  static func open(_ arguments: Arguments, mode: IndexMode = .read) throws(IndexError) -> any SearchIndex {
    try IndexLocation.open(path(arguments), mode: mode)
  }
}
