import Foundation
import TestSupport
import Testing

/// An index of one text, to be asked.
struct Asked {
  private let scratch: Scratch
  private let index: String

  init(_ record: [String: String]) throws {
    scratch = try Scratch()
    index = try IndexBackend.place(scratch.path("asked.db"))
    let file = try scratch.file("asked.jsonl", JSONSerialization.data(withJSONObject: record))
    let run = try CommandLineTool.run(["ingest", "--input-format", "jsonl", file, "--index", index])
    #expect(run.status == 0, "\(run.errors)")
  }

  func run(_ words: [String]) throws -> CommandLineTool.Result { try CommandLineTool.run(words + ["--index", index]) }
  func rows(_ words: [String]) throws -> [[String: Any]] {
    try run(words + ["--format", "jsonl"]).output.split(separator: 0x0A).map {
      try #require(JSONSerialization.jsonObject(with: $0) as? [String: Any])
    }
  }
}
