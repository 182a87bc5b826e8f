import Knowledge
import Linguistics
import Record

/// The country whose dollar the article means by "dollar" and "$": the one that it names as its own, or that its address and its places tell.
enum DollarCountry {
  private static let phrases: [(words: [UInt64], code: String)] = [
    ("in canadian dollars", "CAD"), ("all figures in canadian", "CAD"), ("in australian dollars", "AUD"), ("in new zealand dollars", "NZD"),
    ("in hong kong dollars", "HKD"), ("in singapore dollars", "SGD"),
  ].map { (Words.phrase($0.0), $0.1) }

  private struct Table: Sendable {
    var domains: [String: String] = [:]
    /// By the first word, with the words behind it.
    var places: [UInt64: [(rest: [UInt64], code: String)]] = [:]
  }

  private static let table: Table = {
    let lexicon = Lexicon(named: "dollar-countries.tsv")
    let (code, domains, places) = (lexicon.column("code"), lexicon.column("domains"), lexicon.column("places"))
    var table = Table()
    for row in lexicon.rows {
      for domain in row[domains].blankParted { table.domains[String(domain)] = row[code] }
      for place in row[places].blankParted {
        let words = place.split(separator: "_").map { WordHash.of(String($0)) }
        if let first = words.first { table.places[first, default: []].append((Array(words.dropFirst()), row[code])) }
      }
    }
    return table
  }()

  /// So many sentences tell first where the news is from: a mention there counts twice.
  private static let leading = 2

  /// How many mentions of its places make a country the article's, where no address tells it and places of the United States are not a third as many.
  private static let enough = 3

  /// The code of the article's dollar; "USD" where nothing tells.
  static func code(_ pieces: PieceText, of article: Article) -> String {
    guard pieces.holdsDollars else { return "USD" }
    var votes: [String: Int] = [:]
    for (number, bounds) in pieces.sentences.enumerated() where !bounds.isEmpty {
      let s = PieceSentence(source: pieces, bounds: bounds, number: number)
      for i in bounds where s.isWord(i) {
        if s.holds(i, "in") || s.holds(i, "all") {
          for phrase in phrases where s.holds(i, phrase: phrase.words) && !s.isNumber(i - 1) { return phrase.code }
        }
        guard s.capitalized(i), let places = table.places[s.key(i)] else { continue }
        for place in places where s.holds(i + 1, phrase: place.rest) || place.rest.isEmpty {
          // "us" is the country in capitals alone.
          if s.holds(i, "us"), !s[i].allCaps { continue }
          // "$US160" is told apart from the article's own.
          if s.glued(i) && s.holds(i - 1, "$") || s.glued(i + 1) && s.holds(i + 1, "$") { continue }
          votes[place.code, default: 0] += number < leading ? 2 : 1
        }
      }
    }
    let (american, address) = (votes["USD"] ?? 0, domain(of: article).flatMap { table.domains[$0] })
    if let address { return american > 4 * (votes[address] ?? 0) + 3 ? "USD" : address }
    let first = votes.filter { $0.key != "USD" }.max { ($0.value, $1.key) < ($1.value, $0.key) }
    guard let first, first.value >= enough, first.value > 3 * american else { return "USD" }
    return first.key
  }

  /// The last part of the host's name: "ca" of "https://news.example.ca/a".
  private static func domain(of article: Article) -> String? {
    guard let address = article.canonicalURL ?? article.url, let host = address.split(separator: "/", maxSplits: 2).dropFirst().first else {
      return nil
    }
    return host.split(separator: ":").first?.split(separator: ".").last.map { $0.lowercased() }
  }
}
