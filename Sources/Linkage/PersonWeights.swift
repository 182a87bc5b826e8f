internal import Knowledge

/// How much each thing that two mentions agree or differ in says of their being one person, as a decimal logarithm.
///
/// They were estimates of how roles change in a life at first, and are now what a logistic regression over the pairs of all labelled tables makes of
/// those: drawn back to the estimate by the square of the distance, as the tables are small. The namesakes of the tables are traps, mostly of other
/// fields; pairs of persons of two tables stand for those whom chance brings together. `PersonWeightsTests` fits them anew and reports what they
/// give on a table that they were not fitted to.
struct PersonWeights: Sendable {
  /// What is weighed.
  enum Feature: Int, CaseIterable {
    case identicalBody, sameBody, sameKindOfBody, otherBody
    /// One place, in one field and in two, as much as ``NameShares/onePlace(_:)`` says.
    case place, placeInOtherField
    case rareTitle, commonTitle, alikeTitle, nearTitle, otherTitle
    /// How the fields go together, see ``PersonRole/affinity(_:_:)``: where they do, where they do not, beside one title or body, and where one is not
    /// known.
    case field, otherField, toldField, unknownField
    /// How common the name is.
    case namesakes
    /// One has a part of the surname that the other has not.
    case otherSurname
    /// One office of which each body has one, in two bodies, years apart.
    case officeElsewhere
    /// Ranks of one ladder in two bodies.
    case otherForce
    /// Offices of government, each in a place of its own.
    case placesApart
    /// Two titles in two bodies within a few months.
    case atOnce
    /// Names in both passages.
    case context
    case sameDay, longGap
  }

  private var values: [Double]

  /// The weights by their features.
  init(_ weights: [Feature: Double]) { values = Feature.allCases.map { weights[$0] ?? 0 } }

  /// The weight of a feature.
  subscript(_ feature: Feature) -> Double { values[feature.rawValue] }

  /// The weights that are used, and what they were drawn to.
  static let (standard, estimates): (PersonWeights, PersonWeights) = {
    let lexicon = Lexicon(named: "person-weights.tsv")
    let (feature, weight, estimate) = (lexicon.column("feature"), lexicon.column("weight"), lexicon.column("estimate"))
    var (weights, estimates): ([Feature: Double], [Feature: Double]) = ([:], [:])
    for row in lexicon.rows {
      guard let feature = Feature.allCases.first(where: { "\($0)" == row[feature] }) else { row.refuse(feature) }
      weights[feature] = Double(row[weight])
      estimates[feature] = Double(row[estimate])
    }
    return (PersonWeights(weights), PersonWeights(estimates))
  }()
}
