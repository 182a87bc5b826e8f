import Record
import Testing

@Suite("Speakers without a name") struct UnnamedSpeakerTests {
  private func quote(_ mention: String?, speaker: String? = nil, kind: SpeakerKind? = .person) -> Quote {
    Quote(
      id: "q1", span: TextSpan(start: 0, end: 1, text: "x"), kind: .direct, type: .assertion, speaker: speaker, speakerKind: kind,
      speakerMention: mention.map { TextSpan(start: 0, end: $0.count, text: $0) })
  }

  @Test(
    "the body stands in the describing words",
    arguments: [
      ("spokeswoman for the Ministry of Health", "Ministry of Health"), ("Foreign Ministry spokesman", "Foreign Ministry"),
      ("nurse at the Harbour Clinic, who asked to stay unnamed", "Harbour Clinic"),
      ("Minister for Housing’s spokesman", "Minister for Housing"),
    ]) func body(words: String, body: String)
  {
    #expect(quote(words).unnamedSpeaker == words)
    #expect(quote(words).speakerBody == body)
  }

  @Test(
    "no body is made of a common noun, a town or a time",
    arguments: ["spokeswoman for the ministry", "woman from the town", "driver", "nurse in Vela"])
  func noBody(words: String) {
    #expect(quote(words).unnamedSpeaker == words)
    #expect(quote(words).speakerBody == nil)
  }

  @Test(
    "a common noun means the one body of the article that it heads",
    arguments: [
      (
        "spokeswoman for the ministry", "The Ministry of Tides and Wool opened on Monday. The ministry is new.",
        "Ministry of Tides and Wool"
      ),
      ("spokesman for the health ministry", "Vela's Health Ministry is new.", "Health Ministry"),
      ("police spokesman", "The Harbour Police, who came first, found nothing.", "Harbour Police"),
      ("council spokeswoman", "Fenwick Council's plan failed. Fenwick Council will meet.", "Fenwick Council"),
      ("official at the ministry, who asked not to be named", "She works at the Ministry of Wool.", "Ministry of Wool"),
    ]) func bodyOfTheArticle(words: String, text: String, body: String?)
  {
    #expect(quote(words).speakerBody == nil)
    #expect(quote(words).speakerBody(in: text) == body)
  }

  @Test(
    "two bodies, none, or a capital that only opens a sentence or a headline give no body",
    arguments: [
      ("police spokesman", "The Harbour Police met the Orm Police."), ("police spokesman", "Police came at nine."),
      ("police spokesman", "Town Police Say Bridge Is Safe"), ("woman from the town", "She likes Orm Town."),
      ("spokeswoman for the ministry", "The Ministry of Wool wrote to the Ministry of Tides."),
    ]) func noBodyOfTheArticle(words: String, text: String)
  {
    #expect(quote(words).speakerBody(in: text) == nil)
  }

  @Test("a pronoun describes nobody, and a named speaker is not unnamed") func named() {
    #expect(quote("she").unnamedSpeaker == nil)
    #expect(quote("mayor", speaker: "Ann Roe").unnamedSpeaker == nil)
    #expect(quote(nil).unnamedSpeaker == nil)
    #expect(quote("Harbour Trust", speaker: "Harbour Trust", kind: .organization).speakerBody == "Harbour Trust")
  }
}
