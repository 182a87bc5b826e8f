internal import FullText
internal import Record

/// The fields of a finding or article whose words are indexed.
extension TermField {
  /// What bare words are searched in: a quote's words; a figure's words, concept, sentence and headline; an official's name, title and
  /// organization; an article's headline and text.
  static let text = TermField(UInt8(ascii: "w"), hasStems: true)
  static let concept = TermField(UInt8(ascii: "c"), hasStems: true)
  static let speaker = TermField(UInt8(ascii: "p"), hasStems: false)
  static let name = TermField(UInt8(ascii: "n"), hasStems: false)
  static let organization = TermField(UInt8(ascii: "o"), hasStems: false)
  static let title = TermField(UInt8(ascii: "t"), hasStems: false)
  static let headline = TermField(UInt8(ascii: "h"), hasStems: false)
  static let cue = TermField(UInt8(ascii: "u"), hasStems: true)
}

extension FindingKind {
  /// What the columns mean for documents of this kind: the owner is the article's version, its label the outlet; label A is the speaker, B
  /// the organization, C the unit; the category is the kind of quote or unit, or the sector; the type is that of the attribution; the
  /// histogram is by month. Each part that has a confidence has a column for it.
  var schema: DocumentSchema {
    switch self {
    case .quote: Self.quotes
    case .figure: Self.figures
    case .official: Self.officials
    case .article: Self.articles
    }
  }

  private static let quotes = schema(1, [.labelA, .labelB, .category, .type, .idPrefix, .confidence], .quote)
  private static let figures = schema(2, [.labelA, .labelC, .category, .low, .high, .idPrefix, .confidence], .figure)
  private static let officials = schema(3, [.labelA, .labelB, .category, .idPrefix, .confidence], .official)
  private static let articles = schema(4, [], .article)

  private static func schema(_ number: Int64, _ columns: Set<DocValueColumn>, _ kind: FindingKind) -> DocumentSchema {
    DocumentSchema(collection: number, mainField: .text, columns: columns.union(kind.parts.map(\.place.column))) {
      PublicationTime.monthNumber(of: $0)
    }
  }
}
