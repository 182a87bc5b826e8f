import Testing

@testable import Ingestion

/// What is cut or repaired before the parse; text before and after the trouble must survive.
struct PageCutterTests {
  private func text(_ markup: String) -> String { text(Array(markup.utf8)) }

  private func text(_ bytes: [UInt8]) -> String {
    let cut = PageCutter.cut(bytes)
    return LibXML2Parser.parse(cut, limit: .seconds(5)).tree.plainText(0)
  }

  @Test(arguments: [
    // Scripts, styles, drawings, comments.
    ("<p>one<script>var a = '</p>' + 1 < 2;</script> two", "one two"),
    ("<p>one<script><!-- if (a</b) --></script> two", "one two"),
    ("<p>one<SCRIPT>x</ScRiPt > two", "one two"),
    ("<p>one<style>p > b { }</style> two", "one two"),
    ("<title>Title</title><p>one<svg><title>icon</title></svg> two", "Title one two"),
    ("<p>one<!-- > no --> two", "one two"),
    ("<p>one<!--> two", "one two"),
    ("<p>one<!-- never ends > two", "one two"),
    ("<p>one<![CDATA[ hidden ]]> two", "one two"),
    ("<p>one<?php echo ?> two", "one two"),
    ("<p>one<noscript><p>no</p></noscript> two", "one two"),
    ("<p>one<template><p>no</p></template> two", "one two"),
    ("<p>one<textarea><p>no</textarea> two", "one two"),
    ("<p>one<iframe><p>no</iframe> two", "one two"),
    ("<p>one<script>never ends <p>two", "onenever ends two"),
    // Elements whose siblings libxml2 swallows.
    ("<video><source src=a><track src=b></video><p>one <wbr>two<embed src=c> three", "one two three"),
    ("<p><nobr>one two</nobr> three", "one two three"),
    // References.
    ("<p>it&#146;s &#147;so&#148; &lsquor;x", "it’s “so” ‚x"),
    ("<p>a&NewLine;b &copy 2020 &nbsp;c &AMP d", "a b © 2020 \u{A0}c & d"),
    ("<p>AT&T &unknown; &#0; &#xD800;", "AT&T &unknown; \u{FFFD} \u{FFFD}"),
    ("<p>in&shy;vis\u{AD}ible", "invisible"),
    ("<p>it\u{92}s", "it’s"),
    // Stray marks.
    ("<p>1 < 2 and 3 <3 four", "1 < 2 and 3 <3 four"),
    ("<p>one</ > two", "one two"),
    ("<p>one</blink> two</p>", "one two"),
    ("<p>one <a href=\"x>two</a> three", "one two three"),
    ("<h1>head</h2><p>body", "head body"),
    ("<p>one<section>two</section>three", "one two three"),
    ("one\u{0} two", "one two"),
  ])
  func cutsAndRepairs(_ markup: String, _ expected: String) {
    #expect(text(markup) == expected)
  }

  @Test func eachStretchOfTextAndEachAttributeFindsItsPlace() {
    // More stretches of text than there are characters for them, some in tags that the parser drops, with private-use characters among
    // them.
    let markup = (0..<9_000).map { "<body class=b\($0)><p id=p\($0)>\u{E000}\($0) <b lang=x\($0)>bold\($0)</b></td>" }.joined()
    let tree = LibXML2Parser.parse(PageCutter.cut(Array(markup.utf8)), limit: .seconds(5)).tree
    let paragraphs = tree.all(.p)
    #expect(paragraphs.count == 9_000)
    for (number, node) in paragraphs.enumerated() {
      guard tree.plainText(node) == "\u{E000}\(number) bold\(number)", tree.value(node, .id) == "p\(number)" else {
        Issue.record("paragraph \(number) reads \(tree.plainText(node))")
        return
      }
    }
    for (number, node) in tree.all(.b).enumerated() where tree.value(node, .lang) != "x\(number)" { Issue.record("attribute of \(number)") }
  }

  @Test func controlCharactersGo() {
    #expect(text("<p>one\u{1}\u{B}two\u{FFFE} three<b>\u{2}</b>") == "onetwo three")
  }

  @Test func leadingNULsLeaveThePage() {
    #expect(text([0, 0] + Array("<p>one two".utf8)) == "one two")
  }

  @Test func sectionsCloseTheParagraphBefore() {
    let tree = LibXML2Parser.parse(PageCutter.cut(Array("<p>one<figure>two</figure><p>three".utf8)), limit: .seconds(1)).tree
    for figure in tree.all(.figure) { #expect(tree.nearest(figure, in: [.p]) == nil) }
    #expect(tree.all(.p).count == 2)
  }

  @Test func jsonLDIsSetAside() {
    let cut = PageCutter.cut(Array("<script type='application/ld+json'>{\"a\": \"</b>\"}</script><script>x</script>".utf8))
    #expect(cut.jsonLD.map { String(decoding: $0, as: UTF8.self) } == ["{\"a\": \"</b>\"}"])
  }

  @Test func attributesThatNobodyReadsGo() throws {
    let tree = LibXML2Parser.parse(
      PageCutter.cut(Array("<div onclick=\"a > b\" class='x &amp; &eacute;' class=z data-z=1 ID=q>t".utf8)), limit: .seconds(1)
    ).tree
    let node = try #require(tree.all(.div).first)
    #expect(tree.attributeRange(node).map { tree.attributes[$0].name } == [.classes, .id])
    #expect(tree.value(node, .classes) == "x & é")
    #expect(tree.value(node, .id) == "q")
  }
}
