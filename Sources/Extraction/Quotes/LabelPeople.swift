internal import Linguistics
internal import Record

/// The people of an article, for the labels of a transcript, which name them by their surnames.
struct LabelPeople {
  private let text: AnalyzedText
  /// By surname, the first person with a name of at least two words.
  private var bearers: [UInt64: Int] = [:]
  /// By surname, the first person who is mentioned outside labels.
  private var named: [UInt64: Int] = [:]

  init(_ text: AnalyzedText) {
    self.text = text
    for (number, person) in text.people.enumerated() {
      let surname = WordHash.folded(person.surname)
      if person.given != nil, bearers[surname] == nil { bearers[surname] = number }
      if named[surname] == nil, Self.isNamedElsewhere(person, in: text) { named[surname] = number }
    }
  }

  /// The person with a name of at least two words whose surname is this one word.
  func bearer(of words: Range<Int>) -> Int? {
    guard words.count == 1, let word = words.first else { return nil }
    return bearers[text.tokens[word].lower]
  }

  /// The person of the article whose surname is the label's last word.
  func person(_ words: Range<Int>) -> Int? {
    guard let last = words.last(where: { text.tokens[$0].kind == .word }) else { return nil }
    return named[text.tokens[last].lower]
  }

  /// Whether a person is mentioned outside labels.
  private static func isNamedElsewhere(_ person: Person, in text: AnalyzedText) -> Bool {
    person.mentions.contains { !text.names[$0].tokens.contains { text.tokens[$0].shape.contains(.allCaps) } }
  }
}
