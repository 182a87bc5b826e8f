import Foundation
import TestSupport
import Testing

/// The folders of a module depend on one another in one direction: if one uses a type of another, that one uses none of its own, not even
/// indirectly.
@Suite struct FolderCircleTests {
  @Test func foldersKnowOneAnotherInOneDirection() throws {
    let sources = Project.folder.appending(path: "Sources")
    for module in try FileManager.default.contentsOfDirectory(atPath: sources.path).sorted() {
      let circle = try Self.circle(of: sources.appending(path: module))
      #expect(circle.isEmpty, "\(module): \(circle.joined(separator: ", "))")
    }
  }

  /// The folders of a module that are part of a cycle.
  private static func circle(of module: URL) throws -> [String] {
    let all = try #require(FileManager.default.enumerator(at: module, includingPropertiesForKeys: nil))
    var words: [String: Set<String>] = [:]
    var folders: [String: Set<String>] = [:]
    for url in all.compactMap({ $0 as? URL }) where url.pathExtension == "swift" {
      let folder = url.deletingLastPathComponent().path
      let bytes = Array(try Data(contentsOf: url))
      let texts = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      for (line, text) in zip(CodeWords.lines(of: bytes), texts) {
        words[folder, default: []].formUnion(line.filter { $0.first?.isUppercase == true })
        // Nested types do not count.
        guard text.first != 0x20 else { continue }
        for (keyword, name) in zip(line, line.dropFirst())
        where ["struct", "class", "enum", "protocol", "actor", "typealias"].contains(keyword) && !line.contains("private") {
          folders[name, default: []].insert(folder)
        }
      }
    }
    var uses: [String: Set<String>] = [:]
    for (folder, names) in words {
      for name in names {
        // A name that several folders declare proves nothing.
        guard let home = folders[name], home.count == 1, let other = home.first, other != folder else { continue }
        uses[folder, default: []].insert(other)
      }
    }
    func reached(from start: String) -> Set<String> {
      var found: Set<String> = []
      var open = [start]
      while let folder = open.popLast() { for next in uses[folder] ?? [] where found.insert(next).inserted { open.append(next) } }
      return found
    }
    return uses.keys.filter { reached(from: $0).contains($0) }.map { $0.replacing(Project.folder.path + "/", with: "") }.sorted()
  }
}
