import Linguistics
import Record

/// Finds the country whose dollar the article means by "dollar" and "$": the country that it names as its own, or the one suggested by its
/// outlet, its dateline and the places in it.
enum DollarCountry {
  private static let phrases: [(words: [UInt64], code: String)] = [
    ("in canadian dollars", "CAD"), ("all figures in canadian", "CAD"), ("in australian dollars", "AUD"), ("in new zealand dollars", "NZD"),
    ("in hong kong dollars", "HKD"), ("in singapore dollars", "SGD"),
  ].map { (Words.phrase($0.0), $0.1) }

  /// The first sentences often say where the news is from. Mentions in this many of them count twice.
  private static let leading = 2

  /// How many mentions of its places a country needs where neither outlet nor dateline decides; places of the United States must be less
  /// than a third as many.
  private static let enough = 3

  /// The code of the article's dollar; "USD" where nothing points elsewhere.
  static func code(_ pieces: PieceText, of article: Article) -> String {
    guard pieces.holdsDollars else { return "USD" }
    var votes: [String: Int] = [:]
    var dateline: String?
    for (number, bounds) in pieces.sentences.enumerated() where !bounds.isEmpty {
      let sentence = PieceSentence(source: pieces, bounds: bounds, number: number)
      if number <= leading, dateline == nil { dateline = self.dateline(sentence) }
      for i in bounds where sentence.isWord(i) {
        if sentence.holds(i, "in") || sentence.holds(i, "all") {
          for phrase in phrases where sentence.holds(i, phrase: phrase.words) && !sentence.isNumber(i - 1) { return phrase.code }
        }
        guard sentence.capitalized(i) else { continue }
        for place in places(i, sentence) {
          // "US" is the country only in capitals.
          if sentence.holds(i, "us"), !sentence[i].allCaps { continue }
          // "$US160" says which dollar it is, so it is not evidence for a bare "$".
          if sentence.glued(i) && sentence.holds(i - 1, "$") || sentence.glued(i + 1) && sentence.holds(i + 1, "$") { continue }
          votes[place.code, default: 0] += number < leading ? 2 : 1
        }
      }
    }
    let (american, outlet) = (votes["USD"] ?? 0, OutletDollar(article))
    if let home = outlet.code {
      // A story that the outlet has from the United States.
      if dateline == "USD", american > votes[home] ?? 0 { return "USD" }
      return american > 4 * (votes[home] ?? 0) + 3 ? "USD" : home
    }
    if let dateline, !outlet.isKnown, american <= votes[dateline] ?? 0 { return dateline }
    let first = votes.filter { $0.key != "USD" }.max { ($0.value, $1.key) < ($1.value, $0.key) }
    guard let first, first.value >= enough, first.value > 3 * american else { return "USD" }
    return first.key
  }

  private static func places(_ i: Int, _ sentence: PieceSentence) -> [(code: String, count: Int)] {
    DollarTable.shared.codes(sentence.key(i)) { sentence.holds(i + 1, phrase: $0) }
  }

  /// The most pieces of a dateline.
  private static let longest = 16
  /// Agencies whose bare "$" is that of the United States wherever they write from.
  private static let agencies = Words.set("ap afp reuters upi bloomberg xinhua")

  /// The country of the place in a dateline: "HALIFAX, Nova Scotia, March 3 —". A word beside the place that is neither a place of the same
  /// country nor a date may name another country's place, as in "PERTH, Scotland —".
  private static func dateline(_ sentence: PieceSentence) -> String? {
    guard sentence.isWord(sentence.start), sentence[sentence.start].allCaps, sentence[sentence.start].range.count >= 3 else { return nil }
    var code: String?
    var isBracketed = false
    var isForeign = false
    var i = sentence.start
    while i < min(sentence.end, sentence.start + longest) {
      if sentence.isDash(i), !sentence.isHyphen(i) { return isForeign && code != "USD" ? nil : code }
      if sentence.holds(i, "(") { isBracketed = true }
      if sentence.holds(i, ")") { isBracketed = false }
      if isBracketed {
        isForeign = isForeign || sentence.holds(i, agencies)
      } else if sentence.isWord(i) {
        guard sentence.capitalized(i) else { return nil }
        if let place = places(i, sentence).first {
          guard code == nil || code == place.code else { return nil }
          code = place.code
          i += place.count
          continue
        }
        // The rest of a name in capitals, "NORTH VANCOUVER", and "Tuesday" or "Nov. 3" are no other place.
        let isDate =
          WordClasses.shared[sentence.key(i)].contains(.calendar) || sentence.isNumber(i + 1)
          || sentence.isSymbol(i + 1) && sentence.isNumber(i + 2)
        if !sentence[i].allCaps, !isDate { return nil }
      }
      i += 1
    }
    return nil
  }
}
