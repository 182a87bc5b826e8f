internal import Record

/// CSL-JSON, which Zotero and pandoc read. Names are literal: a byline may name a desk.
struct CSLWriter: CitationWriter {
  let head = "["
  let separator = ","
  let tail = "\n]\n"

  func entry(_ citation: Citation) -> String {
    var writer = JSONWriter()
    writer.object { item in
      item.present("id", citation.key)
      item.present("type", "article-newspaper")
      item.present("title", citation.headline)
      item.present("container-title", citation.outlet)
      if !citation.authors.isEmpty {
        item.key("author")
        item.array(citation.authors) { writer, name in writer.object { $0.present("literal", name) } }
      }
      if let day = citation.published { item.member("issued") { Self.write([day.year, day.month, day.day], &$0) } }
      if let accessed = citation.accessed {
        item.member("accessed") { Self.write(accessed.split(separator: "-").compactMap { Int($0) }, &$0) }
      }
      item.present("URL", citation.url)
      item.present("language", citation.language)
    }
    return "\n" + String(decoding: writer.bytes, as: UTF8.self)
  }

  private static func write(_ parts: [Int], _ writer: inout JSONWriter) {
    writer.key("date-parts")
    writer.array { $0.array(parts) { $0.number($1) } }
  }
}

/// RIS, which reference managers have read since 1990.
struct RISWriter: CitationWriter {
  let head = ""
  let separator = ""
  let tail = ""

  func entry(_ citation: Citation) -> String {
    var lines: [(String, String)] = [("TY", "NEWS"), ("ID", citation.key)]
    func add(_ tag: String, _ text: String?) { if let text { lines.append((tag, Self.line(text))) } }
    add("TI", citation.headline)
    for author in citation.authors { add("AU", author) }
    add("T2", citation.outlet)
    if let day = citation.published {
      let text = CalendarDay.text(CalendarDay.number(day.year, day.month, day.day))
      add("PY", String(text.prefix(4)))
      add("DA", text.replacing("-", with: "/"))
    }
    add("UR", citation.url)
    add("Y2", citation.accessed?.replacing("-", with: "/"))
    add("LA", citation.language)
    lines.append(("ER", ""))
    return lines.map { "\($0)  - \($1)\r\n" }.joined() + "\r\n"
  }

  private static func line(_ text: String) -> String { text.split(whereSeparator: \.isNewline).joined(separator: " ") }
}

/// BibTeX.
struct BibTeXWriter: CitationWriter {
  let head = ""
  let separator = "\n"
  let tail = ""

  func entry(_ citation: Citation) -> String {
    var fields: [(String, String)] = []
    func add(_ name: String, _ text: String?) { if let text { fields.append((name, "{\(Self.escaped(text))}")) } }
    if !citation.authors.isEmpty {
      fields.append(("author", "{" + citation.authors.map { "{\(Self.escaped($0))}" }.joined(separator: " and ") + "}"))
    }
    if let headline = citation.headline { fields.append(("title", "{{\(Self.escaped(headline))}}")) }
    add("howpublished", citation.outlet)
    if let day = citation.published {
      fields.append(("year", "{\(day.year)}"))
      fields.append(("month", Self.months[day.month - 1]))
      fields.append(("day", "{\(day.day)}"))
    }
    if let url = citation.url { fields.append(("url", "{\(url.filter { $0 != "{" && $0 != "}" })}")) }
    add("urldate", citation.accessed)
    return "@misc{onrecord-\(citation.key),\n" + fields.map { "  \($0) = \($1)" }.joined(separator: ",\n") + "\n}\n"
  }

  private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "\\": escaped += "\\textbackslash{}"
      case "{", "}", "&", "%", "$", "#", "_": escaped += "\\\(character)"
      case "~": escaped += "\\textasciitilde{}"
      case "^": escaped += "\\textasciicircum{}"
      default: escaped += character.isNewline ? " " : String(character)
      }
    }
    return escaped
  }
}
