internal import Linguistics
internal import Record

/// A noun phrase that gives a role: "the Ohio secretary of state", "a lawyer for the news outlets".
struct RolePhrase {
  /// The tokens of the title, ascending, perhaps with gaps.
  var title: [Int]
  /// The head's last token.
  var head: Int
  var sector: Sector
  var isPlural: Bool
  var isListed: Bool
  var isFormer: Bool
  /// The body's tokens where the phrase names it.
  var body: Range<Int>?
  /// How the body stands to the title.
  var bodyLink: BodyLink
  /// A possessive pronoun that stands for a body ("its").
  var pronoun: Int?
  /// The phrase's first token, its article included.
  var start = 0
  /// One behind the phrase's last token.
  var end: Int
  /// One behind the tokens up to which only the noun phrase itself reaches, without "of …".
  var coreEnd: Int
  /// Whether a determiner, possessive or modifier stands before the head.
  var isDetermined: Bool
  /// Whether it is hoped for, feared or supposed: "if she becomes governor".
  var isHypothetical = false
  /// Roles joined to it by "and", with bodies of their own.
  var others: [RolePhrase] = []

  enum BodyLink {
    case none, modifier, possessive, preposition, adjective, party, person
    /// Behind the title and a comma: "Head of Research, Acme Limited".
    case comma
  }
}
