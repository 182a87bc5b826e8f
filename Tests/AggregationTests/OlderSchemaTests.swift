import Aggregation
import Foundation
import Record
import Testing

/// Each schema that files were written with has a stored file here; every one opens, is sound and comes forward.
@Suite struct OlderSchemaTests {
  private func copy(_ name: String) throws -> (TemporaryFolder, String) {
    let fixture = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(name).db")
    let folder = try TemporaryFolder()
    let path = folder.file("news.db")
    try FileManager.default.copyItem(atPath: fixture.path, toPath: path)
    return (folder, path)
  }

  @Test(arguments: ["schema-1", "schema-2", "schema-3"]) func fileOfAnOlderSchemaIsReadAndComesForward(name: String) throws {
    let (folder, path) = try copy(name)
    defer { withExtendedLifetime(folder) {} }
    for mode in [IndexMode.write, .read] {
      let index = try SQLiteIndex(path: path, mode: mode)
      #expect(try index.check().problems == [])
      let hits = try index.quotes(Search(try Query(parsing: "speaker:oduya winter"))).hits
      #expect(hits.map(\.quote.span.text) == ["We cannot ask the boats to sit out another winter behind a heap of stones,"])
      #expect(hits.first?.quote.speaker == "Harriet Oduya")
      #expect(try index.figures(Search(try Query(parsing: "value:1400000 unit:USD"))).hits.count == 1)
      #expect(try index.officials(Search(try Query(parsing: "oduya"))).hits.count == 1)
      let id = try #require(hits.first?.article.id)
      #expect(try index.article(id, version: nil).versions.count == 1)
      #expect(try index.page(id, version: nil)?.isEmpty == false)
      index.close()
    }
    let index = try SQLiteIndex(path: path, mode: .write)
    _ = try index.add(InventedNews.articles(10, seed: 31).map { try $0.entry() })
    #expect(try index.check().problems == [])
    #expect(try index.quotes(Search(try Query(parsing: "speaker:oduya winter"))).hits.count == 1)
  }

  @Test func fileOfANewerSchemaIsRefused() throws {
    let (folder, path) = try copy("schema-1")
    defer { withExtendedLifetime(folder) {} }
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    // The user version stands big-endian at byte 60 of an SQLite file.
    bytes[62] = 1
    try bytes.write(to: URL(fileURLWithPath: path))
    for mode in [IndexMode.read, .write] {
      #expect(throws: IndexError.self) { try SQLiteIndex(path: path, mode: mode) }
    }
  }
}
