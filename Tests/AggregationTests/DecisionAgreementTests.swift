import Aggregation
import Linkage
import Record
import Testing

/// Decisions about persons that contradict one another are refused, so that all that are listed hold.
@Suite struct DecisionAgreementTests {
  /// Five articles of one Astrid Hollow and two others.
  private static let people = [
    ("p", "Astrid Hollow", "mayor", "Dunmere"), ("q", "Astrid Hollow", "mayor", "Dunmere"), ("r", "Astrid Hollow", "mayor", "Dunmere"),
    ("s", "Astrid Hollow", "goalkeeper", "Varga Rovers"), ("t", "Astrid Benn", "mayor", "Dunmere"), ("u", "Olaf Binns", "baker", "Tolling"),
  ]

  private func mentions(_ index: any SearchIndex) throws -> [String] {
    for (number, person) in Self.people.enumerated() {
      var maker = RecordMaker(person.0, published: "2020-01-0\(number + 1)")
      maker.official(person.1, person.2, person.3)
      _ = try index.add([maker.entry()])
    }
    return try Self.people.map { try #require(try index.article($0.0, version: nil).officialIDs.first) }
  }

  private func onFile(_ law: (any SearchIndex, [String]) throws -> Void) throws {
    let folder = try TemporaryFolder()
    let index = try SQLiteIndex(path: folder.file("decisions.db"), mode: .write)
    try law(index, mentions(index))
  }

  /// Takes a decision; the number of the one that it contradicts, if it is refused for that.
  private func opponent(_ kind: PersonDecision.Kind, _ first: String, _ second: String, _ index: any SearchIndex) throws -> Int? {
    do {
      _ = try index.decideInAgreement(kind, first, second)
      return nil
    } catch DecisionRefusal.contradicts(let other) {
      return other.number
    }
  }

  @Test func aContradictionNamesTheDecisionToUndo() throws {
    try onFile { index, ids in
      let split = try index.decideInAgreement(.split, ids[0], ids[1])
      #expect(try opponent(.merge, ids[1], ids[0], index) == split)
      // Over another mention it is the same.
      let merge = try index.decideInAgreement(.merge, ids[0], ids[3])
      #expect(try opponent(.merge, ids[3], ids[1], index) == split)
      #expect(try opponent(.split, ids[3], ids[0], index) == merge)
      #expect(try index.undo(decision: split))
      #expect(try opponent(.merge, ids[3], ids[1], index) == nil)
      #expect(try opponent(.split, ids[0], ids[1], index) != nil)
      #expect(try index.decisions().count == 2)
    }
  }

  @Test func oneMentionIsNotDecidedAbout() throws {
    try onFile { index, ids in
      for kind in PersonDecision.Kind.allCases {
        #expect(throws: DecisionRefusal.self) { try index.decideInAgreement(kind, ids[0], ids[0]) }
      }
      let decisions = try index.decisions()
      #expect(decisions.isEmpty)
    }
  }

  /// Whatever is decided and undone, in any order, every decision of the list holds.
  @Test(arguments: 0..<20) func everyListedDecisionHolds(seed: Int) throws {
    try onFile { index, ids in
      var news = InventedNews(seed: UInt64(seed + 1))
      for _ in 0..<14 {
        let decisions = try index.decisions()
        if news.number(5) == 0, !decisions.isEmpty {
          let number = news.pick(decisions).number
          #expect(try index.undo(decision: number))
        } else {
          let first = news.number(ids.count)
          let second = (first + 1 + news.number(ids.count - 1)) % ids.count
          let kind: PersonDecision.Kind = news.number(2) == 0 ? .merge : .split
          _ = try opponent(kind, ids[first], ids[second], index)
        }
        let profiles = try index.profiles(Search()).map { Set($0.mentions) }
        for decision in try index.decisions() {
          let isOne = profiles.contains { $0.contains(decision.first) && $0.contains(decision.second) }
          #expect(isOne == (decision.kind == .merge), "\(decision)")
        }
      }
    }
  }
}
