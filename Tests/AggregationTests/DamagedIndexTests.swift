import Foundation
import FullText
import Record
import Testing

@testable import Aggregation

/// Bytes changed by a bad disk lead to an answer or an error, never to a crash or an endless search.
@Suite struct DamagedIndexTests {
  @Test func changedBytesEndNoSearch() throws {
    let folder = try TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    var impacts = ImpactParts.Limits()
    impacts.fewest = 40
    impacts.fewestOfPrefix = 60
    impacts.fewestInSegment = 300
    var summaries = FacetSummary.Limits()
    summaries.fewest = 100
    summaries.fewestInSegment = 300
    let path = folder.file("sound.db")
    let index = try SQLiteIndex(path: path, mode: .write, summaries: summaries, impacts: impacts)
    let makers = InventedNews.articles(300, seed: 61)
    for start in stride(from: 0, to: makers.count, by: 60) { _ = try index.add(makers[start..<start + 60].map { try $0.entry() }) }
    for number in stride(from: 3, to: 300, by: 41) { #expect(try index.remove(article: makers[number].id)) }
    index.close()
    let sound = try Data(contentsOf: URL(fileURLWithPath: path))
    var random = InventedNews(seed: 62)
    var answers = 0
    var errors = 0
    for number in 0..<24 {
      var bytes = sound
      // The first page holds the names of the tables.
      for _ in 0..<[20, 200, 2_000][number % 3] { bytes[8192 + random.number(bytes.count - 8192)] = UInt8(random.number(256)) }
      let damaged = folder.file("damaged-\(number).db")
      try bytes.write(to: URL(fileURLWithPath: damaged))
      guard let index = try? SQLiteIndex(path: damaged, mode: .read, summaries: summaries, impacts: impacts) else { continue }
      for query in ["the", "the harbour", "\"of the\"", "the NEAR/3 harbour", "the OR border", "ha*", "the -of", "the speaker:quill", ""] {
        for sort in SortOrder.allCases {
          let search = Search(try Query(parsing: query), sort: sort, limit: 5)
          do {
            _ = try index.quotes(search)
            _ = try index.facets(.quote, search, top: 5)
            _ = try index.count(.quote, search)
            answers += 1
          } catch { errors += 1 }
        }
      }
      if let report = try? index.check(), number % 3 == 2 { #expect(!report.problems.isEmpty) }
      index.close()
    }
    #expect(answers > 0 && errors > 0)
  }

  /// If any single byte is changed, every answer is either that of the intact file or an error, and `check` finds the damage.
  @Test func aChangedByteChangesNoAnswer() throws {
    let folder = try TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    let path = folder.file("sound.db")
    let index = try SQLiteIndex(path: path, mode: .write)
    _ = try index.add(InventedNews.articles(60, seed: 71).map { try $0.entry() })
    index.close()
    let sound = try Data(contentsOf: URL(fileURLWithPath: path))
    let expected = try #require(try? Self.answers(path))
    var random = InventedNews(seed: 72)
    var found = 0
    for number in 0..<400 {
      var bytes = sound
      let place = number < 100 ? number : random.number(bytes.count)
      bytes[place] ^= UInt8(1 << random.number(8))
      let damaged = folder.file("damaged.db")
      try bytes.write(to: URL(fileURLWithPath: damaged))
      let answers = try? Self.answers(damaged)
      #expect(answers == nil || answers == expected, "byte \(place)")
      let report = try? SQLiteIndex(path: damaged, mode: .read).check()
      if report?.problems.isEmpty != true { found += 1 } else { #expect(answers == expected, "byte \(place) is not found") }
    }
    #expect(found > 350)
  }

  /// Everything that an index holds, and some searches, as text.
  private static func answers(_ path: String) throws -> [String] {
    let index = try SQLiteIndex(path: path, mode: .read)
    defer { index.close() }
    var answers: [String] = []
    try index.eachStoredArticle { answers.append(String(decoding: RecordEncoder.encode($0.record), as: UTF8.self)) }
    for query in ["the", "harbour OR border", "\"of the\"", "ha*"] {
      let search = Search(try Query(parsing: query), limit: 20)
      answers += try index.quotes(search).hits.map(\.id) + index.figures(search).hits.map(\.id)
      answers.append("\(try index.facets(.quote, search, top: 5))")
    }
    return answers
  }

  /// Code that a stranger put into the file is not run.
  @Test(arguments: [
    "CREATE VIEW v AS SELECT 1", "CREATE TRIGGER t AFTER INSERT ON article BEGIN DELETE FROM version; END",
  ])
  func triggersAndViewsAreRefused(addition: String) throws {
    let folder = try TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    let path = folder.file("news.db")
    try SQLiteIndex(path: path, mode: .write).close()
    // Written by our own connection, so that the checksums fit and nothing but the addition can be the reason.
    let store = Store(try SQLiteConnection(path: path, readOnly: false))
    try store.execute(addition)
    for mode in [IndexMode.read, .write] { #expect(throws: IndexError.self) { try SQLiteIndex(path: path, mode: mode) } }
  }

  /// A file cannot make the program take up gigabytes by what it claims to hold.
  @Test func oversizedValuesAreRefused() throws {
    let folder = try TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    let path = folder.file("news.db")
    try SQLiteIndex(path: path, mode: .write).close()
    let store = Store(try SQLiteConnection(path: path, readOnly: false))
    #expect(try store.number("SELECT length(zeroblob(1000000))") == 1_000_000)
    #expect(throws: IndexError.self) { try store.number("SELECT length(zeroblob(900000000))") }
  }

  /// An empty file is an index whose creation was interrupted. If two processes create one at the same time, both find it in the end.
  @Test func emptyFileBecomesAnIndex() throws {
    let folder = try TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    let path = folder.file("news.db")
    try Data().write(to: URL(fileURLWithPath: path))
    #expect(throws: IndexError.missing(path: path)) { try SQLiteIndex(path: path, mode: .read) }
    DispatchQueue.concurrentPerform(iterations: 8) { number in
      do {
        let index = try SQLiteIndex(path: path, mode: .write)
        _ = try index.add(InventedNews.articles(2, seed: UInt64(number)).map { try $0.entry() })
        index.close()
      } catch {
        Issue.record("\(error)")
      }
    }
    let index = try SQLiteIndex(path: path, mode: .read)
    #expect(try index.check().problems == [])
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.contains(".new-") } == [])
  }
}
