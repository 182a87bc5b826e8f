internal import Linguistics
internal import Record

/// Finds the antecedent of a pronoun among the people: by gender, distance, grammatical role, and who was speaking.
struct PronounResolver {
  private let text: AnalyzedText
  private let sentenceOf: [Int32]
  /// The mentions of people: the name's tokens and the person, in text order.
  private let mentions: [(tokens: Range<Int>, person: Int)]
  private let counts: [Int]

  init(_ text: AnalyzedText) {
    self.text = text
    var sentenceOf = [Int32](repeating: 0, count: text.tokens.count)
    for (number, sentence) in text.sentences.enumerated() { for token in sentence.tokens { sentenceOf[token] = Int32(number) } }
    self.sentenceOf = sentenceOf
    mentions = text.names.filter { $0.kind == .person && $0.entity >= 0 }.map { ($0.tokens, $0.entity) }
    counts = text.people.map(\.mentions.count)
  }

  /// The gender of a pronoun; `nil` for anything but the third person singular.
  static func gender(_ hash: UInt64) -> Gender? {
    if female.contains(hash) { return .female }
    return male.contains(hash) ? .male : nil
  }

  private static let female: Set<UInt64> = Set(["she", "her", "hers", "herself"].map { WordHash.folded($0) })
  private static let male: Set<UInt64> = Set(["he", "his", "him", "himself"].map { WordHash.folded($0) })

  /// The antecedent of a pronoun at a token.
  /// - Parameters:
  ///   - gender: the gender of the pronoun.
  ///   - last: who spoke last, and in which paragraph.
  func person(of token: Int, gender: Gender, last: (person: Int, paragraph: Int)?) -> Int? {
    let here = Int(sentenceOf[token])
    let paragraph = text.sentences[here].paragraph
    var scores: [Int: Double] = [:]
    for mention in mentions.reversed() where mention.tokens.upperBound <= token {
      let sentence = Int(sentenceOf[mention.tokens.lowerBound])
      let distance = here - sentence
      let paragraphs = paragraph - text.sentences[sentence].paragraph
      if distance > 9 || paragraphs > 4 { break }
      let person = text.people[mention.person]
      if person.gender != .unknown, person.gender != gender { continue }
      var score = 3 - Double(distance) * 0.45 - Double(paragraphs) * 0.35
      if person.gender == .unknown { score -= 0.6 }
      if isSubject(mention.tokens) { score += 1.2 }
      if text.tokens[mention.tokens.lowerBound].quotation >= 0 { score -= 1.6 }
      if followsPreposition(mention.tokens.lowerBound) { score -= 0.6 }
      if isPossessive(mention.tokens) { score -= 0.4 }
      score += min(Double(counts[mention.person]), 8) * 0.06
      if distance == 0, isPossessive(mention.tokens) { score -= 0.2 }
      scores[mention.person] = max(scores[mention.person] ?? -.infinity, score)
    }
    if let last, text.people[last.person].gender == gender || text.people[last.person].gender == .unknown {
      let distance = paragraph - last.paragraph
      if distance <= 3 {
        let base = scores[last.person] ?? (1.2 - 0.3 * Double(distance))
        scores[last.person] = base + (distance == 0 ? 1.6 : distance == 1 ? 1.0 : 0.3)
      }
    }
    let best = scores.sorted { ($0.value, -$0.key) > ($1.value, -$1.key) }
    return best.first?.key
  }

  /// Whether a name is in subject position: first in its sentence, or before a verb.
  private func isSubject(_ tokens: Range<Int>) -> Bool {
    let sentence = text.sentences[Int(sentenceOf[tokens.lowerBound])].tokens
    var low = tokens.lowerBound
    var steps = 0
    while low > sentence.lowerBound, steps < 4, text.tokens[low - 1].shape.contains(.capitalized) || text.tokens[low - 1].tag == .DT {
      low -= 1
      steps += 1
    }
    if low == sentence.lowerBound { return !isPossessive(tokens) }
    let next = tokens.upperBound
    guard next < sentence.upperBound else { return false }
    switch text.tokens[next].tag {
    case .VBD, .VBZ, .VBP, .MD: return true
    default: return false
    }
  }

  private func followsPreposition(_ token: Int) -> Bool { token > 0 && [.IN, .TO].contains(text.tokens[token - 1].tag) }

  private func isPossessive(_ tokens: Range<Int>) -> Bool {
    tokens.upperBound < text.tokens.count && SourceReader.isPossessive(tokens.upperBound, text)
  }
}
