package import FullText

/// A question to the index, read from the query language.
///
/// | written | finds |
/// |---|---|
/// | `border refugees` | both words, in any form ("refugee" finds "refugees") |
/// | `"safe third country"` | exactly these words in this order |
/// | `flood OR fire`, `(a OR b) c` | either; grouping |
/// | `-flood`, `NOT flood` | all without the word |
/// | `immigra*` | words that begin so |
/// | `border NEAR/5 police` | at most 5 words between them |
/// | `speaker:archambault`, `organization:"border services"` | by field, see ``QueryField`` |
/// | `value:>1000000`, `value:1..5`, `published:2017-01..2017-03` | by range |
/// | `url:example.org/2017`, `site:example.org`, `article:9f2c1a` | by the article's address, its host or outlet, its id |
/// | `confidence:>=0.8`, `speaker_confidence:>=0.8` | by how sure the finding is, or a part of it |
/// | `cue:denied`, `unit:dollars` | by the words that attribute, by unit in words |
/// | `published:"last month"`, `ingested:today` | by dates in words |
/// | `sort:date`, `sort:oldest`, `sort:relevance`, `sort:confidence` | the order |
///
/// Operators are written in capitals; accents, case, and the shape of quotation marks and hyphens make no difference.
public struct Query: Hashable, Sendable {
  /// What is to match.
  package var node: QueryNode
  /// The order, if the query names one.
  public var sort: SortOrder?
  /// The query as written.
  public var text: String

  /// A query that everything matches.
  public static let everything = Query(node: .everything, sort: nil, text: "")

  package init(node: QueryNode, sort: SortOrder?, text: String) {
    self.node = node
    self.sort = sort
    self.text = text
  }

  /// Reads a query; an empty one matches everything.
  public init(parsing text: String) throws(QueryError) {
    var parser = QueryParser(text)
    self = try parser.parse()
  }
}

extension Query {
  /// Whether the query names the confidence of a part, or of the finding itself (`nil`).
  public func namesConfidence(of part: FindingPart?) -> Bool { node.namesConfidence(of: part) }
}

extension QueryNode {
  fileprivate func namesConfidence(of part: FindingPart?) -> Bool {
    switch self {
    case .confidence(let named, _): named == part
    case .and(let nodes), .or(let nodes): nodes.contains { $0.namesConfidence(of: part) }
    case .not(let node): node.namesConfidence(of: part)
    default: false
    }
  }
}

/// The order of the hits.
public enum SortOrder: String, Sendable, CaseIterable {
  /// By BM25 over all matches; ties newest first.
  case relevance
  /// Newest first, by the date the article gives.
  case date
  /// Oldest first; articles without a date first of all.
  case oldest
  /// The surest first, by the chance that everything a finding states is right: the product of its confidence and those of its parts, where
  /// it names them; ties newest first.
  case confidence
}

/// The fields a query can name.
public enum QueryField: String, Sendable, CaseIterable {
  /// The speaker of a quote; whom a figure is credited to; an official's name; anyone quoted in an article.
  case speaker
  /// The name of the official who speaks, or of an official.
  case official
  /// The speaker's or official's organization.
  case organization
  /// The speaker's or official's title.
  case title
  /// The article's headline.
  case headline
  /// The article's outlet.
  case outlet
  /// `direct`, `indirect`, `mixed`; for figures the kind of unit; for officials the sector.
  case kind
  /// The attribution's type: `assertion`, `belief`, `fact`, `eventuality`, or `all`.
  case type
  /// A figure's unit: `USD`, `percent`, `person` …
  case unit
  /// A figure's value.
  case value
  /// The article's date of publication.
  case published
  /// What a figure is about.
  case concept
  /// The words that attribute a quote: `denied`, `said`.
  case cue
  /// How sure a finding is, from 0 to 1.
  case confidence
  /// How sure it is who speaks, or whom a figure is credited to.
  case speakerConfidence = "speaker_confidence"
  /// How sure an official's organization is.
  case organizationConfidence = "organization_confidence"
  /// How sure it is what a figure is about.
  case conceptConfidence = "concept_confidence"
  /// How sure the time is that a figure is about.
  case periodConfidence = "period_confidence"
  /// The article's day of ingest.
  case ingested
  /// A part of the article's address.
  case url
  /// The host of the article's address, or a part of the outlet's name.
  case site
  /// The article's id, or its first characters.
  case article

  /// Other names of fields.
  package static let aliases: [String: QueryField] = [
    "org": .organization, "organisation": .organization, "date": .published,
    "attributed_to_confidence": .speakerConfidence,
  ]
}

/// A node of a query's tree.
package indirect enum QueryNode: Hashable, Sendable {
  case everything
  /// Folded words in a row; exact for a phrase in quotation marks, by stem for a bare word.
  case words(WordPattern)
  /// Patterns with at most `distance` words between neighbours.
  case near([WordPattern], distance: Int)
  case and([QueryNode])
  case or([QueryNode])
  case not(QueryNode)
  /// Words in a field; they take no part in the ranking.
  case field(QueryField, WordPattern)
  /// One of a closed list of values: kind, type, unit.
  case keyword(QueryField, String)
  case value(NumberRange)
  case published(DateRange)
  case ingested(DateRange)
  /// How sure a finding is, or a part of it.
  case confidence(FindingPart?, NumberRange)
  /// A part is at least so sure, or not there.
  case claim(FindingPart, least: Double)
  /// A text in an article's address, host or id: fields `url`, `site` and `article`.
  case article(QueryField, String)
}
