internal import Glibc

/// A file that is being written. It appears under its name only when it is complete, and replaces what was there. If the name is a device
/// or a pipe (`/dev/null`, `/dev/stdout`), the bytes are written into that.
package final class FileOutput {
  private let path: String
  /// The temporary path until the file is complete; `nil` if it is written in place.
  private let temporary: String?
  private var descriptor: Int32
  /// Bytes written.
  package private(set) var size = 0

  /// Creates the file under a temporary name beside `path`.
  /// - Throws: ``StreamError/file(_:)`` with the system's message.
  package init(path: String) throws(StreamError) {
    self.path = path
    if FilePublication.isSpecial(path) {
      temporary = nil
      descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
      if descriptor < 0 { throw .file("\(path): \(SystemError.message(errno))") }
      return
    }
    let name: String
    switch FilePublication.makeBeside(path) {
    case .success(let made): name = made
    case .failure(let error): throw .file("\(path): \(SystemError.message(error.number))")
    }
    temporary = name
    descriptor = unsafe open(name, O_WRONLY | O_TRUNC | O_CLOEXEC)
    if descriptor < 0 { throw .file("\(path): \(SystemError.message(errno))") }
    _ = fchmod(descriptor, 0o644)
  }

  deinit {
    guard descriptor >= 0 else { return }
    Glibc.close(descriptor)
    if let temporary { FilePublication.remove(temporary) }
  }

  /// Writes all bytes.
  package func write(_ bytes: [UInt8]) throws(StreamError) {
    let failure = Descriptor.write(bytes, to: descriptor)
    if failure != 0 { throw .file("\(path): \(SystemError.message(failure))") }
    size += bytes.count
  }

  /// Gives the file its name.
  package func publish() throws(StreamError) {
    let code = Glibc.close(descriptor)
    descriptor = -1
    guard code == 0, temporary.map({ unsafe rename($0, path) == 0 }) ?? true else {
      let number = errno
      if let temporary { FilePublication.remove(temporary) }
      throw .file("\(path): \(SystemError.message(number))")
    }
  }

  /// Moves a complete file to its final name.
  package static func move(_ file: String, to path: String) throws(StreamError) {
    guard !FilePublication.isSpecial(path) else {
      throw .file("\(path): a file in this format cannot be written into a device or a pipe")
    }
    guard unsafe rename(file, path) == 0 else { throw .file("\(path): \(SystemError.message(errno))") }
    _ = unsafe chmod(path, 0o644)
  }

  /// Makes a folder if there is none.
  package static func makeFolder(_ path: String) throws(StreamError) {
    FolderMaker.makeParents(of: path + "/.")
    var status = stat()
    guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { throw .file("\(path) is no folder") }
  }

  /// Whether a folder is at a path.
  package static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
