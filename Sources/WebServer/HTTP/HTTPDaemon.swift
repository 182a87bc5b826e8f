internal import CMicroHTTPD

/// The socket: a libmicrohttpd server that turns incoming requests into ``HTTPRequest`` and sends ``HTTPResponse``. This is the only file
/// that sees the library's pointers.
///
/// Each connection has its own thread, so that a long answer holds up nobody else. The number of connections, the time that a silent client
/// may keep one, and the size of headers and bodies are limited.
final class HTTPDaemon: Sendable {
  /// The port it is listening on.
  let port: Int
  private let address: UInt
  private let callbacks: Callbacks

  /// Limits for clients that send too much, too slowly or too often.
  struct Limits {
    var connections: UInt32 = 200
    /// In seconds.
    var silence: UInt32 = 20
    /// Size of the request line and header fields, in bytes.
    var header = 32 << 10
    /// In bytes.
    var body = 64 << 10
  }

  /// Why no page can be served on this machine; `nil` if it can.
  static var problem: String? { unsafe onrecord_mhd_problem().map { unsafe String(cString: $0) } }

  /// Whether a text is an IP address.
  static func isAddress(_ text: String) -> Bool { unsafe onrecord_mhd_is_address(text) == 1 }

  /// Starts listening; `nil` if the address or port is not available.
  init?(address: String, port: UInt16, limits: Limits = Limits(), respond: @escaping @Sendable (HTTPRequest) -> HTTPResponse) {
    let callbacks = Callbacks(respond: respond, limits: limits)
    let own = unsafe Unmanaged.passUnretained(callbacks).toOpaque()
    let daemon = unsafe onrecord_mhd_start(
      address, port, limits.connections, limits.silence, limits.header, Self.handle, Self.begin, Self.end, own)
    guard let daemon = unsafe daemon else { return nil }
    self.callbacks = callbacks
    self.port = unsafe Int(onrecord_mhd_port(daemon))
    self.address = UInt(bitPattern: daemon)
  }

  deinit { if let daemon = unsafe OpaquePointer(bitPattern: address) { unsafe MHD_stop_daemon(daemon) } }

  private final class Callbacks: Sendable {
    let respond: @Sendable (HTTPRequest) -> HTTPResponse
    let limits: Limits

    init(respond: @escaping @Sendable (HTTPRequest) -> HTTPResponse, limits: Limits) {
      self.respond = respond
      self.limits = limits
    }
  }

  /// What is known of a request until it is answered; used only by its connection's thread.
  private final class Exchange {
    let target: String
    var isBegun = false
    var isTooLarge = false
    var body: [UInt8] = []
    var headers: [HTTPRequest.Parameter] = []

    init(target: String) { self.target = target }
  }

  private static let begin: @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>?, OpaquePointer?) -> UnsafeMutableRawPointer? = {
    _, target, _ in
    let text = unsafe target.map { unsafe String(cString: $0) } ?? "/"
    return unsafe Unmanaged.passRetained(Exchange(target: text)).toOpaque()
  }

  private static let end:
    @convention(c) (
      UnsafeMutableRawPointer?, OpaquePointer?, UnsafeMutablePointer<UnsafeMutableRawPointer?>?, MHD_RequestTerminationCode
    ) -> Void = { _, _, slot, _ in
      guard let slot = unsafe slot, let own = unsafe slot.pointee else { return }
      unsafe Unmanaged<Exchange>.fromOpaque(own).release()
      unsafe slot.pointee = nil
    }

  private static let handle:
    @convention(c) (
      UnsafeMutableRawPointer?, OpaquePointer?, UnsafePointer<CChar>?, UnsafePointer<CChar>?, UnsafePointer<CChar>?,
      UnsafePointer<CChar>?, UnsafeMutablePointer<Int>?, UnsafeMutablePointer<UnsafeMutableRawPointer?>?
    ) -> MHD_Result = { own, connection, _, method, _, data, size, slot in
      guard let own = unsafe own, let slot = unsafe slot, let held = unsafe slot.pointee, let size = unsafe size else {
        return onrecord_mhd_no()
      }
      let callbacks = unsafe Unmanaged<Callbacks>.fromOpaque(own).takeUnretainedValue()
      let exchange = unsafe Unmanaged<Exchange>.fromOpaque(held).takeUnretainedValue()
      // The first call has only the header fields; an answer at this point would close the connection.
      guard exchange.isBegun else {
        exchange.isBegun = true
        return onrecord_mhd_yes()
      }
      let count = unsafe size.pointee
      if count > 0 {
        exchange.isTooLarge = exchange.isTooLarge || exchange.body.count + count > callbacks.limits.body
        if !exchange.isTooLarge, let data = unsafe data {
          unsafe data.withMemoryRebound(to: UInt8.self, capacity: count) {
            unsafe exchange.body.append(contentsOf: UnsafeBufferPointer(start: $0, count: count))
          }
        }
        unsafe size.pointee = 0
        return onrecord_mhd_yes()
      }
      let fields = unsafe Unmanaged.passUnretained(exchange).toOpaque()
      unsafe onrecord_mhd_fields(connection, HTTPDaemon.field, fields)
      let request = HTTPRequest(
        method: unsafe method.map { unsafe String(cString: $0) } ?? "GET", target: exchange.target, headers: exchange.headers,
        body: exchange.body)
      let response =
        exchange.isTooLarge ? Problem(status: 413, title: "The form is too large").response : callbacks.respond(request)
      return unsafe HTTPDaemon.send(response, connection)
    }

  private static let field:
    @convention(c) (UnsafeMutableRawPointer?, MHD_ValueKind, UnsafePointer<CChar>?, UnsafePointer<CChar>?) -> MHD_Result = {
      held, _, name, value in
      guard let held = unsafe held, let name = unsafe name else { return onrecord_mhd_no() }
      let exchange = unsafe Unmanaged<Exchange>.fromOpaque(held).takeUnretainedValue()
      exchange.headers.append(
        .init(unsafe String(cString: name).lowercased(), unsafe value.map { unsafe String(cString: $0) } ?? ""))
      return onrecord_mhd_yes()
    }

  private static func send(_ answer: HTTPResponse, _ connection: OpaquePointer?) -> MHD_Result {
    let response: OpaquePointer?
    switch answer.body {
    case .bytes(let bytes): unsafe response = unsafe bytes.withUnsafeBytes { unsafe onrecord_mhd_bytes($0.count, $0.baseAddress) }
    case .stream(let stream):
      unsafe response = unsafe onrecord_mhd_stream(read, Unmanaged.passRetained(Outflow(stream)).toOpaque(), release)
    }
    guard let response = unsafe response else { return onrecord_mhd_no() }
    for header in answer.headers {
      // A field's value must be one line of text.
      let value = String(String.UnicodeScalarView(header.value.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }))
      unsafe MHD_add_response_header(response, header.name, value)
    }
    let result = unsafe MHD_queue_response(connection, UInt32(answer.status), response)
    unsafe MHD_destroy_response(response)
    return result
  }

  /// A stream, and the part of its last block that has not been sent yet.
  private final class Outflow {
    let stream: ByteStream
    var block: [UInt8] = []
    var sent = 0

    init(_ stream: ByteStream) { self.stream = stream }
  }

  private static let read: @convention(c) (UnsafeMutableRawPointer?, UInt64, UnsafeMutablePointer<CChar>?, Int) -> Int = {
    held, _, buffer, room in
    guard let held = unsafe held, let buffer = unsafe buffer else { return onrecord_mhd_broken_stream }
    let flow = unsafe Unmanaged<Outflow>.fromOpaque(held).takeUnretainedValue()
    while flow.sent == flow.block.count {
      guard let block = flow.stream.next() else { return onrecord_mhd_end_of_stream }
      flow.block = block
      flow.sent = 0
    }
    let count = min(room, flow.block.count - flow.sent)
    unsafe flow.block.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      unsafe UnsafeMutableRawPointer(buffer).copyMemory(from: base + flow.sent, byteCount: count)
    }
    flow.sent += count
    return count
  }

  private static let release: @convention(c) (UnsafeMutableRawPointer?) -> Void = { held in
    if let held = unsafe held { unsafe Unmanaged<Outflow>.fromOpaque(held).release() }
  }
}
