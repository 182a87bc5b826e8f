import Knowledge
import Linguistics
import Record

/// Changes whose words stand at a distance from the number: a verb with its object between, a quantity that is added to a total, the noun
/// that a range measures.
extension ChangeReader {
  private static let transitives = Words.set(WordSets["ChangeReader+Distant.transitives"])
  private static let inPhrase: Set<PartOfSpeech> = [.NN, .NNS, .NNP, .NNPS, .JJ, .JJR, .DT, .PRPS, .POS, .CC, .VBN, .VBG]
  private static let phraseWords = Words.set("of in for 's ' it them")
  private static let longestObject = 10

  /// "cut emissions 45 percent", "lift the pay of its nurses 4 percent": the verb whose object ends at `k`.
  func transitive(before k: Int) -> (change: Change, pieces: Range<Int>)? {
    guard s.isWord(k), let last = s.tag(k),
      [.NN, .NNS, .NNP, .NNPS, .PRP].contains(last) || s.holds(k - 1, Self.transitives) && (last == .VB || last == .VBP)
    else {
      return nil
    }
    for at in stride(from: k, through: max(s.start, k - Self.longestObject), by: -1) {
      if at < k, s.holds(at, Self.transitives), let tag = s.tag(at), [.VB, .VBD, .VBG, .VBN, .VBZ, .VBP].contains(tag) {
        return verb(at)
      }
      guard at == k || s.isHyphen(at) || s.isWord(at) && (Self.inPhrase.contains(s.tag(at) ?? .UH) || s.holds(at, Self.phraseWords)) else {
        return nil
      }
    }
    return nil
  }

  private static let reducers = Words.set(WordSets["ChangeReader+Distant.reducers"])

  /// Whether the verb before `start` says by how much something is cut, with or without "by". Such a cut gives an amount only, never a new
  /// level.
  func reduces(before start: Int) -> Bool {
    var k = start - 1
    if s.holds(k, "by") { k -= 1 }
    return transitive(before: k).map { s.holds($0.pieces.lowerBound, Self.reducers) } ?? false
  }

  private static let bringing = Words.set(WordSets["ChangeReader+Distant.bringing"])
  /// Quantities that rise to a level when more of them is added.
  private static let quantities = Words.set(WordSets["ChangeReader+Distant.quantities"])

  /// The noun of change in the phrase that begins at `k`, after its adjectives: "sharp fall".
  func noun(at k: Int) -> Reading? {
    for at in k..<(k + 3) where s.isWord(at) {
      if let change = Self.table.nouns[s.key(at)] { return Reading(change: change, role: .level, pieces: at..<(at + 1)) }
      guard s.tag(at) == .JJ || s.isHyphen(at) else { return nil }
    }
    return nil
  }

  /// "ticked up to", "went up to": a move that ends at a level. Here "up to" is not a bound.
  func movesUp(_ k: Int) -> Bool {
    Self.table.phrasal[s.key(k)]?.contains { $0.1 == .up } ?? false && !s.holds(k, Self.present) || s.holds(k, Self.upward)
      || [s.key(k - 1), s.key(k - 2), s.key(k - 3)].contains(where: Self.putting.contains) && (s.tag(k) == .NN || s.tag(k) == .NNS)
  }

  private static let present = Words.set("go goes going come comes")
  private static let upward = Words.set("jump jumps jumped went gone crept moved")
  private static let putting = Words.set("put puts putting")
  private static let rangingWords = Words.set("ranging ranges ranged varying between")

  /// The noun of change that a range at `k` ("ranging") measures: the subject of its clause.
  func noun(before k: Int) -> Reading? {
    guard s.holds(k, Self.rangingWords) else { return nil }
    for at in stride(from: k - 1, through: max(s.start, k - 10), by: -1) where s.isWord(at) {
      if let change = Self.table.nouns[s.key(at)], s.tag(at) == .NN || s.tag(at) == .NNS {
        return Reading(change: change, role: .change, pieces: at..<(at + 1))
      }
    }
    return nil
  }

  private static let beforeYears = Words.set("for in of since")

  /// "the vaccine cut infections by": a verb that the tagger took for a noun, with a noun before it and its object after it.
  private func takesObject(_ k: Int) -> Bool {
    guard let before = s.tag(k - 1), let behind = s.tag(k + 1) else { return false }
    return [.NN, .NNS, .NNP, .PRP].contains(before) && [.NNS, .DT, .PRPS].contains(behind) && !s.isHyphen(k - 1)
  }

  func distant(_ from: Int, to: Bool, by: Bool = false, _ start: Int, isCount: Bool) -> Reading? {
    var k = from
    var steps = 0
    while s.has(k), steps < (to ? 12 : 14) {
      if s.holds(k, ";") || s.holds(k, ":") || s.holds(k, "—") || s.holds(k, "$") { return nil }
      // "lifted its forecast for 2018 by 0.2 points"
      if s.isNumber(k) {
        guard let year = DigitReader.integer(s, k), year >= 1800, year < 2100,
          s.holds(k - 1, Self.beforeYears) || TimeWords.table[s.key(k - 1)]?.kind == .month
        else { return nil }
      }
      if by, isCount, s.holds(k, Self.losing) { return nil }
      if to, s.holds(k, Self.bringing), (k + 1..<from + 1).contains(where: { s.holds($0, Self.quantities) }) {
        let isLess = s.holds(start, "below") || s.holds(start, "under") || (from..<start).contains { s.holds($0, "low") }
        return Reading(change: isLess ? .down : .up, role: .level, pieces: k..<(k + 1))
      }
      // "tripled the rent to $9,000"
      if to, k < from, let multiple = NumberWords.table[s.key(k)], multiple.kind == .multiple, s.tag(k) == .VBD || s.tag(k) == .VBN {
        return Reading(change: multiple.value < 1 ? .down : .up, role: .level, pieces: k..<(k + 1))
      }
      if let verb = verb(k), !(s.tag(k) == .NN || s.tag(k) == .NNS) || k == from || by && takesObject(k) {
        return Reading(change: verb.change, role: to ? .level : .change, pieces: verb.pieces)
      }
      if to, let change = Self.table.nouns[s.key(k)], s.holds(k + 1, "of") || s.holds(k + 1, "in") {
        return Reading(change: change, role: .level, pieces: k..<(k + 1))
      }
      if (s.holds(k, "up") || s.holds(k, "down")), !(s.holds(k, "up") && s.holds(k + 1, "to")), let tag = s.tag(k - 1),
        [.VBD, .VB, .VBZ, .VBG, .VBN, .VBP].contains(tag) || !s.isWord(k - 1)
      {
        return Reading(change: s.holds(k, "up") ? .up : .down, role: to ? .level : .change, pieces: k..<(k + 1))
      }
      if to, s.tag(k) == .VBD || s.tag(k) == .VBZ || s.tag(k) == .MD { return nil }
      k -= 1
      steps += 1
    }
    return nil
  }
}
