import Foundation
import Ingestion
import OnRecord
import Record
import TestSupport
import Testing

/// The pages of the corpus, from bytes to record, against their gold records in every field.
@Suite("Corpus, all fields") struct CorpusGoldenTests {
  /// The least percentages, by field: the measured value minus one point. `Workshop evaluate corpus --floors` prints them.
  private static func floors() throws -> [String: Double] {
    let file = Project.folder.appending(path: "Tests/ExtractionTests/Examples/corpus-floors.tsv")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
    return Dictionary(
      lines.compactMap { line in
        let cells = line.split(separator: "\t")
        return cells.count == 2 ? Double(cells[1]).map { (String(cells[0]), $0) } : nil
      }, uniquingKeysWith: { first, _ in first })
  }

  @Test func noFieldFallsBelowItsFloor() throws {
    let pipeline = Pipeline()
    let score = try CorpusScore(of: Project.corpus) { page in
      try PageSource(paths: [page.path], format: .html).map { try pipeline.record(of: $0.get()) }
    }
    #expect(score.pages >= 40)
    let floors = try Self.floors()
    #expect(Set(floors.keys) == Set(score.counts.keys), "every field has a floor")
    for (name, floor) in floors.sorted(by: { $0.key < $1.key }) {
      let count = score.counts[name] ?? CorpusScore.Count()
      #expect(count.percent >= floor, "\(name): \(count.right) of \(count.all)")
    }
  }
}
