import Testing

@testable import Ingestion

/// Revisits of pages that are in other files of the same run.
struct RevisitTests {
  private static let original = WARCBytes.response(id: "a", uri: "http://e.example/1", body: Array("<html><p>The ferry is late.".utf8))
  private static func revisit(_ id: String, of other: String) -> [UInt8] {
    WARCBytes.record(
      "revisit", id: id, ["WARC-Target-URI: http://e.example/\(id)", "WARC-Refers-To: <urn:x:\(other)>"],
      block: Array("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n".utf8))
  }

  private func read(_ files: [[UInt8]], compressed: Bool = false) throws -> [Result<RawPage, IngestionError>] {
    let folder = try TemporaryFolder()
    for (index, bytes) in files.enumerated() {
      try folder.write(compressed ? GzipBytes.member(bytes) : bytes, "\(index).warc\(compressed ? ".gz" : "")")
    }
    return Array(PageSource(paths: [folder.path]))
  }

  @Test(arguments: [false, true]) func `the original stands in an earlier file`(_ compressed: Bool) throws {
    let results = try read([Self.original, Self.revisit("r", of: "a")], compressed: compressed)
    #expect(results.map(\.words) == ["<html><p>The ferry is late.", "<html><p>The ferry is late."])
    #expect(results.last?.page?.url == "http://e.example/r" && results.last?.page?.warcRecordID == "urn:x:r")
  }

  @Test func `the page of a revisit whose original comes later stands at the end`() throws {
    let results = try read([Self.revisit("r", of: "a") + WARCBytes.page("m"), Self.original])
    #expect(results.compactMap { $0.page?.warcRecordID } == ["urn:x:m", "urn:x:a", "urn:x:r"])
    #expect(results.last?.words == "<html><p>The ferry is late." && results.last?.page?.inputName.hasSuffix("/0.warc") == true)
  }

  @Test func `an original that no file holds is told at the end`() throws {
    let results = try read([Self.revisit("r", of: "nowhere"), Self.original])
    #expect(results.map(\.reason) == [nil, .badRecord])
    #expect(results.last?.error?.message.contains("revisit") == true && results.last?.error?.place?.contains("urn:x:r") == true)
  }

  /// wget marks what a revisit leaves out as truncated, and writes revisits of errors too.
  @Test func `what a revisit leaves out is no cut, and an error is no page`() throws {
    func revisit(_ id: String, _ status: String) -> [UInt8] {
      WARCBytes.record(
        "revisit", id: id, ["WARC-Target-URI: http://e.example/\(id)", "WARC-Refers-To: <urn:x:a>", "WARC-Truncated: length"],
        block: Array("HTTP/1.1 \(status)\r\nContent-Type: text/html\r\n\r\n".utf8))
    }
    let results = try read([Self.original, revisit("r", "200 OK") + revisit("e", "404 Not Found")])
    #expect(results.compactMap { $0.page?.warcRecordID } == ["urn:x:a", "urn:x:r"] && results.count == 2)
    #expect(results.last?.page?.warnings == [])
  }

  @Test func `an original that was changed since is not taken`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.original, "0.warc")
    try folder.write(Self.revisit("r", of: "a"), "1.warc")
    let source = PageSource(paths: [folder.path])
    #expect(source.next()?.words == "<html><p>The ferry is late.")
    try folder.write(WARCBytes.page("other"), "0.warc")
    #expect(source.next()?.reason == .badRecord)
  }
}
