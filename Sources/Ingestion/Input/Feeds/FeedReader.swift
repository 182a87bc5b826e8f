/// The articles of an RSS or Atom feed whose items contain their full text. Items that are only teasers are left out and counted.
final class FeedReader: PageStream {
  private var input: BufferedInput?
  private let name: String
  private let source: String?
  private let limits: InputLimits
  private var items: [Item] = []
  private(set) var leftOut = 0
  /// Told behind the items: the feed ends in the middle.
  private var damage: IngestionError?

  /// An item with fewer bytes of text than this is a teaser.
  private static let least = 400

  init(_ input: BufferedInput, name: String, source: String?, limits: InputLimits) {
    self.input = input
    self.name = name
    self.source = source
    self.limits = limits
  }

  /// Whether bytes begin as a feed does.
  static func isFeed(_ bytes: ArraySlice<UInt8>) -> Bool {
    let head = Array(String(decoding: bytes.prefix(1_000), as: UTF8.self).lowercased().utf8)
    func has(_ words: StaticString) -> Bool { head.place(of: Array(String(describing: words).utf8)) != nil }
    return has("<rss") || has("<feed") && has("atom") || has("<rdf:rdf") && has("rss")
  }

  func next() -> Result<RawPage, IngestionError>? {
    if let input {
      self.input = nil
      do throws(IngestionError) {
        let limit = limits.pageBytes * 2
        guard let bytes = try input.takeAll(limit: limit) else { throw .tooLarge(source: name, limit: limit) }
        let feed = Self.read(EncodingSniffer.decode(bytes, contentType: nil).utf8)
        items = feed.items.reversed()
        if feed.isCut {
          damage = IngestionError(
            .truncated, source: name, message: "is a feed that ends before its end tag; the file was cut, get it again")
        }
        let all = items.count
        items.removeAll { $0.text.count < Self.least }
        leftOut = all - items.count
        if items.isEmpty, damage == nil {
          throw IngestionError(
            .notArticle, source: name,
            message: all == 0
              ? "is a feed without items" : "is a feed of teasers: none of its \(all) items holds the whole text; save the pages themselves"
          )
        }
      } catch { return .failure(error) }
    }
    guard let item = items.popLast() else {
      defer { damage = nil }
      return damage.map { .failure($0) }
    }
    var page = RawPage(item.isPlain ? .text(item.text) : .html(item.text), source: source, url: item.link)
    page.contentType = item.isPlain ? "text/plain; charset=utf-8" : "text/html; charset=utf-8"
    page.title = item.title
    page.site = item.site
    page.published = item.published.flatMap { PageDateReader.standard.read($0) }
    page.authors = item.authors
    page.tags = item.tags
    page.inputName = name
    page.place = "item \(item.number)"
    page.isLetter = true
    return .success(page)
  }

  /// The deepest nesting of elements; real feeds do not go beyond it.
  private static let deepest = 64

  private struct Item {
    var number = 0
    var title: String?
    var link: String?
    var published: String?
    var authors: [String] = []
    var tags: [String] = []
    var site: String?
    var text: [UInt8] = []
    var isPlain = false
  }

  private static let mostItems = 100_000

  /// The items, and whether the feed's own element is still open at the end.
  private static func read(_ bytes: [UInt8]) -> (items: [Item], isCut: Bool) {
    var tokens = XMLTokens(bytes)
    var items: [Item] = []
    var item: Item?
    var site: String?
    var summary: [UInt8] = []
    var path: [String] = []
    while items.count < mostItems, let token = tokens.next() {
      switch token {
      case .open(let name, let attributes, let isEmpty):
        if name == "item" || name == "entry" {
          item = Item(number: items.count + 1)
          summary = []
        }
        if name == "link", item != nil, let address = XMLTokens.attribute("href", of: attributes),
          (XMLTokens.attribute("rel", of: attributes) ?? "alternate") == "alternate"
        {
          if item?.link == nil { item?.link = address }
        }
        if name == "content", item != nil, XMLTokens.attribute("type", of: attributes) == "xhtml", !isEmpty {
          let start = tokens.offset
          item?.text = inner(&tokens, until: "content", from: start)
          continue
        }
        if name == "category", let term = XMLTokens.attribute("term", of: attributes) { item?.tags.append(term) }
        if !isEmpty, path.count < Self.deepest { path.append(name) }
      case .close(let name):
        if name == "item" || name == "entry", var done = item {
          if done.text.isEmpty { done.text = summary }
          done.site = site
          items.append(done)
          item = nil
        }
        if let last = path.lastIndex(of: name) { path.removeSubrange(last...) }
      case .text(let text):
        guard text.contains(where: { $0 > 32 }), let name = path.last else { continue }
        let parent = path.dropLast().last
        if item == nil {
          if name == "title", parent == "channel" || parent == "feed", site == nil { site = String(decoding: text, as: UTF8.self).trimmed }
          continue
        }
        let string = String(decoding: text, as: UTF8.self).trimmed
        switch name {
        case "title" where parent == "item" || parent == "entry":
          let before = item?.title ?? ""
          item?.title = before + PlainMarkup.text(string)
        case "link" where item?.link == nil && string.hasPrefix("http"): item?.link = string
        case "pubdate", "dc:date", "published": if item?.published == nil { item?.published = string }
        case "updated" where item?.published == nil: item?.published = string
        case "category" where item?.tags.contains(string) == false: item?.tags.append(string)
        // Both an Atom author and a Dublin Core creator may give one name.
        case _ where item?.authors.contains(string) == true && (name == "dc:creator" || name == "name"): break
        case "dc:creator": item?.authors.append(string)
        case "author" where !string.contains("@"), "name" where parent == "author": item?.authors.append(string)
        case "content:encoded", "content", "body", "fulltext": item?.text += text
        case "description", "summary": summary += text
        default: break
        }
      }
    }
    return (items, items.count < mostItems && !path.isEmpty && roots.contains(path[0]))
  }
  private static let roots: Set = ["rss", "feed", "rdf:rdf"]

  /// The markup up to an element's end tag.
  private static func inner(_ tokens: inout XMLTokens, until name: String, from start: Int) -> [UInt8] {
    var end = start
    while let token = tokens.next() {
      if case .close(let closed) = token, closed == name { return Array(tokens.slice(start..<end)) }
      end = tokens.offset
    }
    return Array(tokens.slice(start..<end))
  }
}
