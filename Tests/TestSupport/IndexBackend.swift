import Foundation
import Synchronization

/// Where a test keeps its indexes: in files, or in databases of one server started for the tests.
package enum IndexBackend: String, Sendable {
  case file = "a file"
  case server = "PostgreSQL"

  /// The backend that the running test uses.
  @TaskLocal package static var current = IndexBackend.file
  /// The backends that are available on this machine.
  package static let here: [IndexBackend] = PostgreSQLCluster.isInstalled ? [.file, .server] : [.file]

  private static let cluster = Mutex<(server: PostgreSQLCluster?, databases: Int)>((nil, 0))

  /// Where to put a new index with the current backend: the path, or the address of a new database in its place.
  package static func place(_ path: String) throws -> String {
    guard current == .server else { return path }
    return try cluster.withLock { state in
      if state.server == nil {
        state.server = try PostgreSQLCluster()
        // What a static property holds is never released automatically.
        atexit { IndexBackend.cluster.withLock { $0.server = nil } }
      }
      state.databases += 1
      guard let server = state.server else { return path }
      return try server.database("test\(state.databases)")
    }
  }
}
