internal import Aggregation
internal import Charts
internal import Record

/// Dates, names and numbers in the words of the pages.
enum Wording {
  /// `2017-02-27T14:05:00Z` as “27 February 2017”; other text stays as it is.
  static func date(_ text: String) -> String {
    let parts = text.prefix(10).split(separator: "-")
    guard parts.count == 3, let month = Int(parts[1]), let day = Int(parts[2]), (1...12).contains(month) else {
      return String(text.prefix(10))
    }
    return "\(day) \(Month.names[month - 1]) \(parts[0])"
  }

  /// `2017-02-27T14:05:00Z` as “27 February 2017, 14:05 UTC”.
  static func moment(_ time: String) -> String {
    date(time) + (time.utf8.count >= 16 ? ", \(time.dropFirst(11).prefix(5)) UTC" : "")
  }

  /// “1 quote”, “2,400 quotes”.
  static func count(_ number: Int, _ noun: String) -> String { "\(NumberText.grouped(number)) \(noun)\(number == 1 ? "" : "s")" }

  /// “1 copy”, “10 copies”.
  static func copies(_ number: Int) -> String { number == 1 ? "1 copy" : "\(NumberText.grouped(number)) copies" }

  /// A code from a closed list as words: `law_enforcement`.
  static func code(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "_")) else { return text }
    return String(decoding: text.utf8.map { $0 == UInt8(ascii: "_") ? 0x20 : $0 }, as: UTF8.self)
  }

  /// A unit in common words: UCUM's codes, for units of time and others, are not words.
  static func unit(_ code: String) -> String { UnitWords.name(code) }

  /// A figure's value with its unit, as a reader would say it: “> 1,400 people”, “≈ $4.2 billion”.
  static func amount(_ figure: Figure) -> String {
    let more = figure.tolerance.map { " \u{00B1} \(NumberText.grouped($0))" } ?? ""
    return sign(figure.bound) + UnitWords.phrase(figure.value, to: figure.valueHigh, unit: figure.unit) + more
  }

  private static func sign(_ bound: Bound) -> String {
    switch bound {
    case .equal: ""
    case .greater: "> "
    case .atLeast: "\u{2265} "
    case .less: "< "
    case .atMost: "\u{2264} "
    case .about: "\u{2248} "
    }
  }

  /// A figure's value as understood: “> 1,400 person”, “≈ 12–120”.
  static func value(_ figure: Figure) -> String {
    let bound = sign(figure.bound)
    let high = figure.valueHigh.map { "\u{2013}\(NumberText.grouped($0))" } ?? ""
    let more = figure.tolerance.map { " \u{00B1} \(NumberText.grouped($0))" } ?? ""
    return bound + NumberText.grouped(figure.value) + high + more
  }

  /// The quotation marks that a quote needs: a direct one is enclosed in them.
  static func marks(_ quote: Quote) -> (open: String, close: String) { quote.kind == .direct ? ("\u{201C}", "\u{201D}") : ("", "") }

  /// A probability as a percentage.
  static func percent(_ chance: Double) -> String { "\(Int((min(max(chance, 0), 1) * 100).rounded())) %" }

  /// A quote ready to paste: the exact words, who, where, when, the address and the position in the text.
  static func citation(_ hit: QuoteHit) -> String {
    let who = [hit.quote.speaker ?? hit.quote.speakerMention?.text, hit.title, hit.organization].compactMap { $0 }.joined(separator: ", ")
    let marks = marks(hit.quote)
    return
      "\(marks.open)\(hit.quote.span.text)\(marks.close)\(who.isEmpty ? "" : " \u{2014} \(who)"). \(source(hit.article, hit.quote.span, "quote \(hit.id)"))"
  }

  /// A figure ready to paste.
  static func citation(_ hit: FigureHit) -> String {
    let concept = hit.figure.concept.map { " (\($0))" } ?? ""
    let credit = hit.figure.attributedTo.map { ", according to \($0)" } ?? ""
    return "\(hit.figure.span.text)\(concept)\(credit). \(source(hit.article, hit.figure.span, "figure \(hit.id)"))"
  }

  private static func source(_ article: ArticleHead, _ span: TextSpan, _ id: String) -> String {
    let head = [
      article.title.map { "\u{201C}\($0)\u{201D}" }, article.site, article.published.map(date),
      article.canonicalURL ?? article.url ?? article.source,
    ].compactMap { $0 }.joined(separator: ", ")
    return "\(head) (characters \(span.start)\u{2013}\(span.end), \(id))."
  }
}
