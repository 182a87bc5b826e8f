import Extraction
import Foundation
import Ranking
import Record
import Training

/// Groups of candidates from marked articles.
struct FigureTrainingData {
  var groups: [FigureModels.Field: [RankingGroup]] = [:]
  /// The answers of each group's candidates.
  var answers: [FigureModels.Field: [[String?]]] = [:]
  /// Each group's candidates that count as right in measuring, if the ones used in training are fewer.
  private var acceptable: [FigureModels.Field: [Set<Int>]] = [:]
  private var none: [FigureModels.Field: [Bool]] = [:]
  /// For each group, where its figure is and what is marked, for the list of errors.
  private(set) var places: [FigureModels.Field: [String]] = [:]
  private(set) var figures = 0
  private(set) var paired = 0
  private(set) var fingerprint: UInt64 = 0xcbf2_9ce4_8422_2325

  func isRight(_ field: FigureModels.Field, _ group: Int, _ candidate: Int) -> Bool {
    acceptable[field]?[group].contains(candidate) ?? false
  }
  /// Whether one of a group's candidates is right.
  func isReachable(_ field: FigureModels.Field, _ group: Int) -> Bool { !(acceptable[field]?[group].isEmpty ?? true) }
  func isNone(_ field: FigureModels.Field, _ group: Int) -> Bool { none[field]?[group] ?? false }
  func reachable(_ field: FigureModels.Field) -> Int { acceptable[field]?.count { !$0.isEmpty } ?? 0 }

  /// What the teacher takes for a figure's answer: the first of the right candidates.
  static func teacher(_ line: FigureLine) -> @Sendable (FigureFinding, FigureModels.Field, [String?]) -> Int? {
    let marked = line.figures
    return { finding, field, answers in
      guard let figure = marked.first(where: { FigureAnswers.isSame($0, finding) }) else { return nil }
      return right(figure, field, answers).teach.min()
    }
  }

  /// Adds an article's figures with what their fields were chosen from.
  /// - Parameter source: the article's number; its figures stay together in the folds.
  mutating func add(_ line: FigureLine, _ found: [(finding: FigureFinding, choices: [FigureChoice])], source: Int) {
    for byte in line.id.utf8 { fingerprint = (fingerprint ^ UInt64(byte)) &* 0x100_0000_01b3 }
    figures += line.figures.count
    let marked = line.figures
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
          guard let figure, choice.field != .status || figure.status != nil, choice.field != .change || !figure.isPartial,
            choice.field != .level || figure.levels != nil
          else { continue }
          (teach, accept) = Self.right(figure, choice.field, choice.answers)
          if choice.field == .period && figure.periods.isEmpty
            || choice.field == .source && figure.sources.isEmpty
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

  /// A concept is used in training if it is this near to the best one there is.
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
      case .change: [figure?.change]
      case .level: [figure?.levels?.text]
      case .core, .head: [figure?.unit, figure?.change, figure?.bound]
      }
    if choice.field == .core {
      return line.id + ": " + words(start - 160, start) + "[[" + words(start, end) + "]]" + words(end, end + 120) + "  MARKED "
        + (figure == nil ? "no figure" : marked.map { $0 ?? "none" }.joined(separator: ", ")) + "  READ "
        + [finding.unit, finding.change?.rawValue, finding.bound.rawValue].map { $0 ?? "none" }.joined(separator: ", ")
    }
    return line.id + ": " + words(start - 160, start) + "[[" + words(start, end) + "]]" + words(end, end + 120) + "  MARKED "
      + marked.map { $0 ?? "none" }.joined(separator: " | ")
  }

  static func isCore(_ marked: MarkedFigure, _ found: FigureFinding) -> Bool {
    let isChange = found.change?.rawValue == marked.change || marked.otherChanges.contains(found.change?.rawValue)
    return found.bound.rawValue == marked.bound && isChange
      && (unit(found.unit) == unit(marked.unit) || marked.units.contains { unit($0) == unit(found.unit) })
  }

  /// Whether two units differ only in number and case.
  static func isUnit(_ one: String, _ other: String) -> Bool { unit(one) == unit(other) }

  private static func unit(_ unit: String?) -> String {
    let lower = (unit ?? "").lowercased()
    return lower.hasSuffix("s") && lower.count > 3 ? String(lower.dropLast()) : lower
  }

  /// The candidates used in training, and those that count as right.
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
    case .change:
      let accept = Set(
        answers.indices.filter { place in
          let change = answers[place].map { String($0.prefix { $0 != " " }) }
          return change == marked.change || marked.otherChanges.contains(change)
        })
      let teach = accept.filter { place in
        let (change, role) = (answers[place]?.split(separator: " ").first.map(String.init), answers[place]?.split(separator: " ").last)
        return change == marked.change && (change == nil || marked.role == nil || role.map(String.init) == marked.role)
      }
      return (teach.isEmpty ? accept : teach, accept)
    case .level:
      let held = Set(answers.indices.filter { marked.levels?.hold(answers[$0]) ?? false })
      return (held, held)
    case .core, .head: return ([], [])
    }
  }
}
