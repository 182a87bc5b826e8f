import Foundation
import Linguistics
import Record

/// The names of the project's own training texts (`Sources/Workshop/TrainingTexts`): `<p>` person, `<o>` organization, `<l>` place and
/// `<n>` nationality. The headline is part of the text; the tags of quotes are ignored.
enum OwnTexts {
  static let folder = "Sources/Workshop/TrainingTexts"

  /// All texts of a folder, in the order of their names.
  static func read(_ folder: String) throws -> [AnnotatedText] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".txt") }.sorted()
    return try names.map { try text([UInt8](Data(contentsOf: URL(fileURLWithPath: folder).appendingPathComponent($0))), $0) }
  }

  private static let labels = ["p": "PERSON", "o": "ORG", "l": "GPE", "n": "NORP"]

  private static func text(_ marked: [UInt8], _ name: String) throws -> AnnotatedText {
    var text = AnnotatedText(set: "own")
    var open: [(tag: String, start: Int)] = []
    var index = marked.starts(with: Array("# ".utf8)) ? 2 : 0
    while index < marked.count {
      guard marked[index] == UInt8(ascii: "<"), let end = marked[index...].firstIndex(of: UInt8(ascii: ">")) else {
        text.bytes.append(marked[index])
        index += 1
        continue
      }
      let tag = String(decoding: marked[index + 1..<end], as: UTF8.self)
      index = end + 1
      guard tag.hasPrefix("/") else {
        open.append((tag, text.bytes.count))
        continue
      }
      guard let last = open.popLast(), last.tag == tag.dropFirst() else {
        throw WorkshopError("\(name): </\(tag.dropFirst())> closes nothing")
      }
      if let label = labels[last.tag] { text.names.append((ByteRange(last.start, text.bytes.count), label)) }
    }
    text.names.sort { $0.range.start < $1.range.start }
    return text
  }
}
