import Foundation
import Record
import TestSupport
import Testing

@testable import Extraction

/// Which of the corpus's quotes are found in the text of each gold record, comparing spans that overlap by four fifths.
struct CorpusQuotes {
  private(set) var marked = 0
  private(set) var found = 0
  private(set) var matched = 0
  private(set) var named = 0
  /// For quotations that are entirely in quotation marks.
  private(set) var markedDirect = 0
  private(set) var matchedDirect = 0

  /// The harmonic mean of precision and recall of spans, in percent.
  var spans: Int { 200 * matched / max(1, marked + found) }
  /// The same if the speaker must be right too.
  var withSpeakers: Int { 200 * named / max(1, marked + found) }
  /// The share of direct quotations that are found, in percent.
  var direct: Int { 100 * matchedDirect / max(1, markedDirect) }

  /// Reads all records of the corpus.
  init() throws {
    let files = try FileManager.default.contentsOfDirectory(at: Project.corpus, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }
    for file in files {
      guard let gold = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any], let text = gold["text"] as? String
      else { continue }
      count(gold["quotes"] as? [[String: Any]] ?? [], FigureReading.record(text, published: gold["published"] as? String).quotes)
    }
  }

  private mutating func count(_ gold: [[String: Any]], _ quotes: [Quote]) {
    marked += gold.count
    found += quotes.count
    var free = quotes
    for quote in gold {
      let isDirect = quote["kind"] as? String == "direct"
      if isDirect { markedDirect += 1 }
      guard let start = quote["start"] as? Int, let end = quote["end"] as? Int,
        let index = free.firstIndex(where: { Self.overlap(start..<end, $0.span.start..<$0.span.end) >= 0.8 })
      else { continue }
      matched += 1
      if isDirect { matchedDirect += 1 }
      if free[index].speaker == quote["speaker"] as? String { named += 1 }
      free.remove(at: index)
    }
  }

  /// The part that two stretches share, of all that they cover.
  private static func overlap(_ left: Range<Int>, _ right: Range<Int>) -> Double {
    let shared = left.clamped(to: right).count
    return Double(shared) / Double(left.count + right.count - shared)
  }
}

@Suite("Quotes of the corpus") struct CorpusQuotesTests {
  /// The finder is statistical, so the floors leave room for new weights: they are not measured values, but what must not be lost.
  @Test("spans and speakers are those of the gold records") func golden() throws {
    let quotes = try CorpusQuotes()
    #expect(quotes.marked > 400)
    #expect(quotes.spans >= 80, "\(quotes.spans)")
    #expect(quotes.withSpeakers >= 64, "\(quotes.withSpeakers)")
    #expect(quotes.direct >= 95, "\(quotes.direct)")
  }
}
