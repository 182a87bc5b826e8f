internal import Aggregation
internal import Record

/// An article for reading: headline, text with its findings marked in place, details of each finding, and the provenance.
struct PrintedArticle {
  private let stored: StoredArticle
  private var record: ArticleRecord { stored.record }

  /// Makes the view of a stored article.
  init(_ stored: StoredArticle) { self.stored = stored }

  /// The view as text.
  func text(_ style: TerminalStyle) -> String {
    let article = record.article
    var text = style.lines(StyledText(article.title ?? "(no headline)", .strong))
    let byline = [article.authors.isEmpty ? nil : article.authors.joined(separator: ", "), article.site, article.published]
    let head = byline.compactMap { $0 }.joined(separator: " \u{B7} ")
    if !head.isEmpty { text += style.lines(StyledText(head)) }
    if article.access == .teaser {
      text += style.lines(StyledText("Only the beginning: the page says that it is not free to read.", .strong))
    }
    text += "\n" + body(style)
    text += list(style, "Quotes", zip(record.quotes, stored.quoteIDs).map { entry($0, id: $1) })
    text += list(style, "Figures", zip(record.figures, stored.figureIDs).map { entry($0, id: $1) })
    text += list(style, "Officials", zip(record.officials, stored.officialIDs).map { entry($0, id: $1) })
    return text + list(style, "Provenance", provenance)
  }

  /// The paragraphs with their findings marked.
  private func body(_ style: TerminalStyle) -> String {
    let article = record.article
    let marks = FindingMarks(record)
    let bytes = Array(article.text.utf8)
    var text = ""
    for paragraph in article.paragraphs {
      let words = marks.styled(bytes, paragraph.range)
      let indent = paragraph.kind == .blockquote ? 4 : paragraph.kind == .listItem ? 2 : 0
      let bullet = paragraph.kind == .listItem ? "\u{2022} " : paragraph.kind == .heading ? "## " : ""
      var line = StyledText(bullet)
      line.append(words)
      text += style.lines(line, indent: indent) + "\n"
    }
    return text
  }

  private func list(_ style: TerminalStyle, _ title: String, _ entries: [String]) -> String {
    guard !entries.isEmpty else { return "" }
    return style.lines(StyledText(title, .strong))
      + entries.map { style.lines(StyledText($0), indent: 2, hanging: 6) }.joined() + "\n"
  }

  private func entry(_ quote: Quote, id: String) -> String {
    let speaker = quote.speaker ?? quote.speakerMention?.text ?? "speaker not named"
    let parts = [
      quote.kind.rawValue, quote.type.rawValue, quote.group.map { "group \($0)" }, quote.cue.map { "cue \u{201C}\($0.text)\u{201D}" },
    ]
    return "\(quote.id)  \(speaker)\(quote.official.map { " (\($0))" } ?? ""): \(parts.compactMap { $0 }.joined(separator: ", "))  \(id)"
  }

  private func entry(_ figure: Figure, id: String) -> String {
    let high = figure.valueHigh.map { "\u{2013}\(NumberDigits.text($0))" } ?? ""
    let bound = figure.bound == .equal ? "" : figure.bound.rawValue + " "
    let parts = [
      "\(bound)\(NumberDigits.text(figure.value))\(high)\(figure.unit.map { " \($0)" } ?? "")", figure.change?.rawValue, figure.concept,
      figure.period, figure.attributedTo.map { "credited to \($0)" },
    ]
    return "\(figure.id)  \(parts.compactMap { $0 }.joined(separator: ", "))  \(id)"
  }

  private func entry(_ official: Official, id: String) -> String {
    let parts = [official.name, official.title, official.organization, official.sector?.rawValue]
    return "\(official.id)  \(parts.compactMap { $0 }.joined(separator: ", "))  \(id)"
  }

  private var provenance: [String] {
    let article = record.article
    let from = article.provenance
    let version = stored.versions.count > 1 ? "version \(stored.version) of \(stored.versions.count)" : nil
    return [
      "id         \(article.id)", version, article.source.map { "source     \($0)" }, article.url.map { "url        \($0)" },
      article.canonicalURL.map { "canonical  \($0)" }, from.retrieved.map { "retrieved  \($0)" },
      article.modified.map { "modified   \($0)" }, article.section.map { "section    \($0)" },
      article.tags.isEmpty ? nil : "tags       \(article.tags.joined(separator: ", "))", article.access.map { "access     \($0.rawValue)" },
      "sha256     \(from.contentSHA256)", "read as    \(from.mediaType), \(from.encoding)",
      from.warcRecordID.map { "warc       \($0) at byte \(from.warcOffset ?? 0)" }, "extracted  \(record.extractor), rules \(record.rules)",
    ].compactMap { $0 }
  }
}
