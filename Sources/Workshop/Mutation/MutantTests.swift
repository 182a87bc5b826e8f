import Foundation
import Synchronization

/// The tests of extraction, and which mutants each of them reaches.
struct MutantTests: Sendable {
  struct Test: Sendable {
    var name: String
    var seconds: Double
    /// For each mutant, by number, whether the test reaches it.
    var reaches: [Bool]
  }

  /// The result of the tests for a mutant.
  enum Verdict: Equatable {
    /// A test failed, crashed, or did not end.
    case killed(String)
    case survived
    /// No test calls the function.
    case unreached

    var isKilled: Bool { if case .killed = self { true } else { false } }
  }

  /// Tests that fail without a mutant, and are therefore useless.
  let failing: [String]
  private let bundle: URL
  private let scratch: URL
  private let tests: [Test]
  private let count: Int
  private let tally = TestTally()

  /// Runs each test by itself with no mutant on.
  /// - Parameter count: how many mutants there are.
  init(bundle: URL, scratch: URL, count: Int) throws {
    self.bundle = bundle
    self.scratch = scratch
    self.count = count
    var names: [String] = []
    _ = try QuietProcess(program: bundle.path, arguments: ["--testing-library", "swift-testing", "--list-tests"]).run { line in
      // The digest of the sources is another's.
      if line.hasPrefix("ExtractionTests."), !line.contains(".RulesDigestTests/") {
        names.append(String(line))
      }
      return true
    }
    var failing: [String] = []
    var tests: [Test] = []
    let file = try MutantSwitchFile(scratch.appending(path: "switch-list"), count: count)
    for name in names {
      try file.set(0)
      let start = Date()
      if let failure = try Self.failure(bundle, [name], file.url, patience: 600) {
        failing.append("\(name): \(failure)")
      } else {
        tests.append(Test(name: name, seconds: Date().timeIntervalSince(start), reaches: try file.reached()))
      }
    }
    self.failing = failing
    self.tests = tests.sorted { $0.seconds < $1.seconds }
  }

  /// How many tests there are, and how long they take one after another.
  var summary: String { "\(tests.count) tests, \(Int(tests.reduce(0) { $0 + $1.seconds })) s" }

  /// Runs the tests that come to a mutant, those first that have found most in their time, until one fails.
  /// - Parameter worker: which of those that run at once asks.
  func verdict(on mutant: Mutant, worker: Int) throws -> Verdict {
    let touching = tally.order(tests.filter { $0.reaches.indices.contains(mutant.number) && $0.reaches[mutant.number] })
    if touching.isEmpty { return .unreached }
    let file = try MutantSwitchFile(scratch.appending(path: "switch-\(worker)"), count: count)
    var batch: [Test] = []
    var seconds = 0.0
    for (index, test) in touching.enumerated() {
      batch.append(test)
      seconds += test.seconds
      guard index + 1 == touching.count || seconds > Self.batchSeconds else { continue }
      try file.set(mutant.number)
      let failure = try Self.failure(bundle, batch.map(\.name), file.url, patience: 30 + Int(10 * seconds))
      tally.add(batch, found: failure != nil)
      if let failure { return .killed(failure) }
      batch = []
      seconds = 0
    }
    return .survived
  }

  /// How long tests take together that one process runs: it starts in a fifth of a second.
  private static let batchSeconds = 0.8

  /// What fails first among tests; nil where all pass.
  private static func failure(_ bundle: URL, _ names: [String], _ file: URL, patience: Int) throws -> String? {
    let filters = names.flatMap { ["--filter", NSRegularExpression.escapedPattern(for: $0)] }
    var failure: String?
    let process = QuietProcess(
      program: bundle.path, arguments: ["--testing-library", "swift-testing"] + filters,
      environment: [MutantSwitchFile.variable: file.path, "NO_COLOR": "1"], patience: patience)
    let status = try process.run { line in
      guard line.contains("recorded an issue") else { return true }
      let test = line.firstRange(of: "Test ").map { line[$0.lowerBound...] } ?? line
      failure = String(test.split(separator: " recorded an issue").first?.prefix(100) ?? "a test").replacing("\t", with: " ")
      return false
    }
    if let failure { return failure }
    if status == QuietProcess.tooLate { return "does not end" }
    return status == 0 ? nil : status > 128 ? "crashes" : "fails with status \(status)"
  }
}

/// How often each test has found a mutant.
private final class TestTally: Sendable {
  private let counts = Mutex<[String: (runs: Int, found: Int)]>([:])

  /// Tests with the one first that is likeliest to find a mutant in its time.
  func order(_ tests: [MutantTests.Test]) -> [MutantTests.Test] {
    let counts = counts.withLock { $0 }
    func worth(_ test: MutantTests.Test) -> Double {
      let (runs, found) = counts[test.name] ?? (0, 0)
      return Double(found + 1) / Double(runs + 2) / (test.seconds + 0.1)
    }
    return tests.map { ($0, worth($0)) }.sorted { $0.1 > $1.1 }.map(\.0)
  }

  /// Remembers a run of tests, one of which found the mutant or none did.
  func add(_ tests: [MutantTests.Test], found: Bool) {
    counts.withLock { counts in
      for test in tests {
        counts[test.name, default: (0, 0)].runs += 1
        if found { counts[test.name, default: (0, 0)].found += 1 }
      }
    }
  }
}
