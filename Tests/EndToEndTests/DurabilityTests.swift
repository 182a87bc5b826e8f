import Foundation
import TestSupport
import Testing

/// What was reported as stored stays stored: kills, full disks, readers and rival writers. `make soak` runs the same for longer.
@Suite struct DurabilityTests {
  @Test func killsLoseNothing() throws {
    var trial = try DurabilityTrial(binary: Project.binary, seed: 1)
    try trial.kill(15)
    #expect(trial.outcome.faults == [])
    #expect(trial.outcome.lost == 0)
  }

  /// A kill while the index is made leaves an index, or nothing that the next ingest refuses.
  @Test func killsAtBirthLeaveNothingThatIsRefused() throws {
    var trial = try DurabilityTrial(binary: Project.binary, seed: 6)
    try trial.killAtBirth(10)
    #expect(trial.outcome.faults == [])
  }

  /// If an ingest is killed at any moment, articles and the links between them are either both there or both missing.
  @Test func killsLeaveLinksWithTheirArticles() throws {
    var trial = try DurabilityTrial(binary: Project.binary, seed: 4)
    try trial.kill(25)
    #expect(trial.outcome.faults == [])
    #expect(trial.outcome.linked > 0, "pages came under several addresses")
  }

  @Test func fullDisksLoseNothingAndSaySo() throws {
    var trial = try DurabilityTrial(binary: Project.binary, seed: 2)
    try trial.fillDisk(5)
    #expect(trial.outcome.faults == [])
    #expect(trial.outcome.reportedFull > 0)
  }

  @Test func readersAndWritersShareTheIndex() throws {
    var trial = try DurabilityTrial(binary: Project.binary, seed: 3)
    try trial.read(readers: 8, batches: 1)
    try trial.writeTwice(2, readers: 8)
    #expect(trial.outcome.faults == [])
  }

  /// The same in PostgreSQL: nothing that was reported as stored is lost when a program is killed or the server crashes.
  @Test(.enabled(if: PostgreSQLCluster.isInstalled, "\(PostgreSQLCluster.missing)")) func killsAndCrashesOfAServerLoseNothing() throws {
    var trial = try DurabilityTrial(binary: Project.binary, seed: 5, cluster: try PostgreSQLCluster())
    try trial.kill(8)
    try trial.crash(6)
    try trial.writeTwice(2)
    #expect(trial.outcome.faults == [])
    #expect(trial.outcome.lost == 0)
    #expect(trial.outcome.linked > 0, "pages came under several addresses")
  }
}
