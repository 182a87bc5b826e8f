package import Foundation

/// One run of the command in a separate process that can be killed.
package final class CommandRun {
  private let process = Process()
  private let scratch: Scratch

  /// Starts the command.
  /// - Parameters:
  ///   - shell: a shell line around it, in which `"$@"` stands for the command.
  package init(_ binary: URL, _ arguments: [String], shell: String? = nil) throws {
    scratch = try Scratch()
    if let shell {
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", shell, "sh", binary.path] + arguments
    } else {
      process.executableURL = binary
      process.arguments = arguments
    }
    process.environment = ProcessInfo.processInfo.environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
    for name in ["output", "errors"] { _ = try scratch.file(name, "") }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: scratch.folder.appending(path: "output"))
    process.standardError = try FileHandle(forWritingTo: scratch.folder.appending(path: "errors"))
    try process.run()
  }

  /// Kills it like `kill -9`; returns whether it was still running.
  package func kill() -> Bool {
    guard process.isRunning else { return false }
    _ = Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    return process.terminationReason == .uncaughtSignal
  }

  /// Waits for its end; returns the exit status, or 128 plus the signal.
  package func wait() -> Int32 {
    process.waitUntilExit()
    return process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
  }

  /// What it wrote to standard output.
  package var output: String { text("output") }
  /// What it wrote to standard error.
  package var errors: String { text("errors") }

  private func text(_ name: String) -> String {
    String(decoding: (try? Data(contentsOf: scratch.folder.appending(path: name))) ?? Data(), as: UTF8.self)
  }
}
