import Foundation
import Testing

@testable import Ingestion

@Suite struct PageSourceTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(_ paths: [String], _ format: InputFormat = .auto) -> [String] {
    PageSource(paths: paths, format: format).map { result in
      switch result {
      case .success(let page): (page.source ?? "-").replacing(folder.path + "/", with: "")
      case .failure(let error): "!\(error.reason) \(error.source.replacing(folder.path + "/", with: ""))"
      }
    }
  }

  @Test func `folders are walked in order, and only for what can be read`() throws {
    for name in [
      "b/2.html", "b/10.htm", "a.html.gz", "c.txt", "B.html", "b/deep/x.HTML", "notes.md", "gold.json", ".hidden.html", "b/.git/x.html",
    ] {
      try folder.write(name.hasSuffix(".gz") ? GzipBytes.member(Array("<p>x".utf8)) : Array("<p>x".utf8), name)
    }
    try folder.write("{\"text\": \"x\"}\n{\"text\": \"y\"}", "d.jsonl")
    try folder.write(WARCBytes.page("a"), "e.warc")
    #expect(read([folder.path]) == ["B.html", "a.html.gz", "b/10.htm", "b/2.html", "b/deep/x.HTML", "c.txt", "-", "-", "e.warc"])
    #expect(read([folder.path], .html) == ["B.html", "a.html.gz", "b/10.htm", "b/2.html", "b/deep/x.HTML"])
    #expect(read([folder.path + "/"], .text) == ["c.txt"].map { $0 })
    #expect(read([folder.path + "/c.txt", folder.path + "/B.html"]) == ["c.txt", "B.html"])
  }

  @Test func `files of a server's own are passed over unless named`() throws {
    for name in ["robots.txt", "a/ads.txt", "a/humans.txt", "c.txt"] { try folder.write("The quay stays.", name) }
    let source = PageSource(paths: [folder.path])
    #expect(source.compactMap(\.page?.source) == [folder.path + "/c.txt"])
    #expect(source.skippedFiles == [.ofServer: 3])
    #expect(read([folder.path + "/robots.txt"]) == ["robots.txt"])
  }

  private static let saved: [(folder: String, page: String, markup: String, isPart: Bool)] = [
    ("A_bestanden", "A.html", "<img src=\"A_bestanden/x.png\">", true), ("A.files", "A.htm", "<script src='./A.files/x.js'>", true),
    ("A quay_ficheiros", "A quay.xhtml", "<img src=\"A%20quay_ficheiros/x.png\">", true), ("A_files", "A.html", "<p>Quay", true),
    ("A_bestanden", "A.html", "<p>Quay", false), ("A_bestanden", "B.html", "<img src=\"A_bestanden/x.png\">", false),
    ("A_more", "A.html", "<img src=\"A_more/x.png\"><a href=\"A_more/ad.html\">More</a>", false),
  ]

  @Test(arguments: saved)
  func `a browser's folder beside a page is known by the page`(_ name: String, _ page: String, _ markup: String, _ isPart: Bool) throws {
    try folder.write(markup, page)
    try folder.write("<p>Ad", "\(name)/ad.html")
    let source = PageSource(paths: [folder.path])
    #expect(source.compactMap(\.page).count == (isPart ? 1 : 2))
    #expect(source.skippedFiles == (isPart ? [.partOfSavedPage: 1] : [:]))
  }

  @Test(arguments: [true, false]) func `an index page that a folder holds is no failure, one that is named is`(_ isWalked: Bool) throws {
    let links = (1...9).map { "<li><a href=/\($0)>A headline of some length, number \($0)</a></li>" }.joined()
    try folder.write("<html><title>The Quay</title><body><ul>\(links)</ul></body></html>", "index.html")
    let page = try #require(PageSource(paths: [folder.path + (isWalked ? "" : "/index.html")]).next()).get()
    let error = try #require(throws: IngestionError.self) { try HTMLArticleReader.article(of: page, bytes: page.bytes) }
    #expect(error.reason == .notArticle && error.isOfCrawl == isWalked && error.message.contains("an index page"))
  }

  @Test func `a link back to a folder is not followed`() throws {
    try folder.write("<p>x", "a/x.html")
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/a/loop", withDestinationPath: folder.path)
    #expect(read([folder.path]) == ["a/x.html"])
  }

  @Test func `what cannot be read is an error in its place`() throws {
    try folder.write("<p>x", "a.html")
    try folder.write("", "b.html")
    try folder.write([0xFF, 0xD8, 0xFF, 0xE0] + [UInt8](repeating: 7, count: 300), "c.html")
    try folder.write(Array(GzipBytes.member(Array("<p>The ferry is late again.".utf8)).dropLast(12)), "d.html.gz")
    try folder.write("<p>x", "e.html")
    try folder.write(" \n\t\n", "f.html")
    try FileManager.default.createDirectory(atPath: folder.path + "/g", withIntermediateDirectories: true)
    let names = ["a.html", "b.html", "c.html", "nowhere", "d.html.gz", "f.html", "g", "e.html"]
    #expect(
      read(names.map { folder.path + "/" + $0 }) == [
        "a.html", "!isEmpty b.html", "!binary c.html", "!notFound nowhere", "!truncated d.html.gz", "!isEmpty f.html", "!isEmpty g",
        "e.html",
      ])
  }

  @Test(.enabled(if: getuid() != 0, "permissions do not hold back root"))
  func `a folder without permission is an error in its place`() throws {
    try folder.write("<p>x", "a/x.html")
    try folder.write("<p>x", "b.html")
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: folder.path + "/a")
    defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path + "/a") }
    #expect(read([folder.path]) == ["!notReadable a", "b.html"])
  }

  @Test(arguments: [
    ("<html><p>x", InputFormat.html), ("\u{FEFF} \n<p>x", .html), ("{\"text\": \"x\"}", .jsonl), ("{ \"id\": 1", .jsonl),
    ("The ferry is late.", .text),
    ("{curly} words", .text), ("[{\"text\": \"x\"}]", .jsonl), ("[Music] words", .text), ("WARC/1.1\r\n", .warc),
  ])
  func `content tells the format`(beginning: String, format: InputFormat) {
    #expect(InputFormat(firstBytes: Array(beginning.utf8)[...]) == format)
  }

  @Test(arguments: [
    ("a.html", InputFormat.html), ("a.HTM", .html), ("x/a.html.gz", .html), ("a.jsonl.gz", .jsonl), ("a.ndjson", .jsonl), ("a.txt", .text),
    ("a.warc.gz", .warc), ("a.warc", .warc), ("a.json", nil), ("html", nil), (".html", nil), ("a.gz", nil),
  ])
  func `the name tells the format`(name: String, format: InputFormat?) { #expect(InputFormat(fileName: name) == format) }

  @Test func `a page beyond the limit is refused`() {
    var limits = InputLimits()
    limits.pageBytes = 1000
    let page = Array("<p>".utf8) + [UInt8](repeating: 0x61, count: 2000)
    #expect(pages(page, limits: limits).map(\.reason) == [.tooLarge])
    #expect(pages(GzipBytes.member(page), limits: limits).map(\.reason) == [.tooLarge])
  }

  @Test(arguments: [
    (Array("%PDF-1.7".utf8), "PDF"), ([0x89, 0x50, 0x4E, 0x47, 0x0D], "PNG"), ([0x50, 0x4B, 0x03, 0x04], "ZIP"),
    (GzipBytes.member(GzipBytes.member([1, 2])), "second time"),
    ((0..<2000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) }, "binary"),
    ([UInt8](repeating: 0, count: 100), "binary"),
  ])
  func `what is no text is named`(bytes: [UInt8], words: String) throws {
    for format in [InputFormat.auto, .html, .text] {
      let error = try #require(pages(bytes, format: format).first?.error)
      // Of a ZIP archive the end is looked for, where its table of contents is.
      #expect(error.reason == (words == "ZIP" && format == .auto ? .corrupt : .binary))
      #expect(error.message.contains(words))
    }
  }

  @Test func `several gzip members are one page`() {
    let page = GzipBytes.member(Array("<p>The ferry ".utf8)) + GzipBytes.member(Array("is late.".utf8)) + [0, 0, 0]
    #expect(pages(page).map(\.words) == ["<p>The ferry is late."])
  }
}
