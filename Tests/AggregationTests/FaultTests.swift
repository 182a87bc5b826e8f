import Aggregation
import CPageChecksum
import Foundation
import Record
import Testing

/// The disk fails at the n-th read, write or sync, for every n: the call reports it, and everything stored before is still there.
@Suite(.serialized) struct FaultTests {
  @Test(arguments: [
    ONRECORD_FAULT_READ, ONRECORD_FAULT_SHORT_READ, ONRECORD_FAULT_WRITE, ONRECORD_FAULT_SHORT_WRITE, ONRECORD_FAULT_SYNC,
  ])
  func everyFaultLeavesWhatWasStored(kind: onrecord_fault) throws {
    let folder = try TemporaryFolder()
    defer {
      onrecord_fault_set(ONRECORD_FAULT_NONE, 0)
      withExtendedLifetime(folder) {}
    }
    let sound = folder.file("sound.db")
    let first = try InventedNews.articles(6, seed: 81).map { try $0.entry() }
    let second = try InventedNews.articles(12, seed: 82).map { try $0.entry() }
    let index = try SQLiteIndex(path: sound, mode: .write)
    _ = try index.add(first)
    index.close()
    var counts = [first.count]
    let whole = folder.file("whole.db")
    try FileManager.default.copyItem(atPath: sound, toPath: whole)
    for part in [second[..<6], second[6...]] {
      let index = try SQLiteIndex(path: whole, mode: .write)
      _ = try index.add(Array(part))
      counts.append(try index.statistics().articles)
      index.close()
    }
    var number = 1
    var failures = 0
    while true {
      let path = folder.file("index-\(number).faulty.db")
      try FileManager.default.copyItem(atPath: sound, toPath: path)
      onrecord_fault_set(kind, number)
      var isReported = false
      do {
        let index = try SQLiteIndex(path: path, mode: .write)
        defer { index.close() }
        _ = try index.add(Array(second[..<6]))
        _ = try index.add(Array(second[6...]))
        isReported = true
      } catch { failures += 1 }
      let calls = onrecord_fault_calls()
      onrecord_fault_set(ONRECORD_FAULT_NONE, 0)
      let after = try SQLiteIndex(path: path, mode: .read)
      #expect(try after.check().problems == [], "fault \(number)")
      let stored = try after.statistics().articles
      #expect(isReported ? stored == counts.last : counts.contains(stored), "fault \(number)")
      after.close()
      try FileManager.default.removeItem(atPath: path)
      if calls < number { break }
      // Each of the first calls, then fewer and fewer of the many similar ones.
      number += number < 60 ? 1 : number / 20
    }
    #expect(failures > 2)
  }

  /// A fault while an index is being created leaves no file, or one that the next run completes.
  @Test(arguments: [ONRECORD_FAULT_WRITE, ONRECORD_FAULT_SHORT_WRITE, ONRECORD_FAULT_SYNC])
  func faultAtBirthLeavesNothingThatIsRefused(kind: onrecord_fault) throws {
    let folder = try TemporaryFolder()
    defer {
      onrecord_fault_set(ONRECORD_FAULT_NONE, 0)
      withExtendedLifetime(folder) {}
    }
    var failures = 0
    for number in 1...200 {
      let path = folder.file("new-\(number).faulty.db")
      onrecord_fault_set(kind, number)
      do { try SQLiteIndex(path: path, mode: .write).close() } catch { failures += 1 }
      let calls = onrecord_fault_calls()
      onrecord_fault_set(ONRECORD_FAULT_NONE, 0)
      let index = try SQLiteIndex(path: path, mode: .write)
      _ = try index.add(InventedNews.articles(1, seed: 83).map { try $0.entry() })
      index.close()
      if calls < number { break }
    }
    #expect(failures > 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.contains(".new-") } == [])
  }
}
