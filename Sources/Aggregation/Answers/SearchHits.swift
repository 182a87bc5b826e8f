public import Record

/// A page of answers.
public struct SearchHits<Hit: Sendable>: Sendable {
  /// The hits, best first.
  public var hits: [Hit]
  /// Where the next page begins; `nil` when this was the last.
  public var next: PageCursor?
  /// How many matches between these were left out as copies of an earlier article.
  public var folded = 0
  /// How many match in all, counted in the same state of the index as the hits, if ``Search/countsMatches`` asked for it.
  public var count: MatchCount?

  /// Makes a page.
  public init(hits: [Hit], next: PageCursor?) {
    self.hits = hits
    self.next = next
  }
}

/// What every hit says about the article it is in.
public struct ArticleHead: Hashable, Sendable {
  /// The article's id.
  public var id: String
  /// The version the hit is in.
  public var version: Int
  /// The headline.
  public var title: String?
  /// The outlet.
  public var site: String?
  /// RFC 3339 date-time or bare date.
  public var published: String?
  /// The address the page was fetched from.
  public var url: String?
  /// The address the page names as its own.
  public var canonicalURL: String?
  /// The path it was read from.
  public var source: String?
  /// The people or desks of the byline.
  public var authors: [String]
  /// RFC 3339 date-time or bare date of the last change.
  public var modified: String?
  /// When the page was fetched, if the input says so.
  public var retrieved: String?
  /// SHA-256 of the page's bytes.
  public var contentSHA256: String
  /// BCP 47 language tag.
  public var language: String?
  /// The program that extracted the findings, with its version.
  public var extractor: String
  /// The hash of the rules and weights that made the findings.
  public var rules: String
  /// Its place in a story that other articles print as well; `nil` if none does.
  public var story: StoryPlace? = nil

  /// Makes a head.
  public init(
    id: String, version: Int, title: String? = nil, site: String? = nil, published: String? = nil, url: String? = nil,
    canonicalURL: String? = nil, source: String? = nil, authors: [String], modified: String? = nil, retrieved: String? = nil,
    contentSHA256: String, language: String? = nil, extractor: String, rules: String, story: StoryPlace? = nil
  ) {
    self.id = id
    self.version = version
    self.title = title
    self.site = site
    self.published = published
    self.url = url
    self.canonicalURL = canonicalURL
    self.source = source
    self.authors = authors
    self.modified = modified
    self.retrieved = retrieved
    self.contentSHA256 = contentSHA256
    self.language = language
    self.extractor = extractor
    self.rules = rules
    self.story = story
  }
}

/// A quote found by a search.
public struct QuoteHit: Sendable {
  /// The stable id: 16 hexadecimal digits (see ``FindingID``).
  public var id: String
  /// The quote, as extracted; `span` holds the exact words and their code points.
  public var quote: Quote
  /// The speaker's title at the time, if the speaker is an official of the article.
  public var title: String?
  /// The speaker's organization, likewise.
  public var organization: String?
  /// The stable id of the official who speaks.
  public var officialID: String?
  /// The stable id of the first quote of the utterance that this quote is a part of.
  public var utteranceID: String?
  /// The paragraphs that hold the quote, whole.
  public var passage: String
  /// The passage's first code point in the article's text.
  public var passageStart: Int
  /// The quote in the UTF-8 of `passage`.
  public var passageRange: ByteRange
  /// The sentences that hold the quote, whole.
  public var sentence: TextSpan
  /// The article.
  public var article: ArticleHead
  /// The matched words: ranges in the UTF-8 of `quote.span.text`.
  public var highlights: [ByteRange]

  /// Makes a hit.
  public init(
    id: String, quote: Quote, title: String? = nil, organization: String? = nil, officialID: String? = nil, utteranceID: String? = nil,
    passage: String, passageStart: Int, passageRange: ByteRange, sentence: TextSpan, article: ArticleHead, highlights: [ByteRange]
  ) {
    self.id = id
    self.quote = quote
    self.title = title
    self.organization = organization
    self.officialID = officialID
    self.utteranceID = utteranceID
    self.passage = passage
    self.passageStart = passageStart
    self.passageRange = passageRange
    self.sentence = sentence
    self.article = article
    self.highlights = highlights
  }
}

/// A figure found by a search.
public struct FigureHit: Sendable {
  /// The stable id: 16 hexadecimal digits.
  public var id: String
  /// The figure, as extracted.
  public var figure: Figure
  /// The stable id of the quote that the figure is in.
  public var quoteID: String?
  /// The stable id of the earlier figure that states the same fact.
  public var sameAsID: String?
  /// The paragraphs that hold the figure, whole.
  public var passage: String
  /// The passage's first code point in the article's text.
  public var passageStart: Int
  /// The figure in the UTF-8 of `passage`.
  public var passageRange: ByteRange
  /// The sentences that hold the figure, whole.
  public var sentence: TextSpan
  /// The place that the article is written from, folded, if it begins with a dateline.
  public var dateline: String?
  /// The article.
  public var article: ArticleHead
  /// The matched words in the UTF-8 of `figure.span.text`.
  public var highlights: [ByteRange]
  /// The matched words in the UTF-8 of `figure.concept`.
  public var conceptHighlights: [ByteRange]

  /// Makes a hit.
  public init(
    id: String, figure: Figure, quoteID: String? = nil, sameAsID: String? = nil, passage: String, passageStart: Int,
    passageRange: ByteRange, sentence: TextSpan, dateline: String? = nil, article: ArticleHead, highlights: [ByteRange],
    conceptHighlights: [ByteRange]
  ) {
    self.id = id
    self.figure = figure
    self.quoteID = quoteID
    self.sameAsID = sameAsID
    self.passage = passage
    self.passageStart = passageStart
    self.passageRange = passageRange
    self.sentence = sentence
    self.dateline = dateline
    self.article = article
    self.highlights = highlights
    self.conceptHighlights = conceptHighlights
  }
}

/// An official found by a search, in one article.
public struct OfficialHit: Sendable {
  /// The stable id: 16 hexadecimal digits.
  public var id: String
  /// The official, as extracted.
  public var official: Official
  /// The paragraphs that hold the first mention, whole; empty if there is none.
  public var passage: String
  /// The passage's first code point in the article's text.
  public var passageStart: Int
  /// The first mention in the UTF-8 of `passage`.
  public var passageRange: ByteRange
  /// The sentences that hold the first mention, whole.
  public var sentence: TextSpan
  /// The article.
  public var article: ArticleHead
  /// The matched words in the UTF-8 of `official.name`.
  public var highlights: [ByteRange]

  /// Makes a hit.
  public init(
    id: String, official: Official, passage: String, passageStart: Int, passageRange: ByteRange, sentence: TextSpan, article: ArticleHead,
    highlights: [ByteRange]
  ) {
    self.id = id
    self.official = official
    self.passage = passage
    self.passageStart = passageStart
    self.passageRange = passageRange
    self.sentence = sentence
    self.article = article
    self.highlights = highlights
  }
}

/// An article found by a search.
public struct ArticleHit: Sendable {
  /// The article.
  public var article: ArticleHead
  /// The byline.
  public var authors: [String]
  /// BCP 47 language tag.
  public var language: String?
  /// The outlet's section.
  public var section: String?
  /// The subjects that the page names.
  public var tags: [String]
  /// Who can read it, as the page says.
  public var access: ArticleAccess?
  /// Code points of text.
  public var length: Int
  /// Quotes found in it, of every type.
  public var quotes: Int
  /// Figures found in it.
  public var figures: Int
  /// Officials found in it.
  public var officials: Int
  /// How many versions are stored.
  public var versions: Int
  /// The first passage that holds a match, else the text's beginning.
  public var excerpt: String
  /// The matched words in the UTF-8 of `excerpt`.
  public var highlights: [ByteRange]

  /// Makes a hit.
  public init(
    article: ArticleHead, authors: [String], language: String? = nil, section: String? = nil, tags: [String], access: ArticleAccess? = nil,
    length: Int, quotes: Int, figures: Int, officials: Int, versions: Int, excerpt: String, highlights: [ByteRange]
  ) {
    self.article = article
    self.authors = authors
    self.language = language
    self.section = section
    self.tags = tags
    self.access = access
    self.length = length
    self.quotes = quotes
    self.figures = figures
    self.officials = officials
    self.versions = versions
    self.excerpt = excerpt
    self.highlights = highlights
  }
}

/// How many match.
public struct MatchCount: Hashable, Sendable {
  /// Matches of the search.
  public var matches: Int
  /// Matches that are left out only because of their attribution type (quotes; 0 for other kinds).
  public var otherTypes: Int

  /// Makes a count.
  public init(matches: Int, otherTypes: Int) {
    self.matches = matches
    self.otherTypes = otherTypes
  }
}

/// One value of a facet and how many matches have it.
public struct FacetCount: Hashable, Sendable {
  /// The value; `nil` counts the matches without one.
  public var value: String?
  /// The number of matches.
  public var count: Int

  /// Makes a count.
  public init(value: String? = nil, count: Int) {
    self.value = value
    self.count = count
  }
}

/// Counts of a search's matches, the largest first in each list. Every match counts once in every list, so the counts of a list and its
/// remainder add up to ``total``.
public struct Facets: Hashable, Sendable {
  /// All matches.
  public var total: Int
  /// By speaker (for figures, whom they are credited to).
  public var speaker: [FacetCount]
  /// By the speaker's or official's organization.
  public var organization: [FacetCount]
  /// By outlet.
  public var outlet: [FacetCount]
  /// By month of publication (`2017-02`), in order of time.
  public var month: [FacetCount]
  /// By kind: of quote, of unit, or sector.
  public var kind: [FacetCount]
  /// By unit (figures).
  public var unit: [FacetCount]

  /// Makes facets.
  public init(
    total: Int, speaker: [FacetCount], organization: [FacetCount], outlet: [FacetCount], month: [FacetCount], kind: [FacetCount],
    unit: [FacetCount]
  ) {
    self.total = total
    self.speaker = speaker
    self.organization = organization
    self.outlet = outlet
    self.month = month
    self.kind = kind
    self.unit = unit
  }
}
