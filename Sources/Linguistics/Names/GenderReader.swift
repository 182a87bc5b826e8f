internal import Knowledge
internal import Record

/// Finds the gender of people whose names do not show it, from gendered nouns next to the name, and from pronouns with only one possible
/// antecedent.
struct GenderReader {
  static func read(_ text: inout AnalyzedText, classes: [WordClass]) {
    var votes = [Int](repeating: 0, count: text.people.count)
    for (number, sentence) in text.sentences.enumerated() {
      var recent: Int?
      var several = false
      // The antecedent may also be in the previous sentence of the paragraph.
      let first =
        number > 0 && text.sentences[number - 1].paragraph == sentence.paragraph
        ? text.sentences[number - 1].tokens.lowerBound : sentence.tokens.lowerBound
      var name = text.firstName(from: first)
      for index in first..<sentence.tokens.upperBound {
        while name < text.names.count, text.names[name].tokens.lowerBound == index {
          if text.names[name].kind == .person, text.names[name].entity >= 0 {
            if recent != nil, recent != text.names[name].entity { several = true }
            recent = text.names[name].entity
          }
          name += 1
        }
        guard index >= sentence.tokens.lowerBound, let person = recent, !several else { continue }
        let word = text.tokens[index].lower
        guard text.tokens[index].quotation < 0 else { continue }
        if word == he || word == his || word == him { votes[person] += 1 }
        if word == she || word == her { votes[person] -= 1 }
      }
    }
    for person in text.people.indices where text.people[person].gender == .unknown {
      let nouns = text.people[person].mentions.reduce(0) { $0 + noun(beside: text.names[$1].tokens, text) }
      let vote = nouns * 2 + votes[person]
      text.people[person].gender = vote > 0 ? .male : vote < 0 ? .female : .unknown
    }
  }

  /// What the nouns next to a name say: "her brother | Luis", "his wife, | Ann Roe", "Ann Roe |, a mother of two", but not "Ann Roe's |
  /// brother".
  private static func noun(beside name: Range<Int>, _ text: AnalyzedText) -> Int {
    func vote(_ token: Int) -> Int {
      let word = text.tokens[token].lower
      return femaleNouns.contains(word) ? -1 : maleNouns.contains(word) ? 1 : 0
    }
    func isComma(_ token: Int) -> Bool { text.bytes[text.tokens[token].range.start] == UInt8(ascii: ",") }
    var votes = 0
    if name.lowerBound > 0, !text.tokens[name.lowerBound].shape.contains(.sentenceStart) {
      let before = name.lowerBound - 1
      if !isComma(before) { votes += vote(before) } else if before > 0 { votes += vote(before - 1) }
    }
    guard name.upperBound < text.tokens.count, isComma(name.upperBound) else { return votes }
    for token in name.upperBound + 1..<min(text.tokens.count, name.upperBound + 5) {
      switch text.tokens[token].tag {
      case .VBD, .VBZ, .VBP, .MD, .WPS, .IN: return votes
      default: votes += vote(token)
      }
    }
    return votes
  }

  private static let he = WordHash.folded("he")
  private static let his = WordHash.folded("his")
  private static let him = WordHash.folded("him")
  private static let she = WordHash.folded("she")
  private static let her = WordHash.folded("her")
  private static let femaleNouns = Set(
    WordHash.foldedWords(WordSets["GenderReader.femaleNouns"]))
  private static let maleNouns = Set(
    WordHash.foldedWords(WordSets["GenderReader.maleNouns"]))
}
