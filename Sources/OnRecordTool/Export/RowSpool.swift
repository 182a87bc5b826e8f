internal import Export
internal import Platform

/// Rows that wait in a temporary file until those that come before them are known.
final class RowSpool {
  private let path: String
  private let file: FileOutput
  private let lines: RowLines
  private let output: ByteOutput
  private var bytes: [UInt8] = []
  private static let block = 1 << 16

  /// Creates the file beside another; the rows are later passed on to `output`.
  init(beside path: String, _ lines: RowLines, _ output: @escaping ByteOutput) throws(StreamError) {
    switch FilePublication.makeBeside(path) {
    case .success(let name): self.path = name
    case .failure(let error): throw .file("\(path): \(error.words)")
    }
    file = try FileOutput(path: self.path)
    self.lines = lines
    self.output = output
  }

  deinit { FilePublication.remove(path) }

  /// Keeps a row.
  func row(_ cells: [Cell]) throws {
    bytes += lines.row(cells)
    if bytes.count >= Self.block { try flush() }
  }

  private func flush() throws {
    try file.write(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  /// Passes all rows on.
  func passOn() throws {
    try flush()
    try file.publish()
    try ExportRun.copy(path, to: output)
  }
}
