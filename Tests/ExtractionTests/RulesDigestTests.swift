import Extraction
import Foundation
import Knowledge
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
    for path in paths.filter({ $0.hasSuffix(".swift") }).sorted() {
      add(String(path.split(separator: "/").last ?? "").utf8)
      add(try Data(contentsOf: sources.appending(path: path)))
    }
    for file in EmbeddedBytes.all { add(file.bytes) }
    let digits = String(hash, radix: 16)
    #expect(ExtractorVersion.rules == String(repeating: "0", count: 16 - digits.count) + digits)
  }
}
