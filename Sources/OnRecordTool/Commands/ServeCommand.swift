internal import Aggregation
internal import OnRecord
internal import Platform
internal import WebServer

/// `onrecord serve`: the index as pages in a browser.
enum ServeCommand {
  private static let standardPort = 8317

  static let description = CommandDescription(
    name: "serve", summary: "open the index in a browser: search, read, follow and take away, on this machine alone", operands: "",
    maximumOperands: 0,
    options: [
      IndexOptions.index,
      OptionDescription(name: "port", short: "p", value: "N", help: "the port; default \(standardPort), 0 takes a free one"),
      OptionDescription(name: "open", help: "open the address in the browser"),
      OptionDescription(
        name: "listen", value: "ADDRESS", help: "listen on that IP address instead of 127.0.0.1; others then need the token that is printed"
      ),
      OptionDescription(name: "host", value: "NAME", help: "with --listen: a name by which browsers may ask for the server; repeatable"),
      OptionDescription(name: "token", value: "TEXT", help: "with --listen: the token, 16 characters or more; default one made anew"),
    ],
    details: """
      The pages need no scripts and fetch nothing from the web. They only read the index, but for what you decide about persons;
      saved searches are kept in a file beside it. Several readers and an ingest may use the index at the same time. An interrupt ends the server.

      Only this machine can open the pages. With --listen others can who know the token; the connection is not encrypted, so
      put a proxy with TLS in front where the network is not your own.
      """,
    examples: [
      "onrecord serve", "onrecord serve --index news.db --port 8400 --open", "onrecord serve --listen 0.0.0.0 --host desk.example.org",
    ],
    run: run)

  private static func run(_ arguments: Arguments) throws -> ExitStatus {
    let port = try arguments.number("port", atLeast: 0) ?? standardPort
    guard let port = UInt16(exactly: port) else { throw UsageError(message: "--port takes a number from 0 to 65535") }
    var settings = Site.Settings()
    if let address = arguments.value("listen") {
      settings.address = address
      settings.hosts = arguments.all("host")
      settings.token = arguments.value("token") ?? Site.Settings.randomToken()
      guard (settings.token ?? "").utf8.count >= 16, (settings.token ?? "").utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x3B }) else {
        throw UsageError(message: "--token takes 16 characters or more, without blanks and semicolons")
      }
    } else if arguments.has("token") || arguments.has("host") {
      throw UsageError(message: "--token and --host go with --listen")
    }
    Interrupt.finishFirst()
    let server: WebServer
    do {
      server = try WebServer(index: IndexOptions.path(arguments), port: port, settings: settings)
    } catch let failure as WebServer.Failure {
      Messages.error(failure.description)
      switch failure {
      case .noAddress: Messages.hint("--listen takes an address of this machine")
      case .cannotListen: Messages.hint("--port takes another port")
      case .noLibrary: break
      }
      return .failed
    }
    try StandardStream.output.show("\(server.address)\n")
    Messages(arguments).note("serving \(IndexOptions.path(arguments)); an interrupt (Ctrl-C) ends it")
    if arguments.has("open"), !Browser.open(server.address) {
      Messages(arguments).note("no browser could be started; open the address yourself")
    }
    withExtendedLifetime(server) { Interrupt.wait() }
    return .done
  }
}
