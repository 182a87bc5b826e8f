import Foundation
import TestSupport
import Testing

/// Hostile values of options: each is either refused with a message or taken literally, and no index is harmed.
@Suite struct HostileOptionTests {
  private static func index(_ scratch: Scratch) throws -> String {
    let index = scratch.path("news.db")
    let run = try CommandLineTool.run(["ingest", try scratch.file("page.html", Pages.harbour), "--index", index])
    try #require(run.status == 0, "\(run.errors)")
    return index
  }

  /// Outputs that would replace an index, by every way of writing a file; the index is the same afterwards.
  @Test func outputNeverTakesTheIndexPlace() throws {
    let scratch = try Scratch()
    let index = try Self.index(scratch)
    let other = scratch.path("other.db")
    try FileManager.default.copyItem(atPath: index, toPath: other)
    let sound = try Data(contentsOf: URL(filePath: index))
    let targets = [index, other, index + "-wal", index + "-shm", index + ".ingests.json", scratch.folder.path + "/./news.db"]
    for target in targets {
      for words in [
        ["export", "quotes", "--output", target], ["export", "quotes", "--format", "xlsx", "--output", target],
        ["export", "all", "--format", "sqlite", "--output", target], ["quotes", "--svg", target],
        ["stats", "--by", "month", "--svg", target],
      ] {
        let run = try CommandLineTool.run(words + ["--index", index])
        #expect(run.status == 2, "\(words): \(run.errors)")
        #expect(run.errors.contains(target) && run.errors.contains("overwritten"), "\(words): \(run.errors)")
      }
    }
    // A folder in which a table would have the index's name.
    try FileManager.default.copyItem(atPath: index, toPath: scratch.path("quotes.csv"))
    let folder = try CommandLineTool.run(["export", "quotes", "--output", scratch.folder.path + "/", "--index", index])
    #expect(folder.status == 2 && folder.errors.contains("quotes.csv"), "\(folder.errors)")
    for file in [index, other, scratch.path("quotes.csv")] { #expect(try Data(contentsOf: URL(filePath: file)) == sound) }
    // What is not an index may be replaced, whatever its name.
    let plain = try scratch.file("table.db", "not an index")
    #expect(try CommandLineTool.run(["export", "all", "--output", plain, "--index", index]).status == 0)
  }

  @Test func numbersWithoutEndAreNumbers() throws {
    let scratch = try Scratch()
    let index = try Self.index(scratch)
    let most = "\(Int.max)"
    let whole = try CommandLineTool.run(["quotes", "--context", most, "--index", index])
    let many = try CommandLineTool.run(["quotes", "--context", "1000", "--index", index])
    #expect(whole.status == 0 && whole.text == many.text)
    let id = try #require(
      whole.text.split(separator: " ").map(String.init).first {
        $0.trimmingCharacters(in: .whitespacesAndNewlines).wholeMatch(of: /[0-9a-f]{16}/) != nil
      })
    let shown = try CommandLineTool.run(["show", id.trimmingCharacters(in: .whitespacesAndNewlines), "--context", most, "--index", index])
    #expect(shown.status == 0 && !shown.text.isEmpty, "\(shown.errors)")
    for jobs in ["999999999", most] {
      let run = try CommandLineTool.run(["extract", "--jobs", jobs, scratch.path("page.html")])
      #expect(run.status == 2 && run.errors.contains("--jobs takes a whole number from 1 to"), "\(run.errors)")
    }
    let crowd = try CommandLineTool.run(["extract", "--jobs", "1024", scratch.path("page.html")])
    #expect(crowd.status == 0 && crowd.lines.count == 1, "\(crowd.errors)")
  }

  /// Names that have a special meaning for SQLite, and web addresses.
  @Test func namesOfIndexesAreNamesOfFiles() throws {
    let scratch = try Scratch()
    let page = try scratch.file("page.html", Pages.harbour)
    for name in [":memory:", "file:news?mode=memory", "a?b#c%00.db"] {
      let shell = "cd '\(scratch.folder.path)'; exec \"$@\""
      let run = try CommandLineTool.run(["ingest", page, "--index", name], shell: shell)
      #expect(run.status == 0, "\(name): \(run.errors)")
      #expect(FileManager.default.fileExists(atPath: scratch.path(name)), "\(name)")
      #expect(try CommandLineTool.run(["quotes", "--index", name], shell: shell).status == 0, "\(name)")
    }
    for mode in [["quotes"], ["ingest", page]] {
      let address = try CommandLineTool.run(
        mode + ["--index", "https://example.com/news.db"], shell: "cd '\(scratch.folder.path)'; exec \"$@\"")
      #expect(address.status == 1 && address.errors.contains("https://example.com/news.db is no place of an index"), "\(address.errors)")
      #expect(!FileManager.default.fileExists(atPath: scratch.path("https:")))
      let folder = try CommandLineTool.run(mode + ["--index", scratch.folder.path])
      #expect(folder.status == 1 && folder.errors.contains("is no OnRecord index"), "\(folder.errors)")
    }
    for words in [["quotes", "--index", ""], ["export", "quotes", "--output", ""], ["stats", "--svg", ""]] {
      let run = try CommandLineTool.run(words)
      #expect(run.status == 2 && run.errors.contains("needs the name of a file"), "\(words): \(run.errors)")
    }
    let saved = try CommandLineTool.run(["saved", "add", " ", "quotes", "border", "--index", scratch.path("x.db")])
    #expect(saved.status == 2 && saved.errors.contains("needs a name"), "\(saved.errors)")
  }
}
