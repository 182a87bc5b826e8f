internal import Aggregation
internal import Dispatch
internal import OnRecord
internal import Platform
internal import Synchronization

/// What the pages and the API work with: the index, the caches, and the site's settings.
final class SiteContext: Sendable {
  let settings: SiteSettings
  /// All pages and endpoints.
  let routes: [Route]
  let indexes: IndexPool
  /// Readers for quick pages, so that they do not wait behind slow ones.
  let quick: IndexPool
  let cache: AnswerCache
  let saved: SavedSearches
  let ingests: IngestLog
  let exports: ExportLog

  /// Opens the index for reading.
  init(index path: String, _ settings: SiteSettings, _ routes: [Route]) throws(IndexError) {
    self.settings = settings
    self.routes = routes
    indexes = try IndexPool(path: path, most: min(8, max(2, Environment.processors)))
    quick = try IndexPool(path: path, most: max(1, Environment.processors / 2))
    cache = try AnswerCache(path: path)
    saved = SavedSearches(index: path)
    ingests = IngestLog(index: path)
    exports = ExportLog(index: path)
  }

  /// Closes the index.
  func close() {
    indexes.close()
    quick.close()
    cache.close()
  }

  /// The security headers of every answer: nothing is run, nothing is framed, nothing is loaded from elsewhere.
  static let safety = [
    (
      "Content-Security-Policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ), ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin"), ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Resource-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"), ("Cache-Control", "private, no-cache"),
  ]
}

/// Who may use the site, and how its pages identify it.
public struct SiteSettings: Sendable {
  /// The address the server listens on.
  public var address = "127.0.0.1"
  /// Additional names under which it may be reached.
  public var hosts: [String] = []
  /// The token that a client must show if it comes over an address other than this machine's own.
  public var token: String?
  /// The token that a form must send back; new for each run.
  public var formToken: String

  /// Makes settings.
  public init(address: String = "127.0.0.1", hosts: [String] = [], token: String? = nil, formToken: String = SiteSettings.randomToken()) {
    self.address = address
    self.hosts = hosts
    self.token = token
    self.formToken = formToken
  }

  /// 32 hexadecimal digits that nobody can guess.
  public static func randomToken() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<2).map { _ in
      let digits = String(generator.next() as UInt64, radix: 16)
      return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }.joined()
  }
}

/// Several open readers of one index, lent to one request at a time.
final class IndexPool: Sendable {
  private struct State {
    /// Open readers that are not lent.
    var free: [any SearchIndex]
    /// How many more may be lent.
    var places: Int
    /// Those who wait, in order of arrival.
    var waiting: [DispatchSemaphore] = []
  }

  private let path: String
  private let state: Mutex<State>

  init(path: String, most: Int) throws(IndexError) {
    self.path = path
    state = Mutex(State(free: [try IndexLocation.open(path)], places: most))
  }

  /// Lends a reader, opening another one if all are in use. If the limit is reached, callers are served in order of arrival; a plain
  /// semaphore would let others go first, and some would wait long.
  func lend<Value>(_ body: (any SearchIndex) throws -> Value) throws -> Value {
    let turn: DispatchSemaphore? = state.withLock { state in
      if state.places > 0 {
        state.places -= 1
        return nil
      }
      let turn = DispatchSemaphore(value: 0)
      state.waiting.append(turn)
      return turn
    }
    turn?.wait()
    defer {
      let next: DispatchSemaphore? = state.withLock { state in
        if !state.waiting.isEmpty { return state.waiting.removeFirst() }
        state.places += 1
        return nil
      }
      next?.signal()
    }
    let index = try state.withLock { $0.free.popLast() } ?? IndexLocation.open(path)
    defer { state.withLock { $0.free.append(index) } }
    return try body(index)
  }

  /// Opens the index for writing, for one closure: what users decide is stored at once.
  func change<Value>(_ body: (any SearchIndex) throws -> Value) throws -> Value {
    let index = try IndexLocation.open(path, mode: .write)
    defer { index.close() }
    return try body(index)
  }

  func close() {
    state.withLock { state in
      for index in state.free { index.close() }
      state.free = []
    }
  }
}
