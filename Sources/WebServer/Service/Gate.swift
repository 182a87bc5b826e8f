/// Decides who may ask: `Host` must be the server's own name, `Origin` must not be a foreign page, and a token is needed if the server can
/// be reached from elsewhere.
struct Gate: Sendable {
  private let settings: SiteSettings
  private static let local: Set<String> = ["127.0.0.1", "localhost", "[::1]"]
  static let cookie = "onrecord"

  init(_ settings: SiteSettings) { self.settings = settings }

  /// The answer to a request that is refused; `nil` if it may pass.
  func refusal(of request: HTTPRequest) -> HTTPResponse? {
    // A page elsewhere can point its own host name to this machine (DNS rebinding), but the browser still sends that name.
    guard let host = request.header("host"), request.headers.count(where: { $0.name == "host" }) == 1, isOwn(Self.name(of: host)) else {
      return refused(421, "This server does not answer to that name", "Ask for it by its address.")
    }
    if let origin = request.header("origin"), origin.lowercased() != "http://" + host.lowercased() {
      return refused(403, "Another site may not ask this server", "The request came from a page of another origin.")
    }
    if let site = request.header("sec-fetch-site"), site == "cross-site" || site == "same-site" {
      let isVisit = request.header("sec-fetch-mode") == "navigate" && request.header("sec-fetch-dest") == "document"
      guard isVisit, request.method != "POST" else {
        return refused(403, "Another site may not ask this server", "Only its own pages and a link that you follow may.")
      }
    }
    guard let token = settings.token else { return nil }
    return tokenRefusal(request, token)
  }

  private func tokenRefusal(_ request: HTTPRequest, _ token: String) -> HTTPResponse? {
    if let shown = request.header("authorization"), Self.equal(shown, "Bearer " + token) { return nil }
    let cookies = (request.header("cookie") ?? "").split(separator: ";").map { $0.drop { $0 == " " } }
    if cookies.contains(where: { Self.equal(String($0), "\(Self.cookie)=\(token)") }) { return nil }
    // The link that the command prints: the token moves from the address into a cookie.
    if request.method == "GET", let shown = request.value("token"), Self.equal(shown, token) {
      let rest = request.query.filter { $0.name != "token" }.map { ($0.name, Optional($0.value)) }
      var response = HTTPResponse.seeOther(Address(request.path, query: rest))
      response.set("Set-Cookie", "\(Self.cookie)=\(token); Path=/; HttpOnly; SameSite=Strict")
      return response
    }
    var response = refused(401, "A token is needed", "Open the address that the server printed when it was started, with its token.")
    response.set("WWW-Authenticate", "Bearer")
    return response
  }

  /// Whether a form's token is the one this run gave out.
  func holds(_ token: String?) -> Bool { token.map { Self.equal($0, settings.formToken) } ?? false }

  private func refused(_ status: Int, _ title: String, _ detail: String) -> HTTPResponse {
    Problem(status: status, title: title, detail: detail).response
  }

  private func isOwn(_ name: String) -> Bool {
    if Self.local.contains(name) || settings.hosts.contains(where: { $0.lowercased() == name }) { return true }
    guard settings.token != nil else { return false }
    let bare = name.hasPrefix("[") && name.hasSuffix("]") ? String(name.dropFirst().dropLast()) : name
    // A server bound to every address of the machine answers to each of them. That is safe: unlike a name, an address cannot be pointed
    // elsewhere.
    let isEverywhere = settings.address == "0.0.0.0" || settings.address == "::"
    return bare == settings.address.lowercased() || (isEverywhere && HTTPDaemon.isAddress(bare))
  }

  /// A `Host` field without its port, in lowercase.
  private static func name(of host: String) -> String {
    let host = host.lowercased()
    guard let colon = host.lastIndex(of: ":"), !host[colon...].contains("]") else { return host }
    guard host[host.index(after: colon)...].utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return "" }
    return String(host[..<colon])
  }

  /// Compares in constant time, so that the time does not show where two texts differ.
  private static func equal(_ a: String, _ b: String) -> Bool {
    let a = Array(a.utf8)
    let b = Array(b.utf8)
    guard a.count == b.count else { return false }
    return zip(a, b).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
