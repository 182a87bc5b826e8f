import Knowledge
import Linguistics
import Record
import Testing

@testable import Extraction

/// What governs a figure, and the status that follows from it.
@Suite struct StatusFrameTests {
  private static let rows = Lexicon(named: "status-frames.tsv").rows.map { [$0[0], $0[2]] }

  /// The frame of the last figure of a sentence.
  private func frame(_ text: String) throws -> StatusFrame {
    let pieces = PieceText(Analyzer().analyze(text, paragraphs: FigureReading.article(text).paragraphs))
    let s = PieceSentence(source: pieces, bounds: pieces.sentences[0], number: 0)
    let sentence = FigureSentence(pieces: s, times: [], candidates: FigureScanner(s, times: []).candidates())
    try #require(!sentence.candidates.isEmpty, "no figure in “\(text)”")
    return StatusFrame(FigureSituation(sentence, sentence.candidates.count - 1))
  }

  @Test("the example of each row of the table shows the row's sign", arguments: rows) func example(_ row: [String]) throws {
    let sign = try #require(StatusFrame.Sign(rawValue: row[0]))
    let frame = try frame(row[1])
    switch sign {
    case .condition: #expect(frame.condition == .under)
    case .question: #expect(frame.condition == .none)
    case .limit: #expect(frame.subject.contains(.limit))
    default: #expect(frame.signs.union(frame.beside).contains(sign), "\(frame.signs) \(frame.beside)")
    }
  }

  @Test(
    "an inverted condition is one",
    arguments: [
      "Had the weir failed, 40 barns would have gone.", "Should fees rise, each member would pay $40.",
      "Were the mill to close, 40 weavers would go.",
    ])
  func inverted(_ text: String) throws { #expect(try frame(text).condition == .under) }

  @Test("a question with its verb first is no condition") func question() throws {
    #expect(try frame("Had the mill 40 weavers?").condition == .none)
  }

  @Test("who would do it is told from the subject") func reports() throws {
    #expect(try frame("The guild said it would add 40 barns.").report == .own)
    #expect(try frame("The guild said the mill would add 40 barns.").report == .other)
    #expect(try frame("The guild added 40 barns.").report == .none)
  }

  @Test(
    "each frame has its status",
    arguments: [
      ("Boats on the canal must not exceed 8 knots.", FigureStatus.limit), ("No more than six boats may use the lock at once.", .limit),
      ("Each breach carries a fine of $1,700.", .limit), ("The fund must keep at least 8 percent in cash.", .limit),
      ("As many as 9,000 weavers may strike.", .hypothetical), ("If the bill fails, 40,000 people would lose their homes.", .hypothetical),
      ("Had the weir failed, 3,000 people would have drowned.", .hypothetical), ("The guild wants to hire 6,000 clerks.", .planned),
      ("The mill agreed to pay $45 million.", .planned), ("The council said it would add 300 barns.", .planned),
      ("Each school has a cap of 25 pupils.", .limit), ("The barn has a capacity of 300 cows.", .limit),
      ("The law puts a maximum of 12 nets in each boat.", .limit), ("The lake reached a maximum of 30 metres.", .actual),
      ("The mill sold 300 barns.", .actual), ("The mill was fined $40,000 in May.", .actual),
    ])
  func status(_ text: String, _ status: FigureStatus) {
    #expect(FigureReading.figures(text).last?.status == status, "\(text)")
  }
}
