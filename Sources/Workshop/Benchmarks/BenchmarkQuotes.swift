import Extraction
import Foundation
import Ingestion
import Linguistics
import Record

/// Measures words per second from an article's text to its quotes with their speakers, on one core, beside spaCy if Python has it.
enum BenchmarkQuotes: WorkshopCommand {
  static let path = ["benchmark", "quotes"]
  static let summary =
    "[FOLDER] (default Corpus): words a second on one core from text to quotes with speakers, and of spaCy's en_core_web_md reading the "
    + "same texts (PYTHON: the Python that has it)"

  static func run(_ arguments: [String]) throws {
    let folder = URL(fileURLWithPath: arguments.first ?? "Corpus")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "html" || $0.pathExtension == "htm" }.sorted { $0.path < $1.path }
    let articles = try files.compactMap { file in
      let page = [UInt8](try Data(contentsOf: file))
      return try? HTMLArticleReader.article(of: RawPage(.html(page)), bytes: page)
    }
    guard !articles.isEmpty else { throw CocoaError(.fileNoSuchFile) }
    let words = articles.reduce(0) { $0 + $1.text.split(whereSeparator: \.isWhitespace).count }
    let (analyzer, officials, quotes) = (Analyzer(), OfficialFinder(), QuoteFinder())
    var found = 0
    func read() {
      found = 0
      for article in articles {
        let text = analyzer.analyze(article.text, paragraphs: article.paragraphs)
        found += quotes.quotes(in: text, article: article, officials: officials.officials(in: text, article: article)).count
      }
    }
    read()
    var best = Double.infinity
    for _ in 0..<15 {
      let start = clock()
      read()
      best = min(best, Double(clock() - start) / Double(CLOCKS_PER_SEC))
    }
    print("articles          \(articles.count), \(words) words, \(found) quotes")
    print("text to quotes    \(Int(Double(words) / best)) words/s")
    print(try SpaCy.comparison(articles.map(\.text), words: words, ours: best, column: 18))
  }
}
