/// Writes and reads the rows of `facts`.
struct FactRows {
  let store: Store

  /// The key of a row.
  private static func key(_ segment: Int64, _ group: FactGroup, _ page: Int) -> Int64 {
    segment << 26 | Int64(group.rawValue) << 24 | Int64(page)
  }
  /// The keys of all of a segment's rows.
  static func keys(of segment: Int64) -> ClosedRange<Int64> { segment << 26...segment << 26 | (1 << 26 - 1) }

  /// How many rows so many documents of a sort take.
  static func count(kind: FindingKind, documents: Int) -> Int { groups(kind).count * FactPage.count(documents) }
  private static func groups(_ kind: FindingKind) -> [FactGroup] {
    FactGroup.allCases.filter { $0.columns.contains { $0.isKept(for: kind) } }
  }

  // MARK: Writing

  /// Writes the columns that this sort of finding needs.
  func write(_ facts: [DocumentFacts], lengths: [UInt8], kind: FindingKind, segment: Int64) throws(IndexError) {
    for group in Self.groups(kind) {
      for page in 0..<FactPage.count(facts.count) {
        let documents = FactPage.documents(page, of: facts.count)
        var bytes: [UInt8] = []
        if group == .order {
          Self.append(runs: facts[documents], to: &bytes)
        } else {
          for column in group.columns {
            let numbers = column.isKept(for: kind) ? documents.map { column.number(of: facts[$0], length: lengths[$0]) } : []
            PackedNumbers.append(numbers, to: &bytes)
          }
        }
        for _ in 0..<PackedNumbers.padding { bytes.append(0) }
        try store.run("INSERT INTO facts(id, bytes) VALUES(?, ?)", [.integer(Self.key(segment, group, page)), .blob(bytes)])
      }
    }
  }

  private static func append(runs facts: ArraySlice<DocumentFacts>, to bytes: inout [UInt8]) {
    let firsts = facts.indices.filter { $0 == facts.startIndex || facts[$0].version != facts[$0 - 1].version }
    let ends = firsts.dropFirst() + [facts.endIndex]
    PackedNumbers.append(zip(firsts, ends).map { Int64($1 - $0) }, to: &bytes)
    PackedNumbers.append(firsts.map { facts[$0].time }, missing: PublicationTime.unknown, to: &bytes)
    PackedNumbers.append(firsts.map { Int64(facts[$0].tie >> 24) }, to: &bytes)
    PackedNumbers.append(firsts.map { Int64(facts[$0].version) }, to: &bytes)
    PackedNumbers.append(firsts.map { Int64(facts[$0].outlet) }, to: &bytes)
    PackedNumbers.append(facts.map { Int64($0.tie & 0xFF_FFFF) }, to: &bytes)
  }

  // MARK: Reading

  /// A column of a page; no numbers if it is damaged.
  func column<Number: FixedWidthInteger>(
    _ column: FactColumn, page: Int, of segment: Int64, as type: Number.Type
  ) throws(IndexError) -> [Number] {
    let (group, place) = column.row
    let numbers = try store.first("SELECT bytes FROM facts WHERE id = ?", [.integer(Self.key(segment, group, page))]) { row in
      var offset = 0
      for _ in 0..<place { row.skipPackedNumbers(0, at: &offset) }
      return row.packedNumbers(0, at: &offset, missing: PublicationTime.unknown, as: type)
    }
    guard let numbers, !numbers.isEmpty else { throw damage(segment) }
    return numbers
  }

  /// The runs of a page.
  func runs(page: Int, documents: Int, of segment: Int64) throws(IndexError) -> RunPage {
    let runs = try store.first("SELECT bytes FROM facts WHERE id = ?", [.integer(Self.key(segment, .order, page))]) { row in
      let missing = PublicationTime.unknown
      var offset = 0
      let runs = row.packedNumbers(0, at: &offset, missing: missing, as: UInt32.self)
      let times = row.packedNumbers(0, at: &offset, missing: missing, as: Int64.self)
      let ties = row.packedNumbers(0, at: &offset, missing: missing, as: UInt64.self)
      let versions = row.packedNumbers(0, at: &offset, missing: missing, as: UInt32.self)
      let outlets = row.packedNumbers(0, at: &offset, missing: missing, as: UInt32.self)
      let ordinals = row.packedNumbers(0, at: &offset, missing: missing, as: UInt32.self)
      return RunPage(
        runs: runs, times: times, ties: ties, versions: versions, outlets: outlets, ordinals: ordinals, documents: documents)
    }
    guard let runs = runs ?? nil else { throw damage(segment) }
    return runs
  }

  private func damage(_ segment: Int64) -> IndexError {
    .corrupt(path: store.path, detail: "facts of segment \(segment) cannot be read; run onrecord reindex")
  }
}

extension FactColumn {
  /// A document's number in a column that is none of the runs'.
  fileprivate func number(of facts: DocumentFacts, length: UInt8) -> Int64 {
    switch self {
    case .run, .time, .tie, .version, .outlet, .ordinal: 0
    case .length: Int64(length)
    case .type: Int64(facts.type)
    case .kind: Int64(facts.kind)
    case .speaker: Int64(facts.speaker)
    case .organization: Int64(facts.organization)
    case .unit: Int64(facts.unit)
    case .mark: Int64(facts.mark)
    case .low: Int64(bitPattern: facts.low.bitPattern)
    case .high: Int64(bitPattern: facts.high.bitPattern)
    case .confidence: Int64(facts.confidence)
    }
  }
}
