internal import Linguistics
internal import Record

/// A noun phrase that gives a role: "the Ohio secretary of state", "a lawyer for the news outlets".
struct RolePhrase {
  /// The tokens of the title in ascending order, possibly with gaps.
  var title: [Int]
  /// The head's last token.
  var head: Int
  var sector: Sector
  var isPlural: Bool
  var isListed: Bool
  var isFormer: Bool
  /// The tokens of the body, if the phrase names it.
  var body: Range<Int>?
  /// How the body is attached to the title.
  var bodyLink: BodyLink
  /// A possessive pronoun that refers to a body ("its").
  var pronoun: Int?
  /// The phrase's first token, including an article.
  var start = 0
  /// One past the phrase's last token.
  var end: Int
  /// One past the last token of the noun phrase proper, without "of …".
  var coreEnd: Int
  /// Whether a determiner, possessive or modifier comes before the head.
  var isDetermined: Bool
  /// Whether the role is hoped for, feared or supposed: "if she becomes governor".
  var isHypothetical = false
  /// Roles coordinated with this one by "and", with bodies of their own.
  var others: [RolePhrase] = []

  enum BodyLink {
    case none, modifier, possessive, preposition, adjective, party, person
    /// After the title and a comma: "Head of Research, Acme Limited".
    case comma
  }
}
