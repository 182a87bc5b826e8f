import Linguistics
import Record
import Testing

@testable import Extraction

@Suite("Guides and reviews against news") struct ArticleVoiceTests {
  private static let guide = String(
    repeating: "Rinse your pan before you oil it. We like a stiff brush, and I keep mine by the sink so you can see it. ", count: 12)
  private static let news = String(
    repeating: "The council met on Monday. “You and I know your road is bad, and we pay,” Ana Roe told it. The clerk wrote it down. ",
    count: 12)

  private static func text(_ words: String) -> AnalyzedText {
    Analyzer().analyze(words, paragraphs: [Paragraph(ByteRange(0, words.utf8.count), .paragraph)])
  }

  @Test("a guide speaks to its reader; in news only those quoted do", arguments: [(guide, true), (news, false), ("Do you agree?", false)])
  func personal(words: String, isPersonal: Bool) { #expect(ArticleVoice.isPersonal(Self.text(words)) == isPersonal) }

  @Test("a doubtful indirect report is kept in news and left out in a guide; direct words are kept in both")
  func doubtful() {
    func kept(_ words: String, _ kind: QuoteKind, _ confidence: Double) -> Int {
      let finding = QuoteFinding(
        range: ByteRange(0, 5), kind: kind, type: .assertion, group: nil, speaker: "Ana Roe", speakerKind: .person, mention: nil, cue: nil,
        confidence: confidence, reason: Reason(rule: "test"))
      return QuoteSieve(text: Self.text(words)).kept([finding]).count
    }
    #expect(kept(Self.news, .indirect, 0.4) == 1)
    #expect(kept(Self.guide, .indirect, 0.4) == 0)
    #expect(kept(Self.guide, .indirect, 0.6) == 1)
    #expect(kept(Self.guide, .direct, 0.4) == 1)
  }
}
