import Knowledge
import Linguistics
import Ranking
import Record

/// Finds the clauses of a sentence by part-of-speech tags and punctuation.
enum Clause {
  /// The tense and mood of a clause.
  enum Mood: UInt64, Sendable { case past, present, future, conditional, none }

  static let finite: Set<PartOfSpeech> = [.VBD, .VBZ, .VBP, .MD]
  private static let strong = Words.set("; : — –")
  static let conjunctions = Words.set(WordSets["Clause.conjunctions"])
  static let relatives = Words.set("which who that whose when where")
  private static let conditional = Words.set(WordSets["Clause.conditional"])
  private static let futureWords = Words.set(WordSets["Clause.future"])

  /// The nearest verb before `start` in its clause.
  static func verb(before start: Int, in sentence: PieceSentence) -> Int? {
    var k = start - 1
    while sentence.has(k), k > start - 18 {
      if sentence.isSymbol(k), sentence.holds(k, strong) { return nil }
      if sentence.isWord(k), let tag = sentence.tag(k) {
        switch tag {
        case .VB, .VBD, .VBZ, .VBP: return k
        case .VBG, .VBN: if sentence.tag(k + 1) != .NN && sentence.tag(k + 1) != .NNS { return k }
        default: break
        }
      }
      k -= 1
    }
    return nil
  }

  /// The nearest verb after `end` in its clause.
  static func verb(behind end: Int, in sentence: PieceSentence) -> Int? {
    for k in end..<(end + 14) where sentence.has(k) {
      if sentence.isSymbol(k), sentence.holds(k, strong) { return nil }
      if sentence.isWord(k), let tag = sentence.tag(k), [.VBD, .VBZ, .VBP, .MD, .VBN].contains(tag) { return k }
    }
    return nil
  }

  /// The mood of the clause around `place`.
  static func mood(at place: Int, in sentence: PieceSentence) -> Mood {
    var mood = Mood.none
    func see(_ k: Int) {
      guard sentence.isWord(k) else { return }
      if sentence.holds(k, conditional) {
        mood = .conditional
      } else if sentence.holds(k, futureWords), !sentence.isHyphen(k - 1), mood != .conditional {
        mood = .future
      } else if mood == .none || mood == .present, let tag = sentence.tag(k) {
        if tag == .VBD || tag == .VBN && mood == .none { mood = .past } else if tag == .VBZ || tag == .VBP { mood = .present }
      }
    }
    var k = place
    while sentence.has(k), k > place - 12, !ends(k, in: sentence) { see(k); k -= 1 }
    k = place + 1
    while sentence.has(k), k < place + 8, !ends(k, in: sentence) { see(k); k += 1 }
    return mood
  }

  private static let coordinating = Words.set("and but while whereas although though")

  /// Whether a clause that is joined to the one before begins at `k`: "but only 1,800 people came".
  static func isJoined(_ k: Int, in sentence: PieceSentence) -> Bool {
    sentence.holds(k, coordinating) && startsClause(k + 1, in: sentence)
  }

  /// Whether a clause ends at `k`: at strong punctuation, or at a conjunction soon followed by a verb.
  static func ends(_ k: Int, in sentence: PieceSentence) -> Bool {
    if sentence.isSymbol(k) { return sentence.holds(k, strong) }
    return sentence.holds(k, conjunctions) && startsClause(k + 1, in: sentence)
  }

  /// Whether a clause of its own that holds the figure begins at `k`, behind a reporting verb: a finite verb stands before the figure, or the
  /// figure opens the clause's subject ("said | 14 people died", but not "reported | cash of $4m").
  static func begins(at k: Int, before figure: Range<Int>, in sentence: PieceSentence) -> Bool {
    guard k <= figure.lowerBound else { return false }
    let gap = k..<figure.lowerBound
    if gap.contains(where: { sentence.isSymbol($0) && sentence.holds($0, strong) }) { return false }
    if gap.contains(where: { finite.contains(sentence.tag($0) ?? .UH) }) || sentence.holds(k, "that") { return true }
    if gap.contains(where: { [.NN, .NNS, .NNP, .NNPS].contains(sentence.tag($0) ?? .UH) }) { return false }
    for place in figure.upperBound..<(figure.upperBound + 14) where sentence.has(place) {
      guard !sentence.isSymbol(place) || !sentence.holds(place, strong), sentence.tag(place) != .TO, !sentence.holds(place, breaks) else {
        return false
      }
      if finite.contains(sentence.tag(place) ?? .UH) { return true }
    }
    return false
  }

  private static let breaks = Words.set("but as while because after when and")

  /// Whether a finite verb follows before the next punctuation mark.
  static func startsClause(_ k: Int, in sentence: PieceSentence) -> Bool {
    for i in k..<(k + 6) where sentence.has(i) {
      if sentence.isSymbol(i), !sentence.isHyphen(i) { return false }
      if let tag = sentence.tag(i), finite.contains(tag) { return true }
    }
    return false
  }

  private static let commas = FeatureTemplate("gap commas"), marks = FeatureTemplate("gap marks"), clauses = FeatureTemplate("gap clauses")
  private static let verbs = FeatureTemplate("gap verbs"), numbers = FeatureTemplate("gap numbers"), length = FeatureTemplate("gap length")
  private static let relative = FeatureTemplate("gap relatives"), quotes = FeatureTemplate("gap quotes"), whole = FeatureTemplate("gap")

  /// Adds features for what stands between a candidate and the figure.
  /// - Returns: a summary in a few bits, to be combined with other features.
  @discardableResult
  static func describe(gap: Range<Int>, before: Bool, in sentence: PieceSentence, _ features: inout CandidateFeatures) -> UInt64 {
    var (comma, mark, clause, verb, number, pronoun, quote) = (0, 0, 0, 0, 0, 0, 0)
    for k in gap.prefix(80) {
      if sentence.holds(k, ",") {
        comma += 1
      } else if sentence.isSymbol(k), sentence.holds(k, strong) {
        mark += 1
      } else if sentence.holds(k, "\"") {
        quote += 1
      }
      if sentence.isNumber(k) { number += 1 }
      guard sentence.isWord(k) else { continue }
      if sentence.holds(k, conjunctions), startsClause(k + 1, in: sentence) { clause += 1 }
      if sentence.holds(k, relatives) { pronoun += 1 }
      if let tag = sentence.tag(k), finite.contains(tag) { verb += 1 }
    }
    let side: UInt64 = before ? 1 : 0
    features.add(length, UInt64(bitPattern: Int64(CandidateFeatures.bucket(gap.count))), side)
    features.add(commas, UInt64(min(comma, 3)), side)
    features.add(marks, UInt64(min(mark, 2)), side)
    features.add(clauses, UInt64(min(clause, 2)), side)
    features.add(verbs, UInt64(min(verb, 3)), side)
    features.add(numbers, UInt64(min(number, 3)), side)
    features.add(relative, UInt64(min(pronoun, 2)), side)
    features.add(quotes, UInt64(min(quote, 2)), side)
    features.add(
      whole, UInt64(min(comma, 2)) | UInt64(min(clause, 1)) << 2 | UInt64(min(verb, 2)) << 3 | UInt64(min(pronoun, 1)) << 5, side)
    return UInt64(min(comma, 2)) | UInt64(min(clause, 1)) << 2 | UInt64(min(verb, 2)) << 3 | UInt64(min(pronoun, 1)) << 5
      | UInt64(min(number, 1)) << 6 | side << 7
  }
}
