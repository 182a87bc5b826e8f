import Foundation
import Testing

@testable import Aggregation

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

  /// A file from another build with the same number is recognized, whether that build wrote a digest or not.
  @Test func fileOfAnEarlierBuildIsRefused() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("news.db")
    try SQLiteIndex(path: path, mode: .write).close()
    try SQLiteIndex(path: path, mode: .read).close()
    for sql in ["UPDATE setting SET digest = 'another'", "DROP TABLE setting"] {
      try Store(SQLiteConnection(path: path, readOnly: false)).execute(sql)
      for mode in [IndexMode.read, .write] {
        #expect(throws: IndexError.earlierBuild(path: path)) { try SQLiteIndex(path: path, mode: mode) }
      }
    }
    #expect("\(IndexError.earlierBuild(path: path))".contains("move it away and ingest again"))
  }
}
