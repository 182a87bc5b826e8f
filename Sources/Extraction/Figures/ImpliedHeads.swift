import Linguistics
import Record

/// What a number counts that stands without its noun.
extension FigureJudge {
  private static let those = Words.set("them those these whom which")

  /// "of those, 300 burned", "ten of them needed help".
  func pointsBack(_ candidate: FigureCandidate) -> Bool {
    guard candidate.numeral.form == .digits || candidate.numeral.form == .words, !candidate.numeral.decimal, candidate.numeral.value >= 2
    else {
      return false
    }
    let end = candidate.pieces.upperBound
    // "two of the four have left"
    if s.holds(end, "of"), s.holds(end + 1, "the"), NumberWords.table[s.key(end + 2)] != nil || s.isNumber(end + 2),
      s.holds(end + 3, FigureWords.auxiliaries)
    {
      return true
    }
    if s.holds(end, "of"), s.holds(end + 1, Self.those), !s.isWord(end + 2) || s.tag(end + 2) != .NNS { return true }
    let start = candidate.bound?.pieces.lowerBound ?? candidate.pieces.lowerBound
    let at = s.holds(start - 1, ",") ? start - 2 : start - 1
    return s.holds(at, Self.those) && s.holds(at - 1, "of") && (!s.isWord(end) || s.tag(end) != .NNS)
  }

  private static let passing = Words.set("below above past under over beyond")
  private static let amounts = Words.set(
    "sales number numbers total totals count counts tally figure figures level levels amount volume volumes output production shipments"
  )
  private static let notCounted = Words.set(
    "prices costs rents wages profits revenues earnings shares stocks rates sales yields exports imports losses takings incomes temperatures futures points numbers levels figures results volumes funds bonds markets deposits reserves debts assets fees taxes tariffs odds hopes expectations fears ratings gains"
  )

  /// "Burglaries fell by 12 percent to 1,940", "the number of visitors rose to 300": the things that rise or fall.
  func subjectCount(_ candidate: FigureCandidate) -> String? {
    guard let change = candidate.change, change.role == .level, candidate.numeral.form == .digits || candidate.numeral.scaled,
      !candidate.numeral.decimal || candidate.numeral.scaled,
      s.holds((candidate.bound?.pieces.lowerBound ?? candidate.pieces.lowerBound) - 1, "to")
        || candidate.bound.map({ s.holds($0.pieces.lowerBound, Self.passing) }) ?? false
        || s.holds(candidate.pieces.lowerBound - 1, Self.passing),
      !s.isWord(candidate.pieces.upperBound) || FigureWords.closed.contains(s.key(candidate.pieces.upperBound))
    else { return nil }
    var k = change.pieces.lowerBound - 1
    while s.has(k), s.tag(k) == .RB || s.holds(k, FigureWords.auxiliaries) || s.tag(k) == .VBN { k -= 1 }
    // The noun phrase that ends here, with the "of" that it may hold.
    var noun: Int?
    for at in stride(from: k, through: max(s.start, k - 9), by: -1) {
      guard s.isWord(at) else { break }
      if s.holds(at, "of") {
        guard s.holds(at - 1, Self.amounts) else {
          noun = nil
          continue
        }
        break
      }
      if s[at].tag == .IN { noun = nil; continue }
      guard [.NN, .NNS, .JJ, .DT, .VBN, .NNP].contains(s[at].tag) else { break }
      if s[at].tag == .NNS, noun == nil { noun = at }
    }
    guard let noun, !s.holds(noun, Self.notCounted), FigureWords.looksPlural(s.lowercase(noun), key: s.key(noun)) else { return nil }
    return FigureWords.singular(s.lowercase(noun))
  }

  private static let equating = Words.set("is was are were")
  private static let contrasting = Words.set("while whilst whereas and but")

  /// "A pack holds 20 cards while a box is 60.": the noun of the clause before.
  func balancedCount(_ found: [FigureCandidate], _ i: Int) -> String? {
    let end = found[i].pieces.upperBound
    let start = found[i].bound?.pieces.lowerBound ?? found[i].pieces.lowerBound
    guard i > 0, !s.isWord(end), !found[i].numeral.decimal, found[i].numeral.value >= 2, s.holds(start - 1, Self.equating),
      let subject = s.tag(start - 2), subject == .NN || subject == .NNS || subject == .JJ, !s.capitalized(start - 2),
      let noun = found[i - 1].noun, found[i - 1].kind == .count, start - noun.pieces.upperBound <= 9
    else { return nil }
    return (noun.pieces.upperBound..<start).contains(where: { s.holds($0, Self.contrasting) }) ? noun.unit : nil
  }

  private static let harm = Words.set(
    "killed killing kill kills wounded wounding injured injuring injures hurt hurting dead died die arrested arresting detained detaining hospitalized hospitalised missing evacuated displaced infected drowned rescued perished"
  )
  private static let being = Words.set("were was have had are remain remained others other people more")

  /// "killing 12", "at least 30 were injured", "six dead".
  func isCasualty(_ candidate: FigureCandidate) -> Bool {
    guard candidate.numeral.form != .fraction, candidate.numeral.value >= 2 || candidate.numeral.scaled, !candidate.numeral.decimal else {
      return false
    }
    let end = candidate.pieces.upperBound
    if s.holds(end, Self.harm)
      || s.holds(end, Self.being) && (s.holds(end + 1, Self.harm) || s.holds(end + 2, Self.harm) && !s.isSymbol(end + 1))
    {
      return true
    }
    guard !s.isWord(end) || FigureWords.closed.contains(s.key(end)) else { return false }
    let start = candidate.bound?.pieces.lowerBound ?? candidate.pieces.lowerBound
    return s.holds(start - 1, Self.harm) && !s.holds(start - 1, "missing") && !s.holds(start - 1, "dead")
  }

  static let ellipsis = Words.set("and to from with than , of")

  /// "of its 60 homes, 40 burned"; "of the houses, 12 …".
  func ofThose(_ candidate: FigureCandidate) -> String? {
    var k = candidate.bound?.pieces.lowerBound ?? candidate.pieces.lowerBound
    guard s.holds(k - 1, ",") else { return nil }
    k -= 2
    guard s.isWord(k), FigureWords.looksPlural(s.lowercase(k), key: s.key(k)) else { return nil }
    for at in stride(from: k, through: max(s.start, k - 6), by: -1)
    where s.holds(at, "of") && (at == s.start || !s.isWord(at - 1) || s.holds(at - 1, "and")) {
      return FigureWords.singular(s.string(k))
    }
    return nil
  }
}
