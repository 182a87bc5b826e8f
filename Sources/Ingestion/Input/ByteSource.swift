internal import Platform

/// Bytes that are read in order: a file, standard input, memory, or another source decompressed.
protocol ByteSource: AnyObject {
  /// Fills `buffer` from `start` on, at most to its end.
  /// - Returns: the number of bytes; 0 at the end.
  func read(into buffer: inout [UInt8], from start: Int) throws(IngestionError) -> Int
}

/// A file or standard input.
final class FileSource: ByteSource {
  private let input: FileInput
  private let name: String

  private init(_ input: consuming FileInput, name: String) {
    self.input = input
    self.name = name
  }

  /// Opens a file at an offset.
  convenience init(path: String, offset: Int = 0, name: String) throws(IngestionError) {
    do { self.init(try FileInput(path: path, offset: offset), name: name) } catch { throw IngestionError(error, source: name) }
  }

  /// Standard input.
  static func standardInput(name: String) -> FileSource { FileSource(.standardInput, name: name) }

  /// Whether it can be read again from another offset.
  var isSeekable: Bool { input.isSeekable }

  func read(into buffer: inout [UInt8], from start: Int) throws(IngestionError) -> Int {
    do { return try input.read(into: &buffer, from: start) } catch { throw IngestionError(error, source: name) }
  }
}

/// Bytes in memory.
final class MemorySource: ByteSource {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8], from start: Int = 0) {
    self.bytes = bytes
    position = min(max(0, start), bytes.count)
  }

  func read(into buffer: inout [UInt8], from start: Int) throws(IngestionError) -> Int {
    let count = min(buffer.count - start, bytes.count - position)
    if count > 0 { buffer.replaceSubrange(start..<start + count, with: bytes[position..<position + count]) }
    position += count
    return count
  }
}

extension IngestionError {
  /// A failure of the file system, in words for a person.
  init(_ failure: FileFailure, source: String) {
    switch failure.kind {
    case .notFound: self.init(.notFound, source: source, message: "there is no such file or folder; check the path")
    case .permissionDenied:
      self.init(.notReadable, source: source, message: "may not be read; change its permissions or run as its owner")
    case .isFolder: self.init(.notReadable, source: source, message: "is a folder, not a file")
    case .tooManyOpen:
      self.init(
        .notReadable, source: source, message: "cannot be opened: too many files are open; raise the limit (ulimit -n) and run it again")
    case .linkLoop:
      self.init(.notReadable, source: source, message: "cannot be read: its symbolic links lead in a circle; mend or leave out the link")
    case .nobodyWrites:
      self.init(
        .notReadable, source: source,
        message: "is a pipe, and nobody has written to it for \(FileInput.patience) s; start what writes first, or read standard input (-)")
    case .other: self.init(.notReadable, source: source, message: "cannot be read: \(failure.words)")
    }
  }
}
