import Testing

@testable import Ingestion

/// WARC records made in memory.
struct WARCBytes {
  /// A record with the fields given and the length of its block.
  static func record(_ type: String, id: String, _ fields: [String] = [], block: [UInt8], version: String = "1.0", length: Int? = nil)
    -> [UInt8]
  {
    let header =
      ["WARC/\(version)", "WARC-Type: \(type)", "WARC-Record-ID: <urn:x:\(id)>", "WARC-Date: 2017-02-27T14:05:00Z"] + fields
      + ["Content-Length: \(length ?? block.count)", "", ""]
    return Array(header.joined(separator: "\r\n").utf8) + block + Array("\r\n\r\n".utf8)
  }

  /// An HTTP response.
  static func response(
    id: String, uri: String = "http://elsmere.example/", status: String = "200 OK", http: [String] = ["Content-Type: text/html"],
    fields: [String] = [], body: [UInt8], version: String = "1.0"
  ) -> [UInt8] {
    let header = (["HTTP/1.1 \(status)"] + http + ["", ""]).joined(separator: "\r\n")
    return record(
      "response", id: id, ["WARC-Target-URI: \(uri)", "Content-Type: application/http; msgtype=response"] + fields,
      block: Array(header.utf8) + body, version: version)
  }

  /// As ``response(id:uri:status:http:fields:body:version:)``, with a page of a few words.
  static func page(_ id: String, words: String? = nil) -> [UInt8] { response(id: id, body: Array("<html><p>\(words ?? id)".utf8)) }

  /// Bytes in HTTP's chunked coding.
  static func chunked(_ bytes: [UInt8], size: Int = 7) -> [UInt8] {
    var chunks: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      let chunk = bytes[start..<min(start + size, bytes.count)]
      chunks += Array("\(String(chunk.count, radix: 16));x=1\r\n".utf8) + chunk + Array("\r\n".utf8)
    }
    return chunks + Array("0\r\n\r\n".utf8)
  }
}
