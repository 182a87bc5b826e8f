internal import Knowledge
internal import Record

/// The part of the tokenizer that reads words, numbers, addresses and abbreviations.
extension Tokenizer {
  /// Reads one or more tokens that begin with the letter or digit at `index`; returns where they end.
  mutating func readWord(from index: Int) -> Int {
    var stop = index
    var shape = TokenShape()
    var letters = 0
    var capitals = 0
    var dots = 0
    var lastApostrophe = -1
    var pieceStart = index
    var onlyNumber = true
    if Characters.isUpper(Characters.at(index, bytes).scalar) { shape.insert(.capitalized) }
    scan: while stop < end {
      let character = Characters.at(stop, bytes)
      let next = stop + character.length
      switch character.kind {
      case .letter:
        letters += 1
        if Characters.isUpper(character.scalar) { capitals += 1 }
        onlyNumber = false
      case .digit:
        shape.insert(.hasDigit)
      case .ignorable:
        break
      case .hyphen:
        let following = kind(at: next)
        guard following == .letter || following == .digit else { break scan }
        if following == .digit, onlyNumber, letters == 0 { break scan }
        shape.insert(.hyphenated)
        pieceStart = next
      case .apostrophe:
        guard kind(at: next) == .letter, letters > 0 else { break scan }
        lastApostrophe = stop
      case .stop:
        guard joins(character, at: stop, pieceStart: pieceStart, letters: letters) else { break scan }
        if character.scalar == 0x2E {
          dots += 1
          if kind(at: next) == .letter { pieceStart = next }
        }
      case .symbol:
        let following = kind(at: next)
        switch character.scalar {
        case 0x26:  // AT&T, R&D
          guard capitals > 0, following == .letter, Characters.isUpper(Characters.at(next, bytes).scalar) else { break scan }
        case 0x2F:  // 9/11
          guard onlyNumber, following == .digit else { break scan }
        case 0x40:
          if let address = addressEnd(from: next) {
            add(index..<address, .email, shape)
            return address
          }
          break scan
        default: break scan
        }
      default:
        break scan
      }
      stop = next
    }
    if let address = linkEnd(index, stop) {
      add(index..<address, .url, shape)
      return address
    }
    if letters > 1, capitals == letters { shape.insert(.allCaps) }
    if byte(at: stop) == UInt8(ascii: "."), byte(at: stop + 1) != UInt8(ascii: "."), lastApostrophe < 0,
      let added = abbreviation(index..<stop, piece: pieceStart, letters: letters, capitals: capitals, dots: dots)
    {
      shape.formUnion(added)
      add(index..<stop + 1, .word, shape)
      return stop + 1
    }
    if onlyNumber {
      add(index..<stop, .number, shape)
    } else if lastApostrophe >= 0, let cut = contraction(index..<stop, apostrophe: lastApostrophe) {
      add(index..<cut, .word, shape)
      add(cut..<stop, .word)
    } else if dots > 0, capitals + letters > 0, isDomain(index..<stop) {
      add(index..<stop, .url, shape)
    } else {
      add(index..<stop, .word, shape)
    }
    return stop
  }

  /// Whether a full stop, comma or colon is inside a token.
  private func joins(_ character: Character32, at index: Int, pieceStart: Int, letters: Int) -> Bool {
    let following = kind(at: index + character.length)
    switch character.scalar {
    case 0x2E:
      if following == .digit { return byte(at: index - 1) &- 48 < 10 }
      guard following == .letter, index > pieceStart else { return false }
      // After a single letter: U.S, a.m, N.C. Otherwise the end of an address, or a missing space.
      if index - pieceStart == 1 { return byte(at: index - 1) &- 48 >= 10 }
      if isHost(index) { return true }
      let next = bytes[index + 1]
      if next &- 65 < 26 { return isLearned(pieceStart..<index) }
      return isDomainTail(index + 1) || isLearned(pieceStart..<index)
    case 0x2C:
      // A thousands separator.
      return following == .digit && byte(at: index - 1) &- 48 < 10 && byte(at: index + 2) &- 48 < 10 && byte(at: index + 3) &- 48 < 10
        && byte(at: index + 4) &- 48 >= 10
    case 0x3A:
      return following == .digit && byte(at: index - 1) &- 48 < 10 && letters == 0
    default: return false
    }
  }

  /// "Ph.D", "Lt.Col": a short part before another one.
  private func isLearned(_ piece: Range<Int>) -> Bool {
    piece.count == 2 && piece.lowerBound >= 0 && piece.upperBound <= bytes.count
      && (bytes[piece.lowerBound] == UInt8(ascii: "P") && bytes[piece.lowerBound + 1] == UInt8(ascii: "h"))
  }

  /// Whether the letters at `index` are the last or second-to-last label of a host name.
  private func isDomainTail(_ index: Int) -> Bool {
    var stop = index
    while kind(at: stop) == .letter || kind(at: stop) == .digit || byte(at: stop) == UInt8(ascii: "-") {
      stop += Characters.at(stop, bytes).length
    }
    if Self.domains.contains(WordHash.folded(bytes, index..<stop)) { return true }
    // example.co.uk: one more label follows.
    return byte(at: stop) == UInt8(ascii: ".") && kind(at: stop + 1) == .letter && isDomainTail(stop + 1)
  }

  /// Whether the labels before `index` begin with "www.".
  private func isHost(_ index: Int) -> Bool {
    var first = index
    while first > start,
      (bytes[first - 1] | 32) &- 97 < 26 || bytes[first - 1] == UInt8(ascii: ".") || bytes[first - 1] == UInt8(ascii: "-")
        || bytes[first - 1] &- 48 < 10
    { first -= 1 }
    return first + 3 <= index && first + 3 < end && bytes[first + 3] == UInt8(ascii: ".")
      && (0..<3).allSatisfy { bytes[first + $0] | 32 == UInt8(ascii: "w") }
  }

  private func isDomain(_ range: Range<Int>) -> Bool {
    if range.count > 6, isHost(range.upperBound) { return true }
    var last = range.upperBound
    while last > range.lowerBound, bytes[last - 1] != UInt8(ascii: ".") { last -= 1 }
    guard last > range.lowerBound + 2 else { return false }
    return Self.domains.contains(WordHash.folded(bytes, last..<range.upperBound))
  }

  /// Where a link ends that begins with this word: "https" and "://", "www.", a host and a path.
  private func linkEnd(_ start: Int, _ stop: Int) -> Int? {
    let scheme =
      byte(at: stop) == UInt8(ascii: ":") && byte(at: stop + 1) == UInt8(ascii: "/") && byte(at: stop + 2) == UInt8(ascii: "/")
    let path = byte(at: stop) == UInt8(ascii: "/") && isDomain(start..<stop)
    guard scheme || path else { return nil }
    var index = stop
    while index < end {
      let character = Characters.at(index, bytes)
      if character.kind == .space || character.kind == .quotation || bytes[index] == UInt8(ascii: "<") || bytes[index] == UInt8(ascii: ">")
      {
        break
      }
      index += character.length
    }
    // Punctuation and brackets at the end belong to the sentence.
    while index > stop + 1 {
      let last = bytes[index - 1]
      guard
        last == UInt8(ascii: ".") || last == UInt8(ascii: ",") || last == UInt8(ascii: ")") || last == UInt8(ascii: ";")
          || last == UInt8(ascii: ":") || last == UInt8(ascii: "?") || last == UInt8(ascii: "!") || last == UInt8(ascii: "]")
          || last == UInt8(ascii: "'")
      else { break }
      index -= 1
    }
    return index
  }

  /// The end of an e-mail address whose "@" is just before `index`.
  private func addressEnd(from index: Int) -> Int? {
    var stop = index
    var dots = 0
    while stop < end {
      let character = Characters.at(stop, bytes)
      if character.scalar == 0x2E {
        guard kind(at: stop + 1) == .letter || kind(at: stop + 1) == .digit else { break }
        dots += 1
      } else if character.kind != .letter, character.kind != .digit, character.kind != .hyphen {
        break
      }
      stop += character.length
    }
    return dots > 0 && stop > index ? stop : nil
  }

  /// Where a word with an apostrophe is split: before 's, 're, 've, 'll, 'd, 'm, and before n't.
  private func contraction(_ range: Range<Int>, apostrophe: Int) -> Int? {
    let tail = apostrophe + Characters.at(apostrophe, bytes).length
    let rest = range.upperBound - tail
    let first = bytes[tail] | 32
    if rest == 1 {
      if first == UInt8(ascii: "s") || first == UInt8(ascii: "d") || first == UInt8(ascii: "m") { return apostrophe }
      if first == UInt8(ascii: "t"), apostrophe > range.lowerBound + 1, bytes[apostrophe - 1] | 32 == UInt8(ascii: "n") {
        return apostrophe - 1
      }
    }
    if rest == 2 {
      let second = bytes[tail + 1] | 32
      if second == UInt8(ascii: "e"), first == UInt8(ascii: "r") || first == UInt8(ascii: "v") { return apostrophe }
      if second == UInt8(ascii: "l"), first == UInt8(ascii: "l") { return apostrophe }
    }
    return nil
  }

  /// Whether the full stop after these bytes belongs to the token, and the shape that the token then has.
  private func abbreviation(_ range: Range<Int>, piece: Int, letters: Int, capitals: Int, dots: Int) -> TokenShape? {
    let after = byte(at: range.upperBound + 1)
    if after != 32, kind(at: range.upperBound + 1) == .letter || kind(at: range.upperBound + 1) == .digit { return nil }
    let last = range.upperBound - piece
    if last == 1, letters > 0, byte(at: piece) &- 48 >= 10 {
      if dots > 0 || piece > range.lowerBound { return .abbreviation }
      // "Roe v. Wade"
      if capitals == 0, Abbreviations.shared[WordHash.folded(bytes, piece..<range.upperBound + 1)] != nil { return .abbreviation }
      return capitals == 1 && letters == 1 ? [.abbreviation, .initial] : nil
    }
    if dots > 0, last == 1 || isLearned(piece - 3..<piece - 1) { return .abbreviation }
    guard let entry = Abbreviations.shared[WordHash.folded(bytes, piece..<range.upperBound + 1)] else { return nil }
    let capital = Characters.isUpper(Characters.at(piece, bytes).scalar)
    if entry.capitalized, !capital { return nil }
    switch entry.kind {
    case .number: return nextWord(range.upperBound + 1) == .digit ? .abbreviation : nil
    case .state where entry.isWord: return followsPlace(range.lowerBound) || piece > range.lowerBound ? .abbreviation : nil
    case .month where entry.isWord: return nextWord(range.upperBound + 1) == .digit ? .abbreviation : nil
    case .day where entry.isWord: return byte(at: range.upperBound + 1) == UInt8(ascii: ",") ? .abbreviation : nil
    case .title where entry.isWord: return startsCapital(range.upperBound + 1) ? .abbreviation : nil
    case _ where entry.isWord && entry.kind == .general: return nextWord(range.upperBound + 1) == .digit ? .abbreviation : nil
    default: return .abbreviation
    }
  }

  /// The class of the next character after white space.
  private func nextWord(_ index: Int) -> CharacterClass {
    var index = index
    while index < end, kind(at: index) == .space { index += Characters.at(index, bytes).length }
    return kind(at: index)
  }

  private func startsCapital(_ index: Int) -> Bool {
    var index = index
    while index < end, kind(at: index) == .space { index += Characters.at(index, bytes).length }
    return index < end && Characters.isUpper(Characters.at(index, bytes).scalar)
  }

  /// Whether a comma and a space come before, as between a town and its state, or a bracket.
  private func followsPlace(_ index: Int) -> Bool {
    guard index >= 2 else { return false }
    return byte(at: index - 1) == UInt8(ascii: "(") || byte(at: index - 1) == 32 && byte(at: index - 2) == UInt8(ascii: ",")
  }

  /// Top-level domains that occur in news.
  private static let domains: Set<UInt64> = Set(
    WordSets.words("WordReader.domains").map { WordHash.folded($0) })
}
