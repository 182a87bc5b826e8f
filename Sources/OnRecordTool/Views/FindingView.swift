internal import Aggregation
internal import OnRecord
internal import Record

/// One finding in its context: the sentences around it with the words marked, its details, the source, and a link that opens the page
/// there.
struct FindingView {
  private let stored: StoredArticle
  private let context: PassageContext
  private let span: TextSpan
  private let facts: String
  private let emphasis: Emphasis
  private let label: String

  /// Finds a finding by its stable id; `nil` if the version does not hold it.
  init?(_ stored: StoredArticle, id: String, sentences: Int) {
    let record = stored.record
    if let place = stored.quoteIDs.firstIndex(of: id) {
      let quote = record.quotes[place]
      let official = record.officials.first { $0.id == quote.official }
      let who = [quote.speaker ?? quote.speakerMention?.text ?? "speaker not named", official?.title, official?.organization]
      let how = [quote.cue?.text, quote.kind.rawValue, quote.type.rawValue].compactMap { $0 }
      (span, emphasis, label) = (quote.span, .quote, "quote")
      facts = "\u{2014} \(who.compactMap { $0 }.joined(separator: ", ")) (\(how.joined(separator: ", ")))"
    } else if let place = stored.figureIDs.firstIndex(of: id) {
      let figure = record.figures[place]
      (span, emphasis, label) = (figure.span, .figure, "figure")
      facts = [
        FigureValue.text(figure), figure.concept, figure.period.map { "period \($0)" }, figure.attributedTo.map { "credited to \($0)" },
      ].compactMap { $0 }.joined(separator: " \u{B7} ")
    } else if let place = stored.officialIDs.firstIndex(of: id), let mention = record.officials[place].mentions.first {
      let official = record.officials[place]
      (span, emphasis, label) = (mention, .official, "official")
      facts = [official.name, official.title, official.organization].compactMap { $0 }.joined(separator: ", ")
    } else {
      return nil
    }
    self.stored = stored
    context = PassageContext(record.article, span, sentences: sentences)
    self.id = id
  }

  private let id: String

  /// The view as text.
  func text(_ style: TerminalStyle) -> String {
    let article = stored.record.article
    var words = StyledText()
    let parts = [(context.before, Emphasis.plain), ("[" + context.words + "]", emphasis), (context.after, .plain)]
    // Keeps paragraphs apart.
    for (text, emphasis) in parts {
      let paragraphs = text.split(separator: "\n\n", omittingEmptySubsequences: false)
      for (index, paragraph) in paragraphs.enumerated() {
        if index > 0 { words.append(" \u{B6} ", .faint) }
        words.append(String(paragraph), emphasis)
      }
    }
    var text = style.lines(words) + style.lines(StyledText(facts), indent: 4)
    let head = [article.site, article.published.map { String($0.prefix(10)) }, article.title].compactMap { $0 }.joined(separator: ", ")
    if !head.isEmpty { text += style.lines(StyledText(head, .strong), indent: 4, hanging: 6) }
    func line(_ name: String, _ value: String?) {
      if let value { text += style.lines(StyledText("\(name) \(value)", .faint), indent: 4, hanging: 6) }
    }
    line("link:", (article.canonicalURL ?? article.url).map { TextFragment.link($0, to: span.text) })
    line("file:", article.source)
    line("fetched:", article.provenance.retrieved)
    line("sha256:", article.provenance.contentSHA256)
    line(
      "place:", "article \(article.id.prefix(12)), version \(stored.version), characters \(span.start)\u{2013}\(span.end), \(label) \(id)")
    line("whole article:", "onrecord show \(article.id.prefix(12))")
    return text
  }
}
