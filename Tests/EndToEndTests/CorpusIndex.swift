import Foundation
import TestSupport
import Testing

/// One index of the project's pages for each backend, created once for all tests that only read it.
enum CorpusIndex {
  private struct Indexed: Sendable {
    let scratch: Scratch
    let path: String
  }

  private static func make() -> Indexed? {
    guard let scratch = try? Scratch(), let path = try? IndexBackend.place(scratch.path("corpus.db")) else { return nil }
    guard (try? CommandLineTool.run(["ingest", Project.corpus.path, "--index", path]).status) == 0 else { return nil }
    return Indexed(scratch: scratch, path: path)
  }
  private static let inFile = IndexBackend.$current.withValue(.file) { make() }
  private static let onServer = IndexBackend.$current.withValue(.server) { make() }

  /// The index's path or address.
  static func shared() throws -> String { try #require(IndexBackend.current == .file ? inFile : onServer).path }
}

extension CorpusIndex {
  /// A command of the tool on the index.
  static func run(_ words: [String]) throws -> CommandLineTool.Result {
    let index = try shared()
    // At the front, because what follows -- is query text.
    return try CommandLineTool.run(Array(words.prefix(1)) + ["--index", index] + words.dropFirst())
  }

  /// The rows that a command prints as JSON Lines.
  static func rows(_ words: [String]) throws -> [[String: Any]] {
    try run(words + ["--format", "jsonl"]).output.split(separator: 0x0A).map {
      try #require(JSONSerialization.jsonObject(with: $0) as? [String: Any])
    }
  }
}
