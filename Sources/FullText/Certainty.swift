/// How sure a document, or a part of it, is: a probability in thousandths, and whether the part is there at all. A document claims nothing
/// by a part that it does not have, even if it is not sure that the part is missing.
package struct Certainty: Hashable, Sendable {
  /// One more than the thousandths; negative for a part that is not there, and 0 if no probability is known.
  package let code: Int16

  /// What is stored as this number.
  package init(code: Int16) { self.code = code }

  /// A probability of a part, or of its absence.
  package init(_ chance: Double?, isThere: Bool = true) {
    guard let chance else {
      code = 0
      return
    }
    let stored = Int16(max(0, min(1, chance.isFinite ? chance : 0)) * 1000 + 0.5) + 1
    code = isThere ? stored : -stored
  }

  /// The probability in thousandths. What has none is in no doubt.
  private var thousandths: Int { code == 0 ? 1000 : Int(code.magnitude) - 1 }
  /// The probability.
  var chance: Double { Double(thousandths) / 1000 }
  /// The probability in thousandths of what the document claims: nothing of a part that is not there.
  var claimed: Int { code < 0 ? 1000 : thousandths }

  /// What of a document a certainty is about: the whole, or one of three parts, whose meaning the caller decides.
  package enum Place: Int, CaseIterable, Sendable { case whole, partA, partB, partC }
}
