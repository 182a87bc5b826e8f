/// Cuts the text of a byline down to what can be names.
extension AuthorNames {
  /// Whether a part is a host, not initials: "TIMESOFINDIA.COM".
  static func isDomain(_ part: String) -> Bool {
    guard !part.contains(" "), let dot = part.lastIndex(of: ".") else { return false }
    return part[..<dot].utf8.count > 3 && part[part.index(after: dot)...].utf8.count >= 2
  }

  /// The line with single spaces; two no-break spaces separate a name from what is not a name.
  static func spaced(_ byline: String) -> [UInt8] {
    let bytes = sentences(Array(byline.trimmed.utf8))
    guard bytes.contains(0xA0) else { return bytes }
    let pieces = byline.split(separator: "\u{A0}", omittingEmptySubsequences: false).map { String($0).trimmed }
    return Array(pieces.joined(separator: pieces.contains("") ? " | " : " ").trimmed.utf8)
  }

  /// Splits "Ann Lee. Photographs by Bo Chan" in two; the full stop of an initial separates nothing.
  static func sentences(_ line: [UInt8]) -> [UInt8] {
    var parted: [UInt8] = []
    var word = 0
    for (index, byte) in line.enumerated() {
      if byte == UInt8(ascii: "."), word > 3, index + 1 < line.count, line[index + 1] == 32 {
        parted += [32, UInt8(ascii: "|")]
      } else {
        parted.append(byte)
      }
      word = byte == 32 ? 0 : word + 1
    }
    return parted
  }

  /// Whether a lower-case word shows that a part is not a name: "professor of law", "Vilnius university Institute". In a name, only
  /// particles ("van der"), and nothing at its end, begin with a small letter.
  static func hasLowerCaseWord(_ part: String) -> Bool {
    let words = part.split(separator: " ")
    guard words.count > 1 else { return false }
    return words.indices.dropFirst().contains { index in
      guard let first = words[index].unicodeScalars.first, first.properties.isLowercase else { return false }
      return index == words.count - 1 || words[index].utf8.count > 5
    }
  }

  /// The name without the site: "Ann Lee The Post" is Ann Lee of The Post.
  static func withoutSite(_ part: String, _ site: [UInt8]) -> String {
    let words = part.split(separator: " ")
    guard words.count > 2, site.count > 2 else { return part }
    for kept in 2..<words.count where FoldedText.fold(words[kept...].joined(separator: " ")) == site {
      return words[..<kept].joined(separator: " ")
    }
    return part
  }

  /// The line before a place: in "Ann Lee in Paris" and "The Post, in News", what follows is not a name.
  static func withoutPlace(_ line: [UInt8]) -> [UInt8] {
    var start = 0
    for index in line.indices where line[index] == 32 {
      if start > 0, index - start == 2, isPlaceWord(line[start], line[start + 1]) {
        return line[..<start].contains(UInt8(ascii: "@")) ? line : Array(line[..<(start - 1)])
      }
      start = index + 1
    }
    if start > 0, line.count - start == 2, isPlaceWord(line[start], line[start + 1]) {
      return line[..<start].contains(UInt8(ascii: "@")) ? line : Array(line[..<(start - 1)])
    }
    return line
  }

  /// The line without the places of several names: "Ann Lee in London and Bo Chan in Paris". With one place alone nothing says whether
  /// what follows "and" is a second one.
  static func withoutPlaces(_ line: [UInt8]) -> [UInt8] {
    var pieces: [[ArraySlice<UInt8>]] = [[]]
    for word in line.split(separator: 32) {
      if word.elementsEqual("and".utf8) || word.elementsEqual("&".utf8) {
        pieces.append([])
      } else if word.last == UInt8(ascii: ",") {
        pieces[pieces.count - 1].append(word.dropLast())
        pieces.append([])
      } else {
        pieces[pieces.count - 1].append(word)
      }
    }
    let places = pieces.map { piece in
      piece.indices.dropFirst(2).first {
        piece[$0].count == 2 && isPlaceWord(piece[$0][piece[$0].startIndex], piece[$0][piece[$0].startIndex + 1])
      }
    }
    guard places.count(where: { $0 != nil }) > 1 else { return line }
    var names: [[UInt8]] = []
    for (index, piece) in pieces.enumerated() where !piece.isEmpty {
      // "in Lakeport, Ohio": what follows a place without one of its own goes on with it.
      if places[index] == nil, index > 0, places[index - 1] != nil { continue }
      names.append(Array(piece[..<(places[index] ?? piece.count)].joined(separator: [32])))
    }
    return Array(names.joined(separator: Array(", ".utf8)))
  }

  /// The line before an outlet: in "Ann Lee for the Tidewater Post", the outlet is not part of her name.
  static func withoutOutlet(_ line: [UInt8]) -> [UInt8] {
    guard let place = line.place(of: Array(" for ".utf8)), place + 5 < line.count else { return line }
    let next = line[place + 5]
    let isName = next &- 65 < 26 || line[(place + 5)...].starts(with: "the ".utf8)
    return isName && (1...4).contains(line[..<place].split(separator: 32).count) ? Array(line[..<place]) : line
  }

  /// "in", "on", "at".
  static func isPlaceWord(_ first: UInt8, _ second: UInt8) -> Bool {
    first == UInt8(ascii: "i") && second == UInt8(ascii: "n") || first == UInt8(ascii: "o") && second == UInt8(ascii: "n")
      || first == UInt8(ascii: "a") && second == UInt8(ascii: "t")
  }
}
