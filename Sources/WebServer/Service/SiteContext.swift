internal import Aggregation
internal import Dispatch
internal import OnRecord
internal import Platform
internal import Synchronization

/// What pages and the API work with: the index, what is kept of it, and the site's settings.
final class SiteContext: Sendable {
  let settings: SiteSettings
  /// All pages and endpoints.
  let routes: [Route]
  let indexes: IndexPool
  /// Readers for pages that are soon made: they do not wait behind those that are not.
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

  /// What every answer tells the browser: nothing runs, nothing is framed, nothing comes from elsewhere.
  static let safety = [
    (
      "Content-Security-Policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ), ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin"), ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Resource-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"), ("Cache-Control", "private, no-cache"),
  ]
}

/// Who may ask, and what the pages say of themselves.
public struct SiteSettings: Sendable {
  /// The address the server listens on.
  public var address = "127.0.0.1"
  /// Names under which it may be asked for besides its address.
  public var hosts: [String] = []
  /// What a client must show who comes over any other address than this machine's own.
  public var token: String?
  /// What a form must bring back; new for each run.
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
    /// Readers that are open and not lent.
    var free: [any SearchIndex]
    /// How many more may be lent.
    var places: Int
    /// Who waits, the first first.
    var waiting: [DispatchSemaphore] = []
  }

  private let path: String
  private let state: Mutex<State>

  init(path: String, most: Int) throws(IndexError) {
    self.path = path
    state = Mutex(State(free: [try IndexLocation.open(path)], places: most))
  }

  /// Lends a reader, opening one more where all are in use; where there are as many as there may be, who came first has the next. A bare semaphore
  /// would let others go first, and some would wait long.
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

  /// Opens the index for writing, for one body: what people decide is stored at once.
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
