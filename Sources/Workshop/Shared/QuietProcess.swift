import Foundation

/// A program that runs beside other work: at the lowest priority, with its output read line by line, and ended if it takes too long.
struct QuietProcess {
  var program: String
  var arguments: [String]
  var folder: URL?
  var environment: [String: String] = [:]
  /// The number of seconds after which it is killed.
  var patience = 3_600

  /// The exit status of `timeout` for a program that it had to kill.
  static let tooLate: Int32 = 128 + 9

  /// Runs it to its end, or until the reader of its lines has seen enough.
  /// - Parameter read: receives each line of output and messages; returning false ends the program.
  /// - Returns: the exit status; 0 if the reader ended it.
  func run(_ read: (Substring) -> Bool) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["nice", "-n", "19", "timeout", "--signal=KILL", String(patience), program] + arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
      .merging(environment) { $1 }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    try output.fileHandleForWriting.close()
    var isEnough = false
    var rest = Data()
    while !isEnough {
      let bytes = output.fileHandleForReading.availableData
      if bytes.isEmpty { break }
      rest.append(bytes)
      while !isEnough, let end = rest.firstIndex(of: 10) {
        isEnough = !read(Substring(String(decoding: rest[rest.startIndex..<end], as: UTF8.self)))
        rest = Data(rest[(end + 1)...])
      }
    }
    if !isEnough, !rest.isEmpty { isEnough = !read(Substring(String(decoding: rest, as: UTF8.self))) }
    if isEnough { process.terminate() }
    process.waitUntilExit()
    return isEnough ? 0 : process.terminationReason == .uncaughtSignal ? 128 + process.terminationStatus : process.terminationStatus
  }
}
