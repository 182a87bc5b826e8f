import Aggregation
import Foundation
import Record

/// Arbitrary bytes as a query of an index of some articles: hits whose number is that of the count, or an error of the query language.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  let query: Query
  do { query = try Query(parsing: text) } catch {
    precondition(!error.description.isEmpty, "an error without words")
    return 0
  }
  for kind in FindingKind.allCases {
    var search = Search(query, limit: nil)
    do {
      let all = try hits(kind, search)
      let (counted, inFacets) = (try news.index.count(kind, search).matches, try news.index.facets(kind, search, top: 2).total)
      precondition(all == counted, "the count is not the number of hits")
      precondition(all == inFacets, "facets count another number")
      search.limit = 3
      let page = try hits(kind, search)
      precondition(page == min(all, 3), "a page has another number of hits")
    } catch IndexError.query { continue } catch { fatalError("\(error)") }
  }
  return 0
}

private func hits(_ kind: FindingKind, _ search: Search) throws -> Int {
  switch kind {
  case .quote: try news.index.quotes(search).hits.count
  case .figure: try news.index.figures(search).hits.count
  case .official: try news.index.officials(search).hits.count
  case .article: try news.index.articles(search).hits.count
  }
}

nonisolated(unsafe) private let news = News()

/// An index of invented articles, which the first query makes.
private final class News {
  let index: SQLiteIndex

  init() {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(
      "onrecord-queries-\(ProcessInfo.processInfo.processIdentifier).db")
    do {
      index = try SQLiteIndex(path: path.path, mode: .write)
      _ = try index.add(try (0..<60).map { try IndexEntry(Self.article($0)) })
      // The open file stays readable without its name, and no run leaves one behind.
      for ending in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path.path + ending) }
    } catch { fatalError("no index: \(error)") }
  }

  private static func article(_ number: Int) -> ArticleRecord {
    let names = ["Anna Velt", "Tom Harwick", "Mira Solano", "José Núñez"]
    let words = ["The bridge is safe to cross", "We count every vote twice", "No border guard was hurt", "Taxes on boats will fall"]
    let (name, quoted) = (names[number % 4], words[number / 4 % 4])
    let text = "\(quoted), \(name) said, with \(number * 37) boats. The mayor of Lakeport, \(name), left."
    let start = quoted.unicodeScalars.count
    func span(_ part: String, _ at: Int) -> TextSpan { TextSpan(start: at, end: at + part.unicodeScalars.count, text: part) }
    let quote = Quote(
      id: "q1", span: span(quoted, 0), kind: number % 3 == 0 ? .direct : .indirect, type: .assertion, group: nil, speaker: name,
      speakerKind: .person, official: "o1", speakerMention: span(name, start + 2), cue: nil, confidence: Double(number % 10) / 10)
    let amount = "\(number * 37) boats"
    let figure = Figure(
      id: "f1", span: span(amount, start + 2 + name.unicodeScalars.count + 12), value: Double(number * 37), unit: "boat", unitText: "boats",
      unitKind: .count, concept: "boats on the lake", period: "201\(number % 9)", confidence: 0.8)
    let official = Official(
      id: "o1", name: name, title: "mayor", titleSpan: nil, organization: "Lakeport council", sector: .government,
      mentions: [span(name, start + 2)])
    let article = Article(
      id: "article\(number)", url: "https://post.example/\(number)", site: "The Post", title: "Vote on \(number) boats",
      published: "201\(number % 9)-0\(number % 8 + 1)-11", language: "en", text: text,
      paragraphs: [Paragraph(ByteRange(0, text.utf8.count), .paragraph)],
      provenance: Provenance(contentSHA256: String(repeating: "0", count: 64), mediaType: "text/plain", encoding: "utf-8"))
    return ArticleRecord(article: article, quotes: [quote], figures: [figure], officials: [official], extractor: "fuzz", rules: "fuzz")
  }
}
