internal import Glibc

/// Creates files that appear under their name whole or not at all: they are written under a temporary name beside it, synced, then renamed.
package enum FilePublication {
  /// A file's size in bytes; `nil` if there is none or it cannot be looked at.
  package static func size(of path: String) -> Int? {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? Int(status.st_size) : nil
  }

  /// Whether there is something at a path that is neither a file nor a folder: a device or a pipe, which no file may replace.
  package static func isSpecial(_ path: String) -> Bool {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return false }
    return status.st_mode & S_IFMT != S_IFREG && status.st_mode & S_IFMT != S_IFDIR
  }

  /// Creates an empty file that only its owner can read and write, under a name beside `path` that nobody else has.
  /// - Returns: its name, or the number of the error (`errno`).
  package static func makeBeside(_ path: String) -> Result<String, FileError> {
    for _ in 0..<100 {
      let name = "\(path).new-\(getpid())-\(String(UInt32.random(in: 0...UInt32.max), radix: 36))"
      let file = unsafe Glibc.open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      if file >= 0 {
        close(file)
        return .success(name)
      }
      if errno != EEXIST { return .failure(FileError(number: errno)) }
    }
    return .failure(FileError(number: EEXIST))
  }

  /// Gives a file its final name and syncs the folder. If another file already has that name, that file stays, unless it is empty.
  /// - Returns: whether the file now has the name. If not, somebody else created the one that has it.
  package static func publish(_ temporary: String, as path: String) throws(FileError) -> Bool {
    if unsafe link(temporary, path) == 0 {
      remove(temporary)
      syncFolder(of: path)
      return true
    }
    guard errno == EEXIST else { throw FileError(number: errno) }
    let isPublished = try replaceEmpty(path, by: temporary)
    if isPublished { syncFolder(of: path) } else { remove(temporary) }
    return isPublished
  }

  /// Replaces an empty file. Others who find it empty wait for its lock, and then see that it has been replaced.
  private static func replaceEmpty(_ path: String, by temporary: String) throws(FileError) -> Bool {
    let file = unsafe Glibc.open(path, O_RDWR | O_CLOEXEC)
    guard file >= 0 else { throw FileError(number: errno) }
    defer { close(file) }
    guard flock(file, LOCK_EX) == 0 else { throw FileError(number: errno) }
    var (opened, named) = (stat(), stat())
    guard unsafe fstat(file, &opened) == 0, unsafe stat(path, &named) == 0, opened.st_ino == named.st_ino, opened.st_dev == named.st_dev,
      named.st_size == 0
    else { return false }
    guard unsafe rename(temporary, path) == 0 else { throw FileError(number: errno) }
    return true
  }

  /// Deletes a file, if it exists.
  package static func remove(_ path: String) { _ = unsafe unlink(path) }

  /// Syncs a folder's entries to the disk, so that a new name survives a power cut. Best effort: some file systems cannot do this.
  private static func syncFolder(of path: String) {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let file = unsafe Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard file >= 0 else { return }
    fsync(file)
    close(file)
  }
}

/// The system error when a file could not be created.
package struct FileError: Error, Hashable {
  /// `errno`.
  package let number: Int32

  /// Whether permissions forbid it.
  package var isPermission: Bool { number == EACCES || number == EPERM }
  /// Whether the file system can only be read.
  package var isReadOnly: Bool { number == EROFS }
  /// Whether there is no space left.
  package var isFull: Bool { number == ENOSPC || number == EDQUOT }
  /// The system's words.
  package var words: String { unsafe String(cString: strerror(number)) }
}
