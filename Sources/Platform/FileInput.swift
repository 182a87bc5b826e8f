internal import Glibc

/// Why a file or folder could not be opened or read.
package struct FileFailure: Error, Sendable, Hashable {
  /// The kind of failure.
  package enum Kind: Sendable, Hashable {
    case notFound, permissionDenied, isFolder, other
    /// This process has as many files open as the system allows.
    case tooManyOpen
    /// Symbolic links that lead to one another.
    case linkLoop
    /// A named pipe into which nobody has written for ``FileInput/patience``.
    case nobodyWrites
  }
  /// The kind of failure.
  package let kind: Kind
  /// The system's message.
  package let words: String

  init(code: Int32) {
    kind =
      switch code {
      case ENOENT, ENOTDIR: .notFound
      case EACCES, EPERM: .permissionDenied
      case EISDIR: .isFolder
      case EMFILE, ENFILE: .tooManyOpen
      case ELOOP: .linkLoop
      case ETIMEDOUT: .nobodyWrites
      default: .other
      }
    words = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
  }
}

/// A file or standard input, read from front to back. The descriptor is closed when the value is destroyed.
package struct FileInput: ~Copyable {
  private let descriptor: Int32
  private let closes: Bool

  /// Seconds to wait for the first byte of a named pipe.
  package static let patience = 10

  /// Opens a file for reading, at a byte offset. If it is a named pipe, waits for a writer, but not forever.
  package init(path: String, offset: Int = 0) throws(FileFailure) {
    let name = PathText.bytes(path)
    // A plain open of a pipe that nobody writes to would wait forever.
    descriptor = unsafe open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    closes = true
    if descriptor < 0 { throw FileFailure(code: errno) }
    // The pipes of a shell (/dev/fd/63) already have a writer.
    if Self.isPipe(descriptor), !path.hasPrefix("/dev/fd/"), !path.hasPrefix("/proc/") {
      var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      if unsafe poll(&wait, 1, Int32(Self.patience * 1000)) == 0 { throw FileFailure(code: ETIMEDOUT) }
    }
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
    if offset > 0, lseek(descriptor, off_t(offset), SEEK_SET) < 0 { throw FileFailure(code: errno) }
  }

  private static func isPipe(_ descriptor: Int32) -> Bool {
    var status = stat()
    return unsafe fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO
  }

  private init(descriptor: Int32) {
    self.descriptor = descriptor
    closes = false
  }

  deinit { if closes, descriptor >= 0 { close(descriptor) } }

  /// Standard input.
  package static var standardInput: FileInput { FileInput(descriptor: 0) }

  /// Whether reading can restart at another offset: a regular file, not a pipe.
  package var isSeekable: Bool { lseek(descriptor, 0, SEEK_CUR) >= 0 }

  /// Reads into `buffer` from `start` on, at most to its end.
  /// - Returns: the number of bytes read; 0 at the end of the file.
  package func read(into buffer: inout [UInt8], from start: Int) throws(FileFailure) -> Int {
    precondition(start >= 0 && start < buffer.count, "no room to read into")
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe Glibc.read(descriptor, bytes.baseAddress?.advanced(by: start), bytes.count - start)
      }
      if count >= 0 { return count }
      if errno != EINTR { throw FileFailure(code: errno) }
    }
  }
}

/// What is at a path.
package struct FileStatus: Sendable, Hashable {
  /// Kinds of things at a path.
  package enum Kind: Sendable, Hashable {
    case file, folder, other
  }
  /// What it is; for a symbolic link, what it points to.
  package let kind: Kind
  /// Size of a file in bytes.
  package let size: Int
  /// Device and inode number: the same for two paths to the same thing.
  package let identity: [UInt64]

  /// Looks at a path.
  package init(path: String) throws(FileFailure) {
    var status = stat()
    let name = PathText.bytes(path)
    if unsafe stat(name, &status) != 0 { throw FileFailure(code: errno) }
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFDIR: .folder
      case S_IFREG: .file
      default: .other
      }
    size = Int(status.st_size)
    identity = [UInt64(status.st_dev), UInt64(status.st_ino)]
  }
}

/// A folder's contents.
package enum Folder {
  /// The names in a folder, without `.` and `..`, sorted by their bytes.
  package static func names(in path: String) throws(FileFailure) -> [String] {
    let name = PathText.bytes(path)
    guard let folder = unsafe opendir(name) else { throw FileFailure(code: errno) }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    errno = 0
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { field in
        unsafe field.withMemoryRebound(to: UInt8.self, capacity: 256) { start in
          var bytes: [UInt8] = []
          while bytes.count < 255, case let byte = unsafe start[bytes.count], byte != 0 { bytes.append(byte) }
          return PathText.text(bytes)
        }
      }
      if name != ".", name != ".." { names.append(name) }
      errno = 0
    }
    if errno != 0 { throw FileFailure(code: errno) }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
