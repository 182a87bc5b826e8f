import Aggregation
import Foundation
import Ingestion
import OnRecord
import Record
import TestSupport
import Testing

/// What must be true of every page of the corpus after it has gone through the index.
@Suite("Pages of the corpus in an index") struct CorpusLawTests {
  private static var pages: [Result<RawPage, IngestionError>] { Array(PageSource(paths: [Project.corpus.path], format: .html)) }

  /// A record is found by its words and comes back as it was extracted.
  @Test func everyPageIsFoundAndComesBack() throws {
    let folder = try TemporaryFolder()
    let index = try SQLiteIndex(path: folder.file("corpus.db"), mode: .write)
    let pipeline = Pipeline()
    var records: [ArticleRecord] = []
    for page in Self.pages {
      let page = try page.get()
      let record = try pipeline.record(of: page)
      #expect(try index.add([IndexEntry(record, page: page.bytes)]) == [.added], "\(page.inputName)")
      #expect(try index.page(record.article.id, version: nil) == page.bytes, "\(page.inputName)")
      records.append(record)
    }
    #expect(records.count > 30)
    for record in records {
      IndexContract.expectSame(try index.article(record.article.id, version: nil).record, record)
      guard let title = record.article.title else { continue }
      let words = Self.phrase(title)
      let found = try index.articles(Search(try Query(parsing: "headline:\"\(words)\""), limit: nil)).hits.map(\.article.id)
      #expect(found.contains(record.article.id), "\(title)")
      for quote in record.quotes {
        let words = Self.phrase(quote.span.text)
        let search = Search(try Query(parsing: "\"\(words)\""), options: QueryOptions(type: "all"), limit: nil)
        let hits = try index.quotes(search).hits
        #expect(hits.contains { $0.article.id == record.article.id && $0.quote == quote }, "\(quote.span.text)")
      }
    }
    #expect(try index.check().problems == [])
  }

  /// The first words as written, without the marks that would end a phrase.
  private static func phrase(_ text: String) -> String {
    text.split { $0.isWhitespace || "\"“”«»„".contains($0) }.prefix(12).joined(separator: " ")
  }

  /// The result of an ingest depends neither on the number of workers nor on the order of the pages.
  @Test func workersAndOrderMakeNoDifference() throws {
    let pages = Self.pages
    let wanted = try state(of: pages, workers: 1)
    #expect(wanted.count > 100)
    #expect(try state(of: pages, workers: 4) == wanted)
    #expect(try state(of: pages.reversed(), workers: 3) == wanted)
  }

  private func state(of pages: [Result<RawPage, IngestionError>], workers: Int) throws -> [String] {
    let folder = try TemporaryFolder()
    let index = try SQLiteIndex(path: folder.file("corpus.db"), mode: .write)
    var rest = pages.makeIterator()
    let outcome = Ingester(index: index, engine: LocalEngine(jobs: workers))
      .ingest(next: { rest.next() }, report: { _ in }, progress: { _, _ in })
    #expect(outcome.failure == nil && outcome.summary.added == pages.count)
    #expect(try index.check().problems == [])
    return try IndexContract.state(index)
  }
}
