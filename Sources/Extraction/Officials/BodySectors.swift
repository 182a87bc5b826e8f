internal import Knowledge
internal import Linguistics
internal import Record

/// The sectors of bodies by the words of their names, from `bodies.tsv`.
struct BodySectors: Sendable {
  static let shared = BodySectors()
  // By the hash of the words in lower case, because the tables are made at every start.
  private let names: [UInt64: Sector]
  private let heads: [UInt64: Sector]
  /// Fields in names of bodies without a head noun: "Corrigan Textiles".
  private let fields: [UInt64: Sector]
  /// Subjects of associations and councils: "Rowing" in "Rowing Federation".
  private let subjects: [UInt64: Sector]

  private init() {
    var tables: [BodyLexicon.Kind: [UInt64: Sector]] = [:]
    for (name, kind, sector) in BodyLexicon.rows() { tables[kind, default: [:]][name] = sector }
    names = tables[.name] ?? [:]
    heads = tables[.head] ?? [:]
    fields = tables[.field] ?? [:]
    subjects = tables[.subject] ?? [:]
  }

  func sector(of name: String) -> Sector? {
    let lower = name.lowercased()
    if let sector = names[WordHash.of(lower)] { return sector }
    let words = lower.split(separator: " ").map(String.init)
    return ofSubject(words) ?? ofHead(words) ?? words.lazy.reversed().compactMap { fields[WordHash.of($0)] }.first
  }

  private func ofHead(_ words: [String]) -> Sector? {
    for index in words.indices.reversed() {
      if index + 1 < words.count, let sector = heads[WordHash.of(words[index] + " " + words[index + 1])] { return sector }
      // A club is recognized by the last word of its name: "Leeds United", unlike "United States".
      if let sector = heads[WordHash.of(words[index])], sector != .sport || index + 1 == words.count { return sector }
    }
    return nil
  }

  /// "Rowing Federation", "Bar Council", "Council of Churches": the subject says more about the sector than the head noun.
  private func ofSubject(_ words: [String]) -> Sector? {
    guard words.count > 1, let subject = words.lazy.compactMap({ subjects[WordHash.of($0)] }).first else { return nil }
    if words.contains(where: Self.unions.contains) { return subject }
    return subject == .sport && words.contains(where: Self.governors.contains) ? subject : nil
  }

  private static let unions: Set<String> = Set(WordSets.words("BodySectors.unions"))
  private static let governors: Set<String> = ["committee", "commission", "board", "authority", "tour", "academy"]
}
