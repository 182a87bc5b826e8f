import Foundation
import Synchronization

/// Runs a command of the copy's Workshop for mutants, with several processes at a time, and restarts it after a mutant that ends it.
///
/// The command is given the mutants' numbers in a file. It reports each one's begin, so that it is known which one ended the process, and its
/// end with what it found, as fields separated by tabs.
struct MutantRuns: Sendable {
  /// The message if a mutant left something behind, so that the numbers after it cannot be trusted.
  static let memory = "without a mutant the findings are no longer those of the start; something is kept between texts"

  private let workshop: URL
  private let scratch: URL
  private let count: Int
  private let command: [String]
  private let arguments: [String]

  init(package: MutantPackage, scratch: URL, command: [String], arguments: [String]) {
    workshop = package.workshop
    self.scratch = scratch
    count = package.mutants.count
    self.command = command
    self.arguments = arguments
  }

  /// Writes a line of a command at once, so that the parent process has read it if the next mutant ends this one.
  static func tell(_ fields: [String]) {
    FileHandle.standardOutput.write(Data((fields.joined(separator: "\t") + "\n").utf8))
  }

  /// Runs the command for mutants.
  /// - Parameter found: receives a mutant's number and the fields after it as they come, from any thread; nil for one that ends the process.
  func run(_ mutants: [Int], _ atOnce: Int, found: @escaping @Sendable (Int, [String]?) throws -> Void) throws {
    let problem = Mutex<(any Error)?>(nil)
    DispatchQueue.concurrentPerform(iterations: atOnce) { worker in
      let part = mutants.indices.filter { $0 % atOnce == worker }.map { mutants[$0] }
      do { try run(part, worker, found) } catch { problem.withLock { $0 = error } }
    }
    if let problem = problem.withLock({ $0 }) { throw problem }
  }

  private func run(_ numbers: [Int], _ worker: Int, _ found: (Int, [String]?) throws -> Void) throws {
    let name = command.joined(separator: "-")
    let list = scratch.appending(path: "\(name)-numbers-\(worker)")
    let file = try MutantSwitchFile(scratch.appending(path: "\(name)-switch-\(worker)"), count: count)
    var left = numbers
    while !left.isEmpty {
      try ([count] + left).map(String.init).joined(separator: "\n").write(to: list, atomically: true, encoding: .utf8)
      try file.set(0)
      var begun: Int?
      var message = ""
      var problem: (any Error)?
      let process = QuietProcess(
        program: workshop.path, arguments: command + ["--mutants", list.path] + arguments,
        environment: [MutantSwitchFile.variable: file.url.path], patience: 100_000)
      let status = try process.run { line in
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        switch (fields[0], fields.count > 1 ? Int(fields[1]) : nil) {
        case ("begin", let number?): begun = number
        case ("end", let number?):
          begun = nil
          left.removeAll { $0 == number }
          do { try found(number, Array(fields.dropFirst(2))) } catch { problem = error }
        default:
          message = String(line)
          if message == Self.memory { FileHandle.standardError.write(Data("\(message)\n".utf8)) }
        }
        return problem == nil
      }
      if let problem { throw problem }
      if status == 0 { return }
      guard let begun else { throw WorkshopError("\(command.joined(separator: " ")) fails: \(message)") }
      left.removeAll { $0 == begun }
      try found(begun, nil)
    }
  }
}
