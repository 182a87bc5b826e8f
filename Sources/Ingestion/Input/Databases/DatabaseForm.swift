internal import Knowledge

/// The formats in which news databases export articles as text, several in one file.
enum DatabaseForm: Sendable {
  /// Nexis: "1 of 25 DOCUMENTS", or "End of Document" after each.
  case nexis
  /// Factiva's tagged format: two-letter codes HD, BY, PD, SN, LP, TD.
  case factiva
  /// Factiva's reading format: headline, "450 words", date, outlet, copyright, text, "Document T000000020200504eg540001x".
  case factivaPlain
  /// ProQuest: "Title:", "Publication title:", "Full text:" between rules of underscores.
  case proquest

  /// The format of a text with this beginning; `nil` if none is certain.
  init?(_ bytes: ArraySlice<UInt8>) {
    let lines = Self.lines(bytes)
    if lines.contains(where: Self.isNexisCount)
      || lines.contains("End of Document") && lines.contains(where: { $0.hasPrefix("Load-Date:") })
    {
      self = .nexis
    } else if Set(lines.compactMap(Self.factivaCode)).isSuperset(of: ["HD", "PD"])
      && lines.contains(where: { ["SN", "LP", "TD"].contains(Self.factivaCode($0)) })
    {
      self = .factiva
    } else if lines.contains(where: Self.isFactivaEnd), lines.contains(where: Self.isWordCount) {
      self = .factivaPlain
    } else if lines.contains(where: { $0.hasPrefix("Publication title:") })
      && lines.contains(where: { $0.hasPrefix("Full text:") || $0.hasPrefix("Title:") })
    {
      self = .proquest
    } else {
      return nil
    }
  }

  static func lines(_ bytes: ArraySlice<UInt8>) -> [String] {
    bytes.split(separator: 10, omittingEmptySubsequences: false).map { line in
      var line = line.drop { $0 == 0xEF || $0 == 0xBB || $0 == 0xBF || $0 == 12 }
      while let last = line.last, last <= 32 { line = line.dropLast() }
      return String(decoding: line, as: UTF8.self)
    }
  }

  /// Whether a line is like "3 of 25 DOCUMENTS".
  static func isNexisCount(_ line: String) -> Bool {
    let words = line.split(separator: " ")
    return words.count == 4 && Int(words[0]) != nil && words[1] == "of" && Int(words[2]) != nil
      && words[3].uppercased().hasPrefix("DOCUMENT")
  }

  /// Whether a line is like "Document T000000020200504eg540001x".
  static func isFactivaEnd(_ line: String) -> Bool {
    let words = line.split(separator: " ")
    return words.count == 2 && words[0] == "Document" && words[1].utf8.count >= 15
      && words[1].utf8.allSatisfy { $0 &- 48 < 10 || ($0 | 32) &- 97 < 26 } && words[1].utf8.contains { $0 &- 48 < 10 }
  }

  /// Whether a line is like "1,450 words".
  static func isWordCount(_ line: String) -> Bool {
    let words = line.split(separator: " ")
    return words.count == 2 && words[1].lowercased() == "words" && words[0].utf8.allSatisfy { $0 &- 48 < 10 || $0 == UInt8(ascii: ",") }
  }

  /// The "HD" of "HD  Ferry stranded", or of "HD" on a line of its own.
  static func factivaCode(_ line: String) -> String? {
    let code = line.prefix(2)
    guard code.utf8.count == 2, code.utf8.allSatisfy({ $0 &- 65 < 26 }) else { return nil }
    let rest = line.dropFirst(2)
    return rest.isEmpty || rest.hasPrefix("  ") || rest.hasPrefix("\t") || rest.hasPrefix(" ") && codes.contains(String(code))
      ? String(code) : nil
  }

  static let codes: Set<String> = Set(WordSets.words("DatabaseForm.codes"))
}
