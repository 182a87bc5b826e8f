import Knowledge
import Record
import Testing

@testable import Extraction

/// The examples of the word lists are run: each row's must show what the row is for.
@Suite("Examples of the word lists") struct LexiconExampleTests {
  /// A row, its fields by the names of their columns.
  struct Row: Sendable {
    let line: Int
    private let fields: [String: String]

    init(_ row: Lexicon.Row, _ columns: [String]) {
      line = row.line
      fields = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, row[$0]) })
    }

    subscript(column: String) -> String { fields[column] ?? "" }

    /// The words of a column, with spaces for their underscores.
    func words(_ column: String) -> [String] { self[column].split(separator: " ").map { String($0.replacing("_", with: " ")) } }

    /// Whether the example holds one of some words or phrases.
    func exampleHolds(_ words: [String]) -> Bool {
      let example = Self.padded(self["example"])
      return words.contains { example.contains(Self.padded($0)) }
    }

    /// A text's words in lower case, with a space around each.
    static func padded(_ text: String) -> String {
      let words = text.lowercased().replacing("’", with: "'").split { !$0.isLetter && !$0.isNumber && $0 != "'" }
      return " " + words.joined(separator: " ") + " "
    }
  }

  /// By the names of the lists, whether a row's example shows what the row is for.
  static let checks: [String: @Sendable (Row) -> Bool] = [
    "bounds.tsv": { row in
      FigureReading.figures(row["example"]).contains { $0.bound.rawValue == row["bound"] } && row.exampleHolds([row["phrase"]])
    },
    "changes.tsv": { row in
      FigureReading.figures(row["example"]).contains { $0.change?.rawValue == row["direction"] } && row.exampleHolds(row.words("forms"))
    },
    "credits.tsv": { row in
      FigureReading.figures(row["example"]).contains { $0.attributedTo != nil } && row.exampleHolds(row.words("words"))
    },
    "cue-verbs.tsv": hasItsCue,
    "cue-words.tsv": hasItsCue,
    "currencies.tsv": { row in FigureReading.figures(row["example"]).contains { $0.unit == row["code"] && $0.unitKind == .money } },
    "figure-contexts.tsv": hasItsContext,
    "function-words.tsv": { row in
      FigureReading.figures(row["example"]).first?.unit == "man" && row.exampleHolds(row.words("words"))
    },
    "holidays.tsv": { row in
      let period = FigureReading.record(row["example"]).periods?.first?.period ?? ""
      let isFixed = row["day"].split(separator: "-").count == 2 && Int(row["day"].prefix(2)) != nil
      return !period.isEmpty && (!isFixed || period.hasSuffix("-" + row["day"])) && row.exampleHolds([row["name"]])
    },
    "numbers.tsv": { row in
      FigureReading.figures(row["example"]).contains { $0.span.text.lowercased().contains(row["word"].lowercased()) }
    },
    "plurals.tsv": { row in
      FigureReading.figures(row["example"]).contains {
        // Those whom something befell are persons, and feet are a measure.
        $0.unit?.lowercased() == row["singular"] || $0.unit == "person" && row["singular"] == row["plural"]
          || $0.unitKind == .measure && $0.unitText == row["plural"]
      }
    },
    "quote-words.tsv": { row in
      FigureReading.record(row["example"]).quotes.contains { $0.cue != nil }
        && row["example"].lowercased().contains(row["word"].lowercased())
    },
    "speaker-nouns.tsv": { row in
      FigureReading.record(row["example"]).quotes.contains {
        $0.speakerKind?.rawValue == row["kind"] && $0.speaker?.lowercased().contains(row["noun"]) ?? false
      }
    },
    "table-headers.tsv": hasItsHeader,
    "times.tsv": { row in
      (FigureReading.record(row["example"]).periods ?? []).contains { period in
        period.period != nil && row.words("words").contains { period.span.text.lowercased().contains($0) }
      }
    },
    "units.tsv": { row in
      let code = row["unit"] == "bp" ? "percentage_point" : row["unit"]
      return FigureReading.figures("It is \(row["example"]).").contains { $0.unit == code && $0.unitKind?.rawValue == row["kind"] }
    },
  ]

  /// A quote whose cue is a form of the row's.
  @Sendable private static func hasItsCue(_ row: Row) -> Bool {
    FigureReading.record(row["example"]).quotes.contains { quote in
      guard let cue = quote.cue?.text else { return false }
      let words = Row.padded(cue)
      return row.words("forms").contains { words.contains(Row.padded($0)) }
    }
  }

  /// What a number among such words is.
  @Sendable private static func hasItsContext(_ row: Row) -> Bool {
    let record = FigureReading.record(row["example"])
    guard row.exampleHolds(row.words("words")) else { return false }
    switch row["kind"] {
    case "label", "street": return record.figures.isEmpty
    case "family": return record.figures.map(\.unit) == ["child"]
    case "hyphen": return record.figures.map(\.unit) == ["page"]
    case "index": return record.figures.map(\.unit) == ["point"]
    case "poll": return record.figures.map(\.unit) == ["percentage_point"]
    // In a match a quarter is no time.
    case "game": return record.figures.map(\.unit) == ["assist"] && record.periods ?? [] == []
    default: return false
    }
  }

  /// What the numbers under such a header are.
  @Sendable private static func hasItsHeader(_ row: Row) -> Bool {
    let figures = TableReading.column(under: row["example"])
    guard row.exampleHolds(row.words("words")) else { return false }
    switch row["kind"] {
    case "label": return figures.isEmpty
    case "sport": return TableReading.standings(with: row["example"]).isEmpty && !TableReading.standings(with: "Homes").isEmpty
    case "change": return figures.count == 2 && figures.allSatisfy { $0.role == .change }
    case "rise": return figures.count == 2 && figures.allSatisfy { $0.change == .up }
    case "fall": return figures.count == 2 && figures.allSatisfy { $0.change == .down }
    case "projected": return figures.count == 2 && figures.allSatisfy { $0.status == .projected }
    case "planned": return figures.count == 2 && figures.allSatisfy { $0.status == .planned }
    case "thousand": return figures.suffix(2).map(\.value) == [12e3, 14e3]
    case "million": return figures.suffix(2).map(\.value) == [12e6, 14e6]
    case "billion": return figures.suffix(2).map(\.value) == [12e9, 14e9]
    case "trillion": return figures.suffix(2).map(\.value) == [12e12, 14e12]
    default: return false
    }
  }

  /// Lists whose examples are run by the tests of what they serve: `ConversionsTests`, `StatusFrameTests` and `FigureSubjectTests`.
  private static let checkedElsewhere = ["conversions.tsv", "status-frames.tsv", "figure-words.tsv"]

  /// A list with a column of examples cannot be without a check.
  @Test("each list with examples is run") func all() {
    let declarations = Lexicon(named: "columns.tsv")
    let (file, content) = (declarations.column("file"), declarations.column("content"))
    #expect(
      Set(declarations.rows.filter { $0[content] == "example" }.map { $0[file] }) == Set(Self.checks.keys).union(Self.checkedElsewhere))
  }

  @Test("each row's example shows what the row is for", arguments: checks.keys.sorted()) func examples(_ name: String) throws {
    let check = try #require(Self.checks[name])
    let lexicon = Lexicon(named: name)
    for row in lexicon.rows.map({ Row($0, lexicon.columns) }) where !check(row) {
      Issue.record("\(name):\(row.line): “\(row["example"])” does not show what the row is for")
    }
  }
}
