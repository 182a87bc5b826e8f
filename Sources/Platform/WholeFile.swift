internal import Glibc

/// Small files of the program's own that are read whole and replaced whole.
public enum WholeFile {
  /// The file's bytes; `nil` where there is none.
  public static func bytes(at path: String) throws(FileError) -> [UInt8]? {
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

  /// Gives a file other bytes, in one step: whoever reads it sees the old ones or the new ones, also after a power cut.
  public static func replace(_ path: String, with bytes: [UInt8]) throws(FileError) {
    let temporary = try FilePublication.makeBeside(path).get()
    let file = unsafe Glibc.open(temporary, O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { throw FileError(number: errno) }
    var failure: Int32 = 0
    unsafe bytes.withUnsafeBytes { buffer in
      var from = 0
      while from < buffer.count, failure == 0, let base = buffer.baseAddress {
        let written = unsafe Glibc.write(file, base + from, buffer.count - from)
        if written >= 0 { from += written } else if errno != EINTR { failure = errno }
      }
    }
    if failure == 0, fsync(file) != 0 { failure = errno }
    close(file)
    if failure == 0, unsafe rename(temporary, path) != 0 { failure = errno }
    guard failure == 0 else {
      FilePublication.remove(temporary)
      throw FileError(number: failure)
    }
  }

  /// Runs a body while no other process is in one with the same lock; the lock is an empty file that stays.
  public static func alone<Value>(lock path: String, _ body: () throws -> Value) throws -> Value {
    let file = unsafe Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw FileError(number: errno) }
    defer { close(file) }
    while flock(file, LOCK_EX) != 0 { if errno != EINTR { throw FileError(number: errno) } }
    return try body()
  }
}

/// What tells whether a file has changed: which file it is, its size, and when it was written.
public struct FileStamp: Sendable, Hashable {
  private var parts: [Int] = []

  /// Looks at a path; where there is nothing, all such stamps are equal.
  public init(path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return }
    parts = [Int(status.st_ino), Int(status.st_size), Int(status.st_mtim.tv_sec), Int(status.st_mtim.tv_nsec)]
  }
}

/// The clock on the wall.
public enum WallClock {
  /// Now, as RFC 3339 in UTC, to the second.
  public static var now: String { text(secondsSince1970: Int(seconds)) }

  /// Seconds since 1970-01-01T00:00:00Z: those of `SOURCE_DATE_EPOCH` where it is set, so that what carries a date can be made anew byte for
  /// byte.
  public static var seconds: Int64 { Environment.value("SOURCE_DATE_EPOCH").flatMap { Int64($0) } ?? Int64(time(nil)) }

  /// The day on the clock of the machine's time zone, as days since 1970-01-01.
  public static var today: Int { Int((seconds + Int64(zone)) / 86400) }

  /// Seconds by which the clock of the machine's time zone is ahead of UTC now.
  public static var zone: Int {
    var now = time_t(seconds)
    var parts = unsafe tm()
    unsafe localtime_r(&now, &parts)
    return Int(unsafe parts.tm_gmtoff)
  }

  /// A time as RFC 3339 in UTC.
  static func text(secondsSince1970 seconds: Int) -> String {
    let day = seconds >= 0 ? seconds / 86400 : (seconds - 86399) / 86400
    let second = seconds - day * 86400
    // Hinnant's algorithm: years that begin in March, in eras of 400.
    let shifted = day + 719468
    let era = (shifted >= 0 ? shifted : shifted - 146096) / 146097
    let dayOfEra = shifted - era * 146097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let date = "\(year)-\(two(month))-\(two(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1))"
    return "\(date)T\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))Z"
  }
}
