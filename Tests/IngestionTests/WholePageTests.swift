import Foundation
import Platform
import Record
import TestSupport
import Testing

@testable import Ingestion

/// The two ways of parsing a page: tokenized by the cutter, and whole by libxml2.
@Suite struct WholePageTests {
  /// The example in a table row of the module's README.
  struct Example: CustomTestStringConvertible, Sendable {
    var name: String
    var markup: String
    /// The expected trees.
    var trees: [String]

    var testDescription: String { name + " " + markup }

    /// The rows of the table under a heading.
    static func all(under heading: String) -> [Example] {
      let path = Project.folder.appending(path: "Sources/Ingestion/HTML/README.md")
      let lines = ((try? String(contentsOf: path, encoding: .utf8)) ?? "").split(separator: "\n", omittingEmptySubsequences: false)
      let part = lines.drop { $0 != "## " + heading }.dropFirst().prefix { !$0.hasPrefix("## ") }
      return part.filter { $0.hasPrefix("| ") }.dropFirst().map { line in
        let cells = line.dropFirst(2).dropLast().components(separatedBy: " | ").map { $0.trimmingCharacters(in: .whitespaces) }
        let code = cells.filter { $0.hasPrefix("`") && $0.hasSuffix("`") }.map { unescaped(String($0.dropFirst().dropLast())) }
        return Example(name: cells[0], markup: code.first ?? "", trees: Array(code.dropFirst()))
      }
    }

    private static func unescaped(_ code: String) -> String {
      code.replacing("␀", with: "\u{0}").replacing("\\u{92}", with: "\u{92}").replacing("\\u{93}", with: "\u{93}")
    }
  }

  private static func whole(_ markup: String) -> HTMLTree { LibXML2Parser.parse(whole: Array(markup.utf8), limit: .seconds(5)).tree }

  private static func cut(_ markup: String) -> HTMLTree { LibXML2Parser.parse(PageCutter.cut(Array(markup.utf8)), limit: .seconds(5)).tree }

  /// A tree as the README writes it. Names of elements that ingestion does not distinguish are taken from the page.
  private static func outline(_ tree: HTMLTree, names: [String]) -> String {
    var names = names[...]
    func written(_ node: Int) -> String {
      if tree.tags[node] == .text {
        return "\"" + String(decoding: tree.text[tree.textRange(node)], as: UTF8.self).replacing("\"", with: "\\\"") + "\""
      }
      let name = tree.tags[node] == .unknown ? names.popFirst() ?? "unknown" : tree.tags[node].name
      let attributes = tree.attributeRange(node).map { place in
        let attribute = tree.attributes[place]
        return attribute.name.name + "=" + String(decoding: tree.values[Int(attribute.start)..<Int(attribute.end)], as: UTF8.self)
      }
      let inside = children(of: node).map(written).joined(separator: " ")
      if tree.tags[node] == .html || tree.tags[node] == .body { return inside }
      return name + (attributes.isEmpty ? "" : "[" + attributes.joined(separator: " ") + "]") + "(" + inside + ")"
    }
    func children(of node: Int) -> [Int] { tree.parents.indices.filter { tree.parents[$0] == Int32(node) } }
    return children(of: -1).map(written).joined(separator: " ")
  }

  @Test(arguments: Example.all(under: "States of the tokenizer")) func tokenizerStateReadsAsItsExample(example: Example) throws {
    let expected = try #require(example.trees.first)
    #expect(Self.outline(Self.cut(example.markup), names: ["x-y", "xmp", "plaintext"].filter { example.markup.contains($0) }) == expected)
  }

  /// Where the soft hyphen goes, the mark behind it opens no value.
  @Test(arguments: ["<a href=&shy;\"/rates\">Rates</a>", "<a href=&#173;'/rates'>Rates</a>", "<a href=\"&shy;'/rates'\">Rates</a>"])
  func marksBehindSoftHyphensAreText(markup: String) {
    #expect(ParserComparison.compare(Array("<p>\(markup) rise.</p>".utf8)).difference == nil)
  }

  @Test func everyRepairHasItsExample() {
    #expect(Example.all(under: "Repairs").map(\.name) == PageRepair.allCases.map(\.rawValue))
    #expect(Example.all(under: "States of the tokenizer").count > 25)
  }

  @Test(arguments: Example.all(under: "Repairs")) func repairChangesThePageAsItsExample(example: Example) throws {
    try #require(example.trees.count == 2)
    #expect(Self.outline(Self.cut(example.markup), names: []) == example.trees[0])
    #expect(Self.outline(Self.whole(example.markup), names: []) == example.trees[1])
    let (_, edits) = PageCutter.recordingCut(Array(example.markup.utf8))
    #expect(edits.contains { $0.repair.rawValue == example.name })
    // Only the repair makes the difference.
    let outcome = ParserComparison.compare(Array(example.markup.utf8))
    #expect(outcome.difference == nil)
  }

  private static let pages: [[UInt8]] = {
    let folders = ["Corpus", "Tests/Fuzz/Seeds/PageFuzz"].map { Project.folder.appending(path: $0).path }
    return PageSource(paths: folders, format: .html).compactMap { try? $0.get().bytes }
  }()

  @Test func pagesGiveTheSameTreeButForTheRepairs() {
    #expect(Self.pages.count >= 56)
    for page in Self.pages {
      let outcome = ParserComparison.compare(page)
      #expect(outcome.difference == nil && !outcome.isBeyondLimits)
    }
  }

  /// `Workshop fuzz pages` does this with ten thousand whole pages.
  @Test func changedPagesGiveTheSameTreeButForTheRepairs() {
    var mutations = PageMutations(of: Self.pages, seed: 11, window: 1_500)
    var repairs: Set<PageRepair> = []
    for _ in 0..<1_000 {
      let page = mutations.next()
      let outcome = ParserComparison.compare(page)
      repairs.formUnion(outcome.repairs.keys)
      if let difference = outcome.difference { Issue.record("\(difference) in \(String(decoding: page, as: UTF8.self))") }
    }
    #expect(repairs.count == PageRepair.allCases.count)
  }

  /// libxml2 takes what the cutter handed on as tags for the content of a script.
  @Test func pageThatLibXML2DoesNotFollowIsParsedWhole() {
    let page = Array("<html><body><p class=a>one</p><script type='application/ld+json'>{}</script><p>two".utf8)
    var cut = PageCutter.cut(page)
    cut.markup = Array("<!-- ".utf8) + cut.markup
    #expect(!LibXML2Parser.parse(cut, limit: .seconds(5)).isFollowed)
    let parsed = PageParser.parse(cut, of: page, limit: .seconds(5))
    #expect(parsed.tree.all(.p).map { parsed.tree.plainText($0) } == ["one", "two"])
    #expect(parsed.tree.value(parsed.tree.all(.p)[0], .classes) == "a")
    #expect(parsed.jsonLD == [Array("{}".utf8)])
  }

  @Test func articleOfAWholePageIsTheSame() throws {
    let bytes = Array(Pages.harbour.utf8)
    let cut = try HTMLArticleReader.article(of: RawPage(.html(bytes)), bytes: bytes)
    let whole = try HTMLArticleReader.article(of: RawPage(.html(bytes)), bytes: bytes, step: nil, by: .whole)
    #expect(whole.text == cut.text && whole.title == cut.title && whole.authors == cut.authors)
  }

  @Test func wholePagesKeepTheLimits() throws {
    let many = LibXML2Parser.parse(whole: Array(String(repeating: "<p>word", count: 300_000).utf8), limit: .seconds(60))
    #expect(many.isStopped)
    #expect(many.tree.count < 520_000)
    let attributes = (0..<200).map { "data-name\($0)=x" }.joined(separator: " ")
    let page = Self.whole("<div \(attributes) id=q style='color: red' title=none>one\u{AD}two <img src=x>three")
    #expect(Self.outline(page, names: []) == "div[id=q](\"onetwo three\")")
  }
}
