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
    guard sentence.isWord(k), let last = sentence.tag(k),
      [.NN, .NNS, .NNP, .NNPS, .PRP].contains(last) || sentence.holds(k - 1, Self.transitives) && (last == .VB || last == .VBP)
    else {
      return nil
    }
    for at in stride(from: k, through: max(sentence.start, k - Self.longestObject), by: -1) {
      if at < k, sentence.holds(at, Self.transitives), let tag = sentence.tag(at), [.VB, .VBD, .VBG, .VBN, .VBZ, .VBP].contains(tag) {
        return verb(at)
      }
      guard
        at == k || sentence.isHyphen(at)
          || sentence.isWord(at) && (Self.inPhrase.contains(sentence.tag(at) ?? .UH) || sentence.holds(at, Self.phraseWords))
      else {
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
    if sentence.holds(k, "by") { k -= 1 }
    return transitive(before: k).map { sentence.holds($0.pieces.lowerBound, Self.reducers) } ?? false
  }

  private static let bringing = Words.set(WordSets["ChangeReader+Distant.bringing"])
  /// Quantities that rise to a level when more of them is added.
  private static let quantities = Words.set(WordSets["ChangeReader+Distant.quantities"])

  /// The noun of change in the phrase that begins at `k`, after its adjectives: "sharp fall".
  func noun(at k: Int) -> Reading? {
    for at in k..<(k + 3) where sentence.isWord(at) {
      if let change = Self.table.nouns[sentence.key(at)] { return Reading(change: change, role: .level, pieces: at..<(at + 1)) }
      guard sentence.tag(at) == .JJ || sentence.isHyphen(at) else { return nil }
    }
    return nil
  }

  /// "ticked up to", "went up to": a move that ends at a level. Here "up to" is not a bound.
  func movesUp(_ k: Int) -> Bool {
    Self.table.phrasal[sentence.key(k)]?.contains { $0.1 == .up } ?? false && !sentence.holds(k, Self.present)
      || sentence.holds(k, Self.upward)
      || [sentence.key(k - 1), sentence.key(k - 2), sentence.key(k - 3)].contains(where: Self.putting.contains)
        && (sentence.tag(k) == .NN || sentence.tag(k) == .NNS)
  }

  private static let present = Words.set("go goes going come comes")
  private static let upward = Words.set("jump jumps jumped went gone crept moved")
  private static let putting = Words.set("put puts putting")
  private static let rangingWords = Words.set("ranging ranges ranged varying between")

  /// The noun of change that a range at `k` ("ranging") measures: the subject of its clause.
  func noun(before k: Int) -> Reading? {
    guard sentence.holds(k, Self.rangingWords) else { return nil }
    for at in stride(from: k - 1, through: max(sentence.start, k - 10), by: -1) where sentence.isWord(at) {
      if let change = Self.table.nouns[sentence.key(at)], sentence.tag(at) == .NN || sentence.tag(at) == .NNS {
        return Reading(change: change, role: .change, pieces: at..<(at + 1))
      }
    }
    return nil
  }

  private static let beforeYears = Words.set("for in of since")

  func distant(_ from: Int, to: Bool, by: Bool = false, _ start: Int, isCount: Bool) -> Reading? {
    var k = from
    var steps = 0
    while sentence.has(k), steps < (to ? 12 : 14) {
      if sentence.holds(k, ";") || sentence.holds(k, ":") || sentence.holds(k, "—") || sentence.holds(k, "$") { return nil }
      // "lifted its forecast for 2018 by 0.2 points"
      if sentence.isNumber(k) {
        guard let year = DigitReader.integer(sentence, k), year >= 1800, year < 2100,
          sentence.holds(k - 1, Self.beforeYears) || TimeWords.table[sentence.key(k - 1)]?.kind == .month
        else { return nil }
      }
      if by, isCount, sentence.holds(k, Self.losing) { return nil }
      if to, sentence.holds(k, Self.bringing), (k + 1..<from + 1).contains(where: { sentence.holds($0, Self.quantities) }) {
        let isLess =
          sentence.holds(start, "below") || sentence.holds(start, "under") || (from..<start).contains { sentence.holds($0, "low") }
        return Reading(change: isLess ? .down : .up, role: .level, pieces: k..<(k + 1))
      }
      // "tripled the rent to $9,000"
      if to, k < from, let multiple = NumberWords.table[sentence.key(k)], multiple.kind == .multiple,
        sentence.tag(k) == .VBD || sentence.tag(k) == .VBN
      {
        return Reading(change: multiple.value < 1 ? .down : .up, role: .level, pieces: k..<(k + 1))
      }
      if let verb = verb(k), !(sentence.tag(k) == .NN || sentence.tag(k) == .NNS) || k == from {
        return Reading(change: verb.change, role: to ? .level : .change, pieces: verb.pieces)
      }
      if to, let change = Self.table.nouns[sentence.key(k)], sentence.holds(k + 1, "of") || sentence.holds(k + 1, "in") {
        return Reading(change: change, role: .level, pieces: k..<(k + 1))
      }
      if (sentence.holds(k, "up") || sentence.holds(k, "down")), !(sentence.holds(k, "up") && sentence.holds(k + 1, "to")),
        let tag = sentence.tag(k - 1),
        [.VBD, .VB, .VBZ, .VBG, .VBN, .VBP].contains(tag) || !sentence.isWord(k - 1)
      {
        return Reading(change: sentence.holds(k, "up") ? .up : .down, role: to ? .level : .change, pieces: k..<(k + 1))
      }
      if to, sentence.tag(k) == .VBD || sentence.tag(k) == .VBZ || sentence.tag(k) == .MD { return nil }
      k -= 1
      steps += 1
    }
    return nil
  }
}
