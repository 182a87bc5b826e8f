import Foundation
import Synchronization

/// Replaces each function of extraction by a constant, and reports which of them no test misses and how many records change without it.
enum Mutate: WorkshopCommand {
  static let path = ["mutate"]
  static let summary =
    "[--texts FILE] (JSON lines; their records are compared beside Corpus's) [--records survivors|all|none] (survivors) [--function WORDS] "
    + "(only functions whose names hold one, comma between them) [--constants first|all] (all; first: truth values are only false) [--survivors] (only those of the last report) [--scratch FOLDER] (.build/mutants) "
    + "[--at-once N] (2) [--sample N] (400): functions of extraction that no test asks for; the table is FOLDER/report.tsv"

  static func run(_ arguments: [String]) throws {
    let options = WorkshopOptions(arguments)
    let scratch = URL(fileURLWithPath: options["scratch"] ?? ".build/mutants")
    let report = scratch.appending(path: "report.tsv")
    let atOnce = max(1, options["at-once"].flatMap { Int($0) } ?? 2)
    let asked = options["records"] ?? "survivors"
    guard ["first", "all", nil].contains(options["constants"]) else { throw WorkshopError("--constants: first or all") }
    guard ["survivors", "all", "none"].contains(asked) else { throw WorkshopError("--records \(asked): survivors, all or none") }
    if let texts = options["texts"], !FileManager.default.isReadableFile(atPath: texts) { throw WorkshopError("\(texts): cannot be read") }
    let last = options["survivors"] == nil ? nil : try MutantReport.survivors(in: report)

    let package = try MutantPackage(scratch: scratch)
    let count = package.mutants.count
    print("\(count) mutants; \(package.otherTypes) functions of other types; \(package.unread.count) not understood")
    for name in package.unread { print("not understood: \(name)") }
    try package.build(withTests: true)
    let tests = try MutantTests(bundle: package.bundle, scratch: scratch, count: count)
    print("baseline: \(tests.summary)")
    for name in tests.failing { print("fails without a mutant: \(name)") }

    let words = options["function"]?.split(separator: ",").map(String.init)
    let isFirstOnly = options["constants"] == "first"
    let chosen = package.mutants.filter { mutant in
      !(isFirstOnly && mutant.constant == "true") && (words?.contains { mutant.function.contains($0) } ?? true)
        && (last?.contains(MutantReport.key(mutant)) ?? true)
    }
    var results = try verdicts(chosen, tests, atOnce, report)
    // Kept before the records are made: these take as long again.
    try MutantReport(results).table.write(to: report, atomically: true, encoding: .utf8)
    if asked != "none" {
      let numbers = results.indices.filter { asked == "all" || !(results[$0].verdict?.isKilled ?? false) }
      let counted = try RecordRuns(package: package, scratch: scratch, options: options).count(numbers.map { results[$0].mutant }, atOnce)
      for (index, found) in zip(numbers, counted) { (results[index].records, results[index].example) = (found.records, found.example) }
      try MutantReport(results).table.write(to: report, atomically: true, encoding: .utf8)
    }
    print(MutantReport(results).text)
  }

  /// What the tests make of each mutant, several at once. The report is written as it goes: a run that is ended leaves what it has found.
  private static func verdicts(_ mutants: [Mutant], _ tests: MutantTests, _ atOnce: Int, _ report: URL) throws -> [MutantResult] {
    let state = Mutex<(next: Int, found: [MutantTests.Verdict?], problem: (any Error)?)>(
      (0, Array(repeating: nil, count: mutants.count), nil))
    DispatchQueue.concurrentPerform(iterations: atOnce) { worker in
      while let index = state.withLock({ state -> Int? in
        guard state.problem == nil, state.next < mutants.count else { return nil }
        defer { state.next += 1 }
        if state.next % 50 == 0 { FileHandle.standardError.write(Data("\(state.next) of \(mutants.count)\n".utf8)) }
        return state.next
      }) {
        do {
          let verdict = try tests.verdict(on: mutants[index], worker: worker)
          try state.withLock { state in
            state.found[index] = verdict
            guard index % 50 == 49 else { return }
            let known = zip(mutants, state.found).filter { $0.1 != nil }.map { MutantResult(mutant: $0, verdict: $1) }
            try MutantReport(known).table.write(to: report, atomically: true, encoding: .utf8)
          }
        } catch {
          state.withLock { $0.problem = error }
        }
      }
    }
    let (found, problem) = state.withLock { ($0.found, $0.problem) }
    if let problem { throw problem }
    return zip(mutants, found).map { MutantResult(mutant: $0, verdict: $1) }
  }
}
