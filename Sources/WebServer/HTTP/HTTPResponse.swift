internal import Platform
internal import Synchronization

/// An answer: status, header fields and a body.
public struct HTTPResponse: Sendable {
  /// What is sent.
  public enum Body: Sendable {
    /// All of it.
    case bytes([UInt8])
    /// Block by block.
    case stream(ByteStream)
  }

  /// The status code.
  public var status: Int
  /// The header fields.
  public var headers: [HTTPRequest.Parameter]
  /// What is sent.
  public var body: Body

  /// Makes an answer.
  public init(status: Int = 200, type: String, headers: [HTTPRequest.Parameter] = [], body: Body) {
    self.status = status
    self.headers = [HTTPRequest.Parameter("Content-Type", type)] + headers
    self.body = body
  }

  init(status: Int = 200, type: String, headers: [HTTPRequest.Parameter] = [], _ bytes: [UInt8]) {
    self.init(status: status, type: type, headers: headers, body: .bytes(bytes))
  }

  /// A redirect that turns a POST into a GET.
  static func seeOther(_ address: Address) -> HTTPResponse {
    HTTPResponse(status: 303, type: "text/plain; charset=utf-8", headers: [.init("Location", address.text)], [])
  }

  /// The first value of a header field, by its name as written.
  public func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

  /// The whole body; a stream is read to its end.
  public var bytes: [UInt8] {
    switch body {
    case .bytes(let bytes): return bytes
    case .stream(let stream):
      var all: [UInt8] = []
      while let block = stream.next() { all += block }
      return all
    }
  }

  mutating func set(_ name: String, _ value: String) {
    headers.removeAll { $0.name == name }
    headers.append(.init(name, value))
  }

  /// The `ETag` of a body, made from its digest.
  static func tag(of bytes: [UInt8]) -> String { "\"\(Digest.sha256(bytes).prefix(32))\"" }

  /// Sets the body's digest as its `ETag`, and answers 304 if the client has the body already.
  mutating func tag(for request: HTTPRequest) {
    guard status == 200, request.method == "GET" || request.method == "HEAD", case .bytes(let bytes) = body else { return }
    let tag = header("ETag") ?? Self.tag(of: bytes)
    set("ETag", tag)
    guard let known = request.header("if-none-match") else { return }
    let isKnown = known.split(separator: ",").contains { entry in
      let entry = entry.drop { $0 == " " }
      return entry.hasPrefix("*") || (entry.hasPrefix("W/") ? entry.dropFirst(2) : entry).hasPrefix(tag)
    }
    guard isKnown else { return }
    status = 304
    body = .bytes([])
  }
}

/// A body that is made block by block, while it is sent.
public final class ByteStream: Sendable {
  private let make: Mutex<() -> [UInt8]?>

  /// Makes a stream from a function that returns blocks until it returns `nil`. The function is called by one thread at a time.
  public init(_ make: sending @escaping () -> [UInt8]?) { self.make = Mutex(make) }

  /// The next block; `nil` at the end.
  public func next() -> [UInt8]? { make.withLock { $0() } }
}
