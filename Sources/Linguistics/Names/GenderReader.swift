internal import Record

/// Settles the gender of people whose name does not tell: gendered nouns beside the name, and pronouns where only one person
/// can be meant.
struct GenderReader {
  static func read(_ text: inout AnalyzedText, classes: [WordClass]) {
    var votes = [Int](repeating: 0, count: text.people.count)
    for (number, sentence) in text.sentences.enumerated() {
      var recent: Int?
      var several = false
      // The people of the sentence before in the same paragraph may be meant, too.
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
      var noun = 0
      for mention in text.people[person].mentions {
        let run = text.names[mention].tokens
        for index in max(0, run.lowerBound - 2)..<min(text.tokens.count, run.upperBound + 4) {
          let word = text.tokens[index].lower
          if femaleNouns.contains(word) { noun -= 1 } else if maleNouns.contains(word) { noun += 1 }
        }
      }
      let vote = noun * 2 + votes[person]
      text.people[person].gender = vote > 0 ? .male : vote < 0 ? .female : .unknown
    }
  }

  private static let he = WordHash.folded("he")
  private static let his = WordHash.folded("his")
  private static let him = WordHash.folded("him")
  private static let she = WordHash.folded("she")
  private static let her = WordHash.folded("her")
  private static let femaleNouns = Set(
    WordHash.foldedWords(
      "spokeswoman chairwoman congresswoman councilwoman actress mother sister daughter widow businesswoman queen princess duchess nun waitress policewoman grandmother"
    ))
  private static let maleNouns = Set(
    WordHash.foldedWords(
      "spokesman chairman congressman councilman actor father brother son widower businessman king prince duke monk waiter policeman grandfather"
    ))
}
