public import Aggregation
internal import Extraction
public import Ingestion
internal import Platform
internal import Record
internal import Synchronization

/// What happened to the pages of an ingest.
public struct IngestSummary: Sendable {
  /// Inputs read, including those that failed.
  public var read = 0
  /// Articles that were new.
  public var added = 0
  /// Articles stored again because their content or findings differ.
  public var replaced = 0
  /// Articles that were already there, unchanged.
  public var unchanged = 0
  /// Articles kept as an older version of what was there.
  public var older = 0
  /// How many of the articles added or replaced have only their beginning here, because the rest is behind a paywall.
  public var teasers = 0
  /// Inputs that gave no article, by reason.
  public var failures: [IngestionError.Reason: Int] = [:]
  /// Pages of web archives, and index pages of folders, that hold no article. A crawl has many of them, and none counts as a failure.
  public var withoutArticle = 0
  /// Quotes of what was added and replaced.
  public var quotes = 0
  /// Figures of what was added and replaced.
  public var figures = 0
  /// Officials of what was added and replaced.
  public var officials = 0

  /// Makes an empty summary.
  public init() {}

  /// Inputs that gave no article.
  public var failed: Int { failures.values.reduce(0, +) }
  /// Articles that the index holds for these inputs.
  public var stored: Int { added + replaced + unchanged + older }
}

/// Ingests pages into an index: extracts on all processors and stores in the order of the pages, in batches.
public struct Ingester: Sendable {
  private let pipeline = Pipeline()
  private let engine: LocalEngine
  private let index: any SearchIndex
  private let keepsPages: Bool
  /// A batch is stored when it holds this many articles or bytes of pages.
  private static let batchArticles = 200
  private static let batchBytes = 16 << 20

  /// Makes an ingester.
  /// - Parameter keepsPages: whether the pages' bytes are archived in the index.
  public init(index: any SearchIndex, engine: LocalEngine, keepsPages: Bool = true) {
    self.index = index
    self.engine = engine
    self.keepsPages = keepsPages
  }

  private struct Prepared: Sendable {
    var inputName: String
    var entry: IndexEntry?
    var size = 0
    var error: IngestionError?
    var warnings: [String] = []
    /// Whether the index already holds this page unchanged, so that it was not read.
    var isKnown = false
  }

  /// Reads all pages of a source into the index.
  /// - Parameters:
  ///   - next: gives the next page, `nil` at the end.
  ///   - report: receives each failure or warning as it occurs.
  ///   - progress: is called after each input with what has been stored so far and the input's name.
  /// - Returns: what was committed, and the error that ended the run early, if there was one.
  public func ingest(
    next: sending @escaping () -> Result<RawPage, IngestionError>?, report: @escaping @Sendable (IngestReport) -> Void,
    progress: @escaping @Sendable (IngestSummary, String) -> Void
  ) -> (summary: IngestSummary, failure: IndexError?) {
    let store = BatchStore(index: index)
    let pipeline = pipeline
    let known: Set<UInt64>
    do throws(IndexError) {
      known = try index.pageKeys(rules: ExtractorVersion.rules, archived: keepsPages)
    } catch {
      return (IngestSummary(), error)
    }
    let keepsPages = keepsPages
    engine.run(
      next: next, work: { Ingester.prepare($0, pipeline, keepsPages, known) },
      emit: { prepared in
        for warning in prepared.warnings { report(.warning(warning)) }
        if let error = prepared.error { report(.failure(error)) }
        let goesOn = store.take(prepared)
        progress(store.summary, prepared.inputName)
        return goesOn
      })
    return store.finish()
  }

  private static func prepare(
    _ page: Result<RawPage, IngestionError>, _ pipeline: Pipeline, _ keepsPages: Bool, _ known: Set<UInt64>
  ) -> Prepared {
    switch page {
    case .failure(let error): return Prepared(inputName: error.source, error: error)
    case .success(let page):
      do throws(IngestionError) {
        let key = page.key
        if known.contains(key) { return Prepared(inputName: page.inputName, isKnown: true) }
        let record = try pipeline.record(of: page)
        let place = page.place.map { ", \($0)" } ?? ""
        var prepared = Prepared(inputName: page.inputName, warnings: record.article.warnings.map { "\(page.inputName)\(place): \($0)" })
        prepared.size = page.bytes.count
        do throws(IndexError) {
          prepared.entry = try IndexEntry(record, page: keepsPages ? page.bytes : nil, pageKey: key)
        } catch {
          prepared.error = page.error(.corrupt, "\(error)")
        }
        return prepared
      } catch {
        return Prepared(inputName: page.inputName, error: error)
      }
    }
  }

  /// Collects entries and stores them batch by batch.
  private final class BatchStore: Sendable {
    private struct State {
      var summary = IngestSummary()
      var batch: [IndexEntry] = []
      var size = 0
      var failure: IndexError?
    }

    private let index: any SearchIndex
    private let state = Mutex(State())

    init(index: any SearchIndex) { self.index = index }

    var summary: IngestSummary { state.withLock { $0.summary } }

    func take(_ prepared: Prepared) -> Bool {
      state.withLock { state in
        state.summary.read += 1
        if prepared.isKnown { state.summary.unchanged += 1 }
        if let error = prepared.error {
          if error.isOfCrawl { state.summary.withoutArticle += 1 } else { state.summary.failures[error.reason, default: 0] += 1 }
        }
        if let entry = prepared.entry {
          state.batch.append(entry)
          state.size += prepared.size
        }
        if state.batch.count >= Ingester.batchArticles || state.size >= Ingester.batchBytes { commit(&state) }
        return state.failure == nil
      }
    }

    func finish() -> (IngestSummary, IndexError?) {
      state.withLock { state in
        if state.failure == nil { commit(&state) }
        return (state.summary, state.failure)
      }
    }

    private func commit(_ state: inout State) {
      guard !state.batch.isEmpty else { return }
      do throws(IndexError) {
        for (entry, outcome) in zip(state.batch, try index.add(state.batch)) { state.summary.count(outcome, entry.record) }
      } catch {
        state.failure = error
      }
      state.batch = []
      state.size = 0
    }
  }
}

extension RawPage {
  /// A number that identifies the page: the first 8 bytes of SHA-256 over its bytes and everything that its container says about its
  /// content.
  fileprivate var key: UInt64 {
    let facts = [id, url, contentType, title, site, published].map { $0.map { "+\($0)" } ?? "-" }.joined(separator: "\u{0}")
    return Digest.sha256Prefix(Array((Digest.sha256(bytes) + facts).utf8))
  }
}

/// A message about one input.
public enum IngestReport: Sendable {
  /// The input gave no article.
  case failure(IngestionError)
  /// The input was read, but something in it was truncated or repaired.
  case warning(String)
}

extension IngestSummary {
  fileprivate mutating func count(_ outcome: AddOutcome, _ record: ArticleRecord) {
    switch outcome {
    case .added: added += 1
    case .replaced: replaced += 1
    case .unchanged: unchanged += 1
    case .older: older += 1
    }
    guard outcome == .added || outcome == .replaced else { return }
    if record.article.access == .teaser { teasers += 1 }
    quotes += record.quotes.count
    figures += record.figures.count
    officials += record.officials.count
  }
}
