internal import Aggregation
internal import Charts
internal import OnRecord
internal import Record

/// A hit as a card: the exact words, who said them, in which office, where and when, with the passage and a citation to unfold.
protocol CardHit: Sendable {
  /// Writes the content of the card.
  func card(_ html: inout HTML)
}

extension HTML {
  /// Where a finding is: outlet, date and headline, as a link to its place in the article.
  mutating func source(_ article: ArticleHead, at fragment: String?) {
    callAsFunction("p", .class("source")) { html in
      if let site = article.site {
        html("span", .class("outlet"), text: site)
        html.text(", ")
      }
      if let published = article.published {
        html.time(published)
        html.text(" \u{B7} ")
      }
      html("a", .class("open"), .href(Place.article(article.id, at: fragment)), text: article.title ?? "Article without a headline")
      html.copies(article)
    }
  }

  /// "and 10 copies, first in …", as a link to the list of them.
  mutating func copies(_ article: ArticleHead) {
    guard let line = article.copiesLine else { return }
    text(", ")
    callAsFunction("a", .class("copies"), .href(Place.article(article.id, at: "copies")), text: line)
  }

  /// A date, for people and in machine-readable form.
  mutating func time(_ text: String) { callAsFunction("time", .words("datetime", text), text: Wording.date(text)) }

  /// How sure a finding is, where that is low.
  mutating func doubts(_ doubts: [String]) {
    guard !doubts.isEmpty else { return }
    text(" ")
    callAsFunction("span", .class("how"), text: doubts.joined(separator: ", "))
  }

  /// A name as a link to the person's page.
  mutating func person(_ name: String) { callAsFunction("a", .class("person"), .href(Place.person(name)), text: name) }

  /// The passage a finding is in, and a citation to copy. Both are folded away by HTML alone, so they need no script.
  mutating func passageAndCitation(_ passage: String, _ range: ByteRange, _ citation: String, _ article: ArticleHead, words: String) {
    callAsFunction("div", .class("actions")) { html in
      html("details", .class("context")) { html in
        html("summary", text: "Context")
        html("p", .class("passage")) { $0.marked(passage, [range]) }
      }
      html("details", .class("cite")) { html in
        html("summary", text: "Cite")
        html("p", .class("citation"), text: citation)
      }
      html("button", .set("type", "button"), .class("copy"), .words("data-copy", citation), .flag("hidden"), text: "Copy with citation")
      if let live = WebLink(article.url ?? article.canonicalURL) {
        html("a", .class("live"), .href(live, quoting: words), .set("rel", "noreferrer noopener"), text: "Live page")
      }
    }
  }
}

extension QuoteHit: CardHit {
  func card(_ html: inout HTML) {
    html("blockquote") { html in
      html("p") { html in
        let marks = Wording.marks(quote)
        html.text(marks.open)
        html.marked(quote.span.text, highlights)
        html.text(marks.close)
      }
    }
    html("p", .class("who")) { html in
      if let speaker = quote.speaker {
        html.person(speaker)
      } else {
        html("span", .class("unknown"), text: quote.speakerMention?.text ?? "speaker not named")
      }
      let role = [title, organization].compactMap { $0 }
      if !role.isEmpty { html("span", .class("role"), text: ", " + role.joined(separator: ", ")) }
      let cue = quote.cue?.text.contains(where: \.isLetter) == true ? quote.cue?.text : nil
      let how = [cue, quote.kind.rawValue, quote.type == .assertion ? nil : quote.type.rawValue].compactMap { $0 } + doubts
      html.text(" ")
      html("span", .class("how"), text: how.joined(separator: ", "))
    }
    html.source(article, at: Place.anchor(.quote, id))
    html.passageAndCitation(passage, passageRange, Wording.citation(self), article, words: quote.span.text)
  }
}

extension FigureHit: CardHit {
  func card(_ html: inout HTML) {
    html("p", .class("figure")) { html in
      html("span", .class("number")) { $0.marked(figure.span.text, highlights) }
      if let concept = figure.concept {
        html.text(" ")
        html("span", .class("concept")) { $0.marked(concept, conceptHighlights) }
      }
    }
    html("p", .class("who")) { html in
      html("span", .class("value"), text: Wording.amount(figure))
      let facts = [
        figure.change.map { $0 == .up ? "up" : "down" }, figure.period.map { "for \($0)" },
        figure.status == .actual ? nil : figure.status.rawValue,
      ].compactMap { $0 }
      if !facts.isEmpty { html("span", .class("role"), text: ", " + facts.joined(separator: ", ")) }
      if let credit = figure.attributedTo {
        html("span", .class("role"), text: ", according to ")
        html.person(credit)
      }
      html.doubts(doubts)
    }
    html.source(article, at: Place.anchor(.figure, id))
    html.passageAndCitation(passage, passageRange, Wording.citation(self), article, words: figure.span.text)
  }
}

extension OfficialHit: CardHit {
  func card(_ html: inout HTML) {
    html("p", .class("official")) { html in
      html("a", .class("person"), .href(Place.person(official.name))) { $0.marked(official.name, highlights) }
      let role = [official.title, official.organization].compactMap { $0 }
      if !role.isEmpty { html("span", .class("role"), text: ", " + role.joined(separator: ", ")) }
    }
    html("p", .class("who")) { html in
      let facts = [official.sector.map { Wording.code($0.rawValue) }, Wording.count(official.mentions.count, "mention")].compactMap { $0 }
      html("span", .class("role"), text: facts.joined(separator: ", "))
      html.doubts(doubts)
    }
    html.source(article, at: Place.anchor(.official, id))
  }
}

extension ArticleHit: CardHit {
  func card(_ html: inout HTML) {
    html("h2", .class("headline")) { html in
      html("a", .class("open"), .href(Place.article(article.id)), text: article.title ?? "Article without a headline")
    }
    html("p", .class("source")) { html in
      let head = [article.site, authors.isEmpty ? nil : authors.joined(separator: ", ")].compactMap { $0 }
      html("span", .class("outlet"), text: head.joined(separator: ", "))
      if let published = article.published {
        html.text(head.isEmpty ? "" : " \u{B7} ")
        html.time(published)
      }
      html.copies(article)
    }
    html("p", .class("excerpt")) { $0.marked(excerpt, highlights) }
    html("p", .class("who")) { html in
      let counts = [Wording.count(quotes, "quote"), Wording.count(figures, "figure"), Wording.count(officials, "official")]
      let more = versions > 1 ? [Wording.count(versions, "version")] : []
      html("span", .class("role"), text: (counts + more).joined(separator: ", "))
    }
  }
}
