internal import Record

/// What is derived from a stored version when its first finding needs it, and is kept for the others.
final class VersionDetails {
  /// The stable ids of the findings of a kind, by their ids in the record, and for each group of quotes the stable id of its first quote.
  struct IDs {
    var quotes: [String: String] = [:]
    var groups: [String: String] = [:]
    var figures: [String: String] = [:]
    var officials: [String: String] = [:]
  }

  /// The figures with the numbers of their ids, once a second figure has been asked for.
  var figures: [(id: UInt64, figure: Figure)]?
  var figuresAsked = 0
  var utterancesAsked = 0
  private var bounds: (reach: Int, sentences: SentenceBounds)?
  private var known: IDs?
  private var place: String??

  /// The sentences, at least up to a byte. What follows a paragraph changes nothing in it, so for the first finding that is asked for, the
  /// text is read only to the end of its paragraph; for a second finding after that, to the end of the text.
  func sentences(_ article: Article, _ bytes: [UInt8], upTo end: Int) -> SentenceBounds {
    if let bounds, bounds.reach >= end { return bounds.sentences }
    let count =
      bounds == nil
      ? article.paragraphs.firstIndex { $0.range.end >= end }.map { $0 + 1 } ?? article.paragraphs.count : article.paragraphs.count
    let isWhole = count == article.paragraphs.count
    let found = SentenceBounds(bytes, paragraphs: isWhole ? article.paragraphs : Array(article.paragraphs.prefix(count)))
    bounds = (isWhole ? .max : article.paragraphs[count - 1].range.end, found)
    return found
  }

  /// The dateline's place, looked for once.
  func dateline(_ find: () -> String?) -> String? {
    if let place { return place }
    let found = find()
    place = .some(found)
    return found
  }

  func ids(_ read: () throws(IndexError) -> ArticleRecord) throws(IndexError) -> IDs {
    if let known { return known }
    let record = try read()
    let article = record.article.id
    func digits(_ kind: FindingKind, _ ids: [String], _ words: [String]) -> [String: String] {
      let numbers = FindingID.numbers(article: article, kind: kind, words: words)
      return Dictionary(zip(ids, numbers.map { FindingID.digits($0) }), uniquingKeysWith: { first, _ in first })
    }
    var ids = IDs()
    ids.quotes = digits(.quote, record.quotes.map(\.id), record.quotes.map(\.span.text))
    ids.figures = digits(.figure, record.figures.map(\.id), record.figures.map(\.span.text))
    ids.officials = digits(.official, record.officials.map(\.id), record.officials.map(\.name))
    for quote in record.quotes {
      if let group = quote.group, ids.groups[group] == nil { ids.groups[group] = ids.quotes[quote.id] }
    }
    known = ids
    return ids
  }
}
