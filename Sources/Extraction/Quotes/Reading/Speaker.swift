internal import Record

/// Who said it.
struct Speaker: Sendable {
  /// The fullest name that the article gives.
  var name: String?
  var kind: SpeakerKind?
  /// Index into the people of the article.
  var person: Int?
  /// The words that name the speaker at the quote.
  var mention: ByteRange?
  /// How the name was found: part of ``Reason/rule``.
  var way: String
  /// The chance that the name, or its absence, is right.
  var chance: Double?
}
