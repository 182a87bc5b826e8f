import Aggregation
import Record
import TestSupport
import WebServer

/// An index of invented articles, with the pages over it.
final class TestNews: Sendable {
  let scratch: Scratch
  let path: String
  let site: Site
  static let formToken = "0123456789abcdef0123456789abcdef"

  /// Makes an index of `count` articles and opens the pages over it.
  init(articles count: Int = 30, extra: [ArticleRecord] = [], token: String? = nil, address: String = "127.0.0.1", hosts: [String] = [])
    throws
  {
    scratch = try Scratch()
    path = scratch.path("news.db")
    let index = try SQLiteIndex(path: path, mode: .write)
    let records = (0..<count).map(Self.article) + extra
    _ = try index.add(
      records.map { try IndexEntry($0, page: Array("<title>\($0.article.title ?? "")</title><script>bad()</script>".utf8)) })
    index.close()
    site = try Site(index: path, settings: .init(address: address, hosts: hosts, token: token, formToken: Self.formToken))
  }

  /// Adds an article while the pages are open.
  func add(_ record: ArticleRecord) throws {
    let index = try SQLiteIndex(path: path, mode: .write)
    _ = try index.add([IndexEntry(record)])
    index.close()
  }

  /// The answer to a GET.
  func get(_ target: String, headers: [(String, String)] = []) -> HTTPResponse {
    site.respond(HTTPRequest(target: target, headers: ([("Host", "127.0.0.1")] + headers).map { .init($0, $1) }))
  }

  /// The answer to a form.
  func post(_ target: String, _ body: String, headers: [(String, String)] = []) -> HTTPResponse {
    site.respond(
      HTTPRequest(
        method: "POST", target: target, headers: ([("Host", "127.0.0.1")] + headers).map { .init($0, $1) }, body: Array(body.utf8)))
  }

  /// The text of the answer to a GET.
  func text(_ target: String) -> String { String(decoding: get(target).bytes, as: UTF8.self) }

  static func article(_ number: Int) -> ArticleRecord {
    let speakers = ["Ada Quill", "Bram Stone", "Chidi Okoro"]
    return article(
      id: "article-\(number)", title: "Bridge report \(number)", site: number % 2 == 0 ? "The Ferry Post" : "Quay Courier",
      published: "20\(15 + number % 5)-0\(1 + number % 9)-1\(number % 10)", speaker: speakers[number % 3],
      words: "The bridge number \(number) will hold for \(number + 2) years")
  }

  /// An article of one paragraph with a quote, a figure and an official; every text can be set.
  static func article(
    id: String, title: String?, site: String?, published: String? = "2019-05-06", url: String? = nil, speaker: String,
    office: String = "engineer", body: String = "Bridge Authority", words: String, concept: String? = "years the bridge will hold",
    value: Double = 7
  ) -> ArticleRecord {
    // Fewer than 20 words with a short quote, so that articles of one pattern are not copies of one another.
    let text = "\u{201C}\(words),\u{201D} said \(speaker), \(office), \(body). 😀 It cost 7 million."
    func span(_ part: String) -> TextSpan {
      let range = text.unicodeScalars.firstRange(of: part.unicodeScalars)
      let start = range.map { text.unicodeScalars.distance(from: text.unicodeScalars.startIndex, to: $0.lowerBound) } ?? 0
      return TextSpan(start: start, end: start + part.unicodeScalars.count, text: part)
    }
    let article = Article(
      id: id, source: "news/\(id).html", url: url ?? "https://news.example/\(id)", site: site, title: title, authors: ["Jo \(speaker)"],
      published: published, language: "en", text: text, paragraphs: [Paragraph(ByteRange(0, text.utf8.count), .paragraph)],
      provenance: Provenance(contentSHA256: "5ha\(words.utf8.count)", mediaType: "text/html", encoding: "utf-8"))
    let quote = Quote(
      id: "q1", span: span(words), kind: .direct, type: .assertion, speaker: speaker, speakerKind: .person, official: "o1",
      speakerMention: span(speaker), cue: span("said"), confidence: 0.9)
    let figure = Figure(
      id: "f1", span: span("7 million"), value: value, bound: .about, unit: "year", unitText: "years", unitKind: .duration,
      concept: concept,
      period: "2019", attributedTo: speaker)
    let official = Official(id: "o1", name: speaker, title: office, organization: body, sector: .government, mentions: [span(speaker)])
    return ArticleRecord(article: article, quotes: [quote], figures: [figure], officials: [official], extractor: "test", rules: "test")
  }
}

/// The tags of a page: what a browser would turn into elements.
struct PageTags {
  struct Tag {
    var name: String
    var attributes: [(name: String, value: String?)]
  }

  /// The opening tags, in order.
  private(set) var tags: [Tag] = []
  /// What is wrong: tags that are not closed, or markup that none of our pages has.
  private(set) var faults: [String] = []

  init(_ text: String, isXML: Bool = false) {
    let bytes = Array(text.utf8)
    var index = 0
    var open: [String] = []
    func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "<") else {
        index += 1
        continue
      }
      if bytes[index...].starts(with: "<!DOCTYPE html>".utf8) {
        index += 15
        continue
      }
      // A tag ends at the first > outside quotation marks.
      var end = index + 1
      var isQuoted = false
      while end < bytes.count, isQuoted || bytes[end] != UInt8(ascii: ">") {
        if bytes[end] == UInt8(ascii: "\"") { isQuoted.toggle() }
        end += 1
      }
      let inside = string(index + 1..<min(end, bytes.count))
      index = end + 1
      if inside.hasPrefix("/") {
        if open.popLast() != String(inside.dropFirst()) { faults.append("</\(inside.dropFirst())> closes nothing") }
        continue
      }
      let name = String(inside.prefix { $0 != " " && $0 != "/" })
      guard !name.isEmpty, name.utf8.allSatisfy({ ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x41 && $0 <= 0x5A) || ($0 >= 0x30 && $0 <= 0x39) })
      else {
        faults.append("<\(inside.prefix(40))>")
        continue
      }
      tags.append(Tag(name: name, attributes: Self.attributes(inside.dropFirst(name.count))))
      if isXML || !["meta", "link", "input", "br"].contains(name), !inside.hasSuffix("/") { open.append(name) }
    }
    if !open.isEmpty { faults.append("not closed: \(open)") }
  }

  private static func attributes(_ text: Substring) -> [(name: String, value: String?)] {
    var list: [(name: String, value: String?)] = []
    var rest = text.drop { $0 == " " || $0 == "/" }
    while !rest.isEmpty {
      let name = rest.prefix { $0 != "=" && $0 != " " && $0 != "/" }
      rest = rest.dropFirst(max(1, name.count))
      if text[name.endIndex...].hasPrefix("=\"") {
        rest = text[text.index(name.endIndex, offsetBy: 2)...]
        let value = rest.prefix { $0 != "\"" }
        list.append((String(name), String(value)))
        rest = rest.dropFirst(value.count + 1)
      } else {
        list.append((String(name), nil))
      }
      rest = rest.drop { $0 == " " || $0 == "/" }
    }
    return list
  }
}
