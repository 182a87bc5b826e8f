internal import Aggregation

/// Serves the pages of an index on a socket.
public final class WebServer: Sendable {
  private let site: Site
  private let daemon: HTTPDaemon
  private let settings: Site.Settings

  /// Why a server could not be started.
  public enum Failure: Error, Sendable, CustomStringConvertible {
    /// The text is not an IP address.
    case noAddress(String)
    /// The port is taken, or the address does not belong to this machine.
    case cannotListen(String, Int)
    /// The library that serves pages is not installed.
    case noLibrary(String)

    /// A sentence that says what to do.
    public var description: String {
      switch self {
      case .noAddress(let text): "'\(text)' is no IP address, as 192.168.1.5 or 0.0.0.0 are"
      case .cannotListen(let address, let port):
        "cannot listen on \(address), port \(port); choose another port (0 takes a free one)"
      case .noLibrary(let problem): "pages cannot be served: \(problem)"
      }
    }
  }

  /// Opens the index and starts listening; port 0 picks a free one.
  public init(index path: String, port: UInt16, settings: Site.Settings = Site.Settings()) throws {
    if let problem = HTTPDaemon.problem { throw Failure.noLibrary(problem) }
    guard HTTPDaemon.isAddress(settings.address) else { throw Failure.noAddress(settings.address) }
    let site = try Site(index: path, settings: settings)
    guard let daemon = HTTPDaemon(address: settings.address, port: port, respond: { site.respond($0) }) else {
      throw Failure.cannotListen(settings.address, Int(port))
    }
    self.site = site
    self.daemon = daemon
    self.settings = settings
  }

  /// The port it listens on.
  public var port: Int { daemon.port }

  /// The address to open, with the token if one is needed.
  public var address: String {
    let host =
      switch settings.address {
      case "0.0.0.0", "::": settings.hosts.first ?? "localhost"
      case let address where address.contains(":"): "[\(address)]"
      case let address: address
      }
    return "http://\(host):\(port)/" + (settings.token.map { "?token=" + $0 } ?? "")
  }
}
