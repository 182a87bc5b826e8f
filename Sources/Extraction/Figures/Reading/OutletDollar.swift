import Knowledge
import Linguistics
import Record

/// What an article's outlet, by its address or name, says about the article's dollar.
struct OutletDollar {
  /// The code of the outlet's own dollar; `nil` for outlets of countries without one, of the United States, and unknown ones.
  private(set) var code: String?
  /// Whether it is known where the outlet is.
  private(set) var isKnown = false

  /// The list of outlets, in which a host is found without a table.
  private static let listed = EmbeddedBytes(named: "outlets.tsv")

  /// The hosts of the listed outlets by name.
  private static let hosts: [String: [String]] = {
    let lexicon = Lexicon(named: "outlets.tsv")
    let (host, name) = (lexicon.column("host"), lexicon.column("name"))
    var hosts: [String: [String]] = [:]
    for row in lexicon.rows { hosts[key(row[name]), default: []].append(row[host]) }
    return hosts
  }()

  init(_ article: Article) {
    let host = Self.host(of: article)
    if let host {
      if let code = DollarTable.shared.code(ofHost: host) {
        (self.code, isKnown) = (code, true)
        return
      }
      // Two letters are a country, and one without a dollar.
      isKnown =
        HostParents(host).contains { Self.listed?.secondField(ofLine: Array($0.utf8)) != nil }
        || host.split(separator: ".").last?.utf8.count == 2
    }
    guard !isKnown, let site = article.site else { return }
    let codes =
      Self.hosts[Self.key(site)].map { Set($0.map { DollarTable.shared.code(ofHost: $0) }) }
      ?? Set(Self.places(in: site).map { Optional($0) })
    isKnown = !codes.isEmpty
    if codes.count == 1, let only = codes.first, only != "USD" { code = only }
  }

  /// An outlet's name without the article: "globe and mail".
  private static func key(_ name: String) -> String {
    let lower = name.lowercased()
    return lower.hasPrefix("the ") ? String(lower.dropFirst(4)) : lower
  }

  /// The countries of the places in an outlet's name: "Halifax Courant".
  private static func places(in site: String) -> [String] {
    let words = site.lowercased().split { $0 == " " || $0 == "-" || $0 == "(" || $0 == ")" }.map { WordHash.of(String($0)) }
    return words.indices.flatMap { i in
      DollarTable.shared.codes(words[i]) { words[(i + 1)...].starts(with: $0) }.map(\.code)
    }
  }

  /// The host of an article's address, without its port.
  private static func host(of article: Article) -> String? {
    guard let address = article.canonicalURL ?? article.url, let host = address.split(separator: "/", maxSplits: 2).dropFirst().first else {
      return nil
    }
    return host.split(separator: ":").first.map { $0.lowercased() }
  }
}
