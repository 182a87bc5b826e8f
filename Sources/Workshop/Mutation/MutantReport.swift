import Foundation

/// What happened to a mutant.
struct MutantResult: Sendable {
  var mutant: Mutant
  var verdict: MutantTests.Verdict?
  /// How many records were made with it, how many of them changed, and how many texts reach its function; nil if none were asked for.
  var records: (looked: Int, changed: Int, of: Int)?
  /// What changes in one or two records or, if none were counted, why not.
  var example = ""
}

/// The results of all mutants, as a table for a file and as totals.
struct MutantReport {
  private var results: [MutantResult]

  init(_ results: [MutantResult]) { self.results = results }

  /// A name for a mutant that stays the same when lines move.
  static func key(_ mutant: Mutant) -> String { "\(mutant.file) \(mutant.function) \(mutant.constant)" }

  /// The names of the survivors in a report.
  static func survivors(in report: URL) throws -> Set<String> {
    guard let text = try? String(contentsOf: report, encoding: .utf8) else {
      throw WorkshopError("\(report.path): no report of an earlier run; run mutate without --survivors first")
    }
    return text.split(separator: "\n").dropFirst().reduce(into: []) { names, line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard fields.count > 4, fields[4] == "survived" || fields[4] == "unreached" else { return }
      names.insert("\(fields[1].split(separator: ":")[0]) \(fields[2]) \(fields[3])")
    }
  }

  /// The table for a file, one line per mutant.
  var table: String {
    "mutant\tplace\tfunction\treturns\ttests\tby\tlooked\tchanged\tcome to by\texample\n"
      + results.map { result in
        let mutant = result.mutant
        let (word, by) =
          switch result.verdict {
          case .killed(let test): ("killed", test)
          case .survived: ("survived", "")
          case .unreached: ("unreached", "")
          case nil: ("", "")
          }
        let records = result.records.map { "\($0.looked)\t\($0.changed)\t\($0.of)" } ?? "\t\t"
        return
          "\(mutant.number)\t\(mutant.file):\(mutant.line)\t\(mutant.function)\t\(mutant.constant)\t\(word)\t\(by)\t\(records)\t\(result.example)\n"
      }.joined()
  }

  /// The mutants that no test killed, those that change most records first, then totals by folder.
  var text: String {
    var lines: [String] = []
    let left = results.filter { $0.verdict.map { !$0.isKilled } ?? false }
    for result in left.sorted(by: { ($0.records?.changed ?? 0, $1.mutant.number) > ($1.records?.changed ?? 0, $0.mutant.number) }) {
      let mutant = result.mutant
      let records =
        result.records.map { "changes \($0.changed) of \($0.looked) records" }
        ?? (result.example.isEmpty ? "records not asked" : result.example)
      let reach = result.verdict == .unreached ? ", no test calls it" : ""
      lines.append("\(mutant.file):\(mutant.line) \(mutant.function) → \(mutant.constant): \(records)\(reach)")
    }
    let folders = Dictionary(grouping: results) { $0.mutant.file.split(separator: "/").dropFirst(2).dropLast().joined(separator: "/") }
    lines.append("folder\tmutants\tsurvive\tfunctions\tsurvive")
    for (folder, results) in folders.sorted(by: { $0.key < $1.key }) { lines.append(Self.row(folder, results)) }
    lines.append(Self.row("all", results))
    return lines.joined(separator: "\n")
  }

  /// Numbers of mutants and of functions; a function survives if the first of its constants does.
  private static func row(_ name: String, _ results: [MutantResult]) -> String {
    let functions = results.filter { $0.mutant.constant != "true" }
    func share(_ results: [MutantResult]) -> String {
      let left = results.count { $0.verdict.map { !$0.isKilled } ?? false }
      return "\(results.count)\t\(left) (\(results.isEmpty ? 0 : 100 * left / results.count) %)"
    }
    return "\(name)\t\(share(results))\t\(share(functions))"
  }
}
