internal import Knowledge

/// What an outlet is called: the name in the table of outlets (`outlets.tsv`), else what the page says, else its host.
///
/// Pages of large outlets name a section ("U.S."), the default of their host's software ("Hosted"), or their own address as the site. The
/// table also unifies "the Guardian" and "The Guardian". It is a list by host, like the list of GKG's sources.
enum OutletNames {
  /// The name of the outlet at an address.
  /// - Parameters:
  ///   - stated: what the page may call its site, the likeliest first.
  static func name(stated: [String], address: String?) -> String? {
    let host = host(of: address)
    if let host, let name = listed(host) { return name }
    let names = stated.map(\.trimmed).filter { !$0.isEmpty }
    return names.first { isName($0, at: host) } ?? host ?? names.first
  }

  /// The name of an outlet given alongside a text. It is used as given, unless it is an address; then the table may know its name.
  static func name(given: String?, address: String?) -> String? {
    guard let given = given?.trimmed, !given.isEmpty else { return name(stated: [], address: address) }
    if isName(given, at: host(of: address)) { return given }
    return listed(given.hasPrefix("www.") ? String(given.dropFirst(4)) : given) ?? name(stated: [given], address: address)
  }

  /// The host of an address in lower case, without `www.`.
  private static func host(of address: String?) -> String? {
    guard let address = address.flatMap({ WebAddress($0) }) else { return nil }
    let host = String(decoding: address.host, as: UTF8.self).lowercased()
    let bare = host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
    return bare.contains(".") ? bare : nil
  }

  /// The table's name for a host, else for the domain that the host belongs to.
  private static func listed(_ host: String) -> String? {
    guard let table else { return nil }
    var domain = Array(host.utf8)
    while let dot = domain.firstIndex(of: UInt8(ascii: ".")) {
      if let name = table.secondField(ofLine: domain) { return name }
      domain.removeFirst(dot + 1)
    }
    return nil
  }

  private static let table = EmbeddedBytes(named: "outlets.tsv")

  /// Whether what a page calls its site is a name, and not an address, a part of the host as it is written there, or a section.
  private static func isName(_ text: String, at host: String?) -> Bool {
    let lower = text.lowercased()
    if Array(text.utf8).place(of: Array("://".utf8)) != nil || notNames.contains(lower) { return false }
    guard !text.utf8.contains(32), text == lower else { return true }
    if let host, host.split(separator: ".").contains(where: { $0 == text }) { return false }
    return !text.utf8.contains(UInt8(ascii: ".")) || text.hasSuffix(".")
  }

  private static let notNames: Set<String> = Set(WordSets.phrases("OutletNames.notNames"))
}
