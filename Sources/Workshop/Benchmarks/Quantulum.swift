import Foundation

/// Runs quantulum3, without its classifier, over the same texts in a Python of its own.
enum Quantulum {
  enum Outcome {
    /// Its version, the quantities that it finds, and the CPU seconds for all texts, best of two.
    case measured(version: String, quantities: Int, seconds: Double)
    /// The Python that does not have it.
    case missing(python: String)
  }

  /// Reads the texts as a JSON array from the standard input and prints version, quantities and seconds. A text is given a line at a
  /// time; a line that it fails on counts with the time it took.
  private static let script = """
    import json, sys, time, warnings
    warnings.simplefilter("ignore")
    try:
        from importlib.metadata import version
        from quantulum3 import parser
    except ImportError:
        sys.exit(3)
    lines = [line for text in json.load(sys.stdin) for line in text.splitlines() if line.strip()]
    def run():
        found = 0
        start = time.process_time()
        for line in lines:
            try:
                found += len(parser.parse(line))
            except Exception:
                pass
        return time.process_time() - start, found
    parser.parse("2 km and $3")
    seconds, found = min(run(), run())
    print(version("quantulum3"), found, seconds)
    """

  static func seconds(_ texts: [String]) throws -> Outcome {
    let python = ProcessInfo.processInfo.environment["PYTHON"] ?? "python3"
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("texts-\(ProcessInfo.processInfo.processIdentifier).json")
    try JSONSerialization.data(withJSONObject: texts).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [python, "-c", script]
    process.standardInput = try FileHandle(forReadingFrom: file)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let words = text.split(whereSeparator: \.isWhitespace)
    guard process.terminationStatus == 0, words.count == 3, let quantities = Int(words[1]), let seconds = Double(words[2]) else {
      return .missing(python: python)
    }
    return .measured(version: String(words[0]), quantities: quantities, seconds: seconds)
  }
}
