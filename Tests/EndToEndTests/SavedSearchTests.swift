import Aggregation
import OnRecord
import Record
import TestSupport
import Testing

@Suite struct SavedSearchTests {
  private func entry(_ id: String, words: String) throws -> IndexEntry {
    let article = Article(
      id: id, text: words, paragraphs: [Paragraph(ByteRange(0, words.utf8.count), .paragraph)],
      provenance: Provenance(contentSHA256: id, mediaType: "text/plain", encoding: "utf-8"))
    let span = TextSpan(start: 0, end: words.unicodeScalars.count, text: words)
    let quote = Quote(id: "q1", span: span, kind: .direct, type: .assertion, speaker: "Ada Quill")
    return try IndexEntry(ArticleRecord(article: article, quotes: [quote], figures: [], officials: [], extractor: "t", rules: "t"))
  }

  @Test func newIsWhatWasNotSeen() throws {
    let scratch = try Scratch()
    let path = scratch.path("news.db")
    let index = try SQLiteIndex(path: path, mode: .write)
    _ = try index.add([entry("first", words: "The bridge will hold")])
    let saved = SavedSearches(index: path)
    #expect(try saved.all().isEmpty)
    let search = SavedSearch(name: "bridges \u{201C}all\u{201D}", kind: .quote, query: "bridge", options: ["speaker": "Quill"])
    try saved.save(search)
    #expect(try SavedSearches.countNew(#require(try saved.search(named: search.name)), in: index) == 1)
    try saved.markSeen(search.name, in: index)
    #expect(try SavedSearches.countNew(#require(try saved.search(named: search.name)), in: index) == 0)
    _ = try index.add([entry("second", words: "No bridge is for ever"), entry("third", words: "A ferry instead")])
    let after = try #require(try saved.search(named: search.name))
    #expect(try SavedSearches.countNew(after, in: index) == 1)
    #expect(after.seenCount == 1 && after.options == ["speaker": "Quill"] && after.query == "bridge")
    #expect(try saved.remove(search.name) && !saved.remove(search.name))
    #expect(try saved.all().isEmpty)
  }

  @Test func aDamagedFileIsToldAndKept() throws {
    let scratch = try Scratch()
    _ = try scratch.file("news.db.saved.json", "{\"searches\":[")
    let saved = SavedSearches(index: scratch.path("news.db"))
    #expect(throws: SavedSearchError.self) { try saved.all() }
    #expect(throws: SavedSearchError.self) { try saved.save(SavedSearch(name: "a", kind: .quote, query: "")) }
  }
}
