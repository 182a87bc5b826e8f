internal import Linkage
internal import Record

/// Tells which matches of a search are folded: those in a copy whose story has an earlier article with the same finding that matches as well.
///
/// So a copy is shown where the search finds it alone (by its outlet, or by words of its own), and what a page shows does not depend on the
/// pages before it.
final class CopyFolding {
  private let reader: RecordReader
  private let links: StoryLinks
  private let plan: QueryPlan
  private var members: [Int64: [StoryMember]] = [:]

  init(_ store: Store, _ reader: RecordReader, _ plan: QueryPlan) {
    self.reader = reader
    links = StoryLinks(store: store)
    self.plan = plan
  }

  /// Whether a match is folded.
  func isFolded(_ match: RankedMatch) throws(IndexError) -> Bool {
    let version = Int64(plan.segments[match.segment].version(of: match.document))
    let story: [StoryMember]
    if let known = members[version] {
      story = known
    } else {
      story = try links.roles(of: version)
      for member in story { members[member.version] = story }
    }
    guard story.count > 1, let place = story.firstIndex(where: { $0.version == version }), story[place].role == .copy else { return false }
    let ordinal = Int(match.tie & 0xFF_FFFF)
    for earlier in story[..<place] {
      for counterpart in try counterparts(of: ordinal, in: version, from: earlier.version)
      where try matches(counterpart, in: earlier.version) {
        return true
      }
    }
    return false
  }

  /// The places in another version's record of the findings that say the same.
  private func counterparts(of ordinal: Int, in version: Int64, from other: Int64) throws(IndexError) -> [Int] {
    if plan.kind == .article { return [0] }
    let own = try reader.record(try reader.version(version))
    let others = try reader.record(try reader.version(other))
    switch plan.kind {
    case .quote:
      guard own.quotes.indices.contains(ordinal) else { return [] }
      let words = FoldedTokens.words(own.quotes[ordinal].span.text)
      return others.quotes.indices.filter { FoldedTokens.words(others.quotes[$0].span.text) == words }
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

  /// Whether the search finds a finding of a version.
  private func matches(_ ordinal: Int, in version: Int64) throws(IndexError) -> Bool {
    let stored = try reader.version(version)
    let time = PublicationTime.seconds(stored.article.published)
    let tie = IndexEntry.tie(article: stored.publicID) | UInt64(ordinal)
    for (place, segment) in plan.segments.enumerated() {
      var number = segment.firstDocument(notBefore: time, tie)
      while number < segment.documents, segment.time(of: number) == time, segment.tie(of: number) == tie {
        if segment.version(of: number) == UInt32(truncatingIfNeeded: version), !segment.isDeleted(number) {
          guard let matcher = plan.part(place) else { return false }
          return plan.accepts(number, in: segment) && matcher.advance(to: number) == number
        }
        number += 1
      }
    }
    return false
  }
}
