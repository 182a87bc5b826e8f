internal import Glibc
internal import Knowledge

/// How many people bear a name.
enum NameShares {
  /// The decimal logarithm of the chance that two people who are named in the news, taken at random, both bear a name that is written in these two
  /// forms, times the number of such people: how little a shared name alone says. Below 0: rarer than one in all people of the news.
  ///
  /// Of two forms of one name the commoner counts, an initial as one letter of fifteen. A name of no list is a little rarer than the rarest
  /// listed ones, no more: lists know few languages.
  static func namesakes(_ pairings: [(NameReading, NameReading)]) -> Double {
    // Who has two surnames that another has as well is not read by one of them.
    let most = pairings.map { sharedParts($0, $1) }.max() ?? 0
    return max(rarest, log10(pairings.filter { sharedParts($0, $1) == most }.map { bearers($0, $1) }.max() ?? 1))
  }

  private static func sharedParts(_ a: NameReading, _ b: NameReading) -> Int {
    a.surnameSkeletons.count { b.surnameSkeletons.contains($0) }
  }

  /// The decimal logarithm of how much oftener two roles of one person name one place than two roles of two namesakes. Of those who share a rare
  /// surname most are relatives, who live where the other lives.
  static func onePlace(_ pairings: [(NameReading, NameReading)]) -> Double {
    let bearers = pairings.map { peopleInTheNews * max(surname($0, $1), leastSurname) }.max() ?? relatives
    let share = (relatives * Self.samePlace + bearers * Self.samePlaceByChance) / (relatives + bearers)
    return log10(Self.samePlace / share)
  }
  private static let samePlace = 0.4
  private static let samePlaceByChance = 0.04

  /// Whether a folded word is listed as a given name.
  static func isGiven(_ word: String) -> Bool { (shares[word]?.given ?? 0) > 0 }
  /// Whether a folded word is listed as a surname.
  static func isSurname(_ word: String) -> Bool { (shares[word]?.surname ?? 0) > 0 }

  /// People who have an office or a role in the news of one language area.
  private static let peopleInTheNews = 100_000.0
  /// However rare a surname is, so many of those who bear it are in the news: relatives.
  private static let relatives = 5.0
  /// No name says more than that two roles of one person are a hundred times as likely to bear it.
  private static let rarest = -2.0
  private static let initial = 1.0 / 15
  private static let leastGiven = 5e-5
  private static let leastSurname = 5e-6

  private static func bearers(_ a: NameReading, _ b: NameReading) -> Double {
    var chance = max(given(a), given(b)) * max(peopleInTheNews * max(surname(a, b), leastSurname), relatives)
    if a.given.count > 1, b.given.count > 1 { chance *= a.given[1].utf8.count > 1 && b.given[1].utf8.count > 1 ? 0.02 : initial }
    return chance
  }

  private static func given(_ name: NameReading) -> Double {
    guard let first = name.given.first else { return 1 }
    if first.utf8.count == 1 { return initial }
    // Of "Min-jun" both parts are drawn.
    let parts = first.split(separator: "-").map { max(Double(shares[String($0)]?.given ?? 0) / 1e6, leastGiven) }
    return max(leastGiven * 0.1, parts.reduce(1, *))
  }

  /// The share of the part of the surname that both have; of a surname of two parts that are both shared, of both together.
  private static func surname(_ a: NameReading, _ b: NameReading) -> Double {
    var parts: [Double] = []
    for (place, part) in a.surname.enumerated() {
      guard let other = b.surnameSkeletons.firstIndex(of: a.surnameSkeletons[place]) else { continue }
      parts.append(max(Double(max(shares[part]?.surname ?? 0, shares[b.surname[other]]?.surname ?? 0)) / 1e6, leastSurname))
    }
    return max(parts.reduce(1, *), leastSurname * 0.1)
  }

  private static let shares: [String: (given: Int, surname: Int)] = {
    let lexicon = Lexicon(named: "name-shares.tsv")
    let (name, given, surname) = (lexicon.column("name"), lexicon.column("given"), lexicon.column("surname"))
    var shares: [String: (given: Int, surname: Int)] = [:]
    for row in lexicon.rows { shares[row[name]] = (Int(row[given]) ?? 0, Int(row[surname]) ?? 0) }
    return shares
  }()
}
