internal import FullText
internal import Platform
internal import Record

/// Fingerprints that are equal if two records say the same: the first 8 bytes of SHA-256 over their fields.
struct RecordFingerprint {
  private var bytes: [UInt8] = []

  /// Whatever makes a new version when it changes: text, paragraphs and metadata, but not where the page was found.
  static func content(_ article: Article) -> Int64 {
    var print = RecordFingerprint()
    print.add(article.text)
    for paragraph in article.paragraphs {
      print.add(paragraph.range.start)
      print.add(paragraph.range.end)
      print.add(paragraph.kind.rawValue)
    }
    print.add(article.title)
    print.add(article.site)
    print.add(article.published)
    print.add(article.modified)
    print.add(article.language)
    print.add(article.section)
    print.add(article.access?.rawValue)
    // A tag that becomes an author is a change.
    for list in [article.authors, article.tags] {
      print.add(list.count)
      for text in list { print.add(text) }
    }
    return print.number
  }

  /// All findings, without explanations.
  static func findings(_ record: ArticleRecord) -> Int64 {
    var print = RecordFingerprint()
    for quote in record.quotes { print.add(quote) }
    for figure in record.figures { print.add(figure) }
    for official in record.officials { print.add(official) }
    return print.number
  }

  private var number: Int64 { Int64(bitPattern: Digest.sha256Prefix(bytes)) }

  private mutating func add(_ text: String?) {
    guard let text else { return bytes.append(0) }
    bytes.append(1)
    add(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }
  private mutating func add(_ number: Int) { bytes.append(varint: UInt32(truncatingIfNeeded: number)) }
  private mutating func add(_ number: Double?) {
    guard let number else { return bytes.append(0) }
    bytes.append(1)
    bytes.append(contentsOf: [UInt8](numbers: [number.bitPattern]))
  }
  private mutating func add(_ span: TextSpan?) {
    guard let span else { return bytes.append(0) }
    bytes.append(1)
    add(span.start)
    add(span.end)
  }
  private mutating func add(_ quote: Quote) {
    add(quote.id)
    add(quote.span)
    add(quote.kind.rawValue)
    add(quote.type.rawValue)
    add(quote.group)
    add(quote.speaker)
    add(quote.speakerKind?.rawValue)
    add(quote.official)
    add(quote.speakerMention)
    add(quote.cue)
    add(quote.confidence)
    add(quote.speakerConfidence)
  }
  private mutating func add(_ figure: Figure) {
    add(figure.id)
    add(figure.span)
    add(figure.value)
    add(figure.valueHigh)
    add(figure.bound.rawValue)
    add(figure.tolerance)
    add(figure.vague ? 1 : 0)
    for text in [figure.unit, figure.unitText, figure.unitKind?.rawValue, figure.change?.rawValue, figure.role.rawValue] { add(text) }
    add(figure.from)
    add(figure.comparedTo?.value)
    add(figure.status.rawValue)
    add(figure.priceYear.map(Double.init))
    for text in [
      figure.comparedTo?.period, figure.concept, figure.period, figure.periodText, figure.attributedTo, figure.quote, figure.sameAs,
    ] {
      add(text)
    }
    for chance in [figure.confidence, figure.conceptConfidence, figure.periodConfidence, figure.attributedToConfidence] { add(chance) }
  }
  private mutating func add(_ official: Official) {
    for text in [official.id, official.name, official.title, official.organization, official.sector?.rawValue] { add(text) }
    add(official.titleSpan)
    for mention in official.mentions { add(mention) }
    add(official.confidence)
    add(official.organizationConfidence)
  }
}
