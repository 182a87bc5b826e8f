import Record
import Testing

@testable import Ingestion

/// Bodies that stand only in the data of a page's scripts.
struct ScriptStateTests {
  private static let text = [
    "The lighthouse at Gannet Point will be dark from Monday while its lamp is replaced, the coast board said.",
    "“We have had forty years out of the old lamp, and it owes us nothing,” said Ines Tolland of the board.",
    "The new lamp was built in Marrowby and came by rail last week in eleven crates, two of them damaged.",
  ]
  private static let markup = text.map { "<p>\($0)</p>" }.joined()

  /// A text as a string of JSON.
  private static func json(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
  }

  private static func page(_ script: String, _ body: String = "<div id=app></div>") -> String {
    "<html lang=en><head><title>Lighthouse to go dark</title></head><body>\(body)\(script)</body></html>"
  }

  private static func article(_ html: String) throws -> Article {
    try HTMLArticleReader.article(of: RawPage(.html(Array(html.utf8))), bytes: Array(html.utf8))
  }

  private static let object = "{\"article\":{\"headline\":\"Lighthouse\",\"bodyHtml\":\(json(markup))}}"
  private static let blocks = text.map { "{\"type\":\"p\",\"text\":\(json($0))}" }.joined(separator: ",")
  private static let runs = text.map {
    "{\"content\":[{\"text\":\(json(String($0.prefix(30))))},{\"marks\":[],\"text\":\(json(String($0.dropFirst(30))))}]}"
  }.joined(separator: ",")
  private static let others = (1...12).map {
    "{\"title\":\"Boat \($0)\",\"summary\":\"The baker of Gannet Point sold his oven to a school that teaches young people how to make bread, part \($0).\"}"
  }.joined(separator: ",")

  @Test(arguments: [
    "<script id=__NEXT_DATA__ type='application/json'>{\"props\":{\"pageProps\":\(object)}}</script>",
    "<script type='application/json'>{\"story\":{\"blocks\":[\(blocks)],\"related\":[\(others)]}}</script>",
    "<script type='application/json'>{\"doc\":{\"content\":[\(runs)]}}</script>",
    "<script type='application/json'>{\"node\":{\"body\":{\"value\":\(json(markup)),\"summary\":\"x\"}}}</script>",
    "<script type='application/json'>{\"body\":\(json(markup.replacing("<", with: "&lt;").replacing(">", with: "&gt;")))}</script>",
    "<script>window.__STATE__ = \(object);\nwindow.other = 1;</script>",
    "<script>window.__STATE__ = \(json(object));</script>",
    "<script>window.__STATE__=\(json(json(object)))</script>",
    "<script>var s = JSON.parse(\(json("{\"text\":\(json(text.joined(separator: "\n\n")))}")));</script>",
    "<script>var s = JSON.parse('{\"article\":{\"body\":\(json(markup).replacing("\\", with: "\\\\"))}}');</script>",
  ])
  func theTextIsRead(_ script: String) throws {
    let found = try Self.article(Self.page(script))
    #expect(found.text.split(separator: "\n\n").map(String.init) == Self.text)
    #expect(found.origins["text"] == "script" && found.title == "Lighthouse to go dark")
  }

  @Test(
    "what is no article's text, is cut, or is hostile",
    arguments: [
      "<script type='application/json'>{\"articles\":[\(others)],\"content\":[\(others)]}</script>",
      "<script type='application/json'>{\"comments\":[\(blocks)]}</script>",
      "<script>window.words = {\"terms\": \(json(text.joined(separator: " ")))}</script>",
      "<script>\(String(repeating: "function lamp(a) { if (a == 1) { return { body: 2 } } }\n", count: 50))</script>",
      "<script>window.__STATE__ = " + object.prefix(200) + "</script>",
      "<script>x=" + String(repeating: "[", count: 30_000) + "</script>",
      "<script>x='" + String(repeating: "\\'", count: 30_000) + "</script>",
    ])
  func nothingIsRead(_ script: String) { #expect(throws: IngestionError.self) { try Self.article(Self.page(script)) } }

  @Test func whatThePageShowsCounts() throws {
    let script = "<script type='application/json'>{\"body\":\(Self.json(Self.markup + Self.markup))}</script>"
    let found = try Self.article(Self.page(script, "<article><h1>Lighthouse to go dark</h1>\(Self.markup)</article>"))
    #expect(found.text.split(separator: "\n\n").count == 3 && found.origins["text"] != "script")
  }
}
