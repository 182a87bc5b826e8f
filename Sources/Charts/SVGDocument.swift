internal import Record

/// Writes an SVG picture: shapes and texts, with a title and a description for those who cannot see it.
///
/// Its colours follow the reader's light or dark setting through a style sheet inside the picture. Nothing is loaded from elsewhere.
struct SVGDocument {
  private var body = ""
  let width: Int
  let height: Int
  let title: String
  let description: String

  init(width: Int, height: Int, title: String, description: String) {
    self.width = width
    self.height = height
    self.title = title
    self.description = description
  }

  /// The classes of shapes and texts.
  enum Style: String {
    case bar, label, heading
  }

  /// Which end of a text is placed at its coordinate.
  enum Anchor: String {
    case start, middle, end
  }

  mutating func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ style: Style, tip: String? = nil) {
    element(
      "rect", "x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" width=\"\(Self.number(width))\" height=\"\(Self.number(height))\"", style,
      tip)
  }

  mutating func text(_ text: String, _ x: Double, _ y: Double, _ style: Style = .label, anchor: Anchor = .start) {
    body +=
      "  <text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" class=\"\(style.rawValue)\" text-anchor=\"\(anchor.rawValue)\">\(XMLText.escaped(text))</text>\n"
  }

  private mutating func element(_ name: String, _ attributes: String, _ style: Style, _ tip: String?) {
    let inside = tip.map { "><title>\(XMLText.escaped($0))</title></\(name)>" } ?? "/>"
    body += "  <\(name) \(attributes) class=\"\(style.rawValue)\"\(inside)\n"
  }

  /// The picture.
  var text: String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" role="img" aria-labelledby="title description">
      <title id="title">\(XMLText.escaped(title))</title>
      <desc id="description">\(XMLText.escaped(description))</desc>
      <style>
        text { font: 13px system-ui, "DejaVu Sans", sans-serif; fill: #1f2328; }
        .heading { font-weight: 600; font-size: 15px; }
        .bar { fill: #0b5cad; }
        @media (prefers-color-scheme: dark) {
          text { fill: #e6edf3; } .bar { fill: #58a6ff; }
        }
      </style>
    \(body)</svg>

    """
  }

  /// A coordinate, with at most one decimal.
  static func number(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "0" }
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}
