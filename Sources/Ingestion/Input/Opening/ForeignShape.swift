/// Recognizes text files that are neither pages nor articles by their shape, and names the tool that can convert them.
enum ForeignShape {
  /// What kind of file it is, if reading it would give one false article; `nil` if it may be read.
  static func description(_ bytes: ArraySlice<UInt8>) -> String? {
    let visible = bytes.drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
    for (prefix, words) in prefixes where visible.starts(with: prefix) { return words }
    if isMailbox(visible) {
      return "a mailbox of many messages (mbox); split it into .eml files first, for example with git mailsplit or formail -s"
    }
    let head = String(decoding: visible.prefix(1_500), as: UTF8.self)
    if head.hasPrefix("<") {
      let lower = Array(head.lowercased().utf8)
      for (root, words) in roots where lower.place(of: root) != nil { return words }
      let isXML = lower.starts(with: "<?xml".utf8) || hasForeignRoot(head)
      if isXML, pageRoots.allSatisfy({ lower.place(of: $0) == nil }), !FeedReader.isFeed(bytes) {
        return "XML of a kind that is not read; turn its articles into JSON Lines with id and text"
      }
      return nil
    }
    if isSubtitles(head) { return "a file of subtitles (SRT); join its lines to a text first" }
    guard InputFormat(firstBytes: bytes) == .text else { return nil }
    let text = ForeignText(String(decoding: visible.prefix(4_000), as: UTF8.self))
    if let what = text.description { return what }
    let isWhole = bytes.count < 4_000
    if let mark = TableShape.separator(of: String(decoding: visible.prefix(4_000), as: UTF8.self), isWhole: isWhole) {
      return
        "a table (\(mark == "\t" ? "tab-separated" : "CSV")); turn it into JSON Lines with id and text, for example with csvjson --stream"
    }
    return text.isCode ? Self.code : nil
  }

  /// What source code is.
  static let code = "source code, which holds no article"

  /// What a text with the labels of several articles is (``ForeignText/isDatabase(_:)``).
  static let database =
    "an export of several articles from a database, in a form that is not read; save each article as a file of its own, or export them from Nexis, Factiva or ProQuest"

  /// What a ZIP archive with these files is.
  static func office(_ names: [String]) -> String? {
    if names.contains("xl/workbook.xml") { return "an Excel workbook; save its table as CSV and turn that into JSON Lines" }
    if names.contains("META-INF/container.xml") { return "an e-book (EPUB); unpack it and give the folder of its pages" }
    if names.contains("content.xml"), names.contains("mimetype") { return "an OpenDocument file; save it as HTML first" }
    return nil
  }

  private static let prefixes: [(prefix: [UInt8], words: String)] = [
    (Array("bplist00".utf8), "a Safari web archive or property list; save the page as HTML, or convert it with textutil -convert html"),
    (Array("WEBVTT".utf8), "a file of subtitles (VTT); join its lines to a text first"),
    (Array("%!PS".utf8), "a PostScript document; turn it into text first, for example with ps2ascii"),
    (Array("BEGIN:VCALENDAR".utf8), "a calendar, which holds no article"),
    (Array("BEGIN:VCARD".utf8), "an address card, which holds no article"),
  ]

  private static let pageRoots = ["<html", "<!doctype html"].map { Array($0.utf8) }

  private static let roots: [(root: [UInt8], words: String)] = [
    (Array("<urlset".utf8), "a sitemap: it lists pages and holds none; fetch them, for example with wget -i"),
    (Array("<sitemapindex".utf8), "an index of sitemaps: it lists pages and holds none"),
    (Array("<opml".utf8), "a list of feeds (OPML) and holds no article; give the feeds"),
    (Array("<mediawiki".utf8), "a dump of a wiki; turn its pages into JSON Lines first, for example with wikiextractor --json"),
    (Array("<tt xmlns".utf8), "a file of subtitles (TTML); join its lines to a text first"),
    (Array("<svg".utf8), "a drawing (SVG)"),
    (Array("<kml".utf8), "a map (KML)"),
    (Array("<plist".utf8), "a property list"),
  ]

  /// "From ann@post.example Mon Mar  3 12:00:00 2020"
  private static func isMailbox(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.starts(with: "From ".utf8) else { return false }
    let lines = bytes.split(separator: 10, maxSplits: 8)
    guard let first = lines.first, first.contains(UInt8(ascii: "@")) || first.count(where: { $0 == UInt8(ascii: ":") }) == 2 else {
      return false
    }
    return lines.dropFirst().contains { line in
      line.prefix { $0 != UInt8(ascii: ":") }.count < 30 && line.contains(UInt8(ascii: ":")) && (line.first ?? 0) &- 65 < 26
    }
  }

  /// "1", then "00:00:01,600 --> 00:00:04,200"
  private static func isSubtitles(_ head: String) -> Bool {
    let lines = head.split(whereSeparator: \.isNewline)
    return lines.count > 2 && Int(lines[0].filter { $0 != " " }) != nil && lines[1].contains(" --> ") && lines[1].contains(":")
  }

  /// Whether a text begins with an element that no page has: `<nitf>`, `<newsItem xmlns="…">`.
  private static func hasForeignRoot(_ head: String) -> Bool {
    let tag = head.dropFirst().prefix { $0 != ">" }
    let name = tag.prefix { !$0.isWhitespace && $0 != "/" }
    guard let first = name.unicodeScalars.first, first.isASCII, first.properties.isAlphabetic else { return false }
    // A name with a hyphen is an element of the page's own.
    if name.contains("-") || name.contains(":") && !tag.contains("xmlns") { return false }
    return HTMLTag(name: String(name)) == .unknown && !rareElements.contains(name.lowercased())
  }

  /// Elements of pages that ``HTMLTag`` does not distinguish.
  private static let rareElements: Set = ["acronym", "bdi", "bdo", "data", "dfn", "marquee", "output", "ruby", "search", "slot", "var"]
}
