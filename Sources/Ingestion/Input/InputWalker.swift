internal import Platform

/// The files behind a list of paths: folders are walked, in the order of their names' bytes.
struct InputWalker {
  /// A file to read.
  struct File {
    /// The path as given or walked to; `-` for standard input.
    var path: String
    /// Whether someone named it, or a folder holds it.
    var isGiven: Bool
  }

  private enum Step {
    case path(String, isGiven: Bool)
    case leave(folder: [UInt64], path: String, isGiven: Bool)
  }

  private var steps: [Step]
  private let format: InputFormat
  /// The folders that are being walked: a link back to one is not followed.
  private var open: [[UInt64]] = []
  /// Files that the folder given on the command line held so far.
  private var found = 0

  init(paths: [String], format: InputFormat) {
    steps = paths.reversed().map { .path($0, isGiven: true) }
    self.format = format
  }

  /// The next file, or why a path cannot be walked; `nil` at the end.
  mutating func next() -> Result<File, IngestionError>? {
    while let step = steps.popLast() {
      switch step {
      case .leave(let identity, let path, let isGiven):
        open.removeAll { $0 == identity }
        if isGiven, found == 0 {
          return .failure(
            IngestionError(.isEmpty, source: path, message: "the folder holds no file to read; name the files or give --input-format"))
        }
      case .path("-", true): return .success(File(path: "-", isGiven: true))
      case .path(let path, let isGiven):
        do {
          let status = try FileStatus(path: path)
          switch status.kind {
          case .folder: try enter(path, status.identity, isGiven: isGiven)
          case .file where isGiven || isWanted(path), .other where isGiven:
            found += 1
            return .success(File(path: path, isGiven: isGiven))
          default: break
          }
        } catch { return .failure(IngestionError(error, source: path)) }
      }
    }
    return nil
  }

  private mutating func enter(_ path: String, _ identity: [UInt64], isGiven: Bool) throws(FileFailure) {
    if open.contains(identity) { return }
    let names = try Folder.names(in: path)
    if isGiven { found = 0 }
    open.append(identity)
    steps.append(.leave(folder: identity, path: path, isGiven: isGiven))
    let prefix = path.hasSuffix("/") ? path : path + "/"
    for name in names.reversed() where !name.hasPrefix(".") { steps.append(.path(prefix + name, isGiven: false)) }
  }

  /// Whether a file in a folder is an input: its name must tell the format asked for, or any known one.
  private func isWanted(_ path: String) -> Bool {
    guard let told = InputFormat(fileName: path.split(separator: "/").last.map(String.init) ?? path) else { return false }
    return format == .auto || told == format
  }
}
