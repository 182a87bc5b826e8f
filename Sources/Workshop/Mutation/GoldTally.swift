import Extraction
import Foundation
import Record

/// What is counted of findings beside gold.
enum GoldMeasure: String, CaseIterable {
  /// Marked quotes that are found, and those of them that have the right speaker.
  case quotes, speakers
  case wrongQuotes = "wrong quotes"
  /// Marked figures that are found, and those of them of which a field is right: unit with bound and change, period, source, concept, and all
  /// of these.
  case values, units, periods, sources, concepts, rows
  case wrongFigures = "wrong figures"
  /// Marked officials that are found, and those of them of which a field is right.
  case officials, titles, organizations, sectors
  case wrongOfficials = "wrong officials"
  /// Right fields of whole pages.
  case fields
}

/// How many findings are right and wrong in texts with gold. The counts are those of the scorers that `evaluate` uses.
struct GoldTally {
  private var counts: [GoldMeasure: Int] = [:]

  subscript(_ measure: GoldMeasure) -> Int { counts[measure, default: 0] }

  /// Adds the change from one tally to another.
  mutating func add(_ tally: GoldTally, less other: GoldTally) {
    for measure in GoldMeasure.allCases { counts[measure, default: 0] += tally[measure] - other[measure] }
  }

  mutating func add(_ score: QuoteScore) {
    let totals = score.totals
    counts[.quotes, default: 0] += totals.found
    counts[.speakers, default: 0] += totals.withSpeaker
    counts[.wrongQuotes, default: 0] += totals.wrong
  }

  mutating func add(_ measure: FigureMeasure) {
    let totals = measure.totals
    let all: [(GoldMeasure, Int)] = [
      (.values, totals.value), (.units, totals.core), (.periods, totals.period), (.sources, totals.source), (.concepts, totals.concept),
      (.rows, totals.row), (.wrongFigures, totals.wrong),
    ]
    for (measure, count) in all { counts[measure, default: 0] += count }
  }

  mutating func add(_ findings: [OfficialFinding], against marked: [OfficialLine.Marked]) {
    let pairs = OfficialAgreement.pairs(marked, findings.map(\.name))
    for (place, finding) in findings.enumerated() {
      guard let gold = pairs[place].map({ marked[$0] }) else {
        counts[.wrongOfficials, default: 0] += 1
        continue
      }
      if gold.isOptional { continue }
      counts[.officials, default: 0] += 1
      if OfficialAgreement.isRight(title: finding.title, among: gold.titles) { counts[.titles, default: 0] += 1 }
      if OfficialAgreement.isRight(organization: finding.organization, among: gold.organizations) {
        counts[.organizations, default: 0] += 1
      }
      if gold.sector != nil, finding.sector?.rawValue == gold.sector { counts[.sectors, default: 0] += 1 }
    }
  }

  mutating func add(fields right: Int) { counts[.fields, default: 0] += right }
}
