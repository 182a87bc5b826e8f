internal import Knowledge
internal import Linguistics
package import Record

/// The analysed words for a speaker at a quote: what kind of words they are, and what name they give.
package struct SpeakerMention: Sendable {
  /// The kind of words.
  package enum Sort: UInt8, Sendable {
    /// No source: a quotation that is a paragraph of its own, a quotation in running text, or a cue without a source.
    case wholeParagraph, runningText, cueAlone
    case she, he, they, it, first, firstPlural, who, which
    /// Names: a person's, a person's after the comma of an apposition, a body's, a place's, or capitalised words without a name tag.
    case person, apposition, body, place, capitals
    case severalPeople
    /// Nouns.
    case organizationNoun, groupNoun, documentNoun, personNoun, otherNoun
  }

  package var sort: Sort
  /// The source's tokens; `nil` where there is none.
  package var source: Range<Int>?
  /// The head noun or pronoun.
  package var head: Int?
  /// The bytes of the mention.
  package var range: ByteRange?
  /// The name at the head, as an index into ``AnalyzedText/names``.
  package var name: Int?
  /// The speaker as written, if neither a person nor a body of the article.
  var words: String?
  /// The kind of speaker that the words describe.
  package var kind: SpeakerKind?
  /// The determiner of the noun: 1 "the", 2 "a" or "another", 3 a possessive, 4 a quantity; 0 none.
  package var determiner: UInt8 = 0
  /// The gender of the pronoun or noun.
  var gender: Gender = .unknown

  /// The description used in ``Reason/rule``.
  var way: String {
    switch sort {
    case .wholeParagraph, .runningText, .cueAlone: "who spoke before"
    case .she, .he, .it: "pronoun"
    case .they: "plural pronoun"
    case .first, .firstPlural: "first person"
    case .who, .which: "relative pronoun"
    case .person: "name"
    case .apposition: "apposition"
    case .body: "body's name"
    case .place: "place's name"
    case .capitals: "capitalised words"
    case .severalPeople: "several people"
    case .organizationNoun, .groupNoun, .documentNoun, .personNoun, .otherNoun: "noun"
    }
  }
}

/// Nouns for a woman or for a man.
enum GenderedNouns {
  /// The gender of a noun, by its folded hash.
  static func gender(_ hash: UInt64) -> Gender { female.contains(hash) ? .female : male.contains(hash) ? .male : .unknown }

  private static func hashes(_ words: String) -> Set<UInt64> { Set(WordHash.foldedWords(words)) }
  private static let female = hashes(WordSets["SpeakerMention.female"])
  private static let male = hashes(WordSets["SpeakerMention.male"])

  /// Nouns for a person of either gender.
  static let persons = hashes(WordSets["SpeakerMention.persons"])
}
