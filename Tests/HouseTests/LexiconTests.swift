import Foundation
import Knowledge
import TestSupport
import Testing

/// Every word list is embedded, well formed and has its source told.
@Suite struct LexiconTests {
  static let files: [URL] =
    (try? FileManager.default.contentsOfDirectory(
      at: Project.folder.appending(path: "Sources/CKnowledge/Lexicons"), includingPropertiesForKeys: nil
    )
    .filter { $0.pathExtension == "tsv" }) ?? []

  @Test func thereAreLexicons() { #expect(LexiconTests.files.count >= 5) }

  @Test(arguments: files) func isEmbeddedAsItStands(file: URL) throws {
    let embedded = try #require(EmbeddedBytes(named: file.lastPathComponent), "is in no area's .c file")
    #expect(try embedded.bytes == Array(Data(contentsOf: file)))
  }

  @Test(arguments: files) func hasAsManyFieldsAsColumns(file: URL) throws {
    let lexicon = Lexicon(name: file.lastPathComponent, bytes: Array(try Data(contentsOf: file)))
    #expect(!lexicon.columns.isEmpty)
    #expect(Set(lexicon.columns).count == lexicon.columns.count)
  }

  @Test(arguments: files) func sourceIsTold(file: URL) throws {
    let readme = try String(contentsOf: Project.folder.appending(path: "Sources/CKnowledge/Lexicons/README.md"), encoding: .utf8)
    #expect(readme.contains("`\(file.lastPathComponent)`"))
  }
}
