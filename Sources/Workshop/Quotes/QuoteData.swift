import Extraction
import Foundation
import Record

/// A text with marked quotes, as the line of a JSON Lines file: `id`, `text` and `quotes` with `content`, `cue` and `source` as
/// lists of `[start, end]` in code points.
struct QuoteLine {
  var id: String
  var example: QuoteExample

  /// Reads `FOLDER/NAME.jsonl`, or its gzipped form.
  static func read(_ folder: String, _ name: String) throws -> [QuoteLine] {
    let data = try Data(contentsOf: URL(fileURLWithPath: folder).appendingPathComponent(name))
    return try data.split(separator: 10).map { line in
      guard let object = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any], let text = object["text"] as? String else {
        throw WorkshopError("\(name): a line is no JSON object with a text")
      }
      var offsets: [Int] = [0]
      for scalar in text.unicodeScalars { offsets.append((offsets.last ?? 0) + UTF8.width(scalar)) }
      func ranges(_ value: Any?) -> [ByteRange] {
        (value as? [[Int]] ?? []).compactMap { pair in
          pair.count == 2 && pair[1] < offsets.count && pair[0] < pair[1] ? ByteRange(offsets[pair[0]], offsets[pair[1]]) : nil
        }
      }
      let quotes = (object["quotes"] as? [[String: Any]] ?? []).map {
        MarkedQuote(content: ranges($0["content"]), cue: ranges($0["cue"]), source: ranges($0["source"]))
      }
      let example = QuoteExample(text: text, paragraphs: PlainParagraphs.of(text), quotes: quotes)
      return QuoteLine(id: object["id"] as? String ?? "", example: example)
    }
  }
}

/// What went wrong in the workshop, in a sentence.
struct WorkshopError: Error, CustomStringConvertible {
  var description: String
  init(_ description: String) { self.description = description }
}
