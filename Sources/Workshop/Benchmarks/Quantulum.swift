import Foundation

/// Runs quantulum3, without its classifier, over the same texts in a separate Python process.
enum Quantulum {
  /// Reads the texts from standard input, one JSON string per line, and prints version, quantities and seconds. quantulum3 gets a text one
  /// line at a time; a line on which it fails counts with the time it took.
  private static let script = """
    import json, sys, time, warnings
    warnings.simplefilter("ignore")
    try:
        from importlib.metadata import version
        from quantulum3 import parser
    except ImportError:
        sys.exit(3)
    lines = [line for text in map(json.loads, sys.stdin) for line in text.splitlines() if line.strip()]
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
    print(version("quantulum3"), found, seconds, sep="\\t")
    """

  /// Its version, the quantities that it finds, and the CPU seconds for all texts, best of two; `nil` if Python does not have it.
  static func measure(_ texts: [String]) throws -> (version: String, quantities: Int, seconds: Double)? {
    guard let fields = try PythonPeer.fields(of: script, input: try PythonPeer.lines(texts)), fields.count == 3,
      let quantities = Int(fields[1]), let seconds = Double(fields[2])
    else { return nil }
    return (fields[0], quantities, seconds)
  }
}
