import Linguistics
import Record

/// Reads prices of one currency in another: "151.2 yen to the dollar" is JPY/USD, "the euro rose to $1.08" USD/EUR.
enum ExchangeRates {
  private static let leads = Words.set("to against per")
  private static let articles = Words.set("the one a us u.s. american")
  private static let subjects = Words.set("the a one")
  /// How many pieces before a number the currency that it prices is looked for.
  private static let reach = 18

  static func read(_ candidates: inout [FigureCandidate], in sentence: PieceSentence) {
    guard candidates.contains(where: { $0.kind == .money || $0.isBare }),
      sentence.bounds.contains(where: { name($0, sentence) != nil || sentence.holds($0, "/") })
    else { return }
    for index in candidates.indices {
      let candidate = candidates[index]
      let last = candidate.pieces.upperBound
      // "7.10 per dollar" has the currency for its denominator already.
      let named = candidate.isBare && candidate.rate != nil && name(last - 1, sentence) == candidate.rate ? candidate.rate : nil
      guard candidate.rate == nil || named != nil, candidate.high == nil, !candidate.numeral.scaled, !candidate.numeral.vague else {
        continue
      }
      let behind = named.map { (code: $0, end: last) } ?? priced(last, sentence)
      let subject = subject(before: candidate.pieces.lowerBound, sentence)
      if candidate.kind == .money, let code = candidate.unit?.code {
        if let behind, behind.code != code {
          candidates[index].rate = behind.code
          candidates[index].pieces = candidate.pieces.lowerBound..<behind.end
        } else if behind == nil, candidate.numeral.decimal, candidate.value < 1000, let subject, subject != code,
          candidate.unit?.factor == 1
        {
          candidates[index].rate = subject
        }
      } else if candidate.isBare, let behind, let subject, subject != behind.code, candidate.numeral.decimal || candidate.value >= 20 {
        candidates[index].impliedUnit = subject
        candidates[index].impliedKind = .money
        candidates[index].rate = behind.code
        candidates[index].rule = "exchange rate"
      } else if candidate.isBare, candidate.rate == nil, sentence.holds(candidate.pieces.lowerBound - 1, "from"),
        let quote = candidates[..<index].last(where: isQuote), isNear(candidate.value, quote.value)
      {
        // "to 151.2 to the dollar from 149.9", "to 151.2 yen from 149.9"
        candidates[index].impliedUnit = quote.impliedUnit ?? quote.unit?.code
        (candidates[index].impliedKind, candidates[index].rate) = (.money, quote.rate)
        candidates[index].rule = "exchange rate"
      } else if candidate.isBare, candidate.rate == nil, let subject, subject != bought(last, sentence), let code = bought(last, sentence) {
        // "a dollar buys 1,420 won": the name of the money is also a verb.
        (candidates[index].impliedUnit, candidates[index].impliedKind, candidates[index].rate) = (code, .money, subject)
        candidates[index].pieces = candidate.pieces.lowerBound..<last + 1
        candidates[index].rule = "exchange rate"
      } else if candidate.isBare, candidate.rate == nil, candidate.numeral.decimal || candidate.value >= 20,
        let pair = pair(before: candidate.pieces.lowerBound, sentence)
      {
        (candidates[index].impliedUnit, candidates[index].impliedKind, candidates[index].rate) = (pair.price, .money, pair.of)
        candidates[index].rule = "exchange rate"
      }
    }
  }

  /// Whether a figure is the price of one currency in another.
  private static func isQuote(_ candidate: FigureCandidate) -> Bool {
    candidate.rule == "exchange rate"
      || candidate.kind == .money && candidate.rate.map { rate in CurrencyTable.shared.symbols[rate]?.code == rate } ?? false
  }

  private static let buying = Words.set("buys bought buy")

  /// The currency named directly behind a number whose verb is "buys".
  private static func bought(_ k: Int, _ sentence: PieceSentence) -> String? {
    guard sentence.isWord(k), let entry = CurrencyTable.shared.words[PhraseKey.of([sentence.key(k)])], entry.factor == 1,
      (max(sentence.start, k - 5)..<k).contains(where: { sentence.holds($0, buying) })
    else { return nil }
    return entry.code
  }

  /// "USD/JPY traded at 149.85": how much of the second currency one of the first costs.
  private static func pair(before start: Int, _ sentence: PieceSentence) -> (price: String, of: String)? {
    func code(_ k: Int) -> String? {
      guard sentence.isWord(k), sentence[k].allCaps, sentence[k].range.count == 3 else { return nil }
      let word = sentence.string(k)
      return CurrencyTable.shared.symbols[word]?.code == word ? word : nil
    }
    var hasVerb = false
    for k in stride(from: start - 1, through: max(sentence.start + 1, start - reach), by: -1) {
      if sentence.isNumber(k) || sentence.holds(k, ";") { return nil }
      if isVerb(k, sentence) { hasVerb = true }
      if hasVerb, sentence.holds(k, "/"), let of = code(k - 1), let price = code(k + 1) { return (price, of) }
    }
    return nil
  }

  /// Whether two quotes may be of one pair of currencies.
  private static func isNear(_ a: Double, _ b: Double) -> Bool { a * 2 > b && b * 2 > a }

  /// The currency whose name stands by itself at `k`: "dollar", but not "dollar store" or "40 dollars".
  private static func name(_ k: Int, _ sentence: PieceSentence) -> String? {
    guard sentence.isWord(k), !sentence.isNumber(k - 1), let entry = CurrencyTable.shared.words[PhraseKey.of([sentence.key(k)])],
      entry.factor == 1,
      !sentence.isHyphen(k + 1), ![.NN, .NNS, .NNP].contains(sentence.tag(k + 1) ?? .UH)
    else { return nil }
    return entry.code
  }

  /// "to the dollar", "against the euro", "per dollar".
  private static func priced(_ k: Int, _ sentence: PieceSentence) -> (code: String, end: Int)? {
    guard sentence.holds(k, leads) else { return nil }
    var at = k + 1
    while sentence.holds(at, articles), at < k + 4 { at += 1 }
    guard at > k + 1 || sentence.holds(k, "per"), let code = name(at, sentence) else { return nil }
    return (code, at + 1)
  }

  /// A finite verb, or a past tense that the tagger took for a participle: "the rupee weakened".
  private static func isVerb(_ k: Int, _ sentence: PieceSentence) -> Bool {
    Clause.finite.contains(sentence.tag(k) ?? .UH) || sentence.tag(k) == .VBN
  }

  /// The currency that is the subject of the clause: "the euro rose 0.3 percent to".
  private static func subject(before start: Int, _ sentence: PieceSentence) -> String? {
    var hasVerb = false
    for k in stride(from: start - 1, through: max(sentence.start, start - reach), by: -1) {
      if sentence.holds(k, ";") { return nil }
      if isVerb(k, sentence) { hasVerb = true }
      if hasVerb, sentence.isWord(k), isVerb(k + 1, sentence) || sentence.tag(k + 1) == .RB, let code = name(k, sentence),
        sentence.holds(k - 1, subjects) || k == sentence.start
      {
        return code
      }
    }
    return nil
  }
}
