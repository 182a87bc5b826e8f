import FullText
import Testing

/// What is stored equals what the documents contain, and nothing that was deleted or merged is left behind.
@Suite struct SegmentCheckTests {
  private static func check(_ library: Library) throws -> (SegmentCheck, problems: [String]) {
    var check = SegmentCheck(SegmentSource(library.storage), library.limits)
    var problems: [String] = []
    for segment in try library.segments() { try check.read(segment) { problems.append($0) } }
    return (check, problems)
  }

  private static func sum(_ library: Library) -> UInt64 {
    var sum: UInt64 = 0
    for document in library.documents {
      let values = document.values
      let seed = PostingHash.seed(owner: values.owner, tie: values.tie, idPrefix: values.idPrefix)
      for field in [Library.text, Library.name] {
        for (word, places) in Dictionary(grouping: document.words(field), by: \.self) {
          sum &+= PostingHash.mix(seed, [field.rawValue] + Array(word.utf8), UInt32(places.count))
        }
      }
    }
    return sum
  }

  @Test(arguments: 31...UInt64(34)) func segmentsHoldWhatWasAddedAndNotDeleted(seed: UInt64) throws {
    let library = Library(seed: seed)
    for _ in 0..<20 {
      try library.add(owners: library.number(1..<16))
      if library.number(0..<2) == 0 { try library.delete(owners: 2) }
      let (check, problems) = try Self.check(library)
      #expect(problems.isEmpty)
      #expect(check.documents == library.documents.count)
      #expect(check.sum == Self.sum(library))
      #expect(library.storage.summaries.count == check.summaries)
      #expect(library.storage.impacts.values.reduce(0) { $0 + $1.count } == check.impactParts)
    }
    #expect(library.storage.segmentCount < 16)
    #expect(try Self.check(library).0.prefixes > 0)
  }

  @Test func nothingIsLeftOfWhatIsDeleted() throws {
    let library = Library(seed: 5)
    try library.add(owners: 20)
    while !library.documents.isEmpty { try library.delete(owners: 1) }
    #expect(library.storage.rows == 0)
  }

  @Test func damageIsFoundAndEndsNoSearch() throws {
    let library = Library(seed: 8)
    try library.add(owners: 60)
    let segment = try #require(try library.segments().first)
    let blocks = library.storage.blocks(between: nil, in: segment.id)
    for chunk in Int64(1)...blocks[blocks.count - 1] {
      let whole = library.storage.chunk(chunk)
      for place in stride(from: 0, to: whole.count, by: 1 + whole.count / 5) {
        var damaged = whole
        damaged[place] ^= 0x55
        library.storage.replace(chunk: chunk, with: damaged)
        let (search, _, _) = try library.search(NaiveQuery.random(library).query)
        _ = search.top(10, after: nil)
        _ = try? library.storage.throwFailure()
        // A block of terms begins with the length of its first key.
        guard place == 0, blocks.contains(chunk) else { continue }
        let found = try? Self.check(library)
        let isSound = found.map { $0.problems.isEmpty && $0.0.sum == Self.sum(library) } ?? false
        #expect(!isSound)
      }
      library.storage.replace(chunk: chunk, with: whole)
    }
    #expect(try Self.check(library).problems.isEmpty)
  }
}
