import Foundation

/// The most memory that a process has held, as the kernel reports it.
enum PeakMemory {
  /// In kB; `nil` if the process is gone.
  /// - Parameter process: its number, or "self".
  static func kilobytes(of process: String) -> Int? {
    let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
    return status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }?
      .split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }
  }
}
