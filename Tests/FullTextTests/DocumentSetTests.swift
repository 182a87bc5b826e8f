import Testing

@testable import FullText

/// Compares sets of documents with sets of numbers.
@Suite struct DocumentSetTests {
  private static func members(_ set: DocumentSet, of documents: Int32, and other: DocumentSet? = nil) -> [Int32] {
    var members: [Int32] = []
    for page in 0..<DocValuePage.count(Int(documents)) { set.documents(ofPage: page, and: other, into: &members) }
    return members
  }

  @Test(arguments: [1, 63, 64, 65, 1023, 1024, 1025, 5000] as [Int32]) func setsAreThoseOfTheNumbers(documents: Int32) {
    var generator = SystemRandomNumberGenerator()
    func some() -> [UInt32] { (0..<documents / 2 + 1).map { _ in UInt32.random(in: 0..<UInt32(documents), using: &generator) } }
    let (a, b) = (some(), some())
    var (first, second) = (DocumentSet(of: documents), DocumentSet(of: documents))
    // Anything after the last document is damage.
    first.insert(a + [UInt32(documents), .max], of: documents)
    second.insert(b, of: documents)
    let (one, two) = (Set(a.map { Int32($0) }), Set(b.map { Int32($0) }))
    #expect(Self.members(first, of: documents) == one.sorted() && first.count == one.count)
    #expect((0..<documents + 70).filter { first.contains($0) } == one.sorted())
    #expect(first.count(and: second) == one.intersection(two).count)
    #expect(Self.members(first, of: documents, and: second) == one.intersection(two).sorted())
    func combined(_ body: (inout DocumentSet) -> Void) -> [Int32] {
      var set = first
      body(&set)
      return Self.members(set, of: documents)
    }
    #expect(combined { $0.formIntersection(second) } == one.intersection(two).sorted())
    #expect(combined { $0.formUnion(second) } == one.union(two).sorted())
    #expect(combined { $0.subtract(second) } == one.subtracting(two).sorted())
    var bits = [UInt8](repeating: 0, count: (Int(documents) + 7) / 8)
    for document in two { bits[Int(document >> 3)] |= 1 << UInt8(document & 7) }
    #expect(combined { $0.subtract(bits) } == one.subtracting(two).sorted())
  }

  @Test func rangesHaveTheirEnds() {
    let documents: Int32 = 200
    for (from, to) in [(0, 200), (0, 1), (63, 64), (63, 65), (64, 128), (5, 5), (130, 999), (-3, 7)] as [(Int32, Int32)] {
      let set = DocumentSet(from..<to, of: documents)
      #expect(Self.members(set, of: documents) == Array(max(0, from)..<max(max(0, from), min(documents, to))), "\(from) \(to)")
    }
    #expect(DocumentSet(0..<0, of: 0).count == 0)
  }

  @Test func theSetsAskedForLastAreKept() {
    var sets = DocumentSets()
    var made: [Int64] = []
    func ask(_ list: Int64) -> Int {
      sets.set(of: list) {
        made.append(list)
        return DocumentSet(0..<Int32(list), of: 4_000_000)
      }.count
    }
    for list in 1...Int64(8) { #expect(ask(list) == Int(list)) }
    made = []
    // The newest is there; the first has been dropped.
    #expect(ask(8) == 8 && made.isEmpty)
    #expect(ask(1) == 1 && made == [1])
  }
}
