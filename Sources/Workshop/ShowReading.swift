import Foundation
import Linguistics
import Record

/// Prints how a plain text from standard input is read: one line per sentence, tokens separated by bars.
enum ShowReading: WorkshopCommand {
  static let path = ["show", "reading"]
  static let summary = "tokens, sentences and quotation state of the text on standard input, a line a paragraph"

  static func run(_ arguments: [String]) throws {
    let text = String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
    let analyzed = Analyzer().analyze(text, paragraphs: PlainParagraphs.of(text))
    for sentence in analyzed.sentences {
      var line = ""
      for token in sentence.tokens {
        let value = analyzed.tokens[token]
        let mark = value.kind == .openingMark ? "⟦" : value.kind == .closingMark ? "⟧" : ""
        line += (line.isEmpty ? "" : "|") + mark + analyzed.word(token)
        if value.quotation >= 0 { line += "\u{0332}" }
        if arguments.contains("--tags") { line += "/" + value.tag.rawValue }
      }
      print("[\(sentence.paragraph)] \(line)")
    }
    for person in analyzed.people {
      print(
        "P \(person.name) (\(person.surname), \(person.gender)): "
          + person.mentions.map { analyzed.words(analyzed.range(analyzed.names[$0].tokens)) }.joined(separator: " | "))
    }
    for body in analyzed.bodies {
      print(
        "B \(body.name) (\(body.abbreviation ?? "-")): "
          + body.mentions.map { analyzed.words(analyzed.range(analyzed.names[$0].tokens)) }.joined(separator: " | "))
    }
    for name in analyzed.names where name.kind != .person && name.kind != .organization {
      print("N \(name.kind) \(analyzed.words(analyzed.range(name.tokens)))")
    }
    for quotation in analyzed.quotations {
      let words = quotation.inside.isEmpty ? "" : analyzed.words(analyzed.range(quotation.inside))
      print(
        "Q \(quotation.continues ? "+" : "")\(quotation.single ? "'" : "")\(quotation.closing < 0 ? "<" : "")\(quotation.opening < 0 ? ">" : "") \(words)"
      )
    }
  }
}
