import Extraction
import Foundation
import TestSupport
import Testing

/// A record says by which rules it was made.
@Suite struct RulesDigestTests {
  @Test func rulesAreTheDigestOfSourcesAndTables() throws {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ bytes: some Sequence<UInt8>) { for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 } }
    let sources = Project.folder.appending(path: "Sources")
    let modules = ["Ranking", "Knowledge", "Linguistics", "Extraction"]
    let paths = try modules.flatMap { module in
      try FileManager.default.subpathsOfDirectory(atPath: sources.appending(path: module).path).map { "\(module)/\($0)" }
    }
    let tables = try ["CKnowledge/Lexicons", "CKnowledge/Models"].flatMap { folder in
      try FileManager.default.subpathsOfDirectory(atPath: sources.appending(path: folder).path).map { "\(folder)/\($0)" }
    }
    let isRule = { (path: String) in path.hasSuffix(".swift") || path.hasSuffix(".tsv") || path.hasSuffix(".bin") }
    for path in (paths + tables).filter(isRule).sorted() {
      add(String(path.split(separator: "/").last ?? "").utf8)
      add(try Data(contentsOf: sources.appending(path: path)))
    }
    let digits = String(hash, radix: 16)
    #expect(ExtractorVersion.rules == String(repeating: "0", count: 16 - digits.count) + digits)
  }
}
