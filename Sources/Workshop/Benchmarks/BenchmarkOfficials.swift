import Extraction
import Foundation
import Linguistics
import Record

/// Measures words per second for reading a text and finding its officials, beside spaCy if Python has it.
enum BenchmarkOfficials: WorkshopCommand {
  static let path = ["benchmark", "officials"]
  static let summary =
    "[FOLDER] (default Corpus): words a second on one core of tokens, tags, names and officials of the texts in *.json, and of spaCy's "
    + "en_core_web_md (PYTHON: the Python that has it)"

  static func run(_ arguments: [String]) throws {
    let folder = URL(fileURLWithPath: arguments.first ?? "Corpus")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }
    let articles = files.compactMap { file -> Article? in
      guard let text = try? JSONDecoder().decode(Text.self, from: Data(contentsOf: file)).text else { return nil }
      let provenance = Provenance(contentSHA256: "", mediaType: "text/plain", encoding: "utf-8")
      return Article(id: file.lastPathComponent, text: text, paragraphs: PlainParagraphs.of(text), provenance: provenance)
    }
    let words = articles.reduce(0) { $0 + $1.text.split(whereSeparator: \.isWhitespace).count }
    var officials = 0
    var tagging = Double.infinity
    var all = Double.infinity
    for _ in 0..<6 {
      tagging = min(
        tagging, seconds { for article in articles { _ = Analyzer().tagged(Array(article.text.utf8), paragraphs: article.paragraphs) } })
      officials = 0
      all = min(
        all,
        seconds {
          for article in articles {
            let read = Analyzer().analyze(article.text, paragraphs: article.paragraphs)
            officials += OfficialFinder().officials(in: read, article: article).count
          }
        })
    }
    print("\(articles.count) texts, \(words) words, \(officials) officials")
    print("tokens and tags                       \(Int(Double(words) / tagging)) words/s")
    print("tokens, tags, names and officials     \(Int(Double(words) / all)) words/s")
    print(try SpaCy.comparison(articles.map(\.text), words: words, ours: all, column: 38))
  }

  private struct Text: Decodable {
    var text: String
  }

  /// CPU seconds of the process.
  private static func seconds(_ work: () -> Void) -> Double {
    let start = clock()
    work()
    return Double(clock() - start) / Double(CLOCKS_PER_SEC)
  }
}
