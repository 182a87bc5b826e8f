import Foundation
import Knowledge
import TestSupport
import Testing

/// Words are data: sets of words stand in the word lists, not in the code.
@Suite struct InlineWordsTests {
  /// A set of a few words of grammar may stand in the code.
  private static let most = 12
  /// Longer sets that stay in the code: how many words they have in each file.
  private static let allowed: [String: Int] = [
    // To be moved.
    "ConceptFinder.swift": 102, "StatusChoices.swift": 103, "QuoteMatcher.swift": 29, "QuoteSieve.swift": 15, "TranscriptReader.swift": 14,
    // What `word-classes.bin` is made of beside the lists.
    "WordClassTable.swift": 113,
    // Names of classes, and keywords of formats, which the code must know.
    "QuoteWords.swift": 23, "HTMLTag.swift": 110, "RichText.swift": 31, "MessageReader.swift": 17, "LocalZone.swift": 28,
  ]

  @Test(arguments: ["Extraction", "Linguistics", "Ingestion", "Linkage"]) func setsOfWordsStandInTheLists(module: String) throws {
    for file in try Source.files(of: module) {
      let runs = Self.wordRuns(file.text).filter { $0.count > Self.most }
      let words = runs.reduce(0) { $0 + $1.count }
      let found = runs.map { $0.prefix(4).joined(separator: " ") }
      #expect(words <= Self.allowed[file.name] ?? 0, "\(file.name): to be moved into word-sets.tsv: \(found)")
    }
  }

  @Test func runsOfWordsAreFound() {
    let code = #"""
      // "one two three"
      let a = set("red green" + " blue"), b = ["up",
        "down and out"], c = "said \(name), 4 times", d = "Is it?"
      """#
    #expect(Self.wordRuns(code) == [["red", "green", "blue"], ["up", "down", "and", "out"]])
  }

  /// The words of each run of string literals that only commas and plus signs part, if it consists of words alone.
  private static func wordRuns(_ text: String) -> [[String]] {
    var runs: [[String]] = []
    var literals: [String] = []
    func endRun() {
      let words = literals.joined(separator: " ").split(separator: " ").map(String.init)
      if !words.isEmpty, words.allSatisfy({ $0.wholeMatch(of: /\p{L}[\p{L}\p{N}'’.-]*/) != nil }) { runs.append(words) }
      literals = []
    }
    for line in text.split(separator: "\n") where !line.trimmingPrefix(while: \.isWhitespace).hasPrefix("//") {
      var rest = line
      while let character = rest.popFirst() {
        if character == "\"" {
          var literal = ""
          while let next = rest.popFirst(), next != "\"" {
            literal.append(next)
            if next == "\\", let escaped = rest.popFirst() { literal.append(escaped) }
          }
          literals.append(literal)
        } else if !character.isWhitespace, character != ",", character != "+" {
          endRun()
        }
      }
    }
    endRun()
    return runs
  }

  /// Each set of `word-sets.tsv` is asked for by the file that it names, and no other is.
  @Test func setsAreThoseAskedFor() throws {
    var asked: Set<String> = []
    for module in ["Extraction", "Linguistics", "Ingestion", "Linkage"] {
      for file in try Source.files(of: module) {
        for match in file.text.matches(of: /WordSets(?:\[|\.words\(|\.phrases\()"([^"]+)"/) {
          let name = String(match.1)
          #expect(name.hasPrefix(file.name.dropLast(".swift".count) + "."), "\(file.name) asks for \(name)")
          asked.insert(name)
        }
      }
    }
    let names = Lexicon(named: "word-sets.tsv").rows.map { $0[0] }
    let (unasked, missing) = (Set(names).subtracting(asked).sorted(), asked.subtracting(names).sorted())
    #expect(unasked.isEmpty, "word-sets.tsv has sets that no code asks for")
    #expect(missing.isEmpty, "the code asks for sets that word-sets.tsv lacks")
    let twice = Dictionary(grouping: names) { $0 }.filter { $1.count > 1 }.keys.sorted()
    #expect(twice.isEmpty, "word-sets.tsv has sets twice")
    for name in names { #expect(!WordSets[name].isEmpty) }
  }
}
