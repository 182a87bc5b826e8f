import Foundation
import TestSupport

/// Tests the built command with kills, full disks, readers and rival writers, many times over.
enum Soak: WorkshopCommand {
  static let path = ["soak"]
  static let summary =
    "[--kills N] (500): kills ingests at random moments, N/5 more while they make the index, fills the disk and lets reads, writes and syncs fail N/5 times each, two writers and eight readers side by side; kills and crashes of a PostgreSQL server, N/5 each, where one is installed; checks after each"

  static func run(_ arguments: [String]) throws {
    var kills = 500
    if let place = arguments.firstIndex(of: "--kills"), place + 1 < arguments.count, let number = Int(arguments[place + 1]), number > 0 {
      kills = number
    }
    let binary = ProcessInfo.processInfo.environment["ONRECORD_BINARY"] ?? ".build/release/onrecord"
    let seed = UInt64.random(in: 1...1_000_000)
    let start = Date()
    var trial = try DurabilityTrial(binary: URL(fileURLWithPath: binary), seed: seed)
    try trial.kill(kills)
    print(
      "kills: \(trial.outcome.kills) at random moments (\(trial.outcome.afterTheEnd) more came after the end, \(trial.outcome.committedThenKilled) after the commit)"
    )
    try trial.killAtBirth(max(1, kills / 5))
    print("kills while the index was made: \(trial.outcome.births), \(trial.outcome.unborn) of them left none")
    try trial.fillDisk(max(1, kills / 5))
    print("full disks: \(trial.outcome.fullDisks), \(trial.outcome.reportedFull) of them reported as such, the others had space enough")
    var disk = try FaultTrial(seed: seed)
    try disk.fail(max(1, kills / 5))
    print("failing reads, writes and syncs: \(disk.tried), \(disk.reported) of them reported as such; \(disk.lost) articles lost")
    for fault in disk.faults { print("FAULT \(fault)") }
    if disk.lost + disk.faults.count > 0 { throw CocoaError(.fileReadCorruptFile) }
    try trial.read(readers: 8, batches: max(1, kills / 50))
    print("readers: \(trial.outcome.readings) searches, 8 at once, during ingests")
    try trial.writeTwice(max(1, kills / 20), readers: 8)
    try report(trial.outcome, start, seed)
    guard PostgreSQLCluster.isInstalled else { return print(PostgreSQLCluster.missing) }
    let again = Date()
    var served = try DurabilityTrial(binary: URL(fileURLWithPath: binary), seed: seed, cluster: try PostgreSQLCluster())
    try served.kill(max(1, kills / 5))
    print("PostgreSQL, kills of ingest: \(served.outcome.kills) (\(served.outcome.committedThenKilled) after the commit)")
    try served.killAtBirth(max(1, kills / 20))
    print("PostgreSQL, kills while the index was made: \(served.outcome.births), \(served.outcome.unborn) of them left none")
    try served.crash(max(1, kills / 5))
    print("PostgreSQL, crashes of the server: \(served.outcome.crashes), \(served.outcome.crashesMet) of them met a running ingest")
    try served.writeTwice(max(1, kills / 20), readers: 8)
    try report(served.outcome, again, seed)
  }

  private static func report(_ outcome: DurabilityTrial.Outcome, _ start: Date, _ seed: UInt64) throws {
    print("two writers at once: \(outcome.pairs) pairs")
    for fault in outcome.faults { print("FAULT \(fault)") }
    print(
      "\(outcome.checks) checks, \(outcome.stored) articles stored by undisturbed runs, \(outcome.lost) articles lost, \(outcome.faults.count) faults, "
        + "\(Int(Date().timeIntervalSince(start))) s, seed \(seed)")
    if !outcome.faults.isEmpty { throw CocoaError(.fileReadCorruptFile) }
  }
}
