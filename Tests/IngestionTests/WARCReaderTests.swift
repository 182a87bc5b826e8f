import Foundation
import Testing

@testable import Ingestion

@Suite struct WARCReaderTests {
  private func ids(_ results: [Result<RawPage, IngestionError>]) -> [String] {
    results.map { result in
      switch result {
      case .success(let page): page.warcRecordID.map { $0.replacing("urn:x:", with: "") } ?? "?"
      case .failure(let error): "!\(error.reason)"
      }
    }
  }

  private func three(_ wrap: ([UInt8]) -> [UInt8]) -> [UInt8] { ["a", "b", "c"].flatMap { wrap(WARCBytes.page($0)) } }

  @Test func `pages carry what the archive tells of them`() throws {
    let first = WARCBytes.record("warcinfo", id: "i", block: Array("software: x\r\n".utf8))
    let page = WARCBytes.response(
      id: "a", uri: "<http://elsmere.example/1>", http: ["content-type: text/html; charset=utf-8"], body: Array("<p>x".utf8), version: "1.1"
    )
    let results = pages(first + page, named: "p.warc")
    let read = try #require(results.first?.page)
    #expect(results.count == 1)
    #expect(read.url == "http://elsmere.example/1" && read.contentType == "text/html; charset=utf-8")
    #expect(read.warcRecordID == "urn:x:a" && read.warcOffset == first.count && read.retrieved == "2017-02-27T14:05:00Z")
    #expect(read.source == "p.warc" && results[0].words == "<p>x")
  }

  @Test func `offsets count the file as stored`() {
    let members = ["a", "b", "c"].map { GzipBytes.member(WARCBytes.page($0)) }
    let results = pages(members.flatMap { $0 }, named: "p.warc.gz")
    #expect(results.map { $0.page?.warcOffset } == [0, members[0].count, members[0].count + members[1].count])
    #expect(ids(pages(GzipBytes.member(three { $0 }))) == ["a", "b", "c"])
    #expect(pages(GzipBytes.member(three { $0 })).map { $0.page?.warcOffset } == [0, nil, nil])
  }

  @Test func `a record may be spread over members`() {
    let bytes = three { $0 }
    let members = stride(from: 0, to: bytes.count, by: 50).flatMap { GzipBytes.member(Array(bytes[$0..<min($0 + 50, bytes.count)])) }
    #expect(ids(pages(members)) == ["a", "b", "c"])
  }

  @Test(arguments: [
    ("301 Moved", "Content-Type: text/html"), ("404 Not Found", "Content-Type: text/html"), ("200 OK", "Content-Type: image/png"),
    ("200 OK", "Content-Type: application/json"), ("200 OK", "Server: x"),
  ])
  func `what is no page is left out`(status: String, field: String) throws {
    let other = WARCBytes.response(id: "o", status: status, http: [field], body: Array("{}".utf8))
    let request = WARCBytes.record("request", id: "r", ["Content-Type: application/http"], block: Array("GET / HTTP/1.1\r\n\r\n".utf8))
    #expect(ids(pages(other + request + WARCBytes.page("a"))) == ["a"])
    #expect(ids(pages(other + request)) == ["!notArticle"])
  }

  /// Endless lines that look like the start of a record: as many errors as there are megabytes, not as there are lines, each of which would
  /// be read a megabyte far.
  @Test func `headers that never end are passed over together`() {
    let lines = [UInt8]([[UInt8]](repeating: Array("WARC/1.0\r\n".utf8), count: 300_000).joined())
    let results = pages(lines + WARCBytes.page("a") + WARCBytes.page("b"))
    #expect(ids(results).last == "b")
    #expect(results.count < 8)
  }

  @Test func `a page without a type is told by its look`() {
    #expect(ids(pages(WARCBytes.response(id: "a", http: ["Server: x"], body: Array("<!DOCTYPE html><p>x".utf8)))) == ["a"])
  }

  @Test func `a resource is a page too`() {
    let page = WARCBytes.record("resource", id: "a", ["Content-Type: text/html"], block: Array("<p>x".utf8))
    #expect(pages(page).map(\.words) == ["<p>x"])
  }

  static let ferry = "<html><p>" + String(repeating: "The ferry is late. ", count: 12)
  static let brotli: [UInt8] = [
    27, 236, 0, 0, 68, 39, 71, 122, 160, 128, 218, 201, 131, 67, 91, 208, 42, 41, 9, 9, 103, 193, 162, 82, 75, 66, 233, 205, 30, 119, 22,
    154, 121,
    228, 162, 226, 100, 96,
  ]
  static let zlib: [UInt8] = [
    120, 218, 179, 201, 40, 201, 205, 177, 179, 41, 176, 11, 201, 72, 85, 72, 75, 45, 42, 170, 84, 200, 44, 86, 200, 73, 44, 73, 213, 83,
    24, 118, 66,
    0, 178, 226, 80, 198,
  ]

  @Test(arguments: [
    (["Transfer-Encoding: chunked"], WARCBytes.chunked(Array(ferry.utf8))),
    (["Transfer-Encoding: chunked"], Array(ferry.utf8)),
    (["Content-Encoding: gzip"], GzipBytes.member(Array(ferry.utf8))),
    (["Content-Encoding: gzip"], Array(ferry.utf8)),
    (["Content-Encoding: gzip", "Transfer-Encoding: chunked"], WARCBytes.chunked(GzipBytes.member(Array(ferry.utf8)))),
    (["Content-Encoding: br"], brotli), (["Content-Encoding: br"], Array(ferry.utf8)),
    (["Content-Encoding: deflate"], zlib), (["Content-Encoding: deflate"], GzipBytes.deflated(Array(ferry.utf8))),
    (["Content-Encoding: identity"], Array(ferry.utf8)),
  ])
  func `codings of the body are undone`(fields: [String], body: [UInt8]) {
    #expect(pages(WARCBytes.response(id: "a", http: ["Content-Type: text/html"] + fields, body: body)).map(\.words) == [Self.ferry])
  }

  @Test(arguments: [
    ("gzip", Array(GzipBytes.member(Array(ferry.utf8)).dropLast(40)), IngestionError.Reason.truncated),
    ("br", Array(brotli.dropLast(9)), .truncated),
    ("br", [0xFF] + brotli, .corrupt), ("snappy", [1, 2, 3], .unsupported),
    ("gzip", GzipBytes.member(Array(ferry.utf8)).map { $0 == UInt8(ascii: "f") ? 0x67 : $0 }, .corrupt),
  ])
  func `a body that cannot be undone is an error, and the next goes on`(coding: String, body: [UInt8], reason: IngestionError.Reason) {
    let broken = WARCBytes.response(id: "b", http: ["Content-Type: text/html", "Content-Encoding: \(coding)"], body: body)
    let results = pages(WARCBytes.page("a") + broken + WARCBytes.page("c"))
    #expect(ids(results) == ["a", "!\(reason)", "c"])
    #expect(results[1].error?.place == "record urn:x:b at offset \(WARCBytes.page("a").count)")
  }

  @Test(arguments: [
    ("WARC-Block-Digest: sha1:4ZW3FMAJTL4HQJDK67JGJCHJOKOF7ZU7", true), ("WARC-Block-Digest: sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", false),
    ("WARC-Payload-Digest: sha1:K3J4PGXHRB47DWTXKEVUV2DC75KILPGG", true),
    ("WARC-Payload-Digest: sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", false),
    ("WARC-Payload-Digest: md5:76a224e3b0c96d7cb39499631a76185d", true),
    ("WARC-Payload-Digest: md5:00000000000000000000000000000000", false),
    ("WARC-Payload-Digest: sha-256:bebcbe06a9c51d5d1c1f390c0d55a7a360e2ba18c9e39e26338ccfb6f62683a5", true),
    ("WARC-Payload-Digest: sha256:X26L4BVJYUOV2HA7HEGA2VNHUNQOFOQYZHRZ4JRTRTH3N5RGQOSQ====", true),
    ("WARC-Payload-Digest: sha256:00", false), ("WARC-Payload-Digest: blake9:00", true),
    ("WARC-Payload-Digest: none", true),
  ])
  func `digests are checked`(field: String, isRight: Bool) {
    let page = WARCBytes.response(id: "b", fields: [field], body: Array("<p>x".utf8))
    #expect(ids(pages(page + WARCBytes.page("c"))) == [isRight ? "b" : "!badRecord", "c"])
  }

  @Test func `a revisit gives the page it refers to`() throws {
    let folder = try TemporaryFolder()
    let original = WARCBytes.response(
      id: "a", uri: "http://e.example/1", fields: ["WARC-Payload-Digest: sha1:K3J4PGXHRB47DWTXKEVUV2DC75KILPGG"], body: Array("<p>x".utf8))
    func revisit(_ id: String, _ fields: [String]) -> [UInt8] {
      WARCBytes.record(
        "revisit", id: id, ["WARC-Target-URI: http://e.example/2"] + fields,
        block: Array("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n".utf8))
    }
    let records = [
      original, WARCBytes.page("m"), revisit("r", ["WARC-Refers-To: <urn:x:a>"]),
      revisit("s", ["WARC-Refers-To-Target-URI: http://e.example/1", "WARC-Refers-To-Date: 2017-02-27T14:05:00Z"]),
      revisit("t", ["WARC-Payload-Digest: sha1:K3J4PGXHRB47DWTXKEVUV2DC75KILPGG"]), revisit("u", ["WARC-Refers-To: <urn:x:nowhere>"]),
      WARCBytes.page("z"),
    ]
    for path in [
      try folder.write(records.flatMap { $0 }, "p.warc"), try folder.write(records.flatMap { GzipBytes.member($0) }, "p.warc.gz"),
    ] {
      let results = Array(PageSource(paths: [path]))
      // What no input holds so far is asked for again at the end.
      #expect(ids(results) == ["a", "m", "r", "s", "t", "z", "!badRecord"])
      #expect(results[2].words == "<p>x" && results[3].words == "<p>x" && results[4].words == "<p>x")
      #expect(results[2].page?.url == "http://e.example/2")
    }
    for bytes in [records.flatMap { $0 }, GzipBytes.member(records.flatMap { $0 })] {
      #expect(ids(pages(bytes)) == ["a", "m", "r", "s", "t", "!badRecord", "z"])
    }
  }

  @Test func `a file cut anywhere gives the pages before the cut and one error`() {
    for bytes in [three { $0 }, three { GzipBytes.member($0) }, GzipBytes.member(three { $0 })] {
      for length in stride(from: bytes.count - 5, to: 20, by: -7) {
        let results = pages(Array(bytes[..<length]), format: .warc)
        #expect(results.dropLast().allSatisfy { $0.page != nil })
        #expect(results.filter { $0.error != nil }.count <= 1 && results.count <= 4)
      }
      #expect(ids(pages(Array(bytes.dropLast(60)), format: .warc)).last == "!truncated")
    }
  }

  @Test func `behind damage the next record is found`() {
    for wrap in [{ $0 }, { GzipBytes.member($0) }] as [([UInt8]) -> [UInt8]] {
      let first = wrap(WARCBytes.page("a"))
      var bytes = three(wrap)
      for index in first.count + 2..<first.count + 40 { bytes[index] = 0xFF }
      #expect(ids(pages(bytes, format: .warc)).first == "a")
      #expect(ids(pages(bytes, format: .warc)).last == "c")
      let garbage = (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 7919 >> 3) }
      #expect(ids(pages(first + garbage + three(wrap), format: .warc)).suffix(3) == ["a", "b", "c"])
    }
  }

  @Test(arguments: [
    Array("WARC/1.0\r\nWARC-Type: response\r\n\r\n".utf8), Array("WARC/0.9\r\nContent-Length: 0\r\n\r\n".utf8),
    Array("WARC/1.0\r\nContent-Length: -5\r\n\r\n".utf8), Array("WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\n".utf8),
    WARCBytes.record("response", id: "x", ["Content-Type: application/http"], block: Array("none".utf8)),
    WARCBytes.record("response", id: "x", ["WARC-Segment-Number: 1"], block: Array("HTTP/1.1 200 OK\r\n\r\n<html>".utf8)),
  ])
  func `a record that cannot be read is one error`(record: [UInt8]) { check(record) }

  @Test func `blank lines without end are one error`() { check([UInt8](repeating: 0x0A, count: 5000)) }

  private func check(_ record: [UInt8]) {
    #expect(
      pages(WARCBytes.page("a") + record + Array("\r\n".utf8) + WARCBytes.page("c")).map { $0.page?.warcRecordID } == [
        "urn:x:a", nil, "urn:x:c",
      ])
  }

  @Test func `a page that expands beyond the limit is refused in bounded memory`() {
    var limits = InputLimits()
    limits.pageBytes = 1 << 20
    // 40 MB of zeros in 83 bytes of brotli.
    let bomb: [UInt8] = [
      203, 255, 255, 63, 0, 164, 96, 124, 138, 144, 203, 10, 73, 45, 9, 103, 239, 255, 194, 255, 255, 63, 0, 36, 0, 226, 176, 0, 116, 239,
      255, 248,
      255, 255, 7, 128, 4, 64, 28, 22, 128, 238, 253, 31, 255, 255, 255, 0, 144, 0, 136, 195, 2, 208, 189, 255, 227, 255, 255, 31, 0, 18, 0,
      113, 88,
      0, 186, 247, 127, 81, 0, 0, 64, 2, 38, 100, 9, 0,
    ]
    let large = WARCBytes.response(id: "b", body: Array("<html>".utf8) + [UInt8](repeating: 0x30, count: 3 << 20))
    let packed = WARCBytes.response(id: "d", http: ["Content-Type: text/html", "Content-Encoding: br"], body: bomb)
    for wrap in [{ $0 }, { GzipBytes.member($0) }] as [([UInt8]) -> [UInt8]] {
      let results = pages(wrap(WARCBytes.page("a")) + wrap(large) + wrap(packed) + wrap(WARCBytes.page("e")), limits: limits)
      #expect(ids(results) == ["a", "!tooLarge", "!tooLarge", "e"])
      #expect(results[1].error?.place?.hasPrefix("record urn:x:b at offset ") == true)
    }
  }
}
