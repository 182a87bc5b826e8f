import Foundation
import Record
import Testing

@testable import Extraction

/// A line of `Examples/quotes.txt`: a text with its contents marked, and who says them.
struct QuoteExample: Sendable, CustomTestStringConvertible {
  var phenomenon: String
  var mustHold: Bool
  var speakers: [String]
  var text: String
  var contents: [String]
  var testDescription: String { "\(phenomenon): \(text)" }

  /// The contents and speakers that the program finds.
  func found() -> [(content: String, speaker: String?)] {
    FigureReading.record(text).quotes.map { (Self.trimmed($0.span.text), $0.speaker) }
  }

  /// Whether exactly the marked contents are found, in order, with their speakers.
  func isRight() -> Bool {
    let quotes = found()
    guard quotes.map(\.content) == contents else { return false }
    return zip(quotes, speakers).allSatisfy { quote, speaker in speaker == "*" || (speaker == "-" ? nil : speaker) == quote.speaker }
  }

  /// Without marks at the ends.
  static func trimmed(_ content: some StringProtocol) -> String {
    content.trimmingCharacters(in: CharacterSet.alphanumerics.inverted)
  }

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Examples")

  static func lines(of file: String) -> [String] {
    ((try? String(contentsOf: folder.appending(path: file), encoding: .utf8)) ?? "").split(separator: "\n").map(String.init)
  }

  static let all: [QuoteExample] = {
    var phenomenon = ""
    return lines(of: "quotes.txt").compactMap { line in
      if line.hasPrefix("## ") { phenomenon = String(line.dropFirst(3)) }
      guard !line.hasPrefix("#") else { return nil }
      let mustHold = line.hasPrefix("! ")
      let fields = line.dropFirst(mustHold ? 2 : 0).split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
      guard fields.count == 2 else { return nil }
      let parts = fields[1].replacing("¶", with: "\n").split(separator: "[", omittingEmptySubsequences: false)
      return QuoteExample(
        phenomenon: phenomenon, mustHold: mustHold, speakers: fields[0].split(separator: ";").map(String.init),
        text: parts.joined().replacing("]", with: ""),
        contents: parts.dropFirst().map { trimmed($0.prefix { $0 != "]" }) })
    }
  }()
}

/// A line of `Examples/quote-types.tsv`.
struct QuoteTypeExample: Sendable {
  var sentence: String
  var type: String
  var kind: String

  static let all: [QuoteTypeExample] = QuoteExample.lines(of: "quote-types.tsv").dropFirst().compactMap { line in
    let fields = line.split(separator: "\t").map(String.init)
    return fields.count == 3 ? QuoteTypeExample(sentence: fields[0], type: fields[1], kind: fields[2]) : nil
  }
}

@Suite("Quotes") struct QuotesTests {
  @Test("contents and speakers are those marked", arguments: QuoteExample.all.filter(\.mustHold)) func marked(_ example: QuoteExample) {
    #expect(example.isRight(), "\(example.found())")
  }

  /// The finder is statistical; the floor leaves room for new weights.
  @Test("nine in ten of all marked texts come out whole") func share() {
    let all = QuoteExample.all
    #expect(all.count >= 150)
    let wrong = all.filter { !$0.isRight() }
    #expect((all.count - wrong.count) * 10 >= all.count * 9, "\(all.count - wrong.count) of \(all.count); \(wrong.map(\.text))")
  }

  @Test("seventeen in twenty sentences have their type, and their kind of speaker") func types() {
    let all = QuoteTypeExample.all
    #expect(all.count >= 200)
    var types = 0
    var kinds = 0
    var wrong: [String] = []
    for example in all {
      let quote = FigureReading.record(example.sentence).quotes.first
      if quote?.type.rawValue == example.type { types += 1 } else { wrong.append(example.sentence) }
      if quote?.speakerKind?.rawValue == example.kind { kinds += 1 }
    }
    #expect(types * 20 >= all.count * 17, "\(types) of \(all.count) types; \(wrong)")
    #expect(kinds * 20 >= all.count * 17, "\(kinds) of \(all.count) kinds of speaker")
  }

  @Test("each type and each kind of speaker has twenty sentences or more") func balance() {
    for type in ["assertion", "belief", "fact", "eventuality"] { #expect(QuoteTypeExample.all.count { $0.type == type } >= 20) }
    for kind in ["person", "organization", "group", "document"] { #expect(QuoteTypeExample.all.count { $0.kind == kind } >= 20) }
  }
}
