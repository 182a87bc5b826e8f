import Foundation
import TestSupport
import Testing

/// The guide names every command, option, format, field and column.
@Suite struct GuideTests {
  private static func guide() throws -> String {
    let folder = Project.folder.appending(path: "Sources/OnRecord/OnRecord.docc")
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "md" }.map { try String(contentsOf: $0, encoding: .utf8) }.joined(separator: "\n")
  }

  @Test(arguments: CommandLineTests.commands) func everyCommandAndOptionIsInTheGuide(command: String) throws {
    let guide = try Self.guide()
    #expect(guide.contains("onrecord \(command)"), "\(command)")
    let page = try String(contentsOf: Project.folder.appending(path: "Sources/OnRecord/OnRecord.docc/CommandLine.md"), encoding: .utf8)
    let section = try #require(page.components(separatedBy: "### \(command)\n").dropFirst().first?.components(separatedBy: "\n### ").first)
    let help = try CommandLineTool.run([command, "--help"]).text
    for option in Set(help.matches(of: /(?m)^ +(?:-., )?--([a-z-]+)/).map { String($0.output.1) })
    where !["quiet", "help"].contains(option) {
      #expect(section.contains("`--\(option)"), "\(command) --\(option)")
    }
  }

  @Test(arguments: ["quotes", "figures", "officials", "articles"]) func everyColumnIsInTheGuide(table: String) throws {
    let guide = try Self.guide()
    let header = try CommandLineTool.run(["export", table, "--limit", "1", "--index", try CorpusIndex.shared()]).text
    for column in header.prefix(while: { $0 != "\r\n" }).split(separator: ",") {
      #expect(guide.contains("| `\(column)` |"), "\(table).\(column)")
    }
  }

  @Test func everyFormatAndFieldIsInTheGuide() throws {
    let guide = try Self.guide()
    let help = try CommandLineTool.run(["export", "--help"]).text
    let formats = try #require(help.firstMatch(of: /Formats: ([^.]+)\./)?.1)
    for format in formats.matches(of: /(?:^|, )([a-z]+) \(/) { #expect(guide.contains("`\(format.output.1)`"), "\(format.output.1)") }
    let fields = try CommandLineTool.run(["quotes", "nofield:x", "--index", try CorpusIndex.shared()]).errors
    let list = try #require(fields.firstMatch(of: /fields are (.+) and sort/)?.1)
    for field in list.split(separator: ", ") { #expect(guide.contains("`\(field):"), "\(field)") }
  }
}
