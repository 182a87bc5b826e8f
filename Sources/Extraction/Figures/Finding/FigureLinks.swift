import Knowledge
import Linguistics
import Record

/// Links figures that state the same fact: repeats, and conversions into another unit.
enum FigureLinks {
  typealias Found = (finding: FigureFinding, choices: [FigureChoice])

  static func link(_ found: inout [Found], _ sentences: [FigureSentence]) {
    var number = 0
    /// The first figures of each value and unit.
    var first: [String: [Int]] = [:]
    for sentence in sentences {
      let years = PriceYears(sentence)
      for index in sentence.candidates.indices {
        if index > 0, converts(sentence, index) {
          found[number].finding.sameAs = found[number - 1].finding.sameAs ?? number - 1
        } else {
          let names = isDefinite(sentence, index)
          let keys = keys(found[number].finding, names)
          let same = keys.lazy.flatMap { first[$0] ?? [] }.first {
            isRepeat(found[number].finding, of: found[$0].finding, isDefinite: names)
          }
          found[number].finding.sameAs = same
          if same == nil {
            for key in Self.keys(found[number].finding, true) where first[key, default: []].count < Self.mostEarlier {
              first[key, default: []].append(number)
            }
          }
        }
        found[number].finding.priceYear = years.year(of: index)
        number += 1
      }
    }
  }

  private static let mostEarlier = 4

  /// What the figures that may be repeats have in common: the number with its unit and role; for a figure that the text treats as known
  /// also the number alone with its unit, and as a number of people.
  private static func keys(_ finding: FigureFinding, _ isDefinite: Bool) -> [String] {
    let number = "\(finding.value) \(finding.valueHigh ?? finding.value)"
    let exact = "\(number) \(finding.unit ?? "") \(finding.role.rawValue)"
    guard isDefinite else { return [exact] }
    let known = "\(number) \(finding.unit ?? "")"
    let unit = finding.unit ?? ""
    return people.contains(unit.lowercased()) ? [exact, known, "\(number) people"] : [exact, known]
  }

  /// The nouns under which the people of one count may be named again: "14 people died … the 14 dead".
  private static let people: Set<String> = ["person", "death", "victim", "fatality", "casualty", "dead"]

  /// Whether a number stands behind "the": "the 14 dead", "the $40 million loss".
  private static func isDefinite(_ sentence: FigureSentence, _ index: Int) -> Bool {
    let candidate = sentence.candidates[index]
    return sentence.pieces.holds(candidate.pieces.lowerBound - 1, "the") && candidate.numeral.form != .fraction && !candidate.numeral.vague
      && !sentence.pieces.holds(candidate.pieces.lowerBound - 2, "of")
  }

  // MARK: Conversions

  private static let equating = Words.set(WordSets["FigureLinks.equating"])
  private static let telling = Words.set("equal equals equivalent or worth which that")
  private static let inBrackets = Words.set("; , / or")

  /// "£113m ($150m)", "8 miles (13 km)", "40 hectares, roughly 100 acres,": the same amount in another unit.
  private static func converts(_ sentence: FigureSentence, _ index: Int) -> Bool {
    let (candidate, before, words) = (sentence.candidates[index], sentence.candidates[index - 1], sentence.pieces)
    guard candidate.kind == before.kind, candidate.kind == .money || candidate.kind == .measure, candidate.code != before.code else {
      return false
    }
    let end = max(before.pieces.upperBound, before.boundBehind?.pieces.upperBound ?? 0)
    let start = min(candidate.pieces.lowerBound, candidate.bound?.pieces.lowerBound ?? Int.max)
    guard start > end else { return false }
    let gap = end..<start
    if let open = gap.first(where: { words.holds($0, "(") || words.holds($0, "[") }) {
      return open - end <= 1 && start - open <= 3 && Conversions.mayBeSame(candidate, before, isStated: true)
    }
    // "€5,000 (£4,300; $5,600)": both conversions stand in one pair of brackets.
    if gap.count <= 2, gap.allSatisfy({ words.holds($0, inBrackets) }), index > 1, before.kind == sentence.candidates[index - 2].kind,
      (sentence.candidates[index - 2].pieces.lowerBound..<before.pieces.upperBound).contains(where: { words.holds($0, "(") }),
      converts(sentence, index - 1)
    {
      return Conversions.mayBeSame(candidate, before, isStated: true)
    }
    // "8 miles, or 13 km,", "12 miles — about 19 km —", "£26 million, the equivalent of $33 million,"
    guard gap.count <= 6, words.holds(gap.lowerBound, ",") || words.isDash(gap.lowerBound) || words.holds(gap.lowerBound, "or") else {
      return false
    }
    let joint = words.isSymbol(gap.lowerBound) ? gap.lowerBound + 1..<gap.upperBound : gap
    guard joint.allSatisfy({ words.holds($0, equating) }) else { return false }
    let isStated = joint.contains { words.holds($0, telling) }
    // Two sums beside each other are two sums unless the text equates them.
    if candidate.kind == .money, !isStated, candidate.bound == nil || words.holds(gap.lowerBound, ",") { return false }
    return Conversions.mayBeSame(candidate, before, isStated: isStated || candidate.kind == .money)
  }

  // MARK: Repeats

  /// Whether two figures give the same number of the same things about the same matter: their concepts share a word, the text treats the
  /// number as known ("the 14 dead"), or the number is so exact that it can hardly be a coincidence.
  private static func isRepeat(_ finding: FigureFinding, of other: FigureFinding, isDefinite: Bool) -> Bool {
    guard finding.unitKind == other.unitKind, finding.vague == other.vague else { return false }
    if isDefinite, finding.unitKind == .money || finding.unitKind == .count && finding.value >= 3 || finding.unitKind == .percent {
      // A decline is named again by its amount.
      return finding.change == nil || other.change == nil || finding.change == other.change
    }
    guard finding.change == other.change, finding.role == other.role else { return false }
    if let a = finding.period, let b = other.period, a != b { return false }
    let words = { (text: String?) in Set((text ?? "").lowercased().split(separator: " ").filter { $0.utf8.count > 3 }) }
    if !words(finding.concept).isDisjoint(with: words(other.concept)) { return true }
    return finding.unitKind == .money && finding.value >= 1000 && finding.value.truncatingRemainder(dividingBy: 1000) != 0
  }
}
