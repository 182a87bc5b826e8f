internal import Aggregation
internal import Dispatch
internal import OnRecord
internal import Platform
internal import Synchronization

/// Caches what was asked before, as long as nothing new is stored in the index: facets, counts, a speaker's names, and whole pages.
final class AnswerCache: Sendable {
  fileprivate struct State {
    var stamp = Stamp()
    var facets: [Asked: Facets] = [:]
    var counts: [Asked: MatchCount] = [:]
    var searches: [Asked: Search] = [:]
    var news: [SavedSearch: Int] = [:]
    var statistics: IndexStatistics?
    /// Pages that are being made at the moment.
    var making: [String: DispatchGroup] = [:]
    /// Pages that are slow to make, and pages that are quick. They are kept apart, so that quick ones do not push out slow ones.
    var slow = PageShelf(most: 20 << 20)
    var quick = PageShelf(most: 4 << 20)
  }

  /// A separate reader, so that its work takes no reader from others.
  private let index: any SearchIndex
  fileprivate let state = Mutex(State())
  /// How many answers of each sort are kept: about 20 MB of facets.
  fileprivate static let most = 2000

  init(path: String) throws(IndexError) { index = try IndexLocation.open(path) }

  func close() { index.close() }

  /// A value that changes whenever something is stored, and every hour, because "yesterday" does not stay the same day.
  struct Stamp: Equatable {
    var tag = ""
    var hour = 0
  }

  /// If the tag cannot be read, the stamp is one that never recurs, so that nothing is kept.
  var stamp: Stamp { Stamp(tag: (try? index.changeTag()) ?? SiteSettings.randomToken(), hour: Int(WallClock.seconds) / 3600) }

  /// A page from the cache, or made now. Only whole, successful answers are kept. A request for a page that is being made waits for it.
  /// - Parameters:
  ///   - isQuick: whether the page is quick to make.
  ///   - make: makes it; is given the state of the index that it is for.
  func page(_ target: String, isQuick: Bool, _ make: (Stamp) throws -> HTTPResponse) rethrows -> HTTPResponse {
    let now = stamp
    let shelf = isQuick ? \State.quick : \State.slow
    let (known, other, own) = state.withLock { state -> (KeptPage?, DispatchGroup?, DispatchGroup?) in
      if state.stamp != now { state = State(stamp: now) }
      if let page = state[keyPath: shelf].pages[target] { return (page, nil, nil) }
      if let other = state.making[target] { return (nil, other, nil) }
      let own = DispatchGroup()
      own.enter()
      state.making[target] = own
      return (nil, nil, own)
    }
    if let page = known?.page { return page }
    if let other {
      other.wait()
      if let page = state.withLock({ $0.stamp == now ? $0[keyPath: shelf].pages[target] : nil })?.page { return page }
    }
    defer {
      if let own {
        state.withLock { state in if state.making[target] === own { state.making[target] = nil } }
        own.leave()
      }
    }
    var page = try make(now)
    guard page.status == 200, case .bytes(let bytes) = page.body, target.utf8.count < 2000 else { return page }
    page.set("ETag", HTTPResponse.tag(of: bytes))
    let kept = KeptPage(page, bytes, isPacked: !isQuick)
    state.withLock { state in
      if state.stamp == now { state[keyPath: shelf].keep(kept, for: target) }
    }
    return page
  }
}

/// One request's view of the cache. Whether something was stored in the meantime is looked up once per request.
struct Answers {
  let cache: AnswerCache
  let now: AnswerCache.Stamp

  func facets(_ asked: Asked, _ make: () throws -> Facets) rethrows -> Facets { try kept(asked, \.facets, make) }

  /// Facets and the count of a search.
  func survey(
    _ asked: Asked, _ make: () throws -> (facets: Facets, count: MatchCount)
  ) rethrows -> (facets: Facets, count: MatchCount) {
    var made: MatchCount?
    let facets = try kept(asked, \.facets) {
      let (facets, count) = try make()
      made = count
      return facets
    }
    if let made { return (facets, count(asked) { made }) }
    return (facets, try count(asked) { try make().count })
  }

  func count(_ asked: Asked, _ make: () throws -> MatchCount) rethrows -> MatchCount { try kept(asked, \.counts, make) }

  func search(_ asked: Asked, _ make: () throws -> Search) rethrows -> Search { try kept(asked, \.searches, make) }

  /// What the index holds.
  func statistics(_ make: () throws -> IndexStatistics) rethrows -> IndexStatistics {
    if let known = cache.state.withLock({ $0.stamp == now ? $0.statistics : nil }) { return known }
    let value = try make()
    cache.state.withLock { state in
      if state.stamp != now { state = AnswerCache.State(stamp: now) }
      state.statistics = value
    }
    return value
  }

  /// How many findings of a saved search are new. Counting them means reading all of its findings.
  func news(_ search: SavedSearch, _ make: () throws -> Int) rethrows -> Int {
    if let known = cache.state.withLock({ $0.stamp == now ? $0.news[search] : nil }) { return known }
    let value = try make()
    cache.state.withLock { state in
      guard state.stamp == now else { return }
      if state.news.count >= 100 { state.news.removeAll() }
      state.news[search] = value
    }
    return value
  }

  private func kept<Value: Sendable>(
    _ asked: Asked, _ place: WritableKeyPath<AnswerCache.State, [Asked: Value]>, _ make: () throws -> Value
  ) rethrows -> Value {
    let key = asked.matches
    let known = cache.state.withLock { state in
      if state.stamp != now { state = AnswerCache.State(stamp: now) }
      return state[keyPath: place][key]
    }
    if let known { return known }
    let value = try make()
    cache.state.withLock { state in
      guard state.stamp == now else { return }
      if state[keyPath: place].count >= AnswerCache.most { state[keyPath: place].removeAll(keepingCapacity: true) }
      state[keyPath: place][key] = value
    }
    return value
  }
}

extension Answers {
  /// The search that is asked for; a speaker's name is widened to all its forms.
  func search(_ asked: Asked, limit: Int? = 20, in index: any SearchIndex) throws -> Search {
    let search = try asked.search(limit: limit)
    var wide = try self.search(asked) { try index.withAllNames(search) }
    (wide.sort, wide.limit, wide.after, wide.foldsCopies) = (search.sort, search.limit, search.after, search.foldsCopies)
    return wide
  }
}
