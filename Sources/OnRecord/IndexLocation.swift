internal import Platform

/// Where the index is when nobody says so.
public enum IndexLocation {
  /// `ONRECORD_INDEX`, else `$XDG_DATA_HOME/onrecord/index.db`, else `~/.local/share/onrecord/index.db`.
  public static var standard: String {
    if let path = Environment.value("ONRECORD_INDEX") { return path }
    if let folder = Environment.value("XDG_DATA_HOME"), folder.hasPrefix("/") { return folder + "/onrecord/index.db" }
    return (Environment.value("HOME") ?? ".") + "/.local/share/onrecord/index.db"
  }
}
