import Extraction
import Foundation
import Synchronization
import TestSupport

/// Tries extraction without each of its functions in turn, and reports what gold loses.
enum EvaluateRules: WorkshopCommand {
  static let path = ["evaluate", "rules"]
  static let summary =
    "[--gold PLACE,…] (beside Corpus and the own marks: folders or JSON lines, as evaluate quotes and figures read them) [--texts FILE,…] (the marked "
    + "texts of others, see marks join) [--function WORDS] (only functions whose names hold one, comma between them) [--constants first|all] (first) "
    + "[--scratch FOLDER] (.build/mutants) [--out FILE] (FOLDER/rules.tsv; its rows are not made again) [--at-once N] (2): what the counts of right findings "
    + "lose without each function of extraction"

  static func run(_ arguments: [String]) throws {
    let options = WorkshopOptions(arguments)
    guard ["first", "all", nil].contains(options["constants"]) else { throw WorkshopError("--constants: first or all") }
    let isFirstOnly = options["constants"] != "all"
    let scratch = URL(fileURLWithPath: options["scratch"] ?? ".build/mutants")
    let atOnce = max(1, options["at-once"].flatMap { Int($0) } ?? 2)
    let others = try (options["gold"] ?? "").split(separator: ",").map { place in
      let url = URL(fileURLWithPath: String(place))
      guard FileManager.default.isReadableFile(atPath: url.path) else { throw WorkshopError("\(url.path): cannot be read") }
      return url.path
    }
    let package = try MutantPackage(scratch: scratch)
    print("\(package.mutants.count) mutants; \(package.otherTypes) functions of other types; \(package.unread.count) not understood")
    try package.build(withTests: false)

    let marks = scratch.appending(path: "marks.jsonl").path
    let folder = Project.folder.appending(path: "Sources/Workshop/Marks").path
    try JoinMarks.run(["--marks", folder, "--out", marks] + (options["texts"].map { ["--texts", $0] } ?? []))
    let gold = [Project.corpus.path, marks] + others

    let table = try RuleTable(
      URL(fileURLWithPath: options["out"] ?? scratch.appending(path: "rules.tsv").path),
      about: "rules \(ExtractorVersion.rules), gold \(gold.joined(separator: ", "))")
    let words = options["function"]?.split(separator: ",").map(String.init)
    let mutants = package.mutants.filter { mutant in
      !(isFirstOnly && mutant.constant == "true") && (words?.contains { mutant.function.contains($0) } ?? true)
    }
    let left = mutants.filter { !table.holds($0) }
    print("\(mutants.count) functions, \(mutants.count - left.count) of them judged before")
    let byNumber = Dictionary(left.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
    let runs = MutantRuns(
      package: package, scratch: scratch, command: MutantEffects.path, arguments: ["--gold", gold.joined(separator: ",")])
    try runs.run(left.map(\.number), atOnce) { number, fields in
      if let mutant = byNumber[number] { try table.add(mutant, fields) }
    }
    print(table.summary(of: mutants))
  }
}

/// The table of what gold loses without each function: a file whose rows are written as they come, and read again by the next run.
private final class RuleTable: Sendable {
  private let handle: FileHandle
  /// The fields of each row after those that name the mutant, by these.
  private let rows: Mutex<[String: [String]]>

  /// Opens a table, or begins it.
  /// - Parameter about: rules and gold; rows that were made with others are not kept.
  init(_ file: URL, about: String) throws {
    let head = "# \(about)\n"
    let names = "function\tplace\treturns\treached\ttexts\tchanged\t" + GoldMeasure.allCases.map(\.rawValue).joined(separator: "\t") + "\n"
    let old = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    if !old.hasPrefix(head + names) { try (head + names).write(to: file, atomically: true, encoding: .utf8) }
    var rows: [String: [String]] = [:]
    // The last line is not whole if the run was ended while it was written.
    for line in old.hasPrefix(head + names) ? old.dropFirst(head.count + names.count).split(separator: "\n") : [] {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == Self.width else { continue }
      rows[fields[..<3].joined(separator: "\t")] = Array(fields[3...])
    }
    self.rows = Mutex(rows)
    guard let handle = FileHandle(forWritingAtPath: file.path) else { throw WorkshopError("\(file.path): cannot be written") }
    self.handle = handle
    if try handle.seekToEnd() > 0, !old.isEmpty, !old.hasSuffix("\n") { try handle.write(contentsOf: Data("\n".utf8)) }
  }

  private static let width = 6 + GoldMeasure.allCases.count

  private static func key(_ mutant: Mutant) -> String { "\(mutant.function)\t\(mutant.file):\(mutant.line)\t\(mutant.constant)" }

  /// Whether a mutant has a row.
  func holds(_ mutant: Mutant) -> Bool { rows.withLock { $0[Self.key(mutant)] != nil } }

  /// Writes a mutant's row.
  /// - Parameter fields: what ``MutantEffects`` reports; nil if the mutant ended the process.
  func add(_ mutant: Mutant, _ fields: [String]?) throws {
    let fields = fields ?? ["ends the process"] + Array(repeating: "", count: Self.width - 4)
    try rows.withLock { rows in
      rows[Self.key(mutant)] = fields
      try handle.write(contentsOf: Data((Self.key(mutant) + "\t" + fields.joined(separator: "\t") + "\n").utf8))
    }
  }

  /// How many mutants have no effect.
  func summary(of mutants: [Mutant]) -> String {
    let rows = rows.withLock { $0 }
    let judged = mutants.compactMap { rows[Self.key($0)] }
    let read = judged.filter { $0[0] == "read" }
    let same = read.count { $0[2] == "0" }
    let even = read.count { $0[2] != "0" && $0[3...].allSatisfy { $0 == "0" } }
    return "\(judged.count) judged: \(same) change no finding, \(even) change findings but no count, "
      + "\(read.count - same - even) change counts, "
      + "\(judged.count { $0[0] == "unreached" }) are reached by no text, \(judged.count { $0[0] == "start" }) run once a process, "
      + "\(judged.count { $0[0] == "ends the process" }) end the process"
  }
}
