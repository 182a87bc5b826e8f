internal import Glibc

/// Small files of the program that are read and replaced as a whole.
package enum WholeFile {
  /// The file's bytes; `nil` if there is none.
  package static func bytes(at path: String) throws(FileError) -> [UInt8]? {
    let file = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw FileError(number: errno)
    }
    defer { close(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe block.withUnsafeMutableBytes { unsafe Glibc.read(file, $0.baseAddress, $0.count) }
      if count == 0 { return bytes }
      if count > 0 { bytes.append(contentsOf: block[..<count]) } else if errno != EINTR { throw FileError(number: errno) }
    }
  }

  /// The absolute path, with links resolved. For something that does not exist, the path it would have in the current folder.
  package static func path(from path: String) -> String {
    if let found = unsafe realpath(path, nil) {
      defer { unsafe free(found) }
      return unsafe String(cString: found)
    }
    guard !path.hasPrefix("/"), let folder = unsafe getcwd(nil, 0) else { return path }
    defer { unsafe free(folder) }
    return unsafe String(cString: folder) + "/" + path
  }

  /// Replaces a file's bytes in one step: readers see either the old ones or the new ones, even after a power cut.
  package static func replace(_ path: String, with bytes: [UInt8]) throws(FileError) {
    let temporary = try FilePublication.makeBeside(path).get()
    let file = unsafe Glibc.open(temporary, O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { throw FileError(number: errno) }
    var failure = Descriptor.write(bytes, to: file)
    if failure == 0, fsync(file) != 0 { failure = errno }
    close(file)
    if failure == 0, unsafe rename(temporary, path) != 0 { failure = errno }
    guard failure == 0 else {
      FilePublication.remove(temporary)
      throw FileError(number: failure)
    }
  }

  /// Runs a closure while no other process runs one with the same lock. The lock is an empty file that stays.
  package static func alone<Value>(lock path: String, _ body: () throws -> Value) throws -> Value {
    let file = unsafe Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw FileError(number: errno) }
    defer { close(file) }
    while flock(file, LOCK_EX) != 0 { if errno != EINTR { throw FileError(number: errno) } }
    return try body()
  }
}

/// What shows whether a file has changed: which file it is, its size, and when it was written.
package struct FileStamp: Sendable, Hashable {
  private var parts: [Int] = []

  /// Looks at a path. If there is nothing, the stamp equals every other such stamp.
  package init(path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return }
    parts = [Int(status.st_ino), Int(status.st_size), Int(status.st_mtim.tv_sec), Int(status.st_mtim.tv_nsec)]
  }
}

/// The wall clock.
package enum WallClock {
  /// Seconds since 1970-01-01T00:00:00Z; the value of `SOURCE_DATE_EPOCH` if it is set, so that output that carries a date can be
  /// reproduced byte for byte.
  package static var seconds: Int64 {
    // Years 1 to 9999, the range in which a date can be written.
    let given = Environment.value("SOURCE_DATE_EPOCH").flatMap { Int64($0) }
    return min(max(given ?? Int64(time(nil)), -62_135_596_800), 253_402_300_799)
  }

  /// Today's date in the machine's time zone, as days since 1970-01-01.
  package static var today: Int { Int((seconds + Int64(zone)) / 86400) }

  /// By how many seconds the machine's time zone is ahead of UTC now.
  package static var zone: Int {
    var now = time_t(seconds)
    var parts = unsafe tm()
    unsafe localtime_r(&now, &parts)
    return Int(unsafe parts.tm_gmtoff)
  }
}
