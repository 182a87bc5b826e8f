import Aggregation
import Foundation
import Record
import Testing

/// A folder that is deleted when the test is done.
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

  @Test func recordsComeBack() throws { try contract { try $0.recordsComeBack() } }
  @Test func addingTwiceChangesNothing() throws { try contract { try $0.addingTwiceChangesNothing() } }
  @Test func orderMakesNoDifference() throws { try contract { try $0.orderMakesNoDifference() } }
  @Test func removingLeavesNoTrace() throws { try contract { try $0.removingLeavesNoTrace() } }
  @Test func answersMatchAPlainReading() throws { try contract { try $0.answersMatchAPlainReading() } }
  @Test func pagesMakeTheWhole() throws { try contract { try $0.pagesMakeTheWhole() } }
  @Test func facetsAddUp() throws { try contract { try $0.facetsAddUp() } }
  @Test func optionsAreFields() throws { try contract { try $0.optionsAreFields() } }
  @Test func newContentIsANewVersion() throws { try contract { try $0.newContentIsANewVersion() } }
  @Test func olderContentStaysOld() throws { try contract { try $0.olderContentStaysOld() } }
  @Test func reindexTellsWhatChanged() throws { try contract { try $0.reindexTellsWhatChanged() } }
  @Test func articlesAreFound() throws { try contract { try $0.articlesAreFound() } }
  @Test func manyRecordsComeBack() throws { try contract { try $0.manyRecordsComeBack() } }
  @Test func everyBeginningFindsItsWord() throws { try contract { try $0.everyBeginningFindsItsWord() } }
  @Test func repeatedWordsFindTheSame() throws { try contract { try $0.repeatedWordsFindTheSame() } }
  @Test func idsOfFindingsLeadToTheirArticle() throws { try contract { try $0.idsOfFindingsLeadToTheirArticle() } }
}
