internal import Aggregation
internal import CPageChecksum
import Foundation
internal import Ingestion
internal import OnRecord
internal import Record
import TestSupport

/// Makes one read, write or sync of an ingest of the Corpus' pages fail, many times over, and checks each time whether anything was lost.
struct FaultTrial {
  private(set) var tried = 0
  /// How many of the ingests reported the failure.
  private(set) var reported = 0
  private(set) var lost = 0
  private(set) var faults: [String] = []

  private static let kinds = [
    ONRECORD_FAULT_READ, ONRECORD_FAULT_SHORT_READ, ONRECORD_FAULT_WRITE, ONRECORD_FAULT_SHORT_WRITE, ONRECORD_FAULT_SYNC,
  ]
  private let scratch: Scratch
  private let batches: [[IndexEntry]]
  private let ids: [Set<String>]
  private var random: SeededGenerator
  /// For each kind of call, how many an undisturbed ingest into a new index makes.
  private var calls: [Int] = []

  init(seed: UInt64) throws {
    scratch = try Scratch()
    random = SeededGenerator(seed: seed)
    let pipeline = Pipeline()
    let pages = PageSource(paths: [Project.corpus.path])
    var entries: [IndexEntry] = []
    while let page = pages.next() {
      guard let page = try? page.get(), let record = try? pipeline.record(of: page) else { continue }
      entries.append(try IndexEntry(record, page: page.bytes))
    }
    batches = stride(from: 0, to: entries.count, by: 17).map { Array(entries[$0..<min(entries.count, $0 + 17)]) }
    ids = batches.map { Set($0.map(\.record.article.id)) }
    for kind in Self.kinds {
      onrecord_fault_set(kind, 0)
      _ = ingest(scratch.path("whole-\(calls.count).faulty.db"))
      calls.append(onrecord_fault_calls())
    }
    onrecord_fault_set(ONRECORD_FAULT_NONE, 0)
  }

  /// Makes a number of ingests fail, each at another place; creating the index is one of them.
  mutating func fail(_ count: Int) throws {
    for number in 0..<count {
      let kind = number % Self.kinds.count
      let place = 1 + random.number(max(1, calls[kind]))
      let path = scratch.path("index-\(number).faulty.db")
      onrecord_fault_set(Self.kinds[kind], place)
      let (confirmed, isReported) = ingest(path)
      onrecord_fault_set(ONRECORD_FAULT_NONE, 0)
      tried += 1
      if isReported { reported += 1 }
      look(path, confirmed, "fault \(place) of kind \(kind)")
      // As a user would, once the disk is well again; then everything must be there.
      if ingest(path).isReported { faults.append("fault \(place) of kind \(kind): the next ingest fails") }
      look(path, batches.count, "the ingest after fault \(place) of kind \(kind)")
      for ending in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + ending) }
    }
  }

  /// Stores batch by batch until one fails; returns how many were reported as stored, and whether there was an error.
  private func ingest(_ path: String) -> (confirmed: Int, isReported: Bool) {
    var confirmed = 0
    do {
      let index = try SQLiteIndex(path: path, mode: .write)
      defer { index.close() }
      for batch in batches {
        _ = try index.add(batch)
        confirmed += 1
      }
      return (confirmed, false)
    } catch { return (confirmed, true) }
  }

  /// Checks that each reported batch is there, and all or nothing of the next.
  private mutating func look(_ path: String, _ confirmed: Int, _ moment: String) {
    do {
      let index = try SQLiteIndex(path: path, mode: .read)
      defer { index.close() }
      let problems = try index.check().problems
      if !problems.isEmpty { faults.append("\(moment): \(problems.joined(separator: "; "))") }
      var there: Set<String> = []
      try index.eachStoredArticle { there.insert($0.record.article.id) }
      for (number, batch) in ids.enumerated() {
        let found = batch.intersection(there).count
        if number < confirmed, found < batch.count { lost += batch.count - found }
        if found > 0, found < batch.count { faults.append("\(moment): \(found) of \(batch.count) articles of one transaction") }
      }
    } catch IndexError.missing where confirmed == 0 {
      // The index had not been created yet.
    } catch { faults.append("\(moment): \(error)") }
  }
}
