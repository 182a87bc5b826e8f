internal import Knowledge

/// Reads names from bylines: "By Ann Lee and Bo Chan, Staff Writers" contains two.
struct AuthorNames: Sendable {
  /// The built-in one.
  static let standard = AuthorNames(Lexicon(named: "byline-words.tsv"))

  /// What comes before names ("By", "Story by"), longest first, with the number of words.
  private var leads: [(text: [UInt8], words: Int)] = []
  private let roles: ByteSet
  private let joints: ByteSet
  private let nobody: ByteSet
  /// Words before a role: "political", "senior".
  private let desks: ByteSet
  /// What begins a credit for something other than the text: "photographs by", "edited by".
  private let credits: [[UInt8]]
  /// Words of buttons and links, which are never part of names: "follow", "bio".
  private let labels: ByteSet
  /// News agencies and the like.
  private let agencies: ByteSet
  /// Words that begin a date or note after a name: "updated", "Monday".
  private let ends: ByteSet

  init(_ lexicon: Lexicon) {
    let word = lexicon.column("word"), purpose = lexicon.column("purpose")
    var roles: [[UInt8]] = [], joints: [[UInt8]] = [], nobody: [[UInt8]] = []
    var desks: [[UInt8]] = [], credits: [[UInt8]] = [], labels: [[UInt8]] = [], agencies: [[UInt8]] = [], ends: [[UInt8]] = []
    for row in lexicon.rows {
      let bytes = Array(row[word].utf8)
      switch row[purpose] {
      case "lead": leads.append((bytes, bytes.split(separator: 32).count))
      case "role": roles.append(bytes)
      case "joint": joints.append(bytes)
      case "nobody": nobody.append(bytes)
      case "desk": desks.append(bytes)
      case "credit": credits.append(bytes)
      case "label": labels.append(bytes)
      case "agency": agencies.append(bytes)
      case "end": ends.append(bytes)
      case "text label", "other label", "firm": break  // ``BylineLabels``
      default: row.refuse(purpose)
      }
    }
    leads.sort { $0.text.count > $1.text.count }
    self.roles = ByteSet(roles)
    self.joints = ByteSet(joints)
    self.nobody = ByteSet(nobody)
    self.desks = ByteSet(desks)
    self.credits = credits
    self.labels = ByteSet(labels)
    self.agencies = ByteSet(agencies)
    self.ends = ByteSet(ends)
  }

  /// Whether more must follow, because the piece ends in "by", "and" or a comma.
  func isOpen(_ piece: String) -> Bool {
    guard let last = piece.utf8.last else { return true }
    if last == UInt8(ascii: ",") || last == UInt8(ascii: ":") || last == UInt8(ascii: "&") { return true }
    let folded = FoldedText.fold(piece)
    let word = folded.split(separator: 32).last ?? []
    return joints.contains(word) || leads.contains { $0.text.elementsEqual(word) || $0.text == folded }
      || roles.contains(word) && beginsByline(folded)
  }

  /// Whether a text is only the beginning of a byline: "By".
  func isLead(_ text: String) -> Bool { Self.bylineLeads.contains(FoldedText.fold(text)) }

  /// Whether a text is only a label of an author: "Author", "Written by:".
  func isAuthorLabel(_ text: String) -> Bool {
    let folded = FoldedText.fold(text)
    return leads.contains { $0.text == folded } || BylineLabels.standard.isText(folded)
  }

  /// Whether a piece continues the one before it: it begins with a comma, a bar or "and".
  func continues(_ piece: String) -> Bool {
    guard let first = piece.utf8.first else { return true }
    if [UInt8(ascii: ","), UInt8(ascii: "|"), UInt8(ascii: "&"), UInt8(ascii: ";")].contains(first) { return true }
    return joints.contains(FoldedText.fold(piece).split(separator: 32).first ?? [])
  }

  /// Whether a name is that of a news agency.
  func isAgency(_ name: String) -> Bool { agencies.contains(FoldedText.fold(name)) }

  /// Whether a line begins like a byline: "By", "Posted by", "Von".
  func beginsByline(_ folded: [UInt8]) -> Bool {
    leads.contains { lead in
      lead.text.count + 3 < folded.count && folded.starts(with: lead.text) && folded[lead.text.count] == 32
        && Self.bylineLeads.contains(lead.text)
    }
  }

  private static let bylineLeads = Set(
    WordSets.phrases("AuthorNames.bylineLeads").map { Array($0.utf8) })

  /// The names in a byline whose pieces are on separate lines. After a line of names, only lines of full names are read, up to the first
  /// that holds something else.
  func names(inLines lines: [String], site: String?) -> [String] {
    var names: [String] = []
    for line in lines {
      let isByline = beginsByline(FoldedText.fold(line))
      let found = self.names(in: line, site: site).filter(VisibleByline.looksLikeName)
      if names.isEmpty || isByline {
        // A single word is a name only after "By".
        for name in found where !names.contains(name) && (isByline || name.contains(" ") || lines.count == 1) { names.append(name) }
      } else if !found.isEmpty, found.allSatisfy({ $0.contains(" ") }), !line.contains(where: \.isNumber) {
        for name in found where !names.contains(name) { names.append(name) }
      } else {
        break
      }
    }
    return names
  }

  /// The names in a byline. `site` is not counted as an author beside people; `isPerson` says that one name may have its parts turned.
  func names(in byline: String, site: String?, isPerson: Bool = false) -> [String] {
    let spaced = Self.spaced(byline)
    let said = withoutLead(spaced)
    // With "By" before the names it is a byline, not a list of names for machines.
    let isByline = said.count < spaced.count
    let line = Self.withoutPlace(isByline ? Self.withoutOutlet(Self.withoutPlaces(said)) : said)
    guard !line.isEmpty, line.count < 400, !line.starts(with: "http".utf8), !line.starts(with: "www.".utf8) else { return [] }
    if isPerson, let turned = turned(line) { return turned }
    let parts = split(line).map { clean($0) }
    let folded = site.map { FoldedText.fold($0) }
    var names: [String] = []
    var isCredit = false, isBehindRole = false
    for part in parts where !part.isEmpty {
      var part = part
      if let (label, rest) = BylineLabels.standard.label(of: Array(part.utf8)) {
        isCredit = label == .other
        part = String(decoding: rest, as: UTF8.self)
      }
      if isByline { part = beforeLabels(part) }
      let key = FoldedText.fold(part)
      // Whoever is named after "Photographs by" did not write the text either.
      if credits.contains(where: { key.starts(with: $0) && (key.count == $0.count || key[$0.count] == 32) }) {
        isCredit = true
        continue
      }
      if isCredit { continue }
      if nobody.contains(key) || hasLabel(part) || Self.isDomain(part) { continue }
      if !names.isEmpty || roles.contains(key) || isDeskRole(key), isRole(key) {
        isBehindRole = !names.isEmpty
        continue
      }
      if !names.isEmpty, let folded, !folded.isEmpty, key == folded || Self.bare(key) == Self.bare(folded) { continue }
      if !names.isEmpty, key.starts(with: "the ".utf8) || Self.hasLowerCaseWord(part) { continue }
      // "By Ann Lee, Leeds", "Ann Lee | Staff Writer | Leeds": one word after a full name is the place she wrote from.
      if isByline || isBehindRole, names.first?.contains(" ") == true, !part.contains(" "), !isAgency(part) { continue }
      let name = withoutRoles(folded.map { Self.withoutSite(part, $0) } ?? part)
      if !name.isEmpty, !names.contains(name) { names.append(name) }
    }
    return names
  }

  /// The people of a line that gives each with the last name first: "Roe, Ann; van der Berg, Jan"; `nil` for any other line.
  private func turned(_ line: [UInt8]) -> [String]? {
    var names: [String] = []
    for person in line.split(separator: UInt8(ascii: ";")) {
      let parts = person.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map { clean(Array($0)) }
      guard parts.count == 2, let last = parts.first, let given = parts.last, !last.isEmpty, !given.isEmpty else { return nil }
      let words = given.split(separator: " "), lastWords = last.split(separator: " ")
      guard words.dropFirst().allSatisfy({ $0.hasSuffix(".") }) else { return nil }
      guard lastWords.dropLast().allSatisfy({ $0.unicodeScalars.first?.properties.isLowercase == true }) else { return nil }
      guard ![last, given].contains(where: { isAgency($0) || isRole(FoldedText.fold($0)) }) else { return nil }
      // "ROE, Ann"
      names.append(given + " " + (Self.isUpper(last) && !Self.isUpper(given) ? Self.withOrdinaryCapitals(last) : last))
    }
    return names.isEmpty ? nil : names
  }

  /// Whether a part holds a word of a button or link. In "Kim Min-ji" the half of a name is none.
  private func hasLabel(_ part: String) -> Bool {
    let words = part.split(separator: " ")
    return words.contains { word in
      guard word.utf8.count(where: { $0 == UInt8(ascii: "-") }) == 1, !word.utf8.contains(where: { $0 &- 48 < 10 }), Self.isCapital(word),
        words.contains(where: { !$0.contains("-") && Self.isCapital($0) })
      else { return FoldedText.fold(String(word)).split(separator: 32).contains { labels.contains($0) } }
      return false
    }
  }

  private static func isCapital(_ word: Substring) -> Bool { word.unicodeScalars.first?.properties.isUppercase == true }

  /// Whether a word names a month.
  private static func isMonth(_ word: String) -> Bool { PageDateReader.standard.read(word + " 1, 2024") != nil }

  /// Whether a text is only desks and a role: "Senior political reporter".
  private func isDeskRole(_ key: [UInt8]) -> Bool {
    let words = key.split(separator: 32)
    guard words.count > 1, let last = words.last, roles.contains(last) else { return false }
    return words.dropLast().allSatisfy { desks.contains($0) || roles.contains($0) }
  }

  /// A name without the role before or after it, and without anything from a date or note on: "political reporter Ann Lee", "Ann Lee Travel
  /// News Reporter Updated May 3".
  private func withoutRoles(_ part: String) -> String {
    var words = part.split(separator: " ").map(String.init)
    if let first = words.first, ends.contains(FoldedText.fold(first)), words.count == 1 || words[1].utf8.contains(where: { $0 &- 48 < 10 })
    {
      return ""
    }
    func folded(_ word: String) -> ArraySlice<UInt8> { FoldedText.fold(word)[...] }
    if let end = words.indices.dropFirst().first(where: { ends.contains(folded(words[$0])) || words[$0].utf8.contains { $0 &- 48 < 10 } }) {
      // "Ann Lee last updated", "Ann Lee May 3"
      let isPartBefore = end > 1 && (folded(words[end - 1]).elementsEqual("last".utf8) || Self.isMonth(words[end - 1]))
      words.removeSubrange((isPartBefore ? end - 1 : end)...)
    }
    let whole = words.joined(separator: " ")
    if words.count > 2 {
      // Words of a role at the front, as long as a name of two words is left.
      var front = 0
      while front < words.count - 2, desks.contains(folded(words[front])) || roles.contains(folded(words[front])) { front += 1 }
      if front > 0, roles.contains(folded(words[front - 1])) || front == 1 { words.removeFirst(front) }
      // "Echo chief reporter Ann Lee": the outlet before a role in small letters.
      if front == 0, let role = words.indices.dropFirst().dropLast(2).last(where: { isSmallRole(words[$0]) }) {
        words.removeFirst(role + 1)
      }
    }
    if words.count > 2, roles.contains(folded(words[words.count - 1])) {
      var back = words.count - 1
      while back > 2,
        desks.contains(folded(words[back - 1])) || roles.contains(folded(words[back - 1]))
          || words[back - 1].unicodeScalars.first?.properties.isLowercase == true
      {
        back -= 1
      }
      words.removeSubrange(back...)
      // "Guardian staff reporter" is not a name with a role.
      if let last = words.last, desks.contains(folded(last)) || roles.contains(folded(last)) { return whole }
    }
    // "Ann Lee USA TODAY"
    if words.count > 2, !Self.isUpper(words[0]), !Self.isUpper(words[1]) {
      while words.count > 2, let last = words.last, Self.isUpper(last), last.utf8.count > 2 { words.removeLast() }
    }
    return words.joined(separator: " ")
  }

  private func isSmallRole(_ word: String) -> Bool {
    word.unicodeScalars.first?.properties.isLowercase == true && roles.contains(FoldedText.fold(word))
  }

  /// The name before a button: "Ann Lee Follow @ann".
  private func beforeLabels(_ part: String) -> String {
    let words = part.split(separator: " ")
    guard let end = words.indices.dropFirst(2).first(where: { labels.contains(FoldedText.fold(String(words[$0]))) }) else { return part }
    return words[..<end].joined(separator: " ")
  }

  private static func isUpper(_ word: String) -> Bool {
    let letters = word.unicodeScalars.filter { $0.properties.isCased }
    return letters.count > 1 && letters.allSatisfy { $0.properties.isUppercase }
  }

  /// A name in capitals as it is written elsewhere: "O’ROE-LEE" is O’Roe-Lee.
  private static func withOrdinaryCapitals(_ name: String) -> String {
    var isInside = false
    return String(
      name.map { character -> String in
        defer { isInside = character.isLetter }
        return isInside ? character.lowercased() : String(character)
      }.joined())
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
      // Remove as many words as the lead has.
      line = Self.withoutWords(lead.words, line)
    }
    return line
  }

  /// The line without its first words; spaces, no-break spaces and colons separate words.
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

  /// Marks that separate names if they have spaces around them.
  private static let marks = ["&", "|", "/", "-", "–", "—", "•", "·", "+"].map { Array($0.utf8) }

  /// The length of a mark that separates names wherever it is: a comma, semicolon, bar, slash or dot; 0 for anything else.
  private static func jointLength(_ line: [UInt8], _ index: Int) -> Int {
    switch line[index] {
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "/"): return 1
    case 0xC2: return index + 1 < line.count && line[index + 1] == 0xB7 ? 2 : 0
    case 0xE2: return index + 2 < line.count && line[index + 1] == 0x80 && line[index + 2] == 0xA2 ? 3 : 0
    default: return 0
    }
  }

  /// What occurs in addresses and never in names.
  private static let addresses = ["://", ".com/"].map { Array($0.utf8) }

  /// A name without addresses, brackets and stray marks; empty if nothing is left.
  private func clean(_ piece: [UInt8]) -> String {
    if piece.starts(with: "www.".utf8) || Self.addresses.contains(where: { piece.place(of: $0) != nil }) { return "" }
    var name = piece
    for bracket in [UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "<")] {
      if let open = name.firstIndex(of: bracket) { name.removeSubrange(open...) }
    }
    if name.contains(UInt8(ascii: "@")) {
      name = Array(name.split(separator: 32).filter { !$0.contains(UInt8(ascii: "@")) }.joined(separator: [32]))
    }
    while name.starts(with: [0xE2, 0x80, 0xA6]) || name.first == 32 { name.removeFirst(name.first == 32 ? 1 : 3) }
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
