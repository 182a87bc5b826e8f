import Knowledge
import Linguistics
import Record

/// What a rate without a noun counts: "3.1 per 1,000 births" in a sentence about mortality.
extension FigureJudge {
  /// The code for a rate of something that the text does not name: "1/1000.birth".
  private static let unnamed = "1"
  /// How many pieces before its number the words that say what a rate counts may stand.
  private static let rateReach = 20
  private static let rateWords = Words.set("rate rates")
  private static let linking = Words.set(WordSets["RatesAlone.linking"])
  /// Measures named for what they count.
  private static let measures: [UInt64: String] = [
    WordHash.of("mortality"): "death", WordHash.of("fatality"): "death", WordHash.of("incidence"): "case",
    WordHash.of("prevalence"): "case", WordHash.of("fertility"): "birth",
  ]

  /// Gives a number with nothing but its denominator the unit that the figures before it or its sentence state.
  func fillRate(_ figure: inout FigureCandidate, behind earlier: ArraySlice<FigureCandidate>) {
    guard let rate = figure.rate else { return }
    figure.impliedKind = .count
    // "4 per 100,000" after "33 cases per 100,000 children"
    if let like = earlier.last(where: { ($0.rate == rate || $0.rate?.hasPrefix(rate + ".") ?? false) && !$0.isBare }),
      let unit = like.unit?.code ?? like.noun?.unit ?? like.impliedUnit
    {
      figure.impliedUnit = unit
      figure.impliedKind = like.kind
      figure.rate = like.rate
      figure.rule = "noun of the number before"
    } else if let price = earlier.last(where: { $0.kind == .money }), UnitTable.shared.words.values.contains(where: { $0.code == rate }) {
      // "from $2.10 to 2.3 a litre"
      figure.impliedUnit = price.unit?.code
      figure.impliedKind = .money
    } else {
      let start = figure.bound?.pieces.lowerBound ?? figure.pieces.lowerBound
      let measure = measured(before: start)
      if let noun = measure.noun {
        figure.impliedUnit = noun
        figure.rule = "noun of the subject"
      } else if let noun = earlier.last(where: { $0.noun != nil && $0.rate == nil })?.noun?.unit ?? (measure.isRate ? counted : nil) {
        figure.impliedUnit = noun
        figure.rule = "noun of the number before"
      } else if let noun = subject(before: start) {
        figure.impliedUnit = noun
        figure.rule = "noun of the subject"
      } else {
        figure.impliedUnit = Self.unnamed
      }
    }
  }

  /// What the nearest words before a number measure, "homicide rate", "mortality", and whether they speak of a rate at all.
  private func measured(before start: Int) -> (noun: String?, isRate: Bool) {
    for k in stride(from: start - 1, through: max(sentence.start, start - Self.rateReach), by: -1) {
      if sentence.holds(k, ";") { break }
      if let noun = Self.measures[sentence.key(k)] { return (noun, true) }
      guard sentence.holds(k, Self.rateWords) else { continue }
      if let noun = Self.measures[sentence.key(k - 1)] { return (noun, true) }
      if [.NN, .NNS].contains(sentence.tag(k - 1) ?? .UH) { return (CountWords.singular(sentence.lowercase(k - 1)), true) }
      return (sentence.holds(k + 1, "of") ? CountNounReader(sentence).noun(k + 2, singular: true)?.unit : nil, true)
    }
    return (nil, false)
  }

  /// "Suicides ran at 14 per 100,000 people": the subject that the number is a rate of.
  private func subject(before start: Int) -> String? {
    guard sentence.holds(start - 1, Self.linking) else { return nil }
    let reach = stride(from: start - 1, through: max(sentence.start + 1, start - Self.rateReach), by: -1)
    return reach.first { Clause.finite.contains(sentence.tag($0) ?? .UH) }.flatMap { k in
      sentence.tag(k - 1) == .NNS ? CountWords.singular(sentence.lowercase(k - 1)) : nil
    }
  }
}
