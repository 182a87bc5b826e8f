package import Foundation

/// Puts an index through what can go wrong while pages are ingested, and checks after each mishap whether anything was lost.
///
/// Each ingest takes a few pages of the Corpus under addresses of their own. What an ingest reported as stored is remembered. After every
/// mishap, `onrecord check` must be clean, every remembered article must be there, and of an ingest that was cut off, all of its pages must
/// be there or none (they are one transaction). Links between articles are stored with them, so at any moment the same page under several
/// addresses is one story. With a server, the index is one of its databases, and the server itself can be made to crash.
package struct DurabilityTrial {
  /// The result of a trial.
  package struct Outcome {
    package var kills = 0
    /// How many kills met an ingest that was to make the index, and after how many of those there was no index yet.
    package var births = 0
    package var unborn = 0
    package var crashes = 0
    package var crashesMet = 0
    package var afterTheEnd = 0
    package var committedThenKilled = 0
    package var fullDisks = 0
    package var reportedFull = 0
    package var readings = 0
    package var pairs = 0
    package var stored = 0
    package var checks = 0
    package var lost = 0
    /// The number of pages that were stored under several addresses, and formed one story, when the links were checked.
    package var linked = 0
    /// Everything that was wrong.
    package var faults: [String] = []
  }

  package private(set) var outcome = Outcome()
  private let binary: URL
  private let scratch: Scratch
  private let pages: [(name: String, text: String)]
  private let cluster: PostgreSQLCluster?
  private var index = ""
  private var confirmed: Set<String> = []
  private var batches = 0
  private var generator: UInt64
  /// How many seconds an undisturbed ingest of a batch takes.
  private var usual = 0.3
  private static let pagesOfBatch = 4
  /// A new index is begun when one holds this many batches, so that checks stay quick.
  private static let batchesOfIndex = 30

  /// Makes a trial with a seed.
  /// - Parameter cluster: the server that holds the index; `nil` for a file.
  package init(binary: URL, seed: UInt64, cluster: PostgreSQLCluster? = nil) throws {
    self.binary = binary
    self.cluster = cluster
    scratch = try Scratch()
    generator = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    let files = try FileManager.default.contentsOfDirectory(at: Project.corpus, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "html" }.sorted { $0.path < $1.path }
    // Pages that state their own address: under another address they are another article, which each batch needs.
    pages = try files.map { ($0.lastPathComponent, String(decoding: try Data(contentsOf: $0), as: UTF8.self)) }
      .filter { $0.text.contains("rel=\"canonical\" href=\"https://") }
    try begin()
    let start = Date()
    try store(try batch())
    usual = Date().timeIntervalSince(start)
  }

  /// Kills ingests at random moments until a given number were hit while they ran.
  package mutating func kill(_ count: Int) throws {
    let goal = outcome.kills + count
    var tries = 0
    while outcome.kills < goal, tries < count * 4 {
      tries += 1
      try beginAnewIfLarge()
      let batch = try batch()
      let run = try CommandRun(binary, ["ingest", "--index", index, batch.path])
      let wait = fraction() * usual * 1.1
      Thread.sleep(forTimeInterval: wait)
      let wasHit = run.kill()
      let isReported = run.output.contains(" added")
      if wasHit {
        outcome.kills += 1
      } else {
        outcome.afterTheEnd += 1
        // The first ingest, which creates the index, took longer than this one.
        usual = min(usual, wait)
      }
      if isReported { confirmed.formUnion(batch.sources) }
      let there = try verify("kill \(outcome.kills)")
      whole(batch, there, "kill \(outcome.kills)")
      if wasHit, !isReported, there.isSuperset(of: batch.sources) { outcome.committedThenKilled += 1 }
      // Every third is run again, as a user would.
      if tries % 3 == 0 { try store(batch) }
    }
    if outcome.kills < goal { outcome.faults.append("only \(outcome.kills) of \(goal) kills met a running ingest") }
  }

  /// Kills ingests that make the index, at random moments of its making: what is left must be an index, or nothing that the next ingest
  /// refuses.
  package mutating func killAtBirth(_ count: Int) throws {
    let goal = outcome.births + count
    var tries = 0
    // Half of the moments are in the first tenth of the run, in which the file is made.
    while outcome.births < goal, tries < count * 4 {
      tries += 1
      try begin()
      let batch = try batch()
      let run = try CommandRun(binary, ["ingest", "--index", index, batch.path])
      Thread.sleep(forTimeInterval: fraction() * usual * (tries % 2 == 0 ? 0.1 : 1))
      if run.kill() { outcome.births += 1 }
      if run.output.contains(" added") { confirmed.formUnion(batch.sources) }
      if try exists() {
        whole(batch, try verify("kill at birth \(outcome.births)"), "kill at birth \(outcome.births)")
      } else {
        outcome.unborn += 1
        if !confirmed.isEmpty { outcome.faults.append("kill at birth \(outcome.births): the index is gone") }
      }
      try store(batch)
      _ = try verify("the ingest after kill at birth \(outcome.births)")
      removeIndex()
    }
    if outcome.births < goal { outcome.faults.append("only \(outcome.births) of \(goal) kills met the making of an index") }
    try begin()
    try store(try batch())
  }

  /// Whether a search finds an index; that it finds none must be said in so many words.
  private mutating func exists() throws -> Bool {
    let run = try CommandRun(binary, ["stats", "--index", index])
    if run.wait() == 0 { return true }
    let isMissing = run.errors.contains("there is no index")
    if !isMissing { outcome.faults.append("an index killed at birth: \(run.errors.prefix(300))") }
    return false
  }

  private func removeIndex() {
    guard cluster == nil else { return }
    for ending in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: index + ending) }
  }

  /// Stops the server at random moments of an ingest, as in a crash, and starts it again.
  package mutating func crash(_ count: Int) throws {
    guard let cluster else { return }
    for number in 1...max(1, count) {
      try beginAnewIfLarge()
      let batch = try batch()
      let run = try CommandRun(binary, ["ingest", "--index", index, batch.path])
      Thread.sleep(forTimeInterval: fraction() * usual * 1.1)
      try cluster.stop(mode: "immediate")
      let status = run.wait()
      try cluster.start()
      outcome.crashes += 1
      // An ingest that failed still says how many articles it has stored.
      if status == 0 || run.output.contains(" \(Self.pagesOfBatch) added") { confirmed.formUnion(batch.sources) }
      if status != 0 {
        outcome.crashesMet += 1
        if !run.errors.contains("onrecord: ") { outcome.faults.append("crash \(number): status \(status) without a word") }
      }
      whole(batch, try verify("crash \(number)"), "crash \(number)")
      if number % 3 == 0 { try store(batch) }
    }
  }

  /// Ingests with a limit on file size at which writing breaks off somewhere.
  package mutating func fillDisk(_ count: Int) throws {
    for number in 1...max(1, count) {
      try beginAnewIfLarge()
      let batch = try batch()
      let bytes = size(index)
      // Blocks of 512 bytes; from nothing at all to more than enough.
      let limit = Int(fraction() * Double(max(bytes, 500_000)) * 1.3 / 512)
      let run = try CommandRun(binary, ["ingest", "--index", index, batch.path], shell: "trap '' XFSZ; ulimit -f \(limit); exec \"$@\"")
      let status = run.wait()
      outcome.fullDisks += 1
      if status == 0 { confirmed.formUnion(batch.sources) }
      if status != 0 {
        if run.errors.contains("no space left") {
          outcome.reportedFull += 1
        } else {
          outcome.faults.append("full disk \(number) at \(limit) blocks: status \(status): \(run.errors.prefix(300))")
        }
      }
      whole(batch, try verify("full disk \(number)"), "full disk \(number)")
    }
  }

  /// Searches with several readers at once while pages are ingested.
  package mutating func read(readers: Int, batches count: Int) throws {
    for number in 1...max(1, count) {
      let batch = try batch()
      let writer = try CommandRun(binary, ["ingest", "--index", index, batch.path])
      for _ in 0..<3 {
        let runs = try (0..<readers).map { _ in try CommandRun(binary, ["quotes", "--index", index, "the"]) }
        for run in runs {
          let status = run.wait()
          outcome.readings += 1
          if status != 0 {
            outcome.faults.append("reader during ingest \(number): status \(status): \(run.errors.prefix(300))")
          }
        }
      }
      finish(writer, batch, "ingest under readers \(number)")
      _ = try verify("readers \(number)")
    }
  }

  /// Runs two ingests into the same index at once, while readers search it.
  package mutating func writeTwice(_ count: Int, readers: Int = 0) throws {
    for number in 1...max(1, count) {
      try beginAnewIfLarge()
      let first = try batch()
      let second = try batch()
      let runs = (
        try CommandRun(binary, ["ingest", "--index", index, first.path]), try CommandRun(binary, ["ingest", "--index", index, second.path])
      )
      let searches = try (0..<readers).map { _ in try CommandRun(binary, ["quotes", "--index", index, "the"]) }
      for search in searches {
        let status = search.wait()
        outcome.readings += 1
        if status != 0 { outcome.faults.append("reader beside two writers \(number): status \(status): \(search.errors.prefix(300))") }
      }
      finish(runs.0, first, "first of two writers \(number)")
      finish(runs.1, second, "second of two writers \(number)")
      outcome.pairs += 1
      _ = try verify("two writers \(number)")
    }
  }

  // MARK: Parts of a trial

  /// A few pages in a separate folder.
  private struct Batch {
    let path: String
    let sources: Set<String>
  }

  private mutating func batch() throws -> Batch {
    batches += 1
    var sources: Set<String> = []
    let start = number(pages.count)
    for step in 0..<Self.pagesOfBatch {
      let page = pages[(start + step) % pages.count]
      // Other addresses make other articles.
      let text = page.text.replacingOccurrences(of: "https://", with: "https://b\(batches).")
      sources.insert(try scratch.file("batch-\(batches)/\(page.name)", text))
    }
    return Batch(path: scratch.path("batch-\(batches)"), sources: sources)
  }

  private mutating func begin() throws {
    index = try cluster?.database("trial\(batches)") ?? scratch.path("index-\(batches).db")
    confirmed = []
  }

  private mutating func beginAnewIfLarge() throws {
    guard confirmed.count >= Self.batchesOfIndex * Self.pagesOfBatch else { return }
    removeIndex()
    try begin()
    try store(try batch())
  }

  /// Ingests undisturbed.
  private mutating func store(_ batch: Batch) throws {
    finish(try CommandRun(binary, ["ingest", "--index", index, batch.path]), batch, "ingest")
  }

  private mutating func finish(_ run: CommandRun, _ batch: Batch, _ moment: String) {
    let status = run.wait()
    guard status == 0 else {
      outcome.faults.append("\(moment): status \(status): \(run.errors.prefix(300))")
      return
    }
    confirmed.formUnion(batch.sources)
    outcome.stored += batch.sources.count
  }

  /// Checks the index and looks for every article that was reported as stored; returns the sources of all articles in it.
  private mutating func verify(_ moment: String) throws -> Set<String> {
    let check = try CommandRun(binary, ["check", "--index", index])
    let status = check.wait()
    outcome.checks += 1
    if status != 0 { outcome.faults.append("check after \(moment): status \(status): \((check.output + check.errors).prefix(500))") }
    let export = try CommandRun(binary, ["export", "articles", "--all-copies", "--format", "jsonl", "--index", index])
    _ = export.wait()
    var there: Set<String> = []
    var stories: [String: (articles: Int, clusters: Set<String>)] = [:]
    for line in export.output.utf8.split(separator: 10) {
      guard let article = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any], let source = article["source"] as? String
      else { continue }
      there.insert(source)
      let name = String(source.split(separator: "/").last ?? "")
      stories[name, default: (0, [])].articles += 1
      stories[name, default: (0, [])].clusters.insert(article["cluster"] as? String ?? "none")
    }
    for (name, story) in stories where story.articles > 1 {
      if story.clusters.count > 1 { outcome.faults.append("after \(moment): \(name) is \(story.clusters.count) stories") }
      if story.clusters != ["none"] { outcome.linked += 1 }
    }
    let missing = confirmed.subtracting(there)
    if !missing.isEmpty {
      outcome.lost += missing.count
      outcome.faults.append("after \(moment): \(missing.count) articles lost, \(missing.first ?? "")")
    }
    return there
  }

  /// Whether all of a batch is there, or none of it.
  private mutating func whole(_ batch: Batch, _ there: Set<String>, _ moment: String) {
    let count = batch.sources.intersection(there).count
    if count != 0, count != batch.sources.count {
      outcome.faults.append("after \(moment): \(count) of \(batch.sources.count) articles of one transaction")
    }
  }

  private func size(_ path: String) -> Int {
    (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
  }

  private mutating func next() -> UInt64 {
    generator ^= generator << 13
    generator ^= generator >> 7
    generator ^= generator << 17
    return generator
  }
  private mutating func number(_ limit: Int) -> Int { Int((next() >> 33) % UInt64(limit)) }
  private mutating func fraction() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }
}
