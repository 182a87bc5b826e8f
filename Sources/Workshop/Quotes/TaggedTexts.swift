import Extraction
import Foundation
import Record
import Training

/// The project's own training texts (`Sources/Workshop/TrainingTexts`): paragraphs with inline tags `<c1>` content, `<k1>` cue and `<s1>`
/// source, which share a number, and name tags, which are ignored here.
enum TaggedTexts {
  /// All texts of a folder, in the order of their names.
  static func read(_ folder: String) throws -> [QuoteLine] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".txt") }.sorted()
    return try names.map { name in
      let data = try Data(contentsOf: URL(fileURLWithPath: folder).appendingPathComponent(name))
      return QuoteLine(id: name, example: try example([UInt8](data), name))
    }
  }

  private static func example(_ marked: [UInt8], _ name: String) throws -> QuoteExample {
    var bytes: [UInt8] = []
    var open: [(tag: String, start: Int)] = []
    var parts: [Int: MarkedQuote] = [:]
    var index = 0
    // The headline is not part of the text.
    while index < marked.count, marked[index] != 10 { index += 1 }
    while index < marked.count, marked[index] == 10 { index += 1 }
    while index < marked.count {
      guard marked[index] == UInt8(ascii: "<"), let end = marked[index...].firstIndex(of: UInt8(ascii: ">")) else {
        bytes.append(marked[index])
        index += 1
        continue
      }
      let tag = String(decoding: marked[index + 1..<end], as: UTF8.self)
      index = end + 1
      guard tag.hasPrefix("/") else {
        open.append((tag, bytes.count))
        continue
      }
      guard let last = open.popLast(), last.tag == tag.dropFirst() else {
        throw WorkshopError("\(name): </\(tag.dropFirst())> closes nothing")
      }
      guard let number = Int(last.tag.dropFirst()) else { continue }
      let range = ByteRange(last.start, bytes.count)
      var quote = parts[number] ?? MarkedQuote(content: [], cue: [], source: [])
      switch last.tag.first {
      case "c": quote.content.append(range)
      case "k": quote.cue.append(range)
      case "s": quote.source.append(range)
      default: throw WorkshopError("\(name): <\(last.tag)> is no tag")
      }
      parts[number] = quote
    }
    while bytes.last == 10 { bytes.removeLast() }
    let text = String(decoding: bytes, as: UTF8.self)
    let quotes = parts.sorted { $0.key < $1.key }.map(\.value).filter { !$0.content.isEmpty }
    return QuoteExample(text: text, paragraphs: PlainParagraphs.of(text), quotes: quotes)
  }
}
