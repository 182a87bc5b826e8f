import Foundation
import Ingestion

/// Pages in the layouts that publishers use, made from the project's own texts. What belongs to the article is known, and no real site's
/// habits are copied.
struct InventedPages {
  private var random: PageRandom
  private let texts: [[String]]

  /// Makes pages from the texts in a folder (`Sources/Workshop/TrainingTexts`), with their marks removed.
  init(texts folder: String, seed: UInt64) throws {
    random = PageRandom(state: seed)
    let url = URL(fileURLWithPath: folder)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".txt") }.sorted()
    texts = try files.map { file in
      let text = try String(contentsOf: url.appendingPathComponent(file), encoding: .utf8)
      return text.components(separatedBy: "\n\n").map(Self.unmarked).filter { !$0.isEmpty }
    }.filter { $0.count >= 5 }
  }

  private static func unmarked(_ paragraph: String) -> String {
    var text = ""
    var depth = 0
    for character in paragraph {
      if character == "<" { depth += 1 } else if character == ">", depth > 0 { depth -= 1 } else if depth == 0 { text.append(character) }
    }
    return text.replacing("\n", with: " ").trimmingCharacters(in: CharacterSet(charactersIn: "# \t"))
  }

  /// A number of pages with lines before and after the text that do not belong to it.
  mutating func pagesWithLines(_ count: Int) -> [PageGold.Item] {
    var lines = InventedLines(seed: 77)
    return (0..<count).map { number in
      let main = story(5...12)
      let before = (0..<random.below(3)).map { _ in lines.before() }.joined()
      let behind = (0..<(1 + random.below(4))).map { _ in lines.behind() }.joined()
      var inner = main.paragraphs.map { "<p>\(Self.escaped($0))</p>" }
      if random.below(3) == 0, inner.count > 4 { inner.insert(lines.between(), at: 2 + random.below(inner.count - 3)) }
      let html =
        "<article>\(head(main))<div class=\"\(random.below(2) == 0 ? bodyName() : plainName())\">\(before)\(inner.joined(separator: "\n"))\(behind)</div></article>"
      let page = "<!DOCTYPE html><html lang=\"en\"><head><title>\(Self.escaped(title(main)))</title></head><body>\(html)</body></html>"
      return PageGold.Item(
        page: RawPage(.html(Array(page.utf8)), source: "lines-\(number)"), bodies: [main.paragraphs.joined(separator: "\n\n")],
        host: "lines-\(number)")
    }
  }

  /// A story: its headline and paragraphs.
  private struct Story {
    var headline: String
    var paragraphs: [String]
    var html: String { paragraphs.map { "<p>\(InventedPages.escaped($0))</p>" }.joined(separator: "\n") }
  }

  /// A number of pages with their texts.
  mutating func pages(_ count: Int) -> [PageGold.Item] {
    (0..<count).map { number in
      let main = story(6...14)
      var page = body(of: main, number)
      page.html =
        "<!DOCTYPE html><html lang=\"en\"><head><title>\(Self.escaped(title(main)))</title></head><body>\(page.html)</body></html>"
      return PageGold.Item(
        page: RawPage(.html(Array(page.html.utf8)), source: "invented-\(number)"), bodies: [page.text.joined(separator: "\n\n")],
        host: "invented-\(number)")
    }
  }

  private mutating func story(_ sizes: ClosedRange<Int>) -> Story {
    let text = texts[random.below(texts.count)]
    let rest = Array(text.dropFirst())
    let size = min(rest.count, sizes.lowerBound + random.below(sizes.count))
    return Story(headline: text[0], paragraphs: Array(rest.prefix(size)))
  }

  private mutating func title(_ story: Story) -> String {
    story.headline + random.one([" | The Fell Courier", " - Fell Courier", " — Courier", ""])
  }

  private mutating func body(of main: Story, _ number: Int) -> (html: String, text: [String]) {
    var text = main.paragraphs
    var html: String
    switch number % 16 {
    case 0: html = head(main) + box(bodyName(), main.html)
    case 1:
      // The first paragraphs are in a separate element.
      let count = 1 + random.below(2)
      let lead = Story(headline: "", paragraphs: Array(text.prefix(count))).html
      let rest = Story(headline: "", paragraphs: Array(text.dropFirst(count))).html
      html =
        head(main) + (random.below(2) == 0 ? box(plainName(), lead) : lead) + box(random.below(3) == 0 ? plainName() : bodyName(), rest)
    case 2: html = head(main) + parts(text)
    case 3: html = stream(main)
    case 4:
      let next = story(4...8)
      let own = box(bodyName(), main.html + (random.below(2) == 0 ? "<div><a href=\"#\">Continue reading</a></div>" : ""))
      html =
        head(main)
        + "<div class=\"\(bodyName())\">\(own)<div class=\"\(plainName())\"><h2>\(next.headline)</h2>\(box(plainName(), next.html))</div></div>"
    case 5: html = head(main) + box(plainName(), main.html) + "<div class=\"block\"><div class=\"\(bodyName())\">\(teasers(5))</div></div>"
    case 6:
      text = Array(text.prefix(3))
      let short = Story(headline: main.headline, paragraphs: text)
      html =
        "<div class=\"\(plainName())\">\(breaking())\(head(main))\(box(bodyName(), short.html))</div>" + box(plainName(), story(4...7).html)
    case 7: (html, text) = liveBlog(main)
    case 8: (html, text) = sections(main)
    case 9: html = head(main) + "<div class=\"\(plainName())\">\(box(plainName(), main.html))\(boxes())</div>"
    case 10: html = head(main) + box(bodyName(), main.html + comments())
    case 11: html = head(main) + "<div class=\"\(bodyName())\">\(box(bodyName(), main.html))</div>"
    case 12: html = head(main) + "<div class=\"\(plainName())\"><div class=\"\(plainName())\">\(main.html)</div>\(teasers(3))</div>"
    case 13:
      // The next article, often longer, in its own element.
      let next = story(4...14)
      text = Array(text.prefix(3 + random.below(6)))
      let own = "<article>\(head(main))\(Story(headline: "", paragraphs: text).html)</article>"
      html = own + "<article><h1>\(Self.escaped(next.headline))</h1>\(next.html)</article>"
    case 14:
      text = Array(text.prefix(3 + random.below(4)))
      html = head(main) + Story(headline: "", paragraphs: text).html + comments()
    default: html = head(main) + main.html
    }
    if random.below(2) == 0 {
      let tag = random.one(["article", "main"])
      html = "<\(tag)>\(html)</\(tag)>"
    }
    html =
      "<nav><ul><li><a href=\"/\">Home</a></li><li><a href=\"/news\">News</a></li></ul></nav><div class=\"\(plainName())\">\(html)</div>"
    if random.below(2) == 0 { html += "<div class=\"\(plainName())\"><h3>More</h3>\(teasers(4))</div>" }
    if random.below(3) == 0 { html += "<div class=\"\(plainName())\">\(story(2...4).html)</div>" }
    return (html + "<footer><p>© 2023 Fell Courier</p></footer>", text)
  }

  private mutating func head(_ story: Story) -> String {
    let byline = random.below(2) == 0 ? "<p class=\"byline\">By Nell Haverford</p>" : "<div class=\"info\">12 May 2023</div>"
    let heading = "<h1>\(Self.escaped(story.headline))</h1>"
    return (random.below(2) == 0 ? "<header>\(heading)</header>" : heading) + byline
  }

  private mutating func box(_ name: String, _ inner: String) -> String { "<div class=\"\(name)\">\(inner)</div>" }

  private mutating func bodyName() -> String {
    random.one([
      "article-body", "story-body", "entry-content", "post-content", "article-text", "body-copy", "story-content", "articleBody",
      "text-content",
    ])
  }

  private mutating func plainName() -> String {
    random.one([
      "wrap", "col-8", "node", "content", "c-1x", "sc-gEvEer", "main", "text", "inner", "region", "css-1ab", "left", "pane", "section-a",
      "unit",
    ])
  }

  private mutating func parts(_ paragraphs: [String]) -> String {
    let name = bodyName()
    let isNumbered = random.below(2) == 0
    var html = ""
    var rest = paragraphs[...]
    var number = 1
    while !rest.isEmpty {
      // Often a single paragraph is set apart at either end.
      let count =
        number == 1 && random.below(2) == 0 ? 1 : random.below(3) == 0 ? max(1, rest.count - 1) : min(rest.count, 1 + random.below(6))
      let part = Story(headline: "", paragraphs: Array(rest.prefix(count))).html
      let inner = "<div class=\"\(name)\(isNumbered ? " \(name)-\(number)" : "")\">\(part)</div>"
      html += random.below(2) == 0 ? box("w\(number)", inner) : inner
      html += random.one(["<div class=\"ad\">Advertisement</div>", "<div class=\"slot\">Sign up for our letter</div>", ""])
      rest = rest.dropFirst(count)
      number += 1
    }
    return html
  }

  private mutating func stream(_ main: Story) -> String {
    let tag = random.one(["article", "div", "section"]), name = random.one(["story", "post", "item", "entry", "h-entry"])
    let heading = random.one(["h1", "h2", "h2"])
    let isLinked = random.below(2) == 0
    let stories = [main, story(3...6), story(3...6)]
    return "<div class=\"stream\">"
      + stories.map { story in
        let headline = isLinked ? "<a href=\"/s\">\(Self.escaped(story.headline))</a>" : Self.escaped(story.headline)
        return "<\(tag) class=\"\(name)\"><\(heading)>\(headline)</\(heading)>\(story.html)</\(tag)>"
      }.joined() + "</div>"
  }

  private mutating func teasers(_ count: Int) -> String {
    (0..<count).map { number in
      let other = story(1...1)
      return
        "<div class=\"row\"><div><a href=\"/\(number)\">\(Self.escaped(other.headline))</a></div><p>\(Self.escaped(String(other.paragraphs[0].prefix(150))))...</p></div>"
    }.joined()
  }

  private mutating func breaking() -> String {
    "<div class=\"breaking\"><ul>"
      + (0..<4).map { "<li><a href=\"/\($0)\">Breaking \($0)</a> \(Self.escaped(story(1...1).paragraphs[0]))</li>" }.joined()
      + "</ul></div>"
  }

  private mutating func boxes() -> String {
    "<div class=\"\(plainName())\">"
      + (0..<3).map { number in
        let other = story(1...1)
        return
          "<div class=\"box\"><header>News</header><a href=\"/\(number)\">\(Self.escaped(other.headline))</a> \(Self.escaped(other.paragraphs[0]))</div>"
      }.joined() + "</div>"
  }

  private mutating func comments() -> String {
    let heading = random.one(["What readers say", "12 responses to this", "Join in", "8 replies"])
    return "<div class=\"\(random.one(["talk", "thread", "users", "c-list", plainName()]))\"><h3>\(heading)</h3>"
      + (0..<random.one(of: [3, 6, 12])).map {
        "<div class=\"one\"><div>reader \($0) said</div><p>I read this twice and still wonder who pays for all of it in the end, number \($0).</p></div>"
      }
      .joined() + "</div>"
  }

  private mutating func liveBlog(_ main: Story) -> (String, [String]) {
    let intro = main.paragraphs.prefix(2)
    var text = Array(intro)
    var html =
      head(main) + box("intro-part", Story(headline: "", paragraphs: Array(intro)).html)
      + "<div class=\"live\"><div class=\"\(bodyName())\">"
    for (number, paragraph) in main.paragraphs.dropFirst(2).enumerated() {
      html +=
        "<div class=\"entry\"><div class=\"t\">\(number + 1) hours ago</div><h3>Entry number \(number + 1)</h3><p>\(Self.escaped(paragraph))</p></div>"
      text += ["Entry number \(number + 1)", paragraph]
    }
    return (html + "</div></div>", text)
  }

  private mutating func sections(_ main: Story) -> (String, [String]) {
    var html = head(main) + "<div class=\"\(bodyName())\">"
    var text: [String] = []
    let tag = random.one(["section", "div"])
    for (number, paragraph) in main.paragraphs.enumerated() {
      if number % 3 == 0 {
        if number > 0 { html += "</\(tag)>" }
        html += "<\(tag) class=\"part\">"
        if number > 0 {
          html += "<h2>Part \(number) of it</h2>"
          text.append("Part \(number) of it")
        }
      }
      html += "<p>\(Self.escaped(paragraph))</p>"
      text.append(paragraph)
    }
    return (html + "</\(tag)></div>", text)
  }

  static func escaped(_ text: String) -> String { text.replacing("&", with: "&amp;").replacing("<", with: "&lt;") }
}

/// A small random generator whose sequence is fixed by its seed (Steele, Lea and Flood 2014).
struct PageRandom: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }

  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

  mutating func one(of choices: [Int]) -> Int { choices[below(choices.count)] }

  mutating func one(_ choices: [String]) -> String { choices[below(choices.count)] }
}
