import Foundation
import TestSupport
import Testing

/// Shell conventions: options, quiet runs, removing, ingesting again, and documents generated from the declarations.
@Suite struct HabitTests {
  @Test("fault: options may not be shortened", .everyBackend) func optionsMayBeShortenedWhileOneIsMeant() throws {
    let index = try CorpusIndex.shared()
    #expect(try CommandLineTool.run(["quotes", "--ind", index, "--lim", "1"]).status == 0)
    #expect(try CommandLineTool.run(["quotes", "--index", index, "--s", "x"]).errors.contains("may be"))
  }

  @Test("fault: no -V") func versionHasAShortOption() throws {
    let long = try CommandLineTool.run(["--version"]).text
    #expect(try CommandLineTool.run(["-V"]).text == long)
  }

  @Test("fault: ingest -q is not silent") func quietIngestPrintsNothing() throws {
    let scratch = try Scratch()
    let file = try scratch.file("page.html", Pages.harbour)
    let run = try CommandLineTool.run(["ingest", "-q", file, "--index", scratch.path("a.db")])
    #expect(run.status == 0 && run.output.isEmpty && run.errors.isEmpty)
  }

  @Test("fault: a list of file names is taken for an article") func listOfFileNamesIsNoArticle() throws {
    let scratch = try Scratch()
    let one = try scratch.file("one.html", Pages.harbour)
    let list = try scratch.file("list", "\(one)\n\(one)\n")
    let run = try CommandLineTool.run(["extract", "-"], shell: "\"$@\" < '\(list)'")
    #expect(run.status == 1 && run.output.isEmpty && run.errors.contains("xargs"), "\(run.errors)")
  }

  @Test("fault: an article cannot be removed", .everyBackend) func removedArticleIsGone() throws {
    let scratch = try Scratch()
    let file = try scratch.file("page.html", Pages.harbour)
    let index = try IndexBackend.place(scratch.path("a.db"))
    _ = try CommandLineTool.run(["ingest", file, "--index", index])
    let row = try CommandLineTool.run(["articles", "--format", "jsonl", "--index", index])
    let object = try #require(JSONSerialization.jsonObject(with: row.output) as? [String: Any])
    let id = try #require(object["id"] as? String)
    #expect(try CommandLineTool.run(["remove", String(id.prefix(8)), "--index", index]).status == 0)
    #expect(try CommandLineTool.run(["articles", "--index", index]).status == 3)
    #expect(try CommandLineTool.run(["remove", id, "--index", index]).status == 1)
    #expect(try CommandLineTool.run(["check", "--index", index]).status == 0)
  }

  @Test("fault: unchanged pages are read again", .everyBackend) func unchangedPagesAreNotReadAgain() throws {
    let scratch = try Scratch()
    let index = try IndexBackend.place(scratch.path("a.db"))
    func ingest() throws -> CommandLineTool.Result { try CommandLineTool.run(["ingest", Project.corpus.path, "--index", index]) }
    _ = try ingest()
    // Skipped by digest, before extraction; the benchmarks show how much faster that is.
    let run = try ingest()
    #expect(run.text.contains(" 0 added, 0 replaced, 49 unchanged, 0 failed"), "\(run.text)")
    // A page that has changed is read.
    let page = try scratch.file("page.html", Pages.harbour)
    #expect(try CommandLineTool.run(["ingest", page, "--index", index]).text.contains("1 added"))
    let changed = Pages.harbour.replacingOccurrences(of: "harbour", with: "haven")
    _ = try scratch.file("page.html", changed)
    #expect(try !CommandLineTool.run(["ingest", page, "--index", index]).text.contains("1 unchanged"))
  }

  @Test("fault: NFC and NFD are two speakers", .everyBackend) func nameWithComposedAndCombiningLettersIsOneSpeaker() throws {
    let scratch = try Scratch()
    let lines = ["Jos\u{E9} Garc\u{ED}a", "Jose\u{301} Garci\u{301}a"].enumerated().map { number, name in
      "{\"id\": \"n\(number)\", \"text\": \"The mayor, \(name), said on Monday that the bridge was safe. \\\"We checked it,\\\" \(name) said.\"}\n"
    }
    let file = try scratch.file("names.jsonl", lines.joined())
    let index = try IndexBackend.place(scratch.path("a.db"))
    #expect(try CommandLineTool.run(["ingest", file, "--index", index]).status == 0)
    let facets = try CommandLineTool.run(["quotes", "--facets", "--format", "csv", "--index", index]).text
    let speakers = facets.split(separator: "\r\n").filter { $0.hasPrefix("speaker,") && $0.contains("Garc") }
    #expect(speakers.count == 1, "\(facets)")
  }

  /// A terminal for a program: `script` from util-linux.
  private static let script = URL(fileURLWithPath: "/usr/bin/script")

  @Test(
    "fault: no pager",
    .enabled(if: FileManager.default.isExecutableFile(atPath: script.path), "the command script, which gives a terminal, is not installed"))
  func pagerShowsWhatGoesToATerminalAndNothingElse() throws {
    let index = try CorpusIndex.shared()
    func onTerminal(_ environment: String, _ words: String) throws -> String {
      let line = "env TERM=xterm \(environment) '\(Project.binary.path)' quotes money --limit 1 --index '\(index)' \(words)"
      let run = try CommandRun(Self.script, ["-qec", line, "/dev/null"])
      #expect(run.wait() == 0)
      return run.output
    }
    let paged = try onTerminal("ONRECORD_PAGER='sed s/^/PAGED:/'", "")
    #expect(paged.contains("PAGED:"), "\(paged)")
    #expect(paged.contains("money"))
    #expect(try onTerminal("PAGER='sed s/^/PAGED:/'", "").contains("PAGED:"))
    for plain in [try onTerminal("ONRECORD_PAGER='sed s/^/PAGED:/'", "--no-pager"), try onTerminal("PAGER=cat", "")] {
      #expect(plain.contains("money") && !plain.contains("PAGED:"))
    }
    // Without a terminal there is no pager.
    let piped = try CommandLineTool.run(
      ["quotes", "money", "--limit", "1", "--index", index], environment: ["ONRECORD_PAGER": "sed s/^/PAGED:/", "PATH": "/usr/bin:/bin"])
    #expect(!piped.text.contains("PAGED:"))
  }

  @Test("fault: help does not wrap") func helpWrapsAtTheTerminalsWidth() throws {
    // `script` gives the command a terminal.
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/script") else { return }
    let run = try CommandLineTool.run(
      ["quotes", "--help"], shell: "COLUMNS=60 script -qec \"$*\" /dev/null < /dev/null | tr -d '\\r'")
    let lines = run.text.split(separator: "\n")
    #expect(lines.count > 20)
    for line in lines where !line.contains("onrecord quotes") { #expect(line.count <= 66, "\(line)") }
  }

  @Test func manualPagesAndCompletionsNameEveryCommandAndOption() throws {
    let scratch = try Scratch()
    let folder = scratch.path("share")
    #expect(try CommandLineTool.run(["manuals", folder]).status == 0)
    func text(_ path: String) throws -> String { try String(contentsOfFile: "\(folder)/share/\(path)", encoding: .utf8) }
    let bash = try text("bash-completion/completions/onrecord")
    let zsh = try text("zsh/vendor-completions/_onrecord")
    let fish = try text("fish/vendor_completions.d/onrecord.fish")
    let main = try text("man/man1/onrecord.1")
    for command in CommandLineTests.commands {
      let page = try text("man/man1/onrecord-\(command).1")
      #expect(main.contains("onrecord\\-\(command)"))
      let help = try CommandLineTool.run([command, "--help"]).text
      for option in Set(help.matches(of: /(?m)^ +(?:-., )?--([a-z-]+)/).map { String($0.output.1) }) {
        #expect(page.contains("\\-\\-\(option.replacingOccurrences(of: "-", with: "\\-"))"), "\(command) --\(option)")
        #expect(bash.contains("--\(option)") && zsh.contains("--\(option)") && fish.contains("-l \(option)"), "\(command) --\(option)")
      }
    }
  }

  @Test("fault: the tables do not join; a reserved word is a column", .everyBackend) func everythingExportedJoinsWithoutLoss() throws {
    let scratch = try Scratch()
    let path = scratch.path("all.sqlite")
    let index = try CorpusIndex.shared()
    #expect(try CommandLineTool.run(["export", "all", "--min-confidence", "0", "--output", path, "--index", index]).status == 0)
    let folder = scratch.path("tables")
    #expect(
      try CommandLineTool.run(["export", "all", "--min-confidence", "0", "--output", folder, "--format", "jsonl", "--index", index]).status
        == 0)
    func rows(_ table: String) throws -> [[String: Any]] {
      try Data(contentsOf: URL(filePath: "\(folder)/\(table).jsonl")).split(separator: 0x0A).map {
        try #require(JSONSerialization.jsonObject(with: $0) as? [String: Any])
      }
    }
    func ids(_ table: String) throws -> Set<String> { Set(try rows(table).compactMap { $0["id"] as? String }) }
    let package = try #require(
      JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: "\(folder)/datapackage.json"))) as? [String: Any])
    let resources = try #require(package["resources"] as? [[String: Any]])
    #expect(resources.compactMap { $0["name"] as? String } == ["quotes", "figures", "officials", "articles"])
    let references = [
      ("figures", "quote", "quotes"), ("figures", "same_as", "figures"), ("quotes", "official", "officials"),
      ("quotes", "utterance", "quotes"),
      ("quotes", "article_id", "articles"), ("figures", "article_id", "articles"), ("officials", "article_id", "articles"),
    ]
    for (table, column, target) in references {
      let values = try rows(table).compactMap { $0[column] as? String }
      let known = try ids(target)
      #expect((!values.isEmpty || column == "same_as") && Set(values).isSubset(of: known), "\(table).\(column)")
    }
    // No column is named like a reserved word of SQL.
    let reserved: Set<String> = [
      "all", "and", "as", "between", "by", "case", "check", "column", "constraint", "create", "cross", "current_date", "default", "desc",
      "distinct", "else", "end", "except", "exists", "foreign", "from", "full", "grant", "group", "having", "in", "index", "inner", "into",
      "is",
      "join", "left", "like", "limit", "not", "null", "offset", "on", "or", "order", "outer", "primary", "references", "right", "select",
      "table",
      "then", "to", "union", "unique", "user", "using", "values", "when", "where", "window", "with",
    ]
    for table in ["quotes", "figures", "officials", "articles"] {
      let columns = try #require(try rows(table).first).keys
      for column in columns { #expect(!reserved.contains(column), "\(table).\(column)") }
      for column in ["published", "published_date", "modified", "content_sha256", "rules"] { #expect(columns.contains(column)) }
    }
  }

  @Test(.everyBackend) func sameIndexAndQueryGiveTheSameBytes() throws {
    let scratch = try Scratch()
    let index = try CorpusIndex.shared()
    for format in ["csv", "jsonl", "parquet", "xlsx", "sqlite", "annotations", "csl"] {
      let tables = format == "annotations" ? "quotes" : "all"
      let names = try (0..<2).map { number in
        let folder = scratch.path("\(format)\(number)")
        let run = try CommandLineTool.run(
          ["export", tables, "--format", format, "--output", folder + "/", "--index", index],
          environment: ["SOURCE_DATE_EPOCH": "1488204300"])
        #expect(run.status == 0, "\(run.errors)")
        return folder
      }
      let files = try FileManager.default.contentsOfDirectory(atPath: names[0])
      #expect(files.contains("datapackage.json") && files.contains("README.md"))
      for file in files {
        let first = try Data(contentsOf: URL(filePath: "\(names[0])/\(file)"))
        #expect(try Data(contentsOf: URL(filePath: "\(names[1])/\(file)")) == first, "\(format) \(file)")
      }
    }
  }
}
