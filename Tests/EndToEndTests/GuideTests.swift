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
    let isNamed = try Self.guide().contains("onrecord \(command)")
    #expect(isNamed, "no page of the guide has `onrecord \(command)`")
    let page = try String(contentsOf: Project.folder.appending(path: "Sources/OnRecord/OnRecord.docc/CommandLine.md"), encoding: .utf8)
    let section = try #require(page.components(separatedBy: "### \(command)\n").dropFirst().first?.components(separatedBy: "\n### ").first)
    let help = try CommandLineTool.run([command, "--help"]).text
    for option in Set(help.matches(of: /(?m)^ +(?:-., )?--([a-z-]+)/).map { String($0.output.1) })
    where !["quiet", "help"].contains(option) {
      let isTold = section.contains("`--\(option)")
      #expect(isTold, "CommandLine.md lacks --\(option) in the section of \(command)")
    }
  }

  @Test(arguments: ["quotes", "figures", "officials", "articles"]) func everyColumnIsInTheGuide(table: String) throws {
    let guide = try Self.guide()
    let header = try CommandLineTool.run(["export", table, "--limit", "1", "--index", try CorpusIndex.shared()]).text
    for column in header.prefix(while: { $0 != "\r\n" }).split(separator: ",") {
      let isTold = guide.contains("| `\(column)` |")
      #expect(isTold, "Exports.md has no row for the column \(column) of \(table)")
    }
  }

  @Test func everyFormatAndFieldIsInTheGuide() throws {
    let guide = try Self.guide()
    let page = Project.folder.appending(path: "Sources/OnRecord/OnRecord.docc/CommandLine.md")
    let commandLine = try String(contentsOf: page, encoding: .utf8)
    let help = try CommandLineTool.run(["export", "--help"]).text
    let formats = try #require(help.firstMatch(of: /Formats: ([^.]+)\./)?.1)
    for format in formats.matches(of: /(?:^|, )([a-z]+) \(/) {
      let isTold = guide.contains("`\(format.output.1)`")
      #expect(isTold, "Exports.md has no row for the format \(format.output.1)")
      let lists = commandLine.split(separator: "\n").filter { $0.hasPrefix("| `--format FORMAT`") && $0.contains("xlsx") }
      let isListed = lists.allSatisfy { $0.contains(" \(format.output.1)") }
      #expect(!lists.isEmpty && isListed, "CommandLine.md lacks \(format.output.1) in a list of the values of --format")
    }
    let fields = try CommandLineTool.run(["quotes", "nofield:x", "--index", try CorpusIndex.shared()]).errors
    let list = try #require(fields.firstMatch(of: /fields are (.+) and sort/)?.1)
    for field in list.split(separator: ", ") {
      let isTold = guide.contains("`\(field):")
      #expect(isTold, "QueryLanguage.md has no row for the field \(field):")
    }
  }
}
