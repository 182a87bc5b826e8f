import Linguistics
import Record

/// The headers that apply to a cell, the most specific first: column, row, section, caption.
struct TableHeaders {
  typealias Entry = (header: TableHeader, sentence: PieceSentence)

  var column: [Entry] = []
  var row: [Entry] = []
  var caption: Entry?
  /// The corner above the row headers, where it states the unit of the whole table: "Budget (£000s)".
  var corner: Entry?
  var source: String?

  var all: [TableHeader] {
    column.map(\.header) + (corner.map { [$0.header.unitAlone] } ?? []) + row.map(\.header) + (caption.map { [$0.header] } ?? [])
  }
  var ranges: [ByteRange] { (column + row).map { $0.sentence.byteRange($0.sentence.bounds) } }

  /// What is counted: the plural in the column's header; in the row's, where the columns are times or say nothing; or the caption's "number
  /// of …".
  var noun: String? {
    if let noun = column.lazy.compactMap(\.header.noun).first { return noun }
    let columnsTell = column.contains { !$0.header.concept.isEmpty }
    if !columnsTell, let noun = row.lazy.compactMap(\.header.noun).first { return noun }
    guard let caption else { return nil }
    let sentence = caption.sentence
    for k in sentence.bounds where sentence.holds(k, "number") && sentence.holds(k + 1, "of") {
      if let noun = CountNounReader(sentence).noun(k + 2) { return noun.unit }
    }
    return columnsTell ? nil : caption.header.noun
  }

  /// The words of the headers in order, preceded by the caption's where the column's header has none; `nil` without a header of column or
  /// row.
  /// - Parameter isShare: whether the numbers have a unit of their own, so that a column headed by a plural noun ("Women") names whom they
  ///   are about and the caption what they measure.
  func concept(_ text: AnalyzedText, isShare: Bool = false) -> String? {
    guard !column.isEmpty || !row.isEmpty else { return nil }
    func words(_ headers: [Entry]) -> [String] {
      headers.flatMap { entry in entry.header.concept.map { entry.sentence.string($0) } }
    }
    var parts = words(column) + words(row)
    let namesGroup = isShare && !column.isEmpty && column.allSatisfy { $0.header.noun != nil && $0.header.unit == nil }
    if words(column).isEmpty || namesGroup, let caption { parts = words([caption]) + parts }
    var seen: [String] = []
    for part in parts where !seen.contains(part) { seen.append(part) }
    return seen.isEmpty ? nil : seen.joined(separator: " ")
  }

  /// The time in the header of the column or row, otherwise in the caption. A month or quarter in one header is combined with the year in
  /// another.
  func period(_ reference: CalendarDate?) -> (period: String, text: String)? {
    let dated = (column + row + (caption.map { [$0] } ?? [])).filter { $0.header.time != nil }
    guard let first = dated.first, let time = first.header.time, let period = time.period(reference) else { return nil }
    let text = first.sentence.string(time.pieces)
    guard dated.count > 1, let other = dated[1].header.time, let a = time.span, let b = other.span else { return (period, text) }
    let (part, year, statesYear) = a.text.utf8.count == 4 ? (b, a, dated[1].header.statesYear) : (a, b, first.header.statesYear)
    guard year.text.utf8.count == 4, !statesYear else { return (period, text) }
    let both = text + " " + dated[1].sentence.string(other.pieces)
    if part.text.utf8.count == 7, part.first.month == part.last.month {
      return (CalendarSpan.month(year.first.year, part.first.month).text, both)
    }
    return part.isQuarter ? (CalendarSpan.quarter(year.first.year, (part.first.month + 2) / 3).text, both) : (period, text)
  }

  func status(_ reference: CalendarDate?) -> FigureStatus {
    if let status = all.lazy.compactMap(\.status).first { return status }
    if let span = (column + row).lazy.compactMap(\.header.time?.span).first, let reference, span.first > reference { return .projected }
    return .actual
  }
}
