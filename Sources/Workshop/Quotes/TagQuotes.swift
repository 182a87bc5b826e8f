import Extraction
import Foundation
import Linguistics
import Ranking
import Record
import Training

/// Finds the quotes of `NAME.jsonl` in a folder and prints them as records.
enum TagQuotes: WorkshopCommand {
  static let path = ["tag", "quotes"]
  static let summary =
    "--data FOLDER [--file NAME] [--model FILE [--speakers FILE]] [--fold N/K]: prints the quotes of marked texts, a record a line"

  static func run(_ arguments: [String]) throws {
    let options = WorkshopOptions(arguments)
    guard let folder = options["data"] else { throw WorkshopError("tag quotes needs --data FOLDER") }
    var lines = try QuoteLine.read(folder, options["file"] ?? "dev.jsonl")
    if let fold = options["fold"]?.split(separator: "/").compactMap({ Int($0) }), fold.count == 2 {
      lines = lines.enumerated().filter { $0.offset % fold[1] == fold[0] }.map(\.element)
    }
    let speakers = try options["speakers"].map { file in
      try RankingModel(file: Array(Data(contentsOf: URL(fileURLWithPath: file))), named: file, featureSet: SpeakerFeatures.featureSet)
    }
    let finder =
      try options["model"].map { try QuoteFinder(model: Array(Data(contentsOf: URL(fileURLWithPath: $0))), speakers: speakers) }
      ?? QuoteFinder()
    let analyzer = Analyzer()
    for line in lines {
      let text = analyzer.analyze(line.example.text, paragraphs: line.example.paragraphs)
      let article = Article(
        id: line.id, text: line.example.text, paragraphs: line.example.paragraphs,
        provenance: Provenance(contentSHA256: "", mediaType: "text/plain", encoding: "utf-8"))
      let map = CodePointMap(text.bytes)
      func span(_ range: ByteRange?) -> Any {
        range.map { ["start": map.codePoint(at: $0.start), "end": map.codePoint(at: $0.end), "text": map.words($0)] as [String: Any] }
          ?? NSNull()
      }
      let quotes: [[String: Any]] = finder.quotes(
        in: text, article: article, officials: OfficialFinder().officials(in: text, article: article)
      ).map { quote in
        [
          "start": map.codePoint(at: quote.range.start), "end": map.codePoint(at: quote.range.end), "kind": quote.kind.rawValue,
          "group": quote.group.map { "g\($0)" } ?? NSNull(), "speaker": quote.speaker ?? NSNull(), "cue": span(quote.cue),
          "speaker_confidence": quote.speakerConfidence ?? NSNull(), "text": map.words(quote.range),
          "speaker_mention": span(quote.mention), "confidence": quote.confidence, "type": quote.type.rawValue,
          "speaker_kind": quote.speakerKind?.rawValue ?? NSNull(), "rule": quote.reason.rule,
        ] as [String: Any]
      }
      let data = try JSONSerialization.data(withJSONObject: ["id": line.id, "quotes": quotes])
      FileHandle.standardOutput.write(data + [10])
    }
  }
}
