import Foundation
import Synchronization

/// Runs the copy's ``MutantRecords``, and restarts it after a mutant that ends it.
struct RecordRuns: Sendable {
  private let workshop: URL
  private let scratch: URL
  private let count: Int
  private let arguments: [String]

  typealias Found = (records: (looked: Int, changed: Int, of: Int)?, example: String)

  init(package: MutantPackage, scratch: URL, options: WorkshopOptions) {
    workshop = package.workshop
    self.scratch = scratch
    count = package.mutants.count
    arguments = ["texts", "sample"].flatMap { name -> [String] in
      guard let value = options[name] else { return [] }
      return ["--" + name, name == "texts" ? URL(fileURLWithPath: value).path : value]
    }
  }

  /// How many records each mutant changes, with several processes at a time.
  func count(_ mutants: [Mutant], _ atOnce: Int) throws -> [Found] {
    let state = Mutex<(found: [Int: Found], problem: (any Error)?)>(([:], nil))
    DispatchQueue.concurrentPerform(iterations: atOnce) { worker in
      do {
        let part = mutants.indices.filter { $0 % atOnce == worker }.map { mutants[$0].number }
        let found = try run(part, worker)
        state.withLock { $0.found.merge(found) { $1 } }
      } catch {
        state.withLock { $0.problem = error }
      }
    }
    let (found, problem) = state.withLock { ($0.found, $0.problem) }
    if let problem { throw problem }
    return mutants.map { found[$0.number] ?? (nil, "") }
  }

  private func run(_ numbers: [Int], _ worker: Int) throws -> [Int: Found] {
    let list = scratch.appending(path: "numbers-\(worker)")
    let file = try MutantSwitchFile(scratch.appending(path: "switch-records-\(worker)"), count: count)
    var left = numbers
    var found: [Int: Found] = [:]
    while !left.isEmpty {
      try ([count] + left).map(String.init).joined(separator: "\n").write(to: list, atomically: true, encoding: .utf8)
      try file.set(0)
      var begun: Int?
      var message = ""
      let process = QuietProcess(
        program: workshop.path, arguments: ["mutate", "records", "--mutants", list.path] + arguments,
        environment: [MutantSwitchFile.variable: file.url.path])
      let status = try process.run { line in
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        if fields.count > 1, fields[0] == "begin" { begun = Int(fields[1]) }
        guard fields.count > 5, fields[0] == "end", let number = Int(fields[1]) else {
          if fields.count == 1 { message = fields[0] }
          if message == MutantRecords.memory { FileHandle.standardError.write(Data("\(message)\n".utf8)) }
          return true
        }
        begun = nil
        let numbers = (Int(fields[3]) ?? 0, Int(fields[4]) ?? 0, fields.count > 6 ? Int(fields[6]) ?? 0 : 0)
        found[number] = fields[2] == "start" ? (nil, "runs once a process") : (numbers, fields[5])
        return true
      }
      if status == 0 { return found }
      guard let begun else { throw WorkshopError("mutate records fails: \(message)") }
      found[begun] = (nil, "ends the process")
      left.removeAll { found[$0] != nil }
    }
    return found
  }
}
