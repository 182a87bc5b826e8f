import Extraction
import Foundation
import Platform
import Ranking
import Record
import Training

/// Trains the rankers of a figure's fields (`figures.bin`) on marked articles.
enum TrainFigures: WorkshopCommand {
  static let path = ["train", "figures"]
  static let summary =
    "--marks FILE,… [--out FILE] [--errors FIELD] [--report]: trains the rankers of period, source, concept, status and confidence (figures.bin) on "
    + "marked articles (marks join) without their test part"

  static func run(_ arguments: [String]) throws {
    let options = WorkshopOptions(arguments)
    guard let marks = options["marks"] else { throw WorkshopError("train figures needs --marks FILE,…") }
    let lines = try marks.split(separator: ",").flatMap { try FigureLine.read(String($0)) }
    var data = FigureTrainingData()
    for line in lines where split(of: line.id) != "test" || !line.isSplit { data.add(line) }
    print("\(lines.count) articles, \(data.figures) marked figures, \(data.paired) found with their value")
    var models: [RankingModel] = []
    for field in FigureModels.Field.allCases {
      let trainer = trainer(for: field, options)
      let groups = data.groups[field] ?? []
      let winners = trainer.crossValidated(groups).winners
      let right = winners.count { data.isRight(field, $0.group, $0.candidate) }
      let calibration = Isotonic.calibration(winners.map { ($0.share, data.isRight(field, $0.group, $0.candidate)) })
      let model = trainer.train(groups, featureSet: FigureModels.featureSet, corpus: data.fingerprint).calibrated(calibration)
      models.append(model)
      print(
        "\(field): \(groups.count) groups, right \(percent(right, winners.count)), reachable \(percent(data.reachable(field), groups.count))"
      )
      report(field, winners, data, calibration)
      if options["report"] != nil { reportByKind(field, winners, data) }
      if options["errors"] == "\(field)" {
        for winner in winners where !data.isRight(field, winner.group, winner.candidate) {
          let answer = data.answers[field]?[winner.group][winner.candidate] ?? nil
          print(String(format: "%.2f ", winner.share) + (data.places[field]?[winner.group] ?? "") + "  FOUND " + (answer ?? "none"))
        }
      }
    }
    try Data(FigureModels.file(models)).write(to: URL(fileURLWithPath: options["out"] ?? "Sources/CKnowledge/Models/figures.bin"))
  }

  /// The part of the data that an article belongs to, by its id: a fifth is for testing, a fifth for tuning.
  static func split(of id: String) -> String {
    // The hash as a number, modulo five.
    let rest = Digest.sha1(Array(id.utf8)).reduce(0) { ($0 * 256 + Int($1)) % 5 }
    return rest == 0 ? "test" : rest == 1 ? "tune" : "train"
  }

  private static func trainer(for field: FigureModels.Field, _ options: WorkshopOptions) -> RankingTrainer {
    var trainer = RankingTrainer()
    trainer.epochs = options["epochs"].flatMap { Int($0) } ?? 14
    trainer.decay = options["decay"].flatMap { Float($0) } ?? 2e-3
    trainer.rate = options["rate"].flatMap { Float($0) } ?? 0.05
    trainer.dropout = options["dropout"].flatMap { Float($0) } ?? 0.2
    trainer.minimumCount = options["count"].flatMap { Int($0) } ?? 2
    trainer.folds = 10
    return trainer
  }

  private static func percent(_ part: Int, _ whole: Int) -> String { String(format: "%.1f %%", 100 * Double(part) / Double(max(1, whole))) }

  /// How often the winner is right, by the first part of the articles' ids.
  private static func reportByKind(_ field: FigureModels.Field, _ winners: [RankingResult.Winner], _ data: FigureTrainingData) {
    var counts: [String: (right: Int, all: Int)] = [:]
    for winner in winners {
      let kind = String((data.places[field]?[winner.group] ?? "").prefix { $0 != "-" && $0 != "_" })
      counts[kind, default: (0, 0)].all += 1
      if data.isRight(field, winner.group, winner.candidate) { counts[kind, default: (0, 0)].right += 1 }
    }
    let parts = counts.filter { $0.value.all >= 25 }.sorted { $0.key < $1.key }
    print("  " + parts.map { "\($0.key) \(percent($0.value.right, $0.value.all)) of \($0.value.all)" }.joined(separator: ", "))
  }

  /// Right where an answer is given, by floors.
  private static func report(
    _ field: FigureModels.Field, _ winners: [RankingResult.Winner], _ data: FigureTrainingData, _ calibration: Calibration
  ) {
    guard field != .status, field != .core else { return }
    for floor in stride(from: 0.3, through: 0.9, by: 0.1) {
      var (given, right, told, hit) = (0, 0, 0, 0)
      for winner in winners {
        let answer = data.answers[field]?[winner.group][winner.candidate] ?? nil
        let rightNone = data.isNone(field, winner.group)
        if !rightNone { told += 1 }
        guard answer != nil, calibration.chance(of: winner.share) >= floor else { continue }
        given += 1
        if data.isRight(field, winner.group, winner.candidate) {
          right += 1
          if !rightNone { hit += 1 }
        }
      }
      print(
        String(format: "  floor %.1f: given %d, right ", floor, given) + percent(right, given) + ", of the told found " + percent(hit, told)
      )
    }
  }
}

/// Groups of candidates from marked articles.
struct FigureTrainingData {
  var groups: [FigureModels.Field: [RankingGroup]] = [:]
  /// The answers of each group's candidates.
  var answers: [FigureModels.Field: [[String?]]] = [:]
  /// Each group's candidates that count as right in measuring, where those that teach are fewer.
  private var acceptable: [FigureModels.Field: [Set<Int>]] = [:]
  private var none: [FigureModels.Field: [Bool]] = [:]
  /// Where each group's figure stands and what is marked, for the list of errors.
  private(set) var places: [FigureModels.Field: [String]] = [:]
  private(set) var figures = 0
  private(set) var paired = 0
  private(set) var fingerprint: UInt64 = 0xcbf2_9ce4_8422_2325
  private var source = 0

  func isRight(_ field: FigureModels.Field, _ group: Int, _ candidate: Int) -> Bool {
    acceptable[field]?[group].contains(candidate) ?? false
  }
  func isNone(_ field: FigureModels.Field, _ group: Int) -> Bool { none[field]?[group] ?? false }
  func reachable(_ field: FigureModels.Field) -> Int { acceptable[field]?.count { !$0.isEmpty } ?? 0 }

  mutating func add(_ line: FigureLine) {
    source += 1
    for byte in line.id.utf8 { fingerprint = (fingerprint ^ UInt64(byte)) &* 0x100_0000_01b3 }
    figures += line.figures.count
    let marked = line.figures
    let found = line.choices { finding, field, answers in
      guard let figure = marked.first(where: { FigureAnswers.isSame($0, finding) }) else { return nil }
      return Self.right(figure, field, answers).teach.min()
    }
    for (finding, choices) in found {
      let figure = marked.first { FigureAnswers.isSame($0, finding) }
      if figure == nil, marked.contains(where: { $0.isOptional && FigureAnswers.touches($0, finding) }) { continue }
      if figure != nil { paired += 1 }
      for choice in choices {
        var (teach, accept): (Set<Int>, Set<Int>) = ([], [])
        if choice.field == .core {
          if figure?.isOptional ?? false { continue }
          if figure?.isPartial ?? line.isPartial { continue }
          teach = [figure.map { Self.isCore($0, finding) } ?? false ? 0 : 1]
          accept = teach
        } else {
          guard let figure, choice.field != .status || figure.status != nil else { continue }
          (teach, accept) = Self.right(figure, choice.field, choice.answers)
          if choice.field == .period && figure.periods.isEmpty || choice.field == .source && figure.sources.isEmpty
            || choice.field == .concept && figure.concepts.isEmpty
          {
            continue
          }
        }
        groups[choice.field, default: []].append(
          RankingGroup(candidates: choice.features, right: teach, weight: figure?.isOptional ?? false ? 0.5 : 1, source: source))
        answers[choice.field, default: []].append(choice.answers)
        acceptable[choice.field, default: []].append(accept)
        places[choice.field, default: []].append(Self.place(finding, figure, choice, line))
        let isNone: Bool =
          switch choice.field {
          case .period: (figure?.periods.first ?? nil) == nil
          case .source: (figure?.sources.first ?? nil) == nil
          default: false
          }
        none[choice.field, default: []].append(isNone)
      }
    }
  }

  /// A concept teaches that is so near the best one there is.
  private static let teachingShare = 0.7

  private static func place(_ finding: FigureFinding, _ figure: MarkedFigure?, _ choice: FigureChoice, _ line: FigureLine) -> String {
    let bytes = Array(line.text.utf8)
    func words(_ from: Int, _ to: Int) -> String {
      String(decoding: bytes[max(0, from)..<min(bytes.count, to)], as: UTF8.self).replacingOccurrences(of: "\n", with: " ¶ ")
    }
    let (start, end) = (finding.range.start, finding.range.end)
    let marked: [String?] =
      switch choice.field {
      case .period: figure?.periods ?? []
      case .source: figure?.sources ?? []
      case .concept: figure?.concepts ?? []
      case .status: [figure?.status]
      case .core: [figure?.unit, figure?.change, figure?.bound]
      }
    return line.id + ": " + words(start - 160, start) + "[[" + words(start, end) + "]]" + words(end, end + 120) + "  MARKED "
      + marked.map { $0 ?? "none" }.joined(separator: " | ")
  }

  private static func isCore(_ marked: MarkedFigure, _ found: FigureFinding) -> Bool {
    found.bound.rawValue == marked.bound && found.change?.rawValue == marked.change && unit(found.unit) == unit(marked.unit)
  }

  private static func unit(_ unit: String?) -> String {
    let lower = (unit ?? "").lowercased()
    return lower.hasSuffix("s") && lower.count > 3 ? String(lower.dropLast()) : lower
  }

  /// The candidates that teach, and those that count as right.
  private static func right(_ marked: MarkedFigure, _ field: FigureModels.Field, _ answers: [String?]) -> (
    teach: Set<Int>, accept: Set<Int>
  ) {
    switch field {
    case .period:
      guard !marked.periods.isEmpty else { return ([], []) }
      let first = Set(answers.indices.filter { answers[$0] == marked.periods[0] })
      let accept = Set(answers.indices.filter { marked.periods.contains(answers[$0]) })
      return (first.isEmpty ? accept : first, accept)
    case .source:
      guard !marked.sources.isEmpty else { return ([], []) }
      let first = Set(answers.indices.filter { FigureAnswers.isSource(answers[$0], [marked.sources[0]]) })
      let accept = Set(answers.indices.filter { FigureAnswers.isSource(answers[$0], marked.sources) })
      return (first.isEmpty ? accept : first, accept)
    case .concept:
      let likeness = answers.map { answer in
        marked.concepts.enumerated().map { FigureAnswers.likeness(answer, $0.element, recall: 2) - ($0.offset == 0 ? 0 : 0.05) }.max() ?? 0
      }
      let best = likeness.max() ?? 0
      let teach = Set(answers.indices.filter { likeness[$0] > 0.15 && likeness[$0] >= best * teachingShare })
      return (teach, Set(answers.indices.filter { likeness[$0] > 0.05 }))
    case .status:
      return (Set(answers.indices.filter { answers[$0] == marked.status }), Set(answers.indices.filter { answers[$0] == marked.status }))
    case .core: return ([], [])
    }
  }
}
