/// Recognizes text files that are neither pages nor articles by their shape, and names the tool that can convert them.
enum ForeignShape {
  /// What kind of file it is, if reading it would give one false article; `nil` if it may be read.
  static func description(_ bytes: ArraySlice<UInt8>) -> String? {
    let visible = bytes.drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
    for (prefix, words) in prefixes where visible.starts(with: prefix) { return words }
    if bytes.count > 262, bytes.dropFirst(257).starts(with: "ustar".utf8) {
      return "a tar archive; unpack it first (tar -xf) and give the folder"
    }
    if isMailbox(visible) {
      return "a mailbox of many messages (mbox); split it into .eml files first, for example with git mailsplit or formail -s"
    }
    let head = String(decoding: visible.prefix(1_500), as: UTF8.self)
    if head.hasPrefix("<") {
      let lower = Array(head.lowercased().utf8)
      for (root, words) in roots where lower.place(of: root) != nil { return words }
      if lower.starts(with: "<?xml".utf8), pageRoots.allSatisfy({ lower.place(of: $0) == nil }), !FeedReader.isFeed(bytes) {
        return "XML of a kind that is not read; turn its articles into JSON Lines with id and text"
      }
      return nil
    }
    if isSubtitles(head) { return "a file of subtitles (SRT); join its lines to a text first" }
    if let mark = separator(of: head) {
      return
        "a table (\(mark == "," ? "CSV" : "tab-separated")); turn it into JSON Lines with id and text, for example with csvjson --stream"
    }
    return nil
  }

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
    (Array("-- MySQL dump".utf8), "a database's dump; export its articles as JSON Lines"),
    (Array("-- PostgreSQL database dump".utf8), "a database's dump; export its articles as JSON Lines"),
    (Array("INSERT INTO".utf8), "a database's dump; export its articles as JSON Lines"),
    (Array("CREATE TABLE".utf8), "a database's dump; export its articles as JSON Lines"),
    (Array("BEGIN:VCALENDAR".utf8), "a calendar, which holds no article"),
    (Array("BEGIN:VCARD".utf8), "an address card, which holds no article"),
  ]

  private static let pageRoots = ["<html", "<!doctype html"].map { Array($0.utf8) }

  private static let roots: [(root: [UInt8], words: String)] = [
    (Array("<urlset".utf8), "a sitemap: it lists pages and holds none; fetch them, for example with wget -i"),
    (Array("<sitemapindex".utf8), "an index of sitemaps: it lists pages and holds none"),
    (Array("<opml".utf8), "a list of feeds (OPML) and holds no article; give the feeds"),
    (Array("<mediawiki".utf8), "a dump of a wiki; turn its pages into JSON Lines first, for example with wikiextractor --json"),
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

  /// The separator of a table: its first line consists of short names, and the lines after it have as many fields.
  private static func separator(of head: String) -> Character? {
    // The last line may be cut off.
    let lines = head.split(whereSeparator: \.isNewline).dropLast(head.utf8.count < 1_500 ? 0 : 1).map(String.init)
    guard let header = lines.first, lines.count >= 2, header.utf8.count < 600 else { return nil }
    for mark: Character in ["\t", ",", ";"] {
      let names = header.split(separator: mark, omittingEmptySubsequences: false)
      guard names.count >= 3, names.allSatisfy({ isColumnName($0) }) else { continue }
      let counts = lines.dropFirst().map { fields(in: $0, mark) }
      // A field may hold line breaks, so a line may have fewer.
      if counts.contains(names.count) || counts.contains(where: { $0 >= names.count }) { return mark }
    }
    return nil
  }

  private static func isColumnName(_ name: Substring) -> Bool {
    let words = name.split(separator: " ")
    return name.utf8.count <= 40 && words.count <= 3 && !name.hasSuffix(".") && !words.isEmpty
  }

  private static func fields(in line: String, _ mark: Character) -> Int {
    var count = 1
    var isQuoted = false
    for character in line {
      if character == "\"" { isQuoted.toggle() } else if character == mark, !isQuoted { count += 1 }
    }
    return count
  }
}
