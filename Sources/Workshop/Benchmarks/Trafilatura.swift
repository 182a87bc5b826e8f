import Foundation

/// Runs trafilatura, with metadata, over the same pages in a Python of its own.
enum Trafilatura {
  enum Outcome {
    /// Its version, and the CPU seconds for all pages, best of two.
    case measured(version: String, seconds: Double)
    /// The Python that does not have it.
    case missing(python: String)
  }

  /// Reads the pages from the standard input, each after its length, and prints version and seconds.
  private static let script = """
    import struct, sys, time
    try:
        import trafilatura
    except ImportError:
        sys.exit(3)
    pages = []
    while True:
        head = sys.stdin.buffer.read(8)
        if len(head) < 8:
            break
        pages.append(sys.stdin.buffer.read(struct.unpack("<Q", head)[0]))
    def run():
        start = time.process_time()
        for page in pages:
            trafilatura.bare_extraction(page, with_metadata=True)
        return time.process_time() - start
    print(trafilatura.__version__, min(run(), run()))
    """

  static func seconds(_ pages: [[UInt8]]) throws -> Outcome {
    let python = ProcessInfo.processInfo.environment["PYTHON"] ?? "python3"
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("pages-\(ProcessInfo.processInfo.processIdentifier).bin")
    var data = Data()
    for page in pages {
      data.append(contentsOf: (0..<8).map { UInt8(truncatingIfNeeded: page.count >> ($0 * 8)) })
      data.append(contentsOf: page)
    }
    try data.write(to: file)
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
    guard process.terminationStatus == 0, words.count == 2, let seconds = Double(words[1]) else { return .missing(python: python) }
    return .measured(version: String(words[0]), seconds: seconds)
  }
}
