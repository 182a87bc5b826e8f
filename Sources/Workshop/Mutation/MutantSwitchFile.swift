import Foundation

/// The file that tells a process with mutants which one is on, and in which the process records those it reached
/// (``SourceMutator/switchSource``).
final class MutantSwitchFile {
  static let variable = "ONRECORD_MUTANTS"
  let url: URL
  private let handle: FileHandle
  private let count: Int

  /// Creates a file, or opens an existing one.
  /// - Parameter count: how many mutants there are.
  init(_ url: URL, count: Int) throws {
    self.url = url
    self.count = count
    if !FileManager.default.fileExists(atPath: url.path) { try Data(count: 1 << 16).write(to: url) }
    guard let handle = FileHandle(forUpdatingAtPath: url.path) else { throw WorkshopError("\(url.path): cannot be written") }
    self.handle = handle
  }

  /// Turns a mutant on, 0 for none, and forgets which ones were reached.
  func set(_ mutant: Int) throws {
    try handle.seek(toOffset: 0)
    // Lowest byte first, as the switch reads it.
    try handle.write(contentsOf: Data((0..<4).map { UInt8(truncatingIfNeeded: mutant >> (8 * $0)) }) + Data(count: count + 1))
  }

  /// For each mutant, from number 0 on, whether the process reached it.
  func reached() throws -> [Bool] {
    try handle.seek(toOffset: 4)
    return try (handle.read(upToCount: count + 1) ?? Data()).map { $0 != 0 }
  }
}
