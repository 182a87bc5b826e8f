import Knowledge
import Linguistics
import Record

/// Links figures that state the same fact: repeats, and conversions into another unit.
enum FigureLinks {
  typealias Found = (finding: FigureFinding, choices: [FigureChoice])

  static func link(_ found: inout [Found], _ sentences: [FigureSentence]) {
    var number = 0
    /// The first figure of each value and unit.
    var first: [String: [Int]] = [:]
    for sentence in sentences {
      for index in sentence.candidates.indices {
        let candidate = sentence.candidates[index]
        if index > 0, converts(candidate, sentence.candidates[index - 1], sentence.pieces) {
          found[number].finding.sameAs = number - 1
        } else {
          let key = key(found[number].finding)
          let same = first[key]?.first { isRepeat(found[number].finding, of: found[$0].finding) }
          found[number].finding.sameAs = same
          if same == nil, first[key, default: []].count < 4 { first[key, default: []].append(number) }
        }
        found[number].finding.priceYear = candidate.kind == .money ? priceYear(sentence.pieces) : nil
        number += 1
      }
    }
  }

  private static func key(_ finding: FigureFinding) -> String {
    "\(finding.value) \(finding.valueHigh ?? finding.value) \(finding.unit ?? "") \(finding.role.rawValue)"
  }

  /// "£113m ($150m)", "8 miles (13 km)": the same amount in another unit.
  private static func converts(_ candidate: FigureCandidate, _ before: FigureCandidate, _ s: PieceSentence) -> Bool {
    guard candidate.kind == before.kind, candidate.kind == .money || candidate.kind == .measure, candidate.code != before.code else {
      return false
    }
    let end = max(before.pieces.upperBound, before.boundBehind?.pieces.upperBound ?? 0)
    let start = min(candidate.pieces.lowerBound, candidate.bound?.pieces.lowerBound ?? Int.max)
    guard let open = (end..<max(end, start)).first(where: { s.holds($0, "(") || s.holds($0, "[") }) else {
      // "8 miles, or 13 km,"
      return s.holds(start - 1, "or") && start - end <= 2
    }
    return open - end <= 1 && start - open <= 3
  }

  /// Whether two figures give the same number of the same things about the same matter: their concepts share a word, or the number is so
  /// exact that it can hardly be a coincidence.
  private static func isRepeat(_ finding: FigureFinding, of other: FigureFinding) -> Bool {
    guard finding.unitKind == other.unitKind, finding.vague == other.vague, finding.change == other.change else { return false }
    if let a = finding.period, let b = other.period, a != b { return false }
    let words = { (text: String?) in Set((text ?? "").lowercased().split(separator: " ").filter { $0.utf8.count > 3 }) }
    if !words(finding.concept).isDisjoint(with: words(other.concept)) { return true }
    return finding.unitKind == .money && finding.value >= 1000 && finding.value.truncatingRemainder(dividingBy: 1000) != 0
  }

  private static let prices = Words.set(WordSets["FigureLinks.prices"])
  private static let real = Words.set("constant real inflation-adjusted")

  /// The year of "in 2015 dollars", "at constant 2010 prices".
  private static func priceYear(_ s: PieceSentence) -> Int? {
    for i in s.bounds where s.isNumber(i) && s.holds(i + 1, prices) {
      guard let year = DigitReader.integer(s, i), year >= 1800, year < 2100, s[i].range.count == 4 else { continue }
      let before = s.holds(i - 1, real) ? i - 2 : i - 1
      if s.holds(before, "in") || s.holds(before, "at") || before < i - 1 { return year }
    }
    return nil
  }
}
