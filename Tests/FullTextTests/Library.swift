import FullText

/// A document before it is indexed.
struct SampleDocument {
  var text: [String]
  var name: [String]
  var values: DocValues

  func words(_ field: TermField) -> [String] { field == Library.text ? text : name }
}

/// Random documents in an index in memory, and the same documents in a list.
final class Library {
  static let text = TermField(UInt8(ascii: "w"), hasStems: true)
  static let name = TermField(UInt8(ascii: "n"), hasStems: false)
  /// Times are days; a bucket is ten of them.
  static let schema = DocumentSchema(
    collection: 7, mainField: text,
    columns: [.labelA, .labelC, .category, .type, .low, .high, .idPrefix, .confidence, .confidenceA, .confidenceC]
  ) { Int32($0 / 10) }
  private static let vocabulary = """
    border borders bordering refugee refugees minister ministers ministry flood floods flooded flooding fire fires fired money cost costs costing \
    happy happier happily police policy policies bridge bridges vote voted votes voting school schools water waters watered tax taxes taxed hope \
    hoped hoping hopes nobility noble nobles wind winds turbine turbines
    """.split(separator: " ").map(String.init)
  private static let names = ["ann", "anna", "archer", "bell", "brook", "carter", "cole", "dean"]

  let storage = MemoryStorage()
  var limits = FullTextLimits()
  private(set) var documents: [SampleDocument] = []
  private var vocabulary = Vocabulary()
  private var nextOwner: UInt32 = 1
  var random: SeededGenerator

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    // Limits so small that the whole format is used.
    limits.summaries.fewest = 6
    limits.summaries.fewestInSegment = 12
    limits.summaries.most = 4
    limits.impacts.fewest = 6
    limits.impacts.fewestInSegment = 12
    limits.impacts.fewestOfPrefix = 8
  }

  /// Words of the main field of a document, on average.
  private(set) var averageLength = 0.0
  /// Stems of words seen before.
  private var stems: [String: [UInt8]] = [:]

  func stem(_ word: String) -> [UInt8] {
    if let known = stems[word] { return known }
    let stem = EnglishStemmer.stem(Array(word.utf8))
    stems[word] = stem
    return stem
  }

  private func measure() {
    averageLength = documents.reduce(0.0) { $0 + Double($1.text.count) } / Double(max(1, documents.count))
  }

  func number(_ range: Range<Int>) -> Int { Int.random(in: range, using: &random) }
  /// A word; the first words of the vocabulary are the most frequent.
  func word() -> String { Self.vocabulary[min(number(0..<Self.vocabulary.count), number(0..<Self.vocabulary.count))] }

  // MARK: Writing

  /// Adds the documents of some owners as one segment.
  func add(owners: Int) throws {
    var builder = SegmentBuilder()
    for _ in 0..<owners {
      let owner = nextOwner
      nextOwner += 1
      let time = number(0..<12) == 0 ? DocValues.noTime : Int64(number(0..<60))
      let ownerLabel = UInt32(number(0..<5))
      for ordinal in 0..<number(1..<5) {
        var values = DocValues()
        values.time = time
        values.owner = owner
        values.ownerLabel = ownerLabel
        values.tie = UInt64(owner &* 2_654_435_761) << 24 | UInt64(ordinal)
        values.labelA = UInt32(number(0..<9))
        values.labelC = UInt32(number(0..<3))
        values.category = UInt8(number(0..<4))
        values.type = UInt8(number(1..<3))
        values.low = number(0..<4) == 0 ? .nan : Double(number(-20..<20)) / 4
        values.high = number(0..<3) == 0 ? values.low + 2 : values.low
        values.idPrefix = UInt32(number(0..<1 << 24))
        values.confidence = Certainty(code: Int16(number(0..<1002)))
        // Of parts that are not there as well.
        values.confidenceA = Certainty(code: Int16(number(-1001..<1002)))
        values.confidenceC = Certainty(code: Int16(number(-1001..<1002)))
        let text = (0..<number(1..<number(2..<90))).map { _ in word() }
        add(
          SampleDocument(text: text, name: (0..<number(0..<3)).map { _ in Self.names[number(0..<Self.names.count)] }, values: values),
          to: &builder)
      }
    }
    try SegmentWriter(storage, Self.schema, limits).write(builder, &vocabulary)
    measure()
  }

  private func add(_ document: SampleDocument, to builder: inout SegmentBuilder) {
    var table = WordNumbering()
    var occurrences: [UInt32] = []
    var runs: [WordRun] = []
    for field in [Self.text, Self.name] where !document.words(field).isEmpty {
      let start = occurrences.count
      for word in document.words(field) {
        let bytes = Array(word.utf8)
        occurrences.append(UInt32(table.number(of: bytes, bytes.indices)))
      }
      runs.append(WordRun(field: field, words: start..<occurrences.count, position: 0))
    }
    let words = vocabulary.numbers(of: table)
    builder.add(
      runs[...], occurrences, document.values, length: document.text.count, words: words, vocabulary: vocabulary.words.count)
    documents.append(document)
  }

  /// Deletes all documents of some owners.
  func delete(owners: Int) throws {
    for _ in 0..<owners {
      guard let owner = documents.randomElement(using: &random)?.values.owner else { return }
      for segment in try segments() {
        var deletion = DocumentDeletion(storage, segment)
        for document in documents where document.values.owner == owner {
          guard let number = segment.document(time: document.values.time, tie: document.values.tie, owner: owner) else { continue }
          let words = [Self.text, Self.name].map { field in
            (field: field, words: Set(document.words(field)).map { Array($0.utf8) })
          }
          deletion.add(number, words: words, length: document.text.count)
        }
        try deletion.finish()
      }
      documents.removeAll { $0.values.owner == owner }
    }
    measure()
  }

  // MARK: Searching

  func segments() throws -> [Segment] { try SegmentLibrary(storage).segments(of: Self.schema) }

  func search(_ query: TextQuery, type: UInt8? = nil, order: MatchOrder = .relevance) throws -> (QuerySearch, QueryPlan, PlanCompiler) {
    let compiler = PlanCompiler(Self.schema, try segments(), SegmentSource(storage), limits.impacts)
    let plan = try compiler.plan(query, type: type, order: order)
    return (QuerySearch(plan), plan, compiler)
  }
}

/// Numbers that are the same in each run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}
