internal import Record

/// A drawing: an `svg` element whose texts and links are escaped, without scripts, style sheets or anything from outside.
///
/// It can be put into a page as it is. There its classes (`bar`, `axis`, `mark` …) let the page's style sheet colour it; without a style
/// sheet the colours are those of its own attributes.
package struct SVG: Sendable, Hashable {
  /// The element's text.
  package let text: String

  /// The drawing as a separate file.
  package var document: [UInt8] { Array(("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + text + "\n").utf8) }
}

/// Writes an `svg` element; everything that is not a literal is escaped.
struct SVGWriter {
  private var body = ""

  /// An element without content.
  mutating func element(_ name: String, _ attributes: [(String, String)]) {
    open(name, attributes)
    body.removeLast()
    body += "/>"
  }

  /// An element with text in it.
  mutating func words(_ name: String, _ attributes: [(String, String)], _ words: String) {
    open(name, attributes)
    body += XMLText.escaped(words)
    body += "</\(name)>"
  }

  /// An element around others.
  mutating func group(_ name: String, _ attributes: [(String, String)], _ inside: (inout SVGWriter) -> Void) {
    open(name, attributes)
    inside(&self)
    body += "</\(name)>"
  }

  /// The drawing: a picture, or a group if it contains links.
  func drawing(width: Double, height: Double, id: String, title: String, description: String, hasLinks: Bool, name: String) -> SVG {
    var writer = SVGWriter()
    let size = "0 0 \(Self.number(width)) \(Self.number(height))"
    writer.group(
      "svg",
      [
        ("xmlns", "http://www.w3.org/2000/svg"), ("viewBox", size), ("width", Self.number(width)), ("height", Self.number(height)),
        ("role", hasLinks ? "group" : "img"), ("aria-labelledby", "\(id)-title \(id)-desc"), ("class", name),
        ("font-family", "system-ui, sans-serif"), ("font-size", "11"),
      ]
    ) { writer in
      writer.words("title", [("id", "\(id)-title")], title)
      writer.words("desc", [("id", "\(id)-desc")], description)
      writer.body += body
    }
    return SVG(text: writer.body)
  }

  private mutating func open(_ name: String, _ attributes: [(String, String)]) {
    body += "<\(name)"
    for (key, value) in attributes { body += " \(key)=\"\(XMLText.escaped(value))\"" }
    body += ">"
  }

  /// A coordinate, with at most one decimal.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    return NumberDigits.text((min(max(value, -1e6), 1e6) * 10).rounded() / 10)
  }
}

/// What a chart shows, as a table: for those who cannot see it, and for download.
package struct ChartTable: Sendable, Hashable {
  /// What the table is about.
  package var caption: String
  /// The columns' names.
  package var columns: [String]
  /// The rows' cells; the first is the row's name.
  package var rows: [[String]]
}
