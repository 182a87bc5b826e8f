import Foundation
import Knowledge
import Record
import TestSupport
import Testing

/// Every word list is embedded and well formed, and its source is named.
@Suite struct LexiconTests {
  static let files: [URL] =
    (try? FileManager.default.contentsOfDirectory(
      at: Project.folder.appending(path: "Sources/CKnowledge/Lexicons"), includingPropertiesForKeys: nil
    )
    .filter { $0.pathExtension == "tsv" }) ?? []

  @Test func thereAreLexicons() { #expect(LexiconTests.files.count >= 5) }

  @Test(arguments: files) func isEmbeddedAsItStands(file: URL) throws {
    let embedded = try #require(EmbeddedBytes(named: file.lastPathComponent), "is in no area's .c file")
    #expect(try embedded.bytes == Array(Data(contentsOf: file)))
  }

  @Test(arguments: files) func hasAsManyFieldsAsColumns(file: URL) throws {
    let lexicon = Lexicon(name: file.lastPathComponent, bytes: Array(try Data(contentsOf: file)))
    #expect(!lexicon.columns.isEmpty)
    #expect(Set(lexicon.columns).count == lexicon.columns.count)
  }

  /// The allowed values of a column, by file; several values in one field are separated by spaces.
  private static let values: [(file: String, column: String, allowed: Set<String>)] = [
    ("cue-verbs.tsv", "type", Set(AttributionType.allCases.map(\.rawValue))),
    (
      "cue-verbs.tsv", "manner", ["say", "judge", "order", "want", "think", "feel", "show", "know", "report", "tell", "ask"]
    ),
    ("cue-verbs.tsv", "clause", ["yes", "no", "to", "whether"]),
    ("cue-words.tsv", "type", Set(AttributionType.allCases.map(\.rawValue))),
    ("units.tsv", "kind", Set(UnitKind.allCases.map(\.rawValue))),
    ("titles.tsv", "sector", Set(Sector.allCases.map(\.rawValue))),
    ("titles.tsv", "kind", ["office", "rank"]),
    ("bodies.tsv", "kind", ["field", "head", "name", "subject"]),
    ("bodies.tsv", "sector", Set(Sector.allCases.map(\.rawValue))),
  ]

  @Test func columnsHaveTheirValuesAlone() throws {
    for (name, column, allowed) in LexiconTests.values {
      let file = Project.folder.appending(path: "Sources/CKnowledge/Lexicons/\(name)")
      let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
      let place = try #require(lines[0].split(separator: "\t").firstIndex { $0 == column }, "\(name) has no column \(column)")
      for (number, line) in lines.enumerated().dropFirst() where !line.isEmpty && !line.hasPrefix("#") {
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
        let found = place < fields.count ? fields[place].split(separator: " ").map(String.init) : []
        let wrong = found.isEmpty ? [""] : found.filter { !allowed.contains($0) }
        #expect(wrong.isEmpty, "\(name):\(number + 1): \(column) “\(wrong[0])” is none of \(allowed.sorted().joined(separator: ", "))")
      }
    }
  }

  @Test(arguments: files) func sourceIsTold(file: URL) throws {
    let readme = try String(contentsOf: Project.folder.appending(path: "Sources/CKnowledge/Lexicons/README.md"), encoding: .utf8)
    #expect(readme.contains("`\(file.lastPathComponent)`"))
  }

  @Test func everyModelHasACardWithItsCommand() throws {
    let folder = Project.folder.appending(path: "Sources/CKnowledge/Models")
    let models = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).filter {
      $0.pathExtension == "bin"
    }
    #expect(models.count >= 5)
    for model in models {
      // The models of one trainer share a card: `officials-body.bin` belongs to `officials.md`.
      let own = model.deletingPathExtension().lastPathComponent
      let isAlone = FileManager.default.fileExists(atPath: folder.appending(path: "\(own).md").path)
      let name = isAlone ? own : String(own.prefix { $0 != "-" })
      let card = try String(contentsOf: folder.appending(path: "\(name).md"), encoding: .utf8)
      #expect(card.contains("Workshop train"), "\(name).md")
    }
  }
}
