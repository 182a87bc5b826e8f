internal import Glibc

/// Makes folders.
package enum FolderMaker {
  /// Makes the folders in which a file is to stand, as far as they are missing; what cannot be made shows when the file is opened.
  package static func makeParents(of path: String) {
    var prefix = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/").dropLast() {
      prefix += "\(part)/"
      _ = unsafe mkdir(prefix, 0o755)
    }
  }
}
