import Foundation
import TestSupport
import Testing

/// Runs each test of a suite once for each available backend: with indexes in files, then in PostgreSQL. A failure names the backend.
struct EveryBackend: SuiteTrait, TestTrait, TestScoping {
  let isRecursive = true

  func provideScope(for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void) async throws {
    for backend in IndexBackend.here {
      let names = IssueHandlingTrait.compactMapIssues { issue in
        var issue = issue
        issue.comments.append("with the index in \(backend.rawValue)")
        return issue
      }
      try await names.provideScope(for: test, testCase: testCase) {
        try await IndexBackend.$current.withValue(backend) { try await function() }
      }
    }
  }
}

extension Trait where Self == EveryBackend {
  /// On every available backend.
  static var everyBackend: Self { Self() }
}

@Suite struct BackendTests {
  /// If this is skipped, the suites of ``EveryBackend`` have run on files only.
  @Test(.enabled(if: PostgreSQLCluster.isInstalled, "\(PostgreSQLCluster.missing)")) func commandsRunOnBothBackends() throws {
    #expect(IndexBackend.here == [.file, .server])
    let places = try IndexBackend.here.map { backend in try IndexBackend.$current.withValue(backend) { try CorpusIndex.shared() } }
    #expect(places.map { $0.hasPrefix("postgresql://") } == [false, true])
    for place in places { #expect(try CommandLineTool.run(["check", "--index", place]).status == 0) }
  }

  /// `serve` gives the same bytes over both backends, except where the index itself is named.
  @Test(.enabled(if: PostgreSQLCluster.isInstalled, "\(PostgreSQLCluster.missing)")) func pagesAreTheSameOverBothBackends() throws {
    let targets = [
      "/", "/quotes?q=money", "/quotes.json?q=the&limit=50", "/quotes.csv?q=river", "/figures?unit=percent", "/figures.jsonl",
      "/officials?q=police",
      "/articles", "/person?name=Odile+Marchetti", "/figures/series", "/figures/conflicts", "/quotes.atom?q=council",
      "/quotes?q=the&sort=date",
      "/nowhere",
    ]
    let answers = try IndexBackend.here.map { backend in
      try IndexBackend.$current.withValue(backend) { try Self.served(CorpusIndex.shared(), targets) }
    }
    for (number, target) in targets.enumerated() {
      #expect(answers[0][number].count > 20, "\(target)")
      #expect(answers[0][number] == answers[1][number], "\(target)")
    }
  }

  /// The answers of `serve`, each preceded by its status.
  private static func served(_ index: String, _ targets: [String]) throws -> [String] {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = Project.binary
    process.arguments = ["serve", "--index", index, "--port", "0", "--quiet"]
    process.standardOutput = pipe
    process.environment = ProcessInfo.processInfo.environment.merging(["SOURCE_DATE_EPOCH": "1700000000"]) { $1 }
    try process.run()
    defer {
      process.terminate()
      process.waitUntilExit()
    }
    let address = String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self).split(separator: "\n").first ?? ""
    let port = try #require(Int(address.split(separator: ":").last?.filter(\.isNumber) ?? ""))
    return try targets.map { target in
      let answer = Pipe()
      let curl = Process()
      curl.executableURL = URL(fileURLWithPath: "/bin/bash")
      curl.arguments = [
        "-c",
        "exec 3<>/dev/tcp/127.0.0.1/\(port); printf 'GET %s HTTP/1.0\\r\\nHost: 127.0.0.1\\r\\n\\r\\n' \"$0\" >&3; timeout 20 cat <&3",
        target,
      ]
      curl.standardOutput = answer
      try curl.run()
      let data = answer.fileHandleForReading.readDataToEndOfFile()
      curl.waitUntilExit()
      let parts = String(decoding: data, as: UTF8.self).components(separatedBy: "\r\n\r\n")
      // The headers contain the time and the state of the index, and a form's token is new in each run.
      return (parts[0].components(separatedBy: "\r\n").first ?? "") + "\n"
        + parts.dropFirst().joined(separator: "\r\n\r\n")
        .replacing(/name="token" value="[0-9a-f]+"/, with: "name=\"token\"")
    }
  }
}
