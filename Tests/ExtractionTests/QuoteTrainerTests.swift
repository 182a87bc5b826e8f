import Linguistics
import Record
import Testing
import Training

@testable import Extraction

@Suite("Training of the quote tagger") struct QuoteTrainerTests {
  /// Forty paragraphs of one form, marked by their parts.
  private static let examples: [Training.QuoteExample] = {
    let names = ["Ann Roe", "Tom Brandt", "Ida Moss", "Peter Okoro"]
    let verbs = ["said", "claimed", "warned", "thinks", "hopes"]
    let clauses = ["that the bridge would open in May", "that nobody had the keys"]
    return names.flatMap { name in
      verbs.flatMap { verb in
        clauses.map { clause in
          let source = ByteRange(0, name.utf8.count)
          let cue = ByteRange(source.end + 1, source.end + 1 + verb.utf8.count)
          let content = ByteRange(cue.end + 1, cue.end + 1 + clause.utf8.count)
          let text = "\(name) \(verb) \(clause)."
          return Training.QuoteExample(
            text: text, paragraphs: [Paragraph(ByteRange(0, text.utf8.count), .paragraph)],
            quotes: [MarkedQuote(content: [content], cue: [cue], source: [source])])
        }
      }
    }
  }()

  private func trained(seed: UInt64 = 1) -> [UInt8] {
    var trainer = QuoteTrainer()
    trainer.seed = seed
    trainer.folds = 2
    return trainer.train(Self.examples)
  }

  @Test("the same seed gives the same bytes, another seed others") func determinism() {
    let file = trained()
    #expect(file == trained())
    #expect(file != trained(seed: 2))
  }

  @Test("what was trained on is found") func finds() throws {
    let finder = try QuoteFinder(model: trained())
    for example in Self.examples {
      let text = Analyzer().analyze(example.text, paragraphs: example.paragraphs)
      let quotes = finder.quotes(in: text, article: FigureReading.article(example.text), officials: [])
      #expect(quotes.map(\.range) == example.quotes[0].content, "\(example.text)")
    }
  }

  @Test("a file that is cut off is refused", arguments: [0, 3, 4, 100]) func cut(length: Int) {
    #expect(throws: SequenceModelError.self) { try QuoteFinder(model: Array(trained().prefix(length))) }
  }
}
