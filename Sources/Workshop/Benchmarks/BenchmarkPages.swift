import Foundation
import Ingestion

/// Measures pages a second from page bytes to article, beside a bare libxml2 parse of the same uncut pages.
enum BenchmarkPages: WorkshopCommand {
  static let path = ["benchmark", "pages"]
  static let summary =
    "[FOLDER] (default Corpus): pages a second from bytes to article, and of a bare htmlReadMemory + free of the uncut pages"

  static func run(_ arguments: [String]) throws {
    let folder = URL(fileURLWithPath: arguments.first ?? "Corpus")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "html" || $0.pathExtension == "htm" }.sorted { $0.path < $1.path }
    let pages = try files.map { [UInt8](try Data(contentsOf: $0)) }
    guard !pages.isEmpty else { throw CocoaError(.fileNoSuchFile) }
    let bytes = pages.reduce(0) { $0 + $1.count }
    var articles = 0
    func read() {
      articles = 0
      for page in pages where (try? HTMLArticleReader.article(of: RawPage(.html(page)), bytes: page)) != nil { articles += 1 }
    }
    func parse() { for page in pages { _ = BareParse.parseAndFree(page) } }
    read()
    var reading = Double.infinity, parsing = Double.infinity
    for _ in 0..<5 {
      reading = min(reading, seconds(read))
      parsing = min(parsing, seconds(parse))
    }
    let count = Double(pages.count)
    print("pages                           \(pages.count), \(bytes / pages.count / 1024) kB each, \(articles) articles")
    print("page bytes to article           \(rounded(count / reading)) pages/s")
    print("bare htmlReadMemory and free    \(rounded(count / parsing)) pages/s")
    print("ratio                           \(rounded(parsing / reading))")
  }

  /// CPU seconds of this thread's process.
  private static func seconds(_ work: () -> Void) -> Double {
    let start = clock()
    work()
    return Double(clock() - start) / Double(CLOCKS_PER_SEC)
  }

  private static func rounded(_ value: Double) -> String { String(format: "%.2f", value) }
}
