internal import Knowledge
import Linguistics
import Record

/// A year in whose prices a sum is stated: "in 2015 dollars", "(2023 dollars)".
enum PriceYear {
  private static let prices = Words.set(WordSets["PriceYear.prices"])
  private static let adjectives = Words.set("us u.s. american canadian australian constant real today's")
  private static let real = Words.set("constant real adjusted deflated")
  private static let leads = Words.set("in at to ( [")
  private static let converting = Words.set("adjusted adjusting converted measured expressed stated inflated deflated equal equivalent")

  /// The year of prices at `k`, and where its words end; `nil` where the number is no such year. "From 1,900 to 2020 dollars" is a sum.
  static func year(at k: Int, in s: PieceSentence) -> (year: Int, end: Int)? {
    guard s.isNumber(k), s[k].range.count == 4, let year = DigitReader.integer(s, k), year >= 1800, year < 2100 else { return nil }
    var word = k + 1
    while s.holds(word, adjectives) || s.isSymbol(word) && s.holds(word, ".") && s.glued(word), word < k + 5 { word += 1 }
    guard s.holds(word, prices) else { return nil }
    let first = s.holds(k - 1, real)
    guard first || s.holds(k - 1, leads) else { return nil }
    if s.holds(k - 1, "to"), !(k - 6..<k - 1).contains(where: { s.holds($0, converting) }) { return nil }
    if s.holds(k - 1, "("), !s.holds(word + 1, ")") { return nil }
    return (year, word + 1)
  }

  /// Where the words that lead to the year begin: ", adjusted to", "in inflation-adjusted".
  static func lead(_ k: Int, _ s: PieceSentence) -> Int {
    var first = k
    while s.holds(first - 1, leads) || s.holds(first - 1, real) || s.holds(first - 1, converting) || s.holds(first - 1, "inflation")
      || s.isHyphen(first - 1) || s.holds(first - 1, "when") || s.holds(first - 1, "for")
    {
      first -= 1
    }
    return s.holds(first - 1, ",") ? first - 1 : first
  }
}
