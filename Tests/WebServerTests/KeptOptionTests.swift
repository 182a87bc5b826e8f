import Aggregation
import OnRecord
import TestSupport
import Testing

@testable import WebServer

/// Whatever narrows a search is kept wherever a search is kept: in a saved search, in the address of a page, and in the place that `--after`
/// takes. What is not kept there is named here.
@Suite struct KeptOptionTests {
  /// A property of ``QueryOptions`` that nobody sets: it follows from the others.
  static let derived: Set<String> = ["minimumNameConfidence"]

  /// Where a search is kept, and which properties of it are not.
  static let places: [(name: String, leavesOut: Set<String>)] = [
    // It runs over all findings, newest first.
    ("saved search", ["sort", "limit", "after", "foldsCopies", "countsMatches"]),
    ("address", ["countsMatches"]),
    // It is the place itself, and as many hits as wanted may follow it.
    ("place of --after", ["limit", "after", "countsMatches"]),
  ]

  /// The options of the commands that search which narrow nothing, beside those that all commands have.
  static let others: Set<String> = [
    "after", "all-copies", "as-of", "cite", "color", "conflicts", "context", "facets", "format", "index", "limit", "no-pager", "profiles",
    "series", "sort", "stories", "svg", "variants", "quiet", "help",
  ]

  /// A value of an option that is not its default.
  private static func value(_ option: SearchOption, _ kind: FindingKind) -> String {
    switch option {
    case .speaker, .organization, .outlet, .url: "quay"
    case .since, .until: "2016"
    case .kind: [FindingKind.quote: "direct", .figure: "money", .official: "government"][kind, default: "direct"]
    case .type: "belief"
    case .unit: "USD"
    case .minimum, .maximum, .confidence, .speakerConfidence, .organizationConfidence, .conceptConfidence, .periodConfidence: "0.25"
    }
  }

  static let uses: [(SearchOption, FindingKind)] = SearchOption.allCases.flatMap { option in option.kinds.map { (option, $0) } }

  private static func properties(_ value: some Any) -> [String: String] {
    Dictionary(uniqueKeysWithValues: Mirror(reflecting: value).children.map { ($0.label ?? "", "\($0.value)") })
  }

  private static func search(_ option: SearchOption, _ value: String) throws -> QueryOptions {
    var options = try QueryOptions { $0 == option ? value : nil }
    options.leaveOutDoubtful(of: .everything)
    return options
  }

  @Test func everyPropertyIsSetByOneOption() throws {
    let plain = Self.properties(QueryOptions())
    var set: Set<String> = []
    for option in SearchOption.allCases {
      let value = Self.value(option, .quote)
      let options = try QueryOptions { $0 == option ? value : nil }
      #expect(options[option] == value, "\(option)")
      let changed = Self.properties(options).filter { plain[$0.key] != $0.value }.keys
      #expect(changed.count == 1, "\(option)")
      set.formUnion(changed)
    }
    #expect(Set(plain.keys).subtracting(set) == Self.derived)
    for place in Self.places { #expect(place.leavesOut.isSubset(of: Self.properties(Search()).keys), "\(place.name)") }
  }

  @Test(arguments: uses) func savedSearchesKeepIt(option: SearchOption, kind: FindingKind) throws {
    let scratch = try Scratch()
    let saved = SavedSearches(index: scratch.path("news.db"))
    let value = Self.value(option, kind)
    try saved.save(SavedSearch(name: "one", kind: kind, query: "", options: [option.rawValue: value]))
    let search = try #require(try saved.search(named: "one")).search()
    #expect(try search.options == Self.search(option, value))
    #expect(LibraryPage.asked(try #require(try saved.search(named: "one"))).filters == [option: value])
  }

  @Test(arguments: uses) func addressesKeepIt(option: SearchOption, kind: FindingKind) throws {
    let value = Self.value(option, kind)
    let asked = try Asked(kind, [.init(option.rawValue, value)])
    #expect(try asked.search().options == Self.search(option, value))
    #expect(try Asked(kind, HTTPRequest(target: asked.address().text).query) == asked)
    #expect(asked.words.contains(value))
    for other in FindingKind.allCases where option != .kind {
      #expect((asked.with(kind: other).filters[option] == nil) == !option.kinds.contains(other), "\(option) \(other)")
    }
  }

  /// What of a search is not an option of the query is kept in the address, too.
  @Test func addressesKeepTheRest() throws {
    let place = "0.7s.1f"
    let asked = try Asked(
      .quote, [.init("q", "bridge"), .init("sort", "oldest"), .init("copies", "all"), .init("limit", "3"), .init("after", place)])
    let again = try Asked(.quote, HTTPRequest(target: asked.address(after: asked.after).text).query)
    #expect(again == asked)
    let (search, plain) = (Self.properties(try again.search(limit: again.limit)), Self.properties(Search(foldsCopies: true)))
    let kept = search.filter { plain[$0.key] != $0.value }.keys
    #expect(Set(plain.keys).subtracting(kept).subtracting(["options"]) == Self.places[1].leavesOut)
  }

  /// A place in the hits of a search is refused by every other search.
  @Test(arguments: FindingKind.allCases) func placesKeepIt(kind: FindingKind) throws {
    let news = try TestNews()
    func run(_ words: [String]) throws -> CommandLineTool.Result {
      try CommandLineTool.run([kind.plural, "--index", news.path, "--limit", "1"] + words)
    }
    let place = try #require(try run([]).errors.firstMatch(of: /--after (\S+)/)?.1)
    #expect(try run(["--after", "\(place)"]).status == 0)
    let options = SearchOption.allCases.filter { $0.kinds.contains(kind) }.map { ["--" + $0.rawValue, Self.value($0, kind)] }
    for words in options + [["--sort", "oldest"], ["--all-copies"], ["bridge"]] {
      let other = try run(["--after", "\(place)"] + words)
      #expect(other.status == 2 && other.errors.contains("another search"), "\(words) \(other.errors)")
    }
  }

  /// Each option of the command line is in the table or named above, and each of the table is offered.
  @Test(arguments: FindingKind.allCases) func theCommandLineOffersIt(kind: FindingKind) throws {
    let help = try CommandLineTool.run(["help", kind.plural]).lines
    let offered = Set(help.compactMap { $0.firstMatch(of: /^ +(?:-., +)?--([a-z-]+)/).map { String($0.1) } })
    let narrowing = Set(SearchOption.allCases.filter { $0.kinds.contains(kind) }.map(\.rawValue))
    #expect(offered.subtracting(Self.others) == narrowing)
  }
}
