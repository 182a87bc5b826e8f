import Extraction
import Foundation
import Linguistics
import Record
import Training

/// Measures quotes: those of a folder's pages against their gold records, or those of marked texts.
enum EvaluateQuotes: WorkshopCommand {
  static let path = ["evaluate", "quotes"]
  static let summary =
    "[FOLDER] [--errors] (default Corpus): quotes of the pages against the records beside them; FILE.jsonl [--model FILE] [--errors]: "
    + "contents, cues, speakers and confidence in marked texts"

  static func run(_ arguments: [String]) throws {
    let options = WorkshopOptions(arguments)
    guard let file = arguments.first, file.hasSuffix(".jsonl") else {
      if options["model"] != nil { throw WorkshopError("--model goes with marked texts: evaluate quotes FILE.jsonl --model FILE") }
      return try EvaluateCorpus.report("quotes", arguments)
    }
    let lines = try QuoteLine.read(file: URL(fileURLWithPath: file))
    if lines.isEmpty { throw WorkshopError("\(file) holds no marked quotes") }
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
