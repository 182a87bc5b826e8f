internal import Aggregation
internal import OnRecord
internal import Record

/// A hit that a person can read on a terminal.
protocol ViewableHit {
  /// The hit in a few lines: the exact words, who, what, its sentence, and where it is.
  /// - Parameter context: the sentences around, if they are asked for.
  func view(_ style: TerminalStyle, _ context: PassageContext?) -> String
  /// The hit and its source in one line.
  var citation: String { get }
  /// The article it is in.
  var article: ArticleHead { get }
  /// Its position; `nil` for a whole article.
  var place: TextSpan? { get }
}

extension ArticleHead {
  /// Outlet, date and headline.
  var heading: String {
    let place = [site, published.map { String($0.prefix(10)) }].compactMap { $0 }.joined(separator: ", ")
    return [place.isEmpty ? nil : place, title].compactMap { $0 }.joined(separator: ": ")
  }

  /// The address, else the file.
  var address: String? { canonicalURL ?? url ?? source }

  /// The command that opens it, and its position.
  fileprivate func place(_ span: TextSpan?, id: String?) -> String {
    var parts = ["article \(self.id.prefix(12))"]
    if let span { parts.append("characters \(span.start)\u{2013}\(span.end)") }
    parts.append("onrecord show \(id ?? String(self.id.prefix(12)))")
    return parts.joined(separator: " \u{B7} ")
  }
}

extension TerminalStyle {
  fileprivate func card(_ head: StyledText, _ body: [StyledText], _ article: ArticleHead, _ span: TextSpan?, id: String?) -> String {
    var text = lines(head)
    for line in body where !line.pieces.isEmpty { text += lines(line, indent: 4) }
    let heading = article.heading
    if !heading.isEmpty { text += lines(StyledText(heading), indent: 4, hanging: 6) }
    if let copies = article.copiesLine { text += lines(StyledText(copies), indent: 4, hanging: 6) }
    if let address = article.address { text += lines(StyledText(address, .faint), indent: 4, hanging: 6) }
    return text + lines(StyledText(article.place(span, id: id), .faint), indent: 4, hanging: 6)
  }

  /// Words in their context, with the words highlighted.
  func passage(_ before: String, _ words: String, _ after: String, _ emphasis: Emphasis) -> StyledText {
    var text = StyledText(before, .faint)
    text.append(words, emphasis)
    text.append(after, .faint)
    return text
  }
}

/// A sentence cut at a finding.
private func cut(_ sentence: TextSpan, at span: TextSpan) -> (String, String, String)? {
  let scalars = Array(sentence.text.unicodeScalars)
  let (from, to) = (span.start - sentence.start, span.end - sentence.start)
  guard from >= 0, to <= scalars.count, from <= to, scalars.count > to - from + 2 else { return nil }
  func text(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }
  return (text(0..<from), text(from..<to), text(to..<scalars.count))
}

extension QuoteHit: ViewableHit {
  var citation: String { CitationLine.of(self) }
  var place: TextSpan? { quote.span }

  func view(_ style: TerminalStyle, _ context: PassageContext?) -> String {
    var words = StyledText()
    if quote.kind == .direct { words.append("\u{201C}") }
    words.append(StyledText(quote.span.text, matches: highlights))
    if quote.kind == .direct { words.append("\u{201D}") }
    var who: [String] = []
    for part in [quote.speaker ?? quote.speakerMention?.text ?? "speaker not named", title, organization] {
      if let part, !who.contains(part) { who.append(part) }
    }
    let how =
      [
        quote.cue?.text, quote.kind.rawValue, quote.type == .assertion ? nil : quote.type.rawValue,
      ].compactMap { $0 } + doubts
    var around = StyledText()
    if let context {
      around = style.passage(context.before, context.words, context.after, .quote)
    } else if let (before, words, after) = cut(sentence, at: quote.span), before.count + after.count > 4 {
      around = style.passage(before, words, after, .plain)
    }
    return style.card(
      words, [StyledText("\u{2014} \(who.joined(separator: ", ")) (\(how.joined(separator: ", ")))"), around], article, quote.span, id: id)
  }
}

extension FigureHit: ViewableHit {
  var citation: String { CitationLine.of(self) }
  var place: TextSpan? { figure.span }

  func view(_ style: TerminalStyle, _ context: PassageContext?) -> String {
    var words = StyledText(figure.span.text, matches: highlights, .strong)
    if let concept = figure.concept {
      words.append(": ")
      words.append(StyledText(concept, matches: conceptHighlights))
    }
    var around = StyledText("\u{201C}", .faint)
    if let context {
      around.append(style.passage(context.before, context.words, context.after, .figure))
    } else if let (before, words, after) = cut(sentence, at: figure.span) {
      around.append(style.passage(before, words, after, .plain))
    } else {
      around.append(sentence.text)
    }
    around.append("\u{201D}", .faint)
    let facts =
      [
        FigureValue.text(figure), figure.status == .actual ? nil : figure.status.rawValue, figure.period.map { "period \($0)" },
        figure.attributedTo.map { "credited to \($0)" },
      ].compactMap { $0 } + doubts
    return style.card(words, [around, StyledText(facts.joined(separator: " \u{B7} "))], article, figure.span, id: id)
  }
}

/// A figure's value as understood: bound, number with its unit, change.
enum FigureValue {
  static func text(_ figure: Figure) -> String {
    let bound = figure.bound == .equal ? "=" : figure.bound.rawValue
    var text = "\(bound) \(UnitWords.phrase(figure.value, to: figure.valueHigh, unit: figure.unit))"
    if let tolerance = figure.tolerance { text += " \u{B1} \(NumberDigits.text(tolerance))" }
    if let change = figure.change { text += figure.role == .change ? ", \(change.rawValue) by this" : ", \(change.rawValue)" }
    if let from = figure.from { text += " from \(UnitWords.phrase(from, unit: figure.unit))" }
    return text
  }
}

extension OfficialHit: ViewableHit {
  var citation: String { CitationLine.of(self) }
  var place: TextSpan? { official.mentions.first }

  func view(_ style: TerminalStyle, _ context: PassageContext?) -> String {
    var name = StyledText(official.name, matches: highlights, .strong)
    let role = [official.title, official.organization].compactMap { $0 }.joined(separator: ", ")
    if !role.isEmpty { name.append(", \(role)") }
    let count = official.mentions.count
    let facts =
      [
        official.sector?.rawValue.replacing("_", with: " "), count == 1 ? "1 mention" : "\(count) mentions",
      ].compactMap { $0 } + doubts
    var around = StyledText()
    if let context {
      around = style.passage(context.before, context.words, context.after, .official)
    } else if let mention = official.mentions.first, let (before, words, after) = cut(sentence, at: mention) {
      around = style.passage(before, words, after, .plain)
    }
    return style.card(name, [around, StyledText(facts.joined(separator: " \u{B7} "))], article, official.mentions.first, id: id)
  }
}

extension ArticleHit: ViewableHit {
  var citation: String { CitationLine.of(article) + "." }
  var place: TextSpan? { nil }

  func view(_ style: TerminalStyle, _ context: PassageContext?) -> String {
    var counts = "\(quotes) quotes, \(figures) figures, \(officials) officials"
    if versions > 1 { counts += ", \(versions) versions" }
    var excerpt = StyledText(self.excerpt, matches: highlights)
    if excerpt.pieces.isEmpty { excerpt = StyledText("(no text)", .faint) }
    var head = article
    head.title = nil
    return style.lines(StyledText(article.title ?? "(no headline)", .strong)) + style.lines(excerpt, indent: 4)
      + style.lines(StyledText(counts), indent: 4) + style.source(head)
  }
}

extension TerminalStyle {
  /// Where an article is from.
  fileprivate func source(_ article: ArticleHead) -> String {
    var text = article.heading.isEmpty ? "" : lines(StyledText(article.heading), indent: 4, hanging: 6)
    if let address = article.address { text += lines(StyledText(address, .faint), indent: 4, hanging: 6) }
    return text + lines(StyledText(article.place(nil, id: nil), .faint), indent: 4, hanging: 6)
  }
}
