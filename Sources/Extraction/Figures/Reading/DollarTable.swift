import Knowledge
import Linguistics

/// The countries with a dollar of their own and what points to each of them, from `dollar-countries.tsv`.
struct DollarTable: Sendable {
  /// Codes keyed by the last label of a host name: "ca".
  private(set) var domains: [String: String] = [:]
  /// Codes keyed by the hosts of outlets whose address does not end in their country's label.
  private var hosts: [String: String] = [:]
  /// Places and bodies, keyed by the first word, with the words that follow it.
  private var places: [UInt64: [(rest: [UInt64], code: String)]] = [:]
  /// Codes keyed by the abbreviations of regions: "n.s."
  private var regions: [UInt64: String] = [:]

  static let shared = DollarTable()

  private init() {
    let lexicon = Lexicon(named: "dollar-countries.tsv")
    let columns = ["code", "domains", "outlets", "places", "regions"].map(lexicon.column)
    for row in lexicon.rows {
      let code = row[columns[0]]
      for domain in row[columns[1]].blankParted { domains[String(domain)] = code }
      for host in row[columns[2]].blankParted { hosts[String(host)] = code }
      for region in row[columns[4]].blankParted { regions[WordHash.of(String(region))] = code }
      for place in row[columns[3]].blankParted {
        let words = place.split(separator: "_").map { WordHash.of(String($0)) }
        if let first = words.first { places[first, default: []].append((Array(words.dropFirst()), code)) }
      }
    }
  }

  /// The code of a host's country, by its last label or by its outlet.
  func code(ofHost host: String) -> String? {
    if let label = host.split(separator: ".").last, let code = domains[String(label)] { return code }
    return HostParents(host).lazy.compactMap { hosts[$0] }.first
  }

  /// The code of a region by its abbreviation.
  func code(ofRegion key: UInt64) -> String? { regions[key] }

  /// The codes of the places whose names begin with a word, each with the number of its words.
  /// - Parameters:
  ///   - key: the name's first word.
  ///   - follows: whether the words behind it are these.
  func codes(_ key: UInt64, follows: ([UInt64]) -> Bool) -> [(code: String, count: Int)] {
    (places[key] ?? []).filter { $0.rest.isEmpty || follows($0.rest) }.map { ($0.code, $0.rest.count + 1) }
  }
}

/// A host and the domains that it belongs to: "news.example.com", "example.com".
struct HostParents: Sequence, IteratorProtocol {
  private var rest: Substring

  init(_ host: String) { rest = host[...] }

  mutating func next() -> String? {
    guard let dot = rest.firstIndex(of: ".") else { return nil }
    defer { rest = rest[rest.index(after: dot)...] }
    return String(rest)
  }
}
