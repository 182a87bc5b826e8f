import Aggregation
import Foundation
import Testing

/// What an index file says about its schema.
@Suite struct SchemaTests {
  @Test func fileOfANewerSchemaIsRefused() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("news.db")
    let index = try SQLiteIndex(path: path, mode: .write)
    index.close()
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    // The user version is big-endian at byte 60 of an SQLite file.
    bytes[62] = 1
    try bytes.write(to: URL(fileURLWithPath: path))
    for mode in [IndexMode.read, .write] {
      #expect(throws: IndexError.self) { try SQLiteIndex(path: path, mode: mode) }
    }
  }
}
