internal import Knowledge

/// Recognizes texts that were written for programs and not for readers: lists of references, subtitles, dumps, settings, logs, source code.
struct ForeignText {
  /// The lines that are not blank, without white space at their ends.
  private let lines: [Substring]
  private let head: String

  /// - Parameter head: the first thousands of characters of a text.
  init(_ head: String) {
    self.head = head
    lines = head.split(whereSeparator: \.isNewline).map { $0.trimmingSpaces }.filter { !$0.isEmpty }
  }

  /// What kind of text it is and what to do about it; `nil` if it may be an article.
  var description: String? {
    guard let first = lines.first else { return nil }
    if let references { return "a list of references (\(references)) without their text; export the articles as HTML or text" }
    if first == "[Script Info]" || Self.isCue(first) { return "a file of subtitles; join its lines to a text first" }
    if isDump { return "a database's dump; export its articles as JSON Lines" }
    if lines.count >= 3, lines.count(where: Self.isLogged) * 5 >= lines.count * 4 { return "a log of a program, which holds no article" }
    if lines.count >= 3, lines.allSatisfy({ $0.hasPrefix("http://") || $0.hasPrefix("https://") }), !head.contains(" ") {
      return "a list of addresses; fetch the pages first, for example with wget -i"
    }
    if isSettings { return "a file of settings or data (YAML, INI); turn its articles into JSON Lines with id and text" }
    return nil
  }

  /// Whether it is an export of several articles from a database whose form is not read: labelled lines that begin or end each article
  /// ("Record Number:", "Section:") stand in it more than once. Other lists have such labels too, but not those that only databases give.
  static func isDatabase(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard DatabaseForm(bytes) == nil else { return false }
    var counts: [String: Int] = [:]
    for line in bytes.split(separator: 10) {
      guard let colon = line.prefix(longestLabel).firstIndex(of: UInt8(ascii: ":")) else { continue }
      let label = String(decoding: line[..<colon], as: UTF8.self).lowercased()
      if sureLabels.contains(label) || labels.contains(label) { counts[label, default: 0] += 1 }
    }
    let often = counts.filter { $0.value > 1 }
    return often.count > 1 && often.contains { sureLabels.contains($0.key) }
  }
  private static let longestLabel = 24
  private static let sureLabels = Set(WordSets.phrases("ForeignText.sureLabels"))
  private static let labels = Set(WordSets.phrases("ForeignText.labels"))

  /// The endings of names of source code and style sheets.
  private static let codeEndings = Set(WordSets.words("ForeignText.codeEndings"))

  /// Whether a name is that of source code.
  static func isCode(named name: String) -> Bool {
    guard let dot = name.lastIndex(of: "."), name.contains("/") == false || dot > name.lastIndex(of: "/") ?? name.startIndex else {
      return false
    }
    return codeEndings.contains(name[name.index(after: dot)...].lowercased())
  }

  /// The name of the form of references that the text begins with.
  private var references: String? {
    guard let first = lines.first else { return nil }
    if first.hasPrefix("TY  - ") || first == "TY  -" { return "RIS" }
    if first.hasPrefix("PMID- ") { return "nbib" }
    if first.hasPrefix("%0 "), lines.dropFirst().prefix(3).contains(where: { $0.hasPrefix("%") }) { return "EndNote" }
    guard first.hasPrefix("@"), let brace = first.firstIndex(of: "{") else { return nil }
    let kind = first[..<brace].dropFirst()
    return !kind.isEmpty && kind.allSatisfy(\.isLetter) ? "BibTeX" : nil
  }

  /// Whether a line is like "0:00:01.600,0:00:04.200", which begins a subtitle of SBV.
  private static func isCue(_ line: Substring) -> Bool {
    let times = line.split(separator: ",")
    return times.count == 2
      && times.allSatisfy { time in
        time.count(where: { $0 == ":" }) == 2 && time.contains(".") && time.allSatisfy { $0.isNumber || $0 == ":" || $0 == "." }
      }
  }

  /// Whether the first statement is one of SQL. Comments may stand before it.
  private var isDump: Bool {
    guard let line = lines.first(where: { !$0.hasPrefix("--") && !$0.hasPrefix("/*") }) else {
      return lines.count(where: { $0.hasPrefix("--") || $0.hasPrefix("/*!") }) > 2
    }
    // Dumps have their words in capitals; "Set sail on Tuesday;" is no statement.
    let words = line.split(separator: " ").prefix(2)
    guard let first = words.first else { return false }
    if ["BEGIN;", "COMMIT;", "BEGIN TRANSACTION;", "START TRANSACTION;"].contains(line.uppercased()) { return true }
    let second = words.dropFirst().first ?? ""
    if ["CREATE", "DROP", "ALTER"].contains(first), ["TABLE", "DATABASE", "SCHEMA", "INDEX"].contains(second) {
      return line.hasSuffix(";") || line.hasSuffix("(")
    }
    if first == "INSERT" || first == "REPLACE" { return second == "INTO" && line.uppercased().contains("VALUES") }
    if first == "COPY" { return line.uppercased().contains("FROM STDIN") }
    return ["SET", "PRAGMA", "USE", "SELECT", "LOCK"].contains(first) && line.hasSuffix(";")
  }

  /// Whether a line begins with the moment, and often the machine, that wrote it: "2024-05-03 10:00:00", "[03/May/2024:10:00:00 +0000]",
  /// "192.0.2.7 - -", "May  3 10:00:00 quay".
  private static func isLogged(_ line: Substring) -> Bool {
    let words = line.prefix(80).split(separator: " ", maxSplits: 4)
    guard let first = words.first else { return false }
    if first.count(where: { $0 == "." }) == 3, first.allSatisfy({ $0.isNumber || $0 == "." }) { return true }
    let bare = first.filter { $0 != "[" && $0 != "]" }
    let isDay = bare.count >= 10 && bare.prefix(4).allSatisfy(\.isNumber) && bare.dropFirst(4).first.map { "-/".contains($0) } == true
    if isDay, bare.count > 15 && isClock(bare.dropFirst(11)[...]) || words.count > 1 && isClock(words[1]) { return true }
    if first.hasPrefix("["), bare.count(where: { $0 == ":" }) >= 3 || words.count > 1 && isClock(words[1]) { return true }
    return words.count > 3 && first.count == 3 && words[1].allSatisfy(\.isNumber) && isClock(words[2])
  }

  /// Whether a text begins with a clock time to the second: "10:00:00,123".
  private static func isClock(_ text: Substring) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count >= 3 && parts[..<2].allSatisfy { (1...2).contains($0.count) && $0.allSatisfy(\.isNumber) }
      && parts[2].prefix(2).allSatisfy(\.isNumber) && parts[2].count >= 2
  }

  /// Whether nearly all lines are keys with their values, items of lists and the like. A text below such a head ("front matter") is none.
  private var isSettings: Bool {
    guard lines.count >= 3 else { return false }
    if lines[0].hasPrefix("%YAML") { return true }
    // What is between two rules of dashes is the head of a text.
    if lines[0] == "---", let end = lines.dropFirst().firstIndex(of: "---"), end + 1 < lines.count { return false }
    var keys = 0, others = 0, opening = 0
    for line in lines where line != "---" && !line.hasPrefix("#") && !line.hasPrefix(";") {
      if line.hasPrefix("["), line.hasSuffix("]") {
        opening += 1
      } else if let value = Self.keyed(line) {
        keys += 1
        if value.isEmpty { opening += 1 }
      } else if !line.hasPrefix("- ") {
        others += 1
      }
    }
    return keys >= 2 && opening >= 1 && others * 5 <= keys
  }

  /// The value of a line like "text: The boat stays" or "path=/srv/news"; `nil` for any other line. A key is a word in small letters, unlike
  /// the name before what somebody says.
  private static func keyed(_ line: Substring) -> Substring? {
    let line = line.hasPrefix("- ") ? line.dropFirst(2) : line
    let key = line.prefix { $0.isLetter || $0.isNumber || "_-.".contains($0) }
    guard let first = key.unicodeScalars.first, first.properties.isLowercase || first == "_" else { return nil }
    let rest = line[key.endIndex...].drop { $0 == " " }
    guard let mark = rest.first, mark == ":" || mark == "=" else { return nil }
    let value = rest.dropFirst()
    return value.isEmpty || value.hasPrefix(" ") || mark == "=" ? value.trimmingSpaces : nil
  }

  /// Whether marks that programs need are frequent, and sentences rare.
  var isCode: Bool {
    var letters = 0, marks = 0, said = 0
    for line in lines {
      let ink = line.utf8.count { $0 > 32 }
      letters += ink
      marks += line.utf8.count { Self.codeMarks.contains($0) }
      let words = line.split(separator: " ").count
      if words >= 3, TextLines.endsSentence(Array(line.utf8)[...]) { said += ink }
    }
    // Markup is not code: a page may begin with text.
    return letters >= 20 && marks * 100 > letters * 7 && said * 5 < letters && !head.contains("</")
  }

  private static let codeMarks = Set("{}[]()<>=;_$#\\|+".utf8)
}

extension Substring {
  /// Without white space at its ends.
  fileprivate var trimmingSpaces: Substring {
    var rest = self
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return rest
  }
}
