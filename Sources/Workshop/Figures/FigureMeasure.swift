import Extraction
import Foundation
import Record

/// How many of an article's marked figures are found, and with which fields right; and how well calibrated the confidences are. Marks may
/// accept several answers, leave fields unmarked, or leave open whether something is a figure; `CorpusScore` compares records in which each
/// field has one right answer.
struct FigureMeasure {
  private var (gold, found, value, core, concept, row) = (0, 0, 0, 0, 0, 0)
  private var (toldPeriods, periods, noPeriods, nullPeriods) = (0, 0, 0, 0)
  private var (toldSources, sources, noSources, nullSources) = (0, 0, 0, 0)
  private var cores: [(chance: Double, isRight: Bool)] = []
  private var rows: [(chance: Double, isRight: Bool)] = []

  /// Adds an article. Marks and findings are paired one to one if value and place agree.
  mutating func add(_ line: FigureLine, _ findings: [FigureFinding]) {
    var open = line.figures.filter { !$0.isOptional }
    gold += open.count
    for finding in findings {
      guard let place = open.firstIndex(where: { FigureAnswers.isSame($0, finding) }) else {
        if line.figures.contains(where: { $0.isOptional && FigureAnswers.touches($0, finding) }) { continue }
        found += 1
        cores.append((finding.confidence, false))
        rows.append((product(finding), false))
        continue
      }
      found += 1
      value += 1
      let marked = open.remove(at: place)
      let isCore = FigureTrainingData.isCore(marked, finding)
      let isConcept = marked.concepts.isEmpty || marked.concepts.contains { FigureAnswers.likeness(finding.concept, $0) > 0 }
      let isPeriod = marked.periods.isEmpty || marked.periods.contains(finding.period)
      let isSource = marked.sources.isEmpty || FigureAnswers.isSource(finding.attributedTo, marked.sources)
      let isRow = isCore && isConcept && isPeriod && isSource
      core += isCore ? 1 : 0
      concept += isConcept ? 1 : 0
      row += isRow ? 1 : 0
      if (marked.periods.first ?? nil) != nil {
        toldPeriods += 1; periods += isPeriod ? 1 : 0
      } else {
        noPeriods += 1; nullPeriods += isPeriod ? 1 : 0
      }
      if (marked.sources.first ?? nil) != nil {
        toldSources += 1; sources += isSource ? 1 : 0
      } else {
        noSources += 1; nullSources += isSource ? 1 : 0
      }
      if finding.period != nil { given.periods.append(isPeriod) }
      if finding.attributedTo != nil { given.sources.append(isSource) }
      cores.append((finding.confidence, isCore))
      rows.append((product(finding), isRow))
    }
  }

  /// How many marked figures were found, how many of them with each field right, and how many findings are no marked figure.
  var totals: (value: Int, core: Int, period: Int, source: Int, concept: Int, row: Int, wrong: Int) {
    (value, core, periods + nullPeriods, sources + nullSources, concept, row, found - value)
  }

  private var given: (periods: [Bool], sources: [Bool]) = ([], [])

  private func product(_ finding: FigureFinding) -> Double {
    finding.confidence * (finding.conceptConfidence ?? 1) * (finding.periodConfidence ?? 1) * (finding.attributedToConfidence ?? 1)
  }

  private func f1(_ hits: Int) -> String { String(format: "%.3f", gold + found == 0 ? 0 : 2 * Double(hits) / Double(gold + found)) }
  private func share(_ hits: Int, _ all: Int) -> String { all == 0 ? "-" : String(format: "%.3f", Double(hits) / Double(all)) }

  /// The measures in one line.
  var line: String {
    "\(gold) figures, value \(f1(value)), +unit+change \(f1(core)), concept \(share(concept, value)), period told \(share(periods, toldPeriods)) "
      + "(null \(share(nullPeriods, noPeriods)), given right \(share(given.periods.count { $0 }, given.periods.count))), source told "
      + "\(share(sources, toldSources)) (null \(share(nullSources, noSources)), given right \(share(given.sources.count { $0 }, given.sources.count))), "
      + "row \(f1(row))"
  }

  /// The expected calibration errors.
  var calibration: String {
    String(format: "expected calibration error: core %.3f, row (product of the fields) %.3f", Self.error(cores), Self.error(rows))
  }

  /// The mean difference between confidence and accuracy, over ten bins of equal size (expected calibration error; Naeini, Cooper and
  /// Hauskrecht 2015).
  private static func error(_ answers: [(chance: Double, isRight: Bool)]) -> Double {
    guard !answers.isEmpty else { return 0 }
    let sorted = answers.sorted { $0.chance < $1.chance }
    var sum = 0.0
    for part in 0..<10 {
      let slice = sorted[(sorted.count * part / 10)..<(sorted.count * (part + 1) / 10)]
      sum += abs(slice.reduce(0) { $0 + $1.chance } - Double(slice.count { $0.isRight }))
    }
    return sum / Double(sorted.count)
  }
}
