internal import Linkage
internal import Record

/// Decides which matches of a search are folded. A match is folded if it is in a copy whose story has an earlier article with the same
/// finding, and that finding matches as well.
///
/// So a copy is shown if the search finds only the copy (by its outlet, or by words of its own), and what a page shows does not depend on
/// the pages before it.
final class CopyFolding {
  private let kind: FindingKind
  private let reader: any VersionReader
  private let roles: (Int64) throws(IndexError) -> [StoryMember]
  private let matches: (Int, Int64) throws(IndexError) -> Bool
  private var members: [Int64: [StoryMember]] = [:]
  /// Findings of the versions read last: several matches of a page are often from one article or one story.
  private var records: [Int64: ArticleRecord] = [:]
  private static let mostRecords = 48

  /// `roles` gives a version's story (see ``StoryLinks/roles(of:)``); `matches` says, for the position of a finding in a version, whether
  /// the search finds it.
  init(
    _ kind: FindingKind, _ reader: any VersionReader, roles: @escaping (Int64) throws(IndexError) -> [StoryMember],
    matches: @escaping (Int, Int64) throws(IndexError) -> Bool
  ) {
    self.kind = kind
    self.reader = reader
    self.roles = roles
    self.matches = matches
  }

  /// How many matches to ask for at once to fill a page. Asking for more later, to replace folded copies, would cost as much as the first
  /// search.
  static func asked(for limit: Int, folds: Bool) -> Int {
    guard limit < .max / 2 else { return .max }
    return folds ? limit + 1 + limit / 4 + 4 : limit + 1
  }

  /// Whether a match is folded.
  func isFolded(_ match: FoundPlace) throws(IndexError) -> Bool {
    let version = match.version
    let story: [StoryMember]
    if let known = members[version] {
      story = known
    } else {
      story = try roles(version)
      for member in story { members[member.version] = story }
    }
    guard story.count > 1, let place = story.firstIndex(where: { $0.version == version }), story[place].role == .copy else { return false }
    for earlier in story[..<place] {
      for counterpart in try counterparts(of: match.ordinal, in: version, from: earlier.version)
      where try matches(counterpart, earlier.version) {
        return true
      }
    }
    return false
  }

  private func record(_ version: Int64) throws(IndexError) -> ArticleRecord {
    if let known = records[version] { return known }
    let record = try reader.record(try reader.version(version))
    if records.count >= Self.mostRecords { records.removeAll(keepingCapacity: true) }
    records[version] = record
    return record
  }

  /// The positions, in another version's record, of the findings that say the same.
  private func counterparts(of ordinal: Int, in version: Int64, from other: Int64) throws(IndexError) -> [Int] {
    if kind == .article { return [0] }
    let own = try record(version)
    let others = try record(other)
    switch kind {
    case .quote:
      guard own.quotes.indices.contains(ordinal) else { return [] }
      let text = own.quotes[ordinal].span.text
      let words = FoldedTokens.hashes(text)
      return others.quotes.indices.filter {
        others.quotes[$0].span.text == text || FoldedTokens.hashes(others.quotes[$0].span.text) == words
      }
    case .figure:
      guard own.figures.indices.contains(ordinal) else { return [] }
      let figure = own.figures[ordinal]
      return others.figures.indices.filter {
        others.figures[$0].value == figure.value && others.figures[$0].unit == figure.unit
          && others.figures[$0].span.text == figure.span.text
      }
    case .official:
      guard own.officials.indices.contains(ordinal) else { return [] }
      let name = FoldedTokens.words(own.officials[ordinal].name)
      return others.officials.indices.filter { FoldedTokens.words(others.officials[$0].name) == name }
    case .article: return [0]
    }
  }
}
