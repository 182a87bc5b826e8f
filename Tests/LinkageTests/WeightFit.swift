import Foundation

@testable import Linkage

/// A logistic regression over pairs of mentions, drawn to the estimates of ``PersonWeights``.
struct WeightFit {
  /// A pair of mentions whose names are sure, and about which weight alone decides.
  struct Pair {
    var terms: [(PersonWeights.Feature, Double)]
    var isOne: Bool
    /// How much it counts.
    var share = 1.0
  }

  /// The pairs of a table about which weight alone decides.
  static func pairs(_ mentions: [PersonMention], _ persons: [String]) -> [Pair] {
    let names = NameRelations()
    let forms = mentions.enumerated().map { index, mention in
      let number = names.number(of: mention.name)
      var form = PersonForm(mention, number, names.names[number].style)
      form.add(mention, at: index)
      return form
    }
    var pairs: [Pair] = []
    for a in forms.indices {
      for b in forms.indices where b > a {
        let relation = names.relation(forms[a].name, forms[b].name)
        guard relation.isCompatible, !names.names[forms[a].name].isBare, !names.names[forms[b].name].isBare else { continue }
        let evidence = PersonEvidence(forms[a], forms[b], relation)
        if evidence.isWeighed { pairs.append(Pair(terms: evidence.terms, isOne: persons[a] == persons[b])) }
      }
    }
    return pairs
  }

  /// Pairs of persons of different tables, as if they bore one name that on the average one other person bears.
  static func strangers(of tables: [[PersonMention]]) -> [Pair] {
    let names = NameRelations()
    let number = names.number(of: middlingName)
    let relation = names.relation(number, number)
    var pairs: [Pair] = []
    var seed: UInt64 = 1
    func random(_ bound: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % bound
    }
    while pairs.count < strangers {
      let (a, b) = (random(tables.count), random(tables.count))
      if a == b { continue }
      let (x, y) = (tables[a][random(tables[a].count)], tables[b][random(tables[b].count)])
      var (first, second) = (PersonForm(x, number, nil), PersonForm(y, number, nil))
      if first.hasNoRole || second.hasNoRole { continue }
      first.add(x, at: 0)
      second.add(y, at: 1)
      let evidence = PersonEvidence(first, second, relation)
      if evidence.isWeighed { pairs.append(Pair(terms: evidence.terms.filter { $0.0 != .namesakes }, isOne: false, share: share)) }
    }
    return pairs
  }
  /// So many are drawn that the draw tells little, and count as 300.
  private static let strangers = 6000
  private static let share = 0.05
  /// Of whose bearers two are in the news.
  private static let middlingName = "Daniel Hofer"

  /// How much a weight's distance from its estimate costs, squared, in natural logarithms of likelihood.
  private static let pull = 5.0
  /// What too few pairs show.
  private static let kept: [PersonWeights.Feature] = [.officeElsewhere, .sameDay]

  /// The weights that some pairs make of the estimates, by Newton's method.
  static func weights(_ pairs: [Pair]) -> [PersonWeights.Feature: Double] {
    let features = PersonWeights.Feature.allCases.filter { !kept.contains($0) }
    let size = features.count
    var place: [PersonWeights.Feature: Int] = [:]
    for (number, feature) in features.enumerated() { place[feature] = number }
    var weights = features.map { PersonWeights.estimates[$0] }
    for _ in 0..<20 {
      var gradient = features.indices.map { -2 * pull * (weights[$0] - PersonWeights.estimates[features[$0]]) }
      var curvature = features.indices.map { row in features.indices.map { row == $0 ? 2 * pull : 0 } }
      for pair in pairs {
        let sum = pair.terms.reduce(0) { $0 + (place[$1.0].map { weights[$0] } ?? PersonWeights.estimates[$1.0]) * $1.1 }
        let chance = 1 / (1 + pow(10, -sum))
        let terms = pair.terms.compactMap { term in place[term.0].map { ($0, term.1 * log(10)) } }
        for (row, value) in terms {
          gradient[row] += pair.share * ((pair.isOne ? 1 : 0) - chance) * value
          for (column, other) in terms { curvature[row][column] += pair.share * chance * (1 - chance) * value * other }
        }
      }
      // Gauss; the matrix is positive definite.
      for row in 0..<size {
        for below in (row + 1)..<max(size, row + 1) {
          let factor = curvature[below][row] / curvature[row][row]
          for column in row..<size { curvature[below][column] -= factor * curvature[row][column] }
          gradient[below] -= factor * gradient[row]
        }
      }
      for row in stride(from: size - 1, through: 0, by: -1) {
        for column in (row + 1)..<max(size, row + 1) { gradient[row] -= curvature[row][column] * gradient[column] }
        gradient[row] /= curvature[row][row]
      }
      for row in 0..<size { weights[row] += gradient[row] }
    }
    var fitted = Dictionary(uniqueKeysWithValues: kept.map { ($0, PersonWeights.estimates[$0]) })
    for (number, feature) in features.enumerated() { fitted[feature] = weights[number] }
    return fitted
  }
}
