import Foundation

/// Runs trafilatura, with metadata, over the same pages in a separate Python process.
enum Trafilatura {
  /// Reads the pages from standard input, each preceded by its length, and prints version and seconds.
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
    print(trafilatura.__version__, min(run(), run()), sep="\\t")
    """

  /// Its version, and the CPU seconds for all pages, best of two; `nil` if Python does not have it.
  static func measure(_ pages: [[UInt8]]) throws -> (version: String, seconds: Double)? {
    var data = Data()
    for page in pages {
      data.append(contentsOf: (0..<8).map { UInt8(truncatingIfNeeded: page.count >> ($0 * 8)) })
      data.append(contentsOf: page)
    }
    guard let fields = try PythonPeer.fields(of: script, input: data), fields.count == 2, let seconds = Double(fields[1]) else {
      return nil
    }
    return (fields[0], seconds)
  }
}
