import Aggregation
import Foundation
import Record
import Testing

/// A folder that is deleted at the end of the test.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("onrecord-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }
  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { path + "/" + name }
}

@Suite("The contract of an index, kept by SQLite")
struct SQLiteContractTests {
  private func contract(_ law: (IndexContract) throws -> Void) throws {
    let folder = try TemporaryFolder()
    var number = 0
    try law(
      IndexContract {
        number += 1
        return try SQLiteIndex(path: folder.file("\(number).db"), mode: .write)
      })
  }

  @Test(arguments: IndexContract.laws.indices) func lawHolds(number: Int) throws { try contract { try IndexContract.laws[number]($0) } }
}
