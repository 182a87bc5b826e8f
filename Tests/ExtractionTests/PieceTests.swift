import Linguistics
import Record
import Testing

@testable import Extraction

/// How the text of figures is cut into pieces and clauses.
@Suite("Pieces and clauses of figures") struct PieceTests {
  private static func sentence(_ words: String) -> PieceSentence {
    let pieces = PieceText(SketchedText(words).text)
    return PieceSentence(source: pieces, bounds: pieces.sentences[0], number: 0)
  }

  private static func word(_ piece: Int, _ sentence: PieceSentence) -> String {
    sentence.source.text.words(sentence[piece].range)
  }

  @Test(
    "a piece is a word, a number or a sign; an apostrophe inside a word belongs to it, a possessive does not",
    arguments: [
      ("At five o’clock the town’s clerk left.", ["At", "five", "o’clock", "the", "town", "’s", "clerk", "left", "."]),
      ("It paid $1.4bn in cash.", ["It", "paid", "$", "1.4", "bn", "in", "cash", "."]),
      ("It ran 12\u{a0}km.", ["It", "ran", "12", "km", "."]),
    ]) func pieces(words: String, expected: [String])
  {
    let sentence = Self.sentence(words)
    #expect(sentence.bounds.map { Self.word($0, sentence) } == expected)
  }

  @Test("spaces are those of all widths, and nothing else") func spaces() {
    #expect([0x20, 0x0a, 0xa0, 0x2009, 0x3000].allSatisfy(PieceScanner.isSpace))
    #expect(![0x2d, 0x41, 0x2014, 0xe9].contains(where: PieceScanner.isSpace))
  }

  @Test("outside its sentence there is no piece") func kinds() {
    let sentence = Self.sentence("It paid $5.")
    #expect(sentence.bounds.map { sentence.kind($0) } == [.word, .word, .symbol, .number, .symbol])
    #expect(sentence.kind(-1) == nil)
    #expect(sentence.kind(sentence.end) == nil)
  }

  @Test(
    "a clause ends at strong punctuation, and at a conjunction that a clause of its own follows",
    arguments: [
      ("Sales rose and prices fell.", "and", true), ("Sales rose by boats and nets.", "and", false),
      ("Sales rose; not here.", ";", true), ("Sales rose, too.", ",", false), ("Sales rose too.", "rose", false),
    ]) func ends(words: String, place: String, isEnd: Bool) throws
  {
    let sentence = Self.sentence(words)
    let piece = try #require(sentence.bounds.first { Self.word($0, sentence) == place })
    #expect(Clause.ends(piece, in: sentence) == isEnd)
    #expect(Clause.startsClause(piece + 1, in: sentence) == (words == "Sales rose and prices fell."))
  }

  @Test("the subject of the first finite verb", arguments: [("Sales of boats rose in May.", "Sales of boats"), ("Nothing but rain.", nil)])
  func subject(words: String, expected: String?) {
    let sentence = Self.sentence(words)
    let found = ConceptFinder(sentence, taken: []).sentenceSubject.map { run in
      run.map { Self.word($0, sentence) }.joined(separator: " ")
    }
    #expect(found == expected)
  }

  @Test("a verb tells more than that something is, or is said to be", arguments: [("built", true), ("was", false), ("said", false)])
  func verbs(verb: String, tellsMore: Bool) throws {
    let sentence = Self.sentence("The town \(verb) 300 boats.")
    let piece = try #require(sentence.bounds.first { Self.word($0, sentence) == verb })
    #expect(ConceptFinder(sentence, taken: []).tellsMore(piece..<piece + 1) == tellsMore)
  }
}
