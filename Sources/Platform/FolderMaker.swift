internal import Glibc

/// Makes folders.
package enum FolderMaker {
  /// Creates the folders in which a file will be, as far as they are missing. If one cannot be created, that shows when the file is opened.
  package static func makeParents(of path: String) {
    var prefix = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/").dropLast() {
      prefix += "\(part)/"
      _ = unsafe mkdir(prefix, 0o755)
    }
  }
}
