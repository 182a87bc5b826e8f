import Foundation
import TestSupport
import Testing

/// Things that are not ordinary files, names that are not ordinary names, and a system with few resources: each gives a clear message, and
/// nothing is lost.
@Suite struct StrangeInputTests {
  /// Runs a shell line; `$1` is the scratch folder.
  private static func shell(_ line: String, _ scratch: Scratch) throws {
    let run = try CommandLineTool.run([scratch.folder.path], shell: "shift 0; set -- \"$2\"; \(line)")
    try #require(run.status == 0, "\(run.errors)")
  }

  // MARK: Inputs

  @Test func pipeThatNobodyWritesToIsNotWaitedForForEver() throws {
    let scratch = try Scratch()
    try Self.shell("mkfifo \"$1/pipe.html\"", scratch)
    let page = try scratch.file("page.html", Pages.harbour)
    let run = try CommandLineTool.run(["extract", scratch.path("pipe.html"), page])
    #expect(run.status == 1)
    #expect(run.errors.contains("pipe.html: is a pipe"), "\(run.errors)")
    #expect(run.lines.count == 1)
  }

  @Test func pipeThatIsWrittenToIsRead() throws {
    let scratch = try Scratch()
    try Self.shell("mkfifo \"$1/pipe.html\"", scratch)
    let page = try scratch.file("page.html", Pages.harbour)
    let run = try CommandLineTool.run(
      ["extract", scratch.path("pipe.html")], shell: "(sleep 0.2; cat '\(page)' > '\(scratch.path("pipe.html"))') & exec \"$@\"")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.lines.count == 1)
  }

  @Test func pipesAndDevicesInFoldersArePassedOver() throws {
    let scratch = try Scratch()
    _ = try scratch.file("pages/page.html", Pages.harbour)
    try Self.shell("mkfifo \"$1/pages/pipe.html\"; ln -s /dev/zero \"$1/pages/zero.html\"", scratch)
    let run = try CommandLineTool.run(["extract", scratch.path("pages")])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.lines.count == 1)
  }

  @Test(arguments: [("/dev/null", "empty"), ("/dev/zero", "binary"), ("/dev/full", "binary")]) func devicesAreNamed(
    device: String, words: String
  )
    throws
  {
    let scratch = try Scratch()
    let page = try scratch.file("page.html", Pages.harbour)
    let run = try CommandLineTool.run(["extract", device, page])
    #expect(run.status == 1)
    #expect(run.errors.contains(device) && run.errors.contains(words), "\(run.errors)")
    #expect(run.lines.count == 1)
  }

  @Test func linksInACircleAreToldOrLeft() throws {
    let scratch = try Scratch()
    _ = try scratch.file("pages/page.html", Pages.harbour)
    try Self.shell("ln -s b.html \"$1/a.html\"; ln -s a.html \"$1/b.html\"; ln -s .. \"$1/pages/up\"; ln -s . \"$1/pages/self\"", scratch)
    let loop = try CommandLineTool.run(["extract", scratch.path("a.html")])
    #expect(loop.status == 1)
    #expect(loop.errors.contains("a.html") && loop.errors.contains("circle"), "\(loop.errors)")
    let folder = try CommandLineTool.run(["extract", scratch.path("pages")])
    #expect(folder.lines.count == 1, "\(folder.errors)")
  }

  @Test func namesOfAnyBytesAreRead() throws {
    let scratch = try Scratch()
    let page = try scratch.file("page.html", Pages.harbour)
    try Self.shell(
      "mkdir \"$1/in\"; cp '\(page)' \"$1/in/$(printf 'caf\\351 one.html')\"; cp '\(page)' \"$1/in/$(printf 'two\\nlines.html')\"", scratch)
    let run = try CommandLineTool.run(["extract", scratch.path("in")])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.lines.count == 2)
    // The file is named on the command line and gives an error; the message shows the name with its odd byte.
    let given = try CommandLineTool.run([scratch.path("in")], shell: "exec \"$1\" extract \"$2/$(printf 'caf\\351 one.html')\"")
    #expect(given.lines.count == 1, "\(given.errors)")
    let missing = try CommandLineTool.run([scratch.path("in")], shell: "exec \"$1\" extract \"$2/$(printf 'caf\\351 two\\nx.html')\"")
    #expect(missing.status == 1)
    #expect(missing.errors.contains("caf\\xE9 two\\nx.html: there is no such file"), "\(missing.errors)")
  }

  @Test(.everyBackend) func fileThatIsCutWhileItIsReadGivesWhatIsThere() throws {
    let scratch = try Scratch()
    let text = String(repeating: "The harbour stays open this winter, the mayor said. ", count: 40)
    let lines = (0..<20_000).map { "{\"id\": \"n\($0)\", \"text\": \"\(text)\"}\n" }.joined()
    let file = try scratch.file("many.jsonl", lines)
    let index = try IndexBackend.place(scratch.path("index.db"))
    let run = try CommandLineTool.run(
      ["ingest", file, "--index", index], shell: "(sleep 0.3; truncate -s 300000 '\(file)') & exec \"$@\"")
    #expect(run.status == 0 || run.status == 1)
    #expect(run.text.contains("added"), "\(run.text) \(run.errors)")
    #expect(try CommandLineTool.run(["check", "--index", index]).status == 0)
  }

  // MARK: Outputs

  @Test(
    .everyBackend,
    arguments: [
      ["quotes"], ["quotes", "--format", "csv"], ["export", "figures"], ["export", "quotes", "--format", "jsonl"], ["stats"], ["--help"],
      ["quotes", "--facets"], ["check"],
    ]) func fullDeviceIsTold(words: [String]) throws
  {
    let index = try CorpusIndex.shared()
    let run = try CommandLineTool.run(words, environment: ["ONRECORD_INDEX": index], shell: "exec \"$@\" > /dev/full")
    #expect(run.status == 1)
    #expect(run.errors.contains("standard output: No space left on device"), "\(run.errors)")
  }

  @Test func deviceIsWrittenIntoAndStaysADevice() throws {
    let scratch = try Scratch()
    let index = try CorpusIndex.shared()
    try Self.shell("mkfifo \"$1/pipe\"", scratch)
    let run = try CommandLineTool.run(
      ["export", "figures", "--format", "csv", "--index", index, "--output", scratch.path("pipe")],
      shell: "cat '\(scratch.path("pipe"))' & \"$@\"; status=$?; wait; exit $status")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.count { $0 == 0x0A } > 100)
    for path in [scratch.path("pipe"), "/dev/null"] {
      for words in [["export", "figures", "--format", "xlsx", "--index", index, "--output", path], ["quotes", "--index", path]] {
        let refused = try CommandLineTool.run(words)
        #expect(refused.status != 0)
        #expect(refused.errors.contains(path), "\(refused.errors)")
      }
      let page = try scratch.file("page.html", Pages.harbour)
      #expect(try CommandLineTool.run(["ingest", page, "--index", path]).status == 1)
      let type = try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
      #expect(type != .typeRegular)
    }
    #expect(try CommandLineTool.run(["export", "figures", "--index", index, "--output", "/dev/null"]).status == 0)
    #expect(try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type] as? FileAttributeType == .typeCharacterSpecial)
  }

  // MARK: The system

  @Test(.everyBackend) func twentyOpenFilesAreEnough() throws {
    let scratch = try Scratch()
    let index = try IndexBackend.place(scratch.path("index.db"))
    let limit = "ulimit -n 20; exec \"$@\""
    let run = try CommandLineTool.run(["ingest", Project.corpus.path, "--index", index], shell: limit)
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      try CommandLineTool.run(
        ["export", "all", "--format", "sqlite", "--output", scratch.path("all.sqlite"), "--index", index], shell: limit
      ).status == 0)
    // With nothing to spare: everything or a message, but no crash.
    let few = try CommandLineTool.run(["extract", Project.corpus.path], shell: "ulimit -n 6; exec \"$@\"")
    #expect(few.status == 0 ? few.lines.count >= 40 : few.errors.contains("open"), "\(few.status) \(few.errors)")
  }

  @Test(arguments: [80_000, 200_000, 600_000]) func wantOfMemoryIsToldAndLosesNothing(kilobytes: Int) throws {
    let scratch = try Scratch()
    let index = try IndexBackend.place(scratch.path("index.db"))
    let first = try scratch.file("first.html", Pages.harbour)
    #expect(try CommandLineTool.run(["ingest", first, "--index", index]).status == 0)
    let run = try CommandLineTool.run(
      ["ingest", "--jobs", "2", Project.corpus.path + "/arena-veto.html", "--index", index], shell: "ulimit -v \(kilobytes); exec \"$@\"")
    #expect((run.status == 0) == (kilobytes > 400_000), "\(run.status) \(run.errors)")
    if run.status != 0 {
      #expect(run.errors.contains("memory") || run.errors.contains("failed to map"), "\(run.status) \(run.errors)")
    }
    #expect(try CommandLineTool.run(["check", "--index", index]).status == 0)
    #expect(try CommandLineTool.run(["quotes", "winter", "--index", index]).status == 0)
  }

  @Test(.everyBackend) func withoutAHomeTheIndexIsNamedOrSaidToBeMissing() throws {
    let run = try CommandLineTool.run(["quotes"], shell: "unset HOME XDG_DATA_HOME ONRECORD_INDEX; cd /; exec \"$@\"")
    #expect(run.status == 1)
    #expect(run.errors.contains("there is no index at"), "\(run.errors)")
    let index = try CorpusIndex.shared()
    let given = try CommandLineTool.run(["quotes", "money"], shell: "unset HOME XDG_DATA_HOME; exec env ONRECORD_INDEX='\(index)' \"$@\"")
    #expect(given.status == 0, "\(given.errors)")
  }

  /// Seconds since 1970: the first day, the last second that fits in 32 bits, a day in 2100.
  @Test(.everyBackend, arguments: [0, 2_147_483_647, 4_102_444_800]) func anyClockWillDo(seconds: Int) throws {
    let scratch = try Scratch()
    let index = try IndexBackend.place(scratch.path("index.db"))
    let page = try scratch.file("page.html", Pages.harbour)
    let clock = ["SOURCE_DATE_EPOCH": "\(seconds)"]
    let run = try CommandLineTool.run(["ingest", page, Project.corpus.path + "/arena-veto.html", "--index", index], environment: clock)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try CommandLineTool.run(["quotes", "winter", "--index", index], environment: clock).status == 0)
    #expect(try CommandLineTool.run(["quotes", "winter", "--since", "2000", "--index", index], environment: clock).status <= 1)
    #expect(try CommandLineTool.run(["export", "quotes", "--format", "jsonl", "--index", index], environment: clock).status == 0)
    #expect(try CommandLineTool.run(["check", "--index", index], environment: clock).status == 0)
    let again = try CommandLineTool.run(["ingest", page, "--index", index])
    #expect(again.text.contains("1 unchanged"), "\(again.text)")
  }
}
