import Aggregation
import Foundation
import Record
import TestSupport

/// Measures exports: processor time and memory of `onrecord export figures` in every tabular format, beside the sqlite3 shell's CSV of the
/// same rows in the same run.
enum BenchmarkExport: WorkshopCommand {
  static let path = ["benchmark", "export"]
  static let summary = "exports: seconds and peak memory by format, beside sqlite3 -csv; [--figures N] (1,000,000) [--keep FILE: the index]"

  static func run(_ arguments: [String]) throws {
    var figures = 1_000_000
    var keep: String?
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--figures": figures = rest.popFirst().flatMap { Int($0) } ?? figures
      case "--keep": keep = rest.popFirst()
      default: throw CocoaError(.featureUnsupported)
      }
    }
    let scratch = try Scratch()
    BenchmarkReport.printMachine()
    let path = keep ?? scratch.path("figures.db")
    if !FileManager.default.fileExists(atPath: path) { try fill(path, figures) }
    for format in ["csv", "jsonl", "parquet", "sqlite"] {
      let file = scratch.path("figures.\(format)")
      let run = try measure(
        Project.folder.appending(path: ".build/release/onrecord"),
        ["export", "figures", "--all-copies", "--min-confidence", "0", "--format", format, "--output", file, "--index", path])
      report(format, run, file)
    }
    // The same rows and columns, written by the sqlite3 shell.
    let file = scratch.path("shell.csv")
    let shell = URL(fileURLWithPath: "/usr/bin/sqlite3")
    guard FileManager.default.isExecutableFile(atPath: shell.path) else { return print("no sqlite3 shell is installed to compare with") }
    let run = try measure(shell, ["-csv", "-header", scratch.path("figures.sqlite"), ".output \(file)", "SELECT * FROM figures"])
    report("sqlite3 -csv", run, file)
  }

  private static func report(_ name: String, _ run: Usage, _ file: String) {
    let bytes = (try? FileManager.default.attributesOfItem(atPath: file)[.size] as? Int) ?? 0
    let rate = Double(bytes) / 1e6 / max(0.01, run.seconds)
    print(
      "  \(name): \(BenchmarkReport.short(run.seconds)) s of the processor, \(run.megabytes) MB at most, \(bytes) bytes, \(BenchmarkReport.short(rate)) MB/s"
    )
  }

  private struct Usage {
    var seconds = 0.0
    var megabytes = 0
  }

  /// Runs a program to its end; returns its processor time and peak memory as the system last reported them.
  private static func measure(_ program: URL, _ arguments: [String]) throws -> Usage {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    var usage = Usage()
    let folder = "/proc/\(process.processIdentifier)"
    while process.isRunning {
      if let stat = try? String(contentsOfFile: folder + "/stat", encoding: .utf8), let end = stat.lastIndex(of: ")") {
        let fields = stat[end...].split(separator: " ")
        // Ticks of 1/100 s in user and system mode.
        if fields.count > 14, let user = Double(fields[12]), let system = Double(fields[13]) { usage.seconds = (user + system) / 100 }
      }
      if let peak = PeakMemory.kilobytes(of: String(process.processIdentifier)) { usage.megabytes = peak / 1024 }
      Thread.sleep(forTimeInterval: 0.01)
    }
    guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    return usage
  }

  /// An index of articles with 50 figures each.
  private static func fill(_ path: String, _ figures: Int) throws {
    let index = try SQLiteIndex(path: path, mode: .write)
    defer { index.close() }
    var news = ZipfNews(seed: 9)
    var number = 0
    while number * 50 < figures {
      let records = (0..<1000).map { news.tally(number + $0) }.prefix(max(0, (figures + 49) / 50 - number))
      _ = try index.add(records.map { try IndexEntry($0) })
      number += records.count
    }
    print("stored: \(number * 50) figures in \(number) articles")
  }
}
