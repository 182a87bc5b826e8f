import Foundation

@testable import Linkage

/// A logistic regression over pairs of mentions, drawn to the estimates of ``PersonWeights``.
struct WeightFit {
  /// A pair of mentions whose names are sure, and about which weight alone decides.
  struct Pair {
    var terms: [(PersonWeights.Feature, Double)]
    var isOne: Bool
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
          gradient[row] += ((pair.isOne ? 1 : 0) - chance) * value
          for (column, other) in terms { curvature[row][column] += chance * (1 - chance) * value * other }
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
