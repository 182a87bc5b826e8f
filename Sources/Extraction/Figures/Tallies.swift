import Knowledge
import Linguistics

/// What players did in a game, listed behind their names without a verb: "Pryce 14 points, 6 rebounds. Okoro 1 goal."
extension FigureScanner {
  private static let deeds = Words.set(WordSets["Tallies.deeds"])

  /// What a number counts in such a list. Elsewhere a number behind a name is often part of it ("Gear 4 covers").
  func tally(_ numeral: Numeral) -> CountNoun? {
    let deed = numeral.pieces.upperBound
    guard numeral.form == .digits, !numeral.decimal, sentence.holds(deed, Self.deeds), endsItem(deed + 1),
      followsName(numeral.pieces.lowerBound)
    else { return nil }
    return CountNoun(unit: CountWords.singular(sentence.lowercase(deed)), pieces: deed..<(deed + 1), head: deed, plural: !numeral.isOne)
  }

  private func endsItem(_ k: Int) -> Bool {
    !sentence.has(k) || sentence.holds(k, Words.sentenceMarks) || sentence.holds(k, ",") || sentence.holds(k, "(")
      || sentence.holds(k, "and") && sentence.isNumber(k + 1)
  }

  /// Whether nothing but a name stands between the start of the sentence, or a mark, and the player's first number.
  private func followsName(_ i: Int) -> Bool {
    var k = i - 1
    while sentence.has(k), sentence.holds(k, ",") || sentence.holds(k, "and") || sentence.holds(k, Self.deeds) && sentence.isNumber(k - 1) {
      k -= sentence.holds(k, Self.deeds) ? 2 : 1
    }
    guard sentence.isWord(k), sentence.capitalized(k) else { return false }
    while sentence.isWord(k), sentence.capitalized(k) { k -= 1 }
    return !sentence.has(k) || sentence.isSymbol(k)
  }
}
