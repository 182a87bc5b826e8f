internal import Glibc

/// A file that is being written: it appears under its name when it is complete, and takes the place of what stood there.
public final class FileOutput {
  private let path: String
  private let temporary: String
  private var descriptor: Int32
  /// Bytes written.
  public private(set) var size = 0

  /// Makes the file under a name beside `path`.
  /// - Throws: ``StreamError/failed(_:)`` with the system's words.
  public init(path: String) throws(StreamError) {
    self.path = path
    switch FilePublication.makeBeside(path) {
    case .success(let name): temporary = name
    case .failure(let error): throw .failed("\(path): \(SystemError.message(error.number))")
    }
    descriptor = unsafe open(temporary, O_WRONLY | O_TRUNC | O_CLOEXEC)
    if descriptor < 0 { throw .failed("\(path): \(SystemError.message(errno))") }
    _ = fchmod(descriptor, 0o644)
  }

  deinit {
    guard descriptor >= 0 else { return }
    Glibc.close(descriptor)
    FilePublication.remove(temporary)
  }

  /// Writes all bytes.
  public func write(_ bytes: [UInt8]) throws(StreamError) {
    var failure: Int32 = 0
    unsafe bytes.withUnsafeBytes { buffer in
      var from = 0
      while from < buffer.count {
        guard let base = buffer.baseAddress else { return }
        let written = unsafe Glibc.write(descriptor, base + from, buffer.count - from)
        if written < 0 {
          if errno == EINTR { continue }
          failure = errno
          return
        }
        from += written
      }
    }
    if failure != 0 { throw .failed("\(path): \(SystemError.message(failure))") }
    size += bytes.count
  }

  /// Gives the file its name.
  public func publish() throws(StreamError) {
    let code = Glibc.close(descriptor)
    descriptor = -1
    guard code == 0, unsafe rename(temporary, path) == 0 else {
      let number = errno
      FilePublication.remove(temporary)
      throw .failed("\(path): \(SystemError.message(number))")
    }
  }

  /// Moves a complete file to its name.
  public static func move(_ file: String, to path: String) throws(StreamError) {
    guard unsafe rename(file, path) == 0 else { throw .failed("\(path): \(SystemError.message(errno))") }
    _ = unsafe chmod(path, 0o644)
  }

  /// Makes a folder where there is none.
  public static func makeFolder(_ path: String) throws(StreamError) {
    FolderMaker.makeParents(of: path + "/.")
    var status = stat()
    guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { throw .failed("\(path) is no folder") }
  }

  /// Whether a folder stands at a path.
  public static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
