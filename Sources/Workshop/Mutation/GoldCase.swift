import Extraction
import Foundation
import Ingestion
import Linguistics
import OnRecord
import Record
import TestSupport
import Training

/// A text or page with gold, read once to be extracted many times.
struct GoldCase {
  /// What was found in it.
  struct Run {
    /// The findings without their confidences, for comparison.
    var printed: [String]
    /// Compares them with the gold. Apart from the run, because the scorers use extraction's own code, which must be whole then.
    var score: () -> GoldTally
  }

  /// Extracts it once more.
  let run: () -> Run

  /// Reads gold: a folder of pages with their records, or JSON lines of marked texts, of which those of a test part are left out.
  static func read(_ place: URL) throws -> [GoldCase] {
    guard try place.resourceValues(forKeys: [.isDirectoryKey]).isDirectory ?? false else { return try lines(place) }
    let reader = PageReader()
    return try CorpusScore.gold(in: place).flatMap { page, gold in
      try PageSource(paths: [page.path], format: .html).map { try whole(reader.article(of: $0.get()), gold, page.lastPathComponent) }
    }
  }

  /// A page, scored in every field.
  private static func whole(_ article: Article, _ gold: [String: Any], _ page: String) -> GoldCase {
    let pipeline = Pipeline()
    return GoldCase {
      let record = pipeline.record(of: article)
      return Run(printed: [String(decoding: MutantRecords.printed(record), as: UTF8.self)]) {
        let printed = (try? JSONSerialization.jsonObject(with: Data(RecordEncoder.encode(record)))) as? [String: Any] ?? [:]
        var score = CorpusScore()
        score.count(printed, against: gold, page: page)
        var tally = GoldTally()
        // Confidences are shares of a thousand, and move with everything.
        tally.add(fields: score.counts.filter { !$0.key.hasSuffix("confidence") }.reduce(0) { $0 + $1.value.right })
        return tally
      }
    }
  }

  /// Marked texts, each with the kinds of finding that are marked in it.
  private static func lines(_ file: URL) throws -> [GoldCase] {
    func byID<Line>(_ lines: [Line], _ id: (Line) -> String) -> [String: Line] {
      Dictionary(lines.map { (id($0), $0) }, uniquingKeysWith: { first, _ in first })
    }
    let quotes = byID(try QuoteLine.read(file: file), \.id)
    let figures = byID(try FigureLine.read(file.path), \.id)
    let officials = byID(try OfficialLine.read(file.path), \.id)
    return try Data(contentsOf: file).split(separator: 10).compactMap { line in
      guard let object = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any], let id = object["id"] as? String,
        let text = object["text"] as? String, object["split"] as? String != "test"
      else { return nil }
      let plain = QuoteExample(text: text, paragraphs: PlainParagraphs.of(text), quotes: [], hasSpeakers: false)
      func marked<Line>(_ kind: String, _ lines: [String: Line]) -> Line? { object[kind] == nil ? nil : lines[id] }
      return Self.text(
        id, plain, marked("quotes", quotes)?.example, marked("figures", figures), marked("officials", officials),
        published: object["published"] as? String)
    }
  }

  private static func text(
    _ id: String, _ plain: QuoteExample, _ quotes: QuoteExample?, _ figures: FigureLine?, _ officials: OfficialLine?,
    published: String? = nil
  ) -> GoldCase {
    let article = Article(
      id: id, published: published ?? figures?.published, text: plain.text, paragraphs: plain.paragraphs,
      provenance: Provenance(contentSHA256: "", mediaType: "text/plain", encoding: "utf-8"))
    let text = Analyzer().analyze(plain.text, paragraphs: plain.paragraphs)
    return GoldCase {
      let people = OfficialFinder().officials(in: text, article: article)
      let said = QuoteFinder().quotes(in: text, article: article, officials: people)
      let numbers = FigureFinder().figures(in: text, article: article, quotes: said, officials: people)
      return Run(printed: people.map(printed) + said.map(printed) + numbers.map(printed)) {
        var tally = GoldTally()
        if let quotes {
          var score = QuoteScore()
          _ = score.count(said, quotes, text)
          tally.add(score)
        }
        if let figures, !figures.isPartial {
          var measure = FigureMeasure()
          measure.add(figures, numbers)
          tally.add(measure)
        }
        if let officials { tally.add(people, against: officials.officials) }
        return tally
      }
    }
  }

  /// What a finding says, without confidences and reasons, which any small change of a feature moves.
  private static func printed(_ finding: Any) -> String {
    Mirror(reflecting: finding).children.map { field in
      let name = field.label ?? ""
      return name.lowercased().hasSuffix("confidence") || name == "reason" ? "" : "\(name) \(field.value)"
    }.joined(separator: "\t")
  }
}
