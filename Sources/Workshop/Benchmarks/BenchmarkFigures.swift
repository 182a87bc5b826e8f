import Extraction
import Foundation
import Ingestion
import Linguistics
import Record

/// Measures words per second from text to figures on one core, beside quantulum3 on the same texts if Python has it.
enum BenchmarkFigures: WorkshopCommand {
  static let path = ["benchmark", "figures"]
  static let summary =
    "[FOLDER or FILE.jsonl] (default Corpus): words a second on one core from text to figures: tokens, tags and names, then numbers with "
    + "unit, bound, change, concept, period and credit, without the quotes and officials stages; and of quantulum3 (PYTHON: the Python "
    + "that has it)"

  static func run(_ arguments: [String]) throws {
    let articles = try articles(in: URL(fileURLWithPath: arguments.first ?? "Corpus"))
    guard !articles.isEmpty else { throw CocoaError(.fileNoSuchFile) }
    let words = articles.reduce(0) { $0 + $1.text.split(whereSeparator: \.isWhitespace).count }
    let (analyzer, finder) = (Analyzer(), FigureFinder())
    // Short texts are read repeatedly, so that there is enough to measure.
    let rounds = max(1, 100_000 / max(1, words))
    var figures = 0
    func read() {
      for _ in 0..<rounds {
        figures = 0
        for article in articles {
          let text = analyzer.analyze(article.text, paragraphs: article.paragraphs)
          figures += finder.figures(in: text, article: article, quotes: [], officials: []).count
        }
      }
    }
    func analyze() {
      for _ in 0..<rounds { for article in articles { _ = analyzer.analyze(article.text, paragraphs: article.paragraphs) } }
    }
    let extractor = Extractor()
    func extract() { for _ in 0..<rounds { for article in articles { _ = extractor.record(of: article) } } }
    read()
    var (reading, analyzing, extracting) = (Double.infinity, Double.infinity, Double.infinity)
    for _ in 0..<7 {
      reading = min(reading, seconds(read) / Double(rounds))
      analyzing = min(analyzing, seconds(analyze) / Double(rounds))
      extracting = min(extracting, seconds(extract) / Double(rounds))
    }
    let count = Double(words)
    print("texts                           \(articles.count), \(words) words, \(figures) figures")
    print("text to figures                 \(Int(count / reading)) words/s")
    print("of it tokens, tags and names    \(Int((100 * analyzing / reading).rounded())) %")
    print("text to record                  \(Int(count / extracting)) words/s, quotes and officials too")
    guard let (version, quantities, seconds) = try Quantulum.measure(articles.map(\.text)) else {
      return print(PythonPeer.hint("quantulum3", install: ["quantulum3 'setuptools<81'"], column: 32))
    }
    print(PythonPeer.line("quantulum3 \(version)", "\(Int(count / seconds)) words/s, \(quantities) quantities", column: 32))
    print(
      "ratio to quantulum3             \(String(format: "%.1f", seconds / reading)), of the whole record "
        + String(format: "%.1f", seconds / extracting))
  }

  /// The articles of a folder's pages, or the texts of a JSON Lines file.
  private static func articles(in place: URL) throws -> [Article] {
    if place.pathExtension == "jsonl" {
      return try String(contentsOf: place, encoding: .utf8).split(separator: "\n").compactMap { line in
        guard let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], let text = object["text"] as? String
        else { return nil }
        return Article(
          id: object["id"] as? String ?? "", published: object["published"] as? String, text: text, paragraphs: PlainParagraphs.of(text),
          provenance: Provenance(contentSHA256: "", mediaType: "text/plain", encoding: "utf-8"))
      }
    }
    return try FileManager.default.contentsOfDirectory(at: place, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "html" || $0.pathExtension == "htm" }.sorted { $0.path < $1.path }
      .compactMap { file in
        let page = [UInt8](try Data(contentsOf: file))
        return try? HTMLArticleReader.article(of: RawPage(.html(page)), bytes: page)
      }
  }

  /// CPU seconds of the process.
  private static func seconds(_ work: () -> Void) -> Double {
    let start = clock()
    work()
    return Double(clock() - start) / Double(CLOCKS_PER_SEC)
  }
}
