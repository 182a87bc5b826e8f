internal import Aggregation
internal import OnRecord
internal import Platform

/// `onrecord stats|check|reindex`: what the index holds, whether it is sound, and its findings by the present rules.
enum UpkeepCommands {
  static let check = CommandDescription(
    name: "check", summary: "verify the index: storage, full text, every span against its text, counts", operands: "", maximumOperands: 0,
    options: [IndexOptions.index],
    details: "Exit status 0 for a sound index, 1 where something is wrong; each fault is reported in a sentence.",
    examples: ["onrecord check --index news.db"], run: runCheck)

  static let reindex = CommandDescription(
    name: "reindex", summary: "extract the findings of all stored texts anew, by the present rules, and report what changed", operands: "",
    maximumOperands: 0, options: [IndexOptions.index],
    details: """
      Texts, pages and versions stay as they are; the ids of findings that are the same stay the same. An index that an earlier program wrote is
      brought up to date first, as by every command that writes.
      """,
    examples: ["onrecord reindex --index news.db"], run: runReindex)

  static func runStats(_ arguments: Arguments) throws -> ExitStatus {
    let index = try IndexOptions.open(arguments)
    defer { index.close() }
    let found = try index.statistics()
    let types = found.quotesByType.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    let span = [found.earliest, found.latest].compactMap { $0.map { String($0.prefix(10)) } }.joined(separator: " to ")
    let rows: [(String, String)] = [
      ("index", IndexOptions.path(arguments)), ("articles", "\(found.articles) (\(found.versions) versions)"),
      ("quotes", "\(found.quotes)\(types.isEmpty ? "" : " (\(types))")"), ("figures", "\(found.figures)"),
      ("officials", "\(found.officials)"), ("speakers", "\(found.speakers)"), ("outlets", "\(found.outlets)"),
      ("published", span.isEmpty ? "unknown" : span), ("text", "\(found.textBytes) bytes"),
      ("pages kept", "\(found.pages) (\(found.archiveBytes) bytes, compressed)"), ("file", "\(found.fileBytes) bytes"),
      ("schema", "\(found.schema)"),
    ]
    let text = rows.map { name, value in name + String(repeating: " ", count: 12 - name.count) + value + "\n" }.joined()
    try StandardStream.output.show(text)
    return .done
  }

  private static func runCheck(_ arguments: Arguments) throws -> ExitStatus {
    let index = try IndexOptions.open(arguments)
    defer { index.close() }
    let report = try index.check()
    for problem in report.problems { Messages.error("\(IndexOptions.path(arguments)): \(problem)") }
    let verdict = report.isClean ? "sound" : report.problems.count == 1 ? "1 fault" : "\(report.problems.count) faults"
    let text = """
      \(IndexOptions.path(arguments)): \(verdict); \(report.articles) articles, \(report.versions) versions, \(report.findings) \
      findings, \(report.postings) words looked at

      """
    try StandardStream.output.show(text)
    return report.isClean ? .done : .failed
  }

  private static func runReindex(_ arguments: Arguments) throws -> ExitStatus {
    let index = try IndexOptions.open(arguments, mode: .write)
    defer { index.close() }
    let pipeline = Pipeline()
    let report = try index.reindex { pipeline.record(of: $0) }
    var text = ""
    for change in report.changes {
      text += "\(change.article.prefix(12)) version \(change.version): \(change.removed.count) findings gone, \(change.added.count) new\n"
      for finding in change.removed { text += "  - \(finding.kind.rawValue) \(finding.id): \(finding.words)\n" }
      for finding in change.added { text += "  + \(finding.kind.rawValue) \(finding.id): \(finding.words)\n" }
    }
    text += "\(report.versions) versions read, \(report.changed) changed\n"
    try StandardStream.output.show(text)
    return .done
  }
}
