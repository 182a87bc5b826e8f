import Linguistics
import Record
import Testing

@testable import Extraction
@testable import Training

/// What training makes of marked texts: labels of tokens, candidates for speakers, choices of figures.
@Suite("Training data") struct TrainingDataTests {
  private static let text = "Ann Roe said that the bridge would open. “It is safe,” Tom Brandt said."
  private static let carriedOn = "“It was cold.\n“And it was dark,” Ann Roe said."

  /// Where words stand in a text, behind other words.
  private static func range(_ words: String, in text: String = text, behind lead: String = "") -> ByteRange {
    let bytes = Array(text.utf8)
    let (first, part) = (Array((lead + words).utf8), Array(words.utf8))
    let start = bytes.indices.first { bytes[$0...].starts(with: first) } ?? 0
    return ByteRange(start + first.count - part.count, start + first.count)
  }

  private static let quotes = [
    MarkedQuote(content: [range("that the bridge would open")], cue: [range("said")], source: [range("Ann Roe")]),
    MarkedQuote(content: [range("It is safe,")], cue: [range("said", behind: "Brandt ")], source: [range("Tom Brandt")]),
  ]

  private static func analyzed(_ text: String) -> AnalyzedText {
    Analyzer().analyze(text, paragraphs: FigureReading.article(text).paragraphs)
  }

  private static func words(_ part: QuoteLabel.Part, _ labels: [QuoteLabel], _ text: AnalyzedText) -> [String] {
    labels.indices.filter { labels[$0].part == part }.map { text.words(text.tokens[$0].range) }
  }

  @Test("marks become the labels of their words, a direct content with its quotation marks") func labels() {
    let text = Self.analyzed(Self.text)
    let labels = QuoteLabeler(text: text).labels(Self.quotes)
    #expect(Self.words(.source, labels, text) == ["Ann", "Roe", "Tom", "Brandt"])
    #expect(Self.words(.cue, labels, text) == ["said", "said"])
    #expect(Self.words(.clause, labels, text) == ["that", "the", "bridge", "would", "open"])
    #expect(Self.words(.direct, labels, text) == ["“", "It", "is", "safe", ",", "”"])
    #expect(labels.count { $0.begins } == 6)
  }

  @Test("a content begins again with each paragraph") func paragraphs() {
    let text = Self.analyzed(Self.carriedOn)
    let whole = ByteRange(0, Self.range("dark,”", in: Self.carriedOn).end)
    let labels = QuoteLabeler(text: text).labels([MarkedQuote(content: [whole], cue: [], source: [])])
    #expect(labels.count { $0.part == .direct && $0.begins } == 2)
  }

  @Test("the words around a cue are labelled for its own quote alone") func window() throws {
    let text = Self.analyzed(Self.text)
    let labeler = QuoteLabeler(text: text)
    let cue = try #require(labeler.cueTokens(Self.quotes[0]).first)
    let window = CueWindow(cue: cue..<cue + 1, paragraph: text.paragraphTokens[0], text: text)
    let labels = labeler.labels(window, Self.quotes[0])
    #expect(labels.count { $0 == .contentBegin || $0 == .contentInside } == 5)
    #expect(labels.count { $0 == .sourceBegin || $0 == .sourceInside } == 2)
    #expect(labeler.labels(window, nil).allSatisfy { $0 == .outside })
  }

  @Test("stretches of a teacher become quotes; where it is unsure a paragraph is left out") func teacher() {
    func example(_ chance: Double) -> Training.QuoteExample {
      TeacherLabels.example(
        text: Self.text, paragraphs: FigureReading.article(Self.text).paragraphs,
        stretches: [
          TeacherLabels.Stretch(part: .source, range: Self.range("Ann Roe"), chance: chance),
          TeacherLabels.Stretch(part: .cue, range: Self.range("said"), chance: chance),
          TeacherLabels.Stretch(part: .content, range: Self.range("that the bridge would open"), chance: chance),
        ])
    }
    let sure = example(0.9)
    #expect(sure.quotes.map(\.content) == [[Self.range("that the bridge would open")]])
    #expect(sure.quotes.map(\.source) == [[Self.range("Ann Roe")]])
    #expect(example(0.2).paragraphs.isEmpty)
  }

  @Test("each marked utterance is a group with its right candidates; who is only described is learned as nobody with a name")
  func speakers() {
    let text = "Ann Roe runs the port. “The bridge is safe,” Ann Roe said. Residents said that the bridge was shut."
    func mark(_ content: String, _ cue: ByteRange, _ speaker: String?, _ kind: SpeakerKind?) -> MarkedQuote {
      MarkedQuote(content: [Self.range(content, in: text)], cue: [cue], source: [], speaker: speaker, speakerKind: kind)
    }
    func groups(_ residents: String?, hasKinds: Bool) -> [SpeakerTraining.Group] {
      let quotes = [
        mark("The bridge is safe,", Self.range("said", in: text), "Ann Roe", hasKinds ? .person : nil),
        mark("that the bridge was shut", Self.range("said", in: text, behind: "Residents "), residents, hasKinds ? .group : nil),
      ]
      let example = Training.QuoteExample(
        text: text, paragraphs: FigureReading.article(text).paragraphs, quotes: quotes, hasSpeakers: true)
      return SpeakerTraining(QuoteFinder()).groups(example, hasKinds: hasKinds)
    }
    for found in [groups("residents", hasKinds: true), groups(nil, hasKinds: false)] {
      #expect(found.map(\.isNamed) == [true, false])
      #expect(found.allSatisfy { !$0.right.isEmpty })
    }
  }

  @Test("a figure's fields come with the candidates that they were chosen from") func figures() {
    let text = "Exports rose 3 percent in May."
    let found = FigureFinder().reading(of: Self.analyzed(text), article: FigureReading.article(text), quotes: [], officials: [])
      .choices(models: .shared) { _, _, _ in nil }
    #expect(found.map(\.finding.value) == [3])
    #expect(found.first?.choices.contains { $0.field == .period && $0.answers.contains("2016-05") } ?? false)
  }
}
