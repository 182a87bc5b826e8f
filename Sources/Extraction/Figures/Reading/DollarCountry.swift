import Knowledge
import Linguistics
import Record

/// Finds the country whose dollar the article means by "dollar" and "$": the country that it names as its own, or the one suggested by its
/// address and the places in it.
enum DollarCountry {
  private static let phrases: [(words: [UInt64], code: String)] = [
    ("in canadian dollars", "CAD"), ("all figures in canadian", "CAD"), ("in australian dollars", "AUD"), ("in new zealand dollars", "NZD"),
    ("in hong kong dollars", "HKD"), ("in singapore dollars", "SGD"),
  ].map { (Words.phrase($0.0), $0.1) }

  private struct Table: Sendable {
    var domains: [String: String] = [:]
    /// Keyed by the first word, with the words that follow it.
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

  /// The first sentences often say where the news is from. Mentions in this many of them count twice.
  private static let leading = 2

  /// How many mentions of its places a country needs where the address does not decide; places of the United States must be less than a
  /// third as many.
  private static let enough = 3

  /// The code of the article's dollar; "USD" where nothing points elsewhere.
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
          // "US" is the country only in capitals.
          if s.holds(i, "us"), !s[i].allCaps { continue }
          // "$US160" says which dollar it is, so it is not evidence for a bare "$".
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

  /// The last label of the host name: "ca" of "https://news.example.ca/a".
  private static func domain(of article: Article) -> String? {
    guard let address = article.canonicalURL ?? article.url, let host = address.split(separator: "/", maxSplits: 2).dropFirst().first else {
      return nil
    }
    return host.split(separator: ":").first?.split(separator: ".").last.map { $0.lowercased() }
  }
}
