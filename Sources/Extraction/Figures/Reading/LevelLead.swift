import Knowledge
import Linguistics

/// The word that leads in a number: "from a revised 9", "to a record low of 84", "compared with 12".
struct LevelLead: Sendable {
  enum Kind: UInt64, Sendable, CaseIterable { case none, from, to, at, than, against, or, and, comma, by, with, compared }

  var kind: Kind
  var place: Int

  private static let kinds: [UInt64: Kind] = [
    "from": .from, "to": .to, "at": .at, "than": .than, "against": .against, "or": .or, "and": .and, ",": .comma, "by": .by, "with": .with,
  ].reduce(into: [:]) { $0[WordHash.of($1.key)] = $1.value }
  private static let fillers = Words.set(WordSets["LevelLead.fillers"])
  /// The most words between the leading word and its number.
  private static let longest = 6

  /// Reads the pieces before `start`, past the words that describe the number itself.
  static func read(before start: Int, in sentence: PieceSentence) -> LevelLead {
    var k = start - 1
    while sentence.has(k), k > start - 1 - longest {
      if let kind = kinds[sentence.key(k)] {
        let isCompared = (kind == .to || kind == .with) && sentence.holds(k - 1, "compared")
        return LevelLead(kind: isCompared ? .compared : kind, place: k)
      }
      guard sentence.isWord(k),
        sentence.holds(k, fillers) || sentence.tag(k) == .JJ || sentence.tag(k) == .VBN || sentence.holds(k, "'s")
          || sentence.holds(k + 1, "'s")
      else { break }
      k -= 1
    }
    return LevelLead(kind: .none, place: k)
  }
}
