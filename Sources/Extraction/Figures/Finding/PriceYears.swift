import Linguistics
import Record

/// The years in whose prices the sums of a sentence are stated: "in 2015 dollars", "at constant 2010 prices", "(2023 dollars)".
struct PriceYears {
  private let sentence: FigureSentence
  /// Where the text says whose year's prices it uses, from the words that lead to it up to "dollars".
  let years: [(pieces: Range<Int>, year: Int)]

  init(_ sentence: FigureSentence) {
    self.sentence = sentence
    guard sentence.candidates.contains(where: { $0.kind == .money }) else {
      years = []
      return
    }
    let words = sentence.pieces
    years = words.bounds.compactMap { k in PriceYear.year(at: k, in: words).map { (PriceYear.lead(k, words)..<$0.end, $0.year) } }
  }

  private static let joining = Words.set("and or but while whereas against")

  /// Whether a new statement begins between two places: at a semicolon, or at a conjunction behind a comma.
  private func isParted(_ gap: Range<Int>) -> Bool {
    let words = sentence.pieces
    return gap.contains { words.holds($0, ";") || words.holds($0, ",") && words.holds($0 + 1, Self.joining) }
  }

  /// The year of a figure of money: the one stated after it in its clause; otherwise, if no sum stands before the words, the one stated before it.
  func year(of index: Int) -> Int? {
    let figure = sentence.candidates[index]
    guard figure.kind == .money, !years.isEmpty else { return nil }
    if let next = years.first(where: { $0.pieces.lowerBound >= figure.pieces.upperBound }),
      !isParted(figure.pieces.upperBound..<next.pieces.lowerBound)
    {
      return next.year
    }
    guard let last = years.last(where: { $0.pieces.upperBound <= figure.pieces.lowerBound }) else { return nil }
    let isTaken = sentence.candidates.contains {
      $0.kind == .money && $0.pieces.upperBound <= last.pieces.lowerBound && !isParted($0.pieces.upperBound..<last.pieces.lowerBound)
    }
    return isTaken ? nil : last.year
  }
}
