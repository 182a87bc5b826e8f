/// Writes doc values in pages; ``SegmentSource`` reads them.
enum DocValueCoding {
  /// The column groups of a collection.
  static func groups(_ schema: DocumentSchema) -> [DocValueGroup] {
    DocValueGroup.allCases.filter { $0.columns.contains { schema.has($0) } }
  }

  /// Writes the collection's columns.
  static func write(
    _ values: [DocValues], lengths: [UInt8], _ schema: DocumentSchema, to segment: Int64, of storage: any FullTextStorage
  ) throws {
    for group in groups(schema) {
      for page in 0..<DocValuePage.count(values.count) {
        let documents = DocValuePage.documents(page, of: values.count)
        var bytes: [UInt8] = []
        if group == .order {
          append(runs: values[documents], to: &bytes)
        } else {
          for column in group.columns {
            let numbers = schema.has(column) ? documents.map { column.number(of: values[$0], length: lengths[$0]) } : []
            PackedNumbers.append(numbers, to: &bytes)
          }
        }
        for _ in 0..<PackedNumbers.padding { bytes.append(0) }
        try storage.addValues(bytes, group, page: page, to: segment)
      }
    }
  }

  private static func append(runs values: ArraySlice<DocValues>, to bytes: inout [UInt8]) {
    let firsts = values.indices.filter { $0 == values.startIndex || values[$0].owner != values[$0 - 1].owner }
    let ends = firsts.dropFirst() + [values.endIndex]
    PackedNumbers.append(zip(firsts, ends).map { Int64($1 - $0) }, to: &bytes)
    PackedNumbers.append(firsts.map { values[$0].time }, missing: DocValues.noTime, to: &bytes)
    PackedNumbers.append(firsts.map { Int64(values[$0].tie >> 24) }, to: &bytes)
    PackedNumbers.append(firsts.map { Int64(values[$0].owner) }, to: &bytes)
    PackedNumbers.append(firsts.map { Int64(values[$0].ownerLabel) }, to: &bytes)
    PackedNumbers.append(values.map { Int64($0.tie & DocValues.ordinalMask) }, to: &bytes)
  }
}

extension DocValueColumn {
  /// A document's number in a column that is not shared by a run.
  fileprivate func number(of values: DocValues, length: UInt8) -> Int64 {
    switch self {
    case .run, .time, .tie, .owner, .ownerLabel, .ordinal: 0
    case .length: Int64(length)
    case .type: Int64(values.type)
    case .category: Int64(values.category)
    case .labelA: Int64(values.labelA)
    case .labelB: Int64(values.labelB)
    case .labelC: Int64(values.labelC)
    case .idPrefix: Int64(values.idPrefix)
    case .low: Int64(bitPattern: values.low.bitPattern)
    case .high: Int64(bitPattern: values.high.bitPattern)
    case .confidence: Int64(values.confidence.code)
    case .confidenceA: Int64(values.confidenceA.code)
    case .confidenceB: Int64(values.confidenceB.code)
    case .confidenceC: Int64(values.confidenceC.code)
    }
  }
}
