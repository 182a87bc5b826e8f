internal import Aggregation
internal import OnRecord
internal import Platform
internal import Record

/// A hit that can be an entry in a feed.
protocol FeedHit {
  /// Its id, title, text, article and position in the article.
  var entry: (id: String, title: String, text: String, article: ArticleHead, fragment: String?) { get }
}

extension QuoteHit: FeedHit {
  var entry: (id: String, title: String, text: String, article: ArticleHead, fragment: String?) {
    let who = quote.speaker ?? quote.speakerMention?.text ?? "Speaker not named"
    return ("quote:\(id)", "\(who): \(quote.span.text.prefix(120))", Wording.citation(self), article, Place.anchor(.quote, id))
  }
}

extension FigureHit: FeedHit {
  var entry: (id: String, title: String, text: String, article: ArticleHead, fragment: String?) {
    let title = [figure.span.text, figure.concept].compactMap { $0 }.joined(separator: ": ")
    return ("figure:\(id)", title, Wording.citation(self), article, Place.anchor(.figure, id))
  }
}

extension OfficialHit: FeedHit {
  var entry: (id: String, title: String, text: String, article: ArticleHead, fragment: String?) {
    let title = [official.name, official.title, official.organization].compactMap { $0 }.joined(separator: ", ")
    return ("official:\(id)", title, title, article, Place.anchor(.official, id))
  }
}

extension ArticleHit: FeedHit {
  var entry: (id: String, title: String, text: String, article: ArticleHead, fragment: String?) {
    ("article:\(article.id)", article.title ?? "Article without a headline", excerpt, article, nil)
  }
}

/// An Atom feed (RFC 4287) of a search's newest findings.
struct Feed {
  private let title: String
  private let visit: Visit
  private static let most = 50

  init(title: String, _ visit: Visit) {
    self.title = title
    self.visit = visit
  }

  /// The newest findings of a search.
  static func response(_ visit: Visit, _ asked: Asked) throws -> HTTPResponse {
    var newest = asked
    newest.sort = .date
    newest.after = nil
    let hits: [any FeedHit] = try visit.site.indexes.lend { index in
      let search = try visit.answers.search(newest, limit: min(asked.limit ?? most, Asked.mostRows), in: index)
      return switch asked.kind {
      case .quote: try index.quotes(search).hits
      case .figure: try index.figures(search).hits
      case .official: try index.officials(search).hits
      case .article: try index.articles(search).hits
      }
    }
    return Feed(
      title: asked.words.isEmpty ? asked.kind.plural.capitalizedFirst : "\(asked.kind.plural.capitalizedFirst): \(asked.words)", visit
    )
    .response(hits)
  }

  /// The feed of the given hits.
  func response(_ hits: [any FeedHit]) -> HTTPResponse {
    let base = "http://" + (visit.request.header("host") ?? "localhost")
    var xml = HTML()
    xml.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    xml("feed", .set("xmlns", "http://www.w3.org/2005/Atom")) { xml in
      xml("title", text: title + " \u{B7} OnRecord")
      xml("id", text: "urn:onrecord:" + PercentCoding.encoded(visit.request.target))
      xml("updated", text: hits.compactMap { Self.instant($0.entry.article.published) }.max() ?? "1970-01-01T00:00:00Z")
      xml("author") { $0("name", text: "OnRecord") }
      xml.link(base + visit.request.target, .set("rel", "self"))
      for hit in hits { write(hit.entry, base, &xml) }
    }
    return HTTPResponse(type: Format.atom.type, xml.bytes)
  }

  private func write(
    _ entry: (id: String, title: String, text: String, article: ArticleHead, fragment: String?), _ base: String, _ xml: inout HTML
  ) {
    xml("entry") { xml in
      xml("title", text: entry.title)
      xml("id", text: "urn:onrecord:" + PercentCoding.encoded(entry.id))
      xml("updated", text: Self.instant(entry.article.published) ?? "1970-01-01T00:00:00Z")
      xml.link(base + Place.article(entry.article.id, at: entry.fragment).text, .set("rel", "alternate"))
      xml("author") { $0("name", text: entry.article.site ?? "unknown") }
      xml("content", .set("type", "text"), text: entry.text)
    }
  }

  /// An RFC 3339 instant; for a bare date, its midnight.
  private static func instant(_ text: String?) -> String? {
    guard let text, text.utf8.count >= 10 else { return nil }
    guard text.contains("T") else { return text.prefix(10) + "T00:00:00Z" }
    let hasZone = text.hasSuffix("Z") || text.dropFirst(10).contains { $0 == "+" || $0 == "-" }
    return hasZone ? text : text + "Z"
  }
}

extension HTML {
  /// Atom's `link`, with an absolute address on this server.
  fileprivate mutating func link(_ address: String, _ relation: Attribute) {
    guard let link = WebLink(address) else { return }
    begin("link", [relation, .href(link)])
    end("link")
  }
}
