import Foundation
import TestSupport
import Testing

/// One index of the project's pages, made once for all tests that only read it.
enum CorpusIndex {
  private struct Indexed: Sendable {
    let scratch: Scratch
    let path: String
  }

  private static let index: Indexed? = {
    guard let scratch = try? Scratch() else { return nil }
    let path = scratch.path("corpus.db")
    guard (try? CommandLineTool.run(["ingest", Project.corpus.path, "--index", path]).status) == 0 else { return nil }
    return Indexed(scratch: scratch, path: path)
  }()

  /// The index's path.
  static func shared() throws -> String { try #require(index).path }
}
