internal import Platform
internal import Record

/// The record of one run of an ingest.
public struct IngestRun: Sendable, Hashable {
  /// When it began (RFC 3339, UTC).
  public var began: String
  /// Seconds it took.
  public var seconds: Double
  /// What was named on the command line.
  public var inputs: [String]
  /// Inputs read, including those that failed.
  public var read: Int
  /// Articles that were new.
  public var added: Int
  /// Articles that were stored again.
  public var replaced: Int
  /// Articles that were already there, unchanged.
  public var unchanged: Int
  /// Articles kept as an older version of what was there.
  public var older: Int
  /// Inputs that gave no article.
  public var failed: Int
  /// The first failures, in words.
  public var failures: [String]
  /// Why the run ended early; `nil` if it did not.
  public var ended: String?

  /// The most failures that are kept of a run.
  public static let mostFailures = 50

  /// Makes an entry from a run's summary.
  public init(began: String, seconds: Double, inputs: [String], summary: IngestSummary, failures: [String], ended: String? = nil) {
    self.began = began
    self.seconds = seconds
    self.inputs = inputs
    (read, added, replaced, unchanged, older, failed) =
      (summary.read, summary.added, summary.replaced, summary.unchanged, summary.older, summary.failed)
    self.failures = Array(failures.prefix(Self.mostFailures))
    self.ended = ended
  }

  fileprivate init?(_ value: JSONValue) {
    guard let began = value["began"]?.string else { return nil }
    self.began = began
    func number(_ name: String) -> Int { value[name]?.double.map { Int($0) } ?? 0 }
    func texts(_ name: String) -> [String] { (value[name]?.elements ?? []).compactMap(\.string) }
    seconds = value["seconds"]?.double ?? 0
    inputs = texts("inputs")
    (read, added, replaced) = (number("read"), number("added"), number("replaced"))
    (unchanged, older, failed) = (number("unchanged"), number("older"), number("failed"))
    failures = texts("failures")
    ended = value["ended"]?.string
  }

  fileprivate func write(_ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("began", began)
      writer.member("seconds", (seconds * 10).rounded() / 10)
      writer.key("inputs")
      writer.array(inputs) { $0.string($1) }
      for (name, count) in [
        ("read", read), ("added", added), ("replaced", replaced), ("unchanged", unchanged), ("older", older), ("failed", failed),
      ] { writer.member(name, count) }
      writer.key("failures")
      writer.array(failures) { $0.string($1) }
      writer.member("ended", ended)
    }
  }
}

/// The last runs of an ingest into an index, in a file beside it (`news.db.ingests.json`).
public struct IngestLog: Sendable {
  private let path: String
  /// The most runs that are kept.
  static let most = 500

  /// The log of the index at a path.
  public init(index path: String) { self.path = IndexLocation.companion(of: path) + ".ingests.json" }

  /// The runs, newest first; none if the file is damaged.
  public func runs() -> [IngestRun] {
    guard let bytes = try? WholeFile.bytes(at: path), let value = try? JSONValue(parsing: bytes) else { return [] }
    return (value["runs"]?.elements ?? []).compactMap { IngestRun($0) }
  }

  /// Records a run.
  public func add(_ run: IngestRun) throws {
    try WholeFile.alone(lock: path + ".lock") {
      var writer = JSONWriter()
      writer.object { writer in
        writer.key("runs")
        writer.array(([run] + runs()).prefix(Self.most)) { $1.write(&$0) }
      }
      try WholeFile.replace(path, with: writer.bytes + [0x0A])
    }
  }
}
