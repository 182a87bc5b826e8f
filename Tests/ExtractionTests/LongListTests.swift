import Linguistics
import Record
import Testing

@testable import Extraction

/// Quotations and numbers strung together without a full stop: what each of them is read with does not grow with the text.
@Suite struct LongListTests {
  /// The largest window of a cue in a text that repeats a piece.
  private func largestWindow(_ piece: String, bytes: Int) -> Int {
    let whole = String(repeating: piece, count: bytes / piece.utf8.count)
    let text = Analyzer().analyze(whole, paragraphs: [Paragraph(ByteRange(0, whole.utf8.count), .paragraph)])
    let cues = text.tokens.indices.filter { text.word($0) == "said" }
    return cues.map { CueWindow(cue: $0..<$0 + 1, paragraph: text.tokens.indices, text: text).tokens.count }.max() ?? 0
  }

  @Test(
    "the words in which a cue looks for its source and content are as many in a long list as in a short one",
    arguments: [
      "\u{201C}It is shut,\u{201D} he said, ", "the barge is late, Velt said, ",
      "\u{201C}The old bridge by the mill is shut now,\u{201D} he said, ",
    ])
  func windows(_ piece: String) {
    let short = largestWindow(piece, bytes: 4_000)
    #expect(short > 50)
    #expect(largestWindow(piece, bytes: 8_000) <= short + 20)
  }

  private func figures(_ text: String) -> [Figure] {
    let article = Article(
      id: "long", text: text, paragraphs: [Paragraph(ByteRange(0, text.utf8.count), .paragraph)],
      provenance: Provenance(contentSHA256: "", mediaType: "text/plain", encoding: "utf-8"))
    return Extractor().record(of: article).figures
  }

  @Test("all numbers of an endless list are read, in its parts as at its start") func numbers() {
    let figures = figures("The harbour counted \((0..<900).map { "\(20_000 + $0) boats" }.joined(separator: ", ")).")
    #expect(figures.count == 900 && figures.allSatisfy { $0.unitKind == .count })
  }

  @Test("numbers alone are read in a list of results, and are rows of data if there are hundreds in a sentence") func bareNumbers() {
    func list(_ count: Int) -> String {
      let points = (1..<count).map { "\(20 + $0)" }.joined(separator: ", ")
      return "The boats finished with \(points) and 20 points."
    }
    #expect(figures(list(6)).count == 6)
    // The last part may be short.
    #expect(figures(list(400)).count <= 64)
  }

  /// A piece's word is compared letter by letter only where the first letters agree; the answer is the same as with the whole word's hash.
  @Test("a piece holds the words that have its hash and no others") func words() {
    let whole =
      "And the Mill's £40 (to, or) \u{2018}Andes\u{2019} didn\u{2019}t; it's a U.S. élan of 40% and 2.5x, \u{201C}and\u{201D} \u{C9}lan?"
    let pieces = PieceText(Analyzer().analyze(whole, paragraphs: [Paragraph(ByteRange(0, whole.utf8.count), .paragraph)]))
    let words = [
      "and", "the", "'s", "to", "or", "didn't", "it", "u.s.", "a", "x", "of", "%", ",", "\"", "'", "40", "2.5", "\u{E9}lan", "n",
    ]
    var held = 0
    for (number, bounds) in pieces.sentences.enumerated() {
      let sentence = PieceSentence(source: pieces, bounds: bounds, number: number)
      for place in bounds.lowerBound - 1...bounds.upperBound {
        for word in words {
          #expect(sentence.holds(place, word) == (sentence.has(place) && sentence.key(place) == WordHash.of(word)))
          if sentence.holds(place, word) { held += 1 }
        }
      }
    }
    #expect(held >= 18)
  }
}
