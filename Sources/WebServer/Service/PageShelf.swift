internal import Aggregation

/// Keeps whole pages by their addresses, as many bytes as there is room for; the oldest are dropped first.
struct PageShelf {
  let most: Int
  private(set) var pages: [String: KeptPage] = [:]
  private var bytes = 0
  /// The pages' addresses in the order in which they were made, from `oldest` on.
  private var order: [String] = []
  private var oldest = 0

  init(most: Int) { self.most = most }

  mutating func keep(_ page: KeptPage, for target: String) {
    guard pages[target] == nil, page.size <= most / 4 else { return }
    while bytes + page.size > most, oldest < order.count {
      if let gone = pages.removeValue(forKey: order[oldest]) { bytes -= gone.size }
      oldest += 1
    }
    if oldest > 4096 {
      order.removeFirst(oldest)
      oldest = 0
    }
    pages[target] = page
    order.append(target)
    bytes += page.size
  }
}

/// A page in the cache. Pages of hits are repetitive: compressed, they take a tenth, and decompressing takes a fraction of the time of
/// making them.
struct KeptPage: Sendable {
  private let response: HTTPResponse
  /// The body, compressed by ``Deflate``; `nil` if it is in the response.
  private let packed: [UInt8]?
  /// The bytes that it occupies.
  let size: Int

  /// Keeps an answer with its body.
  init(_ page: HTTPResponse, _ body: [UInt8], isPacked: Bool) {
    let packed = isPacked ? Deflate.compress(body, level: 1) : []
    var response = page
    if !packed.isEmpty { response.body = .bytes([]) }
    self.response = response
    self.packed = packed.isEmpty ? nil : packed
    size = packed.isEmpty ? body.count : packed.count
  }

  /// The answer as it was made; `nil` if it cannot be decompressed.
  var page: HTTPResponse? {
    guard let packed else { return response }
    guard let body = Deflate.expand(packed) else { return nil }
    var page = response
    page.body = .bytes(body)
    return page
  }
}
