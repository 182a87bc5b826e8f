import Record
import Testing

@testable import Linguistics

/// Lists of people who share a name: each mention is compared with those named last before it.
@Suite struct ManyPeopleTests {
  /// An invented given name for each number.
  private func given(_ number: Int) -> String {
    let (heads, tails) = (["Bran", "Cor", "Dor", "Fen", "Gar", "Hal", "Jor", "Kel", "Lor", "Mar"], ["vik", "dal", "nor", "wen", "lis"])
    return heads[number % 10] + tails[number / 10 % 5] + ["a", "o", "e", "i"][number / 50 % 4]
  }

  @Test("a surname alone is the person of that surname named before it, among many") func surnames() throws {
    let filler =
      "The old bridge by the mill was shut again for the whole of the winter, and the boats that used to pass below it stayed in the harbour until the ice had gone and the river ran high. "
    let text = reading(
      (0..<150).map { "\(given($0)) Rostvold told the council that the road was wet. Later Rostvold left the hall. \(filler)" }
        .joined(separator: "\n"))
    let full = text.names.filter { $0.kind == .person && $0.tokens.count == 2 }
    try #require(full.count > 100)
    var right = 0
    for name in text.names where name.kind == .person && name.tokens.count == 1 {
      let before = full.last { $0.tokens.upperBound <= name.tokens.lowerBound }
      if before?.entity == name.entity { right += 1 }
    }
    #expect(right > 100)
  }

  @Test("time grows with the number of people who share a surname, and not with its square") func growth() {
    func time(_ count: Int) -> Duration {
      let whole = (0..<count).map { "\(given($0))\(given($0 / 200 + 7).lowercased()) Rostvold left. Rostvold sat. " }.joined()
      return ContinuousClock().measure { _ = reading(whole) }
    }
    _ = time(50)
    let small = time(500)
    #expect(time(2_000) < small * 9 + .seconds(2))
  }
}
