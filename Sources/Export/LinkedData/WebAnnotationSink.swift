internal import Record

/// Writes W3C Web Annotations: an `AnnotationPage` with one annotation per finding. A finding is identified by its exact words with up to
/// 32 characters on both sides (`TextQuoteSelector`), and by its position in the article's text (`TextPositionSelector`, in code points).
final class WebAnnotationSink: RowSink {
  private let document: JSONDocument
  private var row: NamedCells?
  /// Code points of context before and after the words.
  private static let reach = 32

  init(_ output: @escaping ByteOutput) {
    document = JSONDocument(
      output, head: #"{"@context":"http://www.w3.org/ns/anno.jsonld","type":"AnnotationPage","items":["#, tail: "]}")
  }

  func begin(_ table: Table) throws {
    row = NamedCells(table)
    document.begin()
  }

  func row(_ cells: [Cell]) throws {
    row?.cells = cells
    guard let row else { return }
    try document.item { annotation in
      annotation.present("id", "urn:onrecord:\(row.table.dropLast()):\(row.text("id") ?? "")")
      annotation.present("type", "Annotation")
      annotation.present("motivation", "describing")
      annotation.member("generator") { generator in
        generator.present("type", "Software")
        generator.present("name", row.text("extractor"))
      }
      annotation.key("body")
      annotation.array { bodies in
        for (purpose, value) in Self.bodies(row) {
          bodies.object { body in
            body.present("type", "TextualBody")
            body.present("purpose", purpose)
            body.present("value", value)
          }
        }
      }
      annotation.member("target") { target in
        target.present("source", row.address)
        if let start = row.integer("char_start"), let end = row.integer("char_end") {
          target.key("selector")
          target.array { selectors in
            if let words = Self.words(row, start, end) {
              selectors.object { selector in
                selector.present("type", "TextQuoteSelector")
                selector.present("exact", words.exact)
                selector.present("prefix", words.prefix)
                selector.present("suffix", words.suffix)
              }
            }
            selectors.object { selector in
              selector.present("type", "TextPositionSelector")
              selector.key("start")
              selector.number(start)
              selector.key("end")
              selector.number(end)
            }
          }
        }
      }
    }
  }

  func finish() throws {}
  func close() throws { try document.close() }

  /// What the annotation says: a tag for the kind of finding, and what is known of it.
  private static func bodies(_ row: NamedCells) -> [(String, String)] {
    let fields =
      switch row.table {
      case "quotes": ["speaker", "speaker_title", "organization", "cue", "kind", "type"]
      case "figures": ["value", "value_high", "bound", "unit", "concept", "period", "attributed_to", "status"]
      default: ["name", "title", "organization", "sector"]
      }
    var bodies = [("tagging", String(row.table.dropLast()))]
    for field in fields { if let value = row.text(field) { bodies.append(("describing", "\(field): \(value)")) } }
    return bodies
  }

  private static func words(_ row: NamedCells, _ start: Int, _ end: Int) -> (exact: String, prefix: String, suffix: String)? {
    guard let passage = row.text("passage"), let from = row.integer("passage_start") else { return nil }
    let scalars = Array(passage.unicodeScalars)
    let (first, last) = (start - from, end - from)
    guard first >= 0, last <= scalars.count, first <= last else { return nil }
    func text(_ range: Range<Int>) -> String {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[range])
      return String(view)
    }
    return (text(first..<last), text(max(0, first - reach)..<first), text(last..<min(scalars.count, last + reach)))
  }
}
