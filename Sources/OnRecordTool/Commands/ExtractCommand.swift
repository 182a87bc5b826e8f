internal import Ingestion
internal import OnRecord
internal import Platform
internal import Record
internal import Synchronization

/// `onrecord extract`: reads pages and prints one JSON record per line.
enum ExtractCommand {
  static let description = CommandDescription(
    name: "extract", summary: "print each page's record (text, quotes, figures, officials) as a line of JSON", operands: "PATH…|-",
    minimumOperands: 1,
    options: [
      InputOptions.format, InputOptions.map, InputOptions.jobs,
      OptionDescription(
        name: "explain", help: "add to each finding the rule and words it rests on, and to each record its time expressions"),
    ],
    details: InputOptions.operandsHelp + """


      A pure filter: the inputs' order is kept, a line is written as soon as it is done, memory stays constant. An input that
      fails or holds no article gives no line, a message on standard error and exit status 1; the others go on. Index pages in
      a crawl, such as a web archive or a folder, are reported but are not failures.
      """,
    examples: [
      "onrecord extract Corpus > records.jsonl", "onrecord extract --explain page.html | jq '.quotes[].speaker'",
      "zcat articles.jsonl.gz | onrecord extract --input-format jsonl -",
    ], run: run)

  /// What happened to one input.
  private struct Outcome: Sendable {
    var line: [UInt8] = []
    var error: IngestionError?
    var warnings: [String] = []
  }

  /// The state of the run.
  private final class Progress: Sendable {
    private let state = Mutex<(failures: Int, stream: StreamError?)>((0, nil))
    func fail() { state.withLock { $0.failures += 1 } }
    func end(_ error: StreamError) { state.withLock { $0.stream = error } }
    var result: (failures: Int, stream: StreamError?) { state.withLock { $0 } }
  }

  private static func run(_ arguments: Arguments) throws -> ExitStatus {
    let pipeline = Pipeline(explains: arguments.has("explain"))
    let messages = Messages(arguments)
    let feed = PageFeed()
    let pages = feed.pages(of: try InputOptions.source(arguments))
    let progress = Progress()
    let work: @Sendable (Result<RawPage, IngestionError>) -> Outcome = { page in
      do {
        let page = try page.get()
        let record = try pipeline.record(of: page)
        let warnings = record.article.warnings.map { "\(page.inputName)\(page.place.map { ", \($0)" } ?? ""): \($0)" }
        return Outcome(line: RecordEncoder.encode(record) + [0x0A], warnings: warnings)
      } catch let error as IngestionError {
        return Outcome(error: error)
      } catch {
        return Outcome(error: IngestionError(.unsupported, source: "input", message: "\(error)"))
      }
    }
    try InputOptions.engine(arguments).run(next: pages, work: work) { outcome in
      for warning in outcome.warnings { messages.warning(warning) }
      if let error = outcome.error {
        Messages.error(error)
        if !error.isOfCrawl { progress.fail() }
        return true
      }
      do throws(StreamError) {
        try StandardStream.output.data(outcome.line)
        return true
      } catch {
        progress.end(error)
        return false
      }
    }
    let (failures, stream) = progress.result
    if let stream { throw stream }
    if let skipped = feed.skippedInWords { messages.note("onrecord: \(skipped)") }
    return failures == 0 ? .done : .failed
  }
}
