import Record
import Testing

@testable import Linguistics

/// A list that never ends is read in parts, so that readers that look through the whole sentence for each of its numbers stay quick.
@Suite struct LongSentenceTests {
  @Test(
    "no sentence is longer than the bound, and none of the text is lost",
    arguments: ["12, 14 and 15, ", "carts and boats; ", "\u{201C}It is shut,\u{201D} he said, ", "barge ", "9 "])
  func bound(_ piece: String) {
    let text = reading("Then came " + String(repeating: piece, count: 9_000 / piece.utf8.count))
    #expect(text.sentences.count >= text.tokens.count / SentenceSplitter.most)
    var end = 0
    for sentence in text.sentences {
      #expect(sentence.tokens.lowerBound == end && !sentence.tokens.isEmpty && sentence.tokens.count <= SentenceSplitter.most)
      #expect(text.tokens[sentence.tokens.lowerBound].shape.contains(.sentenceStart))
      end = sentence.tokens.upperBound
    }
    #expect(end == text.tokens.count)
  }

  @Test("parts end behind a comma or semicolon where there is one", arguments: ["carts, ", "red boats; "]) func marks(_ piece: String) {
    let text = reading(String(repeating: piece, count: 9_000 / piece.utf8.count))
    #expect(text.sentences.count > 2)
    for sentence in text.sentences { #expect([",", ";"].contains(text.word(sentence.tokens.upperBound - 1))) }
  }

  @Test("a sentence of as many tokens as the bound stays whole") func whole() {
    let words = (SentenceSplitter.most - 1) / 2
    let text = reading("Boats " + String(repeating: ", barges", count: words) + ".")
    #expect(text.tokens.count == SentenceSplitter.most && text.sentences.count == 1)
    let longer = reading("Boats " + String(repeating: ", barges", count: words) + " came.")
    #expect(longer.sentences.count == 2)
  }
}
