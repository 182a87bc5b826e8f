import Foundation

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

  /// Runs each test by itself with no mutant on.
  /// - Parameter count: how many mutants there are.
  init(bundle: URL, scratch: URL, count: Int) throws {
    self.bundle = bundle
    self.scratch = scratch
    self.count = count
    var names: [String] = []
    _ = try QuietProcess(program: bundle.path, arguments: ["--testing-library", "swift-testing", "--list-tests"]).run { line in
      // The digest of the sources differs in the copy, and the trainer's tests learn their own weights.
      if line.hasPrefix("ExtractionTests."), !line.contains(".RulesDigestTests/"), !line.contains(".QuoteTrainerTests/") {
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

  /// Runs the tests that reach a mutant, the quickest first, until one fails.
  /// - Parameter worker: which of the parallel workers asks.
  func verdict(on mutant: Mutant, worker: Int) throws -> Verdict {
    let touching = tests.filter { $0.reaches.indices.contains(mutant.number) && $0.reaches[mutant.number] }
    if touching.isEmpty { return .unreached }
    let file = try MutantSwitchFile(scratch.appending(path: "switch-\(worker)"), count: count)
    var batch: [Test] = []
    var seconds = 0.0
    for (index, test) in touching.enumerated() {
      batch.append(test)
      seconds += test.seconds
      guard index + 1 == touching.count || (seconds > 2 && batch.count > 3 && touching.count - index > 4) else { continue }
      try file.set(mutant.number)
      if let failure = try Self.failure(bundle, batch.map(\.name), file.url, patience: 30 + Int(10 * seconds)) { return .killed(failure) }
      batch = []
      seconds = 0
    }
    return .survived
  }

  /// What fails first among tests; nil if all pass.
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
