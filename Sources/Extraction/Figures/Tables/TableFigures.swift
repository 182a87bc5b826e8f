import Linguistics
import Record

/// Finds the figures of an article's tables. A number in a cell is a figure where the headers of its row and column, or the caption, say
/// what it counts; they give its unit, concept and period.
struct TableFigures {
  let pieces: PieceText
  let tables: [ArticleTable]
  let reference: CalendarDate?
  /// The country of a bare "$".
  let dollar: String

  /// Confidences set by hand, not measured: there are no marked tables to fit them on (see the model card `figures.md`).
  private static let certainty = (core: 0.9, coreWithoutUnit: 0.75, concept: 0.85, period: 0.9, source: 0.9)

  /// What was found in the tables.
  struct Found {
    /// The figures in text order.
    var figures: [FigureFinding] = []
    /// The cells that are numbers, and all cells of standings, in text order. Numbers in them are read here or not at all.
    var cells: [ByteRange] = []

    /// Whether a byte range overlaps one of the cells.
    func holds(_ range: ByteRange) -> Bool {
      var (low, high) = (0, cells.count)
      while low < high {
        let middle = (low + high) / 2
        if cells[middle].end <= range.start { low = middle + 1 } else { high = middle }
      }
      return low < cells.count && cells[low].start < range.end
    }
  }

  func read() -> Found {
    var found = Found()
    for table in tables {
      let grid = TableGridReader(table: table, of: self)
      found.cells += grid.numericCells
      found.figures += grid.figures()
    }
    return found
  }

  /// The figures of running text and of tables, merged in text order.
  static func merged(_ running: [FigureFinding], _ inTables: [FigureFinding]) -> [FigureFinding] {
    guard !inTables.isEmpty else { return running }
    let all = running + inTables
    let order = all.indices.sorted { (all[$0].range.start, $0) < (all[$1].range.start, $1) }
    var places = [Int](repeating: 0, count: all.count)
    for (place, index) in order.enumerated() { places[index] = place }
    return order.map { index in
      var finding = all[index]
      finding.sameAs = finding.sameAs.map { places[$0] }
      return finding
    }
  }

  /// The pieces inside a byte range as a sentence of their own, so that words outside a cell do not belong to it.
  func sentence(_ range: ByteRange) -> PieceSentence {
    let (first, last) = (place(range.start), place(range.end))
    let number = pieces.sentences.firstIndex { $0.contains(first) } ?? 0
    return PieceSentence(source: pieces, bounds: first..<max(first, last), number: number)
  }

  /// The index of the first piece that begins at or after a byte offset.
  private func place(_ byte: Int) -> Int {
    var (low, high) = (0, pieces.pieces.count)
    while low < high {
      let middle = (low + high) / 2
      if pieces.pieces[middle].range.start < byte { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The figure that a numeric cell becomes.
  func finding(_ number: TableNumber, _ sentence: PieceSentence, _ headers: TableHeaders) -> FigureFinding? {
    let isShare = number.unit?.kind == .percent || number.unit?.kind == .money
    guard let concept = headers.concept(pieces.text, isShare: isShare) else { return nil }
    let measured = headers.all.first { $0.unit != nil || $0.noun != nil || $0.rate != nil }
    let noun = number.unit == nil && measured?.unit == nil ? headers.noun : nil
    let unit = number.unit ?? measured?.unit
    let isPlain = number.unit == nil ? measured?.isPlainDollar ?? false : number.isPlainDollar
    var code = isPlain && dollar != "USD" ? dollar : unit?.code ?? noun
    if let rate = number.rate ?? (number.unit == nil ? headers.all.lazy.compactMap(\.rate).first : nil), let base = code {
      code = "\(base)/\(rate)"
    }
    // A scale next to the number replaces that of the header: "£3m" under "£ million".
    let scale =
      number.isScaled || unit?.kind == .percent || number.unit?.kind == .percent ? 1 : headers.all.first { $0.scale != 1 }?.scale ?? 1
    let factor = number.unit == nil ? measured?.unit?.factor ?? 1 : 1
    func scaled(_ value: Double) -> Double { Self.rounded(value * scale * factor) }
    let isChange = headers.all.contains(where: \.isChange)
    let direction: Change? =
      isChange
      ? (number.value < 0
        ? .down : number.isSigned ? .up : headers.all.lazy.compactMap(\.direction).first ?? (number.value > 0 ? .up : nil)) : nil
    let time = headers.period(reference)
    let value = scaled(isChange ? abs(number.value) : number.value)
    var evidence: [(range: ByteRange, role: String)] = [(sentence.byteRange(number.numeral.pieces), "number")]
    evidence += headers.ranges.map { ($0, "header") }
    return FigureFinding(
      range: sentence.byteRange(number.pieces), value: value, valueHigh: number.high.map(scaled), bound: number.bound, unit: code,
      unitText: number.unit.map { sentence.string($0.pieces) }, unitKind: unit?.kind ?? (noun != nil ? .count : nil), change: direction,
      role: isChange ? .change : .level, status: headers.status(reference), concept: concept, period: time?.period, periodText: time?.text,
      attributedTo: headers.source, confidence: code == nil ? Self.certainty.coreWithoutUnit : Self.certainty.core,
      conceptConfidence: Self.certainty.concept, periodConfidence: Self.certainty.period, attributedToConfidence: Self.certainty.source,
      reason: Reason(rule: "cell of a table", evidence: evidence))
  }

  private static func rounded(_ value: Double) -> Double {
    let magnitude = abs(value)
    guard magnitude > 1e-9, magnitude < 1e15 else { return value }
    let scale = magnitude >= 1000 ? 1e3 : magnitude >= 1 ? 1e8 : 1e12
    return (value * scale).rounded() / scale
  }
}
