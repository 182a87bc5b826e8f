public import Aggregation
internal import Record

/// A finding with its source in one line, ready to paste.
public enum CitationLine {
  /// “Words.” Name, title, body; in Author, “Headline”, Outlet, 27 February 2017, address.
  public static func of(_ hit: QuoteHit) -> String {
    let words = hit.quote.kind == .direct ? "\u{201C}\(hit.quote.span.text)\u{201D}" : hit.quote.span.text
    let speaker = [hit.quote.speaker ?? hit.quote.speakerMention?.text, hit.title, hit.organization].compactMap { $0 }
    var different: [String] = []
    for part in speaker where !different.contains(part) { different.append(part) }
    return joined(words, different.joined(separator: ", "), hit.article)
  }

  /// The figure's words, what they are about and when; in …
  public static func of(_ hit: FigureHit) -> String {
    let figure = hit.figure
    let about = [figure.concept, figure.period, figure.attributedTo.map { "according to \($0)" }].compactMap { $0 }
    return joined(figure.span.text, about.joined(separator: ", "), hit.article)
  }

  /// Name, title, body; in …
  public static func of(_ hit: OfficialHit) -> String {
    let official = hit.official
    return joined([official.name, official.title, official.organization].compactMap { $0 }.joined(separator: ", "), "", hit.article)
  }

  /// Author, “Headline”, Outlet, 27 February 2017, address.
  public static func of(_ article: ArticleHead) -> String {
    var parts: [String] = []
    // A desk that signs with its outlet's name is mentioned only once.
    let authors = article.authors.filter { $0 != article.site }
    if !authors.isEmpty { parts.append(authors.joined(separator: ", ")) }
    if let title = article.title { parts.append("\u{201C}\(title)\u{201D}") }
    if let site = article.site { parts.append(site) }
    if let day = CalendarDay.day(of: article.published) { parts.append(written(day)) }
    parts.append(article.canonicalURL ?? article.url ?? article.source ?? "article \(article.id.prefix(12))")
    return parts.joined(separator: ", ")
  }

  private static func joined(_ words: String, _ who: String, _ article: ArticleHead) -> String {
    let line = who.isEmpty ? "\(words); in \(of(article))" : "\(words) \u{2014} \(who); in \(of(article))"
    return line.split(whereSeparator: \.isWhitespace).joined(separator: " ") + "."
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
  ]

  private static func written(_ day: Int) -> String {
    let (year, month, date) = CalendarDay.date(day)
    return "\(date) \(months[month - 1]) \(year)"
  }
}

/// A link that opens a page at words of its text (`#:~:text=`); browsers scroll to the words and highlight them.
public enum TextFragment {
  /// The address with the fragment: the words themselves if they are short, else their beginning and end.
  public static func link(_ address: String, to words: String) -> String {
    let plain = address.split(separator: "#", maxSplits: 1).first.map(String.init) ?? address
    let list = words.split(whereSeparator: \.isWhitespace).map(String.init)
    guard !list.isEmpty else { return plain }
    if list.count <= 10 { return "\(plain)#:~:text=\(escaped(list.joined(separator: " ")))" }
    return "\(plain)#:~:text=\(escaped(list.prefix(4).joined(separator: " "))),\(escaped(list.suffix(4).joined(separator: " ")))"
  }

  /// Percent-encoded, including the dash, comma and ampersand, which have a meaning in a text fragment.
  private static func escaped(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): bytes.append(byte)
      default: bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
