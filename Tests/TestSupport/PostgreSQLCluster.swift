import Foundation

/// A PostgreSQL server for a test: a new cluster in a temporary folder, reached through a socket there, stopped and deleted at the end.
///
/// The server refuses to run as root. It then runs as another user of the machine, who owns the folder.
public final class PostgreSQLCluster: Sendable {
  /// The folder of the socket.
  public let folder: String
  private let user: String?
  private static let programs = "/usr/lib/postgresql/15/bin"

  /// Whether the server's programs are installed here.
  public static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: programs + "/initdb") }
  /// What a test says if it is skipped because they are missing.
  public static let missing = "PostgreSQL 15's server is not installed (apt-get install postgresql-15): the laws are not tried on it"

  /// Makes a cluster and starts it.
  public init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("onrecord-pg-\(UUID().uuidString.prefix(8))").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let hasOwner = FileManager.default.fileExists(atPath: "/var/lib/postgresql")
    user = getuid() == 0 ? (hasOwner ? "postgres" : "nobody") : nil
    if let user { try Self.run("/bin/chown", [user, folder]) }
    try server("initdb", ["-D", folder + "/data", "-U", "onrecord", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"])
    try start()
  }

  deinit {
    try? stop(mode: "immediate")
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Starts the server.
  public func start() throws {
    let settings = "-c listen_addresses='' -c unix_socket_directories='\(folder)' -c max_connections=40"
    try server("pg_ctl", ["-D", folder + "/data", "-w", "-t", "60", "-l", folder + "/log", "-o", settings, "start"])
  }

  /// Stops the server; `immediate` is like a crash.
  public func stop(mode: String) throws { try server("pg_ctl", ["-D", folder + "/data", "-w", "-m", mode, "stop"]) }

  /// Creates a database; returns its address.
  public func database(_ name: String) throws -> String {
    try server("createdb", ["-h", folder, "-U", "onrecord", name])
    return place(name)
  }

  /// Runs a statement in a database.
  public func execute(_ sql: String, in name: String) throws {
    try server("psql", ["-h", folder, "-U", "onrecord", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", sql, name])
  }

  /// The address of a database.
  public func place(_ name: String) -> String { "postgresql://onrecord@/\(name)?host=\(folder)" }

  private func server(_ program: String, _ arguments: [String]) throws {
    let path = Self.programs + "/" + program
    if let user { try Self.run("/usr/sbin/runuser", ["-u", user, "--", path] + arguments) } else { try Self.run(path, arguments) }
  }

  private static func run(_ path: String, _ arguments: [String]) throws {
    let process = Process()
    // The server keeps running, so it must not inherit the descriptor by whose closing Foundation sees that its child has ended.
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments =
      ["-c", "for f in /proc/self/fd/*; do n=${f##*/}; [ $n -le 2 ] || eval \"exec $n>&-\"; done; exec \"$@\"", "run", path] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: "/tmp")
    process.standardOutput = FileHandle.nullDevice
    let errors = FileManager.default.temporaryDirectory.appendingPathComponent("onrecord-pg-errors-\(UUID().uuidString.prefix(8))")
    _ = FileManager.default.createFile(atPath: errors.path, contents: nil)
    defer { try? FileManager.default.removeItem(at: errors) }
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(text: "\(path) failed: \(try String(contentsOf: errors, encoding: .utf8))")
    }
  }

  /// A program that failed, with its output.
  public struct Failure: Error, CustomStringConvertible {
    let text: String
    /// Its output.
    public var description: String { text }
  }
}
