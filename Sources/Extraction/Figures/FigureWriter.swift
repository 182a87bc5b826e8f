import Linguistics
import Record

/// What the figures of an article stand in.
struct FigureContext: Sendable {
  let pieces: PieceText
  let article: Article
  let reference: CalendarDate?
  let quotes: [QuoteFinding]
  let officials: [OfficialFinding]
}

/// Makes findings of candidates: span, value, concept, period and source.
struct FigureWriter {
  let context: FigureContext

  func findings(_ sentences: [FigureSentence]) -> [FigureFinding] {
    var findings: [FigureFinding] = []
    for sentence in sentences {
      for candidate in sentence.candidates { findings.append(finding(candidate, in: sentence)) }
    }
    return findings
  }

  private func finding(_ candidate: FigureCandidate, in sentence: FigureSentence) -> FigureFinding {
    let s = sentence.pieces
    var start = candidate.pieces.lowerBound
    var end = candidate.pieces.upperBound
    var evidence: [(range: ByteRange, role: String)] = [(s.byteRange(candidate.numeral.pieces), "number")]
    if let bound = candidate.bound {
      start = min(start, bound.pieces.lowerBound)
      evidence.append((s.byteRange(bound.pieces), "bound"))
    }
    if let bound = candidate.boundBehind {
      end = max(end, bound.pieces.upperBound)
      evidence.append((s.byteRange(bound.pieces), "bound"))
    }
    let unitPieces = candidate.noun?.pieces ?? candidate.unit?.pieces
    if let unitPieces, unitPieces.lowerBound >= 0, !unitPieces.isEmpty { evidence.append((s.byteRange(unitPieces), "unit")) }
    if let change = candidate.change { evidence.append((s.byteRange(change.pieces), "change")) }
    let vague = candidate.numeral.vague
    return FigureFinding(
      range: s.byteRange(start..<end), value: rounded(candidate.value, candidate), valueHigh: candidate.high.map { rounded($0, candidate) },
      bound: candidate.boundBehind?.bound ?? candidate.bound?.bound ?? candidate.impliedBound
        ?? (vague || candidate.numeral.bound != nil ? .about : .equal),
      tolerance: candidate.tolerance, vague: vague, unit: candidate.code,
      unitText: unitPieces.map { s.string($0) }, unitKind: candidate.isAge && candidate.unit != nil ? .age : candidate.kind,
      change: candidate.change?.change, role: candidate.change?.role ?? .level, from: candidate.from, comparedTo: candidate.comparedTo,
      confidence: 0.8, reason: Reason(rule: candidate.rule, evidence: evidence))
  }

  private func rounded(_ value: Double, _ candidate: FigureCandidate) -> Double {
    if candidate.unit?.code == "fraction" { return (value * 10_000).rounded() / 10_000 }
    // Products like 1.4 × 1,000,000 and 2.3 × 0.01 are the decimal number that is meant.
    let magnitude = abs(value)
    guard magnitude > 1e-9, magnitude < 1e15 else { return value }
    let scale = magnitude >= 1000 ? 1e3 : magnitude >= 1 ? 1e8 : 1e12
    return (value * scale).rounded() / scale
  }
}
