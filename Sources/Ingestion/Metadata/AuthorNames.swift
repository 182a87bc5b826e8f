internal import Knowledge

/// Reads names out of bylines: "By Ann Lee and Bo Chan, Staff Writers" holds two.
struct AuthorNames: Sendable {
  /// The one that is part of the program.
  static let standard = AuthorNames(Lexicon(named: "byline-words.tsv"))

  /// What stands before names ("By", "Story by"), longest first, with the number of words.
  private var leads: [(text: [UInt8], words: Int)] = []
  private let roles: ByteSet
  private let joints: ByteSet
  private let nobody: ByteSet

  init(_ lexicon: Lexicon) {
    let word = lexicon.column("word"), purpose = lexicon.column("purpose")
    var roles: [[UInt8]] = [], joints: [[UInt8]] = [], nobody: [[UInt8]] = []
    for row in lexicon.rows {
      let bytes = Array(row[word].utf8)
      switch row[purpose] {
      case "lead": leads.append((bytes, bytes.split(separator: 32).count))
      case "role": roles.append(bytes)
      case "joint": joints.append(bytes)
      case "nobody": nobody.append(bytes)
      default: preconditionFailure("unknown purpose in \(row)")
      }
    }
    leads.sort { $0.text.count > $1.text.count }
    self.roles = ByteSet(roles)
    self.joints = ByteSet(joints)
    self.nobody = ByteSet(nobody)
  }

  /// The names of a byline. `site` is no author beside people.
  func names(in byline: String, site: String?, isPerson: Bool = false) -> [String] {
    let line = Self.withoutPlace(withoutLead(Self.spaced(byline)))
    guard !line.isEmpty, line.count < 400, !line.starts(with: "http".utf8), !line.starts(with: "www.".utf8) else { return [] }
    let parts = split(line).map { clean($0) }.filter { !$0.isEmpty }
    // "You, Xiaoying": one person, last name first.
    if parts.count == 2, isPerson, line.count(where: { $0 == UInt8(ascii: ",") }) == 1, parts.allSatisfy({ !$0.utf8.contains(32) }) {
      return [String(decoding: line, as: UTF8.self)]
    }
    let folded = site.map { FoldedText.fold($0) }
    var names: [String] = []
    for (index, part) in parts.enumerated() {
      let key = FoldedText.fold(part)
      if nobody.contains(key) { continue }
      if index > 0 || roles.contains(key), isRole(key) { continue }
      if index > 0, let folded, !folded.isEmpty, key == folded || Self.bare(key) == Self.bare(folded) { continue }
      if index > 0, key.starts(with: "the ".utf8) || Self.hasLowerCaseWord(part) { continue }
      let name = folded.map { Self.withoutSite(part, $0) } ?? part
      if !names.contains(name) { names.append(name) }
    }
    return names
  }

  /// The line with single spaces; two no-break spaces part a name from what is no name.
  private static func spaced(_ byline: String) -> [UInt8] {
    let bytes = Array(byline.trimmed.utf8)
    guard bytes.contains(0xA0) else { return bytes }
    let pieces = byline.split(separator: "\u{A0}", omittingEmptySubsequences: false).map { String($0).trimmed }
    return Array(pieces.joined(separator: pieces.contains("") ? " | " : " ").trimmed.utf8)
  }

  /// "professor of law", "Vilnius university Institute": in a name only particles ("van der") and nothing at its end begin with
  /// a small letter.
  private static func hasLowerCaseWord(_ part: String) -> Bool {
    let words = part.split(separator: " ")
    guard words.count > 1 else { return false }
    return words.indices.dropFirst().contains { index in
      guard let first = words[index].unicodeScalars.first, first.properties.isLowercase else { return false }
      return index == words.count - 1 || words[index].utf8.count > 5
    }
  }

  /// "Ann Lee The Post" is Ann Lee of The Post.
  private static func withoutSite(_ part: String, _ site: [UInt8]) -> String {
    let words = part.split(separator: " ")
    guard words.count > 2, site.count > 2 else { return part }
    for kept in 2..<words.count where FoldedText.fold(words[kept...].joined(separator: " ")) == site {
      return words[..<kept].joined(separator: " ")
    }
    return part
  }

  /// "Ann Lee in Paris", "The Post, in News": what follows is no name.
  private static func withoutPlace(_ line: [UInt8]) -> [UInt8] {
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

  /// "in", "on", "at".
  private static func isPlaceWord(_ first: UInt8, _ second: UInt8) -> Bool {
    first == UInt8(ascii: "i") && second == UInt8(ascii: "n") || first == UInt8(ascii: "o") && second == UInt8(ascii: "n")
      || first == UInt8(ascii: "a") && second == UInt8(ascii: "t")
  }

  private static func bare(_ key: [UInt8]) -> [UInt8] {
    (key.starts(with: "the ".utf8) ? Array(key.dropFirst(4)) : key).filter { $0 != 32 }
  }

  private func isRole(_ key: [UInt8]) -> Bool {
    let words = key.split(separator: 32)
    guard let last = words.last else { return true }
    if roles.contains(key) { return true }
    // "Senior Staff Writer", "editor at large"
    return words.count > 1 && words.count < 7 && (roles.contains(last) || roles.contains(words[0]))
  }

  private func withoutLead(_ line: [UInt8]) -> [UInt8] {
    var line = line
    while !line.isEmpty {
      let folded = FoldedText.fold(line.prefix(40))
      guard
        let lead = leads.first(where: {
          folded.starts(with: $0.text) && (folded.count == $0.text.count || folded[$0.text.count] == 32)
        })
      else { break }
      // As many words as the lead has go.
      line = Self.withoutWords(lead.words, line)
    }
    return line
  }

  /// The line without its first words; spaces, no-break spaces and colons part words.
  private static func withoutWords(_ count: Int, _ line: [UInt8]) -> [UInt8] {
    var words: [[UInt8]] = []
    var word: [UInt8] = []
    var index = 0
    while index < line.count {
      let isNoBreak = line[index] == 0xC2 && index + 1 < line.count && line[index + 1] == 0xA0
      if isNoBreak || line[index] == 32 || line[index] == UInt8(ascii: ":") {
        if !word.isEmpty { words.append(word) }
        word = []
        index += isNoBreak ? 2 : 1
      } else {
        word.append(line[index])
        index += 1
      }
    }
    if !word.isEmpty { words.append(word) }
    return Array(words.dropFirst(count).joined(separator: [32]))
  }

  private func split(_ line: [UInt8]) -> [[UInt8]] {
    var pieces: [[UInt8]] = []
    var piece: [UInt8] = []
    func flush() {
      if !piece.isEmpty { pieces.append(piece) }
      piece = []
    }
    func add(_ word: ArraySlice<UInt8>) {
      if word.isEmpty { return }
      if !piece.isEmpty { piece.append(32) }
      piece += word
    }
    for word in line.split(separator: 32) {
      if joints.contains(FoldedText.fold(word)) || Self.marks.contains(where: { $0.elementsEqual(word) }) {
        flush()
        continue
      }
      var start = word.startIndex
      var index = start
      while index < word.endIndex {
        let length = Self.jointLength(line, index)
        if length > 0 {
          add(line[start..<index])
          flush()
          start = index + length
        }
        index += max(1, length)
      }
      add(line[start..<word.endIndex])
    }
    flush()
    return pieces
  }

  /// Marks that part names where they stand alone.
  private static let marks = ["&", "|", "/", "-", "–", "—", "•", "·", "+"].map { Array($0.utf8) }

  /// The length of a mark that parts names wherever it stands: a comma, semicolon, bar, slash or dot; 0 for anything else.
  private static func jointLength(_ line: [UInt8], _ index: Int) -> Int {
    switch line[index] {
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "/"): return 1
    case 0xC2: return index + 1 < line.count && line[index + 1] == 0xB7 ? 2 : 0
    case 0xE2: return index + 2 < line.count && line[index + 1] == 0x80 && line[index + 2] == 0xA2 ? 3 : 0
    default: return 0
    }
  }

  /// What stands in addresses and no names.
  private static let addresses = ["://", ".com/"].map { Array($0.utf8) }

  /// A name without addresses, brackets and stray marks; empty where it is none.
  private func clean(_ piece: [UInt8]) -> String {
    if piece.starts(with: "www.".utf8) || Self.addresses.contains(where: { piece.place(of: $0) != nil }) { return "" }
    var name = piece
    for bracket in [UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "<")] {
      if let open = name.firstIndex(of: bracket) { name.removeSubrange(open...) }
    }
    if name.contains(UInt8(ascii: "@")) {
      name = Array(name.split(separator: 32).filter { !$0.contains(UInt8(ascii: "@")) }.joined(separator: [32]))
    }
    name = withoutLead(name)
    while let length = Self.strayLength(name, atStart: true) { name.removeFirst(length) }
    while let length = Self.strayLength(name, atStart: false) { name.removeLast(length) }
    guard name.count > 1, name.count < 80, name.contains(where: { $0 | 32 > 96 && $0 | 32 < 123 || $0 > 127 }) else { return "" }
    if name.count(where: { $0 &- 48 < 10 }) > 3, !name.contains(UInt8(ascii: "-")) { return "" }
    return String(decoding: name, as: UTF8.self).trimmed
  }

  /// The length of a mark that no name begins or ends with; an apostrophe or full stop may end one.
  private static func strayLength(_ name: [UInt8], atStart: Bool) -> Int? {
    guard let byte = atStart ? name.first : name.last else { return nil }
    switch byte {
    case UInt8(ascii: "*"), UInt8(ascii: "-"), UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "\""),
      UInt8(ascii: "#"):
      return 1
    case UInt8(ascii: "."), UInt8(ascii: "'"): return atStart ? 1 : nil
    default:
      guard byte >= 128, name.count >= 3 else { return nil }
      let start = atStart ? 0 : name.count - 3
      guard name[start] == 0xE2, name[start + 1] == 0x80 else { return nil }
      // – — “ ”
      return [0x93, 0x94, 0x9C, 0x9D].contains(name[start + 2]) ? 3 : nil
    }
  }
}
