import Foundation
import Synchronization

/// Where a test keeps its indexes: in files, or in databases of one server of the tests' own.
package enum IndexBackend: String, Sendable {
  case file = "a file"
  case server = "PostgreSQL"

  /// The backend that the running test is to use.
  @TaskLocal package static var current = IndexBackend.file
  /// The backends that can be had on this machine.
  package static let here: [IndexBackend] = PostgreSQLCluster.isInstalled ? [.file, .server] : [.file]

  private static let cluster = Mutex<(server: PostgreSQLCluster?, databases: Int)>((nil, 0))

  /// Where an index that is not there yet goes with the current backend: the path, or the address of a new database that stands for it.
  package static func place(_ path: String) throws -> String {
    guard current == .server else { return path }
    return try cluster.withLock { state in
      if state.server == nil {
        state.server = try PostgreSQLCluster()
        // What a static holds is not let go of by itself.
        atexit { IndexBackend.cluster.withLock { $0.server = nil } }
      }
      state.databases += 1
      guard let server = state.server else { return path }
      return try server.database("test\(state.databases)")
    }
  }
}
