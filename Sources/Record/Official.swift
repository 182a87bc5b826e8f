/// The area of public life to which a role belongs.
public enum Sector: String, Sendable, CaseIterable {
  /// The executive.
  case government
  /// Parliaments and councils.
  case legislature
  /// Courts.
  case judiciary
  /// Police, prosecutors' investigators, border and prison services.
  case lawEnforcement = "law_enforcement"
  /// Armed forces.
  case military
  /// Ambassadors and envoys.
  case diplomacy
  /// Parties, candidates, campaigns.
  case politics
  /// UN, IMF and the like.
  case international
  /// Companies.
  case business
  /// Newspapers, broadcasters.
  case media
  /// Universities and research.
  case academia
  /// Think tanks, unions, advocacy.
  case nonprofit
  /// Lawyers.
  case legal
  /// Churches and faiths.
  case religion
  /// Arts and entertainment.
  case culture
  /// Sport.
  case sport
  /// Anything else.
  case other
}

/// A named person to whom the article gives a role.
public struct Official: Hashable, Sendable {
  /// `o1`, `o2` … within the record.
  public var id: String
  /// The fullest form in the article, without title.
  public var name: String
  /// The words of the role, without organization, party, place and article; `nil` if only an affiliation is given.
  public var title: String?
  /// The shortest span that contains the title's words.
  public var titleSpan: TextSpan?
  /// The body or place to which the role belongs.
  public var organization: String?
  /// The area of public life.
  public var sector: Sector?
  /// Each place where the text names the person.
  public var mentions: [TextSpan]
  /// Calibrated probability that person and title are right, 0 to 1.
  public var confidence: Double?
  /// Calibrated probability that ``organization``, or its absence, is right, 0 to 1.
  public var organizationConfidence: Double?
  /// Which rule gave the role (`--explain`).
  public var explanation: Explanation?

  /// Makes an official.
  public init(
    id: String, name: String, title: String? = nil, titleSpan: TextSpan? = nil, organization: String? = nil, sector: Sector? = nil,
    mentions: [TextSpan] = [], confidence: Double? = nil, organizationConfidence: Double? = nil, explanation: Explanation? = nil
  ) {
    self.id = id
    self.name = name
    self.title = title
    self.titleSpan = titleSpan
    self.organization = organization
    self.sector = sector
    self.mentions = mentions
    self.confidence = confidence
    self.organizationConfidence = organizationConfidence
    self.explanation = explanation
  }
}
