import Extraction
import Foundation
import Linguistics
import Record
import Training

/// Compares the quotes found in marked texts with the marks. The texts are a folder's gold records, or a JSON Lines file.
enum EvaluateQuotes: WorkshopCommand {
  static let path = ["evaluate", "quotes"]
  static let summary =
    "[FOLDER|FILE.jsonl] [--model FILE] [--errors] (default Corpus): contents, cues, speakers and confidence against gold records or marked texts"

  static func run(_ arguments: [String]) throws {
    let options = WorkshopOptions(arguments)
    let place = URL(fileURLWithPath: arguments.first.flatMap { $0.hasPrefix("-") ? nil : $0 } ?? "Corpus")
    let lines = try place.pathExtension == "jsonl" ? QuoteLine.read(file: place) : GoldQuotes.read(place)
    if lines.isEmpty { throw WorkshopError("\(place.path) holds no gold records") }
    let finder = try options["model"].map { try QuoteFinder(model: Array(Data(contentsOf: URL(fileURLWithPath: $0)))) } ?? QuoteFinder()
    var score = QuoteScore()
    for line in lines {
      let text = Analyzer().analyze(line.example.text, paragraphs: line.example.paragraphs)
      let article = Article(
        id: line.id, text: line.example.text, paragraphs: line.example.paragraphs,
        provenance: Provenance(contentSHA256: "", mediaType: "text/plain", encoding: "utf-8"))
      let officials = OfficialFinder().officials(in: text, article: article)
      let errors = score.count(finder.quotes(in: text, article: article, officials: officials), line.example, text)
      if options["errors"] != nil { for error in errors { print("\(line.id): \(error)") } }
    }
    print("\(lines.count) texts, \(score.marked["all", default: 0]) quotes, \(score.found["all", default: 0]) found")
    print(score.table)
  }
}

/// The quotes of gold records: `NAME.json` in a folder, in the program's own output format.
enum GoldQuotes {
  static func read(_ folder: URL) throws -> [QuoteLine] {
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }
    return try files.compactMap { file in
      guard let record = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any],
        let text = record["text"] as? String, let quotes = record["quotes"] as? [[String: Any]]
      else { return nil }
      let offsets = QuoteLine.offsets(text)
      func range(_ value: Any?) -> ByteRange? {
        guard let object = value as? [String: Any], let start = object["start"] as? Int, let end = object["end"] as? Int, start < end,
          end < offsets.count
        else { return nil }
        return ByteRange(offsets[start], offsets[end])
      }
      var groups: [(key: String, quote: MarkedQuote)] = []
      for (number, quote) in quotes.enumerated() {
        guard let content = range(quote) else { continue }
        let key = quote["group"] as? String ?? "\(number)"
        if let group = groups.firstIndex(where: { $0.key == key }) {
          groups[group].quote.content.append(content)
        } else {
          let marked = MarkedQuote(
            content: [content], cue: [range(quote["cue"])].compactMap(\.self), source: [range(quote["speaker_mention"])].compactMap(\.self),
            speaker: quote["speaker"] as? String)
          groups.append((key, marked))
        }
      }
      let paragraphs = (record["paragraphs"] as? [[String: Any]] ?? []).compactMap { paragraph in
        range(paragraph).map { Paragraph($0, (paragraph["kind"] as? String).flatMap(ParagraphKind.init(rawValue:)) ?? .paragraph) }
      }
      let example = QuoteExample(
        text: text, paragraphs: paragraphs.isEmpty ? PlainParagraphs.of(text) : paragraphs, quotes: groups.map(\.quote), hasSpeakers: true)
      return QuoteLine(id: file.deletingPathExtension().lastPathComponent, example: example)
    }
  }
}
