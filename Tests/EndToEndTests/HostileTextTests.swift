import Foundation
import Platform
import TestSupport
import Testing

/// The text of a page, a name or a path never controls the terminal, and never writes a line that looks like the program's own.
@Suite(.everyBackend) struct HostileTextTests {
  /// Turns red, clears the screen, sets the window's title, reverses text, ends the line.
  private static let poison = "A\u{1B}[31mB\u{1B}[2JC\u{1B}]0;owned\u{7}D\u{202E}E\u{9B}31mF\u{2066}G\u{200F}H\u{8}I\u{7F}J"

  /// Characters that a terminal would obey, except line feeds, tabs, and the program's own escape sequences.
  private static func controls(in text: String) -> [String] {
    var text = text
    for own in ["0", "0;1;4;33", "0;1", "0;2", "0;32", "0;36", "0;1;35"] { text = text.replacing("\u{1B}[\(own)m", with: "") }
    return text.unicodeScalars.filter { TerminalText.isControl($0) && $0 != "\n" && $0 != "\t" }.map { "U+" + String($0.value, radix: 16) }
  }

  /// An index of one article whose every field is poisoned.
  private static func index(_ scratch: Scratch) throws -> String {
    let page: [String: Any] = [
      "id": "poison", "url": "https://example.com/\u{202E}a\u{1B}[31m", "title": "Title \(poison)", "site_name": "Outlet \(poison)",
      "author": "Author \(poison)", "date": "2021-03-04",
      "text":
        "\"We will never close the harbour\(poison) in another winter,\" Mayor Ada \u{202E}Lovell\u{1B}[31m said on Tuesday.\n\nUnemployment rose 5 percent\(poison) in 2020, the mayor said.",
    ]
    let line = try JSONSerialization.data(withJSONObject: page)
    let file = try scratch.file("poison.jsonl", line)
    let index = try IndexBackend.place(scratch.path("index.db"))
    let run = try CommandLineTool.run(["ingest", file, "--index", index])
    try #require(run.status == 0, "\(run.errors)")
    #expect(controls(in: run.text + run.errors).isEmpty)
    return index
  }

  @Test(arguments: ["never", "always"]) func viewsAreClean(color: String) throws {
    let scratch = try Scratch()
    let index = try Self.index(scratch)
    let article = try CommandLineTool.run(["articles", "--format", "jsonl", "--index", index])
    #expect(article.status == 0)
    for words in [
      ["quotes"], ["quotes", "--context", "2"], ["quotes", "--cite"], ["figures"], ["officials"], ["articles"], ["quotes", "--facets"],
      ["show", "poison"], ["person", "Lovell"], ["officials", "--profiles"], ["stats", "--by", "outlet"], ["stats", "--by", "speaker"],
      ["articles", "--stories"], ["figures", "--series"],
    ] {
      let command = try CommandLineTool.run(words + ["--index", index] + (words[0] == "stats" ? [] : ["--color", color]))
      let found = Self.controls(in: command.text + command.errors)
      #expect(found.isEmpty, "\(words): \(found)")
    }
  }

  @Test func dataStayAsTheyAre() throws {
    let scratch = try Scratch()
    let index = try Self.index(scratch)
    let csv = try CommandLineTool.run(["export", "articles", "--format", "csv", "--index", index])
    let lines = try CommandLineTool.run(["export", "articles", "--format", "jsonl", "--index", index])
    #expect(csv.status == 0 && lines.status == 0)
    // A title is cleaned of controls when it is read; direction marks belong to its words.
    #expect(csv.text.contains("\u{202E}") == lines.text.contains("\u{202E}"))
    #expect(csv.text.contains("Title A"))
  }

  @Test(arguments: [
    ["quotes", "\u{1B}[31m(("], ["quotes", "--since", "x\u{202E}y\n"], ["show", "\u{1B}]0;x\u{7}"], ["\u{1B}[2J"],
    ["quotes", "--outlet", "\u{1B}[2Jx\nonrecord: all is well"], ["quotes", "--\u{202E}"], ["extract", "no\nsuch\u{1B}[31m"],
    ["saved", "run", "\u{1B}[31m\n"], ["stats", "--by", "\u{1B}[1m"], ["export", "\u{9B}2J"],
  ]) func messagesAreOneCleanLine(words: [String]) throws {
    let scratch = try Scratch()
    let index = try Self.index(scratch)
    let run = try CommandLineTool.run(words, environment: ["ONRECORD_INDEX": index, "XDG_DATA_HOME": scratch.path("data")])
    #expect(Self.controls(in: run.text + run.errors).isEmpty, "\(run.errors.debugDescription)")
    #expect(!run.errors.contains("\nonrecord: all is well"))
    #expect(run.status != 0)
  }

  @Test func badPageIsNamedWithoutBeingObeyed() throws {
    let scratch = try Scratch()
    let bad = try scratch.file("bad\u{1B}[31m\nonrecord: everything was stored\u{202E}.html", "")
    let run = try CommandLineTool.run(["extract", bad])
    #expect(run.status == 1)
    #expect(Self.controls(in: run.errors).isEmpty)
    #expect(run.errors.split(separator: "\n").count == 1)
    #expect(run.errors.contains("bad\\u{1B}[31m\\nonrecord"))
  }

  @Test func onATerminalDataAreCleanedToo() throws {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/script") else { return }
    let scratch = try Scratch()
    let index = try Self.index(scratch)
    // script(1) gives the command a terminal of its own.
    let run = try CommandLineTool.run(
      ["export", "articles", "--format", "csv", "--index", index],
      shell: "command=$(printf \"'%s' \" \"$@\"); exec script -qec \"$command\" /dev/null")
    #expect(run.text.contains("Title A"))
    #expect(Self.controls(in: run.text).allSatisfy { $0 == "U+d" })
  }
}
