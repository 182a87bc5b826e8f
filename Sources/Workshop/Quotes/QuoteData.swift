import Extraction
import Foundation
import Record
import Training

/// A text with marked quotes, as the line of a JSON Lines file: `id`, `text` and `quotes` with `content`, `cue` and `source` as
/// lists of `[start, end]` in code points.
struct QuoteLine {
  var id: String
  var example: QuoteExample

  /// Reads `FOLDER/NAME.jsonl`.
  static func read(_ folder: String, _ name: String) throws -> [QuoteLine] {
    try read(file: URL(fileURLWithPath: folder).appendingPathComponent(name))
  }

  /// Reads a file.
  static func read(file: URL) throws -> [QuoteLine] {
    let name = file.lastPathComponent
    let data = try Data(contentsOf: file)
    return try data.split(separator: 10).compactMap { line in
      guard let object = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any], let text = object["text"] as? String else {
        throw WorkshopError("\(name): a line is no JSON object with a text")
      }
      guard MarkedKinds.hold(object, "quotes") else { return nil }
      let offsets = offsets(text)
      func ranges(_ value: Any?) -> [ByteRange] {
        (value as? [[Int]] ?? []).compactMap { pair in
          pair.count == 2 && pair[1] < offsets.count && pair[0] < pair[1] ? ByteRange(offsets[pair[0]], offsets[pair[1]]) : nil
        }
      }
      let quotes = (object["quotes"] as? [[String: Any]] ?? []).map {
        MarkedQuote(
          content: ranges($0["content"]), cue: ranges($0["cue"]), source: ranges($0["source"]),
          head: ranges([$0["source_head"]].compactMap { $0 as? [Int] }).first, speaker: $0["speaker"] as? String,
          speakerKind: ($0["speaker_kind"] as? String).flatMap(SpeakerKind.init(rawValue:)))
      }
      let example = QuoteExample(text: text, paragraphs: PlainParagraphs.of(text), quotes: quotes, hasSpeakers: true)
      return QuoteLine(id: object["id"] as? String ?? "", example: example)
    }
  }
}

extension QuoteLine {
  /// Reads texts that the teacher labelled: `id`, `text` and `parts` as lists of `[label, start, end, chance]` in code points.
  static func labelled(file: URL) throws -> [QuoteLine] {
    try Data(contentsOf: file).split(separator: 10).map { line in
      guard let object = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any], let text = object["text"] as? String else {
        throw WorkshopError("\(file.lastPathComponent): a line is no JSON object with a text")
      }
      let offsets = offsets(text)
      let stretches = (object["parts"] as? [[Any]] ?? []).compactMap { part -> TeacherLabels.Stretch? in
        guard part.count == 4, let name = part[0] as? String, let label = TeacherLabels.Part(rawValue: name), let start = part[1] as? Int,
          let end = part[2] as? Int, let chance = part[3] as? Double, start < end, end < offsets.count
        else { return nil }
        return TeacherLabels.Stretch(part: label, range: ByteRange(offsets[start], offsets[end]), chance: chance)
      }
      return QuoteLine(
        id: object["id"] as? String ?? "",
        example: TeacherLabels.example(text: text, paragraphs: PlainParagraphs.of(text), stretches: stretches))
    }
  }

  /// The byte offset of each code point of a text, and of its end.
  static func offsets(_ text: String) -> [Int] {
    var offsets: [Int] = [0]
    for scalar in text.unicodeScalars { offsets.append((offsets.last ?? 0) + UTF8.width(scalar)) }
    return offsets
  }
}
