import Foundation
import OnRecord
import TestSupport
import Testing

/// What `onrecord export` records for the library.
@Suite struct ExportLogTests {
  private func index(_ scratch: Scratch) throws -> String {
    let index = scratch.path("index/news.db")
    #expect(try CommandLineTool.run(["ingest", "--index", index, try scratch.file("page.html", Pages.harbour)]).status == 0)
    return index
  }

  private static func digest(_ path: String) throws -> String {
    let result = try CommandLineTool.run([], shell: "sha256sum < '\(path)'")
    return String(result.text.prefix(64))
  }

  @Test func everyExportIsNotedWithItsDigest() throws {
    let scratch = try Scratch()
    let index = try index(scratch)
    let before = try Data(contentsOf: URL(fileURLWithPath: index))
    let file = scratch.path("quotes.csv")
    #expect(try CommandLineTool.run(["export", "quotes", "--index", index, "--sort", "date", "winter", "--output", file]).status == 0)
    let folder = scratch.path("tables/")
    #expect(try CommandLineTool.run(["export", "all", "--index", index, "--output", folder, "--format", "jsonl"]).status == 0)
    let book = scratch.path("all.xlsx")
    #expect(try CommandLineTool.run(["export", "all", "--index", index, "--output", book]).status == 0)
    let shown = try CommandLineTool.run(["export", "figures", "--index", index, "--format", "jsonl"])
    #expect(try CommandLineTool.run(["export", "articles", "--index", index, "--unlisted"]).status == 0)
    #expect(try Data(contentsOf: URL(fileURLWithPath: index)) == before, "exporting writes nothing to the index")

    let notes = ExportLog(index: index).exports()
    try #require(notes.count == 4)
    let (figures, workbook, tables, quotes) = (notes[0], notes[1], notes[2], notes[3])
    #expect(quotes.query == "winter" && quotes.options == [.init(name: "sort", value: "date")] && quotes.format == "csv")
    #expect(quotes.parts.map(\.table) == ["quotes"] && quotes.parts[0].path?.hasSuffix("/quotes.csv") == true && quotes.parts[0].rows > 0)
    for part in quotes.parts + tables.parts + workbook.parts {
      let path = try #require(part.path)
      #expect(part.sha256 == (try Self.digest(path)), "\(path)")
      #expect(part.bytes == (try Data(contentsOf: URL(fileURLWithPath: path)).count), "\(path)")
    }
    #expect(tables.parts.map(\.table) == ["quotes", "figures", "officials", "articles"] && Set(tables.parts.map(\.path)).count == 4)
    #expect(workbook.parts.count == 4 && Set(workbook.parts.map(\.path)).count == 1)
    #expect(figures.parts[0].path == nil && figures.parts[0].bytes == shown.text.utf8.count && figures.options.isEmpty)
  }

  /// An index in a folder that cannot be written can still be exported; its exports are recorded in a file of the user's own.
  @Test(.enabled(if: PermissionTests.isPossible)) func anIndexThatIsReadAloneHasItsExportsNotedElsewhere() throws {
    let scratch = try Scratch()
    let index = try index(scratch)
    let folder = scratch.path("index")
    let home = scratch.path("home")
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: home)
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: index)
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder)
    defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder) }
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    let shell = (getuid() == 0 ? "exec runuser -u nobody -- " : "exec ") + "env XDG_DATA_HOME='\(home)' \"$@\""
    let result = try CommandLineTool.run(["export", "quotes", "--index", index], shell: shell)
    #expect(result.status == 0 && result.text.contains("winter"), "\(result.errors)")
    #expect(!result.errors.contains("not noted"), "\(result.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == files)
    let noted = try FileManager.default.contentsOfDirectory(atPath: home + "/onrecord").filter { $0.hasSuffix(".exports.json") }
    #expect(noted.count == 1 && noted[0].hasPrefix("index-"))
    // If that file cannot be written either, the export is made all the same, with a message.
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: home)
    let nowhere = (getuid() == 0 ? "exec runuser -u nobody -- " : "exec ") + "env XDG_DATA_HOME='\(home)/none' \"$@\""
    let unnoted = try CommandLineTool.run(["export", "quotes", "--index", index], shell: nowhere)
    #expect(unnoted.status == 0 && unnoted.text == result.text && unnoted.errors.contains("not noted in the library"), "\(unnoted.errors)")
  }
}
