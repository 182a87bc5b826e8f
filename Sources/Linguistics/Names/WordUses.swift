internal import Knowledge

/// How an article uses each of its capitalised words: evidence at one place helps to classify the word at the others.
struct WordUses {
  static let afterCourtesy: UInt16 = 1
  static let afterGiven: UInt16 = 2
  static let beforeSpeech: UInt16 = 4
  static let afterPlacePreposition: UInt16 = 8
  static let afterThe: UInt16 = 16
  static let beforeBodyHead: UInt16 = 32
  static let lowerCase: UInt16 = 64
  static let afterRole: UInt16 = 128
  static let capitalInside: UInt16 = 256
  static let alone: UInt16 = 512
  static let afterInitial: UInt16 = 1024
  static let beforeSurname: UInt16 = 2048

  /// For each token the uses of its word anywhere in the article.
  private(set) var uses: [UInt16]

  init(_ text: AnalyzedText, _ classes: [WordClass]) {
    var places: [UInt64: Int] = [:]
    places.reserveCapacity(256)
    var table: [UInt16] = []
    var slots = [Int32](repeating: -1, count: text.tokens.count)
    let tokens = text.tokens
    // Words that are capitalised somewhere.
    for index in tokens.indices where tokens[index].kind == .word && tokens[index].shape.contains(.capitalized) {
      if let place = places[tokens[index].lower] {
        slots[index] = Int32(place)
      } else {
        places[tokens[index].lower] = table.count
        slots[index] = Int32(table.count)
        table.append(0)
      }
    }
    for index in tokens.indices where tokens[index].kind == .word {
      let token = tokens[index]
      if slots[index] < 0 {
        if classes[index].contains(.common) { continue }
        if let place = places[token.lower] { table[place] |= Self.lowerCase }
        continue
      }
      let place = Int(slots[index])
      let starts = token.shape.contains(.sentenceStart)
      var seen: UInt16 = starts ? 0 : Self.capitalInside
      if !starts, index > 0 {
        let previous = tokens[index - 1]
        let before = classes[index - 1]
        if before.contains(.courtesy) { seen |= Self.afterCourtesy }
        if !before.isDisjoint(with: .given), previous.shape.contains(.capitalized) { seen |= Self.afterGiven }
        if before.contains(.role) { seen |= Self.afterRole }
        if previous.shape.contains(.initial) { seen |= Self.afterInitial }
        if previous.lower == Self.the { seen |= Self.afterThe }
        if previous.lower == Self.inWord || previous.lower == Self.near { seen |= Self.afterPlacePreposition }
        if !previous.shape.contains(.capitalized) {
          seen |= index + 1 < tokens.count && tokens[index + 1].shape.contains(.capitalized) ? 0 : Self.alone
        }
      }
      if index + 1 < tokens.count {
        let next = tokens[index + 1]
        if Self.speech.contains(next.lower) || (index > 0 && Self.speech.contains(tokens[index - 1].lower)) { seen |= Self.beforeSpeech }
        let after = classes[index + 1]
        if next.shape.contains(.capitalized) {
          if after.contains(.bodyHead) { seen |= Self.beforeBodyHead }
          if after.contains(.surname), !after.contains(.common) { seen |= Self.beforeSurname }
        }
      }
      table[place] |= seen
    }
    uses = slots.map { $0 < 0 ? 0 : table[Int($0)] }
  }

  private static let the = WordHash.folded("the")
  private static let inWord = WordHash.folded("in")
  private static let near = WordHash.folded("near")
  private static let speech = Set(
    WordSets.words("WordUses.speech").map {
      WordHash.folded($0)
    })
}
