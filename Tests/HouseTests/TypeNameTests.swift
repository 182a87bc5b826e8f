import Foundation
import TestSupport
import Testing

/// A name means one thing: no two modules declare a type of the same name, unless it is private to its file or nested in another type.
@Suite struct TypeNameTests {
  @Test func noNameIsDeclaredInTwoModules() throws {
    let sources = Project.folder.appending(path: "Sources")
    var modules: [String: Set<String>] = [:]
    let all = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    for url in all.compactMap({ $0 as? URL }) where url.pathExtension == "swift" {
      let module = url.path.dropFirst(sources.path.count + 1).prefix { $0 != "/" }
      let bytes = Array(try Data(contentsOf: url))
      let texts = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      for (words, text) in zip(CodeWords.lines(of: bytes), texts) where text.first != 0x20 {
        for (keyword, name) in zip(words, words.dropFirst())
        where ["struct", "class", "enum", "protocol", "actor", "typealias"].contains(keyword)
          && !words.contains("private") && !words.contains("fileprivate")
        {
          modules[name, default: []].insert(String(module))
        }
      }
    }
    #expect(modules.count > 500)
    let shared = modules.filter { $0.value.count > 1 }.map { "\($0.key) (\($0.value.sorted().joined(separator: ", ")))" }
    #expect(shared.isEmpty, "declared more than once: \(shared.sorted().joined(separator: "; "))")
  }
}
