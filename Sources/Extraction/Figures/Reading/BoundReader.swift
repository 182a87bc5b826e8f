import Knowledge
import Linguistics
import Record

/// Reads the words that bound a number: "more than", "or less".
struct BoundReader {
  let sentence: PieceSentence
  init(_ sentence: PieceSentence) { self.sentence = sentence }

  struct Reading: Sendable {
    var bound: Bound
    var pieces: Range<Int>
  }

  private struct Table: Sendable {
    /// Phrases before a number, keyed by their last word, the longest first.
    var before: [UInt64: [(words: [UInt64], bound: Bound)]] = [:]
    /// Phrases after a number, keyed by their first word.
    var after: [UInt64: [(words: [UInt64], bound: Bound)]] = [:]
  }

  private static let table: Table = {
    let lexicon = Lexicon(named: "bounds.tsv")
    let (phrase, bound, side) = (lexicon.column("phrase"), lexicon.column("bound"), lexicon.column("side"))
    var table = Table()
    for row in lexicon.rows {
      let words = PieceScanner.keys(row[phrase])
      guard let first = words.first, let last = words.last else { row.refuse(phrase) }
      switch row[side] {
      case "after": table.after[first, default: []].append((words, row.value(bound)))
      case "before": table.before[last, default: []].append((words, row.value(bound)))
      default: row.refuse(side)
      }
    }
    table.before = table.before.mapValues { $0.sorted { $0.words.count > $1.words.count } }
    table.after = table.after.mapValues { $0.sorted { $0.words.count > $1.words.count } }
    return table
  }()

  private static let fillers = Words.set(WordSets["BoundReader.fillers"])
  private static let signs: [UInt64: Bound] = [
    WordHash.of(">"): .greater, WordHash.of("<"): .less, WordHash.of("~"): .about, WordHash.of("≈"): .about, WordHash.of("≥"): .atLeast,
    WordHash.of("≤"): .atMost,
  ]
  private static let passing = Words.set(WordSets["BoundReader.passing"])

  /// The bound before the number at `i`.
  func before(_ i: Int, duration: Bool) -> Reading? {
    // "under age 45"
    if sentence.holds(i - 1, "age"), sentence.holds(i - 2, "under") || sentence.holds(i - 2, "over") {
      return Reading(bound: sentence.holds(i - 2, "under") ? .less : .greater, pieces: (i - 2)..<i)
    }
    // "under the age of 11"
    if sentence.holds(i - 1, "of"), sentence.holds(i - 2, "age"), sentence.holds(i - 3, "the"),
      sentence.holds(i - 4, "under") || sentence.holds(i - 4, "over")
    {
      return Reading(bound: sentence.holds(i - 4, "under") ? .less : .greater, pieces: (i - 4)..<i)
    }
    for skip in 0...2 {
      let at = i - 1 - skip
      guard sentence.has(at) else { return nil }
      // "up to an additional 15"
      if skip > 0, !sentence.holds(i - skip, Self.fillers) { return nil }
      if let sign = Self.signs[sentence.key(at)], sentence.isSymbol(at) {
        return Reading(bound: sentence.holds(at, ">") && sentence.holds(at + 1, "=") ? .atLeast : sign, pieces: at..<i)
      }
      if sentence.holds(at, "="), sentence.holds(at - 1, ">") || sentence.holds(at - 1, "<") {
        return Reading(bound: sentence.holds(at - 1, ">") ? .atLeast : .atMost, pieces: (at - 1)..<i)
      }
      for candidate in Self.table.before[sentence.key(at)] ?? [] {
        let start = at - candidate.words.count + 1
        // "more than the $4 million that it had": a number compared with is exact.
        if skip > 0, sentence.holds(i - 1, "the"),
          candidate.words.count == 1 || sentence.holds(at, "than") || sentence.holds(start, Self.lacking)
        {
          continue
        }
        guard sentence.has(start), sentence.holds(start, phrase: candidate.words), accepts(candidate.words, start, at, duration) else {
          continue
        }
        return Reading(bound: candidate.bound, pieces: start..<i)
      }
      // "surges past $1B"
      if sentence.holds(at, "past"), sentence.holds(at - 1, Self.passing) || sentence.holds(at - 2, Self.passing) {
        return Reading(bound: .greater, pieces: at..<i)
      }
      // "could top $2 billion"
      if skip == 0, sentence.holds(at, "top"), sentence.tag(at - 1) == .MD || sentence.holds(at - 1, "to") {
        return Reading(bound: .greater, pieces: at..<i)
      }
      if sentence.holds(at, "the") == false, skip == 0, !sentence.holds(i - 1, Self.fillers) { return nil }
    }
    return nil
  }

  private static let lacking = Words.set("short shy")
  /// Words after which "over" is a bound: "with over six years of service".
  private static let overLeads = Words.set(WordSets["BoundReader.overLeads"])
  private static let asking = Words.set(WordSets["BoundReader.asking"])
  private static let over = WordHash.of("over"), about = WordHash.of("about")

  private func accepts(_ words: [UInt64], _ start: Int, _ at: Int, _ duration: Bool) -> Bool {
    guard words.count == 1 else { return true }
    switch words[0] {
    // "over six years" is a period, "for over six years" a bound.
    case Self.over:
      return !duration || sentence.holds(start - 1, Self.overLeads)
    case Self.about:
      return !sentence.holds(start - 1, Self.asking) || sentence.holds(start - 1, "said") && !sentence.holds(at + 1, Words.articles)
    default: return true
    }
  }

  /// The bound that begins at piece `k`, after a number: "or more", "plus", "+".
  func after(_ k: Int) -> Reading? {
    if sentence.holds(k, "+"), sentence.glued(k) { return Reading(bound: .atLeast, pieces: k..<(k + 1)) }
    var at = k
    if sentence.isHyphen(k), sentence.holds(k + 1, "plus") || sentence.holds(k + 1, "odd") { at = k + 1 }
    if sentence.holds(at, ","), sentence.holds(at + 1, "or") { at += 1 }
    guard sentence.has(at) else { return nil }
    for candidate in Self.table.after[sentence.key(at)] ?? [] where sentence.holds(at, phrase: candidate.words) {
      if candidate.words.count == 1, at == k,
        sentence.isNumber(k + 1) || sentence.holds(k + 1, "a") || sentence.holds(k + 1, "the")
          || NumberWords.table[sentence.key(k + 1)] != nil
          || (!sentence.glued(k) && sentence.isWord(k + 1))
      {
        continue
      }
      // "below $17 or above $26": this bound belongs to the next number.
      if beginsNumber(at + candidate.words.count) || sentence.holds(at + candidate.words.count, "than") { continue }
      return Reading(bound: candidate.bound, pieces: at..<(at + candidate.words.count))
    }
    return nil
  }

  /// Whether a number, with or without a currency sign, begins at `k`.
  private func beginsNumber(_ k: Int) -> Bool {
    sentence.isNumber(k) || sentence.isWord(k) && NumberWords.table[sentence.key(k)] != nil
      || sentence.isNumber(k + 1) && CurrencyTable.shared.standsBefore(sentence, k + 1) != nil
  }

  private static let denials = Words.set(WordSets["BoundReader.denials"])
  private static let limits = Words.set("below above under over beyond past")

  /// "did not sink below 27", "would not climb above 9": the bound that results from negation.
  func denied(_ reading: Reading) -> Bound? {
    guard reading.bound == .less || reading.bound == .greater, reading.pieces.count == 1,
      sentence.holds(reading.pieces.lowerBound, Self.limits)
    else { return nil }
    for k in stride(from: reading.pieces.lowerBound - 1, through: max(sentence.start, reading.pieces.lowerBound - 4), by: -1) {
      if sentence.isSymbol(k), !sentence.isHyphen(k) { return nil }
      if sentence.holds(k, Self.denials) { return reading.bound == .less ? .atLeast : .atMost }
    }
    return nil
  }

  /// Whether the bound is a threshold that was passed ("rose above 40"), so that the number is the level reached.
  func isLine(_ reading: Reading) -> Bool { reading.pieces.count == 1 && sentence.holds(reading.pieces.lowerBound, Self.lines) }
  private static let lines = Words.set("below above beyond past")
}
