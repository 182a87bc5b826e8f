import Foundation
import TestSupport
import Testing

/// An interrupted run, and a run on a terminal.
@Suite struct InterruptTests {
  @Test(arguments: ["INT", "TERM"]) func interruptedFilterEndsWith130(signal: String) throws {
    let run = try CommandLineTool.run(
      ["extract", "--input-format", "jsonl", "-"],
      shell: """
        # A pipe that stays open and sends nothing, and no process that would have to end first.
        mkfifo "$HOME/silence"
        exec 3<>"$HOME/silence"
        "$@" <"$HOME/silence" &
        child=$!
        sleep 1
        kill -\(signal) $child
        wait $child
        echo $?
        """)
    #expect(run.text == "130\n")
  }

  @Test(.everyBackend) func interruptedIngestKeepsWhatItReported() throws {
    let scratch = try Scratch()
    let index = try IndexBackend.place(scratch.path("index.db"))
    let run = try CommandLineTool.run(
      ["ingest", "--input-format", "jsonl", "-", "--index", index],
      shell: """
        number=0
        while [ $number -lt 100000 ]; do
          number=$((number + 1))
          echo "{\\"id\\": \\"n$number\\", \\"text\\": \\"Harbour number $number closed, the council said.\\"}" || break
        done 2>/dev/null | "$@" &
        child=$!
        # Not before the first batch is stored.
        tries=0
        until "$1" articles --limit 1 --index '\(index)' >/dev/null 2>&1 || [ $tries -gt 600 ]; do
          tries=$((tries + 1))
          sleep 0.1
        done
        kill -INT $child
        wait $child
        echo "status $?"
        """)
    #expect(run.text.contains("status 130"), "\(run.text) \(run.errors)")
    let added = try #require(run.text.firstMatch(of: /(\d+) added/).flatMap { Int($0.1) }, "\(run.text) \(run.errors)")
    #expect(added > 0)
    #expect(added < 100_000)
    #expect(try CommandLineTool.run(["check", "--index", index]).status == 0)
    let stored = try CommandLineTool.run(["export", "articles", "--format", "jsonl", "--index", index])
    #expect(stored.lines.count == added)
  }

  @Test func terminalGetsABarAndAFileDoesNot() throws {
    let scratch = try Scratch()
    let pages = try (0..<3).map { number in
      try scratch.file("pages/\(number).html", Pages.harbour.replacing("/harbour", with: "/harbour\(number)"))
    }
    #expect(pages.count == 3)
    let words = "ingest '\(scratch.path("pages"))' --index '\(scratch.path("index.db"))'"
    let shown = try CommandLineTool.run([], shell: "script -qec \"$1 \(words)\" /dev/null")
    #expect(shown.text.contains("3 files,"), "\(shown.text)")
    let quiet = try CommandLineTool.run(["ingest", scratch.path("pages"), "--index", scratch.path("other.db")])
    #expect(quiet.status == 0)
    #expect(!quiet.errors.contains("files,"))
  }
}
