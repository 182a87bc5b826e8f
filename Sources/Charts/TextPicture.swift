internal import Record

/// Lines of text, drawn as a picture of a terminal.
package struct TextPicture: Sendable {
  /// The text in the window's title bar.
  package var title: String
  /// The lines.
  package var lines: [String]

  /// Makes a picture.
  package init(title: String, lines: [String]) {
    self.title = title
    self.lines = lines
  }

  /// The picture as SVG.
  package var svg: String {
    let columns = max(40, lines.map(\.count).max() ?? 40)
    let width = Int(Double(columns) * 8.43) + 40
    let height = 56 + lines.count * 19 + 14
    var body = ""
    for (number, line) in lines.enumerated() where !line.isEmpty {
      // No-break spaces keep the columns aligned.
      let text = XMLText.escaped(line.replacing(" ", with: "\u{A0}"))
      body += "  <text x=\"20\" y=\"\(62 + number * 19)\">\(text)</text>\n"
    }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" role="img" aria-labelledby="title">
        <title id="title">\(XMLText.escaped(title))</title>
        <style>
          rect { fill: #0d1117; } text { font: 14px "DejaVu Sans Mono", ui-monospace, monospace; fill: #e6edf3; }
          circle { fill: #57606a; } .bar { fill: #161b22; } .name { font-size: 13px; fill: #9198a1; }
        </style>
        <rect width="\(width)" height="\(height)" rx="8"/>
        <rect width="\(width)" height="34" rx="8" class="bar"/>
        <circle cx="20" cy="17" r="6"/><circle cx="40" cy="17" r="6"/><circle cx="60" cy="17" r="6"/>
        <text x="84" y="22" class="name">\(XMLText.escaped(title))</text>
      \(body)</svg>

      """
  }
}
