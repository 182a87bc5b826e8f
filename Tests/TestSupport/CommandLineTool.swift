package import Foundation

/// Runs the built `onrecord` as its users do.
package struct CommandLineTool {
  /// The result of a run.
  package struct Result {
    package let status: Int32
    package let output: Data
    package let errors: String
    package var text: String { String(decoding: output, as: UTF8.self) }
    package var lines: [String] { text.split(separator: "\n").map(String.init) }
  }

  /// Runs the binary to its end.
  /// - Parameters:
  ///   - arguments: the words after the program's name.
  ///   - input: the content of standard input; nothing by default.
  ///   - environment: variables to set in addition to the current ones.
  ///   - shell: a shell line around it, in which `"$@"` stands for the command ("ulimit -f 100; exec \"$@\"").
  package static func run(
    _ arguments: [String], input: Data = Data(), environment: [String: String] = [:], shell: String? = nil
  ) throws -> Result {
    let process = Process()
    let scratch = try Scratch()
    // Files instead of pipes, so that no output is too long for a buffer and no reader can block the writer.
    let outputFile = scratch.folder.appending(path: "output")
    let errorFile = scratch.folder.appending(path: "errors")
    let inputFile = scratch.folder.appending(path: "input")
    try input.write(to: inputFile)
    for file in [outputFile, errorFile] { try Data().write(to: file) }
    if let shell {
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", shell, "sh", Project.binary.path] + arguments
    } else {
      process.executableURL = Project.binary
      process.arguments = arguments
    }
    process.environment = ProcessInfo.processInfo.environment
      .merging(["SWIFT_BACKTRACE": "enable=no", "HOME": scratch.folder.path]) { $1 }.merging(environment) { $1 }
    process.standardInput = try FileHandle(forReadingFrom: inputFile)
    process.standardOutput = try FileHandle(forWritingTo: outputFile)
    process.standardError = try FileHandle(forWritingTo: errorFile)
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: try Data(contentsOf: outputFile),
      errors: String(decoding: try Data(contentsOf: errorFile), as: UTF8.self))
  }
}

/// A test's own folder, deleted at the end of the test.
package final class Scratch: Sendable {
  /// The folder.
  package let folder: URL

  package init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "onrecord-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// A file in the folder, with the given bytes.
  package func file(_ name: String, _ data: Data) throws -> String {
    let url = folder.appending(path: name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
    return url.path
  }

  /// A text file in the folder, with the given text.
  package func file(_ name: String, _ text: String) throws -> String { try file(name, Data(text.utf8)) }

  /// The path of a file that need not exist.
  package func path(_ name: String) -> String { folder.appending(path: name).path }
}
