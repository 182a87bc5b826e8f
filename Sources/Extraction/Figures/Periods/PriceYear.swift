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
  static func year(at k: Int, in sentence: PieceSentence) -> (year: Int, end: Int)? {
    guard sentence.isNumber(k), sentence[k].range.count == 4, let year = DigitReader.integer(sentence, k), year >= 1800, year < 2100 else {
      return nil
    }
    var word = k + 1
    while sentence.holds(word, adjectives) || sentence.isSymbol(word) && sentence.holds(word, ".") && sentence.glued(word), word < k + 5 {
      word += 1
    }
    guard sentence.holds(word, prices) else { return nil }
    let first = sentence.holds(k - 1, real)
    guard first || sentence.holds(k - 1, leads) else { return nil }
    if sentence.holds(k - 1, "to"), !(k - 6..<k - 1).contains(where: { sentence.holds($0, converting) }) { return nil }
    if sentence.holds(k - 1, "("), !sentence.holds(word + 1, ")") { return nil }
    return (year, word + 1)
  }

  /// Where the words that lead to the year begin: ", adjusted to", "in inflation-adjusted".
  static func lead(_ k: Int, _ sentence: PieceSentence) -> Int {
    var first = k
    while sentence.holds(first - 1, leads) || sentence.holds(first - 1, real) || sentence.holds(first - 1, converting)
      || sentence.holds(first - 1, "inflation")
      || sentence.isHyphen(first - 1) || sentence.holds(first - 1, "when") || sentence.holds(first - 1, "for")
    {
      first -= 1
    }
    return sentence.holds(first - 1, ",") ? first - 1 : first
  }
}
