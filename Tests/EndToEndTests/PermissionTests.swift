import Foundation
import TestSupport
import Testing

/// Folders that the user may read but not write.
@Suite struct PermissionTests {
  /// The command as a user without privileges: root drops its own first. `nil` if that user cannot even start it.
  private static func run(_ words: [String]) throws -> CommandLineTool.Result {
    try CommandLineTool.run(words, shell: getuid() == 0 ? "exec runuser -u nobody -- \"$@\"" : nil)
  }

  /// Whether the unprivileged user can reach the binary.
  static var isPossible: Bool { (try? run(["--version"]).status) == 0 }

  @Test(.enabled(if: isPossible)) func indexInAFolderThatCannotBeWrittenIsSearched() throws {
    let scratch = try Scratch()
    let page = try scratch.file("page.html", Pages.harbour)
    let index = try scratch.file("index/news.db", "")
    try FileManager.default.removeItem(atPath: index)
    #expect(try CommandLineTool.run(["ingest", "--index", index, page]).status == 0)
    let before = try Data(contentsOf: URL(fileURLWithPath: index))
    let folder = scratch.path("index")
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: index)
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder)
    defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder) }

    let search = try PermissionTests.run(["quotes", "--index", index, "winter"])
    #expect(search.status == 0, "\(search.errors)")
    #expect(search.text.contains("another winter"))
    #expect(try PermissionTests.run(["check", "--index", index]).status == 0)
    let ingest = try PermissionTests.run(["ingest", "--index", index, page])
    #expect(ingest.status != 0)
    #expect(ingest.errors.contains("permissions"), "\(ingest.errors)")
    let other = try PermissionTests.run(["ingest", "--index", folder + "/other.db", page])
    #expect(other.status != 0)
    #expect(other.errors.contains("permissions"), "\(other.errors)")
    #expect(try Data(contentsOf: URL(fileURLWithPath: index)) == before)
  }
}
