import Foundation
import Synchronization

/// How many records each mutant changes, counted by the copy's ``MutantRecords``.
struct RecordRuns: Sendable {
  private let runs: MutantRuns

  typealias Found = (records: (looked: Int, changed: Int, of: Int)?, example: String)

  init(package: MutantPackage, scratch: URL, options: WorkshopOptions) {
    let arguments = ["texts", "sample"].flatMap { name -> [String] in
      guard let value = options[name] else { return [] }
      return ["--" + name, name == "texts" ? URL(fileURLWithPath: value).path : value]
    }
    runs = MutantRuns(package: package, scratch: scratch, command: MutantRecords.path, arguments: arguments)
  }

  /// How many records each mutant changes, with several processes at a time.
  func count(_ mutants: [Mutant], _ atOnce: Int) throws -> [Found] {
    let all = Mutex<[Int: Found]>([:])
    try runs.run(mutants.map(\.number), atOnce) { number, fields in
      let found: Found
      if let fields, fields.count > 4 {
        let numbers = (Int(fields[1]) ?? 0, Int(fields[2]) ?? 0, Int(fields[4]) ?? 0)
        found = fields[0] == "start" ? (nil, "runs once a process") : (numbers, fields[3])
      } else {
        found = (nil, "ends the process")
      }
      all.withLock { $0[number] = found }
    }
    let found = all.withLock { $0 }
    return mutants.map { found[$0.number] ?? (nil, "") }
  }
}
