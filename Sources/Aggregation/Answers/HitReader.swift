internal import Record

/// Where a match is: the version's key, and the finding's position in the record's list.
struct FoundPlace {
  var version: Int64
  var ordinal: Int
}

/// Turns matches into hits.
struct HitReader {
  private let reader: any VersionReader
  private let words: Highlighter
  private let concept: Highlighter
  private let names: Highlighter

  init(_ reader: any VersionReader, _ query: Query) {
    self.reader = reader
    words = Highlighter(query.node)
    concept = Highlighter(query.node, field: .concept)
    names = Highlighter(query.node, field: .official)
  }

  private func version(_ match: FoundPlace) throws(IndexError) -> StoredVersion { try reader.version(match.version) }
  private func missing(_ version: StoredVersion) -> IndexError {
    .corrupt(path: reader.path, detail: "a finding of article \(version.publicID) is missing")
  }

  func quote(_ match: FoundPlace) throws(IndexError) -> QuoteHit {
    let version = try version(match)
    guard let found = try reader.quote(match.ordinal, in: version) else { throw missing(version) }
    let (id, quote, office) = found
    let passage = PassageReader(quote.span, in: version)
    let utterance = try quote.group.flatMap { (group) throws(IndexError) in try reader.utterance(group, in: version) }
    return QuoteHit(
      id: FindingID.digits(id), quote: quote, title: office?.of.title,
      organization: office?.of.organization ?? quote.speakerBody(in: String(decoding: version.places.bytes, as: UTF8.self)),
      officialID: office.map { FindingID.digits($0.id) }, utteranceID: utterance,
      passage: passage.text,
      passageStart: passage.start, passageRange: passage.finding, sentence: passage.sentence, article: version.head,
      highlights: words.ranges(in: quote.span.text))
  }

  func figure(_ match: FoundPlace) throws(IndexError) -> FigureHit {
    let version = try version(match)
    guard let found = try reader.figure(match.ordinal, in: version) else { throw missing(version) }
    let highlights = found.figure.concept.map { text in (words.ranges(in: text) + concept.ranges(in: text)).sorted() } ?? []
    let passage = PassageReader(found.figure.span, in: version)
    let ids = found.figure.quote != nil || found.figure.sameAs != nil ? try reader.ids(in: version) : nil
    return FigureHit(
      id: FindingID.digits(found.id), figure: found.figure, quoteID: found.figure.quote.flatMap { ids?.quotes[$0] },
      sameAsID: found.figure.sameAs.flatMap { ids?.figures[$0] }, passage: passage.text, passageStart: passage.start,
      passageRange: passage.finding, sentence: passage.sentence, dateline: version.dateline, article: version.head,
      highlights: words.ranges(in: found.figure.span.text),
      conceptHighlights: highlights.reduce(into: []) { if ($0.last?.end ?? 0) <= $1.start { $0.append($1) } })
  }

  func official(_ match: FoundPlace) throws(IndexError) -> OfficialHit {
    let version = try version(match)
    guard let found = try reader.official(match.ordinal, in: version) else { throw missing(version) }
    let place = found.official.mentions.first ?? TextSpan(start: 0, end: 0, text: "")
    let passage = PassageReader(place, in: version)
    return OfficialHit(
      id: FindingID.digits(found.id), official: found.official, passage: passage.text, passageStart: passage.start,
      passageRange: passage.finding, sentence: passage.sentence, article: version.head,
      highlights: (words.isEmpty ? names : words).ranges(in: found.official.name))
  }

  func article(_ match: FoundPlace) throws(IndexError) -> ArticleHit {
    let version = try version(match)
    let excerpt = Excerpt(version.places.bytes, words)
    return ArticleHit(
      article: version.head, authors: version.article.authors, language: version.article.language, section: version.article.section,
      tags: version.article.tags, access: version.article.access, length: version.places.length,
      quotes: version.quotes, figures: version.figures, officials: version.officials, versions: version.versions, excerpt: excerpt.text,
      highlights: excerpt.highlights)
  }
}

/// The passage of a text around the first match.
struct Excerpt {
  let text: String
  let highlights: [ByteRange]

  /// About how many bytes to show before the match and after its beginning.
  private static let before = 60
  private static let after = 160

  init(_ bytes: [UInt8], _ highlighter: Highlighter) {
    let first = highlighter.isEmpty ? nil : highlighter.ranges(in: FoldedWords(bytes)).first
    let middle = first?.start ?? 0
    var start = max(0, middle - Self.before)
    var end = min(bytes.count, max(middle + Self.after, first?.end ?? 0))
    if let line = bytes[start..<middle].lastIndex(of: 0x0A) { start = line + 1 }
    if let line = bytes[middle..<end].firstIndex(of: 0x0A), line >= (first?.end ?? 1) { end = line }
    // Cut only at word boundaries, so that no character is cut either.
    if start > 0, bytes[start - 1] != 0x0A { while start < middle, bytes[start - 1] != 0x20 { start += 1 } }
    if end < bytes.count, bytes[end] != 0x0A { while end > (first?.end ?? start), bytes[end] != 0x20 { end -= 1 } }
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    text = String(decoding: bytes[start..<max(start, end)], as: UTF8.self)
    highlights = highlighter.ranges(in: text)
  }
}
