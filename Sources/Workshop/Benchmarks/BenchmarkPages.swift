import Foundation
import Ingestion

/// Measures pages per second from page bytes to article, beside the same without the cutter (libxml2 gets whole pages), a bare libxml2 parse
/// and, if Python has it, trafilatura with metadata.
enum BenchmarkPages: WorkshopCommand {
  static let path = ["benchmark", "pages"]
  static let summary =
    "[FOLDER] [--memory] (default Corpus): pages a second from bytes to article, with and without the cutter, of a bare htmlReadMemory + "
    + "free of the uncut pages, and of trafilatura (PYTHON: the Python that has it); --memory: peak memory after 1,000 and 10,000 pages"

  static func run(_ arguments: [String]) throws {
    let folder = arguments.first { !$0.hasPrefix("-") } ?? "Corpus"
    var pages: [[UInt8]] = []
    for result in PageSource(paths: [folder], format: .html) {
      if case .success(let page) = result { pages.append(page.bytes) }
    }
    guard !pages.isEmpty else { throw CocoaError(.fileNoSuchFile) }
    if arguments.contains("--memory") { return try memory(pages) }
    let bytes = pages.reduce(0) { $0 + $1.count }
    var articles = 0
    func read() { articles = pages.reduce(0) { $0 + (article($1) ? 1 : 0) } }
    func readWhole() {
      for page in pages { _ = try? HTMLArticleReader.article(of: RawPage(.html(page)), bytes: page, step: nil, by: .whole) }
    }
    func parse() { for page in pages { _ = BareParse.parseAndFree(page) } }
    read()
    var reading = Double.infinity, readingWhole = Double.infinity, parsing = Double.infinity
    for _ in 0..<5 {
      reading = min(reading, seconds(read))
      readingWhole = min(readingWhole, seconds(readWhole))
      parsing = min(parsing, seconds(parse))
    }
    let count = Double(pages.count)
    print("pages                           \(pages.count), \(bytes / pages.count / 1024) kB each, \(articles) articles")
    print("page bytes to article           \(rounded(count / reading)) pages/s")
    print("the same without the cutter     \(rounded(count / readingWhole)) pages/s")
    print("ratio with to without           \(rounded(readingWhole / reading))")
    print("bare htmlReadMemory and free    \(rounded(count / parsing)) pages/s")
    print("ratio to the bare parse         \(rounded(parsing / reading))")
    guard let (version, seconds) = try Trafilatura.measure(pages) else {
      return print(PythonPeer.hint("trafilatura", install: ["trafilatura lxml_html_clean"], column: 32))
    }
    print(PythonPeer.line("trafilatura \(version), metadata", "\(rounded(count / seconds)) pages/s", column: 32))
    print("ratio to trafilatura            \(rounded(seconds / reading))")
  }

  /// Reads the pages repeatedly and reports the peak memory.
  private static func memory(_ pages: [[UInt8]]) throws {
    var read = 0
    var before = 0
    for count in [1_000, 10_000] {
      while read < count {
        _ = article(pages[read % pages.count])
        read += 1
      }
      let peak = try peakMemory()
      print("peak memory after \(count) pages".padding(toLength: 34, withPad: " ", startingAt: 0) + "\(peak / 1024) MB")
      if before > 0 { print("growth".padding(toLength: 34, withPad: " ", startingAt: 0) + "\((peak - before) / 1024) MB") }
      before = peak
    }
  }

  private static func article(_ page: [UInt8]) -> Bool {
    (try? HTMLArticleReader.article(of: RawPage(.html(page)), bytes: page)) != nil
  }

  /// The process's peak resident size in kB, as reported by the kernel.
  private static func peakMemory() throws -> Int {
    guard let peak = PeakMemory.kilobytes(of: "self") else { throw CocoaError(.fileReadCorruptFile) }
    return peak
  }

  /// CPU seconds of this thread's process.
  private static func seconds(_ work: () -> Void) -> Double {
    let start = clock()
    work()
    return Double(clock() - start) / Double(CLOCKS_PER_SEC)
  }

  private static func rounded(_ value: Double) -> String { String(format: "%.2f", value) }
}
