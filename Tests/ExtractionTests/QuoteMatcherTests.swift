import Foundation
import Record
import Testing
import Training

@testable import Extraction

@Suite("Matching of quotes") struct QuoteMatcherTests {
  private static let text = "Ann Roe said that the old stone bridge would open in May. Tom Brandt disagreed."

  private static func range(_ words: String) -> ByteRange {
    let bytes = Array(text.utf8)
    let part = Array(words.utf8)
    let start = bytes.indices.first { bytes[$0...].starts(with: part) } ?? 0
    return ByteRange(start, start + part.count)
  }

  private static func finding(_ words: String, speaker: String? = nil, mention: String? = nil, group: Int? = nil) -> QuoteFinding {
    QuoteFinding(
      range: range(words), kind: .indirect, type: .assertion, group: group, speaker: speaker, mention: mention.map(range), cue: nil,
      confidence: 0.5, reason: Reason(rule: "test"))
  }

  private static let marked = MarkedQuote(
    content: [range("that the old stone bridge would open in May")], cue: [range("said")], source: [range("Ann Roe")], speaker: "Ann Roe")

  private static let matcher = QuoteMatcher(text: text, quotes: [marked])

  @Test(
    "four fifths of the words must be shared",
    arguments: [
      ("that the old stone bridge would open in May", true), ("the old stone bridge would open in May", true),
      ("bridge would open in May.", false), ("Ann Roe said that the old stone bridge would open in May", true),
      ("Tom Brandt disagreed", false),
    ]) func overlap(words: String, isMatch: Bool)
  {
    #expect(Self.matcher.partners(Self.matcher.units([Self.finding(words)])) == [isMatch ? 0 : -1])
  }

  @Test("stretches of one group are one utterance, and the better of two has the match") func groups() {
    let parts = [Self.finding("that the old stone bridge", group: 1), Self.finding("would open in May", group: 1)]
    let units = Self.matcher.units(parts)
    #expect(units.count == 1)
    #expect(Self.matcher.partners(units) == [0])
    let rivals = Self.matcher.units([
      Self.finding("the old stone bridge would open in May"), Self.finding("that the old stone bridge would open in May"),
    ])
    #expect(Self.matcher.partners(rivals) == [-1, 0])
  }

  @Test(
    "speakers are compared by name",
    arguments: [
      ("Ann Roe", true, false), ("Mrs. Ann Roe", true, false), ("Ann B. Roe", true, false), ("Roe", false, false),
      ("Tom Brandt", false, true),
      (nil, false, true),
    ] as [(String?, Bool, Bool)]) func speakers(name: String?, isRight: Bool, isContradicted: Bool)
  {
    let units = Self.matcher.units([Self.finding("that the old stone bridge would open in May", speaker: name, mention: nil)])
    #expect(Self.matcher.isSpeakerRight(units[0], 0) == isRight)
    #expect(Self.matcher.contradicts(units[0], 0) == isContradicted)
  }
}

@Suite("Matching of unnamed speakers") struct QuoteMatcherMentionTests {
  @Test("a speaker without a marked name is compared by the words that name it", arguments: [("Residents", true), ("the bridge", false)])
  func mentions(words: String, isRight: Bool) throws {
    let text = "Residents said that the bridge was shut."
    func range(_ words: String) throws -> ByteRange {
      let start = try #require(text.range(of: words)?.lowerBound.utf16Offset(in: text))
      return ByteRange(start, start + words.utf8.count)
    }
    let marked = MarkedQuote(content: [try range("that the bridge was shut")], cue: [try range("said")], source: [try range("Residents")])
    let matcher = QuoteMatcher(text: text, quotes: [marked, MarkedQuote(content: [], cue: [], source: [])])
    #expect(matcher.markedIndices == [0])
    let finding = QuoteFinding(
      range: marked.content[0], kind: .indirect, type: .assertion, group: nil, speaker: nil, mention: try range(words), cue: nil,
      confidence: 0.5, reason: Reason(rule: "test"))
    #expect(matcher.isSpeakerRight(matcher.units([finding])[0], 0) == isRight)
  }
}

@Suite("Confidence of quotes") struct QuoteConfidenceTests {
  private func confidences(_ text: String) -> [Double] { FigureReading.record(text).quotes.compactMap(\.confidence) }

  @Test("what is said plainly is surer than what is wanted by nobody in particular") func order() throws {
    let plain = try #require(confidences("“The bridge will open in May,” Anna Velt told reporters on Monday.").first)
    let loose = confidences("Voters want a new bridge.").first ?? 0
    #expect(plain >= 0.9)
    #expect(loose < plain)
  }

  @Test("all are chances", arguments: ["Anna Velt said the bridge would open in May.", "Q: Who had the keys?\nA: Only the treasurer."])
  func range(text: String) {
    let all = confidences(text)
    #expect(!all.isEmpty)
    #expect(all.allSatisfy { $0 > 0 && $0 < 1 })
  }
}
