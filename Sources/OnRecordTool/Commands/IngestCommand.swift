internal import Aggregation
internal import Ingestion
internal import OnRecord
internal import Platform
internal import Record
internal import Synchronization

/// `onrecord ingest`: adds pages to the index.
enum IngestCommand {
  static let description = CommandDescription(
    name: "ingest", summary: "read pages and add them, with all their findings, to the index", operands: "PATH…|-", minimumOperands: 1,
    options: [
      InputOptions.format, InputOptions.map, InputOptions.jobs, IndexOptions.index,
      OptionDescription(name: "no-archive", help: "do not keep the pages' bytes in the index (show --html needs them)"),
    ],
    details: InputOptions.operandsHelp + """


      The index is made if it is missing. An article is stored with all its findings or not at all; the same input twice changes
      nothing; a page whose content has changed becomes a new version, and the old one stays readable. A failure is reported on
      standard error and does not stop the run. An interrupt stores what has been read and ends; a second one ends at once.
      Each run is noted in a file beside the index, which the library of onrecord serve shows.
      """,
    examples: ["onrecord ingest Corpus", "onrecord ingest --index news.db crawl.warc.gz", "zcat pages.jsonl.gz | onrecord ingest -"],
    run: run)

  private static func run(_ arguments: Arguments) throws -> ExitStatus {
    let index = try IndexOptions.open(arguments, mode: .write)
    defer { index.close() }
    Interrupt.finishFirst()
    let feed = PageFeed()
    let pages = feed.pages(of: try InputOptions.source(arguments))
    let messages = Messages(arguments)
    let bar = ProgressBar(isShown: StandardStream.error.isTerminal && !arguments.has("quiet"), paths: arguments.operands)
    let ingester = Ingester(index: index, engine: try InputOptions.engine(arguments), keepsPages: !arguments.has("no-archive"))
    let clock = ContinuousClock()
    let (start, began) = (clock.now, CalendarDay.instant(WallClock.seconds * 1_000_000))
    let failures = FirstFailures()
    let (summary, failure) = ingester.ingest(
      next: { Interrupt.isRequested ? nil : pages() },
      report: { report in
        bar.clear()
        switch report {
        case .failure(let error):
          Messages.error(error)
          failures.take("\(error)")
        case .warning(let text): messages.warning(text)
        }
      }, progress: { bar.show($0, $1) })
    bar.clear()
    let elapsed = start.duration(to: clock.now)
    if !arguments.has("quiet") { try StandardStream.output.show(text(summary, IndexOptions.path(arguments), elapsed, feed)) }
    let ended = failure?.description ?? (Interrupt.isRequested ? "interrupted" : nil)
    let run = IngestRun(
      began: began, seconds: Self.seconds(elapsed), inputs: arguments.operands, summary: summary, failures: failures.texts, ended: ended)
    do {
      try IngestLog(index: IndexOptions.path(arguments)).add(run)
    } catch {
      messages.warning("the run is stored, but not in the log of ingests: \(error)")
    }
    if let failure {
      Messages.error(failure)
      return .failed
    }
    if Interrupt.isRequested {
      Messages.error("interrupted; what is counted above is stored, and the same command goes on from there")
      return .interrupted
    }
    return summary.failed == 0 ? .done : .failed
  }

  private static func text(_ summary: IngestSummary, _ path: String, _ elapsed: Duration, _ feed: PageFeed) -> String {
    let seconds = seconds(elapsed)
    var text = """
      \(path): \(summary.read) read, \(summary.added) added, \(summary.replaced) replaced, \(summary.unchanged) unchanged, \
      \(summary.failed) failed

      """
    if summary.withoutArticle > 0 { text += "  \(summary.withoutArticle) pages of web archives and folders hold no article\n" }
    if summary.teasers > 0 { text += "  \(summary.teasers) only the beginning of an article behind a paywall (access: teaser)\n" }
    if summary.older > 0 { text += "  \(summary.older) kept as older versions of what is there\n" }
    for (reason, count) in summary.failures.sorted(by: { ($0.value, $0.key.words) > ($1.value, $1.key.words) }) {
      text += "  failed: \(count) \(reason.words)\n"
    }
    if let skipped = feed.skippedInWords { text += "  \(skipped)\n" }
    text += "  \(summary.quotes) quotes, \(summary.figures) figures, \(summary.officials) officials"
    if seconds > 0 { text += " in \(tenths(seconds)) s (\(Int(Double(summary.read) / seconds)) pages/s)" }
    return text + "\n"
  }

  private static func seconds(_ elapsed: Duration) -> Double {
    Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
  }

  /// The first failures of a run, for its log.
  private final class FirstFailures: Sendable {
    private let kept = Mutex<[String]>([])
    func take(_ text: String) { kept.withLock { if $0.count < IngestRun.mostFailures { $0.append(text) } } }
    var texts: [String] { kept.withLock { $0 } }
  }

  private static func tenths(_ seconds: Double) -> String {
    let tenths = Int((seconds * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}

extension IngestionError.Reason {
  /// The reason as a summary words it.
  fileprivate var words: String {
    switch self {
    case .notFound: "not found"
    case .notReadable: "not readable"
    case .isEmpty: "empty"
    case .binary: "no text but binary data"
    case .truncated: "cut short"
    case .corrupt: "damaged"
    case .tooLarge: "too large"
    case .tooSlow: "took too long"
    case .notArticle: "without an article"
    case .badLine: "not valid JSON Lines"
    case .badRecord: "not valid WARC records"
    case .unsupported: "not supported"
    }
  }
}
