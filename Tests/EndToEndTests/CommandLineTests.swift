import Foundation
import TestSupport
import Testing

/// The command line as its users meet it: help, wrong usage, exit statuses, pipes.
@Suite struct CommandLineTests {
  static let commands = [
    "extract", "ingest", "quotes", "figures", "officials", "articles", "person", "show", "open", "export", "saved",
    "stats", "remove", "check", "reindex", "serve", "manuals",
  ]

  @Test func helpListsEveryCommand() throws {
    let help = try CommandLineTool.run(["--help"])
    #expect(help.status == 0)
    #expect(help.errors.isEmpty)
    for command in CommandLineTests.commands { #expect(help.text.contains("\n    \(command) "), "\(command)") }
  }

  @Test(arguments: commands) func commandsHelpTellsUsageAndOptions(command: String) throws {
    let help = try CommandLineTool.run([command, "--help"])
    #expect(help.status == 0)
    #expect(help.text.hasPrefix("usage: onrecord \(command)"))
    #expect(help.text.contains("--help"))
    #expect(help.text.contains("examples:"))
    for line in help.lines { #expect(line.count <= 125, "\(line)") }
  }

  @Test func versionIsOneLine() throws {
    let run = try CommandLineTool.run(["--version"])
    #expect(run.status == 0)
    #expect(run.text.hasPrefix("onrecord 0."))
    #expect(run.lines.count == 1)
  }

  /// Wrong usage, and a word that the message must contain.
  static let wrongUses: [(words: [String], hint: String)] = [
    ([], "usage"), (["extrct", "x"], "did you mean 'extract'"), (["extract"], "PATH"), (["extract", "--jbs", "2", "x"], "--jobs"),
    (["extract", "--jobs", "none", "x"], "whole number"), (["extract", "--jobs"], "needs a value"),
    (["extract", "--input-format", "pdf", "x"], "auto, html"), (["quotes", "--kind", "spoken"], "direct"),
    (["quotes", "--limit", "0"], "at least 1"), (["figures", "--min", "many"], "a number"), (["export", "speakers"], "quotes, figures"),
    (["quotes", "-x"], "after --"), (["stats", "more"], "--by"), (["extract", "--in", "html"], "PATH"),
    (["quotes", "--o", "x"], "--organization or --outlet"), (["saved", "rn"], "did you mean 'run'"),
    (["extract", "--quiet=yes", "x"], "takes no value"),
    (["officials", "--profiles", "-f", "atom"], "atom cannot say what --profiles answers"),
    (["officials", "--as-of", "2020", "-f", "ris", "mayor"], "csv, jsonl"),
    (["figures", "--series", "-f", "annotations"], "--series"), (["figures", "--conflicts", "-f", "bibtex"], "--conflicts"),
    (["articles", "--stories", "-f", "csl"], "--stories"), (["quotes", "--variants", "0123456789abcdef", "-f", "bulk"], "--variants"),
  ]

  @Test(arguments: wrongUses.indices) func wrongUseIsExplained(number: Int) throws {
    let (words, hint) = CommandLineTests.wrongUses[number]
    let run = try CommandLineTool.run(words)
    #expect(run.status == 2, "\(words): \(run.errors)")
    #expect(run.errors.contains(hint), "\(words): \(run.errors)")
    #expect(run.output.isEmpty)
  }

  @Test func closedPipeEndsQuietly() throws {
    let scratch = try Scratch()
    let lines = String(repeating: "{\"id\": \"a\", \"text\": \"Nothing was said.\"}\n", count: 5000)
    let file = try scratch.file("many.jsonl", lines)
    let run = try CommandLineTool.run(["extract", file], shell: "(\"$@\"; echo $? >&2) | head -n 1")
    #expect(run.lines.count == 1)
    #expect(run.errors == "0\n")
  }

  @Test func fullOutputIsAnError() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let scratch = try Scratch()
    let file = try scratch.file("page.html", Pages.harbour)
    let run = try CommandLineTool.run(["extract", file], shell: "exec \"$@\" > /dev/full")
    #expect(run.status == 1)
    #expect(run.errors.contains("standard output"))
  }

  @Test func filterAnswersEachLineAtOnce() throws {
    // The input stays open until the answer to its first line is there, for half a minute at most.
    let scratch = try Scratch()
    let answer = scratch.path("answer")
    let run = try CommandLineTool.run(
      ["extract", "--input-format", "jsonl", "-"],
      shell: """
        : > '\(answer)'
        { echo '{"id": "n1", "text": "It rained."}'; for i in $(seq 300); do [ -s '\(answer)' ] && break; sleep 0.1; done
          [ -s '\(answer)' ] && echo answered >&2; } | "$@" > '\(answer)'
        grep -c '"id":"n1"' '\(answer)'
        """)
    #expect(run.errors == "answered\n")
    #expect(run.text == "1\n")
  }
}
