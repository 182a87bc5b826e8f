/// The fields whose words are indexed; the first byte of a group's key.
enum TermField: UInt8, CaseIterable {
  /// What bare words search: a quote's words; a figure's words, concept, sentence and headline; an official's name, title and organization; an
  /// article's headline and text.
  case text = 0x77  // w
  case concept = 0x63  // c
  case speaker = 0x70  // p
  case name = 0x6E  // n
  case organization = 0x6F  // o
  case title = 0x74  // t
  case headline = 0x68  // h
  case cue = 0x75  // u

  /// A number from 0 for each field.
  var place: Int {
    switch self {
    case .text: 0
    case .concept: 1
    case .speaker: 2
    case .name: 3
    case .organization: 4
    case .title: 5
    case .headline: 6
    case .cue: 7
    }
  }

  /// Whether its words are found by their stems as well.
  var hasStems: Bool { self == .text || self == .concept || self == .cue }

  /// The key that a word's group has in a segment.
  func key(of word: [UInt8]) -> [UInt8] { [rawValue] + (hasStems ? EnglishStemmer.stem(word) : word) }
  /// The key of what is kept of all words that begin so.
  func prefixKey(of prefix: [UInt8]) -> [UInt8] { [rawValue] + prefix }
}

/// What a document is found, filtered and counted by, beside its words.
struct DocumentFacts: Sendable {
  /// Publication time (see ``PublicationTime``).
  var time: Int64 = PublicationTime.unknown
  /// Orders documents of one time by content: 40 bits of the article id's digest, 24 of the finding's place in its list.
  var tie: UInt64 = 0
  /// The article version's key.
  var version: UInt32 = 0
  /// Key of the speaker's name, 0 for none; likewise the others.
  var speaker: UInt32 = 0
  var organization: UInt32 = 0
  var outlet: UInt32 = 0
  var unit: UInt32 = 0
  /// The first 24 bits of the finding's id.
  var mark: UInt32 = 0
  /// Place in the list of kinds of its sort of finding, from 1; 0 for none.
  var kind: UInt8 = 0
  /// Place in the list of attribution types, from 1.
  var type: UInt8 = 0
  /// A figure's least and greatest value.
  var low: Double = .nan
  var high: Double = .nan
  /// A finding's confidence in thousandths, and one more; 0 where it has none.
  var confidence: UInt16 = 0
}
