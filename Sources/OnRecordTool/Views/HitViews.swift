internal import Aggregation
internal import Record

/// A hit that a person can read on a terminal.
protocol ViewableHit {
  /// The hit in a few lines: the exact words, who, what, and where it stands.
  func view(_ style: TerminalStyle) -> String
}

extension ArticleHead {
  /// Outlet, date and headline.
  fileprivate var heading: String {
    let place = [site, published.map { String($0.prefix(10)) }].compactMap { $0 }.joined(separator: ", ")
    return [place.isEmpty ? nil : place, title].compactMap { $0 }.joined(separator: ": ")
  }

  /// Where it is: the file or address, and the id that `show` takes.
  fileprivate func place(_ span: TextSpan?, id: String?) -> String {
    var parts = [source ?? url ?? canonicalURL, "article \(self.id.prefix(12))"].compactMap { $0 }
    if let span { parts.append("characters \(span.start)\u{2013}\(span.end)") }
    if let id { parts.append(id) }
    return parts.joined(separator: " \u{B7} ")
  }
}

extension TerminalStyle {
  fileprivate func card(_ head: StyledText, _ body: [StyledText], _ article: ArticleHead, _ span: TextSpan?, id: String?) -> String {
    var text = lines(head)
    for line in body where !line.pieces.isEmpty { text += lines(line, indent: 4) }
    let heading = article.heading
    if !heading.isEmpty { text += lines(StyledText(heading), indent: 4, hanging: 6) }
    return text + lines(StyledText(article.place(span, id: id), .faint), indent: 4, hanging: 6)
  }
}

extension QuoteHit: ViewableHit {
  func view(_ style: TerminalStyle) -> String {
    var words = StyledText()
    if quote.kind == .direct { words.append("\u{201C}") }
    words.append(StyledText(quote.span.text, matches: highlights))
    if quote.kind == .direct { words.append("\u{201D}") }
    let who = [quote.speaker ?? quote.speakerMention?.text ?? "speaker not told", title, organization].compactMap { $0 }
    let how = [quote.cue?.text, quote.kind.rawValue, quote.type == .assertion ? nil : quote.type.rawValue].compactMap { $0 }
    return style.card(
      words, [StyledText("\u{2014} \(who.joined(separator: ", ")) (\(how.joined(separator: ", ")))")], article, quote.span,
      id: "quote \(id)")
  }
}

extension FigureHit: ViewableHit {
  func view(_ style: TerminalStyle) -> String {
    var words = StyledText(figure.span.text, matches: highlights, .strong)
    if let concept = figure.concept {
      words.append(": ")
      words.append(StyledText(concept, matches: conceptHighlights))
    }
    let excerpt = PassageExcerpt(passage, around: passageRange)
    var passage = StyledText("\u{201C}\(excerpt.before)", .faint)
    passage.append(figure.span.text)
    passage.append("\(excerpt.after)\u{201D}", .faint)
    let facts = [
      reading, figure.period.map { "period \($0)" }, figure.attributedTo.map { "credited to \($0)" },
    ].compactMap { $0 }
    return style.card(
      words, [passage, StyledText(facts.joined(separator: " \u{B7} "))], article, figure.span, id: "figure \(id)")
  }

  /// The value as understood: bound, number, unit, change.
  private var reading: String {
    let bound = figure.bound == .equal ? "=" : figure.bound.rawValue
    let high = figure.valueHigh.map { "\u{2013}\(JSONWriter.digits($0))" } ?? ""
    var text = "\(bound) \(JSONWriter.digits(figure.value))\(high)"
    if let unit = figure.unit { text += " \(unit)" }
    if let change = figure.change { text += figure.role == .change ? ", \(change.rawValue) by this" : ", \(change.rawValue)" }
    if let from = figure.from { text += " from \(JSONWriter.digits(from))" }
    return text
  }
}

extension OfficialHit: ViewableHit {
  func view(_ style: TerminalStyle) -> String {
    var name = StyledText(official.name, matches: highlights, .strong)
    let role = [official.title, official.organization].compactMap { $0 }.joined(separator: ", ")
    if !role.isEmpty { name.append(", \(role)") }
    let count = official.mentions.count
    let facts = [official.sector?.rawValue.replacing("_", with: " "), count == 1 ? "1 mention" : "\(count) mentions"].compactMap { $0 }
    return style.card(name, [StyledText(facts.joined(separator: " \u{B7} "))], article, official.mentions.first, id: nil)
  }
}

extension ArticleHit: ViewableHit {
  func view(_ style: TerminalStyle) -> String {
    let counts = "\(quotes) quotes, \(figures) figures, \(officials) officials"
    var excerpt = StyledText(self.excerpt, matches: highlights)
    if excerpt.pieces.isEmpty { excerpt = StyledText("(no text)", .faint) }
    return style.lines(StyledText(article.title ?? "(no headline)", .strong)) + style.lines(excerpt, indent: 4)
      + style.card(
        StyledText(), [StyledText(counts)], ArticleHead(withoutTitle: article), nil, id: versions > 1 ? "\(versions) versions" : nil)
  }
}

extension ArticleHead {
  /// The same without the headline, where that is shown apart.
  fileprivate init(withoutTitle head: ArticleHead) {
    self = head
    title = nil
  }
}
