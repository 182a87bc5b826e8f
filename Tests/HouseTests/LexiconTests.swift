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
    let embedded = try #require(
      EmbeddedBytes(named: file.lastPathComponent), "\(file.lastPathComponent) is embedded by no .c file of Sources/CKnowledge")
    let isSame = try embedded.bytes == Array(Data(contentsOf: file))
    #expect(isSame, "\(file.lastPathComponent) has changed since the tests were built: build them again")
  }

  /// `columns.tsv` declares each column of each list, so that a new list cannot be without.
  @Test(arguments: files) func fieldsAreAsTheirColumnsAreDeclared(file: URL) throws {
    let lexicon = Lexicon(name: file.lastPathComponent, bytes: Array(try Data(contentsOf: file)))
    #expect(!lexicon.rows.isEmpty)
    #expect(Set(lexicon.columns).count == lexicon.columns.count)
    for problem in lexicon.problems() { Issue.record("\(problem)") }
  }

  @Test func nothingIsDeclaredButTheLists() {
    #expect(Set(Lexicon(named: "columns.tsv").rows.map { $0[0] }) == Set(LexiconTests.files.map(\.lastPathComponent)))
  }

  /// A value that no row has is a mistake of the declaration, or a row that was forgotten.
  @Test func eachDeclaredValueIsInARow() {
    let declarations = Lexicon(named: "columns.tsv")
    for declaration in declarations.rows where !declaration[4].isEmpty && declaration[0] != "columns.tsv" {
      let lexicon = Lexicon(named: declaration[0])
      let column = lexicon.column(declaration[1])
      let found = Set(
        lexicon.rows.flatMap { declaration[2] == "choices" ? $0[column].split(separator: " ").map(String.init) : [$0[column]] })
      for value in declaration[4].split(separator: "|") {
        #expect(found.contains(String(value)), "columns.tsv:\(declaration.line): no row of \(declaration[0]) has “\(value)”")
      }
    }
  }

  /// Columns whose values are those of a type of the record.
  private static let typed: [(file: String, column: String, values: [String])] = [
    ("cue-verbs.tsv", "type", AttributionType.allCases.map(\.rawValue)),
    ("cue-words.tsv", "type", AttributionType.allCases.map(\.rawValue)),
    ("units.tsv", "kind", UnitKind.allCases.map(\.rawValue)),
    ("titles.tsv", "sector", Sector.allCases.map(\.rawValue)),
    ("bodies.tsv", "sector", Sector.allCases.map(\.rawValue)),
    ("changes.tsv", "direction", Change.allCases.map(\.rawValue)),
    ("bounds.tsv", "bound", Bound.allCases.map(\.rawValue)),
  ]

  @Test func columnsOfTheRecordsTypesHaveNoOtherValues() throws {
    let declarations = Lexicon(named: "columns.tsv")
    for (file, column, values) in LexiconTests.typed {
      let row = try #require(declarations.rows.first { $0[0] == file && $0[1] == column })
      #expect(Set(row[4].split(separator: "|").map(String.init)).isSubset(of: values), "\(file): \(column)")
    }
  }

  private static func problems(_ name: String, _ text: String) -> [String] { Lexicon(name: name, bytes: Array(text.utf8)).problems() }

  @Test func aBadRowIsToldWithItsLineAndWhatIsAllowed() {
    let bounds = "phrase\tbound\tside\texample\n# a comment\n\nno end of\t>\tbefore\tno end of 40 geese\n"
    #expect(Self.problems("bounds.tsv", bounds) == [])
    #expect(
      Self.problems("bounds.tsv", bounds + "shy of\t=<\tbefore\tshy of 40 geese\n")
        == ["bounds.tsv:5: bound “=<” is none of <, <=, >, >=, ~"])
    #expect(
      Self.problems("bounds.tsv", bounds + "shy of\t<\t\tshy of 40 geese\n") == ["bounds.tsv:5: side is empty; allowed: after, before"])
    #expect(Self.problems("bounds.tsv", bounds + "shy of\t<\tbefore") == ["bounds.tsv:5: example is empty"])
    #expect(
      Self.problems("bounds.tsv", bounds + "shy of\t<\tbefore\tshy of 40 geese\tmore\n")
        == ["bounds.tsv:5: more fields than the columns phrase, bound, side, example"])
    #expect(
      Self.problems("cue-words.tsv", "lemma\tforms\tkind\ttype\tmanner\texample\nhunch\thunch\tnoun\tbelief\tthink guess\tA hunch.\n")
        == ["cue-words.tsv:2: manner “guess” is none of feel, judge, know, order, report, say, think, want"])
    #expect(Self.problems("month-names.tsv", "name\tmonth\tcomment\nsnowmonth\tsix\n") == ["month-names.tsv:2: month “six” is no number"])
    #expect(
      Self.problems("month-names.tsv", "name\tnumber\n")
        == ["month-names.tsv:1: the columns are name, number, and in columns.tsv name, month, comment"])
    #expect(Self.problems("geese.tsv", "name\n") == ["geese.tsv:1: the columns are name, and in columns.tsv none"])
  }

  /// All columns are read, however many, and missing fields are empty.
  @Test func everyColumnIsRead() {
    let lexicon = Lexicon(name: "g", bytes: Array("a\tb\tc\td\te\tf\tg\n#x\n1\t\t3 33\t4\t5\t6\t7\n\none\n\t2".utf8))
    #expect(lexicon.columns == ["a", "b", "c", "d", "e", "f", "g"])
    #expect(lexicon.rows.map(\.line) == [3, 5, 6])
    #expect(
      lexicon.rows.map { row in (0..<7).map { row[$0] } } == [
        ["1", "", "3 33", "4", "5", "6", "7"], ["one", "", "", "", "", "", ""], ["", "2", "", "", "", "", ""],
      ])
    #expect(lexicon.rows[0].words(2).map { String(decoding: lexicon.bytes[$0], as: UTF8.self) } == ["3", "33"])
    #expect(lexicon.rows[1].words(6).isEmpty && lexicon.rows[1].range(6).isEmpty)
  }

  @Test(arguments: files) func sourceIsTold(file: URL) throws {
    let readme = try String(contentsOf: Project.folder.appending(path: "Sources/CKnowledge/Lexicons/README.md"), encoding: .utf8)
    let isTold = readme.contains("`\(file.lastPathComponent)`")
    #expect(isTold, "Sources/CKnowledge/Lexicons/README.md has no row for \(file.lastPathComponent)")
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
