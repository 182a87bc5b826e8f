import Foundation

/// Runs a script with a Python package that does the same work, in the Python given by `PYTHON` (`python3` by default).
enum PythonPeer {
  static var python: String { ProcessInfo.processInfo.environment["PYTHON"] ?? "python3" }

  /// What the script prints for an input; `nil` if it fails, which means that Python does not have the package.
  static func output(of script: String, _ arguments: [String] = [], input: Data) throws -> Data? {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("peer-\(ProcessInfo.processInfo.processIdentifier)")
    try input.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [python, "-c", script] + arguments
    process.standardInput = try FileHandle(forReadingFrom: file)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? printed : nil
  }

  /// The tab-separated fields of the one line that a script prints.
  static func fields(of script: String, input: Data) throws -> [String]? {
    try output(of: script, input: input).map {
      String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .newlines).components(separatedBy: "\t")
    }
  }

  /// Texts in the form that the scripts read: one JSON string per line.
  static func lines(_ texts: [String]) throws -> Data {
    let encoder = JSONEncoder()
    return try texts.reduce(into: Data()) { data, text in
      data.append(try encoder.encode(text))
      data.append(10)
    }
  }

  /// A line of a benchmark: a label, and its value in a separate column.
  static func line(_ label: String, _ value: String, column: Int) -> String {
    label.padding(toLength: max(column, label.count + 2), withPad: " ", startingAt: 0) + value
  }

  /// How to install a package that was not found, so that it can be measured.
  static func hint(_ name: String, install: [String], column: Int) -> String {
    ([line(name, "not found by \(python); to compare:", column: column), "  python3 -m venv .build/python"]
      + install.map { "  .build/python/bin/pip install \($0)" } + ["  PYTHON=.build/python/bin/python3 make bench"])
      .joined(separator: "\n")
  }
}
