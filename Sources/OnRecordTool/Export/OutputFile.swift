internal import OnRecord
internal import Platform

/// A file that the user names for output.
enum OutputFile {
  /// Opens it for writing; it appears under its name when it is published.
  static func open(_ path: String) throws -> FileOutput {
    try keepIndex(path)
    return try FileOutput(path: path)
  }

  /// Refuses a name if writing there would replace an index or a file that an index needs.
  static func keepIndex(_ path: String) throws {
    guard let index = IndexLocation.index(harmedBy: path) else { return }
    throw UsageError(
      message: path == index
        ? "\(path) is an index, and would be overwritten" : "\(path) belongs to the index \(index), and would be overwritten",
      hint: "name another file")
  }
}
