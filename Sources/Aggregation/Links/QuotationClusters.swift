internal import FullText
internal import Linkage
internal import Record

extension SearchIndex {
  /// The wordings of one quotation in all articles.
  ///
  /// The cluster starts with the quote asked for. Every quote that shares three words in a row with a member and is the same quotation
  /// (``QuotationMatch``) is added, until none is left. Throws ``IndexError/noSuchQuote(_:)`` if no quote has that id.
  public func variants(ofQuote id: String) throws -> QuotationCluster {
    let stored = try article(ofQuote: id)
    guard let place = stored.quoteIDs.firstIndex(of: id) else { throw IndexError.noSuchQuote(id) }
    let quote = stored.record.quotes[place]
    var members: [String: QuoteHit] = [:]
    var open: [(words: QuotationWords, text: String, speaker: String?)] = [
      (QuotationWords(quote.span.text), quote.span.text, quote.speaker)
    ]
    while let next = open.popLast(), members.count < Self.mostVariants {
      for hit in try self.candidates(next.text) where members[hit.id] == nil {
        let words = QuotationWords(hit.quote.span.text)
        guard hit.id == id || QuotationMatch.isSame(next.words, by: next.speaker, words, by: hit.quote.speaker) else { continue }
        members[hit.id] = hit
        open.append((words, hit.quote.span.text, hit.quote.speaker))
      }
    }
    func order(_ hit: QuoteHit) -> (String, String) { (hit.article.published ?? "9999", hit.id) }
    let hits = members.values.sorted { order($0) < order($1) }
    guard let reference = hits.max(by: { ($0.quote.span.text.utf8.count, $1.id) < ($1.quote.span.text.utf8.count, $0.id) }) else {
      throw IndexError.noSuchQuote(id)
    }
    return QuotationCluster(
      reference: reference,
      variants: hits.map { hit in
        QuotationCluster.Variant(hit: hit, difference: WordDifference.steps(from: reference.quote.span.text, to: hit.quote.span.text))
      })
  }

  private static var mostVariants: Int { 500 }
  private static var mostPhrases: Int { 48 }

  private func article(ofQuote id: String) throws -> StoredArticle {
    do { return try article(id, version: nil) } catch IndexError.noSuchArticle { throw IndexError.noSuchQuote(id) }
  }

  /// Quotes that share words in a row with a text.
  private func candidates(_ text: String) throws -> [QuoteHit] {
    let words = FoldedWords(text).all
    guard !words.isEmpty else { return [] }
    let length = min(3, words.count)
    let starts = Array(0...words.count - length)
    let step = max(1, (starts.count + Self.mostPhrases - 1) / Self.mostPhrases)
    let phrases = stride(from: 0, to: starts.count, by: step).map { start in
      QueryNode.words(WordPattern(words: Array(words[start..<start + length]), form: .exact))
    }
    let query = Query(node: phrases.count == 1 ? phrases[0] : .or(phrases), sort: .relevance, text: "")
    return try quotes(Search(query, options: QueryOptions(type: "all"), limit: Self.mostVariants, foldsCopies: false)).hits
  }
}
