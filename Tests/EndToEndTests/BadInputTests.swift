import Foundation
import TestSupport
import Testing

/// Bad input: a message names it and says what to do, the rest of the run continues, and the exit status shows the failure.
@Suite struct BadInputTests {
  /// Files that hold no article, by name, with words that the message must contain.
  static let files: [(name: String, bytes: Data, words: String)] = [
    ("empty.html", Data(), "empty"),
    (
      "picture.html",
      Data([0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10, 0x4A, 0x46, 0x49, 0x46, 0, 1] + (0..<4000).map { UInt8(truncatingIfNeeded: $0 &* 37) }), "JPEG"
    ),
    ("cut.html.gz", truncatedGzip, "gzip"),
    ("huge.html", Data(Array("<p>".utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: 50 << 20)), "larg"),
    ("line.jsonl", Data("{\"id\": \"a\", \"text\": \n".utf8), "line 1"),
  ]

  /// The first half of a gzip member.
  static let truncatedGzip: Data = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "seq 1 20000 | gzip -c | head -c 20000"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try? process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return data
  }()

  @Test(.everyBackend, arguments: files.indices) func isToldAndTheRestGoesOn(number: Int) throws {
    let (name, bytes, words) = BadInputTests.files[number]
    let scratch = try Scratch()
    let bad = try scratch.file(name, bytes)
    let first = try scratch.file("first.html", Pages.harbour)
    let last = try scratch.file("last.html", Pages.harbour.replacing("/harbour", with: "/other"))
    let run = try CommandLineTool.run(["extract", first, bad, last])
    #expect(run.status == 1)
    #expect(run.lines.count == 2)
    #expect(run.errors.contains(bad))
    #expect(run.errors.contains(words), "\(run.errors)")

    let index = try IndexBackend.place(scratch.path("index.db"))
    let ingest = try CommandLineTool.run(["ingest", first, bad, last, "--index", index])
    #expect(ingest.status == 1)
    #expect(ingest.text.contains("2 added"))
    #expect(ingest.text.contains("1 failed"))
    #expect(ingest.errors.contains(bad))
    #expect(try CommandLineTool.run(["check", "--index", index]).status == 0)
  }

  @Test func missingPathIsNamed() throws {
    let run = try CommandLineTool.run(["extract", "/nowhere/page.html"])
    #expect(run.status == 1)
    #expect(run.errors.contains("/nowhere/page.html"))
    #expect(run.output.isEmpty)
  }

  @Test func folderWithoutPermissionIsNamedAndTheRestGoesOn() throws {
    guard getuid() == 0 else {
      // Not as root, who could write despite the folder's mode.
      return try closedFolder(shell: nil)
    }
    try closedFolder(shell: "exec runuser -u nobody -- \"$@\"")
  }

  private func closedFolder(shell: String?) throws {
    let scratch = try Scratch()
    _ = try scratch.file("closed/page.html", Pages.harbour)
    let good = try scratch.file("open.html", Pages.harbour)
    let closed = scratch.path("closed")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: scratch.folder.path)
    try FileManager.default.setAttributes([.posixPermissions: 0o000], ofItemAtPath: closed)
    defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: closed) }
    // The other user may not be able to reach the binary, so it is copied beside the pages.
    let binary = scratch.path("onrecord")
    try FileManager.default.copyItem(at: Project.binary, to: URL(fileURLWithPath: binary))
    let run = try CommandLineTool.run(
      ["extract", closed, good],
      shell: (shell ?? "exec \"$@\"").replacing("\"$@\"", with: "\"\(binary)\" \"$2\" \"$3\" \"$4\"").replacing(
        "exec ", with: "shift; set -- x \"$@\"; exec "))
    #expect(run.status == 1)
    #expect(run.errors.contains(closed), "\(run.errors)")
    #expect(run.errors.contains("permission"), "\(run.errors)")
    #expect(run.lines.count == 1)
  }

  @Test(arguments: ["quotes", "figures", "officials", "articles", "stats", "check"]) func missingIndexSaysHowToMakeOne(command: String)
    throws
  {
    let run = try CommandLineTool.run([command, "--index", "/nowhere/index.db"])
    #expect(run.status == 1)
    #expect(run.errors.contains("/nowhere/index.db"))
    #expect(run.errors.contains("onrecord ingest"))
  }

  @Test func fileThatIsNoIndexIsLeftAlone() throws {
    let scratch = try Scratch()
    let bytes = Data("This is a letter, not a database.\n".utf8)
    let letter = try scratch.file("letter.db", bytes)
    let page = try scratch.file("page.html", Pages.harbour)
    for words in [["quotes", "--index", letter], ["ingest", page, "--index", letter]] {
      let run = try CommandLineTool.run(words)
      #expect(run.status == 1, "\(words)")
      #expect(run.errors.contains(letter))
      #expect(!run.errors.lowercased().contains("sqlite"))
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: letter)) == bytes)
  }

  /// Whether this user may mount a file system.
  static var mayMount: Bool {
    guard getuid() == 0, let scratch = try? Scratch() else { return false }
    let folder = scratch.folder.path
    return (try? CommandLineTool.run([], shell: "mount -t tmpfs -o size=1m none '\(folder)' && umount '\(folder)'").status) == 0
  }

  @Test(.enabled(if: mayMount, "mounting is not allowed here; the case with a file size limit stands in")) func diskOfOneMegabyteFillsUp()
    throws
  {
    let scratch = try Scratch()
    let disk = scratch.path("disk")
    try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
    #expect(try CommandLineTool.run([], shell: "mount -t tmpfs -o size=1m none '\(disk)'").status == 0)
    defer { _ = try? CommandLineTool.run([], shell: "umount '\(disk)'") }
    try fill(index: disk + "/index.db", scratch, shell: nil)
  }

  @Test func fullDiskKeepsWhatIsStored() throws {
    let scratch = try Scratch()
    // No file may grow past 500 blocks, which looks to the program like a full disk.
    try fill(index: scratch.path("index.db"), scratch, shell: "trap '' XFSZ; ulimit -f 500; exec \"$@\"")
  }

  /// Ingests one page, then more than the disk takes.
  private func fill(index: String, _ scratch: Scratch, shell: String?) throws {
    let first = try scratch.file("first.html", Pages.harbour)
    #expect(try CommandLineTool.run(["ingest", first, "--index", index]).status == 0)
    var lines = ""
    for number in 0..<400 {
      let words = (0..<300).map { "word\(($0 &* 7919 &+ number &* 104729) % 99991)" }.joined(separator: " ")
      lines += "{\"id\": \"n\(number)\", \"text\": \"\(words)\"}\n"
    }
    let many = try scratch.file("many.jsonl", lines)
    let run = try CommandLineTool.run(["ingest", many, "--index", index], shell: shell)
    #expect(run.status == 1, "\(run.text) \(run.errors)")
    #expect(run.errors.contains(index), "\(run.errors)")
    #expect(try CommandLineTool.run(["check", "--index", index]).status == 0)
    #expect(try CommandLineTool.run(["articles", "harbour", "--index", index]).status == 0)
  }
}
