internal import Knowledge

/// Reads names out of bylines: "By Ann Lee and Bo Chan, Staff Writers" holds two.
struct AuthorNames: Sendable {
  /// The one that is part of the program.
  static let standard = AuthorNames(Lexicon(named: "byline-words.tsv"))

  private var leads: [[UInt8]] = []
  private var roles: Set<[UInt8]> = []
  private var joints: Set<[UInt8]> = []
  private var nobody: Set<[UInt8]> = []

  init(_ lexicon: Lexicon) {
    let word = lexicon.column("word"), purpose = lexicon.column("purpose")
    for row in lexicon.rows {
      let bytes = Array(row[word].utf8)
      switch row[purpose] {
      case "lead": leads.append(bytes)
      case "role": roles.insert(bytes)
      case "joint": joints.insert(bytes)
      case "nobody": nobody.insert(bytes)
      default: preconditionFailure("unknown purpose in \(row)")
      }
    }
    leads.sort { $0.count > $1.count }
  }

  /// The names of a byline. `site` is no author beside people.
  func names(in byline: String, site: String?, isPerson: Bool = false) -> [String] {
    // Two no-break spaces part a name from what is no name.
    let spaced = byline.split(separator: "\u{A0}", omittingEmptySubsequences: false).map { String($0).trimmed }
    let line = Self.withoutPlace(withoutLead(spaced.joined(separator: spaced.contains("") ? " | " : " ").trimmed))
    guard !line.isEmpty, line.utf8.count < 400, !line.hasPrefix("http"), !line.hasPrefix("www.") else { return [] }
    var parts: [String] = []
    for piece in split(line) {
      let name = clean(piece)
      guard !name.isEmpty else { continue }
      parts.append(name)
    }
    // "You, Xiaoying": one person, last name first.
    if parts.count == 2, isPerson, line.utf8.filter({ $0 == UInt8(ascii: ",") }).count == 1, parts.allSatisfy({ !$0.contains(" ") }) {
      return [line]
    }
    let folded = site.map { PagePhrases.fold(Array($0.utf8)) }
    var names: [String] = []
    for (index, part) in parts.enumerated() {
      let key = PagePhrases.fold(Array(part.utf8))
      if nobody.contains(key) { continue }
      if index > 0 || roles.contains(key), isRole(key) { continue }
      if index > 0, let folded, !folded.isEmpty, key == folded || Self.bare(key) == Self.bare(folded) { continue }
      if index > 0, key.starts(with: Array("the ".utf8)) || Self.hasLowerCaseWord(part) { continue }
      let name = folded.map { Self.withoutSite(part, $0) } ?? part
      if !names.contains(name) { names.append(name) }
    }
    return names
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
    for kept in 2..<words.count where PagePhrases.fold(Array(words[kept...].joined(separator: " ").utf8)) == site {
      return words[..<kept].joined(separator: " ")
    }
    return part
  }

  /// "Ann Lee in Paris", "The Post, in News": what follows is no name.
  private static func withoutPlace(_ line: String) -> String {
    let words = line.split(separator: " ")
    guard let cut = words.firstIndex(where: { $0 == "in" || $0 == "on" || $0 == "at" }), cut > 0 else { return line }
    let before = words[..<cut].joined(separator: " ")
    return before.contains("@") ? line : before
  }

  private static func bare(_ key: [UInt8]) -> [UInt8] {
    (key.starts(with: Array("the ".utf8)) ? Array(key.dropFirst(4)) : key).filter { $0 != 32 }
  }

  private func isRole(_ key: [UInt8]) -> Bool {
    let words = key.split(separator: 32).map(Array.init)
    guard let last = words.last else { return true }
    if roles.contains(key) { return true }
    // "Senior Staff Writer", "editor at large"
    return words.count > 1 && words.count < 7 && (roles.contains(last) || words.first.map { roles.contains($0) } == true)
  }

  private func withoutLead(_ line: String) -> String {
    var line = line
    var again = true
    while again {
      again = false
      let folded = PagePhrases.fold(Array(line.utf8.prefix(40)))
      for lead in leads where folded.starts(with: lead) && (folded.count == lead.count || folded[lead.count] == 32) {
        // As many words as the lead has go.
        let words = lead.split(separator: 32).count
        let rest = line.split(whereSeparator: { $0 == " " || $0 == ":" || $0 == "\u{A0}" }).dropFirst(words)
        line = rest.joined(separator: " ")
        again = !line.isEmpty
        break
      }
    }
    return line
  }

  private func split(_ line: String) -> [String] {
    var pieces: [String] = []
    var words: [Substring] = []
    func flush() {
      if !words.isEmpty { pieces.append(words.joined(separator: " ")) }
      words = []
    }
    for word in line.split(separator: " ") {
      if joints.contains(PagePhrases.fold(Array(word.utf8))) || ["&", "|", "/", "-", "–", "—", "•", "·", "+"].contains(word) {
        flush()
        continue
      }
      var rest = word
      while let cut = rest.firstIndex(where: { ",;|/•·".contains($0) }) {
        let head = rest[..<cut]
        if !head.isEmpty { words.append(head) }
        flush()
        rest = rest[rest.index(after: cut)...]
      }
      if !rest.isEmpty { words.append(rest) }
    }
    flush()
    return pieces
  }

  /// A name without addresses, brackets and stray marks; empty where it is none.
  private func clean(_ piece: String) -> String {
    var name = piece
    if name.contains("://") || name.hasPrefix("www.") || name.contains(".com/") { return "" }
    for pair in [("(", ")"), ("[", "]"), ("<", ">")] {
      if let open = name.firstIndex(of: Character(pair.0)) { name = String(name[..<open]) }
    }
    name = name.split(separator: " ").filter { !$0.contains("@") }.joined(separator: " ")
    name = withoutLead(name)
    while let first = name.first, "*-–—.,:;\"'“”#".contains(first) { name.removeFirst() }
    while let last = name.last, "*-–—,:;\"“”#".contains(last) { name.removeLast() }
    let bytes = name.utf8
    guard bytes.count > 1, bytes.count < 80, bytes.contains(where: { $0 | 32 > 96 && $0 | 32 < 123 || $0 > 127 }) else { return "" }
    if bytes.filter({ $0 &- 48 < 10 }).count > 3, !name.contains("-") { return "" }
    return name.trimmed
  }
}
