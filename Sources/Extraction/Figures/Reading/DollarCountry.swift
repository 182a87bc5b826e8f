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
    var located: Set<String> = []
    var isElsewhere = false
    for (number, bounds) in pieces.sentences.enumerated() where !bounds.isEmpty {
      let sentence = PieceSentence(source: pieces, bounds: bounds, number: number)
      if number <= leading, dateline == nil { dateline = self.dateline(sentence) }
      for i in bounds where sentence.isWord(i) {
        if sentence.holds(i, "in") || sentence.holds(i, "all") {
          for phrase in phrases where sentence.holds(i, phrase: phrase.words) && !sentence.isNumber(i - 1) { return phrase.code }
        }
        guard sentence.capitalized(i) else { continue }
        let named = places(i, sentence)
        if let region = region(i, sentence), isLocated(town(before: i - 1, sentence), sentence) {
          if named.isEmpty { votes[region, default: 0] += number < leading ? 2 : 1 }
          located.insert(region)
        }
        if named.isEmpty, !isElsewhere { isElsewhere = isOtherPlace(i, sentence) }
        for place in named {
          // "US" is the country only in capitals.
          if sentence.holds(i, "us"), !sentence[i].allCaps { continue }
          // "$US160" says which dollar it is, so it is not evidence for a bare "$".
          if sentence.glued(i) && sentence.holds(i - 1, "$") || sentence.glued(i + 1) && sentence.holds(i + 1, "$") { continue }
          // "in Perth, Ont."
          if i + place.count + 1 < bounds.upperBound, let region = region(i + place.count + 1, sentence), region != place.code { continue }
          votes[place.code, default: 0] += number < leading ? 2 : 1
          if isLocated(i, sentence), !isAttribute(i + place.count, sentence) { located.insert(place.code) }
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
    // "A house in Toronto sold for $900,000": the only place of the article.
    if votes.count == 1, let only = votes.first?.key, located.contains(only), !isElsewhere, !outlet.isKnown { return only }
    let first = votes.filter { $0.key != "USD" }.max { ($0.value, $1.key) < ($1.value, $0.key) }
    guard let first, first.value >= enough, first.value > 3 * american else { return "USD" }
    return first.key
  }

  private static func places(_ i: Int, _ sentence: PieceSentence) -> [(code: String, count: Int)] {
    DollarTable.shared.codes(sentence.key(i)) { sentence.holds(i + 1, phrase: $0) }
  }

  private static let locative = Words.set("in near outside at across around")

  /// Whether a preposition of place stands before the name at `i`: "in Toronto", "in suburban Perth".
  private static func isLocated(_ i: Int, _ sentence: PieceSentence) -> Bool {
    sentence.holds(i - 1, locative)
      || sentence.isWord(i - 1) && !sentence.capitalized(i - 1) && [.JJ, .NN, .DT].contains(sentence.tag(i - 1) ?? .UH)
        && sentence.holds(i - 2, locative)
  }

  /// Whether what stands before `i` describes it: "in Victorian times".
  private static func isAttribute(_ i: Int, _ sentence: PieceSentence) -> Bool {
    [.NN, .NNS, .JJ].contains(sentence.tag(i) ?? .UH) && sentence.isWord(i)
  }

  /// Whether a place that is in none of the countries with a dollar of their own, or in which of them nobody knows, stands at `i`.
  private static func isOtherPlace(_ i: Int, _ sentence: PieceSentence) -> Bool {
    let classes = WordClasses.shared[sentence.key(i)]
    guard !classes.isDisjoint(with: .anyPlace),
      isLocated(i, sentence) || classes.isDisjoint(with: [.common, .femaleGiven, .maleGiven, .surname, .calendar])
    else { return false }
    // "Oakville, Ontario": a place of the country that is named behind it.
    return region(i + 2, sentence) == nil && !(sentence.holds(i + 1, ",") && !places(i + 2, sentence).isEmpty)
  }

  /// The country of the region whose abbreviation stands at `i`, behind a place and a comma: "Truro, N.S."
  private static func region(_ i: Int, _ sentence: PieceSentence) -> String? {
    guard sentence.isWord(i), sentence.capitalized(i), sentence.holds(i - 1, ","), sentence.isWord(i - 2), sentence.capitalized(i - 2),
      sentence[i].range.count > 3 || sentence[i].allCaps || sentence.holds(i + 1, ".")
    else { return nil }
    return DollarTable.shared.code(ofRegion: sentence.key(i))
  }

  /// The first word of the name that ends before a comma.
  private static func town(before comma: Int, _ sentence: PieceSentence) -> Int {
    var first = comma - 1
    while sentence.isWord(first - 1), sentence.capitalized(first - 1), comma - first < 4 { first -= 1 }
    return first
  }

  /// The most pieces of a dateline.
  private static let longest = 16
  /// Agencies whose bare "$" is that of the United States wherever they write from.
  private static let agencies = Words.set("ap afp reuters upi bloomberg xinhua")

  /// The country of the place in a dateline: "HALIFAX, Nova Scotia, March 3 —". A word beside the place that is neither a place of the same
  /// country nor a date may name another country's place, as in "PERTH, Scotland —". A place that is not in capitals needs its region:
  /// "Halifax, N.S. —".
  private static func dateline(_ sentence: PieceSentence) -> String? {
    guard sentence.isWord(sentence.start), sentence.capitalized(sentence.start), sentence[sentence.start].range.count >= 3 else {
      return nil
    }
    var code: String?
    var isStated = sentence[sentence.start].allCaps
    var isBracketed = false
    var isForeign = false
    var i = sentence.start
    while i < min(sentence.end, sentence.start + longest) {
      if sentence.isDash(i), !sentence.isHyphen(i) { return isForeign && code != "USD" || !isStated ? nil : code }
      if sentence.holds(i, "(") { isBracketed = true }
      if sentence.holds(i, ")") { isBracketed = false }
      if isBracketed {
        isForeign = isForeign || sentence.holds(i, agencies)
      } else if sentence.isWord(i) {
        guard sentence.capitalized(i) else { return nil }
        // "PERTH, Ont.": the region tells which place of that name is meant.
        if let region = region(i, sentence) {
          (code, isStated) = (region, true)
          i += sentence.holds(i + 1, ".") ? 2 : 1
          continue
        }
        if let place = places(i, sentence).first {
          guard code == nil || code == place.code else { return nil }
          if code != nil { isStated = true }
          code = place.code
          i += place.count
          continue
        }
        // The rest of a name in capitals, "NORTH VANCOUVER", and "Tuesday" or "Nov. 3" are no other place.
        let isDate =
          WordClasses.shared[sentence.key(i)].contains(.calendar) || sentence.isNumber(i + 1)
          || sentence.isSymbol(i + 1) && sentence.isNumber(i + 2)
        if !sentence[i].allCaps, !isDate, isStated || i > sentence.start + 3 { return nil }
      }
      i += 1
    }
    return nil
  }
}
