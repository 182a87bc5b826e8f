import Foundation
import Record
import TestSupport
import Testing

@testable import Ingestion

/// Exports of news databases as word-processor documents, written by python-docx and pandoc.
struct WordProcessorExportTests {
  private static let folder = Project.folder.appending(path: "Tests/IngestionTests/Fixtures").path

  private func read(_ path: String) -> [Result<RawPage, IngestionError>] { Array(PageSource(paths: [path])) }

  @Test(arguments: ["nexis-uni.docx", "nexis-uni.rtf"]) func `each document of a Nexis Uni file is an article`(_ file: String) throws {
    let pages = try read("\(Self.folder)/\(file)").map { try $0.get() }
    #expect(pages.map(\.title) == ["Ferry to Pell Harbour stranded until the ice is gone", "Council votes to widen the quay"])
    #expect(pages.map(\.site) == ["The Elsmere Courier", "Norvale Gazette"])
    #expect(pages.map(\.published) == ["2019-03-04", "2019-03-05T10:15:00Z"])
    #expect(pages.map(\.authors) == [["Ann Lee", "Bo Chan"], ["Cy Dunn"]])
    #expect(pages.map(\.section) == ["Section A; Pg. 1", "News; Pg. 3"])
    let article = try PageReader().article(of: #require(pages.first))
    #expect(article.paragraphs.count == 3 && article.section == "Section A; Pg. 1")
    #expect(article.text.hasPrefix("The ferry to Pell Harbour will not sail") && article.text.hasSuffix("bread for four days."))
    #expect(article.text.contains("\u{201C}We have 340 tonnes of grain on the quay,\u{201D} said"))
  }

  @Test func `each document of a Factiva RTF file is an article`() throws {
    let pages = try read("\(Self.folder)/factiva.rtf").map { try $0.get() }
    #expect(pages.map(\.title) == ["Ferry to Pell Harbour stranded until the ice is gone", "Council votes to widen the quay"])
    #expect(pages.map(\.site) == ["The Elsmere Courier", "Norvale Gazette"])
    #expect(pages.map(\.published) == ["2019-03-04", "2019-03-05"])
    #expect(pages.map(\.authors) == [["Ann Lee"], ["Cy Dunn"]])
    #expect(try PageReader().article(of: #require(pages.last)).text.hasSuffix("Dot Ames, told the council."))
  }

  @Test func `another document is refused in words, and passed over in a folder`() throws {
    let folder = try TemporaryFolder()
    try folder.write("{\\rtf1\\ansi Dear council, the quay is too narrow.\\par}", "letter.rtf")
    let error = try #require(read("\(folder.path)/letter.rtf").first?.error)
    #expect(error.reason == .unsupported && error.message.contains("RTF") && error.message.contains("pandoc"))
    try FileManager.default.copyItem(atPath: "\(Self.folder)/nexis-uni.rtf", toPath: "\(folder.path)/b.rtf")
    try folder.write("%PDF-1.7", "c.pdf")
    try folder.write("x", ".d")
    let source = PageSource(paths: [folder.path])
    #expect(source.map(\.page?.title) == ["Ferry to Pell Harbour stranded until the ice is gone", "Council votes to widen the quay"])
    #expect(source.skippedFiles == [.notAnInput: 2, .hidden: 1])
    #expect(source.skippedEndings == [".rtf": 1, ".pdf": 1])
  }

  /// A file cut off behind its signature gives an error, and one with a byte changed pages or errors, and never a crash.
  @Test(arguments: ["nexis-uni.docx", "nexis-uni.rtf", "factiva.rtf"]) func `damage is told`(_ file: String) throws {
    let whole = Array(try Data(contentsOf: URL(fileURLWithPath: "\(Self.folder)/\(file)")))
    let folder = try TemporaryFolder()
    for length in stride(from: 6, to: whole.count, by: max(1, whole.count / 23)) {
      let path = try folder.write(Array(whole.prefix(length)), file)
      #expect(read(path).contains { $0.error != nil }, "cut after \(length)")
    }
    for place in stride(from: 0, to: whole.count, by: max(1, whole.count / 61)) {
      var bytes = whole
      bytes[place] ^= 0xA5
      let path = try folder.write(bytes, file)
      for page in read(path).compactMap(\.page) { _ = try? PageReader().article(of: page) }
    }
  }

  @Test(arguments: [
    ("{\\rtf1 A\\'e9 \\u8220?B\\u8221\\'94\\par C\\~D{\\*\\x Z}{\\fonttbl Y}\\emdash E}", "A\u{E9} \u{201C}B\u{201D}\nC\u{A0}D\u{2014}E"),
    ("{\\rtf1{\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt link}} \\uc0\\u-10179\\u-8704 \\{x\\}\\bin3 {{{}", "link \u{1F600}{x}"),
    ("{\\rtf1 " + String(repeating: "{", count: 100_000), ""), ("{\\rtf1 \\", ""), ("{\\rtf1 \\'", ""), ("{\\rtf1 \\u", "\u{0}"),
  ])
  func `RTF becomes text`(_ document: String, _ text: String) {
    #expect(String(decoding: RichText.text(Array(document.utf8)).lines, as: UTF8.self) == text)
  }

  @Test func `deleted and doubled text of a Word document is left out`() {
    let xml = """
      <w:p><w:r><w:t>One </w:t></w:r><w:del><w:r><w:delText>no</w:delText><w:t>no</w:t></w:r></w:del><w:r><w:t xml:space="preserve">&amp; two</w:t></w:r></w:p>
      <mc:AlternateContent><mc:Choice><w:p><w:r><w:t>Three</w:t></w:r></w:p></mc:Choice><mc:Fallback><w:p><w:r><w:t>Three</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>
      """
    #expect(String(decoding: WordText.text(Array(xml.utf8)), as: UTF8.self) == "One & two\nThree\n")
  }
}
