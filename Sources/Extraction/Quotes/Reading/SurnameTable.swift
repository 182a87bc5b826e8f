package import Linguistics
internal import Record

/// The people of a text by surname.
package struct SurnameTable {
  private let text: AnalyzedText
  /// The surname of each person.
  private let surnames: [UInt64]
  private var people: [UInt64: [Int]] = [:]
  /// By surname, the first person with a name of at least two words.
  private var fullyNamed: [UInt64: Int] = [:]
  /// By surname, the first person who is mentioned outside labels ("ANN ROE: …").
  private var outsideLabels: [UInt64: Int] = [:]

  package init(_ text: AnalyzedText) {
    self.text = text
    surnames = text.people.map { WordHash.folded($0.surname) }
    for (number, surname) in surnames.enumerated() {
      people[surname, default: []].append(number)
      let person = text.people[number]
      if person.given != nil, fullyNamed[surname] == nil { fullyNamed[surname] = number }
      if outsideLabels[surname] == nil, Self.isNamedOutsideLabels(person, in: text) { outsideLabels[surname] = number }
    }
  }

  /// The people with a surname, in the order of their first mention.
  subscript(_ surname: UInt64) -> [Int] { people[surname] ?? [] }

  /// Whether a person has a surname.
  func bears(_ person: Int, _ surname: UInt64) -> Bool { surnames[person] == surname }

  /// The person with a name of at least two words whose surname is this one word.
  func bearer(of words: Range<Int>) -> Int? {
    guard words.count == 1, let word = words.first else { return nil }
    return fullyNamed[text.tokens[word].lower]
  }

  /// The person whom the label of a transcript names: its last word is the surname.
  func person(ofLabel words: Range<Int>) -> Int? {
    guard let last = words.last(where: { text.tokens[$0].kind == .word }) else { return nil }
    return outsideLabels[text.tokens[last].lower]
  }

  /// Whether a person is mentioned outside labels, which are written in capitals.
  private static func isNamedOutsideLabels(_ person: Person, in text: AnalyzedText) -> Bool {
    person.mentions.contains { !text.names[$0].tokens.contains { text.tokens[$0].shape.contains(.allCaps) } }
  }
}
