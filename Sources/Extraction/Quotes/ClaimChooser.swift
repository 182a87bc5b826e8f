internal import Knowledge
internal import Linguistics
package import Ranking
package import Record

/// Decides which of several reports keeps words that all of them claim. Only the outermost report counts: in "Roe said Lund had asked for
/// help" all of it is Roe's. A ranker chooses, trained on marked quotes; without one, the surest claim wins.
struct ClaimChooser {
  let text: AnalyzedText
  let model: RankingModel?

  /// The least share of the softmax with which the ranker decides; below it the surest claim wins. By folds 814 of 992 choices are right with
  /// it, 816 with 0.6 and 807 without, and fewer of the surest claims lose.
  private static let leastShare = 0.7

  /// The claims in the order in which they may keep words: each time the winner of those that still conflict with the surest one.
  func ordered(_ findings: [CueFinding], agreement: (CueFinding) -> UInt64) -> [CueFinding] {
    var waiting = Self.distinct(findings)
    guard let model else { return waiting }
    var ordered: [CueFinding] = []
    while !waiting.isEmpty {
      let group = Self.group(of: 0, in: waiting)
      var winner = 0
      if group.count > 1 {
        let claims = group.map { waiting[$0] }
        let features = ClaimFeatures(text).describe(claims, agreement: claims.map(agreement))
        let shares = model.shares(features)
        if let best = shares.indices.max(by: { (shares[$0], -$0) < (shares[$1], -$1) }), shares[best] >= Self.leastShare {
          winner = group[best]
        }
      }
      let claim = waiting.remove(at: winner)
      ordered.append(claim)
      // What has lost all of its words cannot win others.
      waiting.removeAll { $0.contents.allSatisfy { part in claim.contents.contains { $0.tokens.overlaps(part.tokens) } } }
    }
    return ordered
  }

  /// The groups of findings whose contents overlap, with features for the ranker; those of one finding are left out.
  func groups(_ findings: [CueFinding], agreement: (CueFinding) -> UInt64) -> [ClaimGroup] {
    let findings = Self.distinct(findings)
    var seen = Set<Int>()
    var groups: [ClaimGroup] = []
    for index in findings.indices where !seen.contains(index) {
      let members = Self.group(of: index, in: findings)
      seen.formUnion(members)
      if members.count < 2 { continue }
      let claims = members.map { findings[$0] }
      groups.append(
        ClaimGroup(
          candidates: ClaimFeatures(text).describe(claims, agreement: claims.map(agreement)),
          contents: claims.map { $0.contents.map { text.range($0.tokens) } }))
    }
    return groups
  }

  /// The findings by falling certainty, without those whose cue overlaps a surer one's: "then passed" and "passed" are one report.
  private static func distinct(_ findings: [CueFinding]) -> [CueFinding] {
    var distinct: [CueFinding] = []
    for finding in findings.sorted(by: { $0.certainty > $1.certainty })
    where !distinct.contains(where: { $0.cue.tokens.overlaps(finding.cue.tokens) }) { distinct.append(finding) }
    return distinct
  }

  /// The findings that conflict with one of them, directly or through others, in order.
  private static func group(of first: Int, in findings: [CueFinding]) -> [Int] {
    var members: Set = [first]
    var open = [first]
    while let member = open.popLast() {
      for other in findings.indices where !members.contains(other) && conflict(findings[member], findings[other]) {
        members.insert(other)
        open.append(other)
      }
    }
    return members.sorted()
  }

  private static func conflict(_ left: CueFinding, _ right: CueFinding) -> Bool {
    left.contents.contains { part in right.contents.contains { $0.tokens.overlaps(part.tokens) } }
  }

  /// The embedded ranker.
  static let modelOfBuild: RankingModel? = {
    guard let file = EmbeddedBytes(named: "claims.bin"), file.count > 0 else { return nil }
    do throws(RankingModelError) {
      return try RankingModel(file: file.content, named: "claims.bin", featureSet: ClaimFeatures.featureSet)
    } catch {
      preconditionFailure(error.description)
    }
  }()
}

/// Reports that claim the same words.
package struct ClaimGroup {
  /// Features of the reports, for the ranker; the surest one first.
  package var candidates: [CandidateFeatures]
  /// The contents of each report.
  package var contents: [[ByteRange]]
}
