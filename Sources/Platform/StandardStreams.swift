internal import Glibc

/// Why bytes could not be written to a standard stream.
package enum StreamError: Error, Sendable, Hashable {
  /// The reader at the other end is gone. This is not a failure; the run just ends.
  case closedPipe
  /// The system's message ("No space left on device").
  case failed(String)
  /// As ``failed(_:)``, but for a file, which the message names.
  case file(String)
}

/// Standard output and standard error, unbuffered: bytes are written immediately.
package enum StandardStream: Int32, Sendable {
  /// Where data goes.
  case output = 1
  /// Where messages go.
  case error = 2

  /// Writes all bytes.
  /// - Throws: ``StreamError/closedPipe`` if nobody reads any more, else ``StreamError/failed(_:)``.
  package func write(_ bytes: [UInt8]) throws(StreamError) {
    let failure = Descriptor.write(bytes, to: rawValue)
    if failure == EPIPE { throw .closedPipe }
    if failure != 0 { throw .failed(SystemError.message(failure)) }
  }

  /// Writes a line of text. A failure is ignored, because there is nowhere left to report it.
  package func line(_ text: String) { try? write(Array((text + "\n").utf8)) }

  /// Whether the stream is a terminal.
  package var isTerminal: Bool { isatty(rawValue) == 1 || self == .output && Pager.isRunning }

  /// The terminal's width in columns; `nil` if the stream is not a terminal.
  package var columns: Int? {
    guard isTerminal else { return nil }
    if let given = Environment.value("COLUMNS").flatMap(Int.init), given > 0 { return given }
    var size = winsize()
    let terminal = self == .output && Pager.isRunning ? StandardStream.error.rawValue : rawValue
    guard unsafe ioctl(terminal, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}

/// Writing to an open file.
enum Descriptor {
  /// Writes all bytes; returns the number of the error (`errno`), or 0.
  static func write(_ bytes: [UInt8], to file: Int32) -> Int32 {
    unsafe bytes.withUnsafeBytes { buffer in
      var from = 0
      while from < buffer.count, let base = buffer.baseAddress {
        let written = unsafe Glibc.write(file, base + from, buffer.count - from)
        if written >= 0 { from += written } else if errno != EINTR { return errno }
      }
      return 0
    }
  }
}

/// The system's error messages.
package enum SystemError {
  /// The message of an `errno` value.
  package static func message(_ code: Int32) -> String {
    guard let text = unsafe strerror(code) else { return "error \(code)" }
    return unsafe String(cString: text)
  }
}

/// The process's environment.
package enum Environment {
  /// The value of a variable; `nil` if it is not set or empty.
  package static func value(_ name: String) -> String? {
    guard let text = unsafe getenv(name) else { return nil }
    let value = unsafe String(cString: text)
    return value.isEmpty ? nil : value
  }

  /// Gives a variable a value, for this process and those that it starts.
  package static func set(_ name: String, to value: String) { _ = unsafe setenv(name, value, 1) }

  /// The number of processors this process may run on.
  package static var processors: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}
